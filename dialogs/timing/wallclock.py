"""From a date and a time on the wall of a place to an instant, over every change of the clocks (N8, trust R5)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def to_utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant at which the clock of ``zone`` shows ``at`` on ``day``, in UTC.

    A time that the clock skips gives the first instant after the gap; a time shown twice gives the first.
    """
    naive = datetime.combine(day, at)
    earlier = naive.replace(tzinfo=zone, fold=0)
    instant = earlier.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == naive:
        return instant
    return _end_of_gap(naive.replace(tzinfo=zone, fold=1).astimezone(UTC), instant, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
