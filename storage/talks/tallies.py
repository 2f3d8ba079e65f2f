"""The one way to what several chose together: through the gate, as a tally that nobody reads (V4, trust S15).

What is made of it is told in words or as a number by ``dialogs.gatherings``, and nothing else counts answers; the import
contracts let no other module ask the gate in this way.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement

from dialogs.counting import Tally
from storage.store import Unit
from storage.talks import answers
from storage.talks.answers import Readable


def chosen_at(unit: Unit, questions: Collection[str], condition: ColumnElement[bool]) -> list[Readable]:
    """Return those answers to some questions of which a condition holds, to be counted and not to be read."""
    return answers.through_the_gate(unit, Tally(frozenset(questions)), condition)


def chosen_in(unit: Unit, questions: Collection[str], ids: Iterable[int]) -> list[Readable]:
    """Return those of some answers that were given to some questions, to be counted and not to be read."""
    return answers.read(unit, Tally(frozenset(questions)), ids)
