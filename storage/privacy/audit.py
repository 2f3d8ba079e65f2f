"""The log of acts: who did what to whom and when, never with content (spec §13); kept twelve months."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.store import Unit
from storage.tables import audit
from storage.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to whom or to what, and when; nothing but ids."""

    at: datetime
    actor: str | None
    act: str
    subject: str | None


def note(unit: Unit, act: str, now: datetime, *, actor: str | None = None, subject: str | None = None) -> None:
    """Write down an act; ``actor`` and ``subject`` are ids."""
    unit.connection.execute(insert(audit).values(act=act, actor=actor, subject=subject, at=stamp(now)))


def since(unit: Unit, moment: datetime) -> list[Act]:
    """Return what was done since a moment, the oldest first."""
    rows = unit.connection.execute(select(audit).where(audit.c.at >= stamp(moment)).order_by(audit.c.at, audit.c.id))
    return [Act(instant(row.at), row.actor, row.act, row.subject) for row in rows]


def subjects_of(unit: Unit, act: str) -> frozenset[str]:
    """Return to whom or to what an act was done."""
    found = select(audit.c.subject).where(audit.c.act == act, audit.c.subject.is_not(None))
    return frozenset(unit.connection.execute(found).scalars())


def forget_before(unit: Unit, moment: datetime, most: int) -> int:
    """Forget acts of long ago; returns how many."""
    old = select(audit.c.id).where(audit.c.at < stamp(moment)).limit(most)
    return unit.connection.execute(delete(audit).where(audit.c.id.in_(old))).rowcount
