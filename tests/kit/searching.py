"""Looking for a word in all that a town keeps, unsealed, and in all that anybody can read of it."""

import io
import zipfile
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from bot.exporting import taken_along
from storage import answers, files
from storage.store import Unit
from storage.tables import answer, conversation, file, metadata, web_message
from storage.web import key_of
from tests.kit.town import Town

Found = set[str]
"""Where a word stands: ``table.column``."""


def _opened(unit: Unit) -> list[tuple[str, str]]:
    """Return all that people told, as only the keys open it, with where it stands."""
    keys, found = unit.keys, []
    for row in unit.connection.execute(select(answer).where(answer.c.body.is_not(None))):
        place = answers.place(row.conversation, row.question, row.repetition)
        found.append(("answer.body", keys.unseal(row.owner, place, row.body)))
    held = unit.connection.execute(select(conversation).where(conversation.c.state.is_not(None)))
    found += [("conversation.state", keys.unseal(row.person, f"conversation.state|{row.id}", row.state)) for row in held]
    for row in unit.connection.execute(select(web_message).where(web_message.c.body.is_not(None))):
        place = f"web_message.body|{row.place}|{row.id}"
        found.append(("web_message.body", keys.unseal(key_of(row.place), place, row.body)))
    for id_ in unit.connection.execute(select(file.c.id)).scalars():
        found.append(("file.name", files.describe(unit, id_).name))
        found.append(("file.body", files.content(unit, id_).decode("latin-1")))
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


async def readers(place: Town, word: str, people: Collection[str]) -> Found:
    """Return who can still find a word: in her column, or in what she takes along."""
    now, editions, found = place.clock.now(), place.app.editions, set[str]()
    for one in people:
        body = await place.app.store.read(lambda unit, one=one: taken_along(unit, editions, one, now))  # type: ignore[misc]
        along = zipfile.ZipFile(io.BytesIO(body))
        texts = [await place.reads(one), *(along.read(name).decode("latin-1") for name in along.namelist()), *along.namelist()]
        found |= {one} if any(word in text.casefold() for text in texts) else set()
    return found


def in_files(place: Town, *words: bytes) -> list[str]:
    """Return the files of the data folder that hold one of these bytes."""
    files: list[Any] = [path for path in place.folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]
