"""Who goes with whom in a stage of a round: drawn when it opens, and changed by each as it suits (S48).

Of an odd number three go together, each with the next. Who is away is not drawn, and chooses herself when she is back.
"""

from dataclasses import replace
from datetime import datetime

from dialogs.gatherings.pairing import draw
from dialogs.language.stages import Stage
from dialogs.saying.phrases import Phrases
from dialogs.talk.conversation import Mark
from dialogs.timing.plans import Plan
from storage.groups import partners, people
from storage.groups.partners import Together
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import conversations, finding
from storage.talks.conversations import Conversation


def drawn(unit: Unit, stage: Stage, running: Round, plan: Plan, now: datetime) -> None:
    """Draw who goes with whom among those whom a stage asks, once; not where they choose themselves."""
    question = stage.pairs
    if question is None or question.pairs is None or not plan.holds(question.pairs):
        return
    held = {one.person: one for one in finding.all_in(unit, running.id) if one.stage == stage.id}
    there = [who for who in held if _is_there(unit, who, now)]
    for group in draw(there, running.seed, trio=True).together:
        for who, other in zip(group, (*group[1:], group[0]), strict=True):
            _goes_with(unit, held[who], question.id, other, now)


def _is_there(unit: Unit, person_id: str, now: datetime) -> bool:
    person = people.load(unit, person_id)
    return person.takes_part and (person.away_until is None or person.away_until <= now)


def _goes_with(unit: Unit, hers: Conversation, question: str, other: str, now: datetime) -> None:
    """Let what somebody is asked begin with the one she was drawn with; who goes with whom is told by no one else."""
    if hers.state.marks:
        return
    state = replace(hers.state, marks={question: Mark(answered=True, chosen=(other,), beforehand=True)})
    conversations.save(unit, replace(hers, state=state), hers.course.opens)
    partners.ask(unit, Together(hers.id, hers.id, hers.person, other, hers.format, "drawn"), now)


def in_words(unit: Unit, stage: Stage, kept: Conversation, phrases: Phrases) -> str:
    """Return with whom somebody goes; of three, who goes with her too; of whom she chose herself, that one alone."""
    mine = partners.asked_in(unit, kept.id) if stage.pairs is not None else None
    mark = kept.state.marks.get(stage.pairs.id) if stage.pairs is not None else None
    chosen = next(iter(mark.chosen), None) if mark is not None else None
    if chosen == kept.person:
        return phrases.text("pairs.self")
    if chosen is not None and (mine is None or chosen != mine.person):
        return phrases.text("pairs.one", {"naam": people.name_of(unit, chosen)})
    if mine is None:
        return phrases.text("pairs.nobody")
    other = partners.drawn_with(unit, kept.person, kept.round)
    names = {"naam": people.name_of(unit, mine.person), "wie": people.name_of(unit, other.asker) if other else ""}
    three = other is not None and other.asker != mine.person
    return phrases.text("pairs.three" if three else "pairs.two", names)
