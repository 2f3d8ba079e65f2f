"""The meeting that a team has each week: when it is, and what comes some working days before it (S09, S19). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dialogs.settings import MEETINGS_OFF, TEAM_MEETS, Settings
from dialogs.timing.cadence import WEEKDAYS, Cadence, next_opening
from dialogs.timing.wallclock import to_utc


@dataclass(frozen=True, slots=True)
class Before:
    """A meeting of a team, and the moment some working days before it."""

    opens: datetime
    meeting: datetime


def known(settings: Settings) -> bool:
    """Whether a team said when it meets."""
    return TEAM_MEETS.name in settings.chosen


def meetings(settings: Settings, after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the meetings of a team after a moment, also those that are off; there is none on a day without work."""
    weekday, _, at = settings[TEAM_MEETS].partition(" ")
    weekly = Cadence(1, "week", frozenset({WEEKDAYS.index(weekday)}), time.fromisoformat(at), stays=True)
    while True:
        after = next_opening(weekly, after, zone, settings.calendar).planned
        yield after


def is_off(settings: Settings, meeting: datetime, zone: ZoneInfo) -> bool:
    """Whether somebody said that a meeting of her team does not happen."""
    return meeting.astimezone(zone).date() in settings[MEETINGS_OFF]


def with_off(settings: Settings, meeting: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return the days on which a team does not meet with one more, as they are kept; those behind us go."""
    days: set[date] = {day for day in settings[MEETINGS_OFF] if day >= now.astimezone(zone).date()}
    return ",".join(sorted(str(day) for day in {*days, meeting.astimezone(zone).date()}))


def before(settings: Settings, workdays: int, after: datetime, zone: ZoneInfo, *, not_before: datetime | None = None) -> Before:
    """Return the first meeting that goes on, of which the moment some working days before it is still to come."""
    return next(
        Before(opens, meeting)
        for meeting in meetings(settings, after, zone)
        if (opens := _earlier(settings, workdays, meeting, zone)) > after
        and (not_before is None or opens >= not_before)
        and not is_off(settings, meeting, zone)
    )


def _earlier(settings: Settings, workdays: int, meeting: datetime, zone: ZoneInfo) -> datetime:
    wall = meeting.astimezone(zone)
    return to_utc(settings.calendar.shift(wall.date(), -workdays), wall.time(), zone)
