"""What can be chosen in a format, all of it on one page: nothing of anybody stands there (S18, 001 §2.5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.timing.editions import Editions
from dialogs.saying.catalogue import Entry, catalogue
from storage.groups.people import Person
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What can be chosen in one format, and the word with which that begins."""

    title: str
    word: str | None
    entries: tuple[Entry, ...]


def shown(_unit: Unit, person: Person, *, editions: Editions) -> Mapping[str, object]:
    """Return what the page shows, in the language of its reader."""
    formats = [one.read_in(person.language) for one in editions.library.editions.values() if one.dutch.catalogue]
    return {"catalogues": [Catalogue(one.title, one.starts.command, catalogue(one)) for one in formats]}
