"""Being left in peace until a day; nobody else hears of it (S02, X04)."""

from dataclasses import replace
from datetime import datetime

from dialogs.timing.pauses import longest_pause
from storage.groups import people, planned_with
from storage.groups.people import Person
from storage.store import Unit


def pause(unit: Unit, person: Person, until: datetime, now: datetime, *, asks: bool = False) -> Person:
    """Let somebody be in peace until a moment, half a year at most; after the longest pause, or with ``asks``, she is asked."""
    longest = longest_pause(now, person.zone)
    until, asks = min(until, longest), asks or until > longest
    people.set_values(unit, person.id, away_until=until, back_at=until, back_asks=asks)
    planned_with.look_again_where_asked(unit, person.id, now)
    return replace(person, away_until=until)


def end_pause(unit: Unit, person: Person) -> Person:
    """Let somebody be spoken to again, at her own word."""
    people.set_values(unit, person.id, away_until=None, back_at=None, back_asks=False)
    return replace(person, away_until=None)
