"""The dry run of X08: what each role of a group would get in the coming weeks, and when; never what a real person gets.

It plays one member who takes part and answers nothing, by the same functions that plan the real thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from dialogs.cadence import next_opening
from dialogs.content import Format, Output
from dialogs.needs import lack
from dialogs.onlooker import Group, Kind, Onlooker
from dialogs.timetable import at_work, courses, in_pause, reports, round_closes

Who = Literal["member", "facilitator", "room"]


@dataclass(frozen=True, slots=True)
class Coming:
    """One message that a role would get (``at`` in UTC): what it holds, as kinds with the formats they are about, if any."""

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
    moments: Mapping[str, datetime] = field(default_factory=dict)


def foresee(
    switched_on: Mapping[str, str], formats: Mapping[str, Format], group: Group, start: datetime, until: datetime
) -> list[Coming]:
    """Return every message from ``start`` until ``until``; ``switched_on`` says in which rhythm each format runs.

    A lead gets what a member gets. Raises KeyError for an unknown format or rhythm.
    """
    rounds = [
        running
        for id_, rhythm in sorted(switched_on.items())
        if lack(formats[id_].needs, group) is None
        for running in _rounds(formats[id_], rhythm, group, start, until)
    ]
    rounds = [one for one in rounds if not _gives_way(one, rounds)]
    quiet = next((format for format in formats.values() if format.starts.silence), None)
    found = [*_introduction(group, start), *_member(rounds, quiet, group, until), *_reports(rounds, group)]
    return sorted((one for one in found if start <= one.at < until), key=lambda one: (one.at, one.who, one.holds))


def minutes(coming: Sequence[Coming], formats: Mapping[str, Format]) -> int:
    """Return what answering all of it costs a member, in minutes; a reminder is about the same question."""
    return sum(formats[id_].minutes for one in coming for kind, id_ in one.holds if kind == "prompt")


def _rounds(format: Format, rhythm: str, group: Group, start: datetime, until: datetime) -> Iterator[_Round]:
    cadence = format.rhythms[rhythm].cadence
    opening = next_opening(cadence, start, group.zone, group.calendar)
    while opening.opens < until:
        closes = round_closes(format, rhythm, opening.planned, group)
        if not in_pause(opening.opens, group):
            yield _Round(format, rhythm, opening.planned, opening.opens, closes)
        opening = next_opening(cadence, opening.planned, group.zone, group.calendar)


def _gives_way(one: _Round, rounds: Sequence[_Round]) -> bool:
    """Whether a round does not open, as one is open then of a format that it gives way to."""
    return any(
        other.opens_at < one.opens_at and (other.closes_at is None or one.opens_at < other.closes_at)
        for other in rounds
        if other.format.id in one.format.starts.unless_open
    )


def _introduction(group: Group, start: datetime) -> Iterator[Coming]:
    """Yield the message with which the bot introduces itself in the room (X19)."""
    if group.room and group.introduces:
        yield Coming(at_work(start, group), "room", (("introduction", ""),))


def _reports(rounds: Sequence[_Round], group: Group) -> Iterator[Coming]:
    """Yield digests and overviews, each once: rounds that report at one moment share it (S03, C-36)."""
    moments = {
        (who, output.kind, running.format.id, moment)
        for running in rounds
        for output, moment in reports(running.format, running, group)
        for who in _readers(output, group)
    }
    overviews = {_day(at, group) for _, kind, _, at in moments if kind == "overview"}
    for who, kind, id_, at in moments:
        in_overview = kind == "digest" and who == "facilitator" and _day(at, group) in overviews
        if not in_overview:
            yield Coming(at, who, ((kind, id_),))


def _readers(output: Output, group: Group) -> tuple[Who, ...]:
    if output.to == "room" and group.room:
        return ("room",)
    return ("member", "facilitator") if output.of_round else ("facilitator",)


def _member(rounds: Sequence[_Round], quiet: Format | None, group: Group, until: datetime) -> Iterator[Coming]:
    """Yield what somebody is told who takes part and answers nothing."""
    told = [
        (number, one.format, *asked) for number, one in enumerate(rounds) for asked in courses(one.format, one, group, group)
    ]
    running = [(format, stage, course) for _, format, stage, course in told]
    of = {place: number for place, (number, *_) in enumerate(told)}
    for at, holds in Onlooker(group, running, quiet, of).hears(until):
        yield Coming(at, "member", holds)


def _day(moment: datetime, group: Group) -> date:
    return moment.astimezone(group.zone).date()
