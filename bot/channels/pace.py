"""An even pace for calls to a platform that takes only so many: bursts would meet each other on the way.

Whoever waits for a reply goes before all that the bot says of its own accord, so that a large round holds nobody up who
answers it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from math import inf

AT_ONCE = 4


class Busy(Exception):
    """It is not our turn for so long that something else comes first; ``wait`` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"{wait:.0f} s")
        self.wait = wait


@dataclass(slots=True)
class Pace:
    """Calls at an even pace; ``now`` is a steady clock, in seconds, and ``rate`` is in calls a second."""

    now: Callable[[], float]
    pause: Callable[[float], Awaitable[None]]
    rate: float
    at_once: int = AT_ONCE
    """Calls of all processes that may go together after a pause, so that an hour with little to say has no wait in it."""
    senders: int = 1
    """How many processes share the rate now."""
    _free_at: float = -inf
    _waiting: "list[tuple[bool, int, asyncio.Future[None]]]" = field(default_factory=list)
    """Who waits: first those who are waited for, then in the order in which they came."""
    _numbers: "count[int]" = field(default_factory=count)
    _calling: "asyncio.Task[None] | None" = None

    async def turn(self, *, urgent: bool, yields: bool = False) -> None:
        """Wait for a turn; what is ``urgent`` goes first, and what ``yields`` raises Busy where it could hold anybody up."""
        now = self.now()
        if yields and (self._waiting or now - self._free_at < self.at_once / self.rate / 2):
            raise Busy(1.0)
        if not self._waiting and self._free_at <= now:
            self._take(now)
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (not urgent, next(self._numbers), mine))
        if self._calling is None:
            self._calling = asyncio.create_task(self._call())
        await mine

    def hold(self, until: float) -> None:
        """Let no call be made before a moment."""
        self._free_at = max(self._free_at, until)

    async def close(self) -> None:
        """Call nobody any more."""
        if self._calling is not None:
            self._calling.cancel()
            await asyncio.wait([self._calling])

    def _take(self, now: float) -> None:
        gap = self.senders / self.rate
        self._free_at = max(self._free_at, now - self.at_once / self.rate) + gap

    async def _call(self) -> None:
        """Call those who wait one after the other, each when it is free."""
        while self._waiting:
            if (wait := self._free_at - self.now()) > 0:
                await self.pause(wait)
                continue
            _, _, first = heappop(self._waiting)
            if not first.done():  # who was cancelled waits no more
                self._take(self.now())
                first.set_result(None)
        self._calling = None
