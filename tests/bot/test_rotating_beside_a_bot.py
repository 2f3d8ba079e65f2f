"""Keys turn while a bot runs on them: nobody who writes or reads notices, and then the old one may go (trust S7, S21)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import App, build
from bot.channels.base import Incoming, Said
from bot.clock import FixedClock
from dialogs.library import load
from storage.database.places import keys_of
from storage.outgoing import web
from storage.privacy import key_rotation
from storage.privacy.crypto import KeyRing, new_key
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.evidence.recording import Often, Record
from tests.kit.commands import run, settings
from tests.kit.town import AMSTERDAM, MEMBERS, MONDAY, RING, at, town


@asynccontextmanager
async def serving(folder: Path, ring: KeyRing) -> AsyncIterator[App]:
    """Be a bot with some master keys."""
    app = build(open_store(folder, KeyStore(keys_of(folder), ring)), load(), FixedClock(at(MONDAY)), AMSTERDAM)
    await app.prepare()
    try:
        yield app
    finally:
        await app.stop()


def written(ring: KeyRing) -> str:
    """Return master keys as they stand in a keys file."""
    return ",".join(f"{name}:{key.hex()}" for name, key in ring.keys.items())


async def says(app: App, person: str, id_: str, text: str) -> None:
    assert await app.receiver.receive(Incoming("web", person, id_, Said(text)))


async def reads(app: App, person: str) -> int:
    """Open every message that stands in somebody's column; returns how many."""
    return len(await app.store.read(lambda unit: web.newest(unit, f"person:{person}", 1_000)))


@pytest.mark.trust("S7", "S21")
async def test_s21_keys_turn_while_people_write_and_read_and_nobody_notices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, often: Often, reached: Record
) -> None:
    turns, texts, folder = often(3, 100), 0, tmp_path / "data"
    async with town(folder):
        pass
    monkeypatch.setattr(key_rotation, "PORTION", 1)  # each key in a transaction of its own, so that there is much in between
    ring = KeyRing({"turn 0": new_key(), **RING.keys})

    for turn in range(turns):
        settings(monkeypatch, folder, written(ring))
        async with serving(folder, ring) as app:
            turning = asyncio.create_task(asyncio.to_thread(run, "keys", "rotate"))
            while not turning.done() or texts % 20 < 10:
                app.store.keys.forget()  # as if it had just begun: each key is looked up anew
                person = MEMBERS[texts % len(MEMBERS)]
                await says(app, person, f"m{texts}", "mijn antwoorden" if texts % 2 else f"Het viel me op, {texts}.")
                assert await reads(app, person)
                texts += 1
            said = await turning
        assert said.exit_code == 0, said.output
        ring = KeyRing({f"turn {turn + 1}": new_key(), f"turn {turn}": ring.keys[f"turn {turn}"]})  # the older one goes

    async with serving(folder, ring) as app:
        assert min([await reads(app, person) for person in MEMBERS]) > 1, "each reads all that stands there"
    reached(f"{turns} turns among {texts:,} texts and readings: no error, and each time the old key could go")
