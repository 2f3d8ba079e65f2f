"""The own earlier texts among which somebody picks one to take along, as out of a journal (S05).

Nobody else reads them. Every function works inside one unit of work.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.outgoing.own import shortened
from dialogs.answers.dates import day_in_words
from dialogs.language.asking import Recall
from dialogs.language.stages import Stage
from storage.groups import people, rounds
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import recalling
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation


@dataclass(frozen=True, slots=True)
class Piece:
    """What was told at one time: as it is called on a button, and all of it."""

    label: str
    text: str


def to_pick(unit: Unit, recall: Recall, conversation: Conversation) -> list[Readable]:
    """Return the texts of a person since the round of a conversation opened, the newest first; none outside a round."""
    if conversation.round is None:
        return []
    opened, format_id = rounds.load(unit, conversation.round).opens_at, recall.of or conversation.format
    viewer, most = people.viewer(unit, conversation.person), recall.most * len(recall.show)
    found = recalling.earlier(unit, viewer, format_id, recall.show, most, recall.flags, conversation.id)
    return [one for one in found if one.value.text and one.answered_at >= opened]


def pieces(unit: Unit, person: Person, conversation: Conversation, stage: Stage) -> Mapping[str, Piece]:
    """Return what somebody can pick in a stage, each time that she told something by its button, the oldest first."""
    told: dict[str, list[Readable]] = {}
    for recall in (one for question in stage.questions for one in question.recall if one.picks):
        for one in reversed(to_pick(unit, recall, conversation)):
            told.setdefault(f"piece_{one.conversation}_{one.repetition}", []).append(one)
    return {name: _piece(person, some) for name, some in told.items()}


def _piece(person: Person, told: list[Readable]) -> Piece:
    texts = [one.value.text or "" for one in told]
    day = day_in_words(told[0].answered_at, person.zone, person.language)
    return Piece(f"{day}: {shortened(texts[0])}", "\n\n".join(texts))
