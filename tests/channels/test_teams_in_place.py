"""An open question answered in the field of its own card, as well as by typing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.groups import people
from storage.store import Unit
from storage.talks import answers
from tests.kit.teams_town import TeamsTown, teams_town

RESTED = "De balie was rustig."


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


async def own(place: TeamsTown) -> list[str]:
    def read(unit: Unit) -> list[str]:
        return [str(one.value.text) for one in answers.own(unit, people.viewer(unit, "noor"), "noor")]

    return await place.app.store.read(read)


async def test_what_the_bot_asks_of_its_own_accord_is_answered_on_the_card(place: TeamsTown) -> None:
    await place.until("thu 14:00")
    await place.fills("noor", wonder_text=RESTED)

    assert await own(place) == [RESTED]
    assert "Wil je er nog iets bij kwijt?" in (await place.shown("noor"))[-1].text


async def test_the_next_open_question_has_a_field_too(place: TeamsTown) -> None:
    await place.says("noor", "verwondering")
    await place.fills("noor", wonder_text=RESTED)
    await place.taps("noor", "Ik heb er een vraag bij")
    await place.fills("noor", wonder_question="Waarom?")

    assert set(await own(place)) == {RESTED, "Waarom?"}


async def test_the_same_field_sent_twice_is_one_answer(place: TeamsTown) -> None:
    await place.says("noor", "verwondering")
    card = (await place.shown("noor"))[-1].message.id
    form = f"c{(await place.app.store.read(lambda unit: people.load(unit, 'noor'))).active}.!chat"
    sends = {"leerbot": {"do": "form", "form": form}}
    await place.uses("noor", card, sends, {"wonder_text": RESTED})
    await place.uses("noor", card, sends, {"wonder_text": "Toch iets anders."})

    assert await own(place) == [RESTED]
    assert "Wil je er nog iets bij kwijt?" in (await place.shown("noor"))[-1].text
