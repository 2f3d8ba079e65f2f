"""Goals P13 and P18: what one answer costs while the tables grow, and what sealing costs of it; in one process, CPU time."""

import asyncio
import math
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.app import build
from bot.channels.base import Incoming, Said
from bot.clock import FixedClock
from bot.running import settle_memory
from bot.timing.editions import Editions
from storage.privacy.keys import KeyStore
from storage.store import Store
from tests.bench import world
from tests.bench.floors import held

REPEATS = 5
EACH = 320
PAIRS = 60
FEW = 64
"""What sealing costs is little beside what a machine does besides: many short pairs, each the other way round than the last."""
SIZES = (1_000, 10_000, 100_000, 1_000_000)


class Unsealed(KeyStore):
    """A key store that seals nothing; only to see what sealing costs."""

    def seal(self, owner: str, place: str, text: str) -> bytes:
        return text.encode()

    def unseal(self, owner: str, place: str, sealed: bytes) -> str:
        return bytes(sealed).decode()


async def cost(store: Store, editions: Editions, ids: list[str], texts: Iterator[str]) -> float:
    """Return the CPU microseconds of one answer with its reply, taken in by 32 at a time."""
    app = build(store, editions.library, FixedClock(world.NOW), ZoneInfo("Europe/Amsterdam"))
    gate = asyncio.Semaphore(32)
    said = {id_: next(texts) for id_ in ids}  # making these up is no work of the bot

    async def one(id_: str) -> None:
        async with gate:
            await app.receiver.receive(Incoming("web", id_, f"{id_}-1", Said(said[id_])))

    started = time.process_time()
    await asyncio.gather(*(one(id_) for id_ in ids))
    await app.sender.drain()
    return (time.process_time() - started) / len(ids) * 1e6


def grow(folder: Path, rows: int) -> None:
    """Fill the tables up to a number of answers, as if they had been given before, by people who are there."""
    db = sqlite3.connect(folder / "leerbot.db", isolation_level=None)
    db.execute("PRAGMA synchronous=OFF")
    have = db.execute("SELECT count(*) FROM answer").fetchone()[0]
    first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM conversation").fetchone()[0]
    old = [f"old{number % 500}" for number in range(have, rows)]
    numbers = range(first, first + len(old))
    body = bytes(900)
    db.execute("BEGIN")
    db.executemany("INSERT OR IGNORE INTO person (id) VALUES (?)", [(f"old{number}",) for number in range(500)])
    db.executemany(
        "INSERT INTO conversation "
        "(id, person, format, version, stage, occasion, status, opens_at, prompted_at, ended_at, state) "
        "VALUES (?, ?, 'weekly_wonder', 'old', 'tell', ?, 'submitted', 1, 1, 1, x'00')",
        [(number, person, f"old {number}") for number, person in zip(numbers, old, strict=True)],
    )
    db.executemany(
        "INSERT INTO answer (owner, author, number, conversation, team, format, question, repetition, kind, body, level, "
        "shared_at, answered_at) VALUES (?, ?, ?, ?, 'old', 'weekly_wonder', 'wonder_text', 0, 'text', ?, 'V2', 1, 1)",
        [(person, person, number, number, body) for number, person in zip(numbers, old, strict=True)],
    )
    db.executemany("INSERT INTO seen VALUES ('web', ?, 1)", [(f"say old {number}",) for number in numbers])
    db.executemany(
        'INSERT INTO outbox (key, person, "to", kind, conversation, recipe, due, status, settled_at) '
        "VALUES (?, ?, ?, 'reply', ?, '[]', 1, 'sent', 1)",
        [(f"old {number}", person, f"web:{person}", number) for number, person in zip(numbers, old, strict=True)],
    )
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


async def run() -> None:
    """Measure and print."""
    editions = world.editions()
    print(await _growth(editions))
    print(await _sealing(editions))


async def _growth(editions: Editions) -> str:
    found = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            found[size] = await _at_size(folder, editions, size)
    first, last = SIZES[0], SIZES[-1]
    exponent = math.log(found[last] / found[first]) / math.log(last / first)
    costs = ", ".join(f"{size:,}: {found[size]:.0f} µs" for size in SIZES)
    reached = held("floor 0.1, goal 0.05", exponent <= 0.1)
    return f"P13 CPU of one answer by answers stored: {costs}; exponent {exponent:.3f}{reached}"


async def _at_size(folder: Path, editions: Editions, size: int) -> float:
    store = world.open_world(folder)
    ids = await world.fill(store, editions, EACH * (REPEATS + 1), f"s{size}-")
    await store.close()
    grow(folder, size)
    store = world.open_world(folder)
    texts = world.texts(13)
    settle_memory()  # as the service does once it has started
    costs = [await cost(store, editions, ids[start : start + EACH], texts) for start in range(0, len(ids), EACH)]
    await store.close()
    return median(costs[1:])


async def _sealing(editions: Editions) -> str:
    costs: dict[type[KeyStore], list[float]] = {KeyStore: [], Unsealed: []}
    ids: list[str] = []
    with TemporaryDirectory() as name:
        stores = {}
        for kind in costs:
            folder = Path(name) / kind.__name__
            folder.mkdir()
            stores[kind] = world.open_world(folder, kind(folder / "keys.db", world.RING))
            ids = await world.fill(stores[kind], editions, FEW * (PAIRS + 1))
        settle_memory()
        for pair in range(PAIRS + 1):
            in_turn = list(stores.items())[:: 1 if pair % 2 else -1]
            for kind, store in in_turn:
                mine = ids[pair * FEW : (pair + 1) * FEW]
                costs[kind].append(await cost(store, editions, mine, world.texts(18)))
        for store in stores.values():
            await store.close()
    with_, without = median(costs[KeyStore][1:]), median(costs[Unsealed][1:])
    shares = sorted((a - b) / a for a, b in zip(costs[KeyStore][1:], costs[Unsealed][1:], strict=True))
    return (
        f"P18 sealing: {with_ - without:.0f} µs of {with_:.0f} µs for one answer, {median(shares):.1%} "
        f"(half of {PAIRS} pairs: {shares[PAIRS // 4]:.1%} to {shares[-PAIRS // 4]:.1%})"
        + held("floor 10 %, goal 3 %", median(shares) <= 0.1)
    )
