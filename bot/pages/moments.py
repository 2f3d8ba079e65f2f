"""The moments that the reader wrote down for herself, from the first to the last (S15, 001 §2.1)."""

from collections.abc import Mapping

from bot.pages.owned import talks_of
from bot.timing.editions import Editions
from storage.groups import people
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import recalling

MOST = 1000
"""So many of her last answers stand on the page."""


def shown(unit: Unit, person: Person, *, editions: Editions) -> Mapping[str, object]:
    """Return what somebody's own time line shows: what she told in formats that keep one."""
    formats = [name for name, edition in editions.library.editions.items() if edition.dutch.timeline]
    found = recalling.moments(unit, people.viewer(unit, person.id), formats, MOST)
    return {"moments": [*talks_of(unit, editions, person, found)][::-1]}
