"""Keeping, with all other processes that send now, to what a platform takes of all of them together (0019)."""

from collections.abc import Mapping
from functools import partial
from math import inf

from bot.channels.base import Channel, Paced
from bot.clock import steady
from storage.outgoing import backlog
from storage.store import Store

EVERY = 1.0
"""Seconds between two looks at who sends."""
AHEAD = 1 / 6
"""For which part of a lease a process claims ahead; who claimed nothing for as long has nothing left to send, or is dead."""


class Shares:
    """Tells each channel whose platform takes only so much how many processes send over it, this one (``me``) among them."""

    def __init__(self, channels: Mapping[str, Channel], me: str, lease: float) -> None:
        self._paced = {name: channel for name, channel in channels.items() if isinstance(channel, Paced)}
        self._me = me
        self._lease = lease
        self._senders = 1
        self._look_at = 0.0

    def room(self) -> float:
        """Return how many messages may be claimed ahead, for the slowest of them: what can go well before a lease ends."""
        ahead = self._lease * AHEAD
        return min((channel.rate / self._senders * ahead for channel in self._paced.values()), default=inf)

    async def look(self, store: Store) -> None:
        """Look who sends, if it is time for that: whoever claimed a message lately."""
        if not self._paced or steady() < self._look_at:
            return
        self._look_at = steady() + EVERY
        for name, channel in self._paced.items():
            others = partial(backlog.other_senders, channel=name, me=self._me, lease=self._lease, within=self._lease * AHEAD)
            self._senders = 1 + await store.read(others)
            channel.share(self._senders)
