"""Bots on a chat platform, that live in processes of their own and are killed there (trust R1, R3, R19)."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.clock import pause, steady
from storage.database.places import Place
from tests.faults.chat_child import POINTS
from tests.faults.lives import ROOT
from tests.kit.places import as_word
from tests.storage.house import looked_up

SPEED = 10.0
"""How many times as fast time goes for the bot's pace and for Teams' limits."""
LEASE = 2.0
"""For how many seconds a claim holds, where nothing else is said."""
PATIENCE = 240.0
"""Seconds after which something is wrong, on a machine with much else to do."""

Loader = subprocess.Popen[str]


@contextmanager
def loading() -> Iterator[Loader]:
    """Have a process that has everything loaded, and forks bots."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.chat_child"],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
    yield process
    process.communicate()


@dataclass(slots=True)
class Stage:
    """A database, a small platform at ``url``, and the bots on them."""

    place: Place
    channel: str
    url: str
    shown: Callable[[], Counter[str]]
    """How many messages stand in each chat."""
    loader: Loader
    speed: float = SPEED
    lease: float = LEASE
    lives: list[int] = field(default_factory=list)

    async def begin(self, *moments: datetime, point: str = "") -> int:
        """Let another bot live through some moments; returns its process."""
        order = {
            "place": as_word(self.place), "channel": self.channel, "platform": self.url, "speed": self.speed, "point": point,
            "lease": self.lease, "moments": [moment.isoformat() for moment in moments],
        }  # fmt: skip
        assert self.loader.stdin
        assert self.loader.stdout
        self.loader.stdin.write(json.dumps(order) + "\n")
        self.loader.stdin.flush()
        self.lives.append(int(await asyncio.to_thread(self.loader.stdout.readline)))
        return self.lives[-1]

    async def kill(self, life: int) -> None:
        """Kill a bot -9."""
        os.kill(life, signal.SIGKILL)
        await self.until(lambda: not alive(life))

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait for something to happen."""
        end = steady() + PATIENCE
        while not there():
            assert steady() < end, "it never happened"
            await pause(0.02)

    def rest(self) -> bool:
        """Whether nothing is left to be sent."""
        return not self.many("settled_at IS NULL")

    def many(self, which: str) -> int:
        """Return how many messages there are of some sort."""
        return int(looked_up(self.place, f"SELECT count(*) FROM outbox WHERE {which}")[0][0])

    async def close(self) -> None:
        """Kill whoever still lives."""
        for life in filter(alive, self.lives):
            await self.kill(life)


def alive(life: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(life, 0)
    except ProcessLookupError:
        return False
    return True


async def dies_and_goes_on(stage: Stage, point: str, *moments: datetime) -> None:
    """Let a bot die at some point of its first send, and another go on until nothing is left."""
    life = await stage.begin(*moments, point=point)
    await stage.until(lambda: not alive(life))
    assert stage.many("settled_at IS NULL") == 1, "it died before anything was settled"
    await stage.begin(*moments)
    await stage.until(stage.rest)


def points(*rows: Sequence[object]) -> list[tuple[object, ...]]:
    """Return the moments of a send at which a bot can die, in their order, each with what comes of it."""
    return [(point, *row) for point, row in zip(POINTS, rows, strict=True)]
