"""How often the same was chosen, over all who did, told as a number that points to nobody (S50, K1, K3, K6). Pure.

What was told once is never worked out anew. What came since waits until so many people chose the same that their number alone
can be told: whoever lays two messages side by side learns of no fewer people than one message tells of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BESIDE = 2
"""How many people of a group are always left of whom a number does not say that they chose the same."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """That somebody chose something: by the number of her answer, which only grows."""

    number: int
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was chosen as it was told, or so often at least, and the newest answer that is in it."""

    times: int
    more: bool
    newest: int

    def packed(self) -> str:
        """Return it as it is kept with its round."""
        return f"{self.times} {'+' if self.more else '='} {self.newest}"


def unpacked(kept: str) -> Count:
    """Return what was kept with a round."""
    times, sign, newest = kept.split()
    return Count(int(times), sign == "+", int(newest))


def counted_up(before: Mapping[str, Count], chosen: Iterable[Chosen], least: int, people: int) -> dict[str, Count]:
    """Return what is told now of each thing: what was told before, and what came since where that is enough.

    That is where ``least`` people chose it since then. In a group of so many ``people`` no number says that all but one of them
    did: it is told as so many at least, and not at all where that would be too few.
    """
    found, since = dict(before), [one for one in chosen if one.what not in before or one.number > before[one.what].newest]
    for what in sorted({one.what for one in since}):
        these = [one for one in since if one.what == what]
        many, most = len({one.who for one in these}), people - BESIDE
        told = min(many, most)
        if told >= least:
            was = before.get(what, Count(0, more=False, newest=0))
            found[what] = Count(was.times + told, was.more or many >= most, max(one.number for one in these))
    return found
