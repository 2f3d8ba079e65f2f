"""A process to kill: the whole bot, with a channel that posts each message to a connector outside (trust §6).

``python -m tests.faults.child PLACE [MUTANT]`` loads everything once. Each line on its standard input is an order; for each
it forks one life of the bot, which says ``ready PORT PID`` and lives until it is killed. Then it says ``dead``.
"""

import asyncio
import contextlib
import json
import os
import select
import sys
import threading
import traceback
from datetime import datetime
from typing import Any

import aiohttp
import coverage
from aiohttp import web as http

from bot import logs, loop
from bot.app import App, build
from bot.channels.base import Act, Chose, Incoming, Said, Submitted
from bot.clock import MovableClock
from bot.outgoing.outbox import Sender
from dialogs.library import Library, load
from storage.database.places import Place, keys_of
from storage.errors import NotSaved
from storage.groups import rounds
from storage.outgoing import backlog
from storage.privacy.keys import KeyStore
from storage.store import Unit, open_store
from storage.talks import finding
from storage.timing import schedules
from tests.faults import mutants, points
from tests.faults.channel import PostChannel
from tests.kit.places import from_word
from tests.kit.town import AMSTERDAM, RING

BETWEEN_TICKS = 0.01
UNSENT = "SELECT count(*) FROM outbox WHERE kind = 'nudge' AND status IN ('waiting', 'claimed')"
LEASES_END = "UPDATE outbox SET lease_until = 0 WHERE status = 'claimed'"
"""As if the bot had been away for longer than a lease."""


class Door:
    """Where the acts of people come in; 200 is only said when an act is stored."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def take(self, request: http.Request) -> http.Response:
        order = await request.json()
        incoming = Incoming("post", order["person"], order["id"], _act(order))
        try:
            taken = await self._app.receiver.receive(incoming)
        except NotSaved:
            return http.Response(status=503)
        return http.json_response({"taken": taken})

    async def idle(self, request: http.Request) -> http.Response:
        now = self._app.clock.now()

        def work(unit: Unit) -> dict[str, bool]:
            due = finding.due_people(unit, now, 1) or rounds.due(unit, now, 1) or schedules.due(unit, now, 1)
            nudges = unit.connection.exec_driver_sql(UNSENT).scalar()
            return {"planned": not due and not nudges, "sent": backlog.oldest_due(unit, now) is None}

        return http.json_response(await self._app.store.read(work))


def _act(order: dict[str, Any]) -> Act:
    if "form" in order:
        return Submitted(order["form"], order["values"])
    if "choices" in order:
        return Chose(tuple(order["choices"]))
    return Said(order["text"])


async def live(place: Place, library: Library, order: dict[str, Any]) -> None:
    """Be a bot until killed; its two senders could be two replicas."""
    threading.Thread(target=_end_with_whoever_began_this, daemon=True).start()
    store = open_store(place, KeyStore(keys_of(place), RING))
    clock = MovableClock(datetime.fromisoformat(order["now"]))
    async with aiohttp.ClientSession() as session:
        post = PostChannel(session, order["connector"])
        app = build(store, library, clock, AMSTERDAM, channels={"post": post}, lease=order["lease"])
        second = Sender(store, app.editions, {"post": post}, clock, lease=order["lease"])
        if order["point"]:
            points.plant(order["point"])
        if order["late"]:
            await store.run(lambda unit: unit.connection.exec_driver_sql(LEASES_END).rowcount)
        await app.start()
        sending = asyncio.create_task(second.run())
        port = await _serve(Door(app))
        print(f"ready {port} {os.getpid()}", flush=True)
        while True:
            await app.tick()
            second.wake()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(sending), BETWEEN_TICKS)


def _end_with_whoever_began_this() -> None:
    """Wait, without reading what is not ours, until nobody is there any more to give orders."""
    select.select([sys.stdin], [], [])
    os._exit(1)


async def _serve(door: Door) -> int:
    app = http.Application()
    app.add_routes([http.post("/take", door.take), http.get("/idle", door.idle)])
    runner = http.AppRunner(app, access_log=None)
    await runner.setup()
    site = http.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port: int = runner.addresses[0][1]
    return port


def main(place: Place, mutant: str | None) -> None:
    """Fork one life after the other."""
    logs.set_up("error")
    if measuring := coverage.Coverage.current():
        measuring.stop()  # who is killed reports nothing, and would only be slower
    library = load()
    if mutant:
        mutants.plant(mutant)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                loop.run(live(place, library, json.loads(line)))
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(1)
        os.waitpid(pid, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main(from_word(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
