"""Goal P1: an answer on Teams, checked, kept, sealed and confirmed, beside Bot Framework's own echo that keeps nothing.

Both send their replies to the same platform in another process, that answers at once or after a tenth of a second; and
beside them the bare turn. A turn is over when its reply has come there.
"""

import asyncio
import json
import sys
import urllib.request
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bot.channels.teams.endpoint import PATH
from bot.clock import pause, steady
from tests.bench import world
from tests.bench.answers import check, cpu, process, server
from tests.bench.beside import environment
from tests.bench.floors import held
from tests.bench.load import request, send_all
from tests.kit.teams import FakeTeams

STOCK = "4.17.1"
REPEATS = 5
EACH = 640
STOCKS = 160
"""Turns of the echo in each repeat, which takes its time."""
CONNECTIONS = 32
SLOW = 0.1
UNHELD = "100000"
"""Calls a second for which the platform is made; what Teams takes is no part of this goal."""


@dataclass(slots=True)
class Measured:
    """What was seen of one server, repeat by repeat."""

    port: int
    number: int
    replies: bool = True
    checks: bool = False
    rates: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)


async def run() -> None:
    """Measure and print."""
    python = await asyncio.to_thread(environment, f"botbuilder-integration-aiohttp=={STOCK}")
    if python is None:
        print(f"P1  not measured: botbuilder-integration-aiohttp {STOCK} cannot be installed here")
        return
    print(f"    botbuilder {STOCK} beside Leerbot with PyJWT {version('PyJWT')}, each token checked", flush=True)
    for seconds, aim in ((0.0, 5), (SLOW, 10)):
        with TemporaryDirectory() as name:
            print(await _beside(Path(name), python, seconds, aim), flush=True)


async def _beside(folder: Path, python: Path, seconds: float, aim: int) -> str:
    store = world.open_world(folder)
    ids = await world.fill(store, world.editions(), EACH * (REPEATS + 1), channel="teams")
    await store.close()
    script = str(Path(__file__).with_name("stock_echo.py"))
    async with process(sys.executable, "-m", "tests.bench.connector", str(seconds)) as there:
        platform = f"http://127.0.0.1:{there}"
        async with (
            server("bare", folder) as bare,
            process(str(python), script) as stock,
            server("teams", folder, platform, UNHELD) as ours,
        ):
            servers = Measured(bare, EACH, replies=False), Measured(stock, STOCKS), Measured(ours, EACH, checks=True)
            await _in_turn(servers, ids, platform)
    await check(folder, ids)
    return _told(*servers, seconds, aim)


async def _in_turn(servers: tuple[Measured, Measured, Measured], ids: list[str], platform: str) -> None:
    """Send the same to each in turn, the first time to warm up."""
    texts, token = world.texts(1), told(platform, "signed")["token"]
    for repeat in range(REPEATS + 1):
        mine = ids[repeat * EACH : (repeat + 1) * EACH]
        activities = said(platform, mine, [next(texts) for _ in mine])
        for one in servers:
            calls = [request(PATH, activity, token if one.checks else "") for activity in activities[: one.number]]
            rate, used = await _measured(one, calls, platform)
            if repeat:
                one.rates.append(rate)
                one.used.append(used)


async def _measured(one: Measured, calls: list[bytes], platform: str) -> tuple[float, float]:
    """Return turns a second, and the microseconds of CPU of one, with all that comes after its answer."""
    told(platform, "came?again")
    before, began = cpu(one.port), steady()
    await send_all(one.port, calls, CONNECTIONS, b"20")
    while one.replies and told(platform, "came")["places"] < len(calls):
        await pause(0.01)
    seconds = steady() - began
    await pause(0.2)  # what it still writes down
    came = told(platform, "came")
    if one.replies:
        assert came["all"] == came["places"] * came["most"] == len(calls) * came["most"], f"{came} for {len(calls)} people"
    return len(calls) / seconds, (cpu(one.port) - before) / len(calls) * 1e6


def said(platform: str, ids: list[str], texts: list[str]) -> list[dict[str, Any]]:
    """Return what people write, as Teams tells it."""
    small = FakeTeams(url=platform, named=str)
    for one in ids:
        small.add(one)
    return [small.message(one, text) for one, text in zip(ids, texts, strict=True)]


def told(platform: str, what: str) -> dict[str, Any]:
    """Ask the platform."""
    with urllib.request.urlopen(f"{platform}/{what}") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def _told(bare: Measured, stock: Measured, ours: Measured, seconds: float, aim: int) -> str:
    ratios = sorted(a / b for a, b in zip(ours.rates, stock.rates, strict=True))
    dearer = sorted(a / b for a, b in zip(ours.used, bare.used, strict=True))
    return (
        f"P1  platform after {seconds * 1e3:.0f} ms: {median(ours.rates):,.0f} answers/s beside {median(stock.rates):,.0f} "
        f"echoes/s, ratio {median(ratios):.1f} ({ratios[0]:.1f}–{ratios[-1]:.1f}); CPU of one {median(ours.used):.0f} µs "
        f"beside {median(stock.used):.0f} and {median(bare.used):.0f} of the bare turn, "
        f"ratio {median(dearer):.1f} ({dearer[0]:.1f}–{dearer[-1]:.1f})"
        + held(f"floor 8× of the CPU, goal 3×, aim {aim}× the echo", median(dearer) <= 8)
    )
