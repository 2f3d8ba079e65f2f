"""A thousand canaries of who is erased are in no file, write-ahead log, row or page, nor in a backup (C-44, S8, S10)."""

import asyncio
import io
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select

from bot.upkeep.exporting import taken_along
from bot.upkeep.restoring import put_back
from dialogs.library import load
from dialogs.talk.effects import Value
from storage.database import backup
from storage.database.snapshot import snapshot
from storage.groups import people
from storage.outgoing import web
from storage.privacy.erasing import erase_person
from storage.store import Store, Unit
from storage.tables import metadata
from storage.talks import answers, conversations, files
from storage.talks.conversations import Fresh
from tests.kit.standing import standing
from tests.kit.town import RING, TEAM, Town, town

CANARIES = 1000
LATER = "2026-03-16 10:00"
HERS = (("answer", "owner"), ("file", "owner"), ("conversation", "person"), ("web_message", "author"))


def canary(number: int) -> str:
    """Return one of a thousand texts; none is the beginning of another."""
    return f"kanarie-{number:04}"


def write_all(unit: Unit, place: Town) -> None:
    """Let Noor leave her canaries in answers, and many of them in files, her own column and the room."""
    now = place.clock.now()
    for number in range(CANARIES):
        begun = conversations.begin_one(unit, Fresh("noor", "w", "1", "tell", now, team=TEAM, occasion=f"{number}"))
        assert begun is not None
        text, file = canary(number), f"file{number}" if number % 10 == 0 else None
        answers.record(unit, "noor", begun.id, TEAM, "w", "wonder_text", 0, "text", Value(text, (), file), now)
        if file is not None:
            files.keep(unit, file, "noor", f"{text}.pdf", "application/pdf", text.encode(), now)
        if number % 7 == 0:
            web.post(unit, "person:noor", f"m{number}", "noor", {"text": text}, now)
        if number % 11 == 0:
            web.post(unit, f"room:{TEAM}", f"m{number}", "noor", {"text": text}, now)


def sealed_of_noor(unit: Unit) -> set[bytes]:
    """Return the beginning of everything of hers as it stands on the disk: sealed, each unlike any other."""
    found: set[bytes] = set()
    for name, whose in HERS:
        table = metadata.tables[name]
        sealed = [column for column in table.columns if isinstance(column.type, LargeBinary)]
        for row in unit.connection.execute(select(*sealed).where(table.c[whose] == "noor")):
            found |= {value[:24] for value in row if value is not None}
    return found


def on_disk(folder: Path, sealed: Iterable[bytes]) -> int:
    """Return how many canaries stand in any file of a folder, sealed as they were or in plain."""
    whole = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return sum(one in whole for one in sealed) + sum(canary(number).encode() in whole for number in range(CANARIES))


async def readable(store: Store) -> int:
    """Return how many canaries are in what she and her group may read."""

    def work(unit: Unit) -> int:
        shown = [str(one.body) for place in (f"room:{TEAM}", "person:noor") for one in web.since(unit, place, 0, 10_000)]
        own = answers.own(unit, people.viewer(unit, "noor"), "noor", 0, 10_000)
        seen = "\n".join([*shown, *(one.value.text or "" for one in own)])
        return sum(canary(number) in seen for number in range(CANARIES))

    return await store.read(work)


async def log_is_empty(folder: Path) -> None:
    """Wait until the running bot has emptied its write-ahead log, as it does when it is quiet."""
    log = folder / "leerbot.db-wal"
    async with asyncio.timeout(20):
        while log.stat().st_size:
            await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=0.05)


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """Return a folder with a bot that holds the canaries, and a backup of it with its keys."""
    async with town(tmp_path / "data", formats=[]) as place:
        await place.app.store.run(lambda unit: write_all(unit, place))
        with snapshot(tmp_path / "data", place.app.store.keys) as unit:
            backup.write(unit, tmp_path / "b.zip", place.clock.now(), lambda *_: None)
    return tmp_path


async def erase(folder: Path) -> None:
    async with standing(folder / "data", LATER) as place:
        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))


@pytest.mark.trust("S10")
async def test_s10_no_file_of_a_running_bot_holds_a_canary_of_who_was_erased(folder: Path) -> None:
    async with standing(folder / "data", LATER) as place:
        store = place.app.store
        sealed = await store.read(sealed_of_noor)
        assert on_disk(folder / "data", sealed) == len(sealed) > CANARIES

        await store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
        await log_is_empty(folder / "data")

        assert on_disk(folder / "data", sealed) == 0
        assert await readable(store) == 0


@pytest.mark.trust("S11")
async def test_s11_what_she_took_along_before_held_every_canary(folder: Path) -> None:
    async with standing(folder / "data", LATER) as place:
        now, editions = place.clock.now(), place.app.editions
        body = await place.app.store.read(lambda unit: taken_along(unit, editions, "noor", now))

    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        taken = archive.read("leerbot.json").decode()
        assert sum(canary(number) in taken for number in range(CANARIES)) == CANARIES
        assert len(archive.namelist()) == 1 + CANARIES // 10


@pytest.mark.trust("S8")
async def test_s8_a_backup_from_before_is_dark_with_the_keys_of_now(folder: Path) -> None:
    await erase(folder)
    shutil.copytree(folder / "data", folder / "elsewhere", ignore=shutil.ignore_patterns("leerbot.db*"))

    async with standing(folder / "data", LATER) as place:
        await put_back(folder / "elsewhere", RING, load(), folder / "b.zip", place.clock.now(), lambda *_: None)

    async with standing(folder / "elsewhere", LATER) as place:
        assert await readable(place.app.store) == 0
    assert on_disk(folder / "elsewhere", ()) == 0


async def test_s8_only_a_backup_of_the_keys_from_before_brings_it_back_which_is_why_these_are_kept_for_days(
    folder: Path,
) -> None:
    await erase(folder)

    async with standing(folder / "data", LATER) as place:
        await put_back(folder / "elsewhere", RING, load(), folder / "b.zip", place.clock.now(), lambda *_: None)

    async with standing(folder / "elsewhere", LATER) as place:
        assert await readable(place.app.store) == CANARIES
