"""What the built-in chat keeps for itself, as a platform would: its messages, sealed, and its time line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select, text, update

from storage.neutral import NextWebMessage, upsert
from storage.packed import pack, unpack
from storage.prepared import Prepared
from storage.store import Unit
from storage.tables import web_event, web_message
from storage.times import instant, stamp


@dataclass(frozen=True, slots=True)
class WebMessage:
    """One message of the chat, in the state a reader is to see now."""

    seq: int
    id: str
    place: str
    author: str
    thread: str | None
    state: str
    body: Mapping[str, Any]
    at: datetime
    about: str | None = None
    """What it is about: ``c`` with the number of a conversation."""


def key_of(place: str) -> str:
    """Return whose key seals what stands in a place: ``person:<id>`` or ``room:<group>``."""
    kind, _, id_ = place.partition(":")
    return id_ if kind == "person" else place


def _seal(unit: Unit, place: str, id_: str, body: Mapping[str, Any]) -> bytes:
    return unit.keys.seal(key_of(place), f"web_message.body|{place}|{id_}", pack(body))


def _message(unit: Unit, row: Row[tuple[object, ...]]) -> WebMessage:
    body = unpack(unit.keys.unseal(key_of(row.place), f"web_message.body|{row.place}|{row.id}", row.body)) if row.body else {}
    if not row.open:
        body = {**body, "choices": [], "form": None}
    return WebMessage(row.seq, row.id, row.place, row.author, row.thread, row.state, body, instant(row.at), row.about)


_FIND = select(web_message).where(web_message.c.place == bindparam("place"), web_message.c.id == bindparam("id"))
_POST = Prepared(upsert(web_message).on_conflict_do_nothing())
_OPEN_CARDS = Prepared(
    select(web_message.c.seq).where(
        web_message.c.place == bindparam("place"), web_message.c.about == bindparam("about"), text("open")
    )
)
_AGAIN = (
    update(web_message).where(web_message.c.seq == bindparam("this")).values(seq=NextWebMessage(), open=bindparam("can_answer"))
)
_AGAIN_SAYING = _AGAIN.values(state=bindparam("new_state"), body=bindparam("new_body"))


def post(
    unit: Unit, place: str, id_: str, author: str, body: Mapping[str, Any], at: datetime, *, thread: str | None = None,
    about: str | None = None, can_answer: bool = False,
) -> bool:  # fmt: skip
    """Put a message in a place; False when it stands there already (the same message sent twice is one)."""
    row = {
        "id": id_, "place": place, "author": author, "body": _seal(unit, place, id_, body), "thread": thread, "about": about,
        "open": can_answer, "at": stamp(at),
    }  # fmt: skip
    return int(_POST.run(unit, row).rowcount) == 1


def _row_of(unit: Unit, place: str, id_: str) -> Any:
    return unit.connection.execute(_FIND, {"place": place, "id": id_}).first()


def _again_saying(unit: Unit, seq: int, state: str, body: bytes | None, *, can_answer: bool = False) -> None:
    """Put a message again under a new number, saying something else."""
    values = {"this": seq, "new_state": state, "can_answer": can_answer, "new_body": body}
    unit.connection.execute(_AGAIN_SAYING, values)


def revise(unit: Unit, place: str, id_: str, body: Mapping[str, Any], *, can_answer: bool = False) -> bool:
    """Change what a message says; False when it is not there."""
    row = _row_of(unit, place, id_)
    if row is None:
        return False
    _again_saying(unit, row.seq, "revised", _seal(unit, place, id_, body), can_answer=can_answer)
    return True


def withdraw(unit: Unit, place: str, id_: str) -> bool:
    """Take a message away; its place stays visible, its text is gone."""
    row = _row_of(unit, place, id_)
    if row is None:
        return False
    _again_saying(unit, row.seq, "withdrawn", None)
    return True


def withdraw_all_by(unit: Unit, author: str) -> None:
    """Take away all that somebody wrote in rooms; who did stands nowhere any more."""
    hers = and_(web_message.c.author == author, web_message.c.place >= "room:", web_message.c.place < "room;")
    for seq in unit.connection.execute(select(web_message.c.seq).where(hers)).scalars().all():
        _again_saying(unit, seq, "withdrawn", None)


def withdraw_told_in(unit: Unit, people: Collection[str], conversations: Collection[int]) -> None:
    """Take away what people wrote to the bot in some conversations."""
    columns, about = [f"person:{one}" for one in people], [f"c{one}" for one in conversations]
    hers = web_message.c.place.in_(columns), web_message.c.about.in_(about), web_message.c.author != "bot"
    for seq in unit.connection.execute(select(web_message.c.seq).where(*hers)).scalars().all():
        _again_saying(unit, seq, "withdrawn", None)


def close_cards(unit: Unit, place: str, about: str) -> None:
    """Take the buttons from earlier messages about the same thing: they have been answered."""
    for (seq,) in _OPEN_CARDS.run(unit, {"place": place, "about": about}).fetchall():
        unit.connection.execute(_AGAIN, {"this": seq, "can_answer": False})


def mark_chosen(unit: Unit, place: str, id_: str, chosen: Sequence[str]) -> None:
    """Write on a card what was chosen from it, so that it can be seen when the buttons are gone."""
    row = _row_of(unit, place, id_)
    if row is None or not row.open:
        return
    body = unpack(unit.keys.unseal(key_of(place), f"web_message.body|{place}|{id_}", row.body))
    labels = [choice["label"] for choice in body.get("choices", []) if choice["id"] in chosen]
    _again_saying(unit, row.seq, row.state, _seal(unit, place, id_, {**body, "chosen": labels}), can_answer=True)


def find(unit: Unit, place: str, id_: str) -> WebMessage | None:
    """Return a message as it stands now."""
    row = _row_of(unit, place, id_)
    return _message(unit, row) if row else None


_ASKED_LAST = (
    select(web_message)
    .where(
        web_message.c.place == bindparam("place"), web_message.c.author == "bot",
        or_(web_message.c.about.is_not(None), text("open")),
    )
    .order_by(web_message.c.seq.desc())
    .limit(1)
)  # fmt: skip


def asked_last(unit: Unit, place: str) -> WebMessage | None:
    """Return the newest message in a place that asks something or belongs to a dialog; digests and the like are passed over."""
    row = unit.connection.execute(_ASKED_LAST, {"place": place}).first()
    return _message(unit, row) if row else None


def since(unit: Unit, place: str, seq: int, most: int = 500) -> list[WebMessage]:
    """Return what is new in a place after a number."""
    rows = unit.connection.execute(
        select(web_message)
        .where(and_(web_message.c.place == place, web_message.c.seq > seq))
        .order_by(web_message.c.seq)
        .limit(most)
    ).all()
    return [_message(unit, row) for row in rows]


def newest(unit: Unit, place: str, most: int) -> list[WebMessage]:
    """Return the newest messages in a place, in the order in which they came."""
    here = select(web_message).where(web_message.c.place == place).order_by(web_message.c.seq.desc()).limit(most)
    found = [_message(unit, row) for row in unit.connection.execute(here)]
    return sorted(found, key=lambda one: (one.at, one.seq))


_NOTE = Prepared(insert(web_event).returning(web_event.c.seq))


def note_event(
    unit: Unit, what: str, at: datetime, *, format_id: str | None = None, person: str | None = None, room: str | None = None,
    message: str | None = None,
) -> int:  # fmt: skip
    """Put an event on the time line; it holds ids only."""
    values = {"what": what, "format": format_id, "person": person, "room": room, "message": message, "at": stamp(at)}
    return int(_NOTE.run(unit, values).fetchone()[0])


@dataclass(frozen=True, slots=True)
class WebEvent:
    """Something that happened of its own accord, on the time line of the demo."""

    seq: int
    what: str
    format: str | None
    person: str | None
    room: str | None
    message: str | None
    at: datetime


def events_since(unit: Unit, seq: int, most: int = 500) -> list[WebEvent]:
    """Return what happened after a number."""
    rows = unit.connection.execute(select(web_event).where(web_event.c.seq > seq).order_by(web_event.c.seq).limit(most))
    return [WebEvent(row.seq, row.what, row.format, row.person, row.room, row.message, instant(row.at)) for row in rows]


def last_event(unit: Unit) -> int:
    """Return the number of the newest event."""
    return unit.connection.execute(select(func.max(web_event.c.seq))).scalar() or 0


def newest_in_places(unit: Unit) -> dict[str, int]:
    """Return the number of the newest message of each place."""
    rows = unit.connection.execute(select(web_message.c.place, func.max(web_message.c.seq)).group_by(web_message.c.place))
    return {row.place: row[1] for row in rows}
