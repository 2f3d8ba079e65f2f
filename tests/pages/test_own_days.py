"""X01, S08: the days of somebody's own trajectory stand in her own calendar, as days without an hour, and in nobody else's."""

import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.kit.trajectories import plan_training
from tests.pages.visiting import PUBLIC, Visit, visiting


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(tmp_path, start="2026-05-11 09:00") as built:
        await plan_training(built.town, "noor", "Helder schrijven", "25 mei", "1 juni", go="Drie weken ervoor")
        yield built


async def days_of(visit: Visit, person: str) -> dict[str, tuple[date, str]]:
    """Return what stands in somebody's calendar: the day of each title, and how it stands."""
    browser = await visit.inside(person, "agenda")
    (found,) = re.findall(rf'value="{PUBLIC}(/pages/calendar/[^"]+)"', (await browser.reads("/pages/calendar")).text)
    events: list[Any] = Calendar.from_ical((await browser.reads(found)).text).walk("VEVENT")
    return {str(one["summary"]): (one["dtstart"].dt, str(one["status"])) for one in events}


async def test_x01_the_days_stand_there_as_whole_days_and_move_along(visit: Visit) -> None:
    assert await days_of(visit, "noor") == {
        "Leren, dag 1": (date(2026, 5, 25), "CONFIRMED"), "Leren, dag 2": (date(2026, 6, 1), "CONFIRMED")
    }  # fmt: skip
    await visit.town.says("noor", "verplaats traject 1 dag 2 naar 3 juni")
    await visit.town.says("noor", "annuleer traject 1 dag 1")
    assert await days_of(visit, "noor") == {
        "Leren, dag 1": (date(2026, 5, 25), "CANCELLED"), "Leren, dag 2": (date(2026, 6, 3), "CONFIRMED")
    }  # fmt: skip


async def test_x01_they_stand_in_nobody_elses_calendar(visit: Visit) -> None:
    assert await days_of(visit, "ingrid") == {}


async def test_x01_the_page_says_the_day_without_an_hour(visit: Visit) -> None:
    page = (await (await visit.inside("noor", "agenda")).reads("/pages/calendar")).text
    assert "maandag 25 mei<" in page
