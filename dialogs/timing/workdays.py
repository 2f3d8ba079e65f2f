"""Working days, holidays and the hours in which the bot may start a message (C-34, C-35, N1)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from dialogs.timing.wallclock import to_utc

DAY_STARTS = time(9)
DAY_ENDS = time(17)
ONE_DAY = timedelta(days=1)
SUNDAY = 6
MANY = 4096
"""How many dates are remembered: groups with the same settings ask for the same ones. Moments are remembered by their instant
in UTC, as an hour that comes twice is the same on the wall."""


@lru_cache(maxsize=64)
def dutch_holidays(year: int) -> frozenset[date]:
    """Return the default holidays of one year (C-34): the national ones on which offices close, 5 May included.

    King's Day is a day earlier when it falls on a Sunday.
    """
    easter_monday, ascension, whit_monday = (easter(year) + days * ONE_DAY for days in (1, 39, 50))
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day -= ONE_DAY
    christmas = date(year, 12, 25), date(year, 12, 26)
    return frozenset({date(year, 1, 1), easter_monday, kings_day, date(year, 5, 5), ascension, whit_monday, *christmas})


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of a group: Monday to Friday without holidays, to which it may add or from which it may take.

    Between ``starts`` and ``ends`` on the wall the bot may start a message (N1).
    """

    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()
    starts: time = DAY_STARTS
    ends: time = DAY_ENDS

    def is_holiday(self, day: date) -> bool:
        return day in self.added or (day in dutch_holidays(day.year) and day not in self.removed)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and not self.is_holiday(day)

    def shift(self, day: date, workdays: int) -> date:
        """Return the day that lies a number of working days after ``day`` (before it when negative)."""
        pace = ONE_DAY if workdays > 0 else -ONE_DAY
        for _ in range(abs(workdays)):
            day += pace
            while not self.is_working_day(day):
                day += pace
        return day

    def first_free(self, day: date, quiet: frozenset[int] = frozenset()) -> date:
        """Return ``day`` or the first later working day whose weekday is not a quiet one (Monday is 0).

        Quiet days that cover the whole week are no wish that can be met; they count as none.
        """
        if len(quiet) >= 5:
            quiet = frozenset()
        while not self.is_working_day(day) or day.weekday() in quiet:
            day += ONE_DAY
        return day


EVERYDAY = WorkCalendar()


def next_allowed(
    moment: datetime, zone: ZoneInfo, calendar: WorkCalendar = EVERYDAY, quiet: frozenset[int] = frozenset()
) -> datetime:
    """Return ``moment``, or the first later one at which the bot may start a message (N1), in UTC."""
    return _next_allowed(moment.astimezone(UTC), zone, calendar, quiet)


@lru_cache(maxsize=MANY)
def _next_allowed(moment: datetime, zone: ZoneInfo, calendar: WorkCalendar, quiet: frozenset[int]) -> datetime:
    wall = moment.astimezone(zone)
    today, at = wall.date(), wall.time()
    free = calendar.first_free(today if at < calendar.ends else today + ONE_DAY, quiet)
    if free == today and at >= calendar.starts:
        return moment
    return to_utc(free, calendar.starts, zone)


@lru_cache(maxsize=MANY)
def same_time_on_a_free_day(
    day: date, at: time, zone: ZoneInfo, calendar: WorkCalendar = EVERYDAY, quiet: frozenset[int] = frozenset()
) -> datetime:
    """Return when something planned for ``day`` opens: at the same time on the first free day, in UTC (S03, N1)."""
    opening = to_utc(calendar.first_free(day, quiet), at, zone)
    return next_allowed(opening, zone, calendar, quiet)
