"""Running a bot until it is told to stop: opening, serving, closing in order."""

import asyncio
import contextlib
import gc
import shutil
import signal
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aiohttp import web as http

from bot.app import App, build
from bot.clock import Clock, MovableClock, WallClock
from bot.config import Config, ConfigError
from bot.foreseeing.moving import SETTING
from bot.people import demo
from bot.renewing import renewing
from bot.upkeep.switching import door as orders
from dialogs.library import Library
from storage import migrating
from storage.database.connecting import OneProcess
from storage.database.places import Place, keys_of
from storage.errors import StorageError
from storage.groups import settings
from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore
from storage.store import Store, open_store

if TYPE_CHECKING:  # see bot.app
    from bot.channels.mattermost.rest import Rest
    from bot.channels.teams.line import Line

Told = Callable[[str], None]
OPEN_REQUESTS = 2.0
"""Seconds for which a request may go on when a bot is told to stop: half of it by itself, half of it once it is told too."""


def open_in(place: Place, ring: KeyRing) -> Store:
    """Open the store of a place; raises StorageError with the mend."""
    migrating.require_newest(place)
    return open_store(place, KeyStore(keys_of(place), ring))


async def run_demo(
    library: Library, folder: Path, *, port: int, start: datetime | None, members: int | None, zone: ZoneInfo, told: Told,
    noted: Told,
) -> None:  # fmt: skip
    """Run the web chat with the demo's team, and a clock that can be moved, until stopped.

    ``start`` and ``members`` are for a new demo; ``noted`` hears it when there is one already.
    """
    with bound("127.0.0.1", port, "--port") as door:
        ring = demo.own_keys(folder)
        migrating.migrate(folder)
        store = open_in(folder, ring)
        clock = await _demo_clock(store, start, zone)
        app = build(store, library, clock, zone, public_url=f"http://127.0.0.1:{door.getsockname()[1]}")
        filled = await demo.fill(store, app.editions, clock.now(), zone, members or demo.USUAL)
        if not filled and (start or members):
            noted(f"{folder} holds a demo already, so --start and --people change nothing; begin anew with --fresh")
        async with orders(folder, store, clock):
            await _serve(app, door, told)


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
    with bound(config.host, config.port, "LEERBOT_PORT") as door:
        mattermost, public_url, mail = _rest(config), config.public, config.mail
        store = open_in(config.place, config.ring)
        clock, web_chat = await _clock_of(store, config), "web" in config.channels
        app = build(
            store, library, clock, config.zone, web_chat=web_chat, mattermost=mattermost, public_url=public_url, mail=mail,
            teams=_line(config) if "teams" in config.channels else None, callback_url=config.mattermost_callback,
            command_tokens=config.mattermost_commands,
        )  # fmt: skip
        listening = orders(config.place, store, clock) if isinstance(config.place, Path) else contextlib.nullcontext()
        async with listening, renewing(app, config):
            await _serve(app, door, told, "/chat" if web_chat else "")


def _rest(config: Config) -> "Rest | None":
    """Return the way to Mattermost, if one is set."""
    if config.mattermost is None:
        return None
    from bot.channels.mattermost.rest import Rest  # noqa: PLC0415

    return Rest(*config.mattermost, rate=config.mattermost_rate)


def _line(config: Config) -> "Line":
    """Return the line to Teams as it is set."""
    from bot.channels.teams.line import Line  # noqa: PLC0415

    return Line(config.teams, installs=config.teams_install == "on", rate=config.teams_rate)


async def _clock_of(store: Store, config: Config) -> Clock:
    """Return the clock of a service; raises ConfigError for real time after a trial that went ahead of it."""
    ahead = await store.read(lambda unit: settings.get(unit, SETTING))
    if config.clock == "movable":
        return MovableClock(WallClock().now() + timedelta(seconds=float(ahead or 0)))
    if ahead is not None:
        raise ConfigError(
            "this database was tried out with a clock that was moved; begin with a new one, or set LEERBOT_CLOCK=movable"
        )
    return WallClock()


def bound(host: str, port: int, setting: str) -> socket.socket:
    """Take a port before anything else is done; raises ConfigError that names the setting with which to choose another."""
    try:
        return socket.create_server((host.strip("[]"), port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as problem:
        raise ConfigError(f"port {port} cannot be used ({problem.strerror}); choose another with {setting}") from problem


def settle_memory() -> None:
    """Leave what the start made out of every later search for garbage, which would hold up answers (50 ms each)."""
    gc.collect()
    gc.freeze()


async def _serve(app: App, door: socket.socket, told: Told, page: str = "/chat") -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    await app.start()
    settle_memory()
    runner = http.AppRunner(app.http, access_log=None, shutdown_timeout=OPEN_REQUESTS / 2)  # which it waits twice
    await runner.setup()
    try:
        site = http.SockSite(runner, door)
        await site.start()
        told(f"{site.name}{page}")
        await stopped.wait()
    finally:
        await runner.cleanup()
        await app.stop()


def fresh(folder: Path) -> None:
    """Throw a demo's folder away; only one that a demo made, and never under a bot that uses it.

    Raises StorageError while another bot has it open, and for a folder with other things in it.
    """
    if demo.made(folder):
        lock = OneProcess(folder / "leerbot.db")
        shutil.rmtree(folder)
        lock.release()
    elif folder.exists() and any(folder.iterdir()):
        raise StorageError(f"{folder} was not made by a demo, so nothing is thrown away; give another folder with --data")
