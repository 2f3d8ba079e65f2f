"""Looking at a database as it stands at one moment, without stopping whoever writes to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from storage import migrating
from storage.database import connecting
from storage.database.places import Place
from storage.privacy.keys import KeyStore
from storage.store import Unit
from storage.tables import person

BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ"}


@contextmanager
def snapshot(place: Place, keys: KeyStore) -> Iterator[Unit]:
    """Read a database in one transaction that cannot write; raises StorageError when it cannot be used."""
    migrating.require_newest(place)
    engine = connecting.reader_of(place)
    try:
        with connecting.usable(engine), engine.connect() as connection:
            connection.exec_driver_sql(BEGIN[engine.dialect.name])
            if connection.execute(select(person.c.id).limit(1)).first():
                keys.require_usable()
            yield Unit(connection, connection.connection.driver_connection, keys)
            connection.exec_driver_sql("ROLLBACK")
    finally:
        engine.dispose()
