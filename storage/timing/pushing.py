"""What the tick asks first, and how it leaves alone what failed."""

from datetime import datetime

from sqlalchemy import func, select, text, update

from storage.store import Unit
from storage.tables import conversation, deputy, membership, outbox, person, round_, schedule
from storage.times import instant, stamp


def push_away(unit: Unit, who: str, now: datetime, until: datetime) -> None:
    """Look at the due conversations of a person again later."""
    unit.connection.execute(
        update(conversation)
        .where(conversation.c.person == who, conversation.c.next_at <= stamp(now))
        .values(next_at=stamp(until))
    )


def look_again(unit: Unit, who: str, now: datetime) -> None:
    """Look at all conversations of a person again at once: something about her has changed."""
    unit.connection.execute(
        update(conversation).where(conversation.c.person == who, conversation.c.next_at > stamp(now)).values(next_at=stamp(now))
    )


def look_again_in(unit: Unit, team: str, now: datetime) -> None:
    """Look at all conversations of the members of a group, and at what waits for its room, again at once."""
    members = select(membership.c.person).where(membership.c.team == team)
    hers = conversation.c.person.in_(members), conversation.c.team == team, conversation.c.next_at > stamp(now)
    unit.connection.execute(update(conversation).where(*hers).values(next_at=stamp(now)))
    waits = outbox.c.room == team, text("outbox.status = 'waiting'"), outbox.c.due > stamp(now)
    unit.connection.execute(update(outbox).where(*waits).values(due=stamp(now)))


def next_of_all(unit: Unit, after: datetime) -> datetime | None:
    """Return the first moment after ``after`` at which anything at all is due."""
    moments = [
        unit.connection.execute(select(func.min(column)).where(column > stamp(after))).scalar()
        for column in (
            schedule.c.next_at,
            round_.c.next_at,
            conversation.c.next_at,
            person.c.back_at,
            person.c.month_at,
            deputy.c.due,
        )
    ]
    waiting = select(func.min(outbox.c.due)).where(outbox.c.status == "waiting", outbox.c.due > stamp(after))
    moments.append(unit.connection.execute(waiting).scalar())
    known = [moment for moment in moments if moment is not None]
    return instant(min(known)) if known else None
