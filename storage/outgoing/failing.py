"""What went wrong, for the administrator: counts and ids only, never what was said (D7)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from storage.groups import rounds
from storage.store import Unit
from storage.tables import membership, outbox, person, round_
from storage.times import instant, stamp

TECHNICAL = "technical"
"""The kind of the message that tells an administrator what went wrong."""
NO_ADDRESS = "no address"


@dataclass(frozen=True, slots=True)
class Failures:
    """What failed in a time, and who cannot be reached now, with the reason."""

    messages: int
    missed: list[tuple[str, str]]
    unreachable: dict[str, str]

    def __bool__(self) -> bool:
        """Whether there is anything to tell; who cannot be reached was told when a message to her failed."""
        return bool(self.messages or self.missed or NO_ADDRESS in self.unreachable.values())


def failures(unit: Unit, since: datetime | None, until: datetime) -> Failures:
    """Return what failed from one moment to another; ``since`` None is from the beginning."""
    low, high = stamp(since) if since else 0.0, stamp(until)
    failed = select(func.count()).where(
        outbox.c.status == "failed", outbox.c.kind != TECHNICAL, outbox.c.settled_at >= low, outbox.c.settled_at < high
    )
    missed = select(round_.c.format, round_.c.team).where(
        rounds.CAME_TOO_LATE, round_.c.closed_at >= low, round_.c.closed_at < high
    )
    unreached = (
        select(person.c.id, person.c.undeliverable)
        .join(membership, membership.c.person == person.c.id)
        .where(person.c.undeliverable.is_not(None), person.c.left_at.is_(None), membership.c.until.is_(None))
        .distinct()
        .order_by(person.c.id)
    )
    return Failures(
        unit.connection.execute(failed).scalar_one(),
        [(row.format, row.team) for row in unit.connection.execute(missed.order_by(round_.c.id))],
        {row.id: row.undeliverable for row in unit.connection.execute(unreached)},
    )


def told_until(unit: Unit, admin: str) -> datetime | None:
    """Return until when an administrator was told what went wrong."""
    told = outbox.c.person == admin, outbox.c.kind == TECHNICAL, outbox.c.status == "sent"
    return instant(unit.connection.execute(select(func.max(outbox.c.due)).where(*told)).scalar())


def heard_since(unit: Unit, admin: str, since: datetime) -> bool:
    """Whether somebody was sent a message since a moment that belongs to a role of hers (C-36)."""
    hers = outbox.c.person == admin, outbox.c.status == "sent", outbox.c.settled_at >= stamp(since)
    of_a_role = or_(outbox.c.kind.in_((TECHNICAL, "overview", "digest", "board")), outbox.c.key.startswith("lead gone "))
    return unit.connection.execute(select(outbox.c.id).where(*hers, of_a_role).limit(1)).first() is not None
