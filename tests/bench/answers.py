"""Goal P3: durable answers a second against bare turns a second, over HTTP, 32 connections, servers in turn."""

import asyncio
import json
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from storage import answers, people
from storage.store import Unit
from tests.bench import world
from tests.bench.load import request, send_all

REPEATS = 5
EACH = 2_000
CONNECTIONS = 32


@asynccontextmanager
async def server(kind: str, folder: Path) -> AsyncIterator[int]:
    """Run a server in a process of its own; yields its port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.servers",
        kind,
        str(folder),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield int(await process.stdout.readline())
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()


def cpu(port: int) -> float:
    """Return the CPU seconds that a server has used."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/cpu") as answer:
        return float(json.load(answer)["cpu"])


async def run() -> None:
    """Measure and print."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ids = await _prepare(folder)
        print(await _one(folder, ids), flush=True)


async def _prepare(folder: Path) -> list[str]:
    store = world.open_world(folder)
    ids = await world.fill(store, world.editions(), EACH * (REPEATS + 1))
    await store.close()
    return ids


async def _one(folder: Path, ids: list[str]) -> str:
    rates: dict[str, list[float]] = {"bare": [], "leerbot": []}
    used: dict[str, list[float]] = {"bare": [], "leerbot": []}
    slowest: list[float] = []
    texts = world.texts(3)
    async with server("bare", folder) as bare, server("leerbot", folder) as leerbot:
        for repeat in range(REPEATS + 1):
            mine = ids[repeat * EACH : (repeat + 1) * EACH]
            bodies = [{"id": f"{id_}-{repeat}", "text": next(texts)} for id_ in mine]
            plain = [request("/turn", body) for body in bodies]
            real = [request(f"/chat/api/people/{id_}/messages", body) for id_, body in zip(mine, bodies, strict=True)]
            for kind, port, requests in (("bare", bare, plain), ("leerbot", leerbot, real)):
                before = cpu(port)
                seconds, took = await send_all(port, requests, CONNECTIONS, b"202")
                if repeat:
                    rates[kind].append(EACH / seconds)
                    used[kind].append((cpu(port) - before) / EACH * 1e6)
                    slowest += [quantiles(took, n=100)[98] * 1e3] if kind == "leerbot" else []
    await _check(folder, ids)
    ratio = median(a / b for a, b in zip(rates["leerbot"], rates["bare"], strict=True))
    spread = sorted(a / b for a, b in zip(rates["leerbot"], rates["bare"], strict=True))
    return (
        f"P3  durable answers {median(rates['leerbot']):,.0f}/s, bare turns {median(rates['bare']):,.0f}/s, "
        f"ratio {ratio:.2f} ({spread[0]:.2f}–{spread[-1]:.2f}), p99 {median(slowest):.0f} ms, "
        f"CPU {median(used['leerbot']):.0f} against {median(used['bare']):.0f} µs   floor 0.15, goal 0.40 and p99 20 ms"
    )


async def _check(folder: Path, ids: list[str]) -> None:
    """Look whether every answer is there, once, and readable by its owner alone."""
    store = world.open_world(folder)

    def count(unit: Unit) -> int:
        return sum(len(answers.own(unit, people.viewer(unit, id_), id_, 0, 5)) for id_ in ids)

    found = await store.read(count)
    await store.close()
    assert found == len(ids), f"{found} answers for {len(ids)} people"
