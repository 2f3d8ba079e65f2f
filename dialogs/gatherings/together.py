"""What people of a group chose together, told in words that give no single answer away (V4, K1, K3, S16, S17, S26). Pure.

Only here it is worked out what is told. It looks at nothing but on which side each answer is, and a side holds two answers at
least: whoever compares all that she ever hears, and knows all answers but one, still can't tell the two apart.
"""

from collections import Counter as Count
from collections.abc import Collection, Sequence

from dialogs.language.asking import Counted

DIFFER, FEW = "+differ", "+few"
"""That no side is told, and that so few chose that nothing is; no side of a format is called so."""

Votes = Sequence[tuple[str, ...]]
"""What each of those who chose did choose, in no order that tells who."""


def outcome(counted: Counted, votes: Votes, least: int) -> str:
    """Return the side that is told of what was chosen, or DIFFER; FEW below ``least`` answers, and where that is 0 (K1, K6).

    Three quarters and all are told alike, so that nobody hears that all were of one mind; of three answers two are enough.
    """
    found = Count(side for vote in votes for side, held in counted.sides.items() if set(vote) & set(held.of))
    if not least or found.total() < least:
        return FEW
    (first, many), (_, second) = [*found.most_common(2), ("", 0)][:2]
    told = many > second if counted.most else found.total() - many <= max(1, found.total() // 4)
    return first if told else DIFFER


def overlap(these: Collection[str], told: Sequence[Collection[str]]) -> bool:
    """Whether what comes of the answers of these people is not to be told beside what is told of others at the same time.

    Who is in two groups answers in both (GE16). With one person in common nothing can be taken from each other that tells of a
    few: on which side she is stays open. With more of them it can, unless all are the same (trust §11, 0041).
    """
    return any(len(set(one) & set(these)) > 1 and set(one) != set(these) for one in told)


def outcomes(counted: Counted) -> list[str]:
    """Return what may come of it, as a condition names that."""
    return [*counted.sides, as_chosen(DIFFER), as_chosen(FEW)]


def as_chosen(found: str) -> str:
    """Return how a condition names an outcome: by its side, or as "differ" or "few"."""
    return found.removeprefix("+")


def in_words(counted: Counted, found: str | None) -> str:
    """Return what is told of an outcome; of one that is not there yet, or no more, as of too few answers."""
    if found == DIFFER:
        return counted.differ
    return counted.sides[found].says if found in counted.sides else counted.few
