"""Who tells a story where a group comes together, in which order, and how long that takes (S06).

The order is drawn by a seed, so that it is the same whenever and wherever it is asked for.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from pydantic import Field

from dialogs.language.part import Name, Part, Text
from dialogs.saying.phrases import fill


class Tellers(Part):
    """Who tells something, by what people chose in the round, and what is said of the order and the length of it."""

    who: dict[Name, tuple[Name, ...]] = Field(min_length=1)
    begins: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    never_first: Literal["lead"] | None = None
    titles: tuple[Name, ...] = ()
    each: bool = False
    says: Text
    nobody: Text | None = None
    minutes: int = Field(10, ge=1, le=120)
    besides: int = Field(20, ge=0, le=120)
    most: int = Field(120, ge=1, le=600)
    longer: Text | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions at which is chosen who tells, and who begins."""
        return (*self.who, *self.begins)


def in_order(tellers: Collection[str], begins: Collection[str], not_first: Collection[str], seed: str) -> list[str]:
    """Return who tells in the order of a draw, who wants to begin before the others; who is not first is so only alone."""
    drawn = sorted(tellers, key=lambda one: (one not in begins, hashlib.sha256(f"{seed}:{one}".encode()).digest()))
    first = next((one for one in drawn if one in begins or one not in not_first), None)
    return drawn if first is None else [first, *(one for one in drawn if one != first)]


def said_of(tellers: Tellers, names: Sequence[str], slots: Mapping[str, object]) -> str:
    """Return what is said of the tellers by name, in their order; or of there being none."""
    if not names:
        return fill(tellers.nobody or "", slots)
    minutes = tellers.minutes * len(names) + tellers.besides
    lines = "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))
    known = {**slots, "volgorde": lines, "duur": minutes}
    texts = [tellers.says, *([tellers.longer] if tellers.longer and minutes > tellers.most else [])]
    return "\n\n".join(fill(text, known) for text in texts)
