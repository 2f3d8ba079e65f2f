"""Finding the names of colleagues in a text, to ask before it is shared (K5, S03). Names are matched, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from babel.lists import format_list

from dialogs.answers.likeness import misspelt
from dialogs.saying.phrases import Language

_WORDS = (r"\w+", r"\w+(?:-\w+)+", r"\w+(?:['’-]\w+)+")
"""Words alone, and those that hang together: "Noor's" names Noor, and Anne-Marie is one name."""

SHORTEST = 3
"""Letters that a part of a name needs to name somebody by itself."""
_DRAWN = frozenset("*_`~[]<>#|\\")
"""Signs that chats draw as something else; in a name they could make other lines look like somebody else's."""

_UNDRAWN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Signs that count as letters or marks, and of which nothing is seen; so are those that choose a variant."""


def _unseen(sign: str) -> bool:
    variant = "\u180b" <= sign <= "\u180f" or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    return variant or sign in _UNDRAWN or unicodedata.category(sign) in {"Cc", "Cf"}


def plain_name(text: str) -> str:
    """Return a name as it can stand beside a text: on one line, without signs that are unseen or drawn (K7)."""
    seen = (sign for sign in " ".join(text.split()) if sign not in _DRAWN and not _unseen(sign))
    return " ".join("".join(seen).split())


def same_name(one: str, other: str) -> bool:
    """Whether two names read as one and the same."""
    return _as_read(one) == _as_read(other)


def _as_read(name: str) -> str:
    """Return a name as it reads, however its letters are kept."""
    return unicodedata.normalize("NFKC", plain_name(name)).casefold()


def listed(names: Sequence[str], language: Language) -> str:
    """Return names as one says them: "Noor, Bram en Joost"."""
    return format_list(names, locale=language) if names else ""


def named_in(text: str, people: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the people who are named in the text, in full or by their first name, in the order of ``people``."""
    folded = _folded(text)
    perhaps = [person for person, name in people.items() if " " in (short := _short(name)) or _folded(short) in folded]
    if not perhaps:
        return ()
    folded = " ".join(folded.split())
    words = {word for pattern in _WORDS for word in re.findall(pattern, folded)}
    return tuple(person for person in perhaps if _stands_in(people[person], folded, words))


def namesakes(people: Mapping[str, str]) -> list[list[str]]:
    """Return those whose names read as one and the same."""
    found: dict[str, list[str]] = {}
    for id_, name in people.items():
        found.setdefault(_as_read(name), []).append(id_)
    return [alike for alike in found.values() if len(alike) > 1]


def people_called(text: str, people: Mapping[str, str]) -> tuple[bool, tuple[str, ...]]:
    """Return who is meant by a name, and whether that is sure: more than one, or one typing error, has to be asked (C-40)."""
    said = _as_read(text)
    names = {id_: _as_read(name) for id_, name in people.items()}
    ways: tuple[Callable[[str], bool], ...] = (
        lambda name: said in {name, name.partition(" (")[0]},  # what stands behind it tells namesakes apart
        lambda name: said in name.split(),
        lambda name: any(misspelt(said, (one for one in (name, *name.split()) if len(one) > SHORTEST))),
    )
    for sure, way in zip((True, True, False), ways, strict=True):
        if found := tuple(id_ for id_, name in names.items() if said and way(name)):
            return sure and len(found) == 1, found
    return False, ()


def _stands_in(name: str, folded: str, words: set[str]) -> bool:
    """Whether a name stands in a text, also with the s of what is somebody's: "Noors idee"."""
    short = _folded(_short(name))
    return not words.isdisjoint({short, f"{short}s"} if short else ()) or (" " in name and _folded(name) in folded)


def _folded(text: str) -> str:
    """Return a text in small letters without accents, as people type a name that has them."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _short(name: str) -> str:
    """Return the part of a name that names somebody by itself: the first that is long enough, else the whole name."""
    for part in name.split(" "):
        if len(part) >= SHORTEST and part[0].isupper():
            return part
    return name
