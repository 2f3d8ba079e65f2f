"""Looking for a word in all that a town keeps, unsealed, and in all that anybody can read of it."""

import io
import sqlite3
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.upkeep.exporting import taken_along
from storage.database.snapshot import snapshot
from storage.errors import MissingKey
from storage.outgoing import web
from storage.privacy.apart import told_in
from storage.privacy.keys import KeyStore
from storage.store import Unit
from storage.tables import answer, conversation, file, metadata, web_message
from storage.talks import answers, files
from tests.kit.town import Town

Found = set[str]
"""Where a word stands: ``table.column``."""


Sealed = tuple[str, str, str, bytes]
"""Where a value stands, the name of its key, what it is bound to, and the value."""


def _sealed(unit: Unit) -> Iterator[Sealed]:
    """Return all that people told, as it is sealed."""
    for row in unit.connection.execute(select(answer).where(answer.c.body.is_not(None))):
        place = answers.place(row.conversation, row.question, row.repetition)
        yield "answer.body", told_in(row.owner, row.conversation, row.apart), place, row.body
    for row in unit.connection.execute(select(conversation).where(conversation.c.state.is_not(None))):
        yield "conversation.state", told_in(row.person, row.id, row.apart), f"conversation.state|{row.id}", row.state
    for row in unit.connection.execute(select(web_message).where(web_message.c.body.is_not(None))):
        key = web.key_for(row.place, row.id, row.apart)
        yield "web_message.body", key, web.sealed_at(row.place, row.id), row.body
    for row in unit.connection.execute(select(file)):
        key = files.key_for(row.owner, row.apart)
        yield "file.name", key, f"file.name|{row.id}", row.name
        yield "file.body", key, f"file.body|{row.id}", row.body


def _opened(unit: Unit, *, without_key: bool = False) -> list[tuple[str, str]]:
    """Return all that people told, as only the keys open it, with where it stands; of some of it the key may be gone."""
    found = []
    for where, key, place, value in _sealed(unit):
        try:
            found.append((where, unit.keys.unseal_bytes(key, place, value).decode("utf-8", "replace")))
        except MissingKey:
            if not without_key:
                raise
    return found


def _as_it_stands(unit: Unit) -> list[tuple[str, str]]:
    """Return all that stands in the tables without a seal."""
    rows = [(table, row) for table in metadata.sorted_tables for row in unit.connection.execute(select(table)).mappings()]
    return [(f"{table.name}.{name}", value) for table, row in rows for name, value in row.items() if isinstance(value, str)]


async def where(place: Town, word: str) -> Found:
    """Return where a word stands in the database, sealed or not."""

    def found(unit: Unit) -> Found:
        return {where for where, text in [*_opened(unit), *_as_it_stands(unit)] if word in text.casefold()}

    return await place.app.store.read(found)


def copied(place: Town, to: Path) -> Path:
    """Copy the database of a town as it stands now, without its keys; return its folder."""
    to.mkdir()
    with closing(sqlite3.connect(place.folder / "leerbot.db")) as now, closing(sqlite3.connect(to / "leerbot.db")) as copy:
        now.backup(copy)
    return to


def where_in_copy(folder: Path, keys: KeyStore, word: str) -> Found:
    """Return where a word stands in a copy of a database, for who has these keys."""
    with snapshot(folder, keys) as unit:
        return {where for where, text in _opened(unit, without_key=True) if word in text.casefold()}


async def readers(place: Town, word: str, people: Collection[str]) -> Found:
    """Return who can still find a word: in her column, or in what she takes along."""
    now, editions, found = place.clock.now(), place.app.editions, set[str]()
    for one in people:
        body = await place.app.store.read(lambda unit, one=one: taken_along(unit, editions, one, now))  # type: ignore[misc]
        along = zipfile.ZipFile(io.BytesIO(body))
        texts = [await place.reads(one), *(along.read(name).decode("latin-1") for name in along.namelist()), *along.namelist()]
        found |= {one} if any(word in text.casefold() for text in texts) else set()
    return found


async def sealed_with(place: Town, word: str) -> Found:
    """Return the names of the keys that seal a word now."""

    def found(unit: Unit) -> Found:
        opened = ((key, unit.keys.unseal_bytes(key, place, value)) for _, key, place, value in _sealed(unit))
        return {key for key, text in opened if word in text.decode("utf-8", "replace").casefold()}

    return await place.app.store.read(found)


def in_files(place: Town, *words: bytes) -> list[str]:
    """Return the files of the data folder that hold one of these bytes."""
    files: list[Any] = [path for path in place.folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]
