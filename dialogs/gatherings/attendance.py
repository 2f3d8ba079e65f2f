"""Whether somebody comes to meetings, and when missing them is worth a word to who leads them (S25). Pure; it judges nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Says = Literal["can", "maybe", "cannot", "was", "was_not"]
"""What was said last: she can come, perhaps, or not; she was there, or not."""
MISSED: frozenset[Says] = frozenset({"cannot", "was_not"})


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of somebody and one meeting, and when."""

    says: Says
    at: datetime


def missed_again(told: Mapping[int, Told], days: Mapping[int, datetime], now: datetime, often: int) -> datetime | None:
    """Return since when it is known that somebody missed so many meetings that are behind us; None before that (000 VR4)."""
    known = sorted(max(one.at, days[number]) for number, one in told.items() if one.says in MISSED and number in days)
    behind = [moment for moment in known if moment <= now]
    return behind[often - 1] if len(behind) >= often else None


def cannot(told: Mapping[str, Mapping[int, Told]], number: int, people: Iterable[str], says: Says = "cannot") -> list[str]:
    """Return who of some people said that she cannot come to a meeting, or whatever else was said."""
    return [one for one in people if (found := told.get(one, {}).get(number)) is not None and found.says == says]


def all_can(told: Mapping[str, Mapping[int, Told]], numbers: Iterable[int], people: Iterable[str]) -> bool:
    """Whether everybody said that she can come to each of some meetings."""
    those = list(people)
    return all(len(cannot(told, number, those, "can")) == len(those) for number in numbers)
