"""Finding the names of colleagues in a text, to ask before it is shared (K5, S03). Names are matched, never guessed."""

import re
import unicodedata
from collections.abc import Mapping

_WORDS = (r"\w+", r"\w+(?:-\w+)+", r"\w+(?:['’-]\w+)+")
"""Words alone, and those that hang together: "Noor's" names Noor, and Anne-Marie is one name."""

SHORTEST = 3
"""Letters that a part of a name needs to name somebody by itself."""
_DRAWN = frozenset("*_`~[]<>#|\\")
"""Signs that chats draw as something else; in a name they could make other lines look like somebody else's."""


def plain_name(text: str) -> str:
    """Return a name as it can stand beside a text: on one line, without signs that are unseen or drawn (K7)."""
    seen = (sign for sign in " ".join(text.split()) if sign not in _DRAWN and unicodedata.category(sign) not in {"Cc", "Cf"})
    return " ".join("".join(seen).split())


def same_name(one: str, other: str) -> bool:
    """Whether two names read as one and the same."""
    folded = (unicodedata.normalize("NFKC", plain_name(name)).casefold() for name in (one, other))
    return next(folded) == next(folded)


def named_in(text: str, people: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the people who are named in the text, in full or by their first name, in the order of ``people``."""
    folded = " ".join(text.casefold().split())
    perhaps = [person for person, name in people.items() if _short(name).casefold() in folded]
    if not perhaps:
        return ()
    words = {word.casefold() for pattern in _WORDS for word in re.findall(pattern, text)}
    return tuple(person for person in perhaps if _stands_in(people[person], folded, words))


def _stands_in(name: str, folded: str, words: set[str]) -> bool:
    return _short(name).casefold() in words or (" " in name and name.casefold() in folded)


def _short(name: str) -> str:
    """Return the part of a name that names somebody by itself: the first that is long enough, else the whole name."""
    for part in name.split(" "):
        if len(part) >= SHORTEST and part[0].isupper():
            return part
    return name
