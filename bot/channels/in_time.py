"""Answering somebody who pressed in time, and never that something was kept when it was not (trust R16)."""

import asyncio
from collections.abc import Awaitable

from bot.logs import log
from storage.errors import StorageError

SHORTLY = 1.5
"""Seconds after which who pressed hears something, whatever becomes of it."""


class InTime:
    """Lets what is taken in go on after its answer; holds on to it until it is done."""

    def __init__(self, seconds: float = SHORTLY) -> None:
        self.seconds = seconds
        self._taking: set[asyncio.Task[bool]] = set()

    async def kept(self, taking: Awaitable[object]) -> bool:
        """Return whether it is known in time that something was taken in; what takes longer goes on."""
        task = asyncio.create_task(_kept(taking))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)
        done, _ = await asyncio.wait({task}, timeout=self.seconds)
        return bool(done) and task.result()


async def _kept(taking: Awaitable[object]) -> bool:
    """Take something in; False when it could not be stored."""
    try:
        await taking
    except StorageError as problem:
        log.warning("what was pressed could not be kept", problem=type(problem).__name__)
        return False
    except Exception:
        log.exception("what was pressed could not be taken in")
        return False
    return True
