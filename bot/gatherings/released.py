"""The own answers among which somebody picks what one other person reads (``releases``, S40, S53); inside one unit of work."""

from collections.abc import Mapping, Sequence

from dialogs.language.asking import Release
from dialogs.language.content import Format
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


def answered(unit: Unit, person: str, kept: Conversation, question: Question) -> Mapping[str, str]:
    """Return of which of the questions that a question releases there is an answer of hers, each with who reads it now.

    One person reads an answer at a time (V5): who picks it for another takes it from the one before. Nobody is "".
    """
    released, options = question.releases, list(question.options)
    if released is None:
        return {}
    if released.of is None:
        told = [name for name, mark in kept.state.marks.items() if mark.answered]
        found = {one.sealed.question: one for one in answers.given_in(unit, people.viewer(unit, person), kept.id, told, 0)}
        return {name: _reader(unit, found.get(name)) for name in told}
    if _of_her_round(kept, released):
        return {one.sealed.question: _reader(unit, one) for one in _told_in_her_round(unit, kept, options)}
    newest = recalling.newest(unit, people.viewer(unit, person), released.of, options)
    return {name: _reader(unit, one) for name, one in newest.items()}


def lacks(unit: Unit, person: str, format: Format) -> str | None:
    """Return the format in which she wrote nothing yet, where all that this one does is let somebody read some of that."""
    stage = format.stages[0]
    found = {question.releases.of: question for question in stage.questions if question.releases and question.releases.of}
    if stage.worded or not found or format.id in found:
        return None
    viewer = people.viewer(unit, person)
    there = any(recalling.newest(unit, viewer, of, list(question.options)) for of, question in found.items())
    return None if there else next(iter(found))


def _reader(unit: Unit, one: Readable | None) -> str:
    reader = one.sealed.reader if one is not None and one.sealed.level == "V5" else None
    return people.name_of(unit, reader) if reader is not None else ""


def _of_her_round(kept: Conversation, released: Release) -> bool:
    """Whether what is released was told in the same round of hers, and not in another that she planned (S08)."""
    return released.of == kept.format and kept.round is not None


def _told_in_her_round(unit: Unit, kept: Conversation, questions: Sequence[str]) -> list[Readable]:
    return recalling.told_in(unit, people.viewer(unit, kept.person), kept.round or 0, questions)
