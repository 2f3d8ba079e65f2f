"""Who reacted and who took part, counted: no state, no text (X05, X06, K3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from dialogs.talk.conversation import Status
from dialogs.visibility import Level
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import answer, conversation, round_
from storage.times import instant, stamp

WITH_A_NAME: tuple[Level, ...] = ("V1", "V2", "V5")
LOOKED_BACK = 30
"""Conversations in which a reaction is looked for."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left of a conversation when one only asks whether its person reacted: no state, no text."""

    format: str
    stage: str
    round: int | None
    put_at: datetime | None
    touched_at: datetime | None
    ended: bool


_TRACES = Prepared(
    select(
        conversation.c.format, conversation.c.stage, conversation.c.round, conversation.c.put_at,
        conversation.c.touched_at, conversation.c.ended_at,
    )
    .where(conversation.c.person == bindparam("who"))
    .order_by(conversation.c.id.desc())
    .limit(bindparam("most"))
)  # fmt: skip


def traces(unit: Unit, person_id: str, most: int = LOOKED_BACK) -> list[Trace]:
    """Return a person's newest conversations, the last one first, as far as it matters whether she reacted (X05)."""
    rows = _TRACES.rows(unit, {"who": person_id, "most": most})
    return [
        Trace(row.format, row.stage, row.round, instant(row.put_at), instant(row.touched_at), row.ended_at is not None)
        for row in rows
    ]


def rounds_done(unit: Unit, person_id: str, format_id: str) -> int:
    """Return in how many rounds of a format a person submitted something (X06)."""
    hers = conversation.c.person == person_id, conversation.c.format == format_id, conversation.c.round.is_not(None)
    done = select(func.count(conversation.c.round.distinct())).where(*hers, conversation.c.status == Status.SUBMITTED)
    return int(unit.connection.execute(done).scalar_one())


def touched_since(unit: Unit, person_id: str, moment: datetime) -> bool:
    """Whether a person did something in a conversation since a moment."""
    touched = conversation.c.person == person_id, conversation.c.touched_at >= stamp(moment)
    return unit.connection.execute(select(conversation.c.id).where(*touched).limit(1)).first() is not None


def known_in(unit: Unit, round_id: int) -> tuple[int, int]:
    """Return how many of those asked in a round let somebody else read theirs with their name, and how many were asked."""
    group = select(round_.c.team).where(round_.c.id == round_id).scalar_subquery()
    asked = (conversation.c.round == round_id) & (conversation.c.team == group) & conversation.c.occasion.is_(None)
    named = answer.c.level.in_(WITH_A_NAME), answer.c.withdrawn_at.is_(None)
    told_in = answer.c.conversation.in_(select(conversation.c.id).where(asked))
    known = select(func.count(answer.c.owner.distinct())).where(*named, told_in)
    people = select(func.count(conversation.c.person.distinct())).where(asked)
    return int(unit.connection.execute(known).scalar_one()), int(unit.connection.execute(people).scalar_one())


def took_part(unit: Unit, round_id: int) -> int:
    """Return how many people submitted something in a round, with those who were erased after it closed (K3).

    Who shared it with another group is not among them (X16), nor who only planned it: that began at her own word (S06).
    """
    group = select(round_.c.team).where(round_.c.id == round_id).scalar_subquery()
    submitted = (
        (conversation.c.round == round_id) & (conversation.c.status == Status.SUBMITTED) & (conversation.c.team == group)
        & conversation.c.occasion.is_(None)
    )  # fmt: skip
    there = select(func.count(conversation.c.person.distinct())).where(submitted).scalar_subquery()
    return int(unit.connection.execute(select(there + round_.c.erased).where(round_.c.id == round_id)).scalar_one())
