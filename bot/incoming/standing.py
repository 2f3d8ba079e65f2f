"""A yes that holds: what somebody wants to be asked comes again each time, until she ends it or lets it go by (S15)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings import during
from bot.incoming.beginning import begin_later
from bot.incoming.surroundings import Setting
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.talk.conversation import Mark
from dialogs.talk.taking import come_back, coming_back
from dialogs.timing.nudges import SILENT_ROUNDS
from storage.groups import people
from storage.store import Unit
from storage.talks import conversations, ending, finding
from storage.talks.conversations import LATER, Conversation
from storage.timing import participation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def goes_on(unit: Unit, editions: Editions, setting: Setting, one: Conversation, now: datetime) -> None:
    """Plan the next time of what came because of a yes that holds, now that this time is over.

    Not when what she learned is over, when she left the group, or when she let it go by as often as a round (X05).
    """
    yes = [(name, choice) for name, choice in coming_back(setting.stage, one.state.marks)
           if setting.stage.by_id[name].options[choice].holds]  # fmt: skip
    if not yes or not finding.occasion_of(unit, one.id).startswith(LATER):
        return
    stays = one.team is None or one.team in people.teams_of(unit, one.person)
    if stays and not during.is_over(unit, editions, one, now) and not _let_go(unit, one):
        effect = come_back(setting.stage, *yes[0], 0)
        begin_later(unit, editions, replace(setting, conversation=one), effect, max(now, one.opens_at))


def _let_go(unit: Unit, one: Conversation) -> bool:
    """Whether somebody was asked so often in a row, and never reacted, nor began by herself."""
    hers = [trace for trace in participation.traces(unit, one.person) if trace.format == one.format]
    there = [trace for trace in hers if trace.put_at or trace.touched_at][:SILENT_ROUNDS]
    return len(there) == SILENT_ROUNDS and all(trace.touched_at is None for trace in there)


def held(unit: Unit, person_id: str, format: Format) -> Mapping[str, str]:
    """Return what a yes of hers that holds says in a format, so that it is not asked again; nothing where there is none."""
    coming = finding.unfinished(unit, person_id, format.id) if format.holds else None
    if coming is None or not finding.occasion_of(unit, coming.id).startswith(LATER):
        return {}
    return dict(coming_back(format.stages[0], coming.state.marks))


def end(doing: "Doing", format: Format) -> None:
    """Let what comes to somebody again and again come no more, by its word; what she was asked already she may answer."""
    coming = finding.unfinished(doing.unit, doing.person.id, format.id)
    if coming is not None and (yes := held(doing.unit, doing.person.id, format)):
        marks = {**coming.state.marks, **dict.fromkeys(yes, Mark(answered=False, beforehand=True))}
        conversations.keep_state(doing.unit, replace(coming, state=replace(coming.state, marks=marks)))
        ending.call_off_of(doing.unit, doing.person.id, format.id, coming.team)
    doing.remember(None)  # its word begins it again
    doing.say("standing.ended", {"titel": format.title, "commando": f"{format.starts.command}"})
    doing.again()
