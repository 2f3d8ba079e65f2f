"""What was answered and left for another matter, while something still stands open in it (GE8)."""

from dataclasses import replace
from datetime import datetime

from bot.incoming.scenes import facts_of
from bot.incoming.surroundings import setting_of
from bot.timing.editions import Editions
from dialogs.talk.conversation import Status
from dialogs.talk.events import Chose, Event
from dialogs.talk.progress import pending
from storage.groups.people import Person
from storage.store import Unit
from storage.talks.conversations import Conversation


def going_on(
    unit: Unit, editions: Editions, person: Person, kept: Conversation, event: Event, now: datetime
) -> Conversation:  # fmt: skip
    """Return a conversation that was left for another as it goes on, when what stands open in it is chosen in time."""
    in_time = kept.closes_at is None or kept.closes_at > now
    if kept.running or kept.status is not Status.SUBMITTED or kept.state.held is not None or not in_time:
        return kept
    on = replace(kept, ended_at=None)
    setting = setting_of(unit, editions, person, on)
    open_ = pending(setting.stage, on.state, facts_of(unit, setting, now, {}))
    return on if isinstance(event, Chose) and event.key == open_ else kept
