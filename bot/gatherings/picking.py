"""The own earlier texts among which somebody picks one: to take along, as out of a journal (S05), or as what matters (S49).

Nobody else reads them. Every function works inside one unit of work.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.outgoing.own import shortened
from dialogs.answers.dates import day_in_words
from dialogs.language.asking import Recall
from dialogs.language.stages import Stage
from dialogs.talk.questions import split_key
from storage.groups import people, rounds
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import answers, recalling
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation


@dataclass(frozen=True, slots=True)
class Piece:
    """What was told at one time: at which question it can be picked, as it is called on a button, and all of it."""

    at: str
    label: str
    text: str


def to_pick(unit: Unit, recall: Recall, conversation: Conversation) -> list[Readable]:
    """Return the texts of a person to pick from, the newest first; none outside a round.

    They are those since the round of a conversation opened, or of this conversation alone.
    """
    if conversation.round is None:
        return []
    viewer, format_id = people.viewer(unit, conversation.person), recall.of or conversation.format
    if recall.there:
        keys = [name for name in conversation.state.marks if split_key(name)[0] in recall.show]
        return [one for one in reversed(answers.given_in(unit, viewer, conversation.id, keys, 0)) if one.value.text]
    opened, most = rounds.load(unit, conversation.round).opens_at, recall.most * len(recall.show)
    found = recalling.earlier(unit, viewer, format_id, recall.show, most, recall.flags, conversation.id)
    return [one for one in found if one.value.text and one.answered_at >= opened]


def pieces(unit: Unit, person: Person, conversation: Conversation, stage: Stage) -> Mapping[str, Piece]:
    """Return what somebody can pick in a stage by its button, the oldest first: what she told at one time, or each text.

    What she picked already, at a question that comes more than once, is offered no more.
    """
    return dict(
        piece
        for question in stage.questions
        for recall in question.recall
        if recall.picks
        for picked in [_picked(unit, conversation, question.id) if question.repeat else frozenset[str]()]
        for piece in _of(person, question.id, recall, to_pick(unit, recall, conversation))
        if piece[1].text not in picked
    )


def _picked(unit: Unit, conversation: Conversation, question: str) -> frozenset[str]:
    """Return what somebody answered to a question in a conversation, at each time that it came but the one she is back at."""
    back = conversation.state.back
    keys = [name for name in conversation.state.marks if split_key(name)[0] == question and name != back]
    given = answers.given_in(unit, people.viewer(unit, conversation.person), conversation.id, keys, 0) if keys else []
    return frozenset(one.value.text or "" for one in given)


def _of(person: Person, at: str, recall: Recall, found: list[Readable]) -> Iterator[tuple[str, Piece]]:
    told: dict[str, list[Readable]] = {}
    for one in reversed(found):
        name = f"text_{one.sealed.id}" if recall.there else f"piece_{one.conversation}_{one.repetition}"
        told.setdefault(name, []).append(one)
    for name, some in told.items():
        texts = [one.value.text or "" for one in some]
        day = "" if recall.there else f"{day_in_words(some[0].answered_at, person.zone, person.language)}: "
        yield name, Piece(at, f"{day}{shortened(texts[0])}", "\n\n".join(texts))
