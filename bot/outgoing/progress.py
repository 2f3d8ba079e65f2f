"""How far a large round is: told in the log before it takes minutes, each minute while it goes, and when all is sent.

Counts alone, never whom.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from math import inf

from bot.channels.base import Channel, Paced
from bot.clock import steady
from bot.logs import log
from storage.outgoing import backlog
from storage.store import Store

LONG = 60.0
"""Seconds from which on what is to be sent takes long enough to tell."""
LOOKS = 5.0
"""Seconds between two looks."""
STILL = 60.0
"""Seconds without less to send after which it stands still."""
TELLS = 60.0
"""Seconds between two lines about the same."""


class Progress:
    """What waits to be sent over each channel, and how long that takes where its platform takes only so much a second.

    ``now`` is a steady clock.
    """

    def __init__(self, store: Store, channels: Mapping[str, Channel], now: Callable[[], float] = steady) -> None:
        self._store = store
        self._channels = list(channels)
        self._paced = {name: channel for name, channel in channels.items() if isinstance(channel, Paced)}
        self._now = now
        self._look_at = 0.0
        self._told_at: dict[str, float] = {}
        """When it was told last of a channel that something large goes over it."""
        self._fell_at: dict[str, float] = {}
        """When less was seen to wait than before."""
        self.waiting: dict[str, int] = {}

    def seconds(self, channel: str) -> float:
        """Return how long what waits now takes to be sent over a channel that takes only so much a second."""
        return self.waiting.get(channel, 0) / self._paced[channel].rate

    def moving(self) -> list[str]:
        """Return the channels over which much goes, and goes on: what waits there waits for its turn alone."""
        now = self._now()
        return [name for name in self._paced if self.waiting.get(name) and now - self._fell_at.get(name, -inf) <= STILL]

    async def look(self, moment: datetime) -> None:
        """Look how much is due by now, if it is time for that, and tell what is worth it."""
        if (now := self._now()) < self._look_at:
            return
        self._look_at = now + LOOKS
        for name in self._channels:
            before = self.waiting.get(name, 0)
            self.waiting[name] = await self._store.read(partial(backlog.waiting, channel=name, now=moment))
            if self.waiting[name] < before:
                self._fell_at[name] = now
            if name in self._paced:
                self._tell(name, now)

    def lasting(self) -> dict[str, float]:
        """Return how many seconds it takes to send what waits, where that is known."""
        return {name: self.seconds(name) for name in self._paced}

    def _tell(self, name: str, now: float) -> None:
        """Tell of one channel."""
        told, left, seconds = self._told_at.get(name), self.waiting[name], self.seconds(name)
        if told is None and seconds >= LONG:
            log.info("much is to be sent", channel=name, messages=left, minutes=minutes(seconds))
        elif told is not None and not left:
            log.info("all of it was sent", channel=name)
            del self._told_at[name]
            return
        elif told is not None and now - told >= TELLS:
            log.info("much is being sent", channel=name, messages=left, minutes=minutes(seconds))
        else:
            return
        self._told_at[name] = now


def minutes(seconds: float) -> int:
    """Return in how many minutes something is done, at least one."""
    return max(1, -int(-seconds // 60))
