"""Answers: kept sealed with their readers, and read only through the gate. No function here returns a text without a viewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, insert, or_, select, true, update

from dialogs.talk.effects import Value
from dialogs.talk.questions import places_of
from dialogs.visibility import Level, Sealed, Viewer, readable_by
from storage.database.packed import pack, unpack
from storage.database.prepared import Prepared
from storage.groups import agreements
from storage.outgoing.posts import OVERVIEW, STANDS
from storage.privacy import apart
from storage.store import Unit
from storage.tables import answer, outbox, shown
from storage.talks import files, gathering
from storage.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Readable:
    """An answer that this viewer may read; ``owner`` is None where its name may not stand beside it.

    ``worth`` is its value on a board, and ``follows`` the earlier answer that it came of (S06).
    """

    sealed: Sealed
    value: Value
    owner: str | None
    number: int
    format: str
    conversation: int
    repetition: int
    answered_at: datetime
    edited_at: datetime | None
    flags: tuple[str, ...] = ()
    worth: str | None = None
    follows: int | None = None


NOBODY: frozenset[str] = frozenset()
TOLD = ("text", "file", "date", "number")
"""The kinds of answers that hold words or a file, which their owner can look at and share one by one."""
_NEXT_NUMBER = (
    select(func.coalesce(func.max(answer.c.number), 0) + 1).where(answer.c.owner == bindparam("owner")).scalar_subquery()
)
_INSERT = Prepared(insert(answer).values(
    owner=bindparam("owner"), author=bindparam("author"), number=_NEXT_NUMBER, conversation=bindparam("conversation"),
    team=bindparam("team"), format=bindparam("format"), question=bindparam("question"), repetition=bindparam("repetition"),
    kind=bindparam("kind"), body=bindparam("body"), file=bindparam("file"), value=bindparam("value"),
    follows=bindparam("follows"), bound=bindparam("bound"), apart=bindparam("apart"),
    message=bindparam("message"),
    answered_at=bindparam("answered_at"),
).returning(answer.c.id))  # fmt: skip
_GIVEN_IN = Prepared(select(answer).where(answer.c.conversation == bindparam("conversation"), answer.c.withdrawn_at.is_(None)))
_SAME = (
    select(answer.c.id, answer.c.body, answer.c.file)
    .where(
        answer.c.conversation == bindparam("conversation"),
        answer.c.question == bindparam("question"),
        answer.c.repetition == bindparam("repetition"),
    )
)  # fmt: skip


def place(conversation_id: int, question: str, repetition: int) -> str:
    """Return what an answer's body is bound to."""
    return f"answer.body|{conversation_id}|{question}|{repetition}"


def _dump(value: Value) -> str:
    return pack({"t": value.text, "c": value.chosen})


def _value(body: str, file: str | None) -> Value:
    kept = unpack(body)
    return Value(kept["t"], tuple(kept["c"]), file)


def record(
    unit: Unit, owner: str, conversation_id: int, team: str | None, format_id: str, question: str, repetition: int,
    kind: str, value: Value, now: datetime, *, append: bool = False, repeats: bool = False, author: str | None = None,
    worth: str | None = None, follows: int | None = None, bound: str | None = None, kept_apart: bool = False,
    message: str | None = None,
) -> tuple[int, bool]:  # fmt: skip
    """Keep an answer, private (V0) until its owner shares it; an earlier one to the same question is replaced.

    It was written by its owner, unless there is another ``author``. Returns its id, and whether it took the place of
    another, whose posts are to be revised. ``repeats`` says that there may be one. ``worth`` is its value on a board, and
    ``follows`` the earlier answer that it came of (S06); ``bound`` names the format with which its group agrees first (S24).
    What is told in a conversation that is ``kept_apart`` is so too. ``message`` names the one message that says all of it.
    """
    key = apart.told_in(owner, conversation_id, kept_apart)
    where = {"conversation": conversation_id, "question": question, "repetition": repetition}
    before = unit.connection.execute(_SAME, where).first() if append or repeats else None
    if before is not None and append:
        old = _value(unit.keys.unseal(key, place(conversation_id, question, repetition), before.body), before.file)
        value = Value("\n".join(text for text in (old.text, value.text) if text), old.chosen, old.file)
    sealed = unit.keys.seal(key, place(conversation_id, question, repetition), _dump(value))
    if before is None:
        row = {"owner": owner, "author": author or owner, "team": team, "format": format_id, "kind": kind, "body": sealed,
               "file": value.file, "value": worth, "follows": follows, "bound": bound, "apart": kept_apart,
               "message": message, "answered_at": stamp(now)}  # fmt: skip
        return _INSERT.run(unit, {**row, **where}).fetchone()[0], False
    changed = {"body": sealed, "file": value.file, "value": worth, "message": None if append else message,
               "edited_at": stamp(now), "used_at": stamp(now),
               "noticed_at": None, "withdrawn_at": None}  # fmt: skip
    unit.connection.execute(update(answer).where(answer.c.id == before.id).values(**changed))
    files.forget_unused(unit, before.file)
    return int(before.id), True


