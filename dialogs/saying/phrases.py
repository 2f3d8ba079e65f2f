"""The bot's own sentences in one language, with their empty places filled (spec texts_nl; the Dutch is the source)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]
_SLOT = re.compile(r"\{([a-z_]+)(?::([^{}|]+)\|([^{}|]+))?\}")
"""A place; ``{aantal:week|weken}`` is filled with the word that goes with the number."""
NOTHING = "\0"
"""Stands for what is not there; no text that somebody wrote holds it."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """All sentences of one language; what a language lacks is said in Dutch."""

    language: Language
    texts: Mapping[str, str]

    def text(self, key: str, slots: Mapping[str, object] | None = None) -> str:
        """Return a sentence with its places filled.

        Raises KeyError when there is no such sentence, or a place has nothing to fill it.
        """
        return fill(self.texts[key], slots or {})


def fill(text: str, slots: Mapping[str, object], replaces: Mapping[str, str] | None = None) -> str:
    """Return a text with each ``{place}`` filled; what is filled in is never read for places itself.

    A line with a place for which there is nothing (None) is left out.
    ``replaces`` are words that are said otherwise in a rhythm or a round, one after the other; they leave what is filled in
    alone. What stands in their place is only looked up where they stand.
    """
    for old in replaces or ():
        text = text.replace(old, replaces[old]) if replaces and old in text else text
    if "{" not in text:
        return text
    filled = _in_place(text, slots)
    return filled if NOTHING not in filled else _in_place(_known_lines(text, slots), slots)


def _in_place(text: str, slots: Mapping[str, object]) -> str:
    return _SLOT.sub(lambda place: _filled(place, slots), text)


def _known_lines(text: str, slots: Mapping[str, object]) -> str:
    return "\n".join(line for line in text.split("\n") if all(slots[name] is not None for name in slots_in(line)))


def _filled(place: re.Match[str], slots: Mapping[str, object]) -> str:
    found = slots[place[1]]
    value = NOTHING if found is None else str(found)
    if place[2] is None:
        return value
    return place[2] if abs(int(value)) == 1 else place[3]


def slots_in(text: str) -> set[str]:
    """Return the names of the places that a text leaves open."""
    return {place[1] for place in _SLOT.finditer(text)}
