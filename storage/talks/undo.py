"""The last choice of a person and how things stood before it, so that it can be taken back (X17). Ids only, never a text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from dialogs.talk.questions import places_of
from storage.database.neutral import upsert
from storage.database.packed import pack, unpack
from storage.database.prepared import Prepared
from storage.groups import people
from storage.store import Unit
from storage.tables import answer, at_hand, conversation
from storage.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Undo:
    """A choice: what it was, when, and the settings, readers, conversations and their groups of before."""

    what: str
    at: datetime
    settings: Mapping[str, Any] = field(default_factory=dict)
    readers: Sequence[Sequence[Any]] = ()
    ended: Sequence[Sequence[Any]] = ()
    groups: Mapping[int, str | None] = field(default_factory=dict)


_kept = upsert(at_hand).values(person=bindparam("who"), undo=bindparam("kept"))
_KEEP = Prepared(_kept.on_conflict_do_update(index_elements=["person"], set_={"undo": _kept.excluded.undo}))
_READERS = (
    answer.c.id, answer.c.level, answer.c.reader, answer.c.team, answer.c.shared_at, answer.c.released, answer.c.asked,
    answer.c.flags, answer.c.meant,
)  # fmt: skip
_IN = Prepared(
    select(*_READERS).where(
        answer.c.conversation == bindparam("conversation"), answer.c.question == bindparam("question"),
        answer.c.repetition == bindparam("repetition"), answer.c.withdrawn_at.is_(None),
    )
)  # fmt: skip


def keep(unit: Unit, id_: str, undo: Undo | None) -> None:
    """Keep a person's last choice in place of the one before; None when there is nothing to take back."""
    kept = None
    if undo is not None:
        kept = pack([undo.what, stamp(undo.at), undo.settings, list(undo.readers), list(undo.ended), list(undo.groups.items())])
    _KEEP.run(unit, {"who": id_, "kept": kept})


def last(unit: Unit, id_: str) -> Undo | None:
    """Return a person's last choice."""
    kept = unit.connection.execute(select(at_hand.c.undo).where(at_hand.c.person == id_)).scalar()
    if kept is None:
        return None
    what, at, settings, readers, ended, groups = unpack(kept)
    return Undo(what, instant(at), settings, readers, ended, dict(groups))


def is_about(unit: Unit, undo: Undo, conversation_id: int) -> bool:
    """Whether a choice gave answers of a conversation their readers."""
    these = answer.c.conversation == conversation_id, answer.c.id.in_([row[0] for row in undo.readers])
    return unit.connection.execute(select(answer.c.id).where(*these).limit(1)).first() is not None


def readers_in(unit: Unit, conversation_id: int, questions: Sequence[str], repetition: int) -> list[list[Any]]:
    """Return who reads the answers to some questions of one repetition, or of those in their keys."""
    found = []
    for question, time in places_of(questions, repetition):
        where = {"conversation": conversation_id, "question": question, "repetition": time}
        found += [list(row) for row in _IN.rows(unit, where)]
    return found


def readers_of(unit: Unit, ids: Collection[int]) -> list[list[Any]]:
    """Return who reads some answers."""
    return [list(row) for row in unit.connection.execute(select(*_READERS).where(answer.c.id.in_(list(ids))))]


def put_back(unit: Unit, id_: str, undo: Undo) -> None:
    """Let settings, readers and conversations of a person be again as they were; what was taken back since stays so."""
    if undo.settings:
        people.set_values(unit, id_, **undo.settings)
    for answer_id, *values in undo.readers:
        names = (column.name for column in _READERS[1:])
        there = answer.c.id == answer_id, answer.c.owner == id_, answer.c.withdrawn_at.is_(None)
        unit.connection.execute(update(answer).where(*there).values(**dict(zip(names, values, strict=True))))
    for conversation_id, status, ended, next_at in undo.ended:
        again = {"status": status, "ended_at": ended, "next_at": next_at}
        unit.connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(**again))
    for conversation_id, team in undo.groups.items():
        unit.connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(team=team))
