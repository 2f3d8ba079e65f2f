"""Who counts answers, as the gate knows it; only ``storage.talks.tallies`` may ask in this way (trust S15)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """A reader who learns what was chosen at some questions by all together, and of nobody what: those say so beforehand (V4).

    Nobody reads what it reads: only what comes of it is told, and only where that tells of no single person.
    """

    questions: frozenset[str]
