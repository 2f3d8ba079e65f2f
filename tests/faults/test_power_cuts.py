"""R4 (trust §5): the power is cut at any moment, and no answer that was acknowledged is lost; with less care it would be."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw
import pytest

from storage import migrating
from storage.database import connecting
from storage.database.one_writer import OneWriter
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy.keys import KeyStore
from storage.store import Unit
from storage.talks import seen
from tests.evidence.recording import Often, Record
from tests.faults.power import Disk, driver
from tests.storage.house import NOW, RING, fill, write

UNITS, AT_ONCE = 240, 6
SOON = "40"
"""Pages in the log after which SQLite copies them to the database: far fewer than the store's, so that a short run has it."""


@pytest.fixture(autouse=True)
def checkpoints_come_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connecting.WRITER, "wal_autocheckpoint", SOON)


@dataclass(slots=True)
class Recording:
    """A run of the store on a disk that remembers: what was acknowledged, and after which deed of the disk."""

    before: dict[str, bytes]
    disk: Disk = field(default_factory=Disk)
    acknowledged: dict[str, int] = field(default_factory=dict)
    filled: int = 0
    spoken: int = 0


async def record(folder: Path, name: str) -> Recording:
    migrating.migrate(folder)
    path = folder / "leerbot.db"
    recording = Recording({path.name: path.read_bytes()})
    module = driver(recording.disk, name)
    store = OneWriter(path, connecting.writer(path, module), connecting.reader(path), KeyStore(folder / "keys.db", RING), None)
    await fill(store)
    recording.filled = len(recording.disk.deeds)

    async def turn(id_: str) -> None:
        await store.run(lambda unit: take(unit, id_))
        recording.acknowledged[id_] = len(recording.disk.deeds)

    for first in range(0, UNITS, AT_ONCE):
        await asyncio.gather(*(turn(f"m{number}") for number in range(first, first + AT_ONCE)))
    recording.spoken = len(recording.disk.deeds)
    await store.close()
    module.vfs.unregister()
    return recording


def take(unit: Unit, id_: str) -> None:
    """Do what a turn does to the database: seen, an answer, a reply."""
    assert seen.first_time(unit, "web", id_, NOW)
    write(unit, f"Verhaal {id_}. " * 30)
    outbox.add(unit, Message(f"reply {id_}", "web:noor", "reply", [], NOW))


@dataclass(slots=True)
class Damage:
    """What the cuts did."""

    cuts: int = 0
    lost: int = 0
    broken: int = 0


def cut_often(recording: Recording, folder: Path, cuts: int) -> Damage:
    random, damage = Random(4), Damage()
    moments = [random.randint(recording.filled, len(recording.disk.deeds)) for _ in range(cuts)]
    for moment, files in recording.disk.cut(recording.before, moments, random):
        found = look(folder, files)
        promised = {id_ for id_, when in recording.acknowledged.items() if when <= moment}
        damage.cuts += 1
        damage.broken += found is None
        damage.lost += found is not None and not promised <= found
    return damage


def look(folder: Path, files: dict[str, bytes]) -> set[str] | None:
    """Return the messages whose answer and reply both stand in what was left, or None when the file is damaged."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, body in files.items():
        (folder / name).write_bytes(body)
    try:
        with closing(sqlite3.connect(folder / "leerbot.db")) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return None
            rows = connection.execute(
                "SELECT seen.message FROM seen JOIN outbox ON outbox.key = 'reply ' || seen.message "
                "WHERE (SELECT count(*) FROM answer) = (SELECT count(*) FROM seen)"
            )
            return {id_ for (id_,) in rows}
    except sqlite3.DatabaseError:
        return None


@pytest.mark.trust("R4")
async def test_power_cuts_lose_no_acknowledged_answer(tmp_path: Path, often: Often, reached: Record) -> None:
    recording, cuts = await record(tmp_path, "as it is"), often(400, 10_000)

    damage = cut_often(recording, tmp_path / "after", cuts)

    assert (damage.cuts, damage.lost, damage.broken) == (cuts, 0, 0), apsw.sqlite_lib_version()
    assert len(recording.acknowledged) == UNITS
    reached(f"{damage.cuts:,} cuts: {damage.lost} with an answer lost, {damage.broken} broken")


@pytest.mark.trust("R4")
@pytest.mark.parametrize("level", ["NORMAL", "OFF"])
async def test_with_less_care_for_the_disk_acknowledged_answers_are_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: str, reached: Record
) -> None:
    monkeypatch.setitem(connecting.WRITER, "synchronous", level)
    recording = await record(tmp_path, level)

    damage = cut_often(recording, tmp_path / "after", 100)

    assert damage.lost + damage.broken > 10, damage  # how many depends on how many units shared a commit
    reached(f"synchronous={level}: {damage.lost} of {damage.cuts} cuts with an answer lost, {damage.broken} broken")


@pytest.mark.trust("R4")
async def test_the_recording_holds_checkpoints_too(tmp_path: Path) -> None:
    recording = await record(tmp_path, "checkpoints")

    meanwhile = recording.disk.deeds[recording.filled : recording.spoken]
    assert len([deed for deed in meanwhile if deed.file == "leerbot.db" and deed.what == "sync"]) > 5
