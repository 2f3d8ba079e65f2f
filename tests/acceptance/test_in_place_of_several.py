"""What stands in the place of a form, of two matters in one message, and where nothing is replaced (0022)."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import Incoming, Submitted
from storage.store import Unit
from storage.tables import card, outbox
from tests.kit.libraries import with_formats, with_text
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import PRIVATE, Town, town

FORM = """
id: proefje
title: Proefje
source: 001 §2.3
why: Kleine stappen tellen.
kept: twaalf maanden
starts: {command: proefje}
stages:
  - id: tell
    who: owner
    mode: form
    questions:
      - {id: first, called: Eerst, required: true, ask: "Wat viel je op?"}
      - {id: how, kind: choice, ask: "Hoe was dat?", options: {fine: Fijn, new: Nieuw}}
      - {id: more, called: Verder, ask: "Wat nog meer?"}
      - {id: many, kind: number, ask: "Hoe vaak gebeurt dat?", most: 9}
      - {id: share, kind: share, ask: "Wie mag dit lezen?", allow: [V0, V2]}
    thanks: Dank je.
"""


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    library = with_text(tmp_path / "dialogs", "proefje", FORM)
    async with teams_town(tmp_path / "town", formats=[], library=library) as opened:
        await opened.says("noor", "proefje")
        yield opened


async def sends(place: Town, values: Mapping[str, Any], *, whole: bool = True) -> None:
    """Let Noor send the form that stands before her, or go on from it one question at a time."""
    id_ = await place.app.store.read(lambda unit: unit.connection.execute(select(card.c.conversation)).scalar())
    form = f"c{id_}.!{'form' if whole else 'chat'}"
    await place.app.receiver.receive(Incoming("teams", "noor", f"form {len(values)} {whole}", Submitted(form, values)))
    await place.settle()


async def stand(place: Town, who: str = "noor") -> list[str]:
    """Return what stands in somebody's chat, message by message, with what can be pressed."""
    return ["\n".join([one.text, *one.choices]) for one in await place.shown(who)]


async def test_in_place_of_a_form_stands_each_question_with_its_answer(place: TeamsTown) -> None:
    await sends(place, {"first": "Het stoplicht.", "how": "new", "more": "De kat.", "many": "7"})

    form, share = await stand(place)
    asked = [form.index(words) for words in ("Wat viel je op?", "Hoe was dat?", "Wat nog meer?", "Hoe vaak gebeurt dat?")]
    given = [form.index(words) for words in ("Het stoplicht.", "Nieuw", "De kat.", "7")]
    assert sorted(asked + given) == [at for pair in zip(asked, given, strict=True) for at in pair]
    assert "Fijn" not in form
    assert "Wijzig 1" in form
    assert "Wijzig 3" in form
    assert "Wijzig 2" not in form
    assert "Wie mag dit lezen?" in share


async def test_in_place_of_a_form_stands_also_what_was_left_open(place: TeamsTown) -> None:
    await sends(place, {"first": "Het stoplicht."})

    form = (await stand(place))[0]
    assert form.count("Overgeslagen.") == 3


async def test_in_place_what_was_no_answer_on_a_form_is_asked_below_it_alone(place: TeamsTown) -> None:
    await sends(place, {"first": "Het stoplicht.", "many": "veel"})

    form, again = await stand(place)
    assert "Het stoplicht." in form
    assert "Hoe vaak gebeurt dat?" not in form
    assert "Hoe vaak gebeurt dat?" in again


async def test_in_place_of_a_form_that_goes_on_one_by_one_stands_what_was_filled_in(place: TeamsTown) -> None:
    await sends(place, {"first": "Het stoplicht."}, whole=False)

    form, following = await stand(place)
    assert "Het stoplicht." in form
    assert "Hoe was dat?" not in form
    assert "Hoe was dat?" in following


async def test_in_place_of_a_form_with_nothing_in_it_stands_that_it_goes_on_below(place: TeamsTown) -> None:
    await sends(place, {}, whole=False)

    form, following = await stand(place)
    assert "Dit gaat hieronder verder." in form
    assert "Wat viel je op?" not in form
    assert "Wat viel je op?" in following


async def test_in_place_of_long_answers_stands_how_they_begin_and_where_the_rest_is(place: TeamsTown) -> None:
    await sends(place, {"first": "lang " * 700, "more": "nog langer " * 300})

    form = (await stand(place))[0]
    assert len(form) < 1_000
    assert 'Typ "toon 1" voor het geheel.' in form
    assert 'Typ "toon 2" voor het geheel.' in form


async def test_in_place_each_private_answer_of_a_form_can_be_shared_by_itself(place: TeamsTown) -> None:
    await sends(place, {"first": "Het stoplicht.", "more": "De kat."})
    await place.taps("noor", PRIVATE)

    form = (await stand(place))[0]
    for button in ("Wijzig 1", "Deel 1", "Wijzig 2", "Deel 2"):
        assert button in form


async def test_in_place_of_answers_with_readers_of_their_own_stands_each_with_its_own(place: TeamsTown) -> None:
    await sends(place, {"first": "Het stoplicht.", "more": "De kat."})
    await place.taps("noor", PRIVATE)

    await place.says("noor", "Deel 1")
    await place.taps("noor", "Met de groep, met mijn naam")

    form = (await stand(place))[0]
    assert "Deel 1" not in form
    assert "Deel 2" in form
    assert "Per antwoord" in (await stand(place))[1]


# -- two matters in one message


async def test_in_place_of_two_matters_stands_what_became_of_one_and_what_the_other_still_asks(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with teams_town(tmp_path / "town", library=formats) as place:
        await place.until("thu 14:00")

        await place.taps("noor", "Overdracht")
        await place.says("noor", "Ik probeerde iets nieuws.")
        both, asked = (await stand(place))[:2]
        await place.wait(minutes=2)
        await place.says("noor", "verwondering")
        await place.tells("noor", "Dat het lukte.", PRIVATE)

        assert "Wat heeft jou de afgelopen week verwonderd" in both
        assert "Later" in both
        assert "Ik probeerde iets nieuws." in asked
        assert "Later" not in (await stand(place))[0]
        assert "Dat het lukte." not in (await stand(place))[0]


# -- where nothing is replaced


async def test_in_place_nothing_is_planned_where_messages_are_not_replaced(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Het stoplicht.", PRIVATE)

        def planned(unit: Unit) -> list[Any]:
            found = unit.connection.execute(select(outbox.c.id).where(outbox.c.revises.is_not(None))).all()
            return [*found, *unit.connection.execute(select(card)).all()]

        assert await place.app.store.read(planned) == []
