"""An independent calendar of what a leergroep asks of a participant: six meetings, and what hangs on them (S05, S24–S28).

Written from the specification; it imports nothing of ours but the days of the almanac, on purpose.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from tests.kit.almanac import first_working, workdays
from tests.kit.almanac_person import AMSTERDAM, Asked, Person
from tests.kit.almanac_systems import here, there

LENGTH = timedelta(hours=2)
DEADLINE = time(12)


def meetings_of(first: datetime) -> list[datetime]:
    """Return six meetings, six weeks apart; one that would be on a holiday is on the next working day (S25)."""
    begins = first.astimezone(AMSTERDAM)
    days = [begins.date() + timedelta(weeks=6 * number) for number in range(6)]
    return [here(first_working(day), begins.time()) for day in days]


def leergroep(person: Person, first: datetime, agreed: datetime, named: datetime, *, agrees: bool) -> Iterator[Asked]:
    """Yield all that a leergroep asks of a participant, from its first meeting on.

    ``agreed`` is when the contract was written down, ``named`` when the facilitator wrote down which model the group chose.
    """
    meetings = meetings_of(first)
    if not agrees:
        yield contract(agreed)
    yield beforehand(person, meetings[0])
    for meeting in (meetings[0], meetings[3]):
        yield style(person, meeting)
    for number, meeting in enumerate(meetings, 1):
        yield from afterwards(person, meeting)
        if number > 1:
            yield assignment(person, number, meetings[number - 2], meeting, named)


def contract(agreed: datetime) -> Asked:
    """Return the question whether somebody agrees: five working days, a reminder one working day before the end (S24)."""
    begun = agreed.astimezone(AMSTERDAM)
    closes = workdays(begun.date(), 5)
    reminder = here(workdays(closes, -1), time(10))
    return Asked("contract", "contract", agreed, here(closes, begun.time()), (reminder,), agreed=True)


def beforehand(person: Person, meeting: datetime) -> Asked:
    """Return what may be looked at before the first meeting: from five working days before it (S24)."""
    opens = there(person, workdays(day_of(meeting), -5), time(10))
    return Asked("beforehand", "contract", opens, meeting, optional=True)


def style(person: Person, meeting: datetime) -> Asked:
    """Return which guidance helps, asked before the first and the fourth meeting (S26)."""
    opens, closes = (workdays(day_of(meeting), -days) for days in (13, 10))
    return Asked("style", "assignment", there(person, opens, time(10)), here(closes, DEADLINE), optional=True)


def afterwards(person: Person, meeting: datetime) -> Iterator[Asked]:
    """Yield who writes down the learning points that the facilitator did not, and what somebody takes along (S27)."""
    two, three, six = (workdays(day_of(meeting), days) for days in (2, 3, 6))
    yield Asked("points", "follow-up", there(person, two, time(10)), here(six, time(17)), optional=True)
    yield Asked("takes along", "assignment", there(person, three, time(10)), here(workdays(three, 5), time(10)), optional=True)


def assignment(person: Person, number: int, before: datetime, meeting: datetime, named: datetime) -> Asked:
    """Return an assignment: from the working day after the meeting before until three working days before its own (S05).

    The third opens once the model is named. The fourth is an offer, with one reminder six working days after it began.
    """
    day = day_of(named) if number == 3 else day_of(before)
    opens, closes = workdays(day, 1), workdays(day_of(meeting), -3)
    reminders: tuple[date, ...] = (workdays(opens, 6),)
    at = time(10)
    if number != 4:
        reminders, at = (closes - timedelta(days=7), workdays(closes, -1)), DEADLINE
    return Asked(
        f"assignment {number}", "assignment", there(person, opens, time(10)), here(closes, DEADLINE),
        tuple(here(reminder, at) for reminder in reminders), agreed=True, beyond=True, until=meeting,
    )  # fmt: skip


def day_of(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
