"""Who reacted and who took part, counted: no state, no text (X05, X06, K3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from dialogs.talk.conversation import Status
from storage.database.prepared import Prepared
from storage.groups import people, rounds
from storage.groups.taking_part import facilitators
from storage.store import Unit
from storage.tables import answer, conversation, round_
from storage.talks import answers
from storage.times import instant, stamp

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
    """Return how many of those asked in a round who facilitates its group knows by name, and how many were asked.

    Known is whose text she reads with the name beside it, as the gate has it: what is for one other person she does not read.
    """
    group = select(round_.c.team).where(round_.c.id == round_id).scalar_subquery()
    asked = (conversation.c.round == round_id) & (conversation.c.team == group) & conversation.c.occasion.is_(None)
    told_in = answer.c.conversation.in_(select(conversation.c.id).where(asked))
    shared = told_in & answer.c.shared_at.is_not(None) & answer.c.withdrawn_at.is_(None)
    known = {
        one.owner
        for reader in facilitators(unit, rounds.load(unit, round_id).team)
        for one in answers.through_the_gate(unit, people.viewer(unit, reader), shared)
    }
    people_asked = select(func.count(conversation.c.person.distinct())).where(asked)
    return len(known - {None}), int(unit.connection.execute(people_asked).scalar_one())


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
