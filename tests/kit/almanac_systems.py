"""An independent calendar of what each system asks of somebody, and when: one function for each, with its source.

Written from the specification; it imports nothing of ours but the days of the almanac, on purpose.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from tests.kit.almanac import DAY, first_working, span, thursdays, workdays
from tests.kit.almanac_person import AMSTERDAM, Asked, Person

Checks = tuple[tuple[datetime, datetime], ...]
"""From when until when a value check of the team is open."""


def here(day: date, at: time) -> datetime:
    """Return a moment on the wall of the team."""
    return datetime.combine(day, at, AMSTERDAM).astimezone(UTC)


def there(person: Person, day: date, at: time) -> datetime:
    """Return when somebody is asked first: at that hour on her own wall, on the first day that is free for her (X03, 0007)."""
    return person.at(datetime.combine(first_working(day, person.quiet), at))


def weekly_wonder(person: Person, first: date, last: date) -> Iterator[Asked]:
    """Yield the weekly question: Thursday 14:00, a reminder on Monday 10:00, over on Tuesday 17:00 (S03)."""
    for thursday in thursdays(first, last):
        opens = there(person, first_working(thursday), time(14))
        nudge = here(thursday + 4 * DAY, time(10))
        if joined(person, here(first_working(thursday), time(14))):
            yield Asked("wonder", "wonder", opens, here(thursday + 5 * DAY, time(17)), (nudge,))


def insight(person: Person, first: date, last: date, checks: Checks = ()) -> Iterator[Asked]:
    """Yield the moment of insight: every fourth Tuesday 10:00, ten working days, a reminder after five (S04).

    It does not open while a value check of the team is open.
    """
    for tuesday in every(first, last, weekday=1, weeks=4):
        begins = here(first_working(tuesday), time(10))
        if joined(person, begins) and not any(opened <= begins < closed for opened, closed in checks):
            closes, nudge = (here(workdays(tuesday, days), time(10)) for days in (10, 5))
            yield Asked("insight", "insight", there(person, first_working(tuesday), time(10)), closes, (nudge,))


def mood(person: Person, first: date, last: date) -> Iterator[Asked]:
    """Yield how the week begins: Monday 09:15 until noon, on a holiday the next day, no reminders (S16)."""
    for monday in every(first, last, weekday=0, weeks=1):
        day = first_working(monday)
        if joined(person, here(day, time(9, 15))):
            yield Asked("mood", "mood", there(person, day, time(9, 15)), here(day, time(12)), optional=True)


def challenge(person: Person, first: date, last: date) -> Iterator[Asked]:
    """Yield whether her work still challenges her: every eight weeks on Wednesday 10:00, five working days (S19)."""
    for wednesday in every(first, last, weekday=2, weeks=8):
        day = first_working(wednesday)
        if joined(person, here(day, time(10))):
            closes = here(workdays(wednesday, 5), time(10))
            yield Asked("challenge", "habit", there(person, day, time(10)), closes)


def invitation(person: Person) -> Iterator[Asked]:
    """Yield the question whether somebody takes part, and one reminder after five working days (S01)."""
    if person.joins is not None:
        reminder = here(workdays(person.wall(person.joins).date(), 5), time(10))
        yield Asked("invitation", "invitation", person.joins, None, (reminder,), agreed=True)


def every(first: date, last: date, *, weekday: int, weeks: int) -> Iterator[date]:
    """Yield a weekday of every so many weeks, counted from that of 5 January 1970."""
    return (day for day in span(first, last) if day.weekday() == weekday and (day - date(1970, 1, 5)).days // 7 % weeks == 0)


def joined(person: Person, begins: datetime) -> bool:
    """Whether somebody takes part when a round opens; who joins while it is open waits for the next (X22)."""
    if person.joins is None:
        return True
    agreed = person.reacts(person.free(person.joins))
    return agreed is not None and agreed <= begins


def all_of(*systems: Iterable[Asked]) -> list[Asked]:
    """Return all that several systems ask."""
    return [one for system in systems for one in system]


def value_check(
    person: Person, planned: datetime, session: datetime, teller: Person, *, scribe: bool = False, lead: bool = False
) -> Iterator[Asked]:  # fmt: skip
    """Yield what a waardecheck asks of a member, of who writes along, of who told, and of who leads (S06, C-41)."""
    held = session.astimezone(AMSTERDAM)
    first = max(planned, here(held.date() - 10 * DAY, held.time())).astimezone(AMSTERDAM)
    opens = there(person, first_working(first.date()), first.time())
    nudges = tuple(here(first.date() + days * DAY, time(10)) for days in (5, 9))
    if joined(person, first):
        yield Asked("prepare", "value check", opens, session, nudges, agreed=True)
    written, harvest = written_by(session), harvest_of(session, teller)
    if scribe:
        yield Asked("asked to write", "value check", planned, session, agreed=True, counts=False)
        yield Asked("writing", "value check", session, written, agreed=True, counts=False, punctual=True)
        gathered = harvest.astimezone(AMSTERDAM)
        opens = there(person, gathered.date(), gathered.time())
        closes = here(workdays(gathered.date(), 5), gathered.time())
        yield Asked("actions", "value check", opens, closes, agreed=True, counts=False)
    if person is teller:
        yield Asked("confirm", "confirmation", confirmed_from(session, teller), harvest, agreed=True, beyond=True)
    if lead:
        asks, reminder, closes = (
            here(workdays(harvest.astimezone(AMSTERDAM).date(), days), time(9, 30)) for days in (1, 6, 11)
        )
        yield Asked(
            "reply", "value check", there(person, asks.date(), time(9, 30)), closes, (reminder,), agreed=True, counts=False
        )


def written_by(session: datetime) -> datetime:
    """Return until when is written down what was told: noon on the next working day (S06)."""
    return here(workdays(session.astimezone(AMSTERDAM).date(), 1), time(12))


def confirmed_from(session: datetime, teller: Person) -> datetime:
    """Return when a teller is asked about her own lines, on her own wall (S06, X03)."""
    return there(teller, written_by(session).astimezone(AMSTERDAM).date(), time(12))


def harvest_of(session: datetime, teller: Person) -> datetime:
    """Return when the yield is shown: 48 hours after the teller was asked, not on a day without work (S06, C-36)."""
    ends = (confirmed_from(session, teller) + timedelta(hours=48)).astimezone(AMSTERDAM)
    return here(first_working(ends.date()), ends.time())


def check_is_over(session: datetime, teller: Person) -> datetime:
    """Return when a waardecheck is over: with the time in which who leads may answer the questions to the team (S06, K3)."""
    return here(workdays(harvest_of(session, teller).astimezone(AMSTERDAM).date(), 11), time(9, 30))


def training(person: Person, said: datetime, days: tuple[date, ...]) -> Iterator[Asked]:
    """Yield what comes around a training of one's own: before it, after each day of it, and after it (S08–S11)."""
    first, last = days[0], days[-1]
    opens = max(said, here(first - 21 * DAY, time(9)))
    nudges = tuple(here(first - number * DAY, time(10)) for number in (10, 3))
    yield Asked("before", "before", opens, here(last, time(9)), nudges, agreed=True)
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else None
        yield after_a_day(person, day)
        yield from transfer(person, day, following)
    for what, after, around in (("harvest", workdays(last, 2), 5), ("harvest later", last + 56 * DAY, 5)):
        opens = there(person, after, time(10))
        reminder, closes = (here(workdays(after, days_), time(10)) for days_ in (around, 10))
        yield Asked(what, "after", opens, closes, (reminder,), agreed=True)


