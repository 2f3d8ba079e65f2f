"""How alike two words are, for typing errors."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import partial_ratio


def misspelt(said: str, words: Iterable[str]) -> Iterator[str]:
    """Yield the words from which a word is one typing error away."""
    return (word for word in words if DamerauLevenshtein.distance(said, word) == 1)


def nearest(said: str, words: Iterable[str], least: int) -> str | None:
    """Return the word that is most like a word, if it is at least so many hundredths alike."""
    found = process.extractOne(said, list(words), score_cutoff=least)
    return found[0] if found else None


def alike(one: str, other: str) -> float:
    """Return how many hundredths the shorter of two texts is like some part of the other."""
    return partial_ratio(one, other)
