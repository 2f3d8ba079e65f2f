"""A platform that does what platforms do: it refuses, asks to wait, leaves in doubt, and is there when the bot dies."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.channels.base import DeliveryError, Outgoing
from storage.outgoing.outbox import MOST_ATTEMPTS

Fate = Literal["refused", "wait", "time-out", "death before", "death after"]
"""What becomes of the next message instead of arriving: the last two kill the bot while it sends."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that arrived, and when."""

    at: datetime
    message: Outgoing


@dataclass(slots=True)
class Platform:
    """Takes each message once by its key, as Mattermost does; what stands there now can be changed and taken away."""

    now: Callable[[], datetime]
    name: str = "platform"
    fates: list[Fate] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)
    standing: dict[str, Outgoing] = field(default_factory=dict)
    tried: Counter[str] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    """How often a message may be tried once more, as nobody knew what had become of it."""
    failed: Counter[str] = field(default_factory=Counter)
    """How often what did not arrive yet was tried in vain."""
    dead: bool = False
    """Whether the bot died: nothing of what it was doing comes through any more, until it starts again."""

    async def deliver(self, message: Outgoing) -> str:
        fate = self._fate(message.key)
        if fate == "refused":
            raise DeliveryError("transient", "http 503")
        if fate == "wait":
            raise DeliveryError("transient", "http 429", 5.0)
        if fate == "death before":
            raise asyncio.CancelledError
        self.tried[message.key] += 1
        if message.key not in self.standing:
            self.arrived.append(Arrived(self.now(), message))
            self.standing[message.key] = message
        if fate is not None:
            self.excused[message.key] += 1
            raise DeliveryError("transient", "time-out") if fate == "time-out" else asyncio.CancelledError
        return message.key

    def _fate(self, key: str) -> Fate | None:
        """Return what becomes of the next message; of the dead nothing comes, and no message fails until it is given up."""
        may_fail = self.fates and max(self.failed.values(), default=0) < MOST_ATTEMPTS - 2
        fate = "death before" if self.dead else self.fates.pop(0) if may_fail else None
        if fate is None:
            self.failed.pop(key, None)
        else:
            self.failed[key] += 1
        self.dead = self.dead or fate in {"death before", "death after"}
        return fate

    async def revise(self, receipt: str, message: Outgoing) -> str:
        self.standing[receipt] = message
        return receipt

    async def withdraw(self, receipt: str) -> None:
        self.standing.pop(receipt, None)

    async def roster(self, room: str) -> list[str]:
        del room
        return []

    def reads(self, to: str) -> str:
        """Return all that stands at an address now."""
        return "\n".join(one.prompt.text for one in self.standing.values() if one.to == to)
