"""Firing the tick each second. The library computes no date and keeps no job (DESIGN §5, goals §5.10)."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from apscheduler.schedulers.asyncio import AsyncIOScheduler

PATIENCE = 3.0
"""Seconds for which a tick may go on when a bot is told to stop."""


class Scheduler:
    """Calls the tick again and again, never twice at once."""

    def __init__(self, tick: Callable[[], Awaitable[None]], seconds: float = 1.0) -> None:
        self._tick = tick
        self._ticking = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self._once, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None
        )

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Fire no more, and let the tick that runs finish; one that takes long goes on in another bot, or at the next start."""
        self._scheduler.pause()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE), self._ticking:
                pass
        self._scheduler.shutdown(wait=False)  # cancels what still runs, between two units of work

    async def _once(self) -> None:
        async with self._ticking:
            await self._tick()
