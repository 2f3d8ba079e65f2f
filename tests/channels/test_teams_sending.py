"""Teams knows no keys: what was shown is not shown again, and what nobody knows goes once more or is told as failed (0019)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.channels.base import DeliveryError, Outgoing
from bot.channels.reasons import NOT_INSTALLED
from bot.channels.teams.channel import TeamsChannel
from dialogs.saying.prompt import Choice, Prompt
from storage.groups import people
from storage.outgoing import chats, failing, sent_parts
from storage.store import Unit
from storage.tables import chat
from tests.channels.ways import delivers, revises
from tests.kit.pictures import png
from tests.kit.teams_seeing import seen
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import NAMED, TEAM, at

SEND = "POST /conversations/"
OPEN = "POST /conversations"
HELLO = Outgoing("o900", "noor", "person", Prompt("Hallo."), "reply")
NUDGE = replace(HELLO, key="o901", kind="reminder")
QUESTION = replace(HELLO, key="o902", kind="prompt")
LONG = Outgoing("o903", TEAM, "room", Prompt("\n".join(f"Regel {number} {'x' * 90}" for number in range(300))), "digest")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


def channel(place: TeamsTown) -> TeamsChannel:
    """Return the channel itself."""
    assert place.app.teams is not None
    return place.app.teams


async def refusal(place: TeamsTown, message: Outgoing = HELLO) -> DeliveryError:
    """Return why a message is not taken."""
    with pytest.raises(DeliveryError) as refused:
        await channel(place).deliver(message)
    return refused.value


async def open_chat(place: TeamsTown) -> None:
    """Let Noor's chat be known, and empty."""
    await channel(place).withdraw(await channel(place).deliver(replace(HELLO, key="o1")))


def texts(place: TeamsTown, who: str = "noor") -> list[str]:
    return place.server.texts(place.server.chat(who))


# -- once


async def test_what_is_known_to_stand_there_is_not_sent_again(place: TeamsTown) -> None:
    first = await delivers(place, HELLO)

    assert await delivers(place, replace(HELLO, again=True)) == first
    assert texts(place) == ["Hallo."]


async def test_also_after_a_restart_it_is_not_sent_again(place: TeamsTown) -> None:
    first = await delivers(place, HELLO)
    await place.restart()

    assert await delivers(place, replace(HELLO, again=True)) == first
    assert texts(place) == ["Hallo."]


@pytest.mark.parametrize("status", [412, 429])
async def test_what_teams_refused_to_do_is_done_at_another_attempt(place: TeamsTown, status: int) -> None:
    await open_chat(place)
    place.server.go_wrong(SEND, status, times=3)
    for _ in range(3):
        assert (await refusal(place, NUDGE)).kind == "transient"

    await channel(place).deliver(NUDGE)

    assert texts(place) == ["Hallo."]


@pytest.mark.parametrize(("status", "done"), [(0, True), (503, False)])
@pytest.mark.parametrize(("message", "wait"), [(HELLO, None), (QUESTION, 600.0)])
async def test_a_reply_and_a_first_question_of_which_nobody_knows_go_once_more_and_no_further(
    place: TeamsTown, status: int, message: Outgoing, wait: float | None, *, done: bool
) -> None:
    await open_chat(place)
    place.server.go_wrong(SEND, status, times=9, done=done)

    first, second, third = [await refusal(place, replace(message, again=bool(attempt))) for attempt in range(3)]

    assert (first.kind, first.retry_after) == ("transient", wait)
    assert second.kind == third.kind == "ambiguous"
    assert texts(place) == (["Hallo.", "Hallo."] if done else [])


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("message", [NUDGE, replace(LONG, prompt=Prompt("Kort."))])
async def test_a_reminder_and_a_digest_of_which_nobody_knows_never_go_again(
    place: TeamsTown, message: Outgoing, *, done: bool
) -> None:
    await open_chat(place)
    place.server.go_wrong(SEND, 502, done=done)

    assert (await refusal(place, message)).kind == "ambiguous"
    assert (await refusal(place, replace(message, again=True))).kind == "ambiguous"

    assert len(texts(place)) + len(place.server.texts(TEAM)) == int(done)


