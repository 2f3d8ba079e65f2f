"""An independent calendar: the weekly question and a waardecheck, for each role (S03, S06, S07, N1–N3, X05).

Written from the specification with plain dates on the wall of Europe/Amsterdam; it imports nothing of ours, on purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody lives: the weekdays on which she is not to be disturbed, and whether she answers at once."""

    quiet: frozenset[int] = frozenset()
    answers: bool = False


Entry = tuple[datetime, str, str]
"""When (on the wall), who, and what: prompt, nudge, line, digest, overview or introduction, or what a check asks."""


def easter(year: int) -> date:
    """Return Easter Sunday, by the rule of Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + rest - 7 * ((a + 11 * h + 22 * rest) // 451) + 114, 31)
    return date(year, month, day + 1)


@cache
def works(day: date) -> bool:
    """Whether a day is a working day (C-34, C-35); King's Day is the 26th when the 27th is a Sunday."""
    moved = [easter(day.year) + days * DAY for days in (1, 39, 50)]
    king = date(day.year, 4, 27)
    fixed = [date(day.year, 1, 1), king - DAY if king.weekday() == 6 else king, date(day.year, 5, 5)]
    return day.weekday() < 5 and day not in [*moved, *fixed, date(day.year, 12, 25), date(day.year, 12, 26)]


def free(day: date, quiet: frozenset[int]) -> bool:
    """Whether the bot may begin to speak on a day (N1)."""
    return works(day) and day.weekday() not in quiet


def may_speak(moment: datetime, quiet: frozenset[int]) -> bool:
    """Whether the bot may begin to speak at a moment on the wall (N1)."""
    return free(moment.date(), quiet) and time(9) <= moment.time() < time(17)


def first_working(day: date, quiet: frozenset[int] = frozenset()) -> date:
    """Return a day, or the first day after it on which the bot may speak."""
    return day if free(day, quiet) else first_working(day + DAY, quiet)


def allowed(moment: datetime, quiet: frozenset[int] = frozenset()) -> datetime:
    """Return a moment in the hours of the bot, or nine o'clock on the next day on which it may speak (N1)."""
    if moment.time() >= time(17):
        moment = datetime.combine(moment.date() + DAY, time(0))
    return moment if may_speak(moment, quiet) else datetime.combine(first_working(moment.date(), quiet), time(9))


def one_round(thursday: date, habit: Habit) -> list[tuple[str, datetime]]:
    """Return the weekly question: Thursday 14:00, a reminder on Monday 10:00, over on Tuesday 17:00 (S03, N1, N3, N4)."""
    asked = datetime.combine(first_working(thursday, habit.quiet), time(14))
    nudge = allowed(datetime.combine(thursday + 4 * DAY, time(10)), habit.quiet)
    closes = datetime.combine(thursday + 5 * DAY, time(17))
    if asked >= closes:
        return []
    reminded = not habit.answers and asked.date() < nudge.date() and nudge < closes
    return [("prompt", asked), *([("nudge", nudge)] if reminded else [])]


def thursdays(first: date, last: date) -> Iterator[date]:
    """Yield the days on which the weekly question is asked."""
    return (day for day in span(first, last) if day.weekday() == 3)


def weekly(first: date, last: date, paused: date | None = None) -> Iterator[Entry]:
    """Yield what a member gets who answers nothing: after three rounds the question whether to be quiet (X05).

    Until the morning of the day on which a pause of the group ends, it is not asked (X19).
    """
    asked = 0
    for thursday in thursdays(first, last):
        told = one_round(thursday, Habit())
        if not told or not opens(told[0][1], paused):
            continue
        if asked == 3:
            yield from silence(told[0][1], told[0][1])
            return
        asked += 1
        yield from ((moment, "member", kind) for kind, moment in told)


def opens(prompt: datetime, paused: date | None) -> bool:
    """Whether a round begins: the group does not pause then; a pause ends at nine (X19)."""
    return paused is None or prompt >= datetime.combine(paused, time(9))


