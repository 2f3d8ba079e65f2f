"""Who write at once are committed together, and nobody waits for company that is not to come (goal P5).

The patience of these stores is an hour or nothing, so that no clock decides: what waits for company that came goes on at once.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from storage.database import connecting
from storage.database.one_writer import OneWriter
from storage.privacy.keys import KeyStore
from tests.storage.house import RING, Gate, put, queued

AN_HOUR = 3_600.0
PATIENCE = 60
"""How many seconds is waited for what is to happen at once; a machine may have much else to do."""
MANY = 8


class Watched(OneWriter):
    """A store that tells when a batch waits for company."""

    def __init__(self, folder: Path, patience: float) -> None:
        self.gathers = threading.Event()
        path, keys = folder / "leerbot.db", KeyStore(folder / "keys.db", RING)
        super().__init__(path, connecting.writer(path), connecting.reader(path), keys, None, patience)

    def _has_company(self) -> bool:
        self.gathers.set()
        return super()._has_company()


Opened = Callable[[float], Watched]


@pytest.fixture
async def opened(folder: Path) -> AsyncIterator[Opened]:
    stores: list[Watched] = []

    def open_with(patience: float) -> Watched:
        stores.append(Watched(folder, patience))
        return stores[-1]

    yield open_with
    for store in stores:
        await store.close()


async def all_at_once(store: Watched) -> None:
    """Let many units be one batch."""
    gate = Gate()
    first = await gate.shut(store)
    tasks = await queued(store, *(put(f"before {number}") for number in range(MANY)))
    gate.open.set()
    await asyncio.wait_for(asyncio.gather(first, *tasks), PATIENCE)


async def test_as_many_as_wrote_at_once_are_waited_for_and_go_on_as_soon_as_the_last_is_there(opened: Opened) -> None:
    store = opened(AN_HOUR)
    await all_at_once(store)
    commits = store.figures.commits

    (first,) = await queued(store, put("first"))
    assert await asyncio.to_thread(store.gathers.wait, PATIENCE)
    others = await queued(store, *(put(f"other {number}") for number in range(MANY - 1)))
    await asyncio.wait_for(asyncio.gather(first, *others), PATIENCE)

    assert store.figures.commits == commits + 1


async def test_who_writes_alone_never_waits(opened: Opened) -> None:
    store = opened(AN_HOUR)

    for number in range(3):
        assert await asyncio.wait_for(store.run(put(f"{number}")), PATIENCE) == f"{number}"

    assert store.figures.commits == 3
    assert not store.gathers.is_set()


async def test_who_is_left_alone_waits_for_the_others_once(opened: Opened) -> None:
    store = opened(0)
    await all_at_once(store)

    await asyncio.wait_for(store.run(put("alone")), PATIENCE)
    waited = store.gathers.is_set()
    store.gathers.clear()
    await asyncio.wait_for(store.run(put("still alone")), PATIENCE)

    assert waited
    assert not store.gathers.is_set()


async def test_a_store_that_closes_waits_for_nobody(opened: Opened) -> None:
    store = opened(AN_HOUR)
    await all_at_once(store)
    (waiting,) = await queued(store, put("waiting"))
    assert await asyncio.to_thread(store.gathers.wait, PATIENCE)

    await asyncio.wait_for(store.close(), PATIENCE)

    assert await waiting == "waiting"
