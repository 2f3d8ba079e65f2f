"""A disk that remembers: what was written and what was synced, so that the power can be cut at any moment (trust §6, R4).

It is a model, with the SQLite that APSW brings along. Python cannot offer shared memory to SQLite, so the write-ahead log is
kept in exclusive mode; what is written and synced, and when, is the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, Literal

import apsw


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to one file."""

    file: str
    what: Literal["write", "truncate", "sync", "delete"]
    at: int = 0
    body: bytes = b""


@dataclass(slots=True)
class Disk:
    """Everything that was done, in order."""

    deeds: list[Deed] = field(default_factory=list)

    def cut(self, before: dict[str, bytes], moments: Sequence[int], random: Random) -> Iterator[tuple[int, dict[str, bytes]]]:
        """Return, for each moment, what a disk holds: all that was synced, and of the rest a random half."""
        synced = defaultdict(bytearray, {name: bytearray(body) for name, body in before.items()})
        waiting: dict[str, list[Deed]] = defaultdict(list)
        done = 0
        for moment in sorted(moments):
            for deed in self.deeds[done:moment]:
                waiting[deed.file].append(deed)
                if deed.what == "sync":
                    for earlier in waiting.pop(deed.file):
                        _do(synced, earlier)
            done = moment
            held = defaultdict(bytearray, {name: bytearray(body) for name, body in synced.items()})
            for deeds in waiting.values():
                for deed in deeds:
                    if random.random() < 0.5:
                        _do(held, deed)
            yield moment, {name: bytes(body) for name, body in held.items()}


def _do(files: dict[str, bytearray], deed: Deed) -> None:
    body = files[deed.file]
    match deed.what:
        case "write":
            if len(body) < deed.at:
                body.extend(bytes(deed.at - len(body)))
            body[deed.at : deed.at + len(deed.body)] = deed.body
        case "truncate":
            del body[deed.at :]
        case "delete":
            body.clear()
        case "sync":
            pass


class _File(apsw.VFSFile):
    def __init__(self, base: str, name: Any, flags: list[int], disk: Disk) -> None:
        super().__init__(base, name, flags)
        self._name = Path((name.filename() if isinstance(name, apsw.URIFilename) else name) or "a temporary file").name
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - the name that APSW calls
        super().xWrite(data, offset)
        self._disk.deeds.append(Deed(self._name, "write", offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._disk.deeds.append(Deed(self._name, "truncate", newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._disk.deeds.append(Deed(self._name, "sync"))


class _Vfs(apsw.VFS):
    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        return _File("", name, flags, self._disk)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self._disk.deeds.append(Deed(Path(filename).name, "delete"))


class Cursor:
    """What SQLAlchemy expects of a cursor of Python's own driver."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.arraysize = 1

    @property
    def lastrowid(self) -> int:
        return self._db.last_insert_rowid()

    def execute(self, statement: str, values: Any = ()) -> "Cursor":
        cursor = self._db.cursor()
        cursor.exec_trace = self._describe
        self._rows = list(cursor.execute(statement, tuple(map(_plain, values))))
        self.rowcount = self._db.changes()
        return self

    def executemany(self, statement: str, rows: Any) -> "Cursor":
        changed = 0
        for values in rows:
            changed += self.execute(statement, values).rowcount
        self.rowcount = changed
        return self

    def _describe(self, cursor: Any, statement: str, values: Any) -> bool:
        found = cursor.get_description()
        self.description = [(*column, None, None, None, None, None)[:7] for column in found] or None
        return True

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[Any]:
        return self.fetchmany(len(self._rows))

    def close(self) -> None:
        self._rows = []


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


class Connection:
    """What SQLAlchemy, and the store, expect of a connection of Python's own driver."""

    isolation_level: str | None = ""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self.execute("PRAGMA locking_mode=EXCLUSIVE")

    @property
    def in_transaction(self) -> bool:
        return self._db.in_transaction

    @property
    def total_changes(self) -> int:
        return self._db.total_changes()

    def cursor(self) -> Cursor:
        return Cursor(self._db)

    def execute(self, statement: str, values: Any = ()) -> Cursor:
        return self.cursor().execute(statement, values)

    def executemany(self, statement: str, rows: Any) -> Cursor:
        return self.cursor().executemany(statement, rows)

    def commit(self) -> None:
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def rollback(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def create_function(self, name: str, count: int, work: Any, *, deterministic: bool = False) -> None:
        self._db.create_scalar_function(name, work, count, deterministic=deterministic)

    def close(self) -> None:
        self._db.close()


def driver(disk: Disk, name: str) -> Any:
    """Return a driver, as ``storage.database.connecting.writer`` takes one, that writes on a disk that remembers.

    The VFS lives as long as what is returned.
    """
    vfs = _Vfs(name, disk)

    def connect(database: str, **_: Any) -> Connection:
        return Connection(apsw.Connection(database, vfs=name))

    return SimpleNamespace(
        connect=connect, vfs=vfs, paramstyle="qmark", threadsafety=1, Binary=bytes,
        sqlite_version_info=tuple(map(int, apsw.sqlite_lib_version().split("."))),
        Error=apsw.Error, DatabaseError=apsw.Error, OperationalError=apsw.Error, ProgrammingError=apsw.MisuseError,
        IntegrityError=apsw.ConstraintError, InterfaceError=apsw.Error, NotSupportedError=apsw.Error,
    )  # fmt: skip
