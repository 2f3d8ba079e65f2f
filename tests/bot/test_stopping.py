"""Stopping: what was begun is finished, nothing is begun any more, and nothing hangs."""

import asyncio
from pathlib import Path

from bot.timing.scheduler import Scheduler
from tests.kit.town import town


async def test_a_tick_that_runs_is_finished_before_the_scheduler_stops() -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        begun.set()
        await may_end.wait()
        ended.set()

    scheduler = Scheduler(tick, seconds=0.01)
    scheduler.start()
    await begun.wait()
    stopping = asyncio.create_task(scheduler.stop())
    asyncio.get_running_loop().call_later(0.05, may_end.set)
    await stopping

    assert ended.is_set()


async def test_nothing_is_fired_after_the_scheduler_stopped() -> None:
    ticks = 0
    several = asyncio.Event()

    async def tick() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 3:
            several.set()

    scheduler = Scheduler(tick, seconds=0.01)
    scheduler.start()
    await several.wait()
    await scheduler.stop()
    before = ticks
    later = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.05, later.set_result, None)
    await later

    assert ticks == before


async def test_the_sender_stops_also_when_it_is_woken_at_the_same_moment(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        idle = asyncio.get_running_loop().create_future()
        sending = asyncio.create_task(place.app.sender.run())
        asyncio.get_running_loop().call_later(0.3, idle.set_result, None)
        await idle

        place.app.sender.wake()
        sending.cancel()
        done, _ = await asyncio.wait({sending}, timeout=3)

        assert done == {sending}
        assert sending.cancelled()
