"""Plain settings, by name; never anything about a person. Those of ``dialogs.settings`` hold for the organisation or one group.

What holds for a group stands beside the group too, so that nobody asks for it apart.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import delete, select, update

from dialogs.settings import Key, Settings, together
from storage.database.neutral import upsert
from storage.database.packed import pack, unpack
from storage.store import Unit
from storage.tables import setting, team

ORGANISATION = ""
"""Stands in place of a group where something holds for all of them."""


def get(unit: Unit, name: str) -> str | None:
    """Return a setting of this installation, or None when it was never set."""
    return chosen(unit, ORGANISATION).get(name)


def put(unit: Unit, name: str, value: str, group: str = ORGANISATION) -> None:
    """Set a setting."""
    statement = upsert(setting).values(team=group, name=name, value=value)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["team", "name"], set_={"value": value}))


def remove(unit: Unit, name: str, group: str = ORGANISATION) -> bool:
    """Let something hold again that was there without this choice; whether there was one."""
    return unit.connection.execute(delete(setting).where(setting.c.team == group, setting.c.name == name)).rowcount == 1


def chosen(unit: Unit, group: str) -> dict[str, str]:
    """Return what was set for the organisation or for one group."""
    rows = unit.connection.execute(select(setting.c.name, setting.c.value).where(setting.c.team == group))
    return {row.name: row.value for row in rows}


def of(unit: Unit, group: str = ORGANISATION) -> Settings:
    """Return what holds for a group, or for who belongs to none."""
    return Settings(together(chosen(unit, ORGANISATION), chosen(unit, group)))


def choose(unit: Unit, key: Key[Any], text: str, group: str = ORGANISATION) -> None:
    """Choose a value for a key of the catalogue; raises WrongSetting."""
    key.read(text)
    put(unit, key.name, " ".join(text.split()), group)
    spread(unit, group)


def let_go(unit: Unit, key: Key[Any], group: str = ORGANISATION) -> bool:
    """Let hold again what held before a choice; whether there was one."""
    there = remove(unit, key.name, group)
    spread(unit, group)
    return there


def spread(unit: Unit, group: str = ORGANISATION) -> None:
    """Write beside a group, or beside all of them, what holds for it now."""
    groups = [group] if group else unit.connection.execute(select(team.c.id)).scalars().all()
    for one in groups:
        holds = pack(of(unit, one).chosen)
        unit.connection.execute(update(team).where(team.c.id == one).values(settings=holds))


@lru_cache(maxsize=1024)
def read(kept: str) -> Settings:
    """Return what holds for a group, from the words that stand beside it."""
    return Settings(unpack(kept))
