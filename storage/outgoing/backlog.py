"""How much there is to send now, and who sends it; counts alone, and never about people."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, text, update

from storage.database.neutral import DatabaseClock
from storage.store import Unit
from storage.tables import address, membership, outbox
from storage.times import instant, stamp


def waiting(unit: Unit, channel: str, now: datetime) -> int:
    """Return how many messages over a channel are due and not sent yet."""
    open_now = text("outbox.settled_at IS NULL"), outbox.c.due <= stamp(now), outbox.c.to.startswith(f"{channel}:")
    return int(unit.connection.execute(select(func.count()).select_from(outbox).where(*open_now)).scalar_one())


def oldest_due(unit: Unit, now: datetime, but: Collection[str] = ()) -> datetime | None:
    """Return the due moment of the message that has waited longest, ``but`` for those over some channels."""
    elsewhere = [~outbox.c.to.startswith(f"{channel}:") for channel in but]
    oldest = select(func.min(outbox.c.due)).where(outbox.c.settled_at.is_(None), outbox.c.due <= stamp(now), *elsewhere)
    return instant(unit.connection.execute(oldest).scalar())


def reached_over(unit: Unit, team: str, channel: str) -> int:
    """Return how many people of a group are reached over a channel."""
    here = membership.c.team == team, membership.c.until.is_(None), address.c.channel == channel
    people = select(func.count(membership.c.person.distinct())).join_from(
        membership, address, address.c.person == membership.c.person
    )
    return int(unit.connection.execute(people.where(*here)).scalar_one())


def other_senders(unit: Unit, channel: str, me: str, lease: float, within: float) -> int:
    """Return how many processes other than one claimed something that goes over a channel, and has not gone, just now.

    That is within so many seconds, where a claim holds for ``lease``: who died claims nothing more, and is counted no longer.
    """
    recent = outbox.c.lease_until >= DatabaseClock() + (lease - within)
    sending = text("outbox.status = 'claimed'"), recent, outbox.c.to.startswith(f"{channel}:")
    owners = select(func.count(outbox.c.owner.distinct())).where(*sending, outbox.c.owner != me)
    return int(unit.connection.execute(owners).scalar_one())


def try_all_now(unit: Unit) -> None:
    """Let all messages that wait after a failed attempt go at once."""
    waits = text("outbox.status = 'waiting'"), outbox.c.retry_at.is_not(None)
    unit.connection.execute(update(outbox).where(*waits).values(retry_at=None))
