"""The tables of the key store, and room for them (docs/decisions/0012)."""

from sqlalchemy import URL, Boolean, Column, Double, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import CreateSchema

from storage.database import connecting, postgres

metadata = MetaData(schema=postgres.KEYS)
"""On PostgreSQL a schema of its own; beside SQLite a file of its own (docs/decisions/0012)."""

key = Table(
    "key",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("ring", Text, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)

erased = Table(
    "erased",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("at", Double, nullable=False),
)

destroyed = Table(
    "destroyed",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", Double, nullable=False),
)
"""Prints of the names of keys that were destroyed, so that a key which is only missing is not taken for one of them."""


def make_schema(place: URL) -> None:
    """Make room for the keys in a PostgreSQL database, where there is none yet."""
    engine = postgres.keys_schema(place)
    try:
        with connecting.usable(engine), engine.begin() as db:
            db.execute(CreateSchema(postgres.KEYS, if_not_exists=True))
            metadata.create_all(db)
    finally:
        engine.dispose()
