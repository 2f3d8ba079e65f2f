"""The own answers among which somebody picks what one other person reads (``releases``, S40, S53); inside one unit of work."""

from dialogs.language.parts import Question
from storage.groups import people
from storage.store import Unit
from storage.talks import answers, recalling
from storage.talks.conversations import Conversation


def picked(unit: Unit, kept: Conversation, question: Question) -> list[int]:
    """Return the answers that she picked for somebody to read."""
    mark, released = kept.state.marks.get(question.id), question.releases
    chosen = list(mark.chosen) if mark is not None else []
    if released is None or not chosen:
        return []
    if released.of is None:
        return answers.ids_in(unit, kept.id, chosen, 0)
    newest = recalling.newest(unit, people.viewer(unit, kept.person), released.of, chosen)
    return [one.sealed.id for one in newest.values()]


def answered(unit: Unit, person: str, kept: Conversation, question: Question) -> frozenset[str]:
    """Return of which of the questions that a question releases there is an answer of hers."""
    released = question.releases
    if released is None:
        return frozenset()
    if released.of is None:
        return frozenset(name for name, mark in kept.state.marks.items() if mark.answered)
    return frozenset(recalling.newest(unit, people.viewer(unit, person), released.of, list(question.options)))
