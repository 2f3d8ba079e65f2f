"""What somebody is given to read on a page, or takes along from it, written down in the log of acts (trust S18)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from bot.incoming.attachments import for_reader
from storage.groups import people
from storage.groups.people import Person
from storage.privacy import audit, reading
from storage.store import Store, Unit

ALONE = "alone"
"""Under which name a page says whose texts, shared with few only, its reader reads for the first time today."""


def with_authors(unit: Unit, person: Person, shown: Mapping[str, Any], now: datetime) -> Mapping[str, object]:
    """Return what a page with digests shows, with the authors of whom its reader reads for the first time today."""
    ids = {id_ for one in shown["digests"] for id_ in one.answers}
    return {**shown, ALONE: reading.not_noted(unit, person.id, reading.authors(unit, person.id, ids), now)}


def file_of(unit: Unit, person: Person, file: str, now: datetime) -> tuple[tuple[str, str, bytes] | None, list[str]]:
    """Return a file that somebody may have, and of whom she reads for the first time today with it."""
    found = for_reader(unit, person.id, file)
    authors = reading.authors(unit, person.id, (), file=file) if found else ()
    return found, reading.not_noted(unit, person.id, authors, now)


async def read_by(store: Store, person: Person, authors: Collection[str], now: datetime) -> None:
    """Write down that somebody reads what was shared with few only; a look that is not the first of a day writes nothing."""
    if authors:
        await store.run(partial(reading.note, reader=person.id, authors=authors, now=now, origin="page"))


async def taken_by(store: Store, person: Person, act: str, subject: str, now: datetime) -> None:
    """Write down that somebody takes something along; nothing of who was erased while it was gathered."""

    def work(unit: Unit) -> None:
        if people.is_known(unit, person.id):
            audit.note(unit, act, now, actor=person.id, subject=subject, origin="page")

    await store.run(work)
