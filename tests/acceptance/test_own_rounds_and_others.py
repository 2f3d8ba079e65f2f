"""A trajectory of one's own beside all else: who leaves, erases or pauses, and what her team is told (S08, GE4)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.store import Unit
from storage.tables import round_
from tests.kit.town import FACILITATOR, LEAD, Town, town
from tests.kit.trajectories import ALL, answer, latest, plan_training, told_since

START = "2026-05-11 09:00"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=[*ALL, "facilitator_week"]) as built:
        yield built


async def learning(place: Town) -> None:
    """Let Noor prepare a training."""
    await plan_training(place, "noor", "Helder schrijven", "25 mei", "1 juni")
    await answer(place, "noor", Wat_wil_je_leren="Korte brieven", Wanneer_kijk_je_hoe="20 mei")


async def hers(place: Town) -> int:
    """Return how many rounds there are of one person."""

    def count(unit: Unit) -> int:
        return int(unit.connection.execute(select(func.count()).where(round_.c.person.is_not(None))).scalar_one())

    return await place.app.store.read(count)


async def test_ge4_who_erases_everything_leaves_no_trajectory(place: Town) -> None:
    await learning(place)
    assert await hers(place) > 1
    await place.says("noor", "afmelden")
    await place.taps("noor", "Alles verwijderen")
    await place.taps("noor", "Ja")
    await place.until("2026-05-12 17:00")
    assert await hers(place) == 0


async def test_n4_in_her_pause_nothing_comes_and_afterwards_no_list_of_it(place: Town) -> None:
    await learning(place)
    await place.says("noor", "pauze tot 10 juni")
    before = len(await place.shown("noor"))
    await place.until("2026-06-09 17:00")
    assert await told_since(place, "noor", before) == []


async def test_ge6_who_leaves_the_team_is_asked_nothing_more(place: Town) -> None:
    await learning(place)
    await place.leaves("noor")
    before = len(await place.shown("noor"))
    await place.until("2026-06-20 17:00")
    assert [one for one in await told_since(place, "noor", before) if "Helder schrijven" in one] == []


async def test_ge7_a_trajectory_stands_in_the_way_of_no_value_check(place: Town) -> None:
    await learning(place)
    await place.says(LEAD, "waardecheck start")
    assert "Waar kijken jullie op terug?" in await latest(place, LEAD)


async def test_s07_no_overview_tells_that_it_is_there(place: Town) -> None:
    await learning(place)
    await place.until("2026-06-20 17:00")
    told = await place.reads(FACILITATOR)
    assert "Leertraject" not in told
    assert "Meteen gebruiken" not in told


async def test_s08_a_date_that_is_taken_back_asks_nothing(place: Town) -> None:
    await learning(place)
    await place.says("noor", "mijn antwoorden")
    listed = (await latest(place, "noor")).split("\n")
    number = next(line.split("**")[1].rstrip(".") for line in listed if "kijken hoe het gaat" in line)
    await place.says("noor", f"verwijder {number}")
    await place.says("noor", "ja")
    before = len(await place.shown("noor"))
    await place.until("2026-05-22 17:00")
    assert await told_since(place, "noor", before) == []
