"""An independent calendar: what each person should get of "Wat heeft jou verwonderd?", worked out from the spec alone.

Nothing of the product is used here: own holidays (C-34), own arithmetic, wall-clock times without zones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_LISTED = """
2026-01-01 2026-04-06 2026-04-27 2026-05-05 2026-05-14 2026-05-25 2026-12-25 2026-12-26
2027-01-01 2027-03-29 2027-04-27 2027-05-05 2027-05-06 2027-05-17 2027-12-25 2027-12-26
"""
HOLIDAYS = frozenset(map(date.fromisoformat, _LISTED.split()))
DAY = timedelta(days=1)
OPENS, REMINDS, CLOSES, FIRST, LAST = time(14), time(10), time(17), time(9), time(17)
THURSDAY, MONDAY = 3, 0


@dataclass(frozen=True, slots=True)
class Habit:
    """How one person lives: the weekdays on which she is not to be disturbed, and whether she answers at once."""

    quiet: frozenset[int] = frozenset()
    answers: bool = False


def free(day: date, quiet: frozenset[int]) -> bool:
    """Whether the bot may begin to speak on a day (N1)."""
    return day.weekday() < 5 and day not in HOLIDAYS and day.weekday() not in quiet


def may_speak(moment: datetime, quiet: frozenset[int]) -> bool:
    """Whether the bot may begin to speak at a moment on the wall (N1)."""
    return free(moment.date(), quiet) and FIRST <= moment.time() < LAST


def next_free(day: date, quiet: frozenset[int]) -> date:
    while not free(day, quiet):
        day += DAY
    return day


def messages(first: date, last: date, habit: Habit) -> Iterator[tuple[str, datetime]]:
    """Return the prompts and reminders of a stretch of days, on the wall (S03, N1, N3, N4)."""
    day = first
    while day <= last:
        if day.weekday() == THURSDAY:
            yield from _round(day, habit)
        day += DAY


def _round(thursday: date, habit: Habit) -> Iterator[tuple[str, datetime]]:
    closes = datetime.combine(thursday + 5 * DAY, CLOSES)
    asked = datetime.combine(next_free(thursday, habit.quiet), OPENS)
    if asked >= closes:
        return
    yield "prompt", asked
    monday = thursday + 4 * DAY
    reminded = next_free(monday, habit.quiet)
    moment = datetime.combine(reminded, REMINDS if reminded == monday else FIRST)
    if not habit.answers and monday > asked.date() and moment < closes:
        yield "reminder", moment