async def test_a_bot_that_died_while_sending_sends_a_question_once_more_and_a_reminder_never(place: TeamsTown) -> None:
    await open_chat(place)
    for key in (QUESTION.key, NUDGE.key):
        await place.app.store.run(partial(sent_parts.begin, key=key, number=0, most=1, now=place.clock.now()))

    await channel(place).deliver(replace(QUESTION, again=True))

    assert (await refusal(place, replace(NUDGE, again=True))).kind == "ambiguous"
    assert texts(place) == ["Hallo."]


@pytest.mark.trust("R39")
async def test_a_digest_that_broke_off_halfway_goes_on_where_it_was(place: TeamsTown) -> None:
    place.server.go_wrong(SEND, 429)
    place.server.faults[0].call = f"{SEND}{TEAM}"
    assert (await refusal(place, LONG)).kind == "transient"
    await delivers(place, replace(LONG, again=True))
    await channel(place).deliver(replace(LONG, again=True))

    assert (await place.room()).count("Regel ") == 300


async def test_what_was_noted_of_sending_is_forgotten_after_a_week(place: TeamsTown) -> None:
    await delivers(place, HELLO)
    await place.app.store.run(lambda unit: sent_parts.forget_before(unit, at("2026-04-01 09:00"), 200))

    def left(unit: Unit) -> str | None:
        return sent_parts.receipt(unit, HELLO.key, 0)

    assert await place.app.store.read(left) is None


# -- where


async def test_a_chat_is_opened_once_and_known_after_a_restart(place: TeamsTown) -> None:
    await channel(place).deliver(HELLO)
    await place.restart()
    await channel(place).deliver(NUDGE)

    assert [call for call in place.server.calls if call == OPEN] == [OPEN]


@pytest.mark.trust("R32")
async def test_a_chat_that_is_elsewhere_now_is_opened_anew(place: TeamsTown) -> None:
    await place.app.store.run(lambda unit: chats.put(unit, "noor", chats.Place("a:gone", place.server.service)))

    await channel(place).deliver(HELLO)
    await channel(place).deliver(NUDGE)

    assert texts(place) == ["Hallo.", "Hallo."]
    assert place.server.calls.count(OPEN) == 1


async def test_a_reply_goes_where_she_wrote_a_moment_ago_unless_that_is_gone(place: TeamsTown) -> None:
    elsewhere = chats.Place("a:gone", place.server.service)
    await place.says("noor", "hulp")
    before = len(texts(place))
    await place.app.store.run(lambda unit: chats.put(unit, "noor", elsewhere))

    await channel(place).deliver(HELLO)
    assert texts(place)[before:] == ["Hallo."]
    assert place.server.calls.count(OPEN) == 0

    channel(place).lately.heard("noor", elsewhere)
    await channel(place).deliver(replace(HELLO, key="o8"))
    await channel(place).deliver(replace(HELLO, key="o9"))
    assert texts(place)[before:] == ["Hallo.", "Hallo.", "Hallo."]
    assert place.server.calls.count(OPEN) == 1


async def test_a_room_that_is_gone_is_not_looked_for(place: TeamsTown) -> None:
    problem = await refusal(place, replace(LONG, to="19:weg@thread.tacv2"))

    assert (problem.kind, problem.reason) == ("permanent", "message or person is gone")


async def test_who_has_not_installed_the_app_is_marked_and_reached_again_once_it_is_there(place: TeamsTown) -> None:
    place.server.installed.discard(place.server.chat("noor"))
    await place.until("thu 14:00")
    noor = await place.app.store.read(lambda unit: people.load(unit, "noor"))
    assert noor.undeliverable == NOT_INSTALLED

    place.server.installed.add(place.server.chat("noor"))
    await place.says("noor", "hulp")

    noor = await place.app.store.read(lambda unit: people.load(unit, "noor"))
    assert noor.undeliverable is None
    assert texts(place)


async def test_of_a_message_that_nobody_knows_of_the_administrator_hears_and_the_person_stays_reachable(
    place: TeamsTown,
) -> None:
    await place.until("thu 14:00")
    place.server.go_wrong(SEND, 502, times=99)
    await place.until("mon 10:00")

    await place.wait(hours=1)

    told = await place.app.store.read(lambda unit: failing.failures(unit, at("2026-03-01 00:00"), place.clock.now()))
    assert told.messages > 0
    assert told.unreachable == {}


# -- what can be chosen by typing


