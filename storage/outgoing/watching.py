"""What a watch over the bot asks of its database: counts and moments alone, never about people (trust S29)."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, text

from storage.database.neutral import DatabaseClock
from storage.groups import rounds, settings
from storage.outgoing import backlog, sending
from storage.store import Unit
from storage.tables import GIVEN_UP, IS_BACKUP, audit, outbox, round_
from storage.times import instant, stamp

LATELY = timedelta(days=1)
"""For how long something that went wrong is told."""
KEY_SINCE = "key.since."
"""Before the name of a master key: since when it is the newest here."""


class Watched(NamedTuple):
    """How the bot stands, for all its processes together."""

    waits: float
    """For how many seconds the message has waited that waits longest."""
    stuck: float
    """The same, without what waits for its turn in a large round that goes on, or because sending was stopped."""
    stopped: bool
    missed: int
    """Rounds that came too late to be held, lately."""
    dead: int
    """Messages that were given up, lately."""
    skew: float
    """How many seconds the clock of this machine and that of the database lie apart."""
    backup_at: datetime | None
    keys_at: datetime | None
    """When the last backup was made, and since when the master key is the newest."""


def look(unit: Unit, now: datetime, wall: Callable[[], datetime], moving: Collection[str], newest_key: str) -> Watched:
    """Return how the bot stands; ``wall`` is the clock of this machine, ``moving`` are channels on which a large round goes."""
    skew, stopped = _skew(unit, wall), sending.stopped_since(unit) is not None
    oldest, stuck = backlog.oldest_due(unit, now), None if stopped else backlog.oldest_due(unit, now, moving)
    since = stamp(now - LATELY)
    missed = select(func.count()).select_from(round_).where(rounds.CAME_TOO_LATE, round_.c.closed_at >= since)
    dead = select(func.count()).select_from(outbox).where(text(GIVEN_UP), outbox.c.settled_at >= since)
    backup = select(func.max(audit.c.at)).where(text(IS_BACKUP))
    key = settings.get(unit, KEY_SINCE + newest_key)
    return Watched(
        (now - oldest).total_seconds() if oldest else 0.0,
        (now - stuck).total_seconds() if stuck else 0.0,
        stopped,
        unit.connection.execute(missed).scalar_one(),
        unit.connection.execute(dead).scalar_one(),
        skew,
        instant(unit.connection.execute(backup).scalar()),
        datetime.fromisoformat(key) if key else None,
    )


def _skew(unit: Unit, wall: Callable[[], datetime]) -> float:
    """Return how far the two clocks lie apart, read from here just before and just after there."""
    before = stamp(wall())
    there = float(unit.connection.execute(select(DatabaseClock())).scalar_one())
    return abs(there - (before + stamp(wall())) / 2)


def key_is_here(unit: Unit, name: str) -> bool:
    """Whether it was written down since when a master key is the newest."""
    return settings.get(unit, KEY_SINCE + name) is not None


def note_key(unit: Unit, name: str, now: datetime) -> None:
    """Write down since when a master key is the newest, where that does not stand there yet."""
    if not key_is_here(unit, name):
        settings.put(unit, KEY_SINCE + name, now.isoformat())
