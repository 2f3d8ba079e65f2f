"""X01: the days of somebody's groups, on a page, as a file, and at an address that her own calendar reads."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import FACILITATOR, TEAM
from tests.pages.visiting import OURS, PUBLIC, Browser, Visit, visiting

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(tmp_path, formats=[]) as built:
        await gather(built.town)
        await plan(built.town)
        yield built


async def address(browser: Browser) -> str:
    """Return the address that somebody's calendar page shows, as a path."""
    (found,) = re.findall(rf'value="{PUBLIC}(/pages/calendar/[^"]+)"', (await browser.reads("/pages/calendar")).text)
    return str(found)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as a calendar reads it."""

    uid: str
    sequence: int
    status: str
    starts: datetime
    ends: datetime
    zone: str


async def events(browser: Browser, path: str) -> dict[str, Found]:
    """Return what a calendar gets at an address, by its title."""
    answer = await browser.reads(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return {str(event["summary"]): _found(event) for event in Calendar.from_ical(answer.text).walk("VEVENT")}


def _found(event: Any) -> Found:
    starts, ends = event["dtstart"], event["dtend"]
    return Found(
        str(event["uid"]), int(event["sequence"]), str(event["status"]), starts.dt, ends.dt, str(starts.params["TZID"])
    )


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


async def test_x01_every_meeting_stands_in_the_calendar_with_its_hour_and_zone(visit: Visit) -> None:
    browser = await visit.inside("noor", "agenda")

    found = await events(browser, await address(browser))

    first = found["Bijeenkomst 1 van Leergroep Noord"]
    assert (first.starts, first.ends) == (wall("2026-03-19 10:00"), wall("2026-03-19 12:00"))
    assert first.zone == "Europe/Amsterdam"
    assert len(found) == 6


async def test_x01_acceptance_1_a_moved_meeting_keeps_its_uid_with_a_higher_sequence_and_the_new_time(visit: Visit) -> None:
    browser = await visit.inside("noor", "agenda")
    where = await address(browser)
    before = (await events(browser, where))["Bijeenkomst 2 van Leergroep Noord"]

    await visit.town.says(FACILITATOR, "verplaats bijeenkomst 2 naar 7 mei")
    after = (await events(browser, where))["Bijeenkomst 2 van Leergroep Noord"]

    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.starts == wall("2026-05-07 10:00")


async def test_x01_acceptance_2_the_feed_of_a_left_member_answers_410(visit: Visit) -> None:
    browser = await visit.inside("noor", "agenda")
    where = await address(browser)

    await visit.town.leaves("noor", GROUP)
    await visit.town.leaves("noor", TEAM)

    assert (await browser.reads(where)).status == 410


async def test_x01_a_meeting_that_is_called_off_is_cancelled_in_the_calendar(visit: Visit) -> None:
    browser = await visit.inside("noor", "agenda")
    where = await address(browser)
    before = (await events(browser, where))["Bijeenkomst 3 van Leergroep Noord"]

    await visit.town.says(FACILITATOR, "annuleer bijeenkomst 3")
    after = (await events(browser, where))["Bijeenkomst 3 van Leergroep Noord"]

    assert (before.status, after.status) == ("CONFIRMED", "CANCELLED")
    assert after.sequence > before.sequence


async def test_x01_somebody_of_another_group_has_none_of_these_days(visit: Visit) -> None:
    browser = await visit.inside("ingrid", "agenda")

    assert "Er staat nu niets gepland." in (await browser.reads("/pages/calendar")).text
    assert await events(browser, await address(browser)) == {}


async def test_x01_one_day_can_be_taken_along_as_a_file_by_who_has_it(visit: Visit) -> None:
    browser = await visit.inside("noor", "agenda")
    (first, *_) = re.findall(r'href="(/pages/days/[^"]+)"', (await browser.reads("/pages/calendar")).text)

    assert list(await events(browser, first)) == ["Bijeenkomst 1 van Leergroep Noord"]
    other = await visit.inside("ingrid", "agenda")
    assert (await other.reads(first)).status == 404


async def test_x01_a_new_address_ends_the_one_of_before(visit: Visit) -> None:
    browser = await visit.inside("noor", "agenda")
    before = await address(browser)

    await browser.call("POST", "/pages/calendar", headers=OURS)
    after = await address(browser)

    assert after != before
    assert (await browser.reads(before)).status == 404
    assert (await browser.reads(after)).status == 200


async def test_x01_the_word_gives_the_same_address_again(visit: Visit) -> None:
    first = await address(await visit.inside("noor", "agenda"))

    assert await address(await visit.inside("noor", "agenda")) == first


async def test_x01_nobody_gets_another_address_for_somebody_else(visit: Visit) -> None:
    browser = await visit.inside("noor", "agenda")
    before = await address(browser)
    stranger = await visit.browser()

    answer = await stranger.call("POST", "/pages/calendar", headers=OURS)

    assert answer.status == 403
    assert await address(browser) == before


@pytest.mark.parametrize("token", ["geraden", "x" * 64])
async def test_x01_an_address_that_was_never_given_leads_nowhere(visit: Visit, token: str) -> None:
    stranger = await visit.browser()

    answer = await stranger.reads(f"/pages/calendar/{token}.ics")

    assert (answer.status, "Deze link ken ik niet" in answer.text) == (404, True)
