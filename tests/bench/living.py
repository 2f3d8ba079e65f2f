"""Goals P14 to P17: how long a start takes, what a bot that has nothing to do costs, and how soon it is back after a kill."""

import asyncio
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import aiohttp

from bot.clock import WallClock, steady
from dialogs.library import load
from storage.times import stamp
from tests.bench import crowd, growth, world
from tests.bench.floors import held

STARTS = 5
ROWS = 1_000_000
PEOPLE = 100_000
IDLE = 600.0
"""Seconds for which it is watched while nothing is due."""
KEYS = "bench:" + bytes(range(32)).hex()
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@asynccontextmanager
async def serving(folder: Path, port: int, clock: str = "real") -> AsyncIterator[tuple[Process, float]]:
    """Run ``leerbot serve`` on a folder; yields the process and the seconds until it was ready."""
    environment = {
        "LEERBOT_DATABASE_URL": f"sqlite:///{folder}/leerbot.db",
        "LEERBOT_KEYS": KEYS,
        "LEERBOT_PORT": str(port),
        "LEERBOT_CLOCK": clock,
    }
    started = steady()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", stdout=PIPE, env=environment)
    try:
        await _ready(process, port)
        yield process, steady() - started
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def _ready(process: Process, port: int) -> None:
    assert process.stdout is not None
    await process.stdout.readline()
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health/ready") as answer:
        assert answer.status == 200, await answer.text()


async def _lives(process: Process, seconds: float) -> None:
    """Let a process be for some seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), seconds)
        raise RuntimeError("the bot stopped by itself")


def memory(pid: int) -> float:
    """Return how many megabytes a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6


def peak(pid: int | str = "self") -> float:
    """Return the most megabytes that a process has held."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024 / 1e6


def cpu(pid: int) -> float:
    """Return the CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def written(pid: int) -> int:
    """Return how many bytes a process has had written to disk."""
    lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("write_bytes")).partition(": ")[2])


async def run(*, idle: float = IDLE) -> None:
    """Measure and print."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        await _prepare(folder)
        print(await _starts(folder), flush=True)
        print(await _idle(folder, idle), flush=True)
        print(await _killed(folder), flush=True)
    with TemporaryDirectory() as name:
        print(await _in_a_round(Path(name)), flush=True)


async def _prepare(folder: Path) -> None:
    store = world.open_world(folder)
    await world.fill(store, world.editions(), 8 * world.TEAM_SIZE)
    await store.close()
    growth.grow(folder, ROWS)
    lately = {"at": stamp(WallClock().now())}
    with sqlite3.connect(
        folder / "leerbot.db"
    ) as db:  # what is open fell due long ago, and what is old would be let go of first
        db.execute("UPDATE conversation SET next_at = NULL, opens_at = :at, ended_at = :at", lately)
        db.execute("UPDATE answer SET answered_at = :at, shared_at = :at", lately)
        db.execute("UPDATE seen SET at = :at", lately)


async def _starts(folder: Path) -> str:
    took = []
    for number in range(STARTS):
        async with serving(folder, 18_800 + number) as (_, seconds):
            took.append(seconds)
    told = f"P14 start to ready with {ROWS:,} answers stored: {median(took):.2f} s ({min(took):.2f}–{max(took):.2f})"
    return told + held("floor 2 s, goal 0.6 s", median(took) <= 2)


async def _idle(folder: Path, seconds: float) -> str:
    async with serving(folder, 18_810) as (process, _):
        await _lives(process, 5.0)  # what the start left to do is done
        used, bytes_, began = cpu(process.pid), written(process.pid), steady()
        await _lives(process, seconds)
        share = (cpu(process.pid) - used) / (steady() - began)
        holds = memory(process.pid)
        return (
            f"P15 memory of an idle bot: {holds:.0f} MB" + held("floor 120 MB, goal 75 MB", holds <= 120) + "\n"
            f"P16 {seconds:.0f} s with nothing due: {share:.2%} of a core, {written(process.pid) - bytes_:,} bytes written"
            + held("floor 1 %, goal 0.2 % and 0 bytes", share <= 0.01)
        )


async def _killed(folder: Path) -> str:
    took = []
    for number in range(STARTS):
        async with serving(folder, 18_820 + number) as (process, _):
            process.kill()
            await process.wait()
        async with serving(folder, 18_830 + number) as (_, seconds):
            took.append(seconds)
    told = f"P17 kill -9 to serving: {median(took):.2f} s ({min(took):.2f}–{max(took):.2f})"
    return told + held("floor 5 s, goal 1 s", median(took) <= 5)


async def _in_a_round(folder: Path) -> str:
    """Let a bot open a round for very many people, and ask them all at one moment."""
    today = WallClock().now().replace(hour=12, minute=0, second=0, microsecond=0)
    thursday = today + timedelta(days=7 + (3 - today.weekday()) % 7)  # a quiet day of all, so that they are asked on Friday
    crowd.fill(folder, load(), PEOPLE, world.TEAM_SIZE, stamp(thursday), "web")
    async with serving(folder, 18_840, "movable") as (process, _), aiohttp.ClientSession() as session:
        idle = memory(process.pid)
        for moment in (thursday + timedelta(hours=2), thursday + timedelta(days=1, hours=2)):
            url, body = "http://127.0.0.1:18840/chat/api/clock", {"to": moment.isoformat()}
            async with session.post(url, json=body, timeout=aiohttp.ClientTimeout(None)) as answer:
                assert answer.status == 200, await answer.text()
        most = peak(process.pid)
    with sqlite3.connect(folder / "leerbot.db") as db:
        (asked,) = db.execute("SELECT count(*) FROM outbox WHERE kind = 'nudge' AND status = 'sent'").fetchone()
    assert asked == PEOPLE, f"{asked} were asked"
    told = f"P15 most memory during a round of {PEOPLE:,}: {most:.0f} MB ({idle:.0f} MB before it)"
    return told + held("floor 200 MB, goal 110 MB", most <= 200)
