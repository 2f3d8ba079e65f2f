"""Who asked whom to do something together, and how that stands (S15, S18, S51). The two may know it, and nobody else."""

from collections.abc import Collection, Iterable
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

Stands = Literal["asked", "agreed", "declined", "ended", "drawn", "signed"]
"""How it stands between two; ``drawn`` is who goes with whom for once, as in an interview (S48)."""
SIGNED: Stands = "signed"
"""What was put to somebody is of them both; they do nothing else together for that, so there is nothing to end."""


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
    hour: bool = False
    """Whether they named the hour too; a day without begins with the working hours."""

    def other(self, person_id: str) -> str:
        """Return the other one of the two."""
        return self.person if person_id == self.asker else self.asker


@dataclass(frozen=True, slots=True)
class Asked:
    """A conversation in which somebody is asked by others, and whether it waits for its moment."""

    conversation: int
    opens: datetime
    waits: bool


def ask(unit: Unit, one: Together, now: datetime) -> None:
    """Remember that somebody asks another one."""
    values = {name: getattr(one, name) for name in Together.__slots__}
    unit.connection.execute(insert(partner).values(**{**values, "day": stamp(one.day)}, at=stamp(now)))


def asked_in(unit: Unit, conversation_id: int) -> Together | None:
    """Return who asked somebody first in a conversation, if that is what it is about."""
    return next(iter(all_in(unit, conversation_id)), None)


def all_in(unit: Unit, conversation_id: int) -> list[Together]:
    """Return who ask somebody in a conversation, the first one first."""
    return _where(unit, partner.c.conversation == conversation_id)


def open_between(unit: Unit, asker: str, person: str, format_id: str, now: datetime) -> bool:
    """Whether somebody asked another one already, and can still get an answer."""
    there = conversation.c.id == partner.c.conversation, conversation.c.status != Status.WITHDRAWN
    still = or_(conversation.c.closes_at.is_(None), conversation.c.closes_at > stamp(now))
    these = partner.c.asker == asker, partner.c.person == person, partner.c.format == format_id, partner.c.stands == "asked"
    return bool(_where(unit, *these, select(conversation.c.id).where(*there, still).exists()))


def newest_of(unit: Unit, person_id: str, format_id: str, team: str) -> Asked | None:
    """Return the newest conversation of a format in which somebody in a group is asked by others."""
    hers = conversation.c.person == person_id, conversation.c.format == format_id, conversation.c.team == team
    columns = conversation.c.id, conversation.c.opens_at, conversation.c.prompted_at
    there = select(*columns).where(*hers, conversation.c.status != Status.WITHDRAWN).order_by(conversation.c.opens_at.desc())
    row = unit.connection.execute(there.limit(1)).first()
    return Asked(row.id, instant(row.opens_at), waits=row.prompted_at is None) if row else None


def for_meeting(unit: Unit, team: str, people: Iterable[str], formats: Iterable[str], meeting: datetime) -> list[Together]:
    """Return what people were asked for a meeting of their team, and is not declined or over."""
    there = conversation.c.id == partner.c.conversation, conversation.c.closes_at == stamp(meeting)
    asked = partner.c.person.in_(list(people)), partner.c.format.in_(list(formats)), partner.c.stands.in_(("asked", "agreed"))
    return _where(unit, *asked, select(conversation.c.id).where(*there, conversation.c.team == team).exists())


def agreed(unit: Unit, person_id: str) -> list[Together]:
    """Return what somebody does together with others, whoever asked; the oldest first."""
    return _where(unit, _with(person_id), partner.c.stands == "agreed")


def meet_on(unit: Unit, conversation_id: int, day: datetime | None, *, hour: bool = False) -> None:
    """Remember on which day two do what they agreed on, and whether they named the hour; or that they named no day."""
    this = partner.c.conversation == conversation_id
    unit.connection.execute(update(partner).where(this).values(day=stamp(day), hour=hour))


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


