"""The days that somebody names in a round of hers alone, from which its later stages count (S08).

They are read again from her answers each time, so what she takes back counts no more. Inside one unit of work; may run twice.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.answers.dates import Day
from dialogs.language.content import Format
from dialogs.timing.plans import Plan
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import DAY_STARTS
from storage.groups import people
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import answers, recalling
from storage.talks.answers import Readable


def settled(unit: Unit, format: Format, running: Round, plan: Plan, team: Team) -> Plan:
    """Return the plan with the days that stand among her answers now, and with no other that she named before."""
    if running.person is None or not {*format.own_days, *format.own_choices}:
        return plan
    hers = [*format.own_days, *format.own_choices]
    given = recalling.told_in(unit, people.viewer(unit, running.person), running.id, hers)
    given = [one for one in given if one.value.chosen]
    named = {one.sealed.question: _moment(one, team) for one in given if one.value.chosen[0][0].isdigit()}
    named |= {place: named[name] for name, place in format.moved_days.items() if name in named}
    rest = {name: at for name, at in plan.moments.items() if name not in format.own_days}
    chosen = {name: values for name, values in plan.chosen.items() if name not in hers}
    chosen |= {one.sealed.question: one.value.chosen for one in given}
    return replace(plan, moments={**rest, **named}, chosen=chosen)


def ahead(unit: Unit, format: Format, running: Round, person: Person, now: datetime) -> list[Readable]:
    """Return the days that somebody named after planning, and that are still to come, as to look how it goes (S08)."""
    names = [name for name in format.own_days if name not in format.plan]
    given = (one for one in recalling.told_in(unit, people.viewer(unit, person.id), running.id, names) if one.value.chosen)
    today = now.astimezone(person.zone).date().isoformat()
    return [one for one in given if one.value.chosen[0][0].isdigit() and one.value.chosen[0] > today]


def move_along(
    unit: Unit, format: Format, running: Round, person: Person, by: timedelta, now: datetime
) -> int:  # fmt: skip
    """Let those days move by as much as the start of what she learns does; returns how many did (S08).

    One that would have been by then stays as it is: it is asked about on a day that she named.
    """
    named = [(one.sealed.id, Day.from_iso(one.value.chosen[0])) for one in ahead(unit, format, running, person, now)]
    moved = [(id_, Day(one.day + by, one.at)) for id_, one in named if one.day + by > now.astimezone(person.zone).date()]
    for id_, day in moved:
        answers.change(unit, person.id, id_, day.in_words(person.language), now, chosen=(day.to_iso(),))
    return len(moved)


def day_of(format: Format, running: Round, plan: Plan) -> datetime:
    """Return the day from which it counts how long a round of hers is kept: the last that she named in it (§4.5)."""
    named = [plan.moments[name] for name in format.own_days if name in plan.moments]
    return max(named) if named and format.apart and not format.around_meetings and format.programme is None else running.planned


def without_choices(format: Format, plan: Plan) -> Plan:
    """Return the plan as it is kept: what she chose stands among her answers alone, and not beside them unsealed."""
    kept = {name: values for name, values in plan.chosen.items() if name not in format.own_choices - set(format.own_days)}
    return replace(plan, chosen=kept)


def _moment(one: Readable, team: Team) -> datetime:
    day = Day.from_iso(one.value.chosen[0])
    return to_utc(day.day, day.at or DAY_STARTS, team.zone)
