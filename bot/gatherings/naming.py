"""What one person writes or chooses for her group has a name in the rest of its programme (S25, S28, S29)."""

from dataclasses import replace
from datetime import datetime

from bot.gatherings import choosing
from bot.incoming.surroundings import Setting
from bot.planned import plans
from bot.timing.editions import Editions
from dialogs.talk.effects import Record
from storage.groups import rounds
from storage.store import Unit


def name(unit: Unit, editions: Editions, setting: Setting, answered: Record, now: datetime) -> None:
    """Let what somebody writes or chooses for the group be named in the rest of the programme (S28)."""
    kept, question = setting.conversation, setting.stage.question(answered.question)
    if question.names is None or kept.round is None or setting.stage.for_all:
        return
    running = rounds.load(unit, kept.round)
    written, owner = choosing.named_by(unit, running, question, kept.id, answered.value.chosen)
    if running.plan is not None and running.number is not None:
        plan, place = running.plan, question.names
        plan = choosing.put(setting.format, plan, place, written, owner, now) if written else choosing.unnamed(plan, place)
        plans.go_on(unit, editions, replace(running, plan=plan), now)
    plans.tell_the_others(unit, editions, running, question.names, written, now)
