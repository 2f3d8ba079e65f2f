"""What several wrote about one person, and what she may learn of who wrote what: nothing (S39, K1, K3).

What is decided here depends on how many wrote, and on the texts; never on which of them wrote which.
"""

import hashlib
from collections.abc import Sequence

from dialogs.language.conditions import ENOUGH, FEW, STILL


def comes_of_it(written: int, least: int, *, longer: bool) -> str:
    """Return what comes of what so many wrote, after they were asked once or ``longer``."""
    if written >= least:
        return ENOUGH
    return STILL if longer else FEW


def told_of_all(said: Sequence[str | None], asked: int) -> str | None:
    """Return what all are to her, where all whom she asked wrote and said the same.

    Any smaller group would point to somebody in it, or tell who outside it wrote nothing.
    """
    return said[0] if said and len(said) == asked and len(set(said)) == 1 else None


def may_be_named(written: int, allowed: int, least: int) -> bool:
    """Whether what is too little may be read with names: enough of them wrote, and each of these said yes beforehand."""
    return written >= least and allowed >= written


def place_among(seed: str, question: str, text: str) -> str:
    """Return where a text stands among the others of its theme: by its own words, so whoever wrote it stands nowhere else."""
    return hashlib.sha256(f"{seed}|{question}|{text}".encode(errors="surrogatepass")).hexdigest()
