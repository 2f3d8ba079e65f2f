"""Finding the names of colleagues in a text, to ask before it is shared (K5, S03). Names are matched, never guessed."""

import re
import unicodedata
from collections.abc import Mapping

_WORDS = (r"\w+", r"\w+(?:-\w+)+", r"\w+(?:['’-]\w+)+")
"""Words alone, and those that hang together: "Noor's" names Noor, and Anne-Marie is one name."""

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


def named_in(text: str, people: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids of the people of whom one of the names stands in the text as a word, in the order of ``people``."""
    folded = " ".join(text.casefold().split())
    perhaps = {
        person: found for person, names in people.items() if (found := [n for n in names if n and n.casefold() in folded])
    }
    if not perhaps:
        return ()
    words = {word.casefold() for pattern in _WORDS for word in re.findall(pattern, text)}
    return tuple(person for person, names in perhaps.items() if any(" " in name or name.casefold() in words for name in names))
