"""What a process of its own measures for goals P6, P7 and P8; prints its figures as JSON (``tests.bench.planning`` asks)."""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import App, build
from bot.channels.base import Outgoing
from bot.channels.web.channel import WebChannel
from bot.clock import FixedClock, WallClock, steady
from bot.outgoing.outbox import AT_ONCE
from bot.running import settle_memory
from bot.timing.opening import switch_on_new
from storage.outgoing import outbox
from storage.store import Store
from tests.bench import crowd, world
from tests.bench.living import peak

HEARTBEAT = 0.010
DAY = timedelta(days=1)
EARLIER = timedelta(hours=8)
Figures = dict[str, float]


async def plan(folder: Path, number: int) -> Figures:
    """Open the round of every group and plan all its members, whom Thursday does not suit, so that none is asked yet."""
    app = _app(folder, world.NOW)
    await app.prepare()
    settle_memory()  # as the service does once it has started
    before, started, used = peak(), steady(), time.process_time()
    waiting = asyncio.create_task(_turns(app.store, waits := [0.0]))
    await app.ticker.tick(world.NOW)
    found = {
        "seconds": steady() - started,
        "cpu": time.process_time() - used,
        "memory": peak() - before,
        "wait": max(waits),
    }
    waiting.cancel()
    assert await _count(app.store, "SELECT count(*) FROM conversation WHERE prompted_at IS NULL") == number
    await app.stop()
    return found


def _app(folder: Path, now: datetime) -> App:
    store, clock = world.open_world(folder), FixedClock(now)
    channels = {crowd.CHANNEL: Swift(store, clock)}
    return build(store, world.editions().library, clock, ZoneInfo("Europe/Amsterdam"), channels=channels)


async def _turns(store: Store, waits: list[float]) -> None:
    """Note how long a turn waits for what is planned meanwhile."""
    while True:
        began = steady()
        await store.run(lambda unit: None)
        waits.append(steady() - began)
        await _pause()


async def _pause() -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), HEARTBEAT)


async def _count(store: Store, question: str) -> int:
    return int(await store.read(lambda unit: unit.connection.exec_driver_sql(question).scalar_one()))


class Swift(WebChannel):
    """A channel that takes everything at once, and keeps nothing."""

    async def deliver(self, message: Outgoing) -> str:
        return message.key


async def due(folder: Path, number: int) -> Figures:
    """Let everybody fall due at one moment, and decide, plan and durably claim the message of each; nothing is drawn.

    That is what the floor of P7 is about: how soon the schedule has done its work, set beside a scheduler that fires empty
    jobs. Messages are claimed as the sender claims them, and as many at a time.
    """
    return await _measured(folder, number, _all_claimed)


async def sent(folder: Path, number: int) -> Figures:
    """Do the same, and draw, send and settle each message, of which no more than fifty are under way at a time.

    That is the fan-out (P9): platforms take about fifty messages a second, so here it says what a message costs in all.
    """
    return await _measured(folder, number, _all_sent)


async def _measured(folder: Path, number: int, all_done: Callable[[App, datetime], Awaitable[None]]) -> Figures:
    app, tomorrow = _app(folder, world.NOW + DAY), world.NOW + DAY
    await app.prepare()
    await app.ticker.tick(tomorrow - EARLIER)  # what is done once a day is done
    settle_memory()
    beating = asyncio.create_task(_beat(lags := [0.0]))
    waiting = asyncio.create_task(_turns(app.store, waits := [0.0]))
    before, started, used = peak(), steady(), time.process_time()
    await all_done(app, tomorrow)
    found = {"seconds": steady() - started, "cpu": time.process_time() - used, "memory": peak() - before, "wait": max(waits)}
    await asyncio.wait([beating], timeout=2 * HEARTBEAT)  # what held it up until now is noted by its next beat
    beating.cancel()
    waiting.cancel()
    found["lag"] = max(lags)
    assert await _count(app.store, "SELECT count(*) FROM outbox WHERE kind = 'nudge' AND attempts = 1") == number
    await app.stop()
    return found


async def _all_claimed(app: App, now: datetime) -> None:
    async def claim_some() -> bool:
        """Claim a batch; returns whether there may be more."""
        return len(await app.store.run(partial(outbox.claim, me="bench", now=now, most=AT_ONCE), lane="bulk")) == AT_ONCE

    ticking = asyncio.create_task(app.ticker.tick(now))
    while not ticking.done():
        if not await claim_some():
            await asyncio.wait([ticking], timeout=HEARTBEAT)
    await ticking
    while await claim_some():
        pass


async def _all_sent(app: App, now: datetime) -> None:
    ticking = asyncio.create_task(app.ticker.tick(now))
    while not ticking.done():
        await app.sender.drain()
        await asyncio.wait([ticking], timeout=HEARTBEAT)
    await ticking
    await app.sender.drain()


async def _beat(lags: list[float]) -> None:
    """Note by how much the event loop is late."""
    while True:
        began = steady()
        await _pause()
        lags.append(steady() - began - HEARTBEAT)


async def jobs(folder: Path, number: int) -> Figures:
    """Do the same with a job for each in APScheduler's memory store."""
    scheduler, done, last = AsyncIOScheduler(), [0], asyncio.Event()

    async def job() -> None:
        done[0] += 1
        if done[0] == number:
            last.set()

    moment = WallClock().now()
    scheduler.start(paused=True)
    for _ in range(number):
        scheduler.add_job(job, "date", run_date=moment, misfire_grace_time=3600)
    beating = asyncio.create_task(_beat(lags := [0.0]))
    started, used = steady(), time.process_time()
    scheduler.resume()
    await last.wait()
    found = {"seconds": steady() - started, "cpu": time.process_time() - used}
    await asyncio.wait([beating], timeout=2 * HEARTBEAT)  # what held it up until now is noted by its next beat
    beating.cancel()
    found["lag"] = max(lags)
    scheduler.shutdown(wait=False)
    return found


async def schedules(folder: Path, number: int) -> Figures:
    """Start with very many schedules of which none is due, up to the first tick."""
    app = _app(folder, world.NOW)
    await app.prepare()
    before, started = peak(), steady()
    await app.store.run(lambda unit: switch_on_new(unit, app.editions, world.NOW))
    await app.tick()
    found = {"seconds": steady() - started, "memory": peak() - before}
    await app.stop()
    return found


MODES: Mapping[str, Callable[[Path, int], Coroutine[Any, Any, Figures]]] = {
    "plan": plan, "due": due, "sent": sent, "jobs": jobs, "schedules": schedules,
}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asyncio.run(MODES[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3])))))