def daily(first: date, last: date) -> Iterator[Entry]:
    """Yield the daily question: at 14:00 on the first three working days, without reminders (S03, N2, X05).

    On the fourth day somebody is asked whether to be quiet; in the same week that is one message too many, so it waits, and
    comes at the same hour then (N2).
    """
    *days, fourth = list(filter(works, span(first, last)))[:4]
    yield from ((datetime.combine(day, time(14)), "member", "prompt") for day in days)
    next_week = datetime.combine(first_working(fourth + (7 - fourth.weekday()) * DAY), time(14))
    begun = datetime.combine(fourth, time(14))
    yield from silence(begun, next_week if fourth.isocalendar()[1] == days[0].isocalendar()[1] else begun)


def silence(begun: datetime, asked: datetime) -> Iterator[Entry]:
    """Yield the question whether to be quiet, one line after five working days, and the same after each silence (X05)."""
    for days in (28, 183, 183, 183):
        yield asked, "member", "prompt"
        day = begun.date()
        for _ in range(5):
            day = first_working(day + DAY)
        yield datetime.combine(day, time(10)), "member", "line"
        begun = asked = datetime.combine(first_working(day + days * DAY), time(9))


def introduction(first: date) -> Entry:
    """Return when the bot introduces itself in the room: as soon as the group works (N1, X19)."""
    return datetime.combine(first_working(first), time(9)), "room", "introduction"


def reports(first: date, last: date, *, days_open: int, paused: date | None = None) -> Iterator[Entry]:
    """Yield what comes on Wednesday: the overview at 9:30, and at 9:00 the digest, once a round has closed."""
    for wednesday in (day for day in span(first, last) if day.weekday() == 2):
        overview = datetime.combine(first_working(wednesday), time(9, 30))
        if not opens(overview, paused):
            continue
        yield overview, "facilitator", "overview"
        asked = datetime.combine(first_working(wednesday - 6 * DAY), time(14))
        if wednesday - first > days_open * DAY and (days_open == 1 or opens(asked, paused)):
            yield allowed(datetime.combine(wednesday, time(9))), "room", "digest"


def span(first: date, last: date) -> Iterator[date]:
    """Yield every day from one to another."""
    return (first + number * DAY for number in range((last - first).days + 1))


def check(planned: datetime, session: datetime) -> Iterator[Entry]:
    """Yield what a waardecheck brings in which a group comes together at an hour, as each step takes its time (S06, C-41, X08).

    What is what stands in the third place: ``prepare`` is a first message, ``prepare again`` a reminder.
    """
    opens = max(planned, session - 10 * DAY)
    for asked, who, what in ((planned, "asked", "ask_scribe"), (opens, "member", "prepare")):
        yield allowed(datetime.combine(first_working(asked.date()), asked.time())), who, what
    usual = [datetime.combine(opens.date() + days * DAY, time(10)) for days in (5, 9)]
    shorter = [opens + (session - opens) / 2, datetime.combine(workdays(session.date(), -1), time(10))]
    last = first_working(opens.date())
    for reminder in map(allowed, sorted(usual if all(one < session for one in usual) else shorter)):
        moment = on_the_day_after(last, reminder, session) if reminder.date() <= last else reminder
        if moment < session:
            yield moment, "member", "prepare again"
        last = moment.date()
    yield session, "room", "begin"
    yield session, "asked", "write"
    written = datetime.combine(workdays(session.date(), 1), time(12))
    yield written, "told", "confirm"
    ends = later(written, hours=48)
    harvest = datetime.combine(first_working(ends.date()), ends.time())
    yield harvest, "room", "board"
    yield harvest, "asked", "actions"
    chosen = datetime.combine(workdays(harvest.date(), 5), harvest.time())
    yield chosen, "told", "own_action"
    yield datetime.combine(workdays(chosen.date(), 5), chosen.time()), "room", "actions"
    asks = datetime.combine(workdays(harvest.date(), 1), time(9, 30))
    yield asks, "lead", "reply"
    yield datetime.combine(workdays(asks.date(), 5), time(9, 30)), "lead", "reply again"
    yield datetime.combine(workdays(asks.date(), 10), time(9, 30)), "room", "reply"


def on_the_day_after(day: date, due: datetime, closes: datetime) -> datetime:
    """Return when something moved comes: the next working day at its own hour, or at nine where it would be too late (N2)."""
    morning = allowed(datetime.combine(day + DAY, time(9)))
    moment = max(morning, datetime.combine(morning.date(), due.time()))
    return morning if moment >= closes else moment


def workdays(day: date, count: int) -> date:
    """Return the day so many working days after another, or before it (C-35)."""
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not works(day):
            day += step
    return day


