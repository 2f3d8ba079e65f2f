"""Finding the names of colleagues in a text, to ask before it is shared (K5, S03). Names are matched, never guessed."""

import re
from collections.abc import Mapping

_WORDS = (r"\w+", r"\w+(?:-\w+)+", r"\w+(?:['’-]\w+)+")
"""Words alone, and those that hang together: "Noor's" names Noor, and Anne-Marie is one name."""


def named_in(text: str, people: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids of the people of whom one of the names stands in the text as a word, in the order of ``people``."""
    words = {word.casefold() for pattern in _WORDS for word in re.findall(pattern, text)}
    folded = " ".join(text.casefold().split())
    return tuple(
        person
        for person, names in people.items()
        if any(name and (name.casefold() in words if " " not in name else name.casefold() in folded) for name in names)
    )
