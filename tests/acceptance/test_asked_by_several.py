"""S39, §4.1: who is asked the same by several colleagues sees of each request whose it is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.test_pop_feedback import ALL, START
from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import latest


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    members = ["noor", "bram", "samira", "joost", "youssef"]
    async with town(tmp_path, start=START, formats=ALL, members=members, public_url="https://leerbot.example") as built:
        yield built


async def asks(place: Town, who: str, *of: str) -> None:
    """Let somebody ask colleagues for feedback."""
    await place.says(who, "feedback vragen")
    await place.taps(who, *(one.capitalize() for one in of))
    await place.taps(who, "Niemand van buiten")
    await place.says(who, "Hoe help ik mensen verder?")
    await place.wait(minutes=2)
    await place.taps(who, "Nog niemand")
    await place.taps(who, "Ja, vraag het")


async def asked_by_three(place: Town) -> None:
    """Let three colleagues ask Bram, and two more."""
    for who in ("noor", "samira", "joost"):
        await asks(place, who, "bram", "youssef", LEAD)
    await place.until("2026-05-15 16:00")


async def test_s39_the_overview_says_of_each_request_whose_it_is(place: Town) -> None:
    await asked_by_three(place)
    await place.says("bram", "overzicht")
    shown = (await place.shown("bram"))[-1]
    for name in ("Noor", "Samira", "Joost"):
        assert f"Feedback van vijf mensen (voor {name})" in shown.text
        assert f"Feedback van vijf mensen (voor {name})" in shown.choices
    assert "– 1" not in shown.text


async def test_s39_one_request_alone_is_called_as_it_is(place: Town) -> None:
    await asks(place, "noor", "bram", "youssef", LEAD, "samira")
    await place.until("2026-05-12 12:00")
    await place.says("bram", "overzicht")
    assert "(voor Noor)" not in await latest(place, "bram")


async def test_s39_who_stops_with_one_request_of_several_hears_whose_it_is(place: Town) -> None:
    await asked_by_three(place)
    await place.says("bram", "overzicht")
    await place.taps("bram", "Feedback van vijf mensen (voor Samira)")
    await place.says("bram", "stop")
    told = await latest(place, "bram")
    assert "van Samira" in told
    assert "feedback lezen" not in told  # that is for who asked
    await place.says("bram", "overzicht")
    left = await latest(place, "bram")
    assert "(voor Noor)" in left
    assert "(voor Samira)" not in left


async def test_s39_what_nobody_is_busy_with_is_stopped_by_the_name_of_whose_it_is(place: Town) -> None:
    await asked_by_three(place)
    await place.says("bram", "stop")
    told = await latest(place, "bram")
    assert "van Noor" in told or "van Samira" in told or "van Joost" in told
