"""The plans with which somebody learns, as she reads and prints them.

What she wrote before each trajectory of hers (S08), and for her own development (S38).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.gatherings import gathering
from bot.planned.named_rounds import own_name
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.gatherings.gathered import place_among
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import OWNER
from dialogs.talk.questions import labels_of
from storage.groups import people, rounds
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import recalling
from storage.talks.answers import Readable


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that she wrote or chose, and what it is called."""

    called: str
    text: str


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """What she wrote in one plan; ``name`` is how she called it, if that is there."""

    name: str | None
    days: tuple[str, ...]
    lines: tuple[Line, ...]


def shown(unit: Unit, person: Person, *, editions: Editions, days: bool) -> dict[str, object]:
    """Return what the page shows: the newest plan first; nobody else gets it, and what was taken back is not in it.

    It is of her trajectories, which have ``days``, or of all else that she planned for herself.
    """
    found = rounds.planned_alone(unit, person.id, editions.planned_alone(days=days))
    plans = [_plan(unit, editions, person, one) for one in reversed(found) if one.status != "missed"]
    return {"plans": [one for one in plans if one.lines or days]}


def _plan(unit: Unit, editions: Editions, person: Person, planned: Round) -> LearningPlan:
    format = editions.of(unit, planned.format, planned.version).read_in(person.language)
    name = own_name(unit, planned)
    days = dict.fromkeys(one.planned for one in rounds.of_programme(unit, planned.id))
    words = tuple(day_in_words(moment, person.zone, person.language) for moment in days or [planned.opens_at])
    called = name.value.text if name else None if planned.plan and planned.plan.named else format.title
    return LearningPlan(called, words, tuple(_lines(unit, editions, person, planned, format)))


def _lines(unit: Unit, editions: Editions, person: Person, planned: Round, format: Format) -> Iterator[Line]:
    """Yield what she wrote in it, and what others let her read there, in the order in which it was asked (S08, S39, S40)."""
    asked = {question.id: question for stage in format.reached for question in stage.asked}
    viewer = people.viewer(unit, person.id)
    told = recalling.told_in(unit, viewer, planned.id, list(asked))
    hers = {one.sealed.id for one in told}
    for_her = [one.id for stage in format.reached if stage.who != OWNER for one in stage.asked if one.worded]
    given = (one for one in recalling.shared_in(unit, viewer, planned.id, for_her) if one.sealed.id not in hers)
    mixed = sorted(given, key=lambda one: place_among(planned.seed, one.sealed.question, one.value.text or ""))
    for name, question in asked.items():
        for one in (one for one in (*told, *mixed) if one.sealed.question == name):
            yield Line(format.called(name), _words(unit, editions, person, question, one))
        if gathering.nothing_left(unit, format, planned, name):
            yield Line(format.called(name), editions.phrases(person.language).text("gathered.gone"))


def _words(unit: Unit, editions: Editions, person: Person, question: Question, one: Readable) -> str:
    labels = labels_of(question, editions.phrases(person.language), ())
    chosen = [labels.get(name) or people.name_of(unit, name) for name in one.value.chosen if one.value.text is None]
    return one.value.text or ", ".join(chosen)
