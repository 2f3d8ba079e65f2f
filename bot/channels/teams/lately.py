"""Where people wrote a moment ago: a reply goes there without being looked up."""

from collections.abc import Callable

from storage.outgoing.chats import Place

LATELY = 60.0
"""Seconds for which it is known; a reply goes within a second, or is tried again within some."""
MOST = 10_000


class Lately:
    """Remembers it in this process alone; ``now`` is a steady clock, in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._places: dict[str, tuple[float, Place]] = {}

    def heard(self, person: str, place: Place) -> None:
        """Remember where somebody writes, by her address."""
        self._places.pop(person, None)
        if len(self._places) >= MOST:
            del self._places[next(iter(self._places))]
        self._places[person] = self._now() + LATELY, place

    def forget(self, person: str) -> None:
        """Look it up from now on."""
        self._places.pop(person, None)

    def of(self, person: str) -> Place | None:
        """Return where somebody wrote lately."""
        until, place = self._places.get(person, (0.0, None))
        return place if until > self._now() else None
