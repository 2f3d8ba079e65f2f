"""To which conversation something belongs that a person typed: to the dialog in the middle of which she is.

Only when she is in none, it is for what she was asked last (GE8).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.incoming.doing import LATELY, Doing
from bot.planned.late import is_late
from bot.timing.day import MIDDLE
from bot.words import obeying
from dialogs.talk.conversation import PIECES, Status
from dialogs.talk.progress import for_somebody, rewords
from storage.talks import finding
from storage.talks.conversations import Conversation


@dataclass(frozen=True, slots=True)
class Place:
    """Where words that somebody types may belong, looked up once for them."""

    current: Conversation | None
    """The conversation that they belong to, if any."""
    waiting: Sequence[Conversation] = ()
    """What was put before her and is open, what she was asked last first; nothing while she is in the middle of one."""
    closed: Sequence[Conversation] = ()
    """What she was in lately, or asked, and has closed since; nothing while she is in the middle of one."""


def place_for(doing: Doing) -> Place:
    """Return where something that somebody types belongs."""
    if (active := doing.active()) is not None:
        return Place(active)
    put = (one for one in finding.open_of(doing.unit, doing.person.id) if one.put and may_take(doing, one))
    waiting = sorted(put, key=_put_last, reverse=True)
    latest = [one for one in finding.latest_of(doing.unit, doing.person.id, LATELY) if may_take(doing, one)]
    there, over = next((one for one in waiting if not _goes_on_late(doing, one)), None), _just_closed(doing, latest)
    current = over if there is None or (over and _came_after(doing, over, there)) else there
    return Place(current, waiting, [one for one in latest if one.closed])


def _put_last(conversation: Conversation) -> tuple[datetime, int]:
    return conversation.put_at or conversation.touched_at or conversation.opens_at, conversation.id


def _came_after(doing: Doing, closed: Conversation, there: Conversation) -> bool:
    """Whether what closed a moment ago was asked after what is still open: who types then means what she read last."""
    if not closed.closed or closed.ended_at is None or closed.put_at is None or doing.now - closed.ended_at > MIDDLE:
        return False
    return there.put_at is None or there.put_at < closed.put_at


def may_take(doing: Doing, conversation: Conversation) -> bool:
    """Whether a typed message may go to this conversation: before there is consent, only to the one that asks for it.

    Who is asked nothing has only what she began herself, for her group (S06).
    """
    return doing.person.consent == "yes" or doing.editions.for_anybody(conversation.format) or leads_only(doing)


def leads_only(doing: Doing) -> bool:
    """Whether somebody is asked nothing and so needs no consent, such as a facilitator who plans for a group (S06)."""
    return doing.person.consent == "none" and obeying.is_asked_nothing(doing)


def _goes_on_late(doing: Doing, conversation: Conversation) -> bool:
    """Whether a conversation only goes on after its closing: nothing is told in it without going there first (S06)."""
    if conversation.closes_at is not None or conversation.round is None:
        return False
    return is_late(doing.editions.stage_of(doing.unit, conversation, "nl")[1], conversation)


def _just_closed(doing: Doing, latest: Iterable[Conversation]) -> Conversation | None:
    """Return the last conversation where a text may still belong to it: a late answer (GE1), or a second piece (X15)."""
    over = [one for one in latest if _tells(doing, one)]
    last = next((one for one in over if one.state.held is not None), next(iter(over), None))
    if last is None or last.closed or last.state.held is not None:
        return last
    recent = last.state.last_at is not None and doing.now - last.state.last_at <= PIECES
    return last if recent and last.status is Status.SUBMITTED else None


def _tells(doing: Doing, conversation: Conversation) -> bool:
    """Whether somebody tells something in a conversation, or writes down what another told or what she told otherwise.

    What else she is asked to do for her group is no place for a story.
    """
    stage = doing.editions.stage_of(doing.unit, conversation, "nl")[1]
    state = conversation.state
    return state.held is not None or stage.for_all or for_somebody(stage, state) or rewords(stage, state)
