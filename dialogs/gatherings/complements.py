"""How well two people complete each other as a learning duo: what one brings and the other seeks (S41; 003 Tip 1). Pure.

Age is not known, and nobody is a mentor: two who are in a duo are equals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.answers.likeness import alike

COMPLETES, WISHED, SHARED = 10, 15, 4
"""How much counts what one brings and the other seeks, that one asked for the other, and each word of what both work on."""
MOST_SHARED = 3
ONE_LINE = 20
"""How much it counts against two that one of them leads the other."""
ALIKE = 85
"""From how alike two names of a field are the same one."""
_LONG_WORDS = re.compile(r"[^\W\d_]{6,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who looks for a duo, as she told it."""

    id: str
    brings: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    about: str = ""
    field: str = ""
    elsewhere: bool = True
    """Whether the other one may come from quite another field."""
    prefers: str | None = None
    leads: frozenset[str] = frozenset()
    """Whom she leads in a team of hers."""

    def leads_or_is_led_by(self, other: "Candidate") -> bool:
        """Whether one of the two leads the other: then equality asks for a word (S41)."""
        return other.id in self.leads or self.id in other.leads


def completing(one: Candidate, other: Candidate) -> frozenset[str]:
    """Return what one brings that the other seeks."""
    return one.brings & other.seeks


def may_be_a_duo(one: Candidate, other: Candidate) -> bool:
    """Whether neither asked for somebody of her own field where the other is of another."""
    if (one.elsewhere and other.elsewhere) or not (one.field and other.field):
        return True
    return alike(one.field.casefold(), other.field.casefold()) >= ALIKE


def fit(one: Candidate, other: Candidate) -> int:
    """Return how well two complete each other, the same either way; never less than 0."""
    completes = len(completing(one, other)) + len(completing(other, one))
    wished = (one.prefers == other.id) + (other.prefers == one.id)
    shared = min(len(shared_words(one, other)), MOST_SHARED)
    against = ONE_LINE * one.leads_or_is_led_by(other)
    return max(ONE_LINE + COMPLETES * completes + WISHED * wished + SHARED * shared - against, 0)


def shared_words(one: Candidate, other: Candidate) -> frozenset[str]:
    """Return the long words that both use for what they want to work on."""
    mine, yours = (frozenset(_LONG_WORDS.findall(each.about.casefold())) for each in (one, other))
    return mine & yours


def reasons(one: Candidate, other: Candidate) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield why two go together, each as a phrase and what fills it, for who asks (S41)."""
    for giver, taker in ((one, other), (other, one)):
        if found := completing(giver, taker):
            yield "match.brings", {"wie": giver.id, "ander": taker.id, "wat": tuple(sorted(found))}
    if words := shared_words(one, other):
        yield "match.both_name", {"wat": ", ".join(sorted(words)[:MOST_SHARED])}
    for wisher, wished in ((one, other), (other, one)):
        if wisher.prefers == wished.id:
            yield "match.wished", {"wie": wisher.id, "ander": wished.id}
    if one.leads_or_is_led_by(other):
        yield "match.one_line", {}
