"""Where people stand in the tables: the one list by which a person is exported and erased (trust S10, S11).

A table or a foreign key that is missing here fails a test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from sqlalchemy import Column, ColumnElement, Table, select

from storage import tables
from storage.groups import linked, planned_with, rounds

Manner = Literal["row", "place", "words", "mention"]
"""What a row is to the person that it refers to.

- ``row``: it is hers, and goes with her.
- ``place``: where the organisation put her; it stays while she herself is known.
- ``words``: it holds her words, among those of others; an empty place stays.
- ``mention``: it is of somebody else or of a group, and only her id goes out of it.
"""


@dataclass(frozen=True, slots=True)
class Refers:
    """A column that refers to a person; ``through`` says how, where it does not hold just her id."""

    column: Column[Any]
    manner: Manner
    through: Callable[[str], ColumnElement[bool]] | None = None
    instead: Mapping[str, object] = field(default_factory=dict)
    """What stands in a row that mentioned her when she is erased; the log of acts does that itself (``audit.take_out``)."""

    @property
    def table(self) -> Table:
        return self.column.table

    def to(self, id_: str) -> ColumnElement[bool]:
        """Return which rows refer to a person."""
        return self.through(id_) if self.through else self.column == id_


def _by_her_in_a_room(id_: str) -> ColumnElement[bool]:
    place = tables.web_message.c.place
    return (place >= "room:") & (place < "room;") & (tables.web_message.c.author == id_)


def _from_her_in_the_browser(id_: str) -> ColumnElement[bool]:
    message = tables.seen.c.message
    return tables.seen.c.channel.in_(("web", "email")) & message.startswith(f"{id_} ", autoescape=True)


def _in_a_message_to_her(id_: str) -> ColumnElement[bool]:
    return tables.shown.c.outbox.in_(select(tables.outbox.c.id).where(tables.outbox.c.person == id_))


def _names_in_a_message_to_her(id_: str) -> ColumnElement[bool]:
    return tables.mentioned.c.outbox.in_(select(tables.outbox.c.id).where(tables.outbox.c.person == id_))


def _asked_in_a_message_to_her(id_: str) -> ColumnElement[bool]:
    return tables.card.c.outbox.in_(select(tables.outbox.c.id).where(tables.outbox.c.person == id_))


def _shows_her(id_: str) -> ColumnElement[bool]:
    return tables.shown.c.answer.in_(select(tables.answer.c.id).where(tables.answer.c.owner == id_))


def _beside_who_facilitates(id_: str) -> ColumnElement[bool]:
    return (tables.answer.c.reader == id_) & (tables.answer.c.level == "V1")


def _alone_to(id_: str) -> ColumnElement[bool]:
    return (tables.answer.c.reader == id_) & (tables.answer.c.level != "V1")


_ASKED = select(tables.answer.c.question).where(tables.answer.c.id == tables.shown.c.answer).scalar_subquery()

REFERS = (
    Refers(tables.person.c.id, "place"),
    Refers(tables.at_hand.c.person, "row"),
    Refers(tables.address.c.person, "place"),
    Refers(tables.membership.c.person, "place"),
    Refers(tables.former.c.person, "place"),
    Refers(tables.link.c.person, "row"),
    Refers(tables.link.c["with"], "mention", instead={"with": None, "with_channel": None, "agreed": False}),
    Refers(tables.deputy.c.person, "row"),
    Refers(tables.deputy.c.deputy, "row"),
    Refers(tables.seen.c.message, "place", _from_her_in_the_browser),
    Refers(tables.conversation.c.person, "row"),
    Refers(tables.answer.c.owner, "row"),
    Refers(tables.answer.c.author, "mention", lambda id_: (tables.answer.c.author == id_) & (tables.answer.c.owner != id_),
           {"author": tables.answer.c.owner}),
    Refers(tables.answer.c.reader, "mention", _beside_who_facilitates, {"reader": None}),
    Refers(tables.answer.c.reader, "mention", _alone_to, {"reader": None, "level": "V0", "meant": None, "shared_at": None}),
    Refers(tables.agreement.c.person, "row"),
    Refers(tables.partner.c.asker, "row"),
    Refers(tables.partner.c.person, "row"),
    Refers(tables.free_moment.c.person, "row"),
    Refers(tables.attendance.c.person, "row"),
    Refers(tables.file.c.owner, "row"),
    Refers(tables.outbox.c.person, "row"),
    Refers(tables.round_.c.person, "row"),
    Refers(tables.round_.c.plan, "mention", lambda id_: rounds.OF_GROUP & planned_with.planned_with(id_)),
    Refers(tables.shown.c.outbox, "row", _in_a_message_to_her),
    Refers(tables.shown.c.answer, "mention", _shows_her, {"question": _ASKED}),
    Refers(tables.mentioned.c.outbox, "row", _names_in_a_message_to_her),
    Refers(tables.card.c.outbox, "row", _asked_in_a_message_to_her),
    Refers(tables.mentioned.c.person, "row"),
    Refers(tables.web_message.c.place, "row", lambda id_: tables.web_message.c.place == f"person:{id_}"),
    Refers(tables.web_message.c.author, "words", _by_her_in_a_room, {"author": ""}),
    Refers(tables.web_event.c.person, "row"),
    Refers(tables.page_link.c.person, "row"),
    Refers(tables.page_session.c.person, "row"),
    Refers(tables.mailbox.c.person, "row"),
    Refers(tables.chat.c.person, "row"),
    Refers(tables.calendar_feed.c.person, "row"),
    Refers(tables.audit.c.actor, "mention", partial(linked.is_hers, tables.audit.c.actor)),
    Refers(tables.audit.c.subject, "mention", partial(linked.is_hers, tables.audit.c.subject)),
)  # fmt: skip

NOBODY = (tables.team, tables.format_version, tables.schedule, tables.setting, tables.sent_part, tables.doomed_key)
"""The tables in which no row refers to a person; the name of a key that is to be destroyed stands there for a moment."""
