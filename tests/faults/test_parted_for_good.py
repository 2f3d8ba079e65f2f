"""The texts of a leergroep that is over are dark in old backups, and go again where one is put back (S31, C-44, S8)."""

import shutil
from pathlib import Path

import pytest

from bot.upkeep.restoring import put_back
from dialogs.library import load
from storage.database import backup
from storage.database.snapshot import snapshot
from storage.errors import MissingKey
from tests.acceptance.preparing import EVERYBODY, delivers, on_the_way
from tests.acceptance.test_parting import DAY_BEFORE, GONE, LAST, WORD, bram_tells, passes, told
from tests.kit.searching import copied, readers, where
from tests.kit.standing import standing
from tests.kit.town import RING, Town

OWN = "iets van noor alleen"


def backed_up(place: Town, file: Path) -> None:
    """Write a backup of a town as it stands now, with its keys beside it."""
    with snapshot(place.folder, place.app.store.keys) as unit:
        backup.write(unit, file, place.clock.now(), lambda *_: None)


async def noor_wonders(place: Town) -> None:
    """Let Noor tell something that does not go with the leergroep."""
    await place.says("noor", "verwondering")
    await place.says("noor", OWN.capitalize() + ".")


async def test_c44_a_backup_from_before_is_dark_with_the_keys_of_now_and_what_is_in_it_goes_at_once(tmp_path: Path) -> None:
    async with on_the_way(tmp_path / "data") as place:
        await bram_tells(place)
        await noor_wonders(place)
        await place.until(LAST)
        backed_up(place, tmp_path / "b.zip")
        await passes(place, GONE)
        shutil.copytree(tmp_path / "data", tmp_path / "elsewhere", ignore=shutil.ignore_patterns("leerbot.db*"))
        await put_back(tmp_path / "elsewhere", RING, load(), tmp_path / "b.zip", place.clock.now(), lambda *_: None)

    async with standing(tmp_path / "elsewhere", GONE) as again:
        assert await where(again, WORD) == set()  # and each value that is there can be opened
        assert await readers(again, WORD, EVERYBODY) == set()
        assert await readers(again, OWN, EVERYBODY) == {"noor"}


async def test_c44_a_database_that_took_the_place_of_a_newer_one_is_made_right_when_the_bot_starts(tmp_path: Path) -> None:
    async with on_the_way(tmp_path / "data") as place:
        await bram_tells(place)
        await place.until(LAST)
        before = copied(place, tmp_path / "before")
        await passes(place, GONE)
    for name in ("leerbot.db-wal", "leerbot.db-shm"):
        (tmp_path / "data" / name).unlink(missing_ok=True)
    shutil.copy(before / "leerbot.db", tmp_path / "data" / "leerbot.db")

    async with standing(tmp_path / "data", GONE) as again:
        assert await where(again, WORD) == set()
        assert await readers(again, WORD, EVERYBODY) == set()


async def test_c44_with_its_own_keys_of_then_a_backup_lets_the_texts_go_again_after_a_new_notice(tmp_path: Path) -> None:
    async with on_the_way(tmp_path / "data") as place:
        await bram_tells(place)
        await place.until(LAST)
        backed_up(place, tmp_path / "b.zip")
        await passes(place, GONE)
        await put_back(tmp_path / "elsewhere", RING, load(), tmp_path / "b.zip", place.clock.now(), lambda *_: None)

    async with standing(tmp_path / "elsewhere", GONE) as again:
        assert "answer.body" in await where(again, WORD)
        await passes(again, "2026-10-16 09:30")

        assert (await told(again), await where(again, WORD)) == (1, set())


async def test_c44_texts_whose_key_is_only_missing_stay_until_it_is_put_back(tmp_path: Path) -> None:
    async with on_the_way(tmp_path / "data") as place:
        shutil.copy(tmp_path / "data" / "keys.db", tmp_path / "older.db")
        await bram_tells(place)
        await delivers(place, "noor", "Iets anders.")
    keys = tmp_path / "data" / "keys.db"
    shutil.copy(keys, tmp_path / "right.db")
    shutil.copy(tmp_path / "older.db", keys)

    async with standing(tmp_path / "data", DAY_BEFORE) as wrong:
        with pytest.raises(MissingKey, match=r"bram\|c"):
            await where(wrong, WORD)
    shutil.copy(tmp_path / "right.db", keys)

    async with standing(tmp_path / "data", DAY_BEFORE) as again:
        assert "answer.body" in await where(again, WORD)