def give_worth(unit: Unit, conversation_id: int, questions: Sequence[str], repetition: int, worth: str) -> list[int]:
    """Give the answers to some questions of one repetition a value; return their ids."""
    these = answer.c.conversation == conversation_id, answer.c.question.in_(questions), answer.c.repetition == repetition
    return list(unit.connection.execute(update(answer).where(*these).values(value=worth).returning(answer.c.id)).scalars())


def share(
    unit: Unit, owner: str, ids: Iterable[int], level: Level, team: str | None, now: datetime, reader: str | None = None, *,
    meant: Level | None = None,
) -> None:  # fmt: skip
    """Give answers of their owner other readers; narrowing takes away, at once, what the gate lets through.

    With ``meant`` they get those later, when ``read_as_meant`` says so, unless something else was chosen by then.
    """
    unit.connection.execute(
        update(answer)
        .where(answer.c.id.in_(list(ids)), answer.c.owner == owner, answer.c.withdrawn_at.is_(None))
        .values(
            level=level, reader=reader, meant=meant, released=False, asked=0, used_at=stamp(now), noticed_at=None,
            team=func.coalesce(team, answer.c.team),
            shared_at=None if level == "V0" else stamp(now),
        )
    )  # fmt: skip


def read_as_meant(unit: Unit, conversation_id: int, now: datetime) -> None:
    """Give the answers of a conversation the readers that were meant for them: the plan they belong to is there now (S36)."""
    waits = answer.c.conversation == conversation_id, answer.c.meant.is_not(None), answer.c.withdrawn_at.is_(None)
    given = {"level": answer.c.meant, "meant": None, "used_at": stamp(now), "shared_at": stamp(now)}
    unit.connection.execute(update(answer).where(*waits).values(**given))


def put_no_more(unit: Unit, conversation_id: int, reader: str) -> list[int]:
    """Let somebody no more read what was put to her beside who facilitates, who reads on (S41); return the ids."""
    these = answer.c.conversation == conversation_id, answer.c.reader == reader, answer.c.level == "V1"
    return list(unit.connection.execute(update(answer).where(*these).values(reader=None).returning(answer.c.id)).scalars())


def withdraw(unit: Unit, owner: str, id_: int, now: datetime) -> bool:
    """Take an answer back: text and file are gone at once, for its owner too. False when it was not hers or gone already."""
    there = and_(answer.c.id == id_, answer.c.owner == owner, answer.c.withdrawn_at.is_(None))
    held = unit.connection.execute(select(answer.c.file).where(there)).scalar()
    done = unit.connection.execute(
        update(answer)
        .where(there)
        .values(withdrawn_at=stamp(now), body=None, file=None, level="V0", reader=None, meant=None, shared_at=None,
                released=False, flags="", message=None)
    )  # fmt: skip
    files.forget_unused(unit, held)
    return done.rowcount == 1


