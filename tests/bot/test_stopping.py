"""Stopping: what was begun is finished, nothing is begun any more, and nothing hangs."""

import asyncio
import gc
import os
import signal
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import web as http

from bot import running
from bot.clock import steady
from bot.outgoing import outbox as sending
from bot.timing import scheduler as scheduling
from bot.timing.scheduler import Scheduler
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from tests.evidence.recording import Record
from tests.kit.pigeons import Pigeons
from tests.kit.town import town
from tests.storage.house import looked_up


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


async def test_a_tick_that_does_not_end_is_broken_off_between_two_units_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "PATIENCE", 0.05)
    begun, broken_off = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            broken_off.set()

    scheduler = Scheduler(tick, seconds=0.01)
    scheduler.start()
    await begun.wait()

    await asyncio.wait_for(scheduler.stop(), 5)

    await asyncio.wait_for(broken_off.wait(), 5)


@pytest.mark.trust("R20")
async def test_r20_who_waits_for_a_claim_has_no_second_patience_for_what_is_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "UNDER_WAY", 1.0)
    pigeons, begun = Pigeons(), asyncio.Event()

    async def hang() -> None:
        begun.set()
        await asyncio.Event().wait()

    pigeons.on_the_way = hang
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        sender, loop = place.app.sender, asyncio.get_running_loop()
        said = Message("word", "pigeon:noor", "reply", [{"say": "privacy.full", "with": {}}], place.clock.now(), "noor")
        await place.app.store.run(lambda unit: outbox.add(unit, said))
        await sender.send_some()
        await begun.wait()

        async with sender._claiming:
            told = loop.time()
            await sender.stop()
            took = loop.time() - told

    assert took < 1.7, took


class Hanging:
    """What is begun and does not end by itself, however it was begun."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()

    async def hangs(self, *_: object) -> None:
        self.begun.set()
        await asyncio.Event().wait()

    tick = hangs

    async def answer(self, _: http.Request) -> http.Response:
        await self.hangs()
        return http.Response()


@pytest.mark.trust("R20")
async def test_r20_a_stop_is_ten_seconds_at_most_while_a_request_a_tick_and_a_message_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reached: Record
) -> None:
    pigeons, request, tick, message = Pigeons(), Hanging(), Hanging(), Hanging()
    pigeons.on_the_way = message.hangs
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        app, loop = place.app, asyncio.get_running_loop()
        app.http.router.add_get("/hangs", request.answer)
        monkeypatch.setattr(app, "ticker", tick)
        said = Message("word", "pigeon:noor", "reply", [{"say": "privacy.full", "with": {}}], place.clock.now(), "noor")
        await app.store.run(lambda unit: outbox.add(unit, said))
        told = loop.create_future()
        serving = asyncio.create_task(running._serve(app, running.bound("127.0.0.1", 0, "--port"), told.set_result, ""))
        try:
            address = urlsplit(await told)
            _, asking = await asyncio.open_connection(address.hostname, address.port)
            asking.write(b"GET /hangs HTTP/1.1\r\nHost: leerbot\r\n\r\n")
            for one in (request, tick, message):
                await asyncio.wait_for(one.begun.wait(), 60)

            stopped = steady()
            os.kill(os.getpid(), signal.SIGTERM)
            await serving
            took = steady() - stopped
        finally:
            gc.unfreeze()
            place.app = place.made()
        asking.close()

    assert took <= 10, took
    reached(f"{took:.1f} s with a request, a tick and a message that hang, and the database closed")


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


async def test_what_is_being_claimed_when_the_bot_is_told_to_stop_is_sent_and_does_not_wait_for_its_claim_to_end(
    tmp_path: Path,
) -> None:
    pigeons, held, may_go_on = Pigeons(), threading.Event(), threading.Event()

    def hold(_: Unit) -> None:
        held.set()
        may_go_on.wait(30)

    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        app = place.app
        await app.store.run(lambda unit: unit.connection.exec_driver_sql("DELETE FROM outbox").rowcount)
        said = Message("word", "pigeon:noor", "reply", [{"say": "privacy.full", "with": {}}], place.clock.now(), "noor")
        await app.store.run(lambda unit: outbox.add(unit, said))
        holding = asyncio.create_task(app.store.run(hold))
        await asyncio.to_thread(held.wait, 30)
        claiming = asyncio.create_task(app.sender.send_some())
        while not app.store.figures.waiting:
            await asyncio.wait({holding}, timeout=0.01)

        stopping = asyncio.create_task(app.stop())
        await asyncio.wait({stopping}, timeout=0.1)
        may_go_on.set()
        await stopping
        place.app = place.made()

        assert await claiming == 1
        assert looked_up(tmp_path, "SELECT status FROM outbox WHERE key = 'word'") == [("sent",)]
        assert len(pigeons.delivered) == 1