def asked_by(unit: Unit, person_id: str) -> list[Together]:
    """Return what somebody asked of others who did not answer yet; the oldest first."""
    open_ones = conversation.c.id == partner.c.conversation, conversation.c.ended_at.is_(None)
    still = select(conversation.c.id).where(*open_ones).exists()
    return _where(unit, partner.c.asker == person_id, partner.c.stands == "asked", still)


def that_came_of(unit: Unit, conversation_id: int) -> list[Together]:
    """Return what came of a conversation and is asked or agreed on; the oldest first."""
    return _where(unit, partner.c.came_of == conversation_id, partner.c.stands.in_(("asked", "agreed")))


def began_by(unit: Unit, planned_in: int) -> list[str]:
    """Return the two who began what was planned in a conversation: who planned it and who said yes; else nobody (S48)."""
    found = _where(unit, partner.c.came_of == planned_in, partner.c.stands == SIGNED)
    return [found[-1].asker, found[-1].person] if found else []


def of_format(unit: Unit, format_id: str, people: Collection[str]) -> list[Together]:
    """Return who was asked in a format, by or about some people, however that stands; the oldest first."""
    return _where(unit, partner.c.format == format_id, partner.c.person.in_(list(people)))


def of(unit: Unit, person_id: str) -> list[Together]:
    """Return what somebody was asked, however that stands; the oldest first."""
    return _where(unit, partner.c.person == person_id)


def settle(unit: Unit, one: Together, stands: Stands, now: datetime) -> None:
    """Remember how it stands now between one who asked and whom she asked; of who asked the same beside her it says nothing."""
    this = partner.c.conversation == one.conversation, partner.c.came_of == one.came_of
    unit.connection.execute(update(partner).where(*this).values(stands=stands, at=stamp(now)))


def nobody_asks() -> ColumnElement[bool]:
    """Return of which conversations nobody asks any more what is asked in them, or does it together with her."""
    here = partner.c.conversation == conversation.c.id
    return ~select(partner.c.conversation).where(here, partner.c.stands.in_(("asked", "agreed"))).exists()


def end(unit: Unit, person_id: str, now: datetime, only: Together | None = None) -> list[Together]:
    """End what somebody does together with others, or one thing of that; let go of what is not answered yet.

    Returns what the other one knows of: what was agreed until now, and what she asked that was put already. Who was asked by
    her is asked no more, unless others ask her in the same conversation.
    """
    these = [_with(person_id)]
    if only is not None:
        these += [partner.c.conversation == only.conversation, partner.c.came_of == only.came_of]
    ended, open_ones = (_where(unit, *these, partner.c.stands == stands) for stands in ("agreed", "asked"))
    for one in (*ended, *open_ones):
        settle(unit, one, "ended", now)
    put = [one for one in open_ones if one.asker == person_id and conversations.load(unit, one.conversation).put]
    waiting = conversation.c.id.in_([one.conversation for one in open_ones]), conversation.c.ended_at.is_(None)
    over = {"status": Status.WITHDRAWN, "ended_at": stamp(now), "next_at": None, "revision": conversation.c.revision + 1}
    unit.connection.execute(update(conversation).where(*waiting, nobody_asks()).values(**over))
    return [*ended, *put]


def forget_gone(unit: Unit, most: int) -> int:
    """Forget who asked whom in conversations that are not kept any more (§4.5); return of how many."""
    there = select(conversation.c.id).where(conversation.c.id == partner.c.conversation).exists()
    gone = select(partner.c.conversation).where(~there).limit(most)
    return int(unit.connection.execute(delete(partner).where(partner.c.conversation.in_(gone))).rowcount)


def _with(person_id: str) -> ColumnElement[bool]:
    return or_(partner.c.asker == person_id, partner.c.person == person_id)


def _where(unit: Unit, *conditions: ColumnElement[bool]) -> list[Together]:
    found = select(partner).where(*conditions).order_by(partner.c.conversation, partner.c.came_of)
    rows: list[Any] = list(unit.connection.execute(found).all())
    return [
        Together(row.conversation, row.came_of, row.asker, row.person, row.format, row.stands, instant(row.day), row.hour)
        for row in rows
    ]
