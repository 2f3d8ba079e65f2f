"""What was answered and left for another matter, while something still stands open in it (GE8)."""

from dataclasses import replace
from datetime import datetime

from bot.editions import Editions
from bot.scenes import facts_of
from bot.surroundings import setting_of
from dialogs.conversation import Status
from dialogs.events import Chose, Event
from dialogs.progress import pending
from storage.conversations import Conversation
from storage.people import Person
from storage.store import Unit


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
