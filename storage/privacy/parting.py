"""What goes when a programme is over: the texts told around its meetings, with all that was said about them (§4.5, P8, S31).

No text is read here. What was told in a conversation goes at once: its answers, what waits in it, and the messages in which it
was told, shown and gathered.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from dialogs.talk.conversation import Status
from storage.outgoing import posts, web
from storage.privacy import apart, retention
from storage.store import Unit
from storage.tables import answer, conversation, person, round_
from storage.talks import answered, finding
from storage.times import instant, stamp

TELLING = "parting"
"""How the occasion begins of the conversation in which somebody hears that her texts go; the programme follows."""
TEXTS = answer.c.kind.in_(("text", "file")), answer.c.withdrawn_at.is_(None)
_series = func.coalesce(round_.c.programme, round_.c.id)
_kept_in = exists().where(answer.c.conversation == conversation.c.id)
_holds = or_(
    conversation.c.closes_at.is_not(None), conversation.c.ended_at.is_(None), conversation.c.state.is_not(None), _kept_in
)
"""That a conversation was not emptied yet: a closing stands in it, or it could still take something in."""


@dataclass(frozen=True, slots=True)
class Over:
    """A programme of which the last meeting has been, or of which all meetings were called off."""

    programme: int
    last: datetime


def occasion(programme: int) -> str:
    """Return the occasion at which somebody hears that her texts of a programme go."""
    return f"{TELLING} {programme}"


def programme_of(unit: Unit, conversation_id: int) -> int:
    """Return the programme of which a conversation tells that its texts go; raises ValueError for another conversation."""
    return int(finding.occasion_of(unit, conversation_id).removeprefix(f"{TELLING} "))


def over(unit: Unit, formats: Collection[str], now: datetime) -> list[Over]:
    """Return the programmes whose last meeting has been and that still hold something told in one of the formats."""
    in_them = exists().where(conversation.c.round == round_.c.id, _holds)
    held = select(_series).where(round_.c.format.in_(formats), in_them).distinct()
    found = ((one, _last_meeting(unit, one)) for one in unit.connection.execute(held).scalars().all())
    return [Over(one, last) for one, last in found if last is not None and last <= now]


def _last_meeting(unit: Unit, programme: int) -> datetime | None:
    """Return the last meeting that is not called off; where all are, when the last of them was; None where none was planned.

    A round of one person without meetings, as a talk, is over when it closes (S53).

    What around a meeting was over already when it was called off stands as it was, so any round of it that is called off tells.
    """
    mine, off = round_.c.programme == programme, round_.c.status == "missed"
    numbers = select(round_.c.number).where(mine, off)
    held = select(func.max(round_.c.planned)).where(mine, round_.c.number.not_in(numbers))
    called_off = select(func.max(round_.c.closed_at)).where(mine, off)
    at = unit.connection.execute(held).scalar() or unit.connection.execute(called_off).scalar() or _day_of_hers(unit, programme)
    return instant(at) if at is not None else None


def _day_of_hers(unit: Unit, round_id: int) -> float | None:
    """Return the day that somebody named in a round of hers alone, or else when that is over; None where nobody knows (S39)."""
    hers = round_.c.id == round_id, round_.c.person.is_not(None)
    row = unit.connection.execute(
        select(round_.c.planned, round_.c.opens_at, round_.c.closed_at, round_.c.closes_at).where(*hers)
    ).first()
    if row is None:
        return None
    return float(row.planned) if row.planned > row.opens_at else row.closed_at or row.closes_at


def _of(programme: int, formats: Collection[str]) -> ColumnElement[bool]:
    """Return which conversations were held in some formats for a programme."""
    rounds = select(round_.c.id).where(_series == programme, round_.c.format.in_(formats))
    return conversation.c.round.in_(rounds)


def _told_of(programme: int, who: ColumnElement[str]) -> ColumnElement[bool]:
    """Return which conversations tell somebody that her texts of a programme go."""
    return and_(_telling.c.person == who, _telling.c.occasion == occasion(programme))


_telling = conversation.alias("telling")


def not_told_yet(unit: Unit, programme: int, formats: Collection[str], most: int) -> list[str]:
    """Return whose texts of a programme go and who has not heard of it; who pauses hears it when she is back.

    Who can be told nothing is among them, so that her texts wait as long as those of others.
    """
    pauses = exists().where(person.c.id == answer.c.owner, person.c.back_at.is_not(None), person.c.consent == "yes")
    told = exists().where(_told_of(programme, answer.c.owner))
    found = (
        select(answer.c.owner)
        .join(conversation, conversation.c.id == answer.c.conversation)
        .where(_of(programme, formats), *TEXTS, ~told, ~pauses)
        .distinct()
        .limit(most)
    )
    return list(unit.connection.execute(found).scalars())


def to_let_go(unit: Unit, programme: int, formats: Collection[str], noticed: datetime, most: int) -> list[int]:
    """Return conversations whose authors all heard before a moment that their texts go, or cannot be told anything."""
    cannot = or_(person.c.left_at.is_not(None), person.c.undeliverable.is_not(None), person.c.consent != "yes")
    unheard = answer.c.owner.in_(select(person.c.id).where(cannot))
    heard = or_(_telling.c.put_at < stamp(noticed), and_(_telling.c.opens_at < stamp(noticed), unheard))
    in_time = exists().where(_told_of(programme, answer.c.owner), heard)
    waits = exists().where(answer.c.conversation == conversation.c.id, *TEXTS, ~in_time)
    found = select(conversation.c.id).where(_of(programme, formats), _holds, ~waits).limit(most)
    return list(unit.connection.execute(found).scalars())


def still_shared(unit: Unit, programme: int, formats: Collection[str]) -> Mapping[str, list[int]]:
    """Return the answers that others still read of what was told for a programme, by their owner."""
    return answered.shared_among(unit, select(conversation.c.id).where(_of(programme, formats)))


def told_by(unit: Unit, person_id: str, formats: Collection[str], but: Collection[str]) -> list[int]:
    """Return the conversations in which somebody told something for a programme, of other groups than some."""
    there = select(round_.c.id).where(round_.c.format.in_(formats), round_.c.team.not_in(but))
    found = conversation.c.person == person_id, conversation.c.round.in_(there), _kept_in
    return list(unit.connection.execute(select(conversation.c.id).where(*found)).scalars())


def let_go(unit: Unit, told_in: Sequence[int], now: datetime) -> None:
    """Erase all that was told in conversations, wherever it stands; nothing can be told in them any more."""
    rows = unit.connection.execute(select(answer.c.id, answer.c.file).where(answer.c.conversation.in_(told_in))).all()
    ids = [row.id for row in rows]
    about = unit.connection.execute(select(conversation.c.id).where(conversation.c.about.in_(ids))).scalars()
    gone = [*told_in, *about]
    people = unit.connection.execute(select(conversation.c.person).where(conversation.c.id.in_(gone)).distinct()).scalars()
    keys = apart.keys_of(unit, gone)
    posts.take_away(unit, ids, gone, now)
    web.withdraw_told_in(unit, list(people), gone, now)
    retention.erase(unit, rows, now)
    _empty(unit, gone, now)
    unit.keys.destroy(unit.connection, keys, now.timestamp())


def is_here_again(unit: Unit) -> bool:
    """Whether there is something for ``let_go_again``; it is looked for beside who writes, as all is looked through."""
    return bool(apart.without_key(unit) or web.without_key(unit))


def let_go_again(unit: Unit, now: datetime) -> int:
    """Erase what was erased before and is here again, without its keys: a backup was put back; returns how much (C-44)."""
    found = apart.without_key(unit)
    let_go(unit, found, now)
    web.withdraw_without_key(unit, now)
    return len(found)


def _empty(unit: Unit, gone: Collection[int], now: datetime) -> None:
    """Leave nothing in conversations of what was told in them, and end them; a late word finds none that has closed (GE1)."""
    runs = conversation.c.ended_at.is_(None)
    ended = {"ended_at": stamp(now), "status": Status.WITHDRAWN}
    unit.connection.execute(update(conversation).where(conversation.c.id.in_(gone), runs).values(**ended))
    emptied = {"state": None, "closes_at": None, "resume_at": None, "next_at": None, "revision": conversation.c.revision + 1}
    unit.connection.execute(update(conversation).where(conversation.c.id.in_(gone)).values(**emptied))
