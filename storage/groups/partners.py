"""Who asked whom to do something together, and how that stands (S15, S18, S51). The two may know it, and nobody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from dialogs.talk.conversation import Status
from storage.store import Unit
from storage.tables import conversation, partner
from storage.talks import conversations
from storage.talks.conversations import Conversation
from storage.times import instant, stamp

Stands = Literal["asked", "agreed", "declined", "ended", "drawn"]
"""How it stands between two; ``drawn`` is who goes with whom for once, as in an interview (S48)."""


@dataclass(frozen=True, slots=True)
class Together:
    """Somebody who asked another one, in which conversation she is asked, and of which that came."""

    conversation: int
    came_of: int
    asker: str
    person: str
    format: str
    stands: Stands
    day: datetime | None = None
    """When they do it, where they named a day (S51)."""

    def other(self, person_id: str) -> str:
        """Return the other one of the two."""
        return self.person if person_id == self.asker else self.asker


def ask(unit: Unit, one: Together, now: datetime) -> None:
    """Remember that somebody asks another one."""
    values = {name: getattr(one, name) for name in Together.__slots__}
    unit.connection.execute(insert(partner).values(**{**values, "day": stamp(one.day)}, at=stamp(now)))


def asked_in(unit: Unit, conversation_id: int) -> Together | None:
    """Return who asks whom in a conversation, if that is what it is about."""
    found = _where(unit, partner.c.conversation == conversation_id)
    return found[0] if found else None


def agreed(unit: Unit, person_id: str) -> list[Together]:
    """Return what somebody does together with others, whoever asked; the oldest first."""
    return _where(unit, _with(person_id), partner.c.stands == "agreed")


def meet_on(unit: Unit, conversation_id: int, day: datetime | None) -> None:
    """Remember on which day two do what they agreed on, or that they named none."""
    unit.connection.execute(update(partner).where(partner.c.conversation == conversation_id).values(day=stamp(day)))


def to_come(unit: Unit, person_id: str, since: datetime) -> list[Together]:
    """Return what somebody does together with others from a moment on, the first day first."""
    found = _where(unit, _with(person_id), partner.c.stands == "agreed", partner.c.day >= stamp(since))
    return sorted(found, key=lambda one: one.day or since)


def open_asked(unit: Unit, person_id: str, format_id: str) -> list[Conversation]:
    """Return the conversations of a format in which somebody is asked by others, and that are not over; the first first."""
    asked = select(partner.c.conversation).where(partner.c.person == person_id, partner.c.stands == "asked")
    these = conversation.c.id.in_(asked), conversation.c.format == format_id, conversation.c.ended_at.is_(None)
    ids = unit.connection.execute(select(conversation.c.id).where(*these).order_by(conversation.c.id)).scalars().all()
    return [conversations.load(unit, id_) for id_ in ids]


def drawn_with(unit: Unit, person_id: str, round_id: int | None) -> Together | None:
    """Return who was drawn to go with somebody in a round."""
    there = select(conversation.c.id).where(conversation.c.round == round_id)
    found = _where(unit, partner.c.person == person_id, partner.c.stands == "drawn", partner.c.conversation.in_(there))
    return found[-1] if found else None


def settle(unit: Unit, conversation_id: int, stands: Stands, now: datetime) -> None:
    """Remember how it stands now."""
    this = partner.c.conversation == conversation_id
    unit.connection.execute(update(partner).where(this).values(stands=stands, at=stamp(now)))


def end(unit: Unit, person_id: str, now: datetime) -> list[Together]:
    """End what somebody does together with others, and let go of what was asked and is not answered yet.

    Returns what was agreed until now. Who was asked by her is asked no more.
    """
    ended, open_ones = agreed(unit, person_id), _where(unit, _with(person_id), partner.c.stands == "asked")
    for one in (*ended, *open_ones):
        settle(unit, one.conversation, "ended", now)
    waiting = conversation.c.id.in_([one.conversation for one in open_ones]), conversation.c.ended_at.is_(None)
    over = {"status": Status.WITHDRAWN, "ended_at": stamp(now), "next_at": None, "revision": conversation.c.revision + 1}
    unit.connection.execute(update(conversation).where(*waiting).values(**over))
    return ended


def forget_gone(unit: Unit, most: int) -> int:
    """Forget who asked whom in conversations that are not kept any more (§4.5); return of how many."""
    there = select(conversation.c.id).where(conversation.c.id == partner.c.conversation).exists()
    gone = select(partner.c.conversation).where(~there).limit(most)
    return int(unit.connection.execute(delete(partner).where(partner.c.conversation.in_(gone))).rowcount)


def _with(person_id: str) -> ColumnElement[bool]:
    return or_(partner.c.asker == person_id, partner.c.person == person_id)


def _where(unit: Unit, *conditions: ColumnElement[bool]) -> list[Together]:
    rows: list[Any] = list(unit.connection.execute(select(partner).where(*conditions).order_by(partner.c.conversation)).all())
    return [
        Together(row.conversation, row.came_of, row.asker, row.person, row.format, row.stands, instant(row.day)) for row in rows
    ]
