"""Goal P10: one team's digest, from the query through the gate to the text, while the organisation around it grows."""

import math
import sqlite3
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.clock import steady
from bot.outgoing.digests import draw_digest
from bot.timing.editions import Editions
from dialogs.talk.effects import Value
from storage.outgoing.posts import output_in
from storage.store import Store, Unit
from storage.talks import answers, finding
from tests.bench import world
from tests.bench.floors import held

REPEATS = 200
SIZES = (1_000, 1_000_000)
HISTORY = 1_000
"""Answers that each team shared before and that stood in a digest: eight people, a little over two years."""
NEW = 5


def grow(folder: Path, first: int, last: int) -> None:
    """Add teams with a history of digests, from one number of answers to another."""
    db = sqlite3.connect(folder / "leerbot.db", isolation_level=None)
    db.execute("PRAGMA synchronous=OFF")
    db.execute("BEGIN")
    for team in range(first // HISTORY, last // HISTORY):
        _history(db, f"p-team{team * world.TEAM_SIZE}", team * HISTORY + 1_000_000)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _history(db: sqlite3.Connection, team: str, start: int) -> None:
    db.execute("INSERT OR IGNORE INTO team (id, name) VALUES (?, ?)", (team, team))
    owners = [f"old-{team}-{number}" for number in range(world.TEAM_SIZE)]
    db.executemany("INSERT INTO person (id) VALUES (?)", [(owner,) for owner in owners])
    ids = range(start, start + HISTORY)
    by = [owners[id_ % world.TEAM_SIZE] for id_ in ids]
    pairs = list(zip(ids, by, strict=True))
    db.executemany(
        "INSERT INTO conversation (id, person, format, version, stage, occasion, status, opens_at) "
        "VALUES (?, ?, 'weekly_wonder', 'old', 'tell', ?, 'submitted', 1)",
        [(id_, owner, f"old {id_}") for id_, owner in pairs],
    )
    db.executemany(
        "INSERT INTO answer (id, owner, author, number, conversation, team, format, question, repetition, kind, body, level, "
        "shared_at, answered_at) VALUES (?, ?, ?, ?, ?, ?, 'weekly_wonder', 'wonder_text', 0, 'text', ?, 'V2', 1, 1)",
        [(id_, owner, owner, id_, id_, team, bytes(900)) for id_, owner in pairs],
    )
    posts = range(start, start + HISTORY, NEW)
    db.executemany(
        'INSERT INTO outbox (id, key, room, "to", kind, recipe, due, status, settled_at) '
        "VALUES (?, ?, ?, ?, 'digest', '[]', 1, 'sent', 1)",
        [(post, f"old digest {post}", team, f"web:{team}") for post in posts],
    )
    shown = [(id_ - (id_ - start) % NEW, id_) for id_ in ids]
    output = output_in("team_wonder", team)
    db.executemany("INSERT INTO shown (outbox, answer, output) VALUES (?, ?, ?)", [(*pair, output) for pair in shown])


async def run() -> None:
    """Measure and print."""
    editions = world.editions()
    found = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = world.open_world(folder)
        await world.fill(store, editions, world.TEAM_SIZE)
        await store.run(_share)
        await store.close()
        before = 0
        for size in SIZES:
            grow(folder, before, size)
            found[size], before = await _draw(world.open_world(folder), editions), size
    exponent = math.log(found[SIZES[-1]] / found[SIZES[0]]) / math.log(SIZES[-1] / SIZES[0])
    took = ", ".join(f"{size:,}: {milliseconds:.2f} ms" for size, milliseconds in found.items())
    reached = held("floor 20 ms, goal 3 ms and 0.1", found[SIZES[-1]] <= 20)
    print(f"P10 one team's digest by answers stored: {took}; exponent {exponent:.3f}{reached}")


def _share(unit: Unit) -> None:
    """Let some of the team share an answer in the round that is open."""
    texts = world.texts(10)
    for number in range(NEW):
        person = f"p{number}"
        begun = finding.in_round(unit, 1, person)
        assert begun is not None
        value = Value(text=next(texts))
        answers.record(unit, person, begun.id, begun.team, begun.format, "wonder_text", 0, "text", value, world.NOW)
        ids = answers.ids_in(unit, begun.id, ["wonder_text"], 0)
        answers.share(unit, person, ids, "V2", begun.team, world.NOW)


async def _draw(store: Store, editions: Editions) -> float:
    """Return the milliseconds that drawing the digest takes."""
    part = {"round": 1, "output": "team_wonder", "format": "weekly_wonder", "at": world.NOW.isoformat(), "issue": "now"}

    def once(unit: Unit) -> float:
        started = steady()
        digest = draw_digest(unit, editions, part, {}, fixed=False, reader=None)
        took = steady() - started
        assert digest is not None
        assert len(digest.answers) == NEW
        return took

    milliseconds = median([await store.run(once) for _ in range(REPEATS)]) * 1e3
    await store.close()
    return milliseconds
