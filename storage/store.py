"""The store: what was said is kept in it, and asked of it, in units of work (DESIGN §5, goals §5)."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, select

from storage.database import connecting, postgres
from storage.database.many_writers import ManyWriters
from storage.database.one_writer import OneWriter
from storage.database.places import Place
from storage.database.queueing import Store
from storage.errors import StorageError
from storage.privacy.keys import KeyStore
from storage.tables import person
from storage.unit import Lane, Unit, Work

__all__ = ["Lane", "Store", "Unit", "Work", "open_store"]


def open_store(place: Place, keys: KeyStore, *, module: Any = None) -> Store:
    """Open the database of a place, which must have the newest schema (``storage.migrating``).

    Raises StorageError when it cannot be opened safely, its keys are not there, or, on SQLite, another process has it open.
    """
    try:
        return _open_file(place, keys, module) if isinstance(place, Path) else _open_server(place, keys)
    except StorageError:
        keys.close()
        raise


def _open_file(folder: Path, keys: KeyStore, module: Any) -> Store:
    path = folder / "leerbot.db"
    lock = connecting.OneProcess(path)
    writer = connecting.writer(path, module)
    with connecting.usable(writer), writer.connect() as connection:
        connecting.opened_safely(connection)
        if connection.execute(select(person.c.id).limit(1)).first():
            keys.require_usable()
    connecting.forget_how_left(path)
    return OneWriter(path, writer, connecting.reader(path), keys, lock)


def _open_server(place: URL, keys: KeyStore) -> Store:
    reader = postgres.reader(place)
    try:
        with connecting.usable(reader), reader.connect() as connection:
            postgres.opened_safely(connection)
            if connection.execute(select(person.c.id).limit(1)).first():
                keys.require_usable()
    except StorageError:
        reader.dispose()
        raise
    return ManyWriters(postgres.writer(place, keys.forget), reader, keys)
