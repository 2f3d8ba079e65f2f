"""Finding the names of colleagues in a text, to ask before it is shared (K5, S03). Names are matched, never guessed."""

import re
from collections.abc import Mapping

_WORDS = (r"\w+", r"\w+(?:-\w+)+", r"\w+(?:['’-]\w+)+")
"""Words alone, and those that hang together: "Noor's" names Noor, and Anne-Marie is one name."""


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
