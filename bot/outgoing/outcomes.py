"""What became of an attempt to send a message, and what is done with one that was not taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import SystemRandom

from bot.channels.base import DeliveryError, Outgoing
from bot.outgoing.drawn import Drawn
from storage.outgoing.cards import WITHIN
from storage.outgoing.outbox import Claimed

AGAIN = 30.0
"""Seconds until what replaces an answered question is tried again, at the least."""

_CHANCE = SystemRandom()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt to send a message; ``due`` puts it behind all that is due before then.

    With what was sent goes how it was drawn, for the channel that keeps something of it.
    """

    status: str
    receipt: str | None = None
    reason: str | None = None
    wait: float | None = None
    due: datetime | None = None
    outgoing: Outgoing | None = None
    shows: bool = False
    """Whether answers stood in what was sent."""


def not_replaced(one: Claimed, problem: DeliveryError, now: datetime) -> Outcome:
    """Return what becomes of a message that was to be replaced as it is answered, and is not (0022).

    It lets everything else go first, and waits as long again as it did: many that wait take little of our own time. Where
    nothing stands to be replaced it is let go.
    """
    if problem.kind != "transient" or one.good_until is None:
        return Outcome("dropped", reason=problem.reason)
    waited = (now - (one.good_until - WITHIN)).total_seconds()
    seconds = max(problem.retry_after or 0.0, AGAIN, waited) * _CHANCE.uniform(0.8, 1.2)
    return Outcome("waiting", reason=problem.reason, due=now + timedelta(seconds=seconds))


def asks(one: Claimed, drawn: Drawn) -> bool:
    """Whether a message of the bot's own accord asks something: what was asked before it is not what "ja" answers any more."""
    return one.kind != "reply" and one.revises is None and bool(drawn.outgoing.prompt.choices)
