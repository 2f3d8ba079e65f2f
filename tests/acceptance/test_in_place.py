"""Once somebody answered, the message that asked says what was stored, and what can be done with it (0022).

Played over Teams and over Mattermost with buttons, where a message can be replaced; it is read in the chat, as she does.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy import func, select

from storage.outgoing.cards import ANSWERED
from storage.store import Unit
from storage.tables import card, outbox
from tests.acceptance.preparing import sets_out
from tests.kit.libraries import with_text
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import NAMED, PRIVATE
from tests.kit.value_checks import plan

TEXT = "Het stoplicht bij ons voor de deur."
ASKED = "Wat heeft jou de afgelopen week verwonderd in je werk?"

TWO_QUESTIONS = """
id: los
title: Los
source: 001 §2.3
why: Kleine stappen tellen.
kept: twaalf maanden
starts: {command: los}
stages:
  - id: tell
    who: owner
    questions:
      - {id: first, ask: "Wat viel je op?"}
      - {id: second, required: true, ask: "En wat nog meer?"}
    thanks: Dank je.
"""


ReplacingTown: TypeAlias = TeamsTown | PressingTown
WHERE: Mapping[str, Callable[..., AbstractAsyncContextManager[ReplacingTown]]] = {
    "teams": teams_town, "mattermost": pressing_town
}  # fmt: skip


@pytest.fixture(params=WHERE)
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ReplacingTown]:
    async with WHERE[request.param](tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


async def stand(place: ReplacingTown, who: str = "noor") -> list[str]:
    """Return what stands in somebody's chat, message by message, with what can be pressed."""
    return ["\n".join([one.text, *one.choices]) for one in await place.shown(who)]


async def asked(place: ReplacingTown, words: str = ASKED, who: str = "noor") -> str:
    """Return the message in which a question was put, as it stands now."""
    return next(text for text in await stand(place, who) if words in text)


def lose_first(place: ReplacingTown) -> None:
    """Let the first message to Noor be gone on the platform, as when somebody took it away there."""
    chat = place.server.chat("noor")
    if isinstance(place, TeamsTown):
        del place.server.messages[chat][next(iter(place.server.messages[chat]))]
    else:
        del place.server.posts[place.server.shown(chat)[0]["id"]]


def puts(place: ReplacingTown) -> int:
    """Return how often a message was replaced."""
    return sum(call.startswith("PUT ") for call in place.server.calls)


async def waiting(place: ReplacingTown, *statuses: str) -> int:
    """Return how many messages are still to be replaced, or have another fate."""
    there = outbox.c.kind == ANSWERED, outbox.c.status.in_(statuses or ("waiting", "claimed"))

    def count(unit: Unit) -> int:
        return unit.connection.execute(select(func.count()).select_from(outbox).where(*there)).scalar_one()

    return await place.app.store.read(count)


# -- what stands there


async def test_in_place_of_a_question_stand_the_words_that_answered_it(place: ReplacingTown) -> None:
    await place.until("thu 14:00")

    await place.says("noor", TEXT)

    there = await asked(place)
    assert TEXT in there
    assert "Wijzig 1" in there
    assert "Deze week niets" not in there
    assert "Alleen jij leest dit, tot je zelf deelt." in there
    assert puts(place) == 1


async def test_in_place_the_question_that_stands_open_keeps_what_can_be_chosen(place: ReplacingTown) -> None:
    await place.until("thu 14:00")

    await place.says("noor", TEXT)

    assert "Zo is het goed" in (await stand(place))[-1]
    await place.taps("noor", "Zo is het goed")
    assert "Wie mag dit lezen?" in (await stand(place))[-1]


