"""A programme: a series of meetings, with rounds around each (S25; DESIGN §4). Pure: days are counted on the wall clock.

The rounds of a programme count from the moment of their own meeting, or of the one before it. A meeting that moves takes along
what hangs on it, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from dialogs.language.parts import Question
from dialogs.language.starts import ENDING, MEETING, PREVIOUS, Programme
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
    chosen = plan.chosen.get(programme.weeks)
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


def planned_meetings(programme: Programme, plan: Plan, place: Place) -> Sequence[Meeting]:
    """Return the meetings that a plan stands for."""
    return meetings_from(plan.moments[programme.first], weeks_between(programme, plan), programme.count, place)


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
