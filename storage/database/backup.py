"""A backup: all rows of one moment in one archive, for any database that Leerbot runs on; the keys in a file of their own.

Sealed values stay sealed in it: without the keys of that time nothing can be read (trust S8).
"""

import json
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import LargeBinary, Table, func, insert, select

from storage import migrating
from storage.database.places import Place
from storage.database.private import write_private, written_whole
from storage.errors import StorageError
from storage.store import Unit
from storage.tables import metadata

FORM = "leerbot backup 1"
HEAD = "backup.json"
PORTION = 1000
Told = Callable[[str, int, int], None]
"""Hears of which table how many rows of how many have gone by."""


class NoBackup(StorageError):
    """A file is no backup that can be put back here; says the mend."""


def keys_beside(file: Path) -> Path:
    """Return where the keys of a backup stand."""
    return file.with_name(f"{file.name}.keys")


def require_free(file: Path) -> None:
    """Raise StorageError when a backup, or its keys, stand there already."""
    for one in (file, keys_beside(file)):
        if one.exists():
            raise StorageError(f"{one} is there already, and nothing was written; give another file, or add --overwrite")


def require_apart(file: Path, place: Place) -> None:
    """Raise StorageError when a backup, or its keys, would take the place of what is backed up."""
    own = (
        {place / name for name in ("leerbot.db", "leerbot.db-wal", "keys.db", "keys.db-wal")} if isinstance(place, Path) else ()
    )
    there = {one.resolve() for one in own}
    for one in (file, keys_beside(file)):
        if one.resolve() in there:
            raise StorageError(f"{one} is what Leerbot works with, and nothing was written; give another file")


def write(unit: Unit, file: Path, now: datetime, told: Told) -> None:
    """Write all rows that a snapshot sees, and the keys beside them; both are there only when both are whole.

    The keys take their place first: newer keys open an older archive too.
    """
    with written_whole(file) as unfinished:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            counts = {table.name: _write_table(unit, archive, table, told) for table in metadata.sorted_tables}
            head = {"form": FORM, "schema": migrating.newest(), "made_at": now.isoformat(), "rows": counts}
            archive.writestr(HEAD, json.dumps(head))
        write_private(keys_beside(file), unit.keys.packed())


def _write_table(unit: Unit, archive: zipfile.ZipFile, table: Table, told: Told) -> int:
    whole = unit.connection.execute(select(func.count()).select_from(table)).scalar_one()
    ordered = select(table).order_by(*table.primary_key).execution_options(yield_per=PORTION)
    rows = unit.connection.execute(ordered).mappings()
    written = 0
    with archive.open(_name(table), "w", force_zip64=True) as lines:
        for row in rows:
            lines.write(json.dumps(_plain(row)).encode() + b"\n")
            written += 1
            if written % PORTION == 0 or written == whole:
                told(table.name, written, whole)
    return written


def _name(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {name: b64encode(value).decode() if isinstance(value, bytes) else value for name, value in row.items()}


def head_of(file: Path) -> Mapping[str, Any]:
    """Return what a backup says of itself; raises NoBackup for any other file, and for one of another schema."""
    head, names = _looked_at(file)
    if head.get("form") != FORM:
        raise NoBackup(f"{file} is damaged, or no backup of Leerbot; give another backup")
    if head.get("schema") != migrating.newest():
        raise NoBackup(
            f"{file} has schema {head.get('schema')}, this version needs {migrating.newest()}; "
            "put it back with the Leerbot that made it, and migrate then"
        )
    if not {"rows", "made_at"} <= head.keys() or not {_name(table) for table in metadata.sorted_tables} <= names:
        raise NoBackup(f"{file} is not whole; give another backup")
    return head


def _looked_at(file: Path) -> tuple[Mapping[str, Any], set[str]]:
    """Return the head of an archive and what stands in it, when all of it can be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            head = json.loads(archive.read(HEAD))
            if archive.testzip() is None and isinstance(head, dict):
                return head, set(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError) as problem:
        raise NoBackup(f"{file} is no backup of Leerbot; give the file that leerbot backup wrote") from problem
    except OSError as problem:
        if problem.filename is not None:
            raise
        raise NoBackup(f"{file} cannot be read; give another backup") from problem
    raise NoBackup(f"{file} is damaged, or no backup of Leerbot; give another backup")


def require_empty(unit: Unit) -> None:
    """Raise NoBackup unless the database holds nothing."""
    if any(unit.connection.execute(select(table).limit(1)).first() for table in metadata.sorted_tables):
        raise NoBackup("this database is not empty, and nothing was changed; give an empty one in LEERBOT_DATABASE_URL")


def put_back(unit: Unit, file: Path, rows: Mapping[str, int], told: Told) -> None:
    """Put all rows of a backup in an empty database."""
    require_empty(unit)
    with zipfile.ZipFile(file) as archive:
        for table in metadata.sorted_tables:
            with archive.open(_name(table)) as lines:
                _put_back_table(unit, table, lines, rows.get(table.name, 0), told)


def _put_back_table(unit: Unit, table: Table, lines: IO[bytes], whole: int, told: Told) -> None:
    sealed = [column.name for column in table.columns if isinstance(column.type, LargeBinary)]
    done = 0
    for portion in _portions(lines):
        rows = [json.loads(line) for line in portion]
        for row in rows:
            row.update({name: b64decode(row[name]) for name in sealed if row[name] is not None})
        unit.connection.execute(insert(table), rows)
        done += len(rows)
        told(table.name, done, whole)
    if done != whole:
        raise NoBackup(f"table {table.name} of the backup is not whole, and nothing was changed; give another backup")
    _count_on(unit, table)


def _portions(lines: IO[bytes]) -> Iterator[list[bytes]]:
    while portion := list(islice(lines, PORTION)):
        yield portion


def _count_on(unit: Unit, table: Table) -> None:
    """Let numbers go on after the highest that was put back; SQLite does so by itself."""
    column = table.autoincrement_column
    if unit.connection.dialect.name == "postgresql" and column is not None:
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
        unit.connection.execute(select(func.setval(sequence, func.max(column))))
