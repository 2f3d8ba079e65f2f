"""Being left in peace until a day; nobody else hears of it (S02, X04)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogs.wallclock import to_utc
from dialogs.workdays import DAY_STARTS
from storage import people
from storage.people import Person
from storage.store import Unit

LONGEST = timedelta(days=183)
"""How long a pause may be; then the bot asks again (S02)."""


LENGTHS = frozenset({"this_week", "two_weeks", "four_weeks"})
"""The pauses that can be chosen without naming a day."""


def end_of_pause(person: Person, length: str, now: datetime) -> datetime:
    """Return the Monday with which a pause of this week ends, or the day after two or four weeks, in UTC."""
    today = now.astimezone(person.zone).date()
    days = {"this_week": 7 - today.weekday(), "two_weeks": 14, "four_weeks": 28}[length]
    return on_the_morning_of(today + timedelta(days=days), person)


def on_the_morning_of(day: date, person: Person) -> datetime:
    """Return when a day begins on which somebody may be spoken to again, in UTC."""
    return to_utc(day, DAY_STARTS, person.zone)


def pause(unit: Unit, person: Person, until: datetime, now: datetime, *, asks: bool = False) -> Person:
    """Let somebody be in peace until a moment, half a year at most; after the longest pause, or with ``asks``, she is asked."""
    longest = on_the_morning_of((now + LONGEST).astimezone(person.zone).date(), person)
    until, asks = min(until, longest), asks or until > longest
    people.set_values(unit, person.id, away_until=until, back_at=until, back_asks=asks)
    return replace(person, away_until=until)


def end_pause(unit: Unit, person: Person) -> Person:
    """Let somebody be spoken to again, at her own word."""
    people.set_values(unit, person.id, away_until=None, back_at=None, back_asks=False)
    return replace(person, away_until=None)
