"""Running a bot until it is told to stop: opening, serving, closing in order."""

import asyncio
import shutil
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web as http

from bot import demo
from bot.app import App, build
from bot.clock import Clock, MovableClock, WallClock
from bot.config import Config
from bot.moving import SETTING
from dialogs.library import Library
from storage import migrating, settings
from storage.connecting import OneProcess
from storage.crypto import KeyRing
from storage.keys import KeyStore
from storage.store import Store, open_store

Told = Callable[[str], None]


def open_in(folder: Path, ring: KeyRing) -> Store:
    """Open the store in a folder; raises StorageError with the mend."""
    migrating.require_newest(folder)
    return open_store(folder, KeyStore(folder / "keys.db", ring))


async def run_demo(
    library: Library, folder: Path, *, port: int, start: datetime | None, members: int, zone: ZoneInfo, told: Told
) -> None:
    """Run the web chat with the demo's team, and a clock that can be moved, until stopped."""
    ring = demo.own_keys(folder)
    migrating.migrate(folder)
    store = open_in(folder, ring)
    clock = await _demo_clock(store, start, zone)
    app = build(store, library, clock, zone)
    await demo.fill(store, app.editions, clock.now(), zone, members)
    await _serve(app, "127.0.0.1", port, told)


async def _demo_clock(store: Store, start: datetime | None, zone: ZoneInfo) -> MovableClock:
    """Return the clock of the demo: where it stood before, or at the start."""
    ahead = await store.read(lambda unit: settings.get(unit, SETTING))
    real = WallClock().now()
    if ahead is not None:
        return MovableClock(real + timedelta(seconds=float(ahead)))
    clock = MovableClock(start or demo.quiet_monday(real.astimezone(zone).date(), zone))
    await store.run(lambda unit: settings.put(unit, SETTING, str(clock.ahead.total_seconds())))
    return clock


async def run_serve(library: Library, config: Config, told: Told) -> None:
    """Run the bot as configured, until stopped."""
    store = open_in(config.folder, KeyRing.parse(config.key_text()))
    clock: Clock = WallClock()
    await _serve(build(store, library, clock, config.zone), config.host, config.port, told)


async def _serve(app: App, host: str, port: int, told: Told) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    await app.start()
    runner = http.AppRunner(app.http, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await http.TCPSite(runner, host, port).start()
        told(f"http://{host}:{port}/chat")
        await stopped.wait()
    finally:
        await runner.cleanup()
        await app.stop()


def fresh(folder: Path) -> None:
    """Throw a demo's folder away; only one that a demo made, and never under a bot that uses it.

    Raises StorageError while another bot has it open.
    """
    if demo.made(folder):
        lock = OneProcess(folder / "leerbot.db")
        shutil.rmtree(folder)
        lock.release()
