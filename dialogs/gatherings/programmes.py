"""A programme: a series of meetings, with rounds around each (S25; DESIGN §4). Pure: days are counted on the wall clock.

The rounds of a programme count from the moment of their own meeting, or of the one before it. A meeting that moves takes along
what hangs on it, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.starts import AHEAD, BEHIND, ENDING, FIRST, LAST, MEETING, PREVIOUS, Programme, Starts
from dialogs.talk.questions import split_key
from dialogs.timing.plans import Plan
from dialogs.timing.timetable import Place
from dialogs.timing.wallclock import to_utc

HOLIDAYS = (7, 16), (8, 31)
"""The first and the last day of the weeks in which many are on holiday (S25)."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a programme: its number, from 1 on, and its moment (UTC)."""

    number: int
    at: datetime


def weeks_between(programme: Programme, plan: Plan) -> int:
    """Return how many weeks were chosen to lie between two meetings."""
    chosen = plan.chosen.get(programme.weeks or "")
    return int(chosen[0]) if chosen else programme.usual


def lasts(programme: Programme, plan: Plan, plans: Mapping[str, Question]) -> timedelta:
    """Return how long a meeting takes, as was chosen among ``plans``, the questions with which it was planned."""
    chosen = plan.chosen.get(programme.length or "")
    minutes = plans[programme.length or ""].options[chosen[0]].minutes if chosen else None
    return timedelta(minutes=minutes or programme.minutes)


def meetings_from(first: datetime, weeks: int, count: int, place: Place) -> Sequence[Meeting]:
    """Return the meetings of a programme: each so many weeks after the first, at its hour; not on a day without work.

    A day that moves over a holiday moves no other one.
    """
    wall = first.astimezone(place.zone)
    days = (wall.date() + number * timedelta(weeks=weeks) for number in range(count))
    return [
        Meeting(number, to_utc(place.calendar.first_free(day), wall.time(), place.zone)) for number, day in enumerate(days, 1)
    ]


def later_by(at: datetime, weeks: int, place: Place) -> datetime:
    """Return a moment so many weeks later, at the same hour; not on a day without work."""
    wall = at.astimezone(place.zone)
    return to_utc(place.calendar.first_free(wall.date() + timedelta(weeks=weeks)), wall.time(), place.zone)


def planned_meetings(programme: Programme, plan: Plan, place: Place) -> Sequence[Meeting]:
    """Return the meetings that a plan stands for; none while the day of the first one is not known."""
    if programme.days is not None and (named := days_named(programme.days, plan.moments)):
        return [Meeting(number, at) for number, at in enumerate(named, 1)]
    first = plan.moments.get(programme.first)
    if first is None:
        return []
    if programme.last is None:
        return meetings_from(first, weeks_between(programme, plan), programme.count or 1, place)
    last = plan.moments.get(programme.last, first)
    found = _until(min(first, last), max(first, last), weeks_between(programme, plan), place)
    return apart(found, weeks_between(programme, plan)) if programme.looks_back else found


def days_named(question: str, moments: Mapping[str, datetime]) -> Sequence[datetime]:
    """Return the days that were named at a question that is asked several times, each once, in their order."""
    return sorted({moment for name, moment in moments.items() if split_key(name)[0] == question})


def _until(first: datetime, last: datetime, weeks: int, place: Place) -> Sequence[Meeting]:
    """Return a meeting on the first day, on the last, and every so many weeks between; not on a day without work (S08)."""
    many = max((last - first) // timedelta(weeks=weeks), 0) + 1
    between = [one.at for one in meetings_from(first, weeks, many, place)[1:] if one.at < last]
    return [Meeting(number, at) for number, at in enumerate([first, *between, *([last] if last > first else [])], 1)]


def apart(days: Sequence[Meeting], weeks: int) -> Sequence[Meeting]:
    """Return days to look back without one that lies close to the last: people look back once then, at the end (S37)."""
    near = days[-1].at - timedelta(weeks=weeks) / 2
    kept = [one.at for one in days[:-1] if one.at < near] + [days[-1].at]
    return [Meeting(number, at) for number, at in enumerate(kept, 1)]


def place_in_series(meetings: Sequence[Meeting], number: int) -> tuple[str, ...]:
    """Return how a condition names a meeting: by its number, and where it is among the others."""
    ends = [name for name, one in (("first", meetings[0]), ("last", meetings[-1])) if one.number == number]
    return str(number), *(ends or ["between"])


def opens_around(starts: Starts, plan: Plan, meetings: Sequence[Meeting], number: int) -> bool:
    """Whether there is a round of a format around a meeting of its programme, as that was planned."""
    here = replace(plan, chosen={**plan.chosen, MEETING: place_in_series(meetings, number)})
    named = not starts.nth or number in starts.nth
    return named and (not starts.where or any(here.holds(place) for place in starts.where))


def with_own_meetings(format: Format, plan: Plan, place: Place, now: datetime) -> Plan:
    """Return the plan of a round of one person with where the meetings of her programme begin and end (S08)."""
    meetings = planned_meetings(format.programme, plan, place) if format.of_one and format.programme else ()
    if not meetings:
        return plan
    first, last = meetings[0].at, meetings[-1].at
    moments = {**plan.moments, FIRST: first, LAST: last}
    return replace(plan, moments=moments, chosen={**plan.chosen, FIRST: (AHEAD if first > now else BEHIND,)})


def anchors(meetings: Sequence[Meeting], number: int, planned: datetime, lasting: timedelta) -> Mapping[str, datetime]:
    """Return from what the rounds around a meeting count; before the first one lies the moment of ``planned``."""
    at = {meeting.number: meeting.at for meeting in meetings}
    return {MEETING: at[number], ENDING: at[number] + lasting, PREVIOUS: at.get(number - 1, planned)}


def in_holidays(moment: datetime, place: Place) -> bool:
    """Whether a meeting lies in the weeks in which many are on holiday (S25)."""
    wall = moment.astimezone(place.zone)
    return HOLIDAYS[0] <= (wall.month, wall.day) <= HOLIDAYS[1]


def gaps(meetings: Sequence[Meeting]) -> Mapping[int, int]:
    """Return how many whole weeks lie before each meeting but the first."""
    return {later.number: round((later.at - sooner.at) / timedelta(weeks=1)) for sooner, later in pairwise(meetings)}
