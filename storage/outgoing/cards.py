"""The messages that ask something where a platform lets them be replaced once that is dealt with: ids, and no texts (0022)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update

from storage.database.neutral import upsert
from storage.outgoing.outbox import Message, add
from storage.outgoing.posts import STANDS, key_of_revision
from storage.store import Unit
from storage.tables import card, outbox, shown

ANSWERED = "answered"
"""The kind of a row that says which message is to be replaced, as what it asked was dealt with."""
WITHIN = timedelta(days=1)
"""For how long it is worth while: a message that kept its old buttons does no harm (GE13)."""
_revision = outbox.alias()

Asked = Mapping[int, Sequence[str]]
"""The keys of the questions that a message asks, by the conversation in which it does."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a message asks in one conversation."""

    message: int
    conversation: int
    keys: tuple[str, ...]


def put(unit: Unit, message: int, asked: Asked) -> None:
    """Remember what a message asks, before it is sent; at another attempt it may ask something else."""
    unit.connection.execute(delete(card).where(card.c.outbox == message))
    rows = [{"outbox": message, "conversation": id_, "asks": " ".join(keys), "open": True} for id_, keys in asked.items()]
    unit.connection.execute(upsert(card), rows)


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
    there = card.c.conversation.in_(list(conversations)), card.c.open
    return [
        Card(row.outbox, row.conversation, tuple(row.asks.split()))
        for row in unit.connection.execute(select(card).where(*there).order_by(card.c.outbox))
    ]


def close(unit: Unit, cards: Iterable[Card]) -> None:
    """Remember that messages offer no more what they asked in a conversation."""
    for one in cards:
        this = card.c.outbox == one.message, card.c.conversation == one.conversation
        unit.connection.execute(update(card).where(*this).values(open=False))


def answered_in(unit: Unit, conversations: Iterable[int]) -> list[int]:
    """Return the messages in which stands what was answered in some conversations."""
    shows = select(shown.c.answer).where(shown.c.outbox == card.c.outbox).exists()
    there = card.c.conversation.in_(list(conversations)), ~card.c.open, shows
    return list(unit.connection.execute(select(card.c.outbox).where(*there).distinct()).scalars())


def showing(unit: Unit, owner: str, answers: Collection[int]) -> list[int]:
    """Return the messages to an owner in which some of her answers stand, with who reads them."""
    found = (
        select(shown.c.outbox)
        .join(card, card.c.outbox == shown.c.outbox)
        .join(outbox, outbox.c.id == shown.c.outbox)
        .where(shown.c.answer.in_(answers), outbox.c.person == owner)
    )
    return list(unit.connection.execute(found.distinct()).scalars()) if answers else []


def replace(unit: Unit, messages: Collection[int], now: datetime) -> None:
    """Plan that messages say what became of what they asked; not twice where that waits already."""
    waits = exists().where(_revision.c.revises == outbox.c.id, _revision.c.status == "waiting")
    these = select(outbox.c.id, outbox.c.to, outbox.c.person).where(outbox.c.id.in_(messages), outbox.c.status.in_(STANDS))
    for one in unit.connection.execute(these.where(~waits).order_by(outbox.c.id)).all() if messages else ():
        add(unit, Message(key_of_revision(unit, one.id), one.to, ANSWERED, [{"revise": one.id}], now, person=one.person,
                          revises=one.id, good_until=now + WITHIN))  # fmt: skip
