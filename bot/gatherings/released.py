"""The own answers among which somebody picks what one other person reads (``releases``, S40, S53); inside one unit of work.

What is picked is of one thing that she planned for herself, and never of two: of the one she chooses where several go on
(``which``), else of the newest that is not over (S08).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings.during import first_day, goes_on
from bot.planned.named_rounds import own_name
from dialogs.answers.dates import day_in_words
from dialogs.answers.names import plain_name
from dialogs.language.asking import Release
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from storage.groups import people, rounds
from storage.store import Unit
from storage.talks import answers, recalling
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.surroundings import Setting

_ONE = "own+"
"""With what begins what stands for one of them; no option of a format is called so."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody planned for herself that a conversation is about: at which question it is chosen, and what stands for it.

    ``beside`` says whether she wrote something in others too, so that it is said which one is meant.
    """

    at: str
    chosen: str
    round: int
    beside: bool


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
    return [one.sealed.id for one in _newest(unit, kept, released.of, chosen).values()]


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
    newest = _newest(unit, kept, released.of, options)
    return {name: _reader(unit, one) for name, one in newest.items()}


def let_read(unit: Unit, reader: str, owner: str, came_of: Conversation, of: str, questions: Sequence[str]) -> list[Readable]:
    """Return what somebody lets another read of the one thing from which she picked it in a conversation."""
    found = recalling.by_round(unit, people.viewer(unit, reader), of, questions, owner)
    meant = round_of(unit, came_of, of, found)
    return list(found.get(meant, {}).values()) if meant is not None else []


def lacks(unit: Unit, person: str, format: Format) -> str | None:
    """Return the format in which she wrote nothing yet, where all that this one does is let somebody read some of that."""
    stage = format.stages[0]
    found = {question.releases.of: question for question in stage.questions if question.releases and question.releases.of}
    if stage.worded or not found or format.id in found:
        return None
    viewer = people.viewer(unit, person)
    there = any(recalling.by_round(unit, viewer, of, list(question.options)) for of, question in found.items())
    return None if there else next(iter(found))


def to_choose(unit: Unit, setting: "Setting") -> dict[str, dict[str, str]]:
    """Return which of what she planned for herself goes on and holds something, by question, as each is called on a button."""
    stage, opened = setting.stage, setting.conversation.opens_at
    found = {one.id: _going_on(unit, setting.person.id, stage, opened) for one in stage.questions if one.which}
    return {name: {_stands_for(id_): _called(unit, setting, id_) for id_ in ids} for name, ids in found.items()}


def _called(unit: Unit, setting: "Setting", id_: int) -> str:
    """Return what somebody called what she planned for herself, with the day on which it begins."""
    phrases, person, planned = setting.phrases, setting.person, rounds.load(unit, id_)
    name = own_name(unit, planned)
    if name is not None:
        setting.names_given.note(name)
    called = plain_name(name.value.text or "") if name is not None else phrases.text("trajectory.unnamed")
    day = day_in_words(first_day(unit, planned), person.zone, person.language)
    return phrases.text("released.one", {"naam": called, "datum": day})


def meant_at_once(unit: Unit, person: str, stage: Stage, now: datetime) -> Meant | None:
    """Return what is meant as a conversation begins, where there is nothing to choose."""
    question = next((one for one in stage.questions if one.which), None)
    if question is None or len(_going_on(unit, person, stage, now)) > 1:
        return None
    found = _holding(unit, person, stage)
    newest = _meant(unit, found, now)
    return Meant(question.id, _stands_for(newest), newest, beside=len(found) > 1) if newest is not None else None


def round_of(unit: Unit, kept: Conversation, of: str, found: Mapping[int, object]) -> int | None:
    """Return which of some rounds of hers a conversation is about: that of its own, the one she chose, or the newest."""
    if kept.format == of and kept.round is not None:
        return kept.round
    names = [name for mark in kept.state.marks.values() for name in mark.chosen if name.startswith(_ONE)]
    return int(names[0].removeprefix(_ONE)) if names else _meant(unit, found, kept.opens_at)


def told_in_it(unit: Unit, kept: Conversation, of: str, questions: Sequence[str]) -> list[Readable]:
    """Return what she told at some questions in the one that is meant, in their order."""
    found = _newest(unit, kept, of, questions)
    return [found[name] for name in questions if name in found]


def _stands_for(id_: int) -> str:
    return f"{_ONE}{id_}"


def _newest(unit: Unit, kept: Conversation, of: str, questions: Sequence[str]) -> Mapping[str, Readable]:
    """Return what she told at some questions in the one that is meant."""
    found = recalling.by_round(unit, people.viewer(unit, kept.person), of, questions)
    meant = round_of(unit, kept, of, found)
    return found.get(meant, {}) if meant is not None else {}


def _holding(unit: Unit, person: str, stage: Stage) -> Mapping[int, object]:
    """Return the rounds of hers in which she wrote something that can be read here."""
    of = next((one.which for one in stage.questions if one.which), None)
    options = [name for one in stage.questions if one.releases and one.releases.of == of for name in one.options]
    return recalling.by_round(unit, people.viewer(unit, person), of, options) if of is not None else {}


def _going_on(unit: Unit, person: str, stage: Stage, at: datetime) -> list[int]:
    """Return those of them that are not over, the newest first."""
    found = sorted(_holding(unit, person, stage), reverse=True)
    return [id_ for id_ in found if goes_on(unit, rounds.load(unit, id_), at)]


def _meant(unit: Unit, found: Mapping[int, object], at: datetime) -> int | None:
    """Return the newest of some rounds that is not over, or else the newest."""
    newest = sorted(found, reverse=True)
    return next((id_ for id_ in newest if goes_on(unit, rounds.load(unit, id_), at)), next(iter(newest), None))


def _reader(unit: Unit, one: Readable | None) -> str:
    reader = one.sealed.reader if one is not None and one.sealed.level == "V5" else None
    return people.name_of(unit, reader) if reader is not None else ""


def _of_her_round(kept: Conversation, released: Release) -> bool:
    """Whether what is released was told in the same round of hers, and not in another that she planned (S08)."""
    return released.of == kept.format and kept.round is not None


def _told_in_her_round(unit: Unit, kept: Conversation, questions: Sequence[str]) -> list[Readable]:
    return recalling.told_in(unit, people.viewer(unit, kept.person), kept.round or 0, questions)
