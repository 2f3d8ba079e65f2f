"""The moments that somebody offers to whoever may ask her something; each is for one (S52).

Nothing that was written stands here. A moment is there while the answer is in which she named it, and nobody was first.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select

from storage.store import Unit
from storage.tables import answer, conversation, free_moment, partner
from storage.times import instant, stamp


def offer(
    unit: Unit, person_id: str, format_id: str, named: Mapping[int, datetime], *, beside: Collection[int] = ()
) -> None:  # fmt: skip
    """Let what somebody named now, by the answer in which she did, take the place of what she offered before.

    ``beside`` are the answers of which it stays as it stands.
    """
    hers = free_moment.c.person == person_id, free_moment.c.format == format_id, free_moment.c.answer.not_in(beside)
    unit.connection.execute(delete(free_moment).where(*hers))
    rows = [{"answer": id_, "person": person_id, "format": format_id, "day": stamp(day)} for id_, day in named.items()]
    if rows:
        unit.connection.execute(insert(free_moment), rows)


def named(unit: Unit, person_id: str, format_id: str, now: datetime) -> list[datetime]:
    """Return the moments to come that somebody named, the first one first, also those that she has no more to offer."""
    still = select(answer.c.id).where(answer.c.id == free_moment.c.answer, answer.c.withdrawn_at.is_(None)).exists()
    hers = free_moment.c.person == person_id, free_moment.c.format == format_id, free_moment.c.day > stamp(now)
    found = select(free_moment.c.day).where(*hers, still).distinct().order_by(free_moment.c.day)
    return [day for one in unit.connection.execute(found).scalars() if (day := instant(one)) is not None]


def is_offered(unit: Unit, answer_id: int) -> bool:
    """Whether a moment stands open still that was named in an answer; whoever may ask her for it reads that (S52)."""
    this = select(free_moment.c.answer).where(free_moment.c.answer == answer_id)
    return unit.connection.execute(this).first() is not None


def taken(unit: Unit, person_id: str, now: datetime) -> list[datetime]:
    """Return at which moments to come somebody does something with another one, or is still asked to; whoever of them asked."""
    hers = or_(partner.c.person == person_id, partner.c.asker == person_id)
    stands = or_(partner.c.stands == "agreed", and_(partner.c.stands == "asked", _waits(now)))
    found = select(partner.c.day).where(hers, partner.c.hour, partner.c.day > stamp(now), stands).distinct()
    return [day for one in unit.connection.execute(found).scalars() if (day := instant(one)) is not None]


def asks_already(unit: Unit, asker: str, person_id: str, now: datetime) -> bool:
    """Whether somebody asked another one for a moment of hers, and waits for the answer."""
    two = partner.c.asker == asker, partner.c.person == person_id
    there = select(partner.c.conversation).where(*two, partner.c.stands == "asked", partner.c.hour, _waits(now))
    return unit.connection.execute(there.limit(1)).first() is not None


def _waits(now: datetime) -> ColumnElement[bool]:
    """Return of which askings an answer can still come."""
    still = or_(conversation.c.closes_at.is_(None), conversation.c.closes_at > stamp(now))
    there = conversation.c.id == partner.c.conversation, conversation.c.ended_at.is_(None)
    return select(conversation.c.id).where(*there, still).exists()


def let_go(unit: Unit, person_id: str, day: datetime | None = None) -> None:
    """Offer no more what somebody offered at a moment, or at all."""
    these = [free_moment.c.person == person_id, *([free_moment.c.day == stamp(day)] if day is not None else [])]
    unit.connection.execute(delete(free_moment).where(*these))


def put_in_other_words(unit: Unit, answer_id: int) -> str | None:
    """Offer a moment no more that was put in other words; return the format in which it was named, if it was offered."""
    this = free_moment.c.answer == answer_id
    format_id = unit.connection.execute(select(free_moment.c.format).where(this)).scalar()
    unit.connection.execute(delete(free_moment).where(this))
    return format_id


def forget_passed(unit: Unit, now: datetime, most: int) -> int:
    """Forget moments that are behind us, or of which the answer is not kept any more; return of how many (§4.5)."""
    named = select(answer.c.id).where(answer.c.id == free_moment.c.answer).exists()
    gone = select(free_moment.c.answer).where(or_(free_moment.c.day < stamp(now), ~named)).limit(most)
    return int(unit.connection.execute(delete(free_moment).where(free_moment.c.answer.in_(gone))).rowcount)
