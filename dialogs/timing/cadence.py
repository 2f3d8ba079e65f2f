"""When a round opens and what hangs on its moments; days are counted on the wall clock (DESIGN §4, C-34, C-35, N8)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import EVERYDAY, MANY, ONE_DAY, WorkCalendar, same_time_on_a_free_day

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
A_MONDAY = date(1970, 1, 5).toordinal()
Unit = Literal["minutes", "hours", "days", "workdays", "weeks"]
Pace = Literal["day", "week", "month"]

_WEEKDAY = re.compile(r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun) (?P<at>\d\d:\d\d)(?: ?\+ ?(?P<weeks>\d{1,2}) weeks?)?")
_OFFSET = re.compile(
    r"(?:(?P<anchor>[a-z][a-z0-9_]*) ?)?"
    r"(?:(?P<sign>[+-]) ?(?P<count>\d{1,3}) (?P<unit>minutes?|hours?|workdays?|days?|weeks?))?"
    r"(?: (?P<at>\d\d:\d\d))?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that hangs on an anchor: a weekday after it (``tue 17:00``) or an offset (``meeting - 3 workdays 12:00``).

    A weekday may be some weeks on, which its ``count`` says: ``fri 11:00 + 1 weeks`` is the second Friday after it.
    """

    anchor: str = "opening"
    weekday: int | None = None
    count: int = 0
    unit: Unit = "days"
    at: time | None = None

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Read a moment as formats write it.

        Raises ValueError, in words that name the mend.
        """
        text = " ".join(text.split())
        try:
            if found := _WEEKDAY.fullmatch(text):
                on, weeks = WEEKDAYS.index(found["weekday"]), int(found["weeks"] or 0)
                return cls(weekday=on, count=weeks, at=time.fromisoformat(found["at"]))
            if text and (found := _OFFSET.fullmatch(text)):
                count = int(f"{found['sign']}{found['count']}") if found["count"] else 0
                at = time.fromisoformat(found["at"]) if found["at"] else None
                unit = f"{(found['unit'] or 'day').rstrip('s')}s"
                return cls(found["anchor"] or "opening", None, count, unit, at)  # type: ignore[arg-type]  # the pattern names units only
        except ValueError:
            pass
        if _OFFSET.fullmatch(f"+{text}"):
            raise ValueError(f'"{text}" is no moment; write "+{text}"')
        raise ValueError(f'"{text}" is no moment; write "tue 17:00", "+5 workdays 10:00" or "closing - 1 workdays 12:00"')


def resolve(moment: Moment, anchors: Mapping[str, datetime], zone: ZoneInfo, calendar: WorkCalendar = EVERYDAY) -> datetime:
    """Return the instant that a moment names, in UTC, given the instants of its anchors.

    Raises KeyError when the anchor is not there.
    """
    return _resolved(moment, anchors[moment.anchor].astimezone(UTC), zone, calendar)


@lru_cache(maxsize=MANY)
def _resolved(moment: Moment, anchor: datetime, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    wall = anchor.astimezone(zone)
    if moment.weekday is not None:
        assert moment.at is not None
        first = _first_weekday_after(anchor, moment.weekday, moment.at, zone)
        return to_utc(first.astimezone(zone).date() + timedelta(weeks=moment.count), moment.at, zone)
    if moment.unit in {"minutes", "hours"}:
        return anchor + timedelta(**{moment.unit: moment.count})
    if moment.unit == "workdays":
        day = calendar.shift(wall.date(), moment.count)
    else:
        day = wall.date() + timedelta(**{moment.unit: moment.count})
    return to_utc(day, moment.at or wall.time(), zone)


def _first_weekday_after(anchor: datetime, weekday: int, at: time, zone: ZoneInfo) -> datetime:
    day = anchor.astimezone(zone).date()
    day += ONE_DAY * ((weekday - day.weekday()) % 7)
    found = to_utc(day, at, zone)
    return found if found > anchor else to_utc(day + 7 * ONE_DAY, at, zone)


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a round opens: every so many days, weeks or months, on one or more weekdays, at a time on the wall.

    A month has its opening on the first such weekday; every three months are January, April, July and October.
    """

    every: int
    unit: Pace
    weekdays: frozenset[int]
    """Monday is 0; a daily rhythm has none."""
    at: time
    moves: bool = False
    """Whether on a day without work all of the round moves along, and not its opening alone (S16)."""
    stays: bool = False
    """Whether it is left out on a day without work, as what it goes with does not come then (S19)."""

    @property
    def length(self) -> timedelta:
        """How long it takes from one opening to the next, about."""
        return self.every * {"day": ONE_DAY, "week": 7 * ONE_DAY, "month": 30 * ONE_DAY}[self.unit] / max(len(self.weekdays), 1)


@dataclass(frozen=True, slots=True)
class Opening:
    """One planned opening: its name (the local date), the moment it is planned for, and the moment it happens (UTC)."""

    occurrence: date
    planned: datetime
    opens: datetime


def next_opening(cadence: Cadence, after: datetime, zone: ZoneInfo, calendar: WorkCalendar = EVERYDAY) -> Opening:
    """Return the first opening planned strictly after ``after``.

    Days are counted on the wall clock, so nine o'clock stays nine o'clock over a change of the clocks (N8). On a
    holiday a weekly or monthly opening moves to the next working day at the same time; a daily one is left out (S03).
    """
    return _next_opening(cadence, after.astimezone(UTC), zone, calendar)


@lru_cache(maxsize=MANY)
def _next_opening(cadence: Cadence, after: datetime, zone: ZoneInfo, calendar: WorkCalendar) -> Opening:
    day = after.astimezone(zone).date()
    while True:
        if _falls_on(cadence, day, calendar):
            planned = to_utc(day, cadence.at, zone)
            if planned > after:
                opens = same_time_on_a_free_day(day, cadence.at, zone, calendar)
                return Opening(day, opens if cadence.moves else planned, opens)
        day += ONE_DAY


def _falls_on(cadence: Cadence, day: date, calendar: WorkCalendar) -> bool:
    if cadence.unit == "day":
        return calendar.is_working_day(day) and (day.toordinal() - A_MONDAY) % cadence.every == 0
    if day.weekday() not in cadence.weekdays or (cadence.stays and not calendar.is_working_day(day)):
        return False
    if cadence.unit == "month":
        return day.day <= 7 and (12 * day.year + day.month - 1) % cadence.every == 0
    return (day.toordinal() - A_MONDAY) // 7 % cadence.every == 0
