"""How a programme goes on or ends, by the word of who began it (S37). Every function works inside one unit of work."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings import programmes
from bot.incoming.surroundings import Setting
from bot.planned import plans
from bot.timing.editions import Editions
from dialogs.timing.named_days import named
from storage.groups import rounds, teams
from storage.groups.rounds import Round
from storage.privacy import audit
from storage.store import Unit
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def prolong(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Let a programme go on until the day that was named in a conversation of it, where one was."""
    marks = [(one, kept.state.marks.get(one.id)) for one in setting.stage.questions if one.prolongs]
    days = [named(question, mark, now, setting.team) for question, mark in marks if mark and mark.chosen and setting.team]
    running = rounds.load(unit, kept.round) if days and kept.round is not None else None
    until = next((one for one in days if one is not None and one > now), None)
    if running is not None and running.programme is not None and until is not None:
        planned, team = rounds.load(unit, running.programme), teams.load(unit, running.team)
        programmes.prolong(unit, editions, planned, until, team, now)


def end(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Let nothing more be asked or told around the days of a programme that are still to come."""
    del setting
    running = rounds.load(doing.unit, kept.round) if kept.round is not None else None
    if running is None or running.programme is None:
        return
    for one in _to_come(doing.unit, running, doing.now):
        plans.cancel(doing.unit, doing.editions, one, doing.now)
    audit.note(doing.unit, "programme ended", doing.now, actor=doing.person.id, subject=running.team)
    doing.remember(None)  # what was called off is not there any more


def _to_come(unit: Unit, running: Round, now: datetime) -> list[Round]:
    assert running.programme is not None
    return [one for one in rounds.of_programme(unit, running.programme) if one.planned > now and one.id != running.id]
