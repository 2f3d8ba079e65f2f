"""What a group is asked week after week while a round of another format goes on, as a journal before a meeting (S05).

It is a format of the calendar that the group has on meanwhile. Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.timing.editions import Editions
from bot.timing.opening import switch_on
from dialogs.language.content import Format
from dialogs.language.stages import Meanwhile
from dialogs.timing.cadence import resolve
from dialogs.timing.plans import OPENING
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.timing import schedules


def begin(unit: Unit, editions: Editions, running: Round, team: Team, now: datetime) -> None:
    """Let what is asked meanwhile begin, from the moment that the round says, unless the group has it on already."""
    format = editions.of(unit, running.format, running.version).dutch
    for one in _of(format, running):
        opens = resolve(one.opens, {OPENING: running.opens_at, **running.moments}, team.zone, team.calendar)
        if schedules.rhythm_of(unit, one.format, team.id) is None:
            switch_on(unit, editions, one.format, team.id, max(now, opens))


def end(unit: Unit, editions: Editions, running: Round) -> None:
    """Let what was asked meanwhile end with its round, unless another round of the group goes on with it."""
    others = [one for one in rounds.under_way(unit, running.format, running.team) if one.id != running.id]
    going = {one.format for other in others for one in _of(editions.of(unit, other.format, other.version).dutch, other)}
    for one in _of(editions.of(unit, running.format, running.version).dutch, running):
        if one.format not in going:
            schedules.switch_off(unit, one.format, running.team)


def _of(format: Format, running: Round) -> Iterator[Meanwhile]:
    return (stage.meanwhile for stage in format.reached if stage.meanwhile and running.holds(stage.only_if))
