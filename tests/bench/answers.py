"""Goal P3: durable answers a second against bare turns a second, over HTTP, 32 connections, in turn; on both databases."""

import asyncio
import json
import random
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from storage.database.places import Place
from storage.groups import people
from storage.store import Unit
from storage.talks import answers
from storage.times import stamp
from tests.bench import world
from tests.bench.floors import held
from tests.bench.load import request, send_all
from tests.kit import postgres
from tests.kit.places import as_word

REPEATS = 5
EACH = 2_000
ON_POSTGRESQL = 320
"""Answers in each repeat there, where filling takes longer too."""
CONNECTIONS = 32
KEPT = 50_000
"""Answers of others that are there already, as after some months; in a young table all stand on the same few pages."""
OLD = (
    "INSERT INTO person (id) SELECT 'p' || n || '-old' FROM generate_series(1, %(kept)s) n",
    """
    INSERT INTO conversation (person, format, version, stage, status, opens_at, ended_at, state)
    SELECT 'p' || n || '-old', 'weekly_wonder', 'old', 'tell', 'submitted', %(at)s, %(at)s, '\\x00'
    FROM generate_series(1, %(kept)s) n
    """,
    """
    INSERT INTO answer (owner, author, number, conversation, format, question, repetition, kind, body, answered_at)
    SELECT person, person, 1, id, format, 'wonder_text', 0, 'text', decode(repeat('00', 900), 'hex'), %(at)s
    FROM conversation WHERE version = 'old'
    """,
    """
    INSERT INTO outbox (key, person, "to", kind, recipe, due, status, settled_at)
    SELECT 'reply web p' || n || '-old', 'p' || n || '-old', 'web:p' || n || '-old', 'reply', '[]', %(at)s, 'sent', %(at)s
    FROM generate_series(1, %(kept)s) n
    """,
    "VACUUM ANALYZE",
)


def server(kind: str, place: Place, *more: str) -> AbstractAsyncContextManager[int]:
    """Run a server in a process of its own; yields its port."""
    return process(sys.executable, "-m", "tests.bench.servers", kind, as_word(place), *more)


@asynccontextmanager
async def process(*command: str) -> AsyncIterator[int]:
    """Run what says its port first, and ends when its input closes; yields the port."""
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
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
        ids = await _prepare(folder, EACH)
        print(f"P3  SQLite: {await _one(folder, ids, 0.15, 'goal 0.40 and p99 20 ms')}", flush=True)
    binaries = postgres.binaries()
    if binaries is None:
        print("P3  PostgreSQL: not measured, as there is none here")
        return
    beside = postgres.Server(binaries)
    try:
        place = beside.make()
        ids = await _prepare(place, ON_POSTGRESQL)
        print(f"P3  PostgreSQL, nothing kept yet: {await _one(place, ids, 0.06, 'goal 0.12')}", flush=True)
        place = beside.make()
        ids = await _prepare(place, ON_POSTGRESQL)
        with beside.connect(str(place.database)) as db:
            for statement in OLD:
                db.execute(statement, {"kept": KEPT, "at": stamp(world.NOW)} if "%" in statement else None)
        random.Random(3).shuffle(ids)
        found = await _one(place, ids, 0.06, "goal 0.12")
        print(f"P3  PostgreSQL, {KEPT:,} answers kept, people in any order: {found}", flush=True)
    finally:
        beside.remove()


async def _prepare(place: Place, each: int) -> list[str]:
    store = world.open_world(place)
    ids = await world.fill(store, world.editions(), each * (REPEATS + 1))
    await store.close()
    return ids


async def _one(place: Place, ids: list[str], floor: float, goal: str) -> str:
    each = len(ids) // (REPEATS + 1)
    rates: dict[str, list[float]] = {"bare": [], "leerbot": []}
    used: dict[str, list[float]] = {"bare": [], "leerbot": []}
    slowest: list[float] = []
    texts = world.texts(3)
    async with server("bare", place) as bare, server("leerbot", place) as leerbot:
        for repeat in range(REPEATS + 1):
            mine = ids[repeat * each : (repeat + 1) * each]
            bodies = [{"id": f"{id_}-{repeat}", "text": next(texts)} for id_ in mine]
            plain = [request("/turn", body) for body in bodies]
            real = [request(f"/chat/api/people/{id_}/messages", body) for id_, body in zip(mine, bodies, strict=True)]
            for kind, port, requests in (("bare", bare, plain), ("leerbot", leerbot, real)):
                before = cpu(port)
                seconds, took = await send_all(port, requests, CONNECTIONS, b"202")
                if repeat:
                    rates[kind].append(each / seconds)
                    used[kind].append((cpu(port) - before) / each * 1e6)
                    slowest += [quantiles(took, n=100)[98] * 1e3] if kind == "leerbot" else []
    await check(place, ids)
    ratio = median(a / b for a, b in zip(rates["leerbot"], rates["bare"], strict=True))
    spread = sorted(a / b for a, b in zip(rates["leerbot"], rates["bare"], strict=True))
    return (
        f"durable answers {median(rates['leerbot']):,.0f}/s, bare turns {median(rates['bare']):,.0f}/s, "
        f"ratio {ratio:.2f} ({spread[0]:.2f}–{spread[-1]:.2f}), p99 {median(slowest):.0f} ms, "
        f"CPU {median(used['leerbot']):.0f} against {median(used['bare']):.0f} µs"
        + held(f"floor {floor}, {goal}", ratio >= floor)
    )


async def check(place: Place, ids: list[str]) -> None:
    """Look whether every answer is there, once, and readable by its owner alone."""
    store = world.open_world(place)

    def count(unit: Unit) -> int:
        return sum(len(answers.own(unit, people.viewer(unit, id_), id_, 0, 5)) for id_ in ids)

    found = await store.read(count)
    await store.close()
    assert found == len(ids), f"{found} answers for {len(ids)} people"
