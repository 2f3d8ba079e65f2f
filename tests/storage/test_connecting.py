"""How the database is opened: nothing that was acknowledged may be lost, and one process at a time (trust §8, R36)."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from storage import migrating
from storage.database import connecting
from storage.database.connecting import OneProcess, opened_safely
from storage.errors import StorageError
from storage.groups import people
from storage.store import Store, Unit
from tests.storage.house import ON_SQLITE, open_in

AS_SQLITE_SAYS_IT = {
    "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "mmap_size": 0, "cache_spill": 0, "busy_timeout": 5000,
    "foreign_keys": 1, "wal_autocheckpoint": 16000, "cache_size": -8000,
}  # fmt: skip


@ON_SQLITE
async def test_the_writer_runs_with_every_setting_that_keeps_answers(store: Store) -> None:
    def settings(unit: Unit) -> dict[str, object]:
        return {name: unit.connection.execute(text(f"PRAGMA {name}")).scalar() for name in connecting.WRITER}

    assert await store.run(settings) == AS_SQLITE_SAYS_IT


@ON_SQLITE
async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StorageError, match="could not be read"):
        await store.read(lambda unit: people.set_values(unit, "noor", language="en"))

    assert (await store.run(lambda unit: people.load(unit, "noor"))).language == "nl"


def test_a_foreign_key_is_held_to(tmp_path: Path, folder: Path) -> None:
    engine = connecting.writer(folder / "leerbot.db")

    with engine.connect() as connection, pytest.raises(Exception, match="FOREIGN KEY"):
        connection.execute(text("INSERT INTO address VALUES ('web', 'x', 'nobody')"))
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "named"),
    [("synchronous=NORMAL", "synchronous=1"), ("synchronous=OFF", "synchronous=0"), ("secure_delete=OFF", "secure_delete=0")],
)
def test_a_setting_that_could_lose_answers_is_refused(folder: Path, pragma: str, named: str) -> None:
    engine = connecting.writer(folder / "leerbot.db")
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA {pragma}")

        with pytest.raises(StorageError, match=named):
            opened_safely(connection)
    engine.dispose()


def test_a_place_that_cannot_keep_a_write_ahead_log_is_refused() -> None:
    engine = create_engine("sqlite://")

    with engine.connect() as connection, pytest.raises(StorageError, match="journal_mode=memory"):
        opened_safely(connection)
    engine.dispose()


@pytest.mark.trust("R36")
@ON_SQLITE
async def test_a_second_bot_on_the_same_database_is_refused_with_the_mend(store: Store, folder: Path) -> None:
    with pytest.raises(StorageError, match=r"another Leerbot already uses leerbot\.db; stop it first"):
        open_in(folder)


async def test_when_the_first_bot_has_stopped_the_next_may_begin(folder: Path) -> None:
    await open_in(folder).close()

    await open_in(folder).close()


def test_the_lock_outlives_a_refused_try(tmp_path: Path) -> None:
    first = OneProcess(tmp_path / "leerbot.db")
    for _ in range(2):
        with pytest.raises(StorageError):
            OneProcess(tmp_path / "leerbot.db")

    first.release()

    OneProcess(tmp_path / "leerbot.db").release()


@ON_SQLITE
async def test_a_unit_of_work_holds_the_write_lock_from_its_first_statement(store: Store, folder: Path) -> None:
    """BEGIN IMMEDIATE, and not Python's own handling, under which a savepoint survives a rollback (DESIGN §11.1)."""
    beside = create_engine(f"sqlite:///{folder / 'leerbot.db'}", connect_args={"timeout": 0})

    def work(unit: Unit) -> str:
        with beside.connect() as rival:
            try:
                rival.exec_driver_sql("INSERT INTO setting VALUES ('', 'a', 'b')")
            except OperationalError as refused:
                return str(refused.orig)
        return "free"

    assert await store.run(work) == "database is locked"
    beside.dispose()


async def test_only_a_file_that_a_bot_left_in_order_is_opened_without_looking_at_each_page(folder: Path) -> None:
    store, path = open_in(folder), folder / "leerbot.db"
    while_open = connecting.left_whole(path)
    await store.close()
    afterwards = connecting.left_whole(path)
    path.write_bytes(path.read_bytes()[:4096] + bytes(4096) + path.read_bytes()[8192:])

    assert (while_open, afterwards, connecting.left_whole(path)) == (False, True, False)
    with pytest.raises(StorageError, match="is broken"):
        migrating.require_newest(folder)
