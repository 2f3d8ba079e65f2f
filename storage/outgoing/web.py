"""What the built-in chat keeps for itself, as a platform would: its messages, sealed, and its time line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, func, insert, or_, select, text, update

from storage.database.neutral import NextWebMessage, upsert
from storage.database.packed import pack, unpack
from storage.database.prepared import Prepared
from storage.errors import MissingKey
from storage.privacy import keys
from storage.privacy.apart import is_said_apart
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


def key_for(place: str, id_: str, time: int | None) -> str:
    """Return the name of the key that seals a message in a place: ``person:<id>`` or ``room:<group>``.

    What is sealed apart has a key for each ``time`` that it said something else.
    """
    kind, _, whose = place.partition(":")
    owner = whose if kind == "person" else place
    return owner if time is None else keys.apart(owner, f"{id_} {time}")


def sealed_at(place: str, id_: str) -> str:
    """Return what the body of a message is bound to."""
    return f"web_message.body|{place}|{id_}"


def _seal(unit: Unit, place: str, id_: str, time: int | None, body: Mapping[str, Any]) -> bytes:
    return unit.keys.seal(key_for(place, id_, time), sealed_at(place, id_), pack(body))


def _body(unit: Unit, row: Any) -> Mapping[str, Any] | None:
    """Return what a message says; None when it was taken away, also where only its key is gone as yet."""
    if row.body is None:
        return None
    try:
        opened = unit.keys.unseal(key_for(row.place, row.id, row.apart), sealed_at(row.place, row.id), row.body)
    except MissingKey:
        if row.apart is None:
            raise
        return None
    body: Mapping[str, Any] = unpack(opened)
    return body


def _is_apart(unit: Unit, about: str | None, shows: int | None) -> bool:
    return is_said_apart(unit, int(about[1:]) if about and about.startswith("c") else None, shows)


def _message(unit: Unit, row: Row[tuple[object, ...]]) -> WebMessage:
    body, state = _body(unit, row), row.state
    if body is None:
        body, state = {}, "withdrawn"
    if not row.open:
        body = {**body, "choices": [], "form": None}
    return WebMessage(row.seq, row.id, row.place, row.author, row.thread, state, body, instant(row.at), row.about)


def _messages(unit: Unit, rows: Sequence[Any]) -> list[WebMessage]:
    """Return several messages; the keys of what is sealed apart are looked up at once."""
    unit.keys.gather(key_for(row.place, row.id, row.apart) for row in rows if row.body is not None and row.apart is not None)
    return [_message(unit, row) for row in rows]


_SEALED = select(web_message.c.seq, web_message.c.place, web_message.c.id, web_message.c.apart)
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
_AGAIN_SAYING = _AGAIN.values(state=bindparam("new_state"), body=bindparam("new_body"), apart=bindparam("new_apart"))


def post(
    unit: Unit, place: str, id_: str, author: str, body: Mapping[str, Any], at: datetime, *, thread: str | None = None,
    about: str | None = None, can_answer: bool = False, shows: int | None = None,
) -> bool:  # fmt: skip
    """Put a message in a place; False when it stands there already (the same message sent twice is one).

    ``shows`` is the message of the outbox that it is, by which is known what it shows.
    """
    time = 1 if _is_apart(unit, about, shows) else None
    if time is not None and _row_of(unit, place, id_) is not None:
        return False  # sealing it would make a key anew that may have been destroyed
    row = {
        "id": id_, "place": place, "author": author, "body": _seal(unit, place, id_, time, body), "thread": thread,
        "about": about, "open": can_answer, "apart": time, "at": stamp(at),
    }  # fmt: skip
    return int(_POST.run(unit, row).rowcount) == 1


def _row_of(unit: Unit, place: str, id_: str) -> Any:
    return unit.connection.execute(_FIND, {"place": place, "id": id_}).first()


def revise(
    unit: Unit, place: str, id_: str, body: Mapping[str, Any], now: datetime, *, can_answer: bool = False,
    shows: int | None = None,
) -> bool:  # fmt: skip
    """Change what a message says; False when it is not there."""
    row = _row_of(unit, place, id_)
    if row is None:
        return False
    time = (row.apart or 0) + 1 if _is_apart(unit, row.about, shows) else None
    sealed = _seal(unit, place, id_, time, body)
    values = {"this": row.seq, "new_state": "revised", "can_answer": can_answer, "new_body": sealed, "new_apart": time}
    unit.connection.execute(_AGAIN_SAYING, values)
    _let_go(unit, [row], now)
    return True


def _withdraw(unit: Unit, rows: Sequence[Any], now: datetime) -> None:
    """Take messages away; the place of each stays visible, its text is gone."""
    for row in rows:
        values = {"this": row.seq, "new_state": "withdrawn", "can_answer": False, "new_body": None, "new_apart": row.apart}
        unit.connection.execute(_AGAIN_SAYING, values)
    _let_go(unit, rows, now)


def _let_go(unit: Unit, rows: Sequence[Any], now: datetime) -> None:
    """Destroy the keys under which messages were sealed apart as they were."""
    names = [key_for(row.place, row.id, row.apart) for row in rows if row.apart is not None]
    unit.keys.destroy(unit.connection, names, now.timestamp())


def withdraw(unit: Unit, place: str, id_: str, now: datetime) -> bool:
    """Take a message away; its place stays visible, its text is gone."""
    row = _row_of(unit, place, id_)
    if row is None:
        return False
    _withdraw(unit, [row], now)
    return True


def withdraw_all_by(unit: Unit, author: str, now: datetime) -> None:
    """Take away all that somebody wrote in rooms; who did stands nowhere any more."""
    hers = and_(web_message.c.author == author, web_message.c.place >= "room:", web_message.c.place < "room;")
    _withdraw(unit, unit.connection.execute(_SEALED.where(hers)).all(), now)


def withdraw_told_in(unit: Unit, people: Collection[str], conversations: Collection[int], now: datetime) -> None:
    """Take away what people wrote to the bot in some conversations."""
    columns, about = [f"person:{one}" for one in people], [f"c{one}" for one in conversations]
    hers = web_message.c.place.in_(columns), web_message.c.about.in_(about), web_message.c.author != "bot"
    _withdraw(unit, unit.connection.execute(_SEALED.where(*hers)).all(), now)


def withdraw_without_key(unit: Unit, now: datetime) -> None:
    """Take away what a database still holds of which the key was destroyed: one that was put back does."""
    _withdraw(unit, without_key(unit), now)


def without_key(unit: Unit) -> Sequence[Any]:
    """Return the messages of which the key was destroyed."""
    held = web_message.c.apart.is_not(None), web_message.c.body.is_not(None)
    rows = unit.connection.execute(_SEALED.where(*held)).all()
    gone = unit.keys.destroyed(key_for(row.place, row.id, row.apart) for row in rows)
    return [row for row in rows if key_for(row.place, row.id, row.apart) in gone]


def forget(unit: Unit, written: datetime, now: datetime, most: int) -> int:
    """Forget what was written before a moment; returns how many messages."""
    rows = unit.connection.execute(_SEALED.where(web_message.c.at < stamp(written)).limit(most)).all()
    unit.connection.execute(delete(web_message).where(web_message.c.seq.in_([row.seq for row in rows])))
    _let_go(unit, rows, now)
    return len(rows)


def close_cards(unit: Unit, place: str, about: str) -> None:
    """Take the buttons from earlier messages about the same thing: they have been answered."""
    for (seq,) in _OPEN_CARDS.run(unit, {"place": place, "about": about}).fetchall():
        unit.connection.execute(_AGAIN, {"this": seq, "can_answer": False})


def mark_chosen(unit: Unit, place: str, id_: str, chosen: Sequence[str]) -> None:
    """Write on a card what was chosen from it, so that it can be seen when the buttons are gone."""
    row = _row_of(unit, place, id_)
    if row is None or not row.open or (body := _body(unit, row)) is None:
        return
    labels = [choice["label"] for choice in body.get("choices", []) if choice["id"] in chosen]
    sealed = _seal(unit, place, id_, row.apart, {**body, "chosen": labels})
    values = {"this": row.seq, "new_state": row.state, "can_answer": True, "new_body": sealed, "new_apart": row.apart}
    unit.connection.execute(_AGAIN_SAYING, values)


def find(unit: Unit, place: str, id_: str) -> WebMessage | None:
    """Return a message as it stands now."""
    row = _row_of(unit, place, id_)
    return _message(unit, row) if row else None


_SAID_LAST = (
    select(web_message)
    .where(web_message.c.place == bindparam("place"), web_message.c.author == "bot")
    .order_by(web_message.c.seq.desc())
    .limit(1)
)
_ASKED_LAST = _SAID_LAST.where(or_(web_message.c.about.is_not(None), text("open")))
_ASKED_LAST_ABOUT = _SAID_LAST.where(web_message.c.about == bindparam("about"))


def asked_last(unit: Unit, place: str, about: str | None = None) -> WebMessage | None:
    """Return the newest message in a place that asks something or belongs to a dialog, or to the one that is named.

    Digests and the like are passed over.
    """
    asked = (_ASKED_LAST, {"place": place}) if about is None else (_ASKED_LAST_ABOUT, {"place": place, "about": about})
    row = unit.connection.execute(*asked).first()
    return _message(unit, row) if row else None


def since(unit: Unit, place: str, seq: int, most: int = 500) -> list[WebMessage]:
    """Return what is new in a place after a number."""
    rows = unit.connection.execute(
        select(web_message)
        .where(and_(web_message.c.place == place, web_message.c.seq > seq))
        .order_by(web_message.c.seq)
        .limit(most)
    ).all()
    return _messages(unit, rows)


def newest(unit: Unit, place: str, most: int) -> list[WebMessage]:
    """Return the newest messages in a place, in the order in which they came."""
    here = select(web_message).where(web_message.c.place == place).order_by(web_message.c.seq.desc()).limit(most)
    return sorted(_messages(unit, unit.connection.execute(here).all()), key=lambda one: (one.at, one.seq))


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
