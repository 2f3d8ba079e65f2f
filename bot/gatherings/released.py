"""The own answers among which somebody picks what one other person reads (``releases``, S40, S53); inside one unit of work."""

from collections.abc import Sequence

from dialogs.language.asking import Release
from dialogs.language.parts import Question
from storage.groups import people
from storage.store import Unit
from storage.talks import answers, recalling
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation


def picked(unit: Unit, kept: Conversation, question: Question) -> list[int]:
    """Return the answers that she picked for somebody to read."""
    mark, released = kept.state.marks.get(question.id), question.releases
    chosen = list(mark.chosen) if mark is not None else []
    if released is None or not chosen:
        return []
    if released.of is None:
        return answers.ids_in(unit, kept.id, chosen, 0)
    if _of_her_round(kept, released):
        return [one.sealed.id for one in _told_in_her_round(unit, kept, chosen)]
    newest = recalling.newest(unit, people.viewer(unit, kept.person), released.of, chosen)
    return [one.sealed.id for one in newest.values()]


def answered(unit: Unit, person: str, kept: Conversation, question: Question) -> frozenset[str]:
    """Return of which of the questions that a question releases there is an answer of hers."""
    released = question.releases
    if released is None:
        return frozenset()
    if released.of is None:
        return frozenset(name for name, mark in kept.state.marks.items() if mark.answered)
    if _of_her_round(kept, released):
        return frozenset(one.sealed.question for one in _told_in_her_round(unit, kept, list(question.options)))
    return frozenset(recalling.newest(unit, people.viewer(unit, person), released.of, list(question.options)))


def _of_her_round(kept: Conversation, released: Release) -> bool:
    """Whether what is released was told in the same round of hers, and not in another that she planned (S08)."""
    return released.of == kept.format and kept.round is not None


def _told_in_her_round(unit: Unit, kept: Conversation, questions: Sequence[str]) -> list[Readable]:
    return recalling.told_in(unit, people.viewer(unit, kept.person), kept.round or 0, questions)
