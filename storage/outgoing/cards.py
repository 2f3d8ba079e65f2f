"""The messages that ask something where a platform lets them be replaced once that is dealt with: ids, and no texts (0022)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, exists, false, func, or_, select, update

from storage.database.neutral import upsert
from storage.database.prepared import Prepared
from storage.outgoing.outbox import Message, add
from storage.outgoing.posts import STANDS, key_of_revision
from storage.store import Unit
from storage.tables import card, conversation, outbox, shown

ANSWERED = "answered"
"""The kind of a row that says which message is to be replaced, as what it asked was dealt with."""
WITHIN = timedelta(days=1)
"""For how long it is worth while: a message that kept its old buttons does no harm (GE13)."""
HOUR = 3600
"""Seconds over which is spread what nobody waits for."""
_revision = outbox.alias()

Asked = Mapping[int, Sequence[str]]
"""The keys of the questions that a message asks, by the conversation in which it does."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a message asks in one conversation."""

    message: int
    conversation: int
    keys: tuple[str, ...]


_OF_MESSAGE = Prepared(delete(card).where(card.c.outbox == bindparam("message")))
_PUT = Prepared(upsert(card))
_OPEN_IN = Prepared(
    select(card.c.outbox, card.c.conversation, card.c.asks)
    .where(card.c.conversation == bindparam("in_it"), card.c.open)
    .order_by(card.c.outbox)
)
_CLOSE = Prepared(
    update(card).where(card.c.outbox == bindparam("message"), card.c.conversation == bindparam("in_it")).values(open=false())
)
_ANSWERED_IN = Prepared(
    select(card.c.outbox).where(
        card.c.conversation == bindparam("in_it"), ~card.c.open, exists().where(shown.c.outbox == card.c.outbox)
    )
)
_SHOWING = Prepared(
    select(shown.c.outbox)
    .join(card, card.c.outbox == shown.c.outbox)
    .join(outbox, outbox.c.id == shown.c.outbox)
    .where(shown.c.answer == bindparam("answer_id"), outbox.c.person == bindparam("owner"))
)
_TO_REPLACE = Prepared(
    select(
        outbox.c.id,
        outbox.c.to,
        outbox.c.person,
        select(func.max(_revision.c.id)).where(_revision.c.revises == outbox.c.id).scalar_subquery().label("last"),
    )
    .where(outbox.c.id == bindparam("message"), or_(*(outbox.c.status == one for one in STANDS)))
    .where(~exists().where(_revision.c.revises == outbox.c.id, _revision.c.status == "waiting"))
)

_RECEIPT = Prepared(select(outbox.c.receipt).where(outbox.c.id == bindparam("message")))


def put(unit: Unit, message: int, asked: Asked) -> None:
    """Remember what a message asks, before it is sent; at another attempt it may ask something else."""
    _OF_MESSAGE.run(unit, {"message": message})
    rows = [{"outbox": message, "conversation": id_, "asks": " ".join(keys), "open": True} for id_, keys in asked.items()]
    _PUT.run_all(unit, rows)


def stands_at(unit: Unit, message: int) -> str | None:
    """Return where a message stands; None while that is not written down."""
    row = _RECEIPT.rows(unit, {"message": message})
    return row[0].receipt if row else None


def asked_in(unit: Unit, message: int) -> Asked:
    """Return what a message asked; nothing for one that is not replaced."""
    rows = unit.connection.execute(select(card.c.conversation, card.c.asks).where(card.c.outbox == message))
    return {row.conversation: tuple(row.asks.split()) for row in rows}


def asked_after(unit: Unit, message: int, conversation: int) -> frozenset[str]:
    """Return the keys of the questions that were asked in a conversation after a message."""
    later = card.c.conversation == conversation, card.c.outbox > message
    found = unit.connection.execute(select(card.c.asks).where(*later)).scalars()
    return frozenset(key for keys in found for key in keys.split())


def open_in(unit: Unit, conversations: Iterable[int]) -> list[Card]:
    """Return the messages that still offer what they asked in some conversations."""
    rows = [row for id_ in conversations for row in _OPEN_IN.rows(unit, {"in_it": id_})]
    return [Card(row.outbox, row.conversation, tuple(row.asks.split())) for row in rows]


def left_open(unit: Unit, person: str | None, round_id: int | None = None) -> list[int]:
    """Return the conversations of somebody, or of a round, that ended while a message still offers what it asked in them."""
    of = conversation.c.round == round_id if person is None else conversation.c.person == person
    over = of, conversation.c.ended_at.is_not(None), conversation.c.id == card.c.conversation, card.c.open
    return list(
        unit.connection.execute(select(conversation.c.id).where(*over).distinct().order_by(conversation.c.id)).scalars()
    )


def close(unit: Unit, cards: Iterable[Card]) -> None:
    """Remember that messages offer no more what they asked in a conversation."""
    for one in cards:
        _CLOSE.run(unit, {"message": one.message, "in_it": one.conversation})


def answered_in(unit: Unit, conversations: Iterable[int]) -> list[int]:
    """Return the messages in which stands what was answered in some conversations."""
    return [row.outbox for id_ in conversations for row in _ANSWERED_IN.rows(unit, {"in_it": id_})]


def showing(unit: Unit, owner: str, answers: Iterable[int]) -> list[int]:
    """Return the messages to an owner in which some of her answers stand, with who reads them."""
    found = (row.outbox for id_ in answers for row in _SHOWING.rows(unit, {"answer_id": id_, "owner": owner}))
    return list(dict.fromkeys(found))


def replace(unit: Unit, messages: Collection[int], now: datetime, spread: int = 1) -> None:
    """Plan that messages say what became of what they asked, not all at once but over so many seconds.

    Not twice where that waits already.
    """
    for row in [row for id_ in messages for row in _TO_REPLACE.rows(unit, {"message": id_})]:
        due = now + timedelta(seconds=row.id % spread)
        add(unit, Message(key_of_revision(row.id, row.last), row.to, ANSWERED, [{"revise": row.id}], due, person=row.person,
                          revises=row.id, good_until=due + WITHIN))  # fmt: skip