def after_a_day(person: Person, day: date) -> Asked:
    """Return the look back on the working day after a day of learning, with a reminder two working days later (S09)."""
    after = workdays(day, 1)
    return Asked(
        "look back", "during", there(person, after, time(10)), here(workdays(after, 5), time(10)),
        (here(workdays(after, 2), time(10)),), agreed=True,
    )  # fmt: skip


def transfer(person: Person, day: date, following: date | None) -> Iterator[Asked]:
    """Yield what is asked on the days 1, 5 and 12 after a day of learning, until the next one begins (S11)."""
    for what, number, ends in (("use 1", 1, (5, time(9))), ("use 5", 5, (12, time(9))), ("use 12", 12, (14, time(17)))):
        opens = there(person, first_working(day + number * DAY), time(10) if number == 1 else time(9))
        closes = here(day + ends[0] * DAY, ends[1])
        if following is not None:
            closes = min(closes, here(following + DAY, time(10)))
        if opens < closes:
            yield Asked(what, "transfer", opens, closes, optional=True)


def does_it_live(first: date, last: date) -> list[tuple[datetime, str]]:
    """Return when who leads is asked whether a habit that comes on Tuesday and Thursday lives: ever less often (S19, 0027)."""
    lines = [first_working(day) for day in span(first, last) if day.weekday() in {1, 3}]
    return [(here(lines[4 * 2**power - 1], time(9, 15)), "does it live") for power in range(6) if 4 * 2**power <= len(lines)]
