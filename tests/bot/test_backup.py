"""Backup and restore: all comes back, nothing is sent by itself, who was erased stays erased (trust R34, R35, S8)."""

import asyncio
import resource
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.upkeep.restoring import put_back
from dialogs.library import load
from storage.database import backup
from storage.database.snapshot import snapshot
from storage.privacy.erasing import erase_person
from storage.privacy.keys import KeyStore
from tests.kit.commands import run, settings
from tests.kit.places import put_elsewhere
from tests.kit.sharing import WORD
from tests.kit.standing import standing
from tests.kit.town import RING, at, town

WEDNESDAY = "2026-03-18 12:00"
"""After the digest was due."""


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """Let no file grow over so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, with what stands in them."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.mark.trust("R34")
async def test_r34_a_backup_made_beside_a_running_bot_is_whole_elsewhere(backed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, backed / "elsewhere")

    said = await asyncio.to_thread(run, "restore", str(backed / "b.zip"))

    assert said.exit_code == 0, said.output
    async with standing(backed / "elsewhere", WEDNESDAY) as place:
        await place.says("noor", "mijn antwoorden", id_="later")
        assert WORD in (await place.hears("noor"))[-1].text


@pytest.mark.trust("R34")
async def test_r34_a_backup_of_sqlite_is_whole_on_postgresql_and_back_again(backed: Path, database: URL) -> None:
    put_elsewhere(backed / "server", database)
    await put_back(database, RING, load(), backed / "b.zip", at(WEDNESDAY), lambda *_: None)
    async with standing(backed / "server", WEDNESDAY) as place:
        await place.says("noor", "mijn antwoorden", id_="on the server")
        assert WORD in (await place.hears("noor"))[-1].text
        with snapshot(database, place.app.store.keys) as unit:
            backup.write(unit, backed / "c.zip", at(WEDNESDAY), lambda *_: None)

    await put_back(backed / "home", RING, load(), backed / "c.zip", at(WEDNESDAY), lambda *_: None)

    async with standing(backed / "home", WEDNESDAY) as place:
        await place.says("noor", "mijn antwoorden", id_="at home")
        assert WORD in (await place.hears("noor"))[-1].text


@pytest.mark.trust("R35")
async def test_r35_nothing_that_was_due_before_a_backup_was_put_back_is_sent_by_itself(backed: Path) -> None:
    await put_back(backed / "elsewhere", RING, load(), backed / "b.zip", at(WEDNESDAY), lambda *_: None)

    async with standing(backed / "elsewhere", WEDNESDAY) as place:
        before = [await place.reads(who) for who in ("noor", "bram", "fatima")]
        await place.settle()
        await place.until("2026-03-19 13:59")

        assert [await place.reads(who) for who in ("noor", "bram", "fatima")] == before
        assert await place.room() == ""


async def test_r35_nor_is_somebody_welcomed_or_shown_her_month_on_a_day_that_went_by(tmp_path: Path) -> None:
    async with town(tmp_path / "data") as place:
        await place.says("noor", "pauze tot 13 maart")
        await place.set("bram", month_at=at("2026-03-12 09:00"))
        with snapshot(tmp_path / "data", place.app.store.keys) as unit:
            backup.write(unit, tmp_path / "b.zip", place.clock.now(), lambda *_: None)
    await put_back(tmp_path / "elsewhere", RING, load(), tmp_path / "b.zip", at(WEDNESDAY), lambda *_: None)

    async with standing(tmp_path / "elsewhere", WEDNESDAY) as place:
        before = [await place.reads(who) for who in ("noor", "bram")]
        await place.until("2026-03-19 13:59")
        after = [await place.reads(who) for who in ("noor", "bram")]
        await place.until("2026-04-02 17:00")

        assert after == before
        assert "verwonderd" in (await place.reads("noor")).removeprefix(before[0])
        assert "Je hebt deze maand niets opgeschreven." in await place.reads("bram")


@pytest.mark.trust("R35")
async def test_r35_what_comes_after_a_restore_comes_as_always(backed: Path) -> None:
    await put_back(backed / "elsewhere", RING, load(), backed / "b.zip", at(WEDNESDAY), lambda *_: None)

    async with standing(backed / "elsewhere", WEDNESDAY) as place:
        before = await place.reads("bram")
        await place.until("2026-03-19 14:00")

        assert len(await place.reads("bram")) > len(before)


@pytest.mark.trust("S8")
async def test_s8_who_was_erased_after_the_backup_is_not_in_what_is_put_back(
    backed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with standing(backed / "data", WEDNESDAY) as place:
        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
    (backed / "data" / "leerbot.db").unlink()

    said = await asyncio.to_thread(run, "restore", str(backed / "b.zip"))

    assert said.exit_code == 0, said.output
    assert said.stdout.splitlines()[1:] == ["erased again, as they were after this backup was made: noor"]
    async with standing(backed / "data", WEDNESDAY) as place:
        assert await place.reads("noor") == ""
        await place.says("noor", "mijn antwoorden", id_="later")
        assert WORD not in await place.reads("noor")


def test_s8_with_keys_as_old_as_the_backup_it_is_told_that_who_was_erased_since_is_back(
    backed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, backed / "elsewhere")

    said = run("restore", str(backed / "b.zip"))

    (told,) = said.stdout.splitlines()[1:]
    assert "the keys are those of the backup: who was erased after 20" in told
    assert told.endswith("run for each: leerbot person forget ID")


def test_s8_that_is_told_too_after_a_try_with_a_master_key_that_did_not_open_the_keys(
    backed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, backed / "elsewhere", f"newer:{'ab' * 32}")
    assert 'add "test" to the list' in run("restore", str(backed / "b.zip")).output
    settings(monkeypatch, backed / "elsewhere")

    said = run("restore", str(backed / "b.zip"))

    assert said.exit_code == 0, said.output
    assert "the keys are those of the backup: who was erased after 20" in said.stdout


@pytest.mark.trust("S6")
def test_s8_the_archive_holds_nothing_readable(backed: Path) -> None:
    with zipfile.ZipFile(backed / "b.zip") as archive:
        assert not [name for name in archive.namelist() if WORD.encode() in archive.read(name)]


@pytest.mark.parametrize("there", ["b.zip", "b.zip.keys"])
def test_a_backup_that_is_there_is_not_written_over(backed: Path, there: str) -> None:
    for file in {"b.zip", "b.zip.keys"} - {there}:
        (backed / file).unlink()
    before = (backed / there).read_bytes()

    said = run("backup", str(backed / "b.zip"))

    assert (said.exit_code, said.output.count("\n")) == (1, 1)
    assert f"{there} is there already, and nothing was written; give another file, or add --overwrite" in said.output
    assert [file.name for file in backed.iterdir() if file.is_file()] == [there]
    assert (backed / there).read_bytes() == before


def test_a_backup_is_written_over_when_that_is_said(backed: Path) -> None:
    (backed / "b.zip").write_bytes(b"old")

    said = run("backup", "--overwrite", str(backed / "b.zip"))

    assert said.exit_code == 0, said.output
    assert zipfile.is_zipfile(backed / "b.zip")


@pytest.mark.parametrize("own", ["leerbot.db", "keys.db", "../data/leerbot.db"])
def test_a_backup_never_takes_the_place_of_what_is_backed_up(backed: Path, own: str) -> None:
    before = content(backed / "data")

    said = run("backup", "--overwrite", str(backed / "data" / own))

    assert (said.exit_code, said.output.count("\n")) == (1, 1)
    assert "is what Leerbot works with, and nothing was written; give another file" in said.output
    assert content(backed / "data") == before


def test_a_backup_for_which_there_is_no_room_leaves_the_old_one_and_nothing_half(backed: Path) -> None:
    before = content(backed)

    keys = KeyStore(backed / "data" / "keys.db", RING)

    with snapshot(backed / "data", keys) as unit, no_file_over(100), pytest.raises(OSError, match="too large") as told:
        backup.write(unit, backed / "b.zip", at(WEDNESDAY), lambda *_: None)

    assert told.value.filename == str(backed / "b.zip")
    assert content(backed) == before
    keys.close()


def test_a_backup_whose_keys_cannot_be_written_leaves_the_old_one_and_nothing_half(backed: Path) -> None:
    (backed / "b.zip.keys").unlink()
    (backed / "b.zip.keys").mkdir()
    before = content(backed)

    said = run("backup", "--overwrite", str(backed / "b.zip"))

    assert (said.exit_code, said.output) == (
        1, f"leerbot: {backed / 'b.zip.keys'} cannot be used (Is a directory); give another file\n"
    )  # fmt: skip
    assert content(backed) == before


def test_a_backup_in_a_folder_that_is_not_there_names_the_file(backed: Path) -> None:
    file = backed / "nowhere" / "b.zip"

    said = run("backup", str(file))

    assert said.output == f"leerbot: {file} cannot be used (No such file or directory); give another file\n"


def test_a_backup_is_only_put_back_in_an_empty_database(backed: Path) -> None:
    said = run("restore", str(backed / "b.zip"))

    assert (said.exit_code, "this database is not empty, and nothing was changed" in said.output) == (1, True)
