"""A day of her own trajectory that somebody missed: nothing is asked about it, but whether it moves (S09).

Every function works inside one unit of work and may run twice.
"""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.gatherings import programmes
from bot.incoming.surroundings import Setting
from bot.planned import plans
from bot.timing.editions import Editions
from dialogs.gatherings.programmes import Meeting
from storage.groups import attendance, rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def went_on(doing: "Doing", setting: Setting, kept: Conversation) -> Round | None:
    """Let go of what was to be asked about a day that somebody says she missed; return the round that asked her, if so."""
    if kept.round is None or not setting.stage.says_missed(kept.state.marks):
        return None
    running = rounds.load(doing.unit, kept.round)
    if running.programme is None or running.number is None or running.person != kept.person:
        return None
    attendance.tell(doing.unit, running.programme, running.number, kept.person, "was_not", doing.now)
    for one in _of_that_day(doing.unit, doing.editions, running.programme, running.number):
        if one.id != running.id:
            plans.cancel(doing.unit, doing.editions, one, doing.now)
    return running


def was_missed(unit: Unit, planned: Round, number: int) -> bool:
    """Whether the owner of a trajectory said that she missed one of its days."""
    said = attendance.told(unit, planned.id).get(planned.person or "", {}).get(number)
    return said is not None and said.says == "was_not"


def put_on(
    unit: Unit, editions: Editions, planned: Round, number: int, moment: datetime, team: Team, now: datetime
) -> None:  # fmt: skip
    """Let a day that was missed be on another one: what is asked around a day is asked around that one."""
    for one in _of_that_day(unit, editions, planned.id, number):
        plans.cancel(unit, editions, one, now)
    for one in rounds.of_programme(unit, planned.id):
        if one.planned < moment and editions.of(unit, one.format, one.version).dutch.of_last_meeting:
            shift = partial(plans.shift, unit, editions, now=now)
            programmes.put_around(unit, one, Meeting(number, moment), shift)
    attendance.forget(unit, planned.id, number)
    format = editions.of(unit, planned.format, planned.version).dutch
    programmes.open_again(unit, editions, format, planned, Meeting(number, moment), team, now)


def _of_that_day(unit: Unit, editions: Editions, programme: int, number: int) -> list[Round]:
    """Return the rounds around a day, without what comes once all days are over."""
    there = [one for one in rounds.of_programme(unit, programme) if one.number == number]
    return [one for one in there if not editions.of(unit, one.format, one.version).dutch.of_last_meeting]
