"""A year of one team of sixty: weekly wonders, the week start, moments of insight and two habits (N1–N4, C-36, S19)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from storage.outgoing import web
from storage.outgoing.web import WebEvent
from tests.kit import almanac
from tests.kit.town import AMSTERDAM, TEAM, Town, town

PEOPLE = [f"p{number:03}" for number in range(60)]
ANSWERING = PEOPLE[::12]
"""Who tells something each week; the others never do, and are asked ever less (X05)."""
FORMATS = ["weekly_wonder", "informal_insight_checklist", "week_start_mood", "habit_short_update", "habit_craft_talk"]
STARTED = frozenset({"prompt", "reminder", "invitation"})
FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)
UPDATE, CRAFT = "In één zin: waar ben je mee bezig, en wie kan meedenken?", "Wat is er nieuw in ons vak?"
TUESDAY, THURSDAY = 1, 3


@dataclass
class Year:
    """What was heard in a year, on the wall: what the bot began, what stood in the room, and when people answered."""

    began: list[tuple[str, str | None, str, datetime]] = field(default_factory=list)
    """Who, of which format, what, and when."""
    lines: list[tuple[str, datetime]] = field(default_factory=list)
    answered: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))


def quiet_of(person: str) -> frozenset[int]:
    """Return the weekdays on which somebody is not to be disturbed: one in four has such a day."""
    number = int(person.removeprefix("p"))
    return frozenset({number % 5}) if number % 4 == 0 else frozenset()


def wall(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None)


def weeks() -> Iterable[date]:
    return (FIRST + timedelta(weeks=number) for number in range((LAST - FIRST).days // 7 + 1))


async def live(place: Town) -> Year:
    """Let a year pass, in which some tell something late on each Thursday."""
    year, seen = Year(), 0
    for monday in weeks():
        await place.until(datetime.combine(monday + timedelta(days=THURSDAY), time(16), AMSTERDAM))
        for person in ANSWERING:
            for said in ("verwondering", "Er viel me iets op.", "stop"):
                await place.says(person, said)
            year.answered[person].append(wall(place.clock.now()))
        events: list[WebEvent] = await place.app.store.read(partial(web.events_since, seq=seen, most=100_000))
        seen = events[-1].seq if events else seen
        year.began += [(one.person, one.format, one.what, wall(one.at)) for one in events if one.person and one.what in STARTED]
        year.lines += [(one.text, wall(one.message.at)) for one in await place.hears(TEAM, "room")]
    return year


@pytest.mark.no_cover
async def test_a_year_keeps_the_budget_the_days_and_the_calendar_for_everybody(tmp_path: Path) -> None:
    async with town(tmp_path, start=f"{FIRST} 08:30", members=PEOPLE, formats=FORMATS) as place:
        for person in PEOPLE:
            await place.set(person, quiet_days=",".join(map(str, sorted(quiet_of(person)))))
        year = await live(place)

    told = [one for one in year.began if one[0] in PEOPLE]
    assert len(told) > 1000
    assert max(Counter((who, at.date()) for who, _, _, at in told).values()) == 1
    assert max(Counter((who, at.isocalendar()[:2]) for who, _, _, at in told).values()) <= 3
    assert [one for one in told if not almanac.may_speak(one[3], quiet_of(one[0]))] == []
    for person in ANSWERING:
        hers = [at for who, id_, _, at in told if who == person and id_ == "weekly_wonder"]
        assert len(hers) > 26 or THURSDAY in quiet_of(person), person
        assert [at for at in hers if _told_by_then(year.answered[person], at)] == [], person
    last = max(at for _, at in year.lines)
    updates = almanac.weekly_lines(FIRST, LAST, days=(TUESDAY, THURSDAY), weeks=1, at=time(9, 15))
    crafts = almanac.monthly_lines(FIRST, LAST, weekday=TUESDAY, at=time(10))
    for line, moments in ((UPDATE, updates), (CRAFT, crafts)):
        expected = {at for at in moments if datetime.combine(FIRST, time(9)) <= at <= last}
        assert [at for text, at in year.lines if text == line] == sorted(expected)


def _told_by_then(answered: list[datetime], at: datetime) -> bool:
    """Whether somebody told something in the round of which she hears at a moment, before that (N4).

    A round opens on Thursday at two, or after a holiday, and closes on Tuesday at five.
    """
    thursday = at.date() - timedelta(days=(at.weekday() - THURSDAY) % 7)
    opens = datetime.combine(almanac.first_working(thursday), time(14))
    return any(opens <= said < at for said in answered)
