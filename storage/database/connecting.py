"""Opening SQLite so that nothing that was acknowledged can be lost (DESIGN §11.1, goals §5.4, trust §8)."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from storage.database import postgres
from storage.database.places import Place
from storage.database.private import kept_private, write_private
from storage.errors import InUse, StorageError

WRITER = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "secure_delete": "ON",
    "mmap_size": "0",
    "cache_spill": "OFF",
    "cache_size": "-8000",
    "wal_autocheckpoint": "16000",
    "busy_timeout": "5000",
    "foreign_keys": "ON",
}
"""How the one writing connection is set, with 8 MB of pages in memory and more during a large commit; ``opened_safely`` looks
whether it took."""
SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")
"""How SQLite waits for the disk, by the number with which it says so."""
KEYS = {"journal_mode": "DELETE", "synchronous": "FULL", "secure_delete": "ON", "busy_timeout": "5000"}
READER = {"query_only": "ON", "mmap_size": "0", "busy_timeout": "5000"}


def writer(path: Path, module: Any = None) -> Engine:
    """Return the engine of the one connection that writes; ``module`` replaces the driver in fault tests."""
    extra = {"module": module} if module else {}
    engine = create_engine(
        f"sqlite:///{kept_private(path)}", poolclass=StaticPool, connect_args={"check_same_thread": False}, **extra
    )

    _set_up(engine, WRITER)
    return engine


def reader(path: Path) -> Engine:
    """Return an engine whose connections cannot write; what one read began ends with it, so none holds up a checkpoint."""
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true", poolclass=QueuePool, pool_size=2)

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _: object) -> None:
        for name, value in READER.items():
            connection.execute(f"PRAGMA {name}={value}")

    return engine


def reader_of(place: Place) -> Engine:
    """Return an engine whose connections can look at the database of a place, and change nothing."""
    return reader(place / "leerbot.db") if isinstance(place, Path) else postgres.reader(place)


def keys_file(path: Path) -> Engine:
    """Return an engine for the file of keys: durable, and what is deleted is gone from the file."""
    engine = create_engine(
        f"sqlite:///{kept_private(path)}", poolclass=StaticPool, connect_args={"check_same_thread": False},
        execution_options={"schema_translate_map": {postgres.KEYS: None}},
    )  # fmt: skip
    _set_up(engine, KEYS)
    return engine


def _set_up(engine: Engine, settings: Mapping[str, str]) -> None:
    """Set each connection, and let its transactions begin as writers (DESIGN §11.1)."""

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def reason(problem: DBAPIError) -> str:
    """Return what a database says is wrong, in one line."""
    return str(problem.orig).strip().partition("\n")[0]


@contextmanager
def usable(engine: Engine) -> Iterator[None]:
    """Say in one line what is wrong with a database that cannot be used, and the mend; raises StorageError."""
    try:
        yield
    except DBAPIError as problem:
        if engine.dialect.name == "postgresql":
            raise StorageError(postgres.refused(engine.url, reason(problem))) from problem
        raise StorageError(
            f"leerbot.db is broken or cannot be used ({reason(problem)}); look at the disk, or put a backup back"
        ) from problem


def require_whole(connection: Connection) -> None:
    """Raise StorageError when a page of the database is damaged; better now than at an answer."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise StorageError("leerbot.db is broken (a page is damaged); look at the disk, or put a backup back")


def leave_whole(path: Path) -> None:
    """Note how a database file is left by a bot that closed in order: the next start need not look at each of its pages."""
    write_private(_note(path), _look_of(path).encode())


def left_whole(path: Path) -> bool:
    """Whether a database file is as a bot left it that closed in order."""
    note = _note(path)
    return note.exists() and note.read_text() == _look_of(path)


def forget_how_left(path: Path) -> None:
    """Forget the note: from now on the file changes."""
    _note(path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.closed")


def _look_of(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def opened_safely(connection: Connection) -> None:
    """Raise StorageError when the database does not keep to what was asked of it: full durability, WAL, erasing."""
    asked = WRITER["journal_mode"].lower(), SYNCHRONOUS.index(WRITER["synchronous"]), int(WRITER["secure_delete"] == "ON")
    for name, wanted in zip(("journal_mode", "synchronous", "secure_delete"), asked, strict=True):
        found = connection.execute(text(f"PRAGMA {name}")).scalar()
        if found != wanted:
            raise StorageError(f"SQLite runs with {name}={found} instead of {wanted}; answers could be lost")


def log_emptied(connection: Connection) -> bool:
    """Move the write-ahead log into the database and empty it; False when that cannot be now, without waiting for it."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA busy_timeout=0")
    try:
        busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout={WRITER['busy_timeout']}")
    return not busy


class OneProcess:
    """A lock file that keeps a second bot away from the same SQLite database (trust §8.1)."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(f"{path}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            os.close(self._file)
            mend = "stop it first, or give this one another folder: --data of the demo, else LEERBOT_DATABASE_URL"
            raise InUse(f"another Leerbot already uses {path.name}; {mend}") from taken

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._file)
