"""What each is told of a meeting on a day on which she also gets what was prepared for it: one message (S05, S07, N2).

That is so where a group has no room, as both go to each in her own chat then. Every function works inside one unit of work.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from bot.gatherings import agenda
from bot.gatherings.agenda import To
from bot.timing.editions import Editions
from dialogs.language.outputs import Output
from dialogs.timing.timetable import reports
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.groups.taking_part import participants
from storage.groups.teams import Team
from storage.store import Unit


def still_to_tell(
    unit: Unit, editions: Editions, running: Round, team: Team, readers: list[To], moment: datetime
) -> list[To]:  # fmt: skip
    """Return to whom of the readers it is told by itself; who gets what was prepared later that day is told it there."""
    if team.room is not None or _gathering(unit, editions, running, team, moment) is None:
        return readers
    told_there = participants(unit, team.id)
    return [one for one in readers if one[1] not in told_there]


def told_there(
    unit: Unit, editions: Editions, running: Round, team: Team, moment: datetime
) -> list[dict[str, Any]]:  # fmt: skip
    """Return what is told of the meeting that day in the message with what was prepared for it in this round."""
    if team.room is not None or running.programme is None:
        return []
    return [
        agenda.part_of(other, output, at)
        for other, output, at in _around(unit, editions, running, team, "agenda")
        if _day(at, team) == _day(moment, team) and at <= moment and _gathering(unit, editions, other, team, at) == running.id
    ]


def _gathering(unit: Unit, editions: Editions, running: Round, team: Team, moment: datetime) -> int | None:
    """Return the round around the same meeting that gives who takes part what was prepared, later on the day of a moment."""
    found = (
        one.id
        for one, output, at in _around(unit, editions, running, team, "prepared")
        if output.to == "members" and moment <= at and _day(at, team) == _day(moment, team)
    )
    return min(found, default=None)


def _around(
    unit: Unit, editions: Editions, running: Round, team: Team, kind: str
) -> Iterator[tuple[Round, Output, datetime]]:  # fmt: skip
    """Yield what goes out in the rounds around the same meeting, of one kind, and when."""
    for one in rounds.of_programme(unit, running.programme) if running.programme is not None else ():
        if one.number == running.number:
            format = editions.of(unit, one.format, one.version).dutch
            yield from ((one, output, at) for output, at in reports(format, one, team) if output.kind == kind)


def _day(moment: datetime, team: Team) -> date:
    return moment.astimezone(team.zone).date()
