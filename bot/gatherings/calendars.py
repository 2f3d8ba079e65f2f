"""The days of a person's groups as her own calendar reads them: titles and times, never an answer (X01)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.outgoing.slots import plain_slots
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words, hour_in_words
from dialogs.language.starts import ENDING
from dialogs.saying.phrases import fill
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import finding

REMEMBERED = timedelta(days=90)
"""For how long what has been still stands in somebody's calendar."""
LONGEST = timedelta(days=1)
"""No group is together for longer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar; ``version`` grows with each move, so that the entry that is there is renewed."""

    id: str
    title: str
    starts: datetime
    lasts: timedelta
    version: int
    called_off: bool = False
    whole_day: bool = False
    """Whether it is the day alone that was named, as of somebody's own trajectory (S08)."""


def entries(unit: Unit, editions: Editions, person: Person, now: datetime) -> Sequence[Entry]:
    """Return what stands in a person's calendar: the days of her groups, and until when she is asked something."""
    groups = {held.team for held in people.roles_of(unit, person.id)}
    dated = rounds.dated_since(unit, groups, now - REMEMBERED, person.id)
    found = [*_days(unit, editions, person, dated), *_deadlines(unit, editions, person)]
    return sorted(found, key=lambda one: (one.starts, one.id))


def together_until(unit: Unit, editions: Editions, person: Person, now: datetime) -> datetime | None:
    """Return until when a group of somebody is together now, as it planned itself; None while none is (S06, S25)."""
    groups = {held.team for held in people.roles_of(unit, person.id)}
    dated = [one for one in rounds.dated_since(unit, groups, now - LONGEST, person.id) if one.planned <= now]
    held = (one for one in _days(unit, editions, person, dated) if not (one.called_off or one.whole_day))
    ends = [one.starts + one.lasts for one in held]
    return max((end for end in ends if end > now), default=None)


def _days(unit: Unit, editions: Editions, person: Person, dated: Sequence[Round]) -> Iterator[Entry]:
    for running in dated:
        format = editions.of(unit, running.format, running.version).read_in(person.language)
        day = next((format.plan[name] for name in reversed(format.dates) if name in format.plan), None)
        at_an_hour = running.plan is not None and (day is None or running.plan.has_hour(day))
        if format.appointment is None or not at_an_hour:
            continue
        team, circle = teams.around(unit, running.team)
        slots = plain_slots(editions.phrases(person.language), circle, team) | {"nummer": running.number}
        ends = running.moments.get(ENDING, running.planned + timedelta(minutes=format.appointment.minutes))
        off = running.status == "missed"
        yield Entry(f"round-{running.id}", fill(format.appointment.says, slots), running.planned, ends - running.planned,
                    running.moved + off, called_off=off, whole_day=running.person is not None)  # fmt: skip


def _deadlines(unit: Unit, editions: Editions, person: Person) -> Iterator[Entry]:
    for one in finding.open_of(unit, person.id):
        stage = editions.stage_of(unit, one, person.language)[1]
        if stage.deadline is None or one.closes_at is None or one.round is None or one.team is None:
            continue
        team, circle = teams.around(unit, one.team)
        title = fill(stage.deadline, plain_slots(editions.phrases(person.language), circle, team))
        yield Entry(f"until-{one.id}", title, one.closes_at, timedelta(0), rounds.load(unit, one.round).moved)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a page shows it."""

    id: str
    when: str
    title: str


def coming(found: Sequence[Entry], person: Person, now: datetime) -> list[Line]:
    """Return what is still to come of some entries, in words."""
    ahead = (one for one in found if one.starts > now and not one.called_off)
    return [Line(one.id, _when(one, person), one.title) for one in ahead]


def _when(one: Entry, person: Person) -> str:
    """Return when an entry is, in words."""
    return (day_in_words if one.whole_day else hour_in_words)(one.starts, person.zone, person.language)
