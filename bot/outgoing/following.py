"""Asking somebody what became of what she told in the round before (``follows``); nobody else learns that it is asked (S06)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.outgoing.own import shortened
from dialogs.language.stages import Stage
from dialogs.saying.digest import quoted
from dialogs.saying.phrases import Phrases
from dialogs.talk.questions import key_of
from dialogs.visibility import Person as Reader
from storage.groups import past_rounds, rounds
from storage.store import Unit
from storage.talks import recalling
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation


@dataclass(frozen=True, slots=True)
class Followed:
    """An earlier answer that a question may ask after.

    It is called by its own first words, as a title is that of the whole story; ``shows`` are the answers whose words these are.
    Without words it was taken back, or never had any.
    """

    id: int
    called: str = ""
    shows: tuple[int, ...] = ()


Earlier = Mapping[str, Sequence[Followed]]
"""The earlier answers of one person that each question is about, in the order in which they were told."""


def earlier_of(unit: Unit, conversation: Conversation, stage: Stage) -> Earlier:
    """Return what somebody told in the round before that the questions of a stage ask after; most stages look up nothing."""
    if not stage.follows or conversation.round is None:
        return {}
    this = rounds.load(unit, conversation.round)
    before = past_rounds.last_held(unit, this.format, this.team, this.id)
    if before is None:
        return {}
    owner = Reader(conversation.person)  # her own words she reads whatever roles she holds
    return {
        question.id: [_followed(*one) for one in recalling.of_value(unit, owner, before.id, question.follows.value)]
        for question in stage.follows
        if question.follows
    }


def _followed(id_: int, told: Readable | None) -> Followed:
    if told is None or told.value.text is None or _is_anothers(told):
        return Followed(id_)
    return Followed(id_, shortened(told.value.text), (id_,))


def _is_anothers(told: Readable) -> bool:
    """Whether a text was written down by somebody else, and never confirmed or changed by whose story it is."""
    return told.sealed.author != told.sealed.owner and told.sealed.shared_at is None and told.edited_at is None


def asked_after(stage: Stage, earlier: Earlier) -> dict[str, list[bool]]:
    """Return which of the earlier answers are asked after: the newest that have words, so many at most."""
    found = {}
    for question in stage.follows:
        told = earlier.get(question.id, ())
        worded = [time for time, one in enumerate(told) if one.called]
        newest = set(worded[-question.follows.most :]) if question.follows else set()
        found[question.id] = [time in newest for time in range(len(told))]
    return found


def by_key(earlier: Earlier) -> dict[str, Followed]:
    """Return the earlier answers by the keys of the questions that are asked after them."""
    return {key_of(name, time): one for name, told in earlier.items() for time, one in enumerate(told)}


def titles(followed: Mapping[str, Followed], phrases: Phrases) -> dict[str, str]:
    """Return what the earlier answers are called in the questions; what was taken back is not called anything any more."""
    return {
        key: f'"{quoted(one.called)}"' if one.called else phrases.text("removed_by_author") for key, one in followed.items()
    }


def shown(followed: Mapping[str, Followed], keys: Iterable[str]) -> list[int]:
    """Return the ids of the answers whose words stand in questions."""
    return [id_ for key in keys if key in followed for id_ in followed[key].shows]
