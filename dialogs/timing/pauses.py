"""How long a pause lasts, on the wall of whoever is left in peace (S02)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import DAY_STARTS

LENGTHS = frozenset({"this_week", "two_weeks", "four_weeks"})
"""The pauses that can be chosen without naming a day."""
LONGEST = timedelta(days=183)
"""How long a pause may be; then the bot asks again."""


def on_the_morning_of(day: date, zone: ZoneInfo) -> datetime:
    """Return when a day begins on which somebody may be spoken to again, in UTC."""
    return to_utc(day, DAY_STARTS, zone)


def end_of_pause(length: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the Monday with which a pause of this week ends, or the day after two or four weeks, in UTC."""
    today = now.astimezone(zone).date()
    days = {"this_week": 7 - today.weekday(), "two_weeks": 14, "four_weeks": 28}[length]
    return on_the_morning_of(today + timedelta(days=days), zone)


def longest_pause(now: datetime, zone: ZoneInfo) -> datetime:
    """Return until when a pause may last at most, in UTC."""
    return on_the_morning_of((now + LONGEST).astimezone(zone).date(), zone)
