"""The dry run of X08: what each role of a group would get in the coming weeks, and when; never what a real person gets.

It plays one member who takes part and answers nothing, by the same functions that plan the real thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from dialogs.cadence import next_opening
from dialogs.content import Format, Output, Priority
from dialogs.nudges import Course, Due, Plan, Wish, left_out, next_event, share_out, spoken
from dialogs.timetable import courses, free_from, next_day, report_moment, round_closes
from dialogs.workdays import EVERYDAY, WorkCalendar

Who = Literal["member", "facilitator", "room"]
Kind = Literal["prompt", "nudge", "digest", "overview"]


@dataclass(frozen=True, slots=True)
class Group:
    """A group as the dry run knows it: where it works and whether it has a room; no people."""

    zone: ZoneInfo
    calendar: WorkCalendar = EVERYDAY
    room: bool = True
    quiet_days: frozenset[int] = frozenset()
    away_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """One message that a role would get (``at`` in UTC): what it holds, as kinds with the formats they are about."""

    at: datetime
    who: Who
    holds: tuple[tuple[Kind, str], ...]


@dataclass(frozen=True, slots=True)
class _Round:
    format: Format
    rhythm: str
    planned: datetime
    opens_at: datetime
    closes_at: datetime | None


def foresee(
    switched_on: Mapping[str, str], formats: Mapping[str, Format], group: Group, start: datetime, until: datetime
) -> list[Coming]:
    """Return every message from ``start`` until ``until``; ``switched_on`` says in which rhythm each format runs.

    A lead gets what a member gets. Raises KeyError for an unknown format or rhythm.
    """
    rounds = [
        running for id_, rhythm in sorted(switched_on.items()) for running in _rounds(formats[id_], rhythm, group, start, until)
    ]
    found = [*_member(rounds, group, until), *_reports(rounds, group)]
    return sorted((one for one in found if start <= one.at < until), key=lambda one: (one.at, one.who, one.holds))


def minutes(coming: Sequence[Coming], formats: Mapping[str, Format]) -> int:
    """Return what answering all of it costs a member, in minutes; a reminder is about the same question."""
    return sum(formats[id_].minutes for one in coming for kind, id_ in one.holds if kind == "prompt")


def _rounds(format: Format, rhythm: str, group: Group, start: datetime, until: datetime) -> Iterator[_Round]:
    cadence = format.rhythms[rhythm].cadence
    opening = next_opening(cadence, start, group.zone, group.calendar)
    while opening.opens < until:
        closes = round_closes(format, rhythm, opening.planned, group)
        yield _Round(format, rhythm, opening.planned, opening.opens, closes)
        opening = next_opening(cadence, opening.planned, group.zone, group.calendar)


def _reports(rounds: Sequence[_Round], group: Group) -> Iterator[Coming]:
    """Yield digests and overviews, each once: rounds that report at one moment share it (S03, C-36)."""
    moments = {
        (_reader(output, group), output.kind, running.format.id, report_moment(running.format, number, running, group))
        for running in rounds
        for number, output in enumerate(running.format.outputs)
    }
    overviews = {_day(at, group) for _, kind, _, at in moments if kind == "overview"}
    for who, kind, id_, at in moments:
        in_overview = kind == "digest" and who == "facilitator" and _day(at, group) in overviews
        if not in_overview:
            yield Coming(at, who, ((kind, id_),))


def _reader(output: Output, group: Group) -> Who:
    return "room" if output.to == "room" and group.room else "facilitator"


def _member(rounds: Sequence[_Round], group: Group, until: datetime) -> Iterator[Coming]:
    """Yield what somebody is told who takes part and answers nothing: one message a day at most (N2)."""
    running = [(one.format, course) for one in rounds for _, course in courses(one.format, one, group, group)]
    coming = {number: due for number, (_, course) in enumerate(running) if (due := _next(course, group)) is not None}
    told: list[date] = []
    while (now := min((due.at for due in coming.values()), default=until)) < until:
        ready = {number: due for number, due in coming.items() if due.at <= now}
        plan = _share_day({number: running[number][0].priority for number in ready}, told, now, group)
        if plan.send:
            told.append(_day(now, group))
            yield Coming(now, "member", tuple((_kind(ready[number]), running[number][0].id) for number in plan.send))
        for number, due in ready.items():
            format, course = running[number]
            running[number] = format, _after(plan, number, course, due, now, group)
            following = _next(running[number][1], group)
            coming = {other: one for other, one in coming.items() if other != number}
            coming |= {number: following} if following is not None else {}


def _share_day(wanted: Mapping[int, Priority], told: Sequence[date], now: datetime, group: Group) -> Plan:
    today = _day(now, group)
    monday = today - timedelta(days=today.weekday())
    wishes = [Wish(number, priority) for number, priority in wanted.items()]
    return share_out(wishes, told.count(today), sum(day >= monday for day in told))


def _day(moment: datetime, group: Group) -> date:
    return moment.astimezone(group.zone).date()


def _kind(due: Due) -> Kind:
    return "nudge" if due.kind == "nudge" else "prompt"


def _next(course: Course, group: Group) -> Due | None:
    """Return what is said next in a conversation; once it only waits for its closing, nothing."""
    due = next_event(course, partial(free_from, person=group, place=group), group.zone)
    return None if due is None or due.kind == "close" else due


def _after(plan: Plan, number: int, course: Course, due: Due, now: datetime, group: Group) -> Course:
    if number in plan.send:
        return spoken(course, due, now, group.zone)
    if number in plan.drop:
        return left_out(course, now)
    return replace(course, not_before=free_from(next_day(now, group), group, group))
