"""Every row that refers to a person, opened for herself alone (trust S11): what ``register`` lists, complete."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, Double, RowMapping, Table, select

from dialogs.timing.plans import Plan
from dialogs.visibility import Person as Reader
from storage.database.packed import unpack
from storage.outgoing import chats, web
from storage.privacy.apart import told_in
from storage.privacy.register import REFERS, Refers
from storage.store import Unit
from storage.tables import answer, chat, conversation, file, mailbox, outbox, person, round_, web_message
from storage.talks import answers, files
from storage.times import instant

Plain = dict[str, Any]
Sealed = Callable[[Mapping[Any, Any]], tuple[str, str]]
"""Whose key seals a value, and the place that it is bound to."""

SEALED: Mapping[Column[Any], Sealed] = {
    person.c.name: lambda row: (row["id"], f"person.name|{row['id']}"),
    person.c.own_question: lambda row: (row["id"], f"person.own_question|{row['id']}"),
    mailbox.c.address: lambda row: (row["person"], f"mailbox.address|{row['person']}"),
    chat.c.offered: lambda row: (row["person"], chats.place(row["person"])),
    chat.c.pressed: lambda row: (row["person"], chats.place_of_pressed(row["person"])),
    conversation.c.state: lambda row: (told_in(row["person"], row["id"], row["apart"]), f"conversation.state|{row['id']}"),
    answer.c.body: lambda row: (
        told_in(row["owner"], row["conversation"], row["apart"]),
        answers.place(row["conversation"], row["question"], row["repetition"]),
    ),
    file.c.name: lambda row: (files.key_for(row["owner"], row["apart"]), f"file.name|{row['id']}"),
    web_message.c.body: lambda row: (
        web.key_for(row["place"], row["id"], row["apart"]),
        web.sealed_at(row["place"], row["id"]),
    ),
}
PACKED = frozenset({conversation.c.state, answer.c.body, web_message.c.body, outbox.c.recipe})
AS_FILES = frozenset({file.c.body})
"""What goes along as a file of its own."""


def rows_of(unit: Unit, viewer: Reader) -> dict[str, list[Plain]]:
    """Return all rows that refer to the viewer, by table: her own with their texts, those of others with their ids alone."""
    found: dict[str, list[Plain]] = {}
    for refers in REFERS:
        rows = (
            unit.connection.execute(select(refers.table).where(refers.to(viewer.id)).order_by(*refers.table.primary_key))
            .mappings()
            .all()
        )
        if refers.manner != "mention":
            sealed = [column for column in refers.table.columns if column in SEALED]
            unit.keys.gather(SEALED[one](row)[0] for one in sealed for row in rows if row[one.name] is not None)
        found.setdefault(refers.table.name, []).extend(
            _mention(refers, row, viewer) if refers.manner == "mention" else _opened(unit, refers.table, row) for row in rows
        )
    return found


def files_of(unit: Unit, viewer: Reader) -> list[tuple[str, str, bytes]]:
    """Return the files that the viewer sent: id, name and content."""
    sent = unit.connection.execute(select(file.c.id).where(file.c.owner == viewer.id).order_by(file.c.stored_at)).scalars()
    return [(id_, files.describe(unit, id_).name, files.content(unit, id_)) for id_ in sent.all()]


def versions_told_in(unit: Unit, viewer: Reader) -> dict[int, str]:
    """Return the version of the format of each conversation that holds an answer of the viewer, of a scribe too (S06)."""
    told = select(conversation.c.id, conversation.c.version).join(answer, answer.c.conversation == conversation.c.id)
    return {row.id: row.version for row in unit.connection.execute(told.where(answer.c.owner == viewer.id).distinct())}


def _mention(refers: Refers, row: RowMapping, viewer: Reader) -> Plain:
    found = {column.name: row[column.name] for column in (*refers.table.primary_key, refers.column)}
    if refers.column is round_.c.plan:  # others stand in it beside her
        found["plan"] = Plan.from_json(unpack(found["plan"])).parts_of(viewer.id)
    return found


def _opened(unit: Unit, table: Table, row: RowMapping) -> Plain:
    return {column.name: _value(unit, column, row) for column in table.columns if column not in AS_FILES}


def _value(unit: Unit, column: Column[Any], row: RowMapping) -> Any:
    value = row[column.name]
    if value is None:
        return None
    if column in SEALED:
        value = unit.keys.unseal(*SEALED[column](row), value)
    if column in PACKED:
        return unpack(value)
    return instant(value).isoformat() if isinstance(column.type, Double) else value