def later(moment: datetime, *, hours: int) -> datetime:
    """Return the moment on the wall so many hours after another: when the clocks change there are more or fewer on it."""
    zone = ZoneInfo("Europe/Amsterdam")
    return (moment.replace(tzinfo=zone).astimezone(UTC) + timedelta(hours=hours)).astimezone(zone).replace(tzinfo=None)


ASSIGNMENTS = {2: "unsuccessful", 5: "learned", 6: "looking_back"}
"""Which stage is asked before which meeting, of those that open by a day alone (S05)."""
Planned = tuple[str, int, str, str]
"""Of which format, around which meeting, in which stage or as which output, and what of it."""


def leergroep(first: datetime) -> Iterator[tuple[Planned, datetime]]:
    """Yield when all comes around six meetings of two hours, six weeks apart, from the first one on (S05, S25, S27)."""
    wanted = [first.date() + timedelta(weeks=6 * number) for number in range(6)]
    meetings = [datetime.combine(first_working(day), first.time()) for day in wanted]
    for number, at in enumerate(meetings, 1):
        yield from _meeting(number, at)
        if number in ASSIGNMENTS:
            yield from _assignment(number, meetings[number - 2].date(), at)


def _meeting(number: int, at: datetime) -> Iterator[tuple[Planned, datetime]]:
    """Yield what a meeting itself brings: its agenda, where it is, and what was learned (S25, S27)."""
    day, over = at.date(), later(at, hours=2)

    def on(count: int, hour: int) -> datetime:
        return datetime.combine(workdays(day, count), time(hour))

    opened = later(over, hours=1)
    yield ("leergroep_meeting", number, "meeting", "at"), at
    yield ("leergroep_meeting", number, f"agenda_{number}", "goes"), on(-5, 10)
    yield ("leergroep_meeting", number, "tomorrow", "goes"), on(-1, 10)
    yield ("leergroep_meeting", number, "points", "opens"), opened
    yield ("leergroep_meeting", number, "points", "reminds 0"), on(1, 10)
    yield ("leergroep_meeting", number, "points", "closes"), datetime.combine(workdays(day, 5), opened.time())
    yield ("leergroep_meeting", number, "points_too", "opens"), on(2, 10)
    yield ("leergroep_meeting", number, "own", "opens"), on(3, 10)


def _assignment(number: int, before: date, at: datetime) -> Iterator[tuple[Planned, datetime]]:
    """Yield when an assignment opens, is reminded of and closes, and when it is gathered (S05, D3)."""
    stage = ASSIGNMENTS[number]
    closes = datetime.combine(workdays(at.date(), -3), time(12))
    gathered = datetime.combine(workdays(at.date(), -1), time(12))
    yield ("assignment", number, stage, "opens"), datetime.combine(workdays(before, 1), time(10))
    yield ("assignment", number, stage, "reminds 0"), closes - 7 * DAY
    yield ("assignment", number, stage, "reminds 1"), datetime.combine(workdays(closes.date(), -1), time(12))
    yield ("assignment", number, stage, "closes"), closes
    yield ("assignment", number, "to_facilitator", "goes"), gathered
    yield ("assignment", number, "to_members", "goes"), gathered


def weekly_lines(first: date, last: date, *, days: tuple[int, ...], weeks: int, at: time) -> Iterator[datetime]:
    """Yield when something comes on some weekdays of each week, counted from that of 5 January 1970 (S19)."""
    for day in span(first - 7 * DAY, last):
        if day.weekday() in days and (day - date(1970, 1, 5)).days // 7 % weeks == 0:
            yield datetime.combine(first_working(day), at)


def monthly_lines(first: date, last: date, *, weekday: int, at: time) -> Iterator[datetime]:
    """Yield when something comes on the first such weekday of each month, or the first working day after it (S19)."""
    for day in span(first - 7 * DAY, last):
        if day.weekday() == weekday and day.month != (day - 7 * DAY).month:
            yield datetime.combine(first_working(day), at)


def meeting_lines(first: date, last: date, *, weekday: int, at: time) -> Iterator[datetime]:
    """Yield when something comes that goes with the meeting of each week; on a holiday nobody meets (S19)."""
    return (datetime.combine(day, at) for day in span(first, last) if day.weekday() == weekday and works(day))
