"""The editions of formats that rounds keep, so that what runs on one goes on when its file changes."""

from collections.abc import Iterable

from sqlalchemy import select

from dialogs.library import Edition
from storage.database.neutral import upsert
from storage.store import Unit
from storage.tables import format_version


def keep(unit: Unit, format_id: str, edition: Edition) -> None:
    """Keep an edition, so that what runs on it goes on when the file changes."""
    statement = upsert(format_version).values(format=format_id, version=edition.version, body=edition.to_json())
    unit.connection.execute(statement.on_conflict_do_nothing())


def load(unit: Unit, format_id: str, version: str) -> Edition:
    """Return a kept edition; raises KeyError."""
    body = unit.connection.execute(
        select(format_version.c.body).where(format_version.c.format == format_id, format_version.c.version == version)
    ).scalar()
    if body is None:
        raise KeyError(f"{format_id} {version}")
    return Edition.from_json(body)


def besides(unit: Unit, names: Iterable[str]) -> dict[str, Edition]:
    """Return an edition of each kept format that is not among the names: it has left, and something may still run on it."""
    gone = select(format_version).where(format_version.c.format.not_in(list(names)))
    return {row.format: Edition.from_json(row.body) for row in unit.connection.execute(gone)}
