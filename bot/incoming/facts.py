"""Remembering what people say about themselves: whether they take part, their name, their quiet days (S01)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import assert_never

from bot.gatherings import newcomers
from bot.timing.editions import Editions
from bot.words.pausing import pause
from dialogs.answers.names import plain_name
from dialogs.language.roles import PersonFact
from dialogs.timing.cadence import WEEKDAYS
from dialogs.timing.pauses import end_of_pause, on_the_morning_of
from dialogs.timing.timetable import first_working_morning
from storage.groups import people, teams
from storage.groups.people import Person
from storage.store import Unit

PAUSE = ("away_until", "back_at", "back_asks")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "quiet_days": ("quiet_days",), "default_share": ("default_share",), "own_month": ("month_at",), "pause": PAUSE,
    "pause_day": PAUSE,
}  # fmt: skip
"""What is kept of each fact about a person that can be taken back (X17)."""


def set_fact(unit: Unit, editions: Editions, person: Person, name: PersonFact, value: Sequence[str], now: datetime) -> Person:
    """Remember one thing about a person, and return the person as known now."""
    match name:
        case "consent":
            return _joins(unit, editions, person, now) if value[0] == "yes" else _consents(unit, editions, person, "no", now)
        case "call_name":
            if name_given := plain_name(value[0]):
                people.rename(unit, person.id, name_given)
            return person
        case "quiet_days":
            days = sorted(WEEKDAYS.index(day) for day in value)
            people.set_values(unit, person.id, quiet_days=",".join(map(str, days)))
            return replace(person, quiet_days=frozenset(days))
        case "default_share":
            people.set_values(unit, person.id, default_share=value[0])
            return replace(person, default_share=value[0])
        case "own_month":
            team = teams.calendar_of(unit, people.home_team(unit, person.id))
            coming = first_working_morning(now, person, team) if value[0] == "yes" else None
            people.set_values(unit, person.id, month_at=coming)
            return person
        case "pause":
            return person if value[0] == "date" else pause(unit, person, end_of_pause(value[0], now, person.zone), now)
        case "pause_day":
            return pause(unit, person, on_the_morning_of(date.fromisoformat(value[0]), person.zone), now)
        case "own_question":
            people.choose_question(unit, person.id, value[0])
            return people.load(unit, person.id)
        case _:
            assert_never(name)


def _consents(unit: Unit, editions: Editions, person: Person, consent: str, now: datetime) -> Person:
    version = editions.phrases("nl").text("privacy.version")
    people.set_values(unit, person.id, consent=consent, consent_version=version, consent_at=now, erase_at=None, left_at=None)
    return replace(person, consent=consent)


def _joins(unit: Unit, editions: Editions, person: Person, now: datetime) -> Person:
    """Let somebody take part; where her leergroep has begun already she hears what that means (S25)."""
    joined = _consents(unit, editions, person, "yes", now)
    newcomers.joins(unit, editions, person.id, now)
    return joined
