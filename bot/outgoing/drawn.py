"""What drawing a message leads to: something to send, or why it is not sent."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.base import Outgoing
from storage.outgoing import cards, posts
from storage.outgoing.outbox import Claimed
from storage.privacy import naming
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message ready to be sent, and the answers that stand in it."""

    outgoing: Outgoing
    answers: tuple[int, ...] = ()
    output: str = posts.OWN
    note: str | None = None
    nameless: frozenset[int] = frozenset()
    mentioned: tuple[str, ...] = ()
    """Who facilitates or leads, and stands in it by name (X18)."""
    asks: cards.Asked = field(default_factory=dict)
    """What it asks, where it is replaced once that was dealt with (0022)."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """Why a message is not sent: ``dropped`` or ``stale``, or that it waits for another moment."""

    status: str
    reason: str
    due: datetime | None = None


Ready = tuple[Claimed, Drawn]
"""A message that is claimed and drawn, to be sent when the unit of work is committed."""
Claimant = tuple[str, float]
"""Who claims a message to send it, and for how many seconds."""


def remember(unit: Unit, claimed: Claimed, drawn: Drawn) -> None:
    """Remember what a message shows and whom it names, before it is sent."""
    posts.remember_shown(unit, claimed, drawn.output, drawn.answers, drawn.nameless)
    naming.remember_mentioned(unit, claimed.id, drawn.mentioned)
    if drawn.asks:
        cards.put(unit, claimed.id, drawn.asks)


def channel_of(one: Claimed) -> str:
    """Return over which channel a message goes."""
    return one.to.partition(":")[0]


def key_of(message: int) -> str:
    """Return under which key a message goes out, at every attempt."""
    return f"o{message}"


def number_of(key: str) -> int | None:
    """Return which message goes out under a key; None for what is none of ours."""
    return int(key[1:]) if key.startswith("o") and key[1:].isdecimal() else None