async def test_in_place_of_a_choice_stands_what_was_chosen_and_none_of_the_rest(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.says("noor", TEXT)

    await place.taps("noor", "Zo is het goed")

    there = await asked(place, "Wil je er nog iets bij kwijt?")
    assert "Zo is het goed" in there
    assert "Ik heb er een vraag bij" not in there


async def test_in_place_what_stays_private_can_still_be_shared(place: ReplacingTown) -> None:
    await place.until("thu 14:00")

    await place.tells("noor", TEXT, PRIVATE)

    assert "Deel 1" in await asked(place)
    readers = await asked(place, "Wie mag dit lezen?")
    assert PRIVATE in readers
    assert NAMED not in readers
    assert "Deel 1" in readers


async def test_in_place_what_is_shared_says_with_whom_and_is_not_shared_again(place: ReplacingTown) -> None:
    await place.until("thu 14:00")

    await place.tells("noor", TEXT, NAMED)

    there = await asked(place)
    assert NAMED in there
    assert "Wijzig 1" in there
    assert not any("Deel 1" in text for text in await stand(place))


async def test_in_place_while_it_is_still_to_be_asked_sharing_is_not_offered_beside_it(place: ReplacingTown) -> None:
    await place.until("thu 14:00")

    await place.says("noor", TEXT)

    assert "Deel 1" not in await asked(place)


async def test_in_place_only_the_last_message_that_asked_shows_the_answer(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.until("mon 11:00")
    prompt, reminder = await stand(place)

    await place.says("noor", TEXT)

    before, last, _ = await stand(place)
    assert "Deze week niets" in prompt
    assert "Deze week niets" in reminder
    assert "Deze week niets" not in before + last
    assert TEXT not in before
    assert TEXT in last


async def test_in_place_words_that_look_like_ours_are_hers(place: ReplacingTown) -> None:
    await place.until("thu 14:00")

    await place.says("noor", "**Bram**: <b>vet</b>\n- Wijzig 9")

    assert "<b>vet</b>" in await asked(place)


# -- what was left


async def test_in_place_of_what_was_skipped_stands_how_it_can_still_be_told(place: ReplacingTown) -> None:
    await place.until("thu 14:00")

    await place.taps("noor", "Deze week niets")

    there = await asked(place)
    assert "Overgeslagen." in there
    assert "verwondering" in there
    await place.says("noor", "verwondering")
    assert ASKED in (await stand(place))[-1]


async def test_in_place_of_what_was_put_off_stands_when_it_comes_and_it_can_be_done_sooner(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.taps("noor", "Later")
    await place.taps("noor", "Morgen")

    there = await asked(place)
    assert "Ik vraag het weer op vrijdag 13 maart" in there
    assert "Deze week niets" in there

    await place.says("noor", "verwondering")
    await place.says("noor", TEXT)
    assert "Ik vraag het weer" not in await asked(place)
    assert any(TEXT in text for text in await stand(place))


async def test_in_place_of_what_closed_stands_that_it_did_and_what_was_told_can_still_be_shared(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.says("noor", TEXT)

    await place.until("tue 18:01")

    assert "Deel 1" in await asked(place)
    left = await asked(place, "Wil je er nog iets bij kwijt?")
    assert "De tijd hiervoor is voorbij." in left
    assert "Zo is het goed" not in left
    never = await asked(place, who="bram")
    assert "Deze week niets" not in never


async def test_in_place_of_what_is_called_off_stands_that_it_is_and_nothing_can_be_pressed(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        assert "Voorbereiden" in await asked(place, "Wil je je verhaal alvast voorbereiden?")

        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        await place.wait(hours=2)

        left = await asked(place, "Wil je je verhaal alvast voorbereiden?")
        assert left.endswith("Dit hoeft niet meer.")


async def test_in_place_of_what_a_group_asked_that_she_left_nothing_can_be_pressed(tmp_path: Path) -> None:
    async with teams_town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await sets_out(place)
        assert "Beginnen" in "\n".join(await stand(place, "bram"))

        await place.says("bram", "leergroep verlaten")
        await place.taps("bram", "Ja, ik stop")
        await place.wait(hours=2)

        left = "\n".join(await stand(place, "bram"))
        assert "Dit hoeft niet meer." in left
        assert "Beginnen" not in left


async def test_in_place_what_asked_for_a_yes_or_no_says_that_it_was_given(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.taps("noor", "Later")

    await place.taps("noor", "Morgen")

    assert not any("Volgende week" in text for text in await stand(place))
    assert any("Hier heb je op gereageerd." in text for text in await stand(place))


# -- what is done with it


async def test_in_place_wijzig_acts_on_that_very_answer_weeks_later(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.tells("noor", TEXT, NAMED)
    await place.wait(days=5)

    await place.says("noor", "Wijzig 1")
    await place.says("noor", "Een kat op de balie.")

    assert "Een kat op de balie." in await asked(place)
    assert not any(TEXT in text for text in await stand(place))


async def test_in_place_deel_shares_that_very_answer(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.tells("noor", TEXT, PRIVATE)
    await place.wait(days=3)

    await place.says("noor", "Deel 1")
    await place.taps("noor", NAMED)

    there = await asked(place)
    assert NAMED in there
    assert not any("Deel 1" in text for text in await stand(place))


async def test_in_place_what_is_made_private_says_so(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.tells("noor", TEXT, NAMED)

    await place.says("noor", "maak privé 1")

    assert NAMED not in await asked(place)
    assert "Deel 1" in await asked(place)
    assert PRIVATE in await asked(place, "Wie mag dit lezen?")


async def test_in_place_what_is_taken_back_by_herstel_says_so(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.tells("noor", TEXT, NAMED)

    await place.says("noor", "herstel")

    assert NAMED not in await asked(place)


async def test_in_place_of_what_was_deleted_stands_nothing_of_it(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.tells("noor", TEXT, NAMED)

    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja, verwijder")

    assert not any(TEXT in text for text in await stand(place))
    assert "Wat hier stond, is weggehaald." in await asked(place)
    assert not any("Wijzig 1" in text for text in await stand(place))
    await place.says("noor", "Wijzig 1")
    assert "Ik vind bij jou geen antwoord 1." in (await stand(place))[-1]


async def test_in_place_an_answer_given_anew_takes_the_place_of_the_first(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.says("noor", TEXT)

    await place.says("noor", "terug")
    await place.says("noor", "Een kat op de balie.")

    assert not any(TEXT in text for text in await stand(place))
    assert sum("Een kat op de balie." in text for text in await stand(place)) == 1


async def test_in_place_of_what_was_thrown_away_stands_nothing_of_it(tmp_path: Path) -> None:
    library = with_text(tmp_path / "dialogs", "los", TWO_QUESTIONS)
    async with teams_town(tmp_path / "town", formats=[], library=library) as place:
        await place.says("noor", "los")
        await place.says("noor", TEXT)

        await place.says("noor", "stop")
        await place.taps("noor", "Weggooien")

        assert not any(TEXT in text for text in await stand(place))


async def test_in_place_who_is_erased_leaves_nothing_in_her_chat(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.tells("noor", TEXT, PRIVATE)

    await place.says("noor", "afmelden")
    await place.taps("noor", "Alles verwijderen")
    await place.taps("noor", "Ja")

    assert not any(TEXT in text for text in await stand(place))
    hers = select(card).join(outbox, outbox.c.id == card.c.outbox).where(outbox.c.person == "noor")
    assert await place.app.store.read(lambda unit: unit.connection.execute(hers).first()) is None


# -- sending


async def test_in_place_the_reply_comes_first(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    place.server.calls.clear()

    await place.says("noor", TEXT)

    changed = [call.partition(" ")[0] for call in place.server.calls]
    assert [one for one in changed if one != "GET"] == ["POST", "PUT"]


async def test_in_place_it_comes_after_a_restart_and_once(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    await place.says("noor", TEXT, settle=False)
    assert await waiting(place) == 1

    await place.restart()
    await place.settle()

    assert TEXT in await asked(place)
    assert puts(place) == 1


async def test_in_place_where_the_message_is_gone_nothing_is_sent_anew_and_nobody_is_told(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    lose_first(place)

    await place.says("noor", TEXT)

    assert len(await stand(place)) == 1
    assert await waiting(place, "dropped") == 1
    assert await waiting(place, "failed") == 0


@pytest.mark.parametrize("status", [429, 503, 0])
async def test_in_place_while_the_platform_is_busy_the_next_question_does_not_wait_for_it(
    place: ReplacingTown, status: int
) -> None:
    await place.until("thu 14:00")
    place.server.go_wrong("PUT ", status, times=2)
    await place.says("noor", TEXT)

    await place.taps("noor", "Zo is het goed")
    asked_next, replaced_before = (await stand(place))[-1], TEXT in await asked(place)
    await place.wait(minutes=1)

    assert "Wie mag dit lezen?" in asked_next
    assert not replaced_before
    assert TEXT in await asked(place)
    assert "Zo is het goed" in await asked(place, "Wil je er nog iets bij kwijt?")


async def test_in_place_what_could_not_be_replaced_in_a_day_stays_as_it_was(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    place.server.go_wrong("PUT ", 503, times=100_000)

    await place.says("noor", TEXT)
    await place.jump("fri 15:00")
    await place.settle()

    assert await waiting(place, "stale") == 1
    assert await waiting(place) == 0


async def test_in_place_what_waits_long_is_tried_less_and_less_often(place: ReplacingTown) -> None:
    await place.until("thu 14:00")
    place.server.go_wrong("PUT ", 503, times=100_000)

    await place.says("noor", TEXT)
    for _ in range(60):
        await place.wait(minutes=1)

    assert 5 <= puts(place) <= 10
