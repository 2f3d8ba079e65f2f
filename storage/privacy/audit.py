"""The log of acts: who did what to whom and when, never with content (spec §13, BIO2 8.15.01); kept twelve months.

Each line is bound to those before it (``chain``). Lines are added, and the oldest let go of; an id goes out of a line when its
person is erased. Nothing else is ever changed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, func, insert, select, update

from storage.privacy import chain
from storage.privacy.chain import Anchor, Kept, Line, Origin, Result
from storage.store import Unit
from storage.tables import audit
from storage.times import instant, stamp

COMMAND = "os:"
"""What the id of an account on the machine begins with."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to whom or to what, when, from where and with what result; nothing but ids."""

    at: datetime
    actor: str | None
    act: str
    subject: str | None
    result: str
    origin: str


def note(
    unit: Unit, act: str, now: datetime, *, actor: str | None = None, subject: str | None = None,
    result: Result = "done", origin: Origin | None = None,
) -> None:  # fmt: skip
    """Write down an act; ``actor`` and ``subject`` are ids. It is no act for every turn: they all wait for the last line."""
    came = origin or ("bot" if actor is None else "command" if actor.startswith(COMMAND) else "chat")
    last = newest(unit)
    line = Line(last.id + 1, stamp(now), act, result, came, chain.kept(actor), chain.kept(subject), "")
    unit.connection.execute(insert(audit).values(
        id=line.id, at=line.at, act=act, result=result, origin=came, chain=line.bound_to(last.chain),
        actor=actor, actor_salt=line.actor.salt, actor_mark=line.actor.mark,
        subject=subject, subject_salt=line.subject.salt, subject_mark=line.subject.mark,
    ))  # fmt: skip


def newest(unit: Unit) -> Anchor:
    """Return the anchor of the last line: what proves later that nothing before it was changed."""
    row = unit.connection.execute(select(audit.c.id, audit.c.chain).order_by(audit.c.id.desc()).limit(1)).first()
    return Anchor(row.id, row.chain) if row else chain.START


def verify(unit: Unit, anchor: Anchor | None = None) -> Anchor:
    """Return the anchor of the last line when all are as they were written; raises ``chain.Broken`` that names the first.

    Raises ``chain.TooOld`` for an anchor of a line that was let go of.
    """
    let_go = select(audit.c.subject).where(audit.c.act == chain.LET_GO).order_by(audit.c.id.desc()).limit(1)
    gone = unit.connection.execute(let_go).scalar()
    lines = unit.connection.execute(select(audit).order_by(audit.c.id)).yield_per(1000)
    try:
        begins = Anchor.read(gone) if gone else chain.START
    except ValueError:
        begins = chain.START  # the line that says so is not as it was written
    return chain.verified(map(_line, lines), begins, anchor)


def _line(row: Row[tuple[object, ...]]) -> Line:
    actor, subject = (Kept(row.actor, row.actor_salt, row.actor_mark), Kept(row.subject, row.subject_salt, row.subject_mark))
    return Line(row.id, row.at, row.act, row.result, row.origin, actor, subject, row.chain)


def since(unit: Unit, moment: datetime) -> list[Act]:
    """Return what was done since a moment, the oldest first."""
    rows = unit.connection.execute(select(audit).where(audit.c.at >= stamp(moment)).order_by(audit.c.id))
    return [Act(instant(row.at), row.actor, row.act, row.subject, row.result, row.origin) for row in rows]


def subjects_of(unit: Unit, act: str) -> frozenset[str]:
    """Return to whom or to what an act was done."""
    found = select(audit.c.subject).where(audit.c.act == act, audit.c.subject.is_not(None))
    return frozenset(unit.connection.execute(found).scalars())


def take_out(unit: Unit, ids: Collection[str], now: datetime) -> None:
    """Take the ids of a person out of every line, for good; one more line says of which."""
    taken = []
    for column, salt, what in ((audit.c.actor, audit.c.actor_salt, "a"), (audit.c.subject, audit.c.subject_salt, "s")):
        nameless = update(audit).where(column.in_(ids)).values({column: None, salt: None}).returning(audit.c.id)
        taken += [f"{id_}{what}" for id_ in sorted(unit.connection.execute(nameless).scalars())]
    if taken:
        note(unit, chain.TAKEN_OUT, now, subject=" ".join(taken))


def forget_before(unit: Unit, moment: datetime, now: datetime, most: int) -> int:
    """Forget acts of long ago, from the first on; returns how many. One more line says where the log begins now."""
    newer = select(func.min(audit.c.id)).where(audit.c.at >= stamp(moment)).scalar_subquery()
    old = select(audit.c.id, audit.c.chain).where(audit.c.id < func.coalesce(newer, audit.c.id + 1))
    rows = unit.connection.execute(old.order_by(audit.c.id).limit(most)).all()
    if rows:
        note(unit, chain.LET_GO, now, subject=str(Anchor(rows[-1].id, rows[-1].chain)))
        unit.connection.execute(delete(audit).where(audit.c.id <= rows[-1].id))
    return len(rows)
