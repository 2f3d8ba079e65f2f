"""Starting and killing the child: each life is a process of its own, forked from one that has loaded everything."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.database.places import Place
from tests.kit.places import as_word
from tests.storage.house import looked_up

ROOT = Path(__file__).parents[2]


class Lives:
    """One process that forks lives; at most one lives at a time."""

    def __init__(self, place: Place, mutant: str | None) -> None:
        self._place = place
        self._arguments = [as_word(place), *([mutant] if mutant else [])]
        self._process: asyncio.subprocess.Process | None = None
        self.pid = 0
        self.url = ""

    async def open(self) -> None:
        """Load everything."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.child", *self._arguments, cwd=ROOT,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def begin(self, order: Mapping[str, Any]) -> bool:
        """Begin a life; returns True when it takes in what people do, and False when it died before that."""
        assert self._process
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()
        match (await self._line()).split():
            case "ready", port, pid:
                self.pid, self.url = int(pid), f"http://127.0.0.1:{port}"
                return True
            case _:
                return False

    async def freeze(self) -> bool:
        """Stop the child where it is, if messages are claimed just then; else it goes on. Returns whether it stands still."""
        os.kill(self.pid, signal.SIGSTOP)
        if await asyncio.to_thread(claimed, self._place):
            return True
        os.kill(self.pid, signal.SIGCONT)
        return False

    async def kill(self) -> int:
        """Kill -9; returns how many messages were claimed at that moment."""
        os.kill(self.pid, signal.SIGKILL)
        assert await self._line() == "dead"
        return claimed(self._place)

    async def died(self, within: float) -> bool:
        """Whether the child dies by itself within so many seconds."""
        try:
            return await self._line(within) == "dead"
        except TimeoutError:
            return False

    async def close(self) -> None:
        """Let the loader end."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            await self._process.wait()

    async def _line(self, within: float = 60.0) -> str:
        assert self._process
        assert self._process.stdout
        line = (await asyncio.wait_for(self._process.stdout.readline(), within)).decode().strip()
        if not line:
            raise RuntimeError("the child is gone; its complaint stands above")
        return line


def claimed(place: Place) -> int:
    """Return how many messages are claimed; on SQLite without mending the file that a dead process left."""
    return int(looked_up(place, "SELECT count(*) FROM outbox WHERE status = 'claimed'")[0][0])
