"""The switch for all sending (X20): while it is off no process sends anything, replies included, and nothing is lost."""

from datetime import datetime

from sqlalchemy import literal_column, select

from storage.groups import settings
from storage.store import Unit
from storage.tables import setting

NAME = "sending.stopped"
STOPPED = select(literal_column("1")).where(setting.c.team == settings.ORGANISATION, setting.c.name == NAME).exists()
"""Whether nothing may be sent now; part of every claim, so that the database decides for all processes at once."""


def stop(unit: Unit, now: datetime) -> datetime:
    """Stop all sending; returns since when it stands still."""
    since = stopped_since(unit) or now
    settings.put(unit, NAME, since.isoformat())
    return since


def resume(unit: Unit) -> bool:
    """Send again; False when nothing was stopped."""
    return settings.remove(unit, NAME)


def stopped_since(unit: Unit) -> datetime | None:
    """Return since when nothing is sent, or None."""
    kept = settings.get(unit, NAME)
    return datetime.fromisoformat(kept) if kept else None
