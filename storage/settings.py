"""Plain settings of this installation, by name; never anything about a person."""

from sqlalchemy import select

from storage.neutral import upsert
from storage.store import Unit
from storage.tables import setting


def get(unit: Unit, name: str) -> str | None:
    """Return a setting, or None when it was never set."""
    return unit.connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar()


def put(unit: Unit, name: str, value: str) -> None:
    """Set a setting."""
    statement = upsert(setting).values(name=name, value=value)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
