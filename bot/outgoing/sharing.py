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


class Shares:
    """Tells each channel whose platform takes only so much how many processes send over it, this one (``me``) among them."""

    def __init__(self, channels: Mapping[str, Channel], me: str) -> None:
        self._paced = {name: channel for name, channel in channels.items() if isinstance(channel, Paced)}
        self._me = me
        self._senders = 1
        self._look_at = 0.0

    def room(self, seconds: float) -> float:
        """Return how many messages can go in so many seconds over the slowest of them."""
        return min((channel.rate / self._senders * seconds for channel in self._paced.values()), default=inf)

    async def look(self, store: Store) -> None:
        """Look who sends, if it is time for that: whoever has claimed a message."""
        if not self._paced or steady() < self._look_at:
            return
        self._look_at = steady() + EVERY
        for name, channel in self._paced.items():
            self._senders = 1 + await store.read(partial(backlog.other_senders, channel=name, me=self._me))
            channel.share(self._senders)
