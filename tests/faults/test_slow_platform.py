"""A platform that takes very long over some messages, or all: what comes in is kept, others get theirs (trust R12)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.channels.base import Outgoing
from tests.evidence.recording import Record
from tests.kit.pigeons import Pigeons
from tests.kit.town import Town, town

PEOPLE = [f"lid{number}" for number in range(40)]
SLOW = set(PEOPLE[::10])
OFTEN = 0.002
"""After how many seconds it is looked whether the loop is late."""


@dataclass(slots=True)
class Tired(Pigeons):
    """Takes very long over messages to some people, until it is let go."""

    slow: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    rested: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, message: Outgoing) -> str:
        if message.to in self.slow and not self.rested.is_set():
            self.held.add(message.to)
            self.came.set()
            await self.rested.wait()
        receipt = await Pigeons.deliver(self, message)
        self.came.set()
        return receipt

    @property
    def reached(self) -> set[str]:
        """Who got a message."""
        return {message.to for message in self.delivered}


async def until(tired: Tired, messages: int, to: AbstractSet[str] = frozenset()) -> None:
    """Wait until so many messages arrived, and all of these people got or wait for one."""
    while len(tired.delivered) < messages or not to <= tired.reached | tired.held:
        tired.came.clear()
        await asyncio.wait_for(tired.came.wait(), 20)


@asynccontextmanager
async def asked(folder: Path, slow: set[str]) -> AsyncIterator[tuple[Town, Tired]]:
    """Let all be asked the weekly question over a platform that is slow for some of them."""
    tired = Tired(slow=slow)
    async with town(folder, formats=["weekly_wonder"], channels={"pigeon": tired}, members=()) as place:
        for who in PEOPLE:
            await place.add(who, channel="pigeon")
        await place.until("2026-03-12 13:59")
        await place.jump("2026-03-12 14:00")
        await place.app.ticker.tick(place.clock.now())
        sending = asyncio.create_task(place.app.sender.run())
        try:
            yield place, tired
            tired.rested.set()
            await until(tired, 1 + len(PEOPLE), set(PEOPLE))  # the question for each, and the reply
        finally:
            sending.cancel()
        assert [len(tired.texts(who)) for who in PEOPLE] == [1 + (who == "lid1") for who in PEOPLE]


async def timed(place: Town) -> tuple[bool, float, float]:
    """Let somebody answer; return whether that is kept, after how many seconds, and how late the loop came at the longest."""
    loop, late, never = asyncio.get_running_loop(), [0.0], asyncio.Event()

    async def look() -> None:
        while True:
            before = loop.time()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(never.wait(), OFTEN)
            late.append(loop.time() - before - OFTEN)

    looking, began = asyncio.create_task(look()), loop.time()
    taken = await place.says("lid1", "De rust op de gang.", channel="pigeon", settle=False)
    seconds = loop.time() - began
    looking.cancel()
    return taken, seconds, max(late)


def told(seconds: float) -> str:
    """Return seconds as they stand on the page of evidence; how fast a machine is proves nothing, so nothing hangs on it."""
    return f"{seconds * 1000:.0f} ms"


@pytest.mark.trust("R12")
async def test_r12_a_platform_that_is_slow_for_one_in_ten_holds_up_nobody_else(tmp_path: Path, reached: Record) -> None:
    async with asked(tmp_path, SLOW) as (place, tired):
        await until(tired, len(PEOPLE) - len(SLOW), SLOW)

        taken, seconds, longest = await timed(place)
        await until(tired, len(PEOPLE) - len(SLOW) + 1)

        assert taken
        assert tired.reached == set(PEOPLE) - SLOW
        reached(
            f"{len(PEOPLE) - len(SLOW)} of {len(PEOPLE)} asked; an answer kept in {told(seconds)}, loop late {told(longest)}"
        )


@pytest.mark.trust("R12")
async def test_r12_while_a_platform_is_slow_for_all_what_comes_in_is_kept(tmp_path: Path, reached: Record) -> None:
    async with asked(tmp_path, set(PEOPLE)) as (place, tired):
        await until(tired, 0, {"lid0"})

        taken, seconds, longest = await asyncio.wait_for(timed(place), 20)

        assert taken
        assert tired.reached == set()
        reached(f"nobody could be asked; an answer kept in {told(seconds)}, loop late {told(longest)}")