def change(
    unit: Unit, owner: str, id_: int, text: str, now: datetime, *, append: bool = False, message: str | None = None,
    chosen: tuple[str, ...] = (),
) -> bool:  # fmt: skip
    """Replace the text of an own answer, or add to it (C-38); it is the text of another ``message`` now, if one is named.

    Of a day also what was ``chosen`` with it (S08).
    """
    row = unit.connection.execute(_own(answer.c.id == id_, owner)).first()
    if row is None:
        return False
    here, key = place(row.conversation, row.question, row.repetition), apart.told_in(owner, row.conversation, row.apart)
    if append:
        text = "\n".join(filter(None, (_value(unit.keys.unseal(key, here, row.body), None).text, text)))
    sealed = unit.keys.seal(key, here, _dump(Value(text=text, chosen=chosen)))
    says = None if append else message or row.message
    unit.connection.execute(update(answer).where(answer.c.id == id_).values(body=sealed, message=says, edited_at=stamp(now)))
    used(unit, id_, now)
    return True


def used(unit: Unit, id_: int, now: datetime) -> None:
    """Remember that an answer was used, and so is kept longer: opened, changed, or given other readers (§4.5)."""
    unit.connection.execute(update(answer).where(answer.c.id == id_).values(used_at=stamp(now), noticed_at=None))


def throw_away(unit: Unit, owner: str, conversation_id: int, now: datetime) -> list[int]:
    """Take back a person's own answers of a conversation; return their ids."""
    hers = answer.c.conversation == conversation_id, answer.c.owner == owner
    ids = list(unit.connection.execute(select(answer.c.id).where(*hers)).scalars())
    for id_ in ids:
        withdraw(unit, owner, id_, now)
    return ids


def _own(condition: ColumnElement[bool], owner: str) -> Select[Any]:
    return select(answer).where(condition, answer.c.owner == owner, answer.c.withdrawn_at.is_(None))


def own_between(unit: Unit, viewer: Viewer, owner: str, first: datetime, end: datetime) -> list[Readable]:
    """Return what a person told from one moment until another, in the order in which she did."""
    mine = answer.c.owner == owner, answer.c.withdrawn_at.is_(None), answer.c.kind.in_(TOLD)
    then = answer.c.answered_at >= stamp(first), answer.c.answered_at < stamp(end)
    return through_the_gate(unit, viewer, and_(*mine, *then))


def ids_in(unit: Unit, conversation_id: int, questions: Sequence[str], repetition: int) -> list[int]:
    """Return the ids of the answers to some questions of one repetition, or of those in their keys."""
    return [row.id for row in _given_in(unit, conversation_id, questions, repetition)]


def given_in(unit: Unit, viewer: Viewer, conversation_id: int, questions: Sequence[str], repetition: int) -> list[Readable]:
    """Return the answers to some questions of one repetition, or of those in their keys, that the viewer may read."""
    return _passed(unit, viewer, _given_in(unit, conversation_id, questions, repetition))


def _given_in(unit: Unit, conversation_id: int, questions: Sequence[str], repetition: int) -> list[Any]:
    places = places_of(questions, repetition)
    rows = _GIVEN_IN.rows(unit, {"conversation": conversation_id})
    return sorted((row for row in rows if (row.question, row.repetition) in places), key=attrgetter("id"))


def read(unit: Unit, viewer: Viewer, ids: Iterable[int]) -> list[Readable]:
    """Return those of the answers that the viewer may read."""
    wanted = list(ids)
    return through_the_gate(unit, viewer, answer.c.id.in_(wanted)) if wanted else []


def own(
    unit: Unit, viewer: Viewer, owner: str, skip: int = 0, most: int | None = None, *, choices: bool = False
) -> list[Readable]:
    """Return a person's own answers that hold a text or a file, with ``choices`` all of them; the newest first."""
    condition = and_(answer.c.owner == owner, answer.c.withdrawn_at.is_(None))
    if not choices:
        condition = and_(condition, answer.c.kind.in_(TOLD))
    return through_the_gate(unit, viewer, condition, newest_first=True, skip=skip, most=most)


