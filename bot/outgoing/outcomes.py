"""What became of an attempt to send a message, and what is done with one that was not taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.base import DeliveryError
from bot.outgoing.drawn import Drawn
from storage.outgoing.outbox import Claimed

AGAIN = 30.0
"""Seconds until what replaces an answered question is tried again, at the least."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt to send a message; ``due`` puts it behind all that is due before then."""

    status: str
    receipt: str | None = None
    reason: str | None = None
    wait: float | None = None
    due: datetime | None = None


def not_replaced(problem: DeliveryError, now: datetime) -> Outcome:
    """Return what becomes of a message that was to be replaced as it is answered, and is not (0022).

    It lets everything else go first, and where nothing stands to be replaced it is let go.
    """
    if problem.kind != "transient":
        return Outcome("dropped", reason=problem.reason)
    return Outcome("waiting", reason=problem.reason, due=now + timedelta(seconds=max(problem.retry_after or 0.0, AGAIN)))


def asks(one: Claimed, drawn: Drawn) -> bool:
    """Whether a message of the bot's own accord asks something: what was asked before it is not what "ja" answers any more."""
    return one.kind != "reply" and one.revises is None and bool(drawn.outgoing.prompt.choices)
