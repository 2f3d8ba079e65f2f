"""Weighing scales against each other, so that advice can depend on what somebody leans to (S23). Pure, and exact.

It is a conversation aid and no test: where little was answered, or all alike, nothing is said of it.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, get_args

from pydantic import Field

from dialogs.language.options import Option
from dialogs.language.part import Name, Part
from dialogs.language.parts import Question

Leaning = Literal["towards", "near", "away", "unclear"]
"""Where somebody leans: to what is weighed, to neither side much, to the other side; or not enough was said."""


class Pair(Part):
    """Scales that are weighed against others: by how much the mean of the one lies above that of the other at least."""

    more: tuple[Name, ...] = Field(min_length=1)
    than: tuple[Name, ...] = Field(min_length=1)
    by: float = Field(0, ge=0, le=10)


class Weighing(Part):
    """What all pairs of scales together lean to; within ``near`` it is left open."""

    pairs: tuple[Pair, ...] = Field(min_length=1)
    near: float = Field(0, ge=0, le=10)

    @property
    def scales(self) -> tuple[str, ...]:
        """The scales that are weighed, each once."""
        return tuple(dict.fromkeys(name for pair in self.pairs for name in (*pair.more, *pair.than)))

    def leans(self, answers: Mapping[str, int]) -> Leaning:
        """Return where the answers lean; ``unclear`` where two thirds is missing, a side has none, or all are alike."""
        sides = [side for pair in self.pairs for side in (pair.more, pair.than)]
        if any(answers.keys().isdisjoint(side) for side in sides):
            return "unclear"
        if 3 * len(answers) <= len(self.scales) or len(set(answers.values())) == 1:
            return "unclear"
        above = {pair: _mean(pair.more, answers) - _mean(pair.than, answers) for pair in self.pairs}
        if all(lies >= _exact(pair.by) for pair, lies in above.items()):
            return "towards"
        return "near" if min(above.values()) >= -_exact(self.near) else "away"

    def asked_as(self, name: str) -> Question:
        """Return how a condition looks at it; nobody is asked."""
        return Question(id=name, kind="choice", ask=name, options={one: Option(label=one) for one in get_args(Leaning)})


def _mean(names: Sequence[str], answers: Mapping[str, int]) -> Fraction:
    given = [answers[name] for name in names if name in answers]
    return Fraction(sum(given), len(given))


def _exact(number: float) -> Fraction:
    return Fraction(str(number))