def shared_and_not_shown(
    unit: Unit, viewer: Viewer, team: str, format_id: str | None, output: str, issue: str = "", *, or_overview: bool = False
) -> list[Readable]:
    """Return what is shared in a group and stood in no message of this output yet (D1, D2, C-37).

    What goes to several readers at once is one issue: messages whose key begins with ``issue`` do not count as yet.
    With ``or_overview`` it stood in no facilitator's overview either since it has the readers of now: where there is
    no room, that takes the place of the digest. Nameless texts of a round that is still open are not in it (K3).
    """
    overview = and_(shown.c.output.startswith(OVERVIEW), outbox.c.due >= answer.c.shared_at) if or_overview else false()
    before = (
        select(shown.c.answer)
        .join(outbox, outbox.c.id == shown.c.outbox)
        .where(shown.c.answer == answer.c.id, outbox.c.status.in_(STANDS))
        .where(or_(shown.c.output == output, overview))
        .where(true() if not issue else ~outbox.c.key.startswith(issue, autoescape=True))
    )
    condition = and_(
        answer.c.team == team,
        answer.c.shared_at.is_not(None),
        answer.c.withdrawn_at.is_(None),
        ~before.exists(),
    )
    if format_id is not None:
        condition = and_(condition, answer.c.format == format_id)
    return through_the_gate(unit, viewer, condition)


def through_the_gate(
    unit: Unit, viewer: Viewer, condition: ColumnElement[bool], *, newest_first: bool = False, skip: int = 0,
    most: int | None = None,
) -> list[Readable]:  # fmt: skip
    """Return those answers of which a condition holds that the viewer may read."""
    order = answer.c.id.desc() if newest_first else answer.c.id
    statement = select(answer).where(condition).order_by(order).offset(skip).limit(most)
    return _passed(unit, viewer, unit.connection.execute(statement).all())


def _passed(unit: Unit, viewer: Viewer, rows: Iterable[Any]) -> list[Readable]:
    found = {row.id: row for row in rows}
    agreed = agreements.where_bound(unit, found.values())
    unit.keys.gather(apart.told_in(row.owner, row.conversation, True) for row in found.values() if row.apart)
    beside = gathering.beside(unit, found.values())
    passed = readable_by(
        viewer,
        (sealed_of(row, agreed.get((row.bound, row.team), NOBODY), beside.get(row.id, (0, 0))) for row in found.values()),
    )
    return [_open(unit, found[one.answer.id], one.answer, one.named) for one in passed if found[one.answer.id].body]


def sealed_of(row: Any, agreed: frozenset[str] = NOBODY, beside: tuple[int, int] = (0, 0)) -> Sealed:
    """Return what the gate may know of a kept answer: who agreed to what binds it, and among how many it stands (S39)."""
    return Sealed(
        id=row.id, owner=row.owner, author=row.author, level=row.level, group=row.team, question=row.question,
        shared_at=instant(row.shared_at), reader=row.reader, meant=row.meant, released=bool(row.released),
        among=beside[0], fewest=beside[1], withdrawn=row.withdrawn_at is not None, bound=row.bound is not None, agreed=agreed,
    )  # fmt: skip


def _open(unit: Unit, row: Any, sealed: Sealed, named: bool) -> Readable:
    key = apart.told_in(row.owner, row.conversation, row.apart)
    body = unit.keys.unseal(key, place(row.conversation, row.question, row.repetition), row.body)
    return Readable(
        sealed, _value(body, row.file), row.owner if named else None, row.number, row.format, row.conversation, row.repetition,
        instant(row.answered_at), instant(row.edited_at), tuple(row.flags.split()), row.value, row.follows,
    )  # fmt: skip


def may_have_file(unit: Unit, viewer: Viewer, file: str) -> bool:
    """Whether a viewer may read an answer that holds a file, and so may have the file."""
    return bool(through_the_gate(unit, viewer, answer.c.file == file))
