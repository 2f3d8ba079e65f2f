"""Which messages are replaced once what they asked was dealt with; planned with the act, and sent after its reply (0022)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.timing.editions import Editions
from storage.outgoing import cards
from storage.store import Unit
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

HELD = "held"
"""The key under which is asked about what waits for a yes or another choice."""


def dealt_with(doing: "Doing") -> list[int]:
    """Return the messages that are to say what became of what they asked, and let their buttons go."""
    if not doing.editions.replaces(doing.address) and doing.person.reached_on is None:  # who linked two was asked on either
        return []
    found = doing.touched
    asked = {(part["conv"], part["ask"]) for part in doing.parts if "ask" in part}
    over = [
        card
        for card in cards.open_in(doing.unit, found)
        if is_over(found[card.conversation], card.keys) or any((card.conversation, key) in asked for key in card.keys)
    ]
    cards.close(doing.unit, (card for card in over if not _waits(found[card.conversation])))
    ended = [one.id for one in found.values() if one.ended_at == doing.now]
    said_anew = [*cards.answered_in(doing.unit, ended), *cards.showing(doing.unit, doing.person.id, doing.read_otherwise)]
    return sorted({*(card.message for card in over), *said_anew})


def closed(unit: Unit, editions: Editions, conversation: int, now: datetime) -> None:
    """Let the messages of a conversation that closed by itself say so, in the course of an hour: nobody waits for it."""
    if editions.replacing:
        offering = cards.open_in(unit, [conversation])
        cards.close(unit, offering)
        these = {*(card.message for card in offering), *cards.answered_in(unit, [conversation])}
        cards.replace(unit, sorted(these), now, spread=cards.HOUR)


def called_off(unit: Unit, editions: Editions, round_id: int, now: datetime) -> None:
    """Let the messages say so in which something was asked in a round that is called off: nobody answers it in vain."""
    _ended(unit, editions, cards.left_open(unit, None, round_id), now)


def left(unit: Unit, editions: Editions, person: str, now: datetime) -> None:
    """Let the messages say so in which somebody was asked something by a group that she left."""
    _ended(unit, editions, cards.left_open(unit, person), now)


def _ended(unit: Unit, editions: Editions, conversations: Iterable[int], now: datetime) -> None:
    for conversation in conversations:
        closed(unit, editions, conversation, now)


def is_over(one: Conversation, keys: Iterable[str]) -> bool:
    """Whether nothing of what a message asked in a conversation stands open now."""
    done = {*one.state.marks} | (set() if one.state.held else {HELD})
    return not one.running or _waits(one) or done.issuperset(keys)


def _waits(one: Conversation) -> bool:
    """Whether a conversation was put off: what is asked in it can still be done, or skipped, where it stands."""
    return one.running and one.resume_at is not None
