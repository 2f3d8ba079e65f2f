"""What the tests of the store share: the cast, a conversation to write in, units of work, and looking in beside the store."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dialogs.language.roles import Role
from dialogs.talk.effects import Value
from storage.database.places import Place, keys_of
from storage.groups import people, settings, teams
from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore
from storage.store import Store, Unit, open_store
from storage.talks import answers, conversations
from storage.talks.conversations import Fresh
from tests.kit import postgres

NOW = datetime(2026, 3, 12, 13, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
RING = KeyRing({"test": bytes(range(32))})
ON_SQLITE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("place", ["postgres"], indirect=True)
TEAM, OTHER = "vergunningen", "balie"
CAST: tuple[tuple[str, str, Role], ...] = (
    ("noor", TEAM, "member"),
    ("bram", TEAM, "member"),
    ("samira", TEAM, "member"),
    ("joost", TEAM, "member"),
    ("ingrid", TEAM, "lead"),
    ("fatima", TEAM, "facilitator"),
    ("bea", TEAM, "admin"),
    ("olga", OTHER, "member"),
    ("frank", OTHER, "facilitator"),
)


def open_in(place: Place, *, module: Any = None) -> Store:
    """Open the store of a test; ``module`` replaces the driver of SQLite, to let it fail."""
    return open_store(place, KeyStore(keys_of(place), RING), module=module)


async def fill(store: Store) -> None:
    """Put the cast in."""
    for owner in (f"room:{TEAM}", f"room:{OTHER}", *(id_ for id_, _, _ in CAST)):
        store.keys.make(owner)

    def work(unit: Unit) -> None:
        for team in (TEAM, OTHER):
            teams.add(unit, team, team.capitalize(), room=("web", team))
        for id_, team, role in CAST:
            people.add(unit, id_, id_.capitalize(), "web", id_)
            people.appoint(unit, team, id_, role, NOW - timedelta(days=30))
            people.set_values(unit, id_, consent="yes")

    await store.run(work)


def begin(unit: Unit, person: str = "noor", occasion: str = "own 1", *, team: str | None = TEAM) -> int:
    """Begin a conversation of a person, and return its id."""
    begun = conversations.begin_one(
        unit, Fresh(person, "weekly_wonder", "1", "tell", NOW, team=team, occasion=occasion, prompted_at=NOW)
    )
    assert begun is not None
    return begun.id


def write(
    unit: Unit, text: str, person: str = "noor", *, question: str = "wonder_text", file: str | None = None,
    bound: str | None = None,
) -> int:  # fmt: skip
    """Let a person answer in a conversation of its own, and return the answer's id."""
    conversation = begin(unit, person, f"own {text}")
    answers.record(
        unit, person, conversation, TEAM, "weekly_wonder", question, 0, "text", Value(text=text, file=file), NOW,
        bound=bound,
    )  # fmt: skip
    return answers.ids_in(unit, conversation, [question], 0)[0]


def put(name: str, value: str = "1") -> Callable[[Unit], str]:
    def work(unit: Unit) -> str:
        settings.put(unit, name, value)
        return name

    return work


class Gate:
    """A unit of work that stays in the writer until it is let go, so that a queue grows behind it."""

    def __init__(self) -> None:
        self.entered, self.open = threading.Event(), threading.Event()

    def __call__(self, unit: Unit) -> None:
        self.entered.set()
        assert self.open.wait(10)

    async def shut(self, store: Store) -> "asyncio.Task[None]":
        """Let the writer walk into it."""
        task = asyncio.create_task(store.run(self))
        await asyncio.get_running_loop().run_in_executor(None, self.entered.wait, 10)
        return task


async def queued(store: Store, *works: Callable[[Unit], object]) -> "list[asyncio.Task[object]]":
    """Queue units in order, each before the next."""
    tasks = []
    for work in works:
        tasks.append(asyncio.create_task(store.run(work)))
        await asyncio.wait({tasks[-1]}, timeout=0)
    return tasks


def looked_up(place: Place, statement: str, *values: object) -> list[Any]:
    """Return what stands in a database, seen by somebody else than the store."""
    if not isinstance(place, Path):
        return postgres.looked_up(place, statement.replace("?", "%s"), values)
    with closing(sqlite3.connect(f"file:{place / 'leerbot.db'}?mode=ro", uri=True)) as connection:
        return connection.execute(statement, values).fetchall()
