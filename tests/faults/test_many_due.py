"""Very many are due in one second, and the bot starts again in their midst: each is asked once (trust R37)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, build
from bot.channels.base import Outgoing
from bot.clock import FixedClock
from tests.bench import crowd, world
from tests.evidence.recording import Often, Record
from tests.kit.pigeons import Pigeons
from tests.kit.town import AMSTERDAM

IN_A_GROUP = 20


@dataclass(slots=True)
class Swift(Pigeons):
    """A platform that takes everything at once, and lets the bot die when it has asked so many."""

    name: str = crowd.CHANNEL
    dies_at: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    died: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, message: Outgoing) -> str:
        if self.asked.total() >= self.dies_at:
            self.died.set()
            raise asyncio.CancelledError
        if message.kind == "prompt":
            self.asked[message.to] += 1
        return message.key


LEASES_END = "UPDATE outbox SET lease_until = 0 WHERE status = 'claimed'"
PLANNED = "SELECT count(*), count(DISTINCT person) FROM conversation"


@asynccontextmanager
async def bot(folder: Path, clock: FixedClock, platform: Swift) -> AsyncIterator[App]:
    """Let a bot run for a while; the claims of one before it have ended."""
    store, library = world.open_world(folder), world.editions().library
    app = build(store, library, clock, AMSTERDAM, channels={platform.name: platform})
    await app.prepare()
    await store.run(lambda unit: unit.connection.exec_driver_sql(LEASES_END))
    try:
        yield app
    finally:
        await app.stop()


async def planned(app: App) -> tuple[int, ...]:
    """Return for how many something is planned, and for how many people."""
    return await app.store.read(lambda unit: tuple(unit.connection.exec_driver_sql(PLANNED).one()))


async def timed(app: App, clock: FixedClock) -> float:
    """Let what is due be planned; return in how many seconds."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await app.ticker.tick(clock.now())
    return loop.time() - began


@pytest.mark.trust("R37")
async def test_r37_many_that_are_due_in_one_second_are_each_asked_once_whenever_the_bot_starts_again(
    tmp_path: Path, often: Often, reached: Record
) -> None:
    people, clock = often(8_000, 100_000), FixedClock(world.NOW)
    crowd.fill(tmp_path, world.editions().library, people, IN_A_GROUP)
    platform = Swift(dies_at=people // 2)

    async with bot(tmp_path, clock, platform) as app:
        planning = asyncio.create_task(app.ticker.tick(clock.now()))
        while not (await planned(app))[0]:
            await asyncio.wait({planning}, timeout=0.001)
        planning.cancel()
        await asyncio.wait({planning})
        broken_off = (await planned(app))[0]
    async with bot(tmp_path, clock, platform) as app:
        seconds = await timed(app, clock)
        all_planned = await planned(app)
        clock.move_to(clock.now() + timedelta(days=1))
        await app.ticker.tick(clock.now())
        sending = asyncio.create_task(app.sender.drain())
        await platform.died.wait()
        sending.cancel()
    platform.dies_at = 2 * people
    async with bot(tmp_path, clock, platform) as app:
        await app.ticker.tick(clock.now())
        await app.sender.drain()

    assert 0 < broken_off < people
    assert all_planned == (people, people)
    assert len(platform.asked) == people
    assert set(platform.asked.values()) == {1}
    left = f"the other {people - broken_off:,} planned in {seconds:.1f} s"  # which proves nothing of another machine
    reached(f"{people:,} due in one second, broken off at {broken_off:,}, {left}, dead at half: each planned and asked once")