async def test_what_was_offered_last_is_known_after_a_restart_and_sealed(place: TeamsTown) -> None:
    prompt = Prompt("Wat nu?", choices=(Choice("a.1", "Naar de gracht"), Choice("a.2", "Naar huis")))
    await delivers(place, replace(HELLO, prompt=prompt))
    await place.restart()

    def kept(unit: Unit) -> tuple[list[Choice], Any]:
        return chats.offered(unit, "noor"), unit.connection.execute(select(chat.c.offered)).scalar()

    offered, sealed = await place.app.store.read(kept)
    assert offered == list(prompt.choices)
    assert b"gracht" not in bytes(sealed)


async def test_a_digest_leaves_what_was_offered_and_what_is_taken_away_offers_nothing(place: TeamsTown) -> None:
    asks = replace(HELLO, prompt=Prompt("Wat nu?", choices=(Choice("a.1", "Ja"),)))
    receipt = await delivers(place, asks)
    await delivers(place, replace(HELLO, key="o2", kind="digest", prompt=Prompt("Gedeeld.")))
    assert await place.app.store.read(lambda unit: chats.offered(unit, "noor")) == [Choice("a.1", "Ja")]

    await revises(place, receipt, replace(asks, prompt=Prompt("Wat nu?", choices=(Choice("a.2", "Nee"),))))
    assert await place.app.store.read(lambda unit: chats.offered(unit, "noor")) == [Choice("a.2", "Nee")]

    await channel(place).withdraw(receipt)
    assert await place.app.store.read(lambda unit: chats.offered(unit, "noor")) == []


# -- revisions, files, the end


@pytest.mark.parametrize("status", [0, 412, 500])
async def test_a_revision_may_always_be_tried_again(place: TeamsTown, status: int) -> None:
    receipt = await channel(place).deliver(HELLO)
    place.server.go_wrong("PUT", status, times=2, done=status == 0)
    changed = replace(HELLO, prompt=Prompt("Dag."))

    with pytest.raises(DeliveryError) as refused:
        await channel(place).revise(receipt, changed)
    assert refused.value.kind == "transient"

    place.server.faults.clear()
    place.server.go_wrong("DELETE", status, times=2)
    with pytest.raises(DeliveryError) as refused:
        await channel(place).withdraw(receipt)
    assert refused.value.kind == "transient"

    place.server.faults.clear()
    await channel(place).revise(receipt, replace(changed, again=True))
    assert texts(place) == ["Dag."]


async def test_a_revision_that_is_longer_again_brings_all_of_its_parts(place: TeamsTown) -> None:
    receipt = await channel(place).deliver(LONG)
    whole = await place.room()
    receipt = await channel(place).revise(receipt, replace(LONG, prompt=Prompt("Kort.")))
    await channel(place).revise(receipt, LONG)

    assert await place.room() == whole


async def test_a_picture_goes_by_itself_and_another_file_is_named(place: TeamsTown) -> None:
    await place.until("thu 14:00")
    await place.says("noor", "Kijk eens.", ("muur.png", png()))
    await place.taps("noor", "Zo is het goed")
    await place.taps("noor", NAMED)
    await place.says("bram", "Een brief.", ("brief.pdf", b"%PDF-1.4\n%%EOF\n"))
    await place.taps("bram", "Zo is het goed")
    await place.taps("bram", NAMED)
    await place.until("wed 09:00")

    text, picture = place.server.messages[TEAM].values()
    assert "Kijk eens." in seen(text)
    assert "bestand bij" in seen(text)
    assert picture["attachments"][0]["contentUrl"].startswith("data:image/png;base64,")
    assert not picture.get("text")


async def test_the_bot_says_of_the_channel_whether_teams_is_there(place: TeamsTown) -> None:
    app: App = place.app
    assert channel(place).connected
    place.server.go_wrong("POST", 401, times=9)
    await refusal(place)
    assert not channel(place).connected

    place.server.faults.clear()
    await channel(place).deliver(NUDGE)
    assert app.teams is not None
    assert app.teams.connected


async def test_the_roster_is_of_people_in_entra(place: TeamsTown) -> None:
    del place.server.people["bram"]["aadObjectId"]
    place.server.people["noor"]["aadObjectId"] = "NOOR"

    assert await channel(place).roster(TEAM) == ["fatima", "ingrid", "joost", "noor", "samira"]
    with pytest.raises(DeliveryError):
        await channel(place).roster("19:weg@thread.tacv2")
