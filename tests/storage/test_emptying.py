"""What is taken back is gone from the write-ahead log too, after a quiet moment."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text

from storage.database.one_writer import QUIET
from tests.storage.house import open_in, put


async def emptied(folder: Path) -> None:
    """Wait until the log is empty."""
    log = folder / "leerbot.db-wal"
    async with asyncio.timeout(5):
        while log.stat().st_size:
            await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=0.01)


def files_with(text: bytes, folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if text in path.read_bytes()]


async def test_what_was_taken_back_is_in_no_file_after_a_quiet_moment(folder: Path) -> None:
    store = open_in(folder)
    await store.run(put("secret", "kanarie" * 100))
    await store.run(put("secret", "weg"))
    before = files_with(b"kanarie", folder)

    await emptied(folder)

    assert before == ["leerbot.db-wal"]

    assert files_with(b"kanarie", folder) == []
    assert await store.run(put("later")) == "later"
    await store.close()


async def test_a_reading_puts_the_emptying_off_and_holds_up_nobody(folder: Path) -> None:
    store = open_in(folder)
    with closing(sqlite3.connect(folder / "leerbot.db", isolation_level=None)) as beside:
        beside.execute("BEGIN")
        beside.execute("SELECT * FROM setting").fetchall()
        await store.run(put("one"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(emptied(folder), QUIET + 0.5)

        assert await asyncio.wait_for(store.run(put("two")), 1) == "two"
        beside.execute("COMMIT")

    await emptied(folder)
    await store.close()


async def test_after_the_log_was_emptied_the_store_waits_as_patiently_for_the_disk_as_before(folder: Path) -> None:
    store = open_in(folder)
    await store.run(put("one"))
    await emptied(folder)

    assert await store.run(lambda unit: unit.connection.execute(text("PRAGMA busy_timeout")).scalar()) == 5_000
    await store.close()


class FailingOnce(ModuleType):
    """The driver, with connections of which the first emptying of the log fails, as on a bad disk."""

    def __init__(self) -> None:
        super().__init__("failing")
        self.failed = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlite3, name)

    def connect(self, *args: Any, **kwargs: Any) -> sqlite3.Connection:
        failed = self.failed

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
                if "wal_checkpoint" in sql and not failed.is_set():
                    failed.set()
                    raise sqlite3.OperationalError("disk I/O error")
                return super().execute(sql, parameters)

        return sqlite3.connect(*args, factory=Connection, **kwargs)


async def test_a_log_that_cannot_be_emptied_is_tried_again_and_the_writer_lives_on(folder: Path) -> None:
    driver = FailingOnce()
    store = open_in(folder, module=driver)
    await store.run(put("one"))

    await emptied(folder)

    assert driver.failed.is_set()
    assert await store.run(put("two")) == "two"
    await store.close()
