"""A platform that takes very long over some messages, or all: what comes in is kept, others get theirs (trust R12)."""

import asyncio
from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.channels.base import Outgoing
from tests.kit.pigeons import Pigeons
from tests.kit.town import Town, town

PEOPLE = [f"lid{number}" for number in range(40)]
SLOW = set(PEOPLE[::10])


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


@pytest.mark.trust("R12")
async def test_r12_a_platform_that_is_slow_for_one_in_ten_holds_up_nobody_else(tmp_path: Path) -> None:
    async with asked(tmp_path, SLOW) as (place, tired):
        await until(tired, len(PEOPLE) - len(SLOW), SLOW)

        taken = await place.says("lid1", "De rust op de gang.", channel="pigeon", settle=False)
        await until(tired, len(PEOPLE) - len(SLOW) + 1)

        assert taken
        assert tired.reached == set(PEOPLE) - SLOW


@pytest.mark.trust("R12")
async def test_r12_while_a_platform_is_slow_for_all_what_comes_in_is_kept(tmp_path: Path) -> None:
    async with asked(tmp_path, set(PEOPLE)) as (place, tired):
        await until(tired, 0, {"lid0"})

        taken = await asyncio.wait_for(place.says("lid1", "De rust op de gang.", channel="pigeon", settle=False), 20)

        assert taken
        assert tired.reached == set()
