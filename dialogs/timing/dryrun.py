"""The dry run of X08: what each role of a group would get in the coming weeks, and when; never what a real person gets.

It plays one member who takes part and answers nothing, by the same functions that plan the real thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.stages import Stage
from dialogs.timing.cadence import next_opening
from dialogs.timing.needs import lack
from dialogs.timing.nudges import Course
from dialogs.timing.onlooker import Group, Onlooker, Piece
from dialogs.timing.plans import Plan, Window, comes, ends_at, window_of
from dialogs.timing.timetable import asked_at, at_work, courses, first_moment, in_pause, reports, round_closes

Who = Literal["member", "lead", "asked", "told", "facilitator", "room"]
"""For whom: ``asked`` is who does something for the group, as writing along; ``told`` is who goes over a text of her own."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One message that a role would get (``at`` in UTC), and what it holds."""

    at: datetime
    who: Who
    holds: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Round:
    format: Format
    rhythm: str
    planned: datetime
    opens_at: datetime
    closes_at: datetime | None
    moments: Mapping[str, datetime] = field(default_factory=dict)
    plan: Plan | None = None

    def holds(self, only_if: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether conditions on what was chosen are met: nobody chose anything for a round of the calendar."""
        return self.plan.holds(only_if) if self.plan is not None else not only_if


@dataclass(frozen=True, slots=True)
class Going:
    """A round that somebody planned: its format, what was decided, when it was opened, and the day that was chosen."""

    format: str
    plan: Plan
    opened: datetime
    planned: datetime


def foresee(
    switched_on: Mapping[str, str], formats: Mapping[str, Format], group: Group, start: datetime, until: datetime,
    offered: Mapping[str, Sequence[datetime]] | None = None, going: Sequence[Going] = (),
) -> list[Coming]:  # fmt: skip
    """Return every message from ``start`` until ``until``; ``switched_on`` says in which rhythm each format runs.

    ``offered`` says when formats are offered to who leads, ``going`` are the rounds that were planned.
    A lead also gets what a member gets. Raises KeyError for an unknown format or rhythm.
    """
    asked = [(one, list(_stages(formats[one.format], one, group, start))) for one in going]
    planned = [_as_round(formats[one.format], one, stages, group) for one, stages in asked]
    rounds = [
        running
        for id_, rhythm in sorted(switched_on.items())
        if lack(formats[id_].needs, group) is None
        for running in _rounds(formats[id_], rhythm, group, start, until)
    ]
    rounds = [one for one in rounds if not _gives_way(one, [*rounds, *planned])]
    quiet = next((format for format in formats.values() if format.starts.silence), None)
    hers = [(one.format, stages) for one, stages in asked]
    found = [
        *_introduction(group, start), *_member(rounds, hers, formats, quiet, group, until),
        *_reports([*rounds, *planned], group), *_offers(offered or {}, group),
        *(coming for id_, stages in hers for coming in _for_the_group(id_, stages, group)), *_leading(rounds, group),
    ]  # fmt: skip
    return sorted((one for one in found if start <= one.at < until), key=lambda one: (one.at, one.who, one.holds))


def minutes(coming: Sequence[Coming], formats: Mapping[str, Format]) -> int:
    """Return what answering all of it costs somebody, in minutes; a reminder is about the same question."""
    asked = (piece for one in coming for piece in one.holds if piece.kind == "prompt")
    return sum(formats[piece.format].lasts(piece.part) for piece in asked)


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


# -- what somebody planned, and what is offered


Stages = Sequence[tuple[Stage, Window]]


def _stages(format: Format, one: Going, group: Group, start: datetime) -> Iterator[tuple[Stage, Window]]:
    """Yield the stages of a planned round that go on or are still to come, as if each takes its whole time."""
    plan = one.plan
    for stage in format.reached:
        if stage.choosing and stage.for_all and stage.id not in plan.reached:  # where nobody wrote, there is nothing to choose
            plan = plan.ends(stage.id, plan.moments.get(stage.window.opens.anchor, start))
            continue
        goes_on = stage.id in plan.reached and plan.moments[stage.id] > start
        window = window_of(stage, plan, one.opened, group) if goes_on or comes(stage, plan) else None
        if window is not None:
            yield stage, window
            plan = plan if goes_on else plan.ends(stage.id, ends_at(stage, window, group))


def _as_round(format: Format, one: Going, stages: Stages, group: Group) -> _Round:
    ends = {stage.id: ends_at(stage, window, group) for stage, window in stages}
    moments = {**ends, **one.plan.moments}
    closes = max((moments[stage.id] for stage in format.reached if stage.id in moments), default=one.opened)
    return _Round(format, "", one.planned, one.opened, closes, moments, one.plan)


def _offers(offered: Mapping[str, Sequence[datetime]], group: Group) -> Iterator[Coming]:
    """Yield what is offered to who leads a while after something else (D6)."""
    for id_, moments in offered.items():
        for moment in moments:
            yield Coming(at_work(moment, group), "lead", (Piece("prompt", id_),))


def _for_the_group(id_: str, stages: Stages, group: Group) -> Iterator[Coming]:
    """Yield what is asked of some only: who leads, who does something for the group, and whose own text something is."""
    for stage, window in stages:
        if stage.for_all and not stage.over:
            continue
        who = _who(stage)
        yield Coming(asked_at(stage, window.opens, group, group), who, (Piece("prompt", id_, stage.id),))
        for nudge in window.nudges:
            yield Coming(at_work(nudge, group), who, (Piece("nudge", id_, stage.id),))


def _leading(rounds: Sequence[_Round], group: Group) -> Iterator[Coming]:
    """Yield what is asked of who leads in rounds of the calendar (S19)."""
    for one in rounds:
        for stage, course in courses(one.format, one, group, group):
            if not stage.for_all:
                yield from (Coming(at, "lead", (piece,)) for piece, at in _asked(one.format.id, stage, course, group))


def _asked(id_: str, stage: Stage, course: Course, group: Group) -> Iterator[tuple[Piece, datetime]]:
    yield Piece("prompt", id_, stage.id), course.opens
    for nudge in course.nudges:
        yield Piece("nudge", id_, stage.id), at_work(nudge, group)


def _who(stage: Stage) -> Who:
    if stage.over:
        return "told"
    return "lead" if stage.who in {"lead", "starter"} else "asked"


def _introduction(group: Group, start: datetime) -> Iterator[Coming]:
    """Yield the message with which the bot introduces itself in the room (X19)."""
    if group.room and group.introduces:
        yield Coming(at_work(start, group), "room", (Piece("introduction"),))


def _reports(rounds: Sequence[_Round], group: Group) -> Iterator[Coming]:
    """Yield digests and overviews, each once: rounds that report at one moment share it (S03, C-36)."""
    moments = {
        (who, Piece(output.kind, running.format.id, output.id), moment)
        for running in rounds
        for output, moment in reports(running.format, running, group)
        for who in _readers(output, group)
    }
    overviews = {_day(at, group) for _, piece, at in moments if piece.kind == "overview"}
    for who, piece, at in moments:
        in_overview = piece.kind == "digest" and who == "facilitator" and _day(at, group) in overviews
        if not in_overview:
            yield Coming(at, who, (piece,))


def _readers(output: Output, group: Group) -> tuple[Who, ...]:
    if output.to in {"members", "initiator"}:  # these get what others wrote, or are no part of the group
        return ()
    if output.to == "room" and group.room:
        return ("room",)
    return ("member", "facilitator") if output.of_round else ("facilitator",)


def _member(
    rounds: Sequence[_Round], hers: Sequence[tuple[str, Stages]], formats: Mapping[str, Format], quiet: Format | None,
    group: Group, until: datetime,
) -> Iterator[Coming]:  # fmt: skip
    """Yield what somebody is told who takes part and answers nothing."""
    told = [
        (number, one.format, stage, course)
        for number, one in enumerate(rounds)
        for stage, course in courses(one.format, one, group, group)
        if stage.for_all
    ]
    for number, (id_, stages) in enumerate(hers, len(rounds)):
        for stage, window in stages:
            if stage.for_all and not stage.over:
                first = first_moment(window.opens, window.opens, group, group)
                told.append((number, formats[id_], stage, Course(first, window.closes, window.nudges)))
    running = [(format, stage, course) for _, format, stage, course in told]
    of = {place: number for place, (number, *_) in enumerate(told)}
    for at, holds in Onlooker(group, running, quiet, of).hears(until):
        yield Coming(at, "member", holds)


def _day(moment: datetime, group: Group) -> date:
    return moment.astimezone(group.zone).date()
