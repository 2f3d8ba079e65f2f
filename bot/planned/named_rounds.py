"""What was written for a round when it was planned, such as the name of a trajectory, in what is said of that round (S06).

It is an answer like any other, read as its group reads it; where it is not there, or not any more, other words stand.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from dialogs.answers.names import plain_name
from dialogs.language.content import Format
from dialogs.saying.digest import quoted
from dialogs.saying.phrases import Phrases, fill
from dialogs.visibility import Room, Viewer
from storage.groups import past_rounds, people, rounds
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import answers
from storage.talks.answers import Readable

if TYPE_CHECKING:
    from bot.incoming.surroundings import Setting


class Names(Mapping[str, str]):
    """The words that stand in place of others in what is said of a round; nothing is read before it is said.

    They are read as its group does, or by the ``viewer`` to whom they are said alone.
    """

    def __init__(
        self, unit: Unit, format: Format, round_id: int | None, team_id: str | None, viewer: Viewer | None = None
    ) -> None:
        self._unit, self._format, self._round, self._team, self._viewer = unit, format, round_id, team_id, viewer
        self._of = {old: question for question in format.names for old in question.replaces}
        self._noted: list[int] = []

    @cached_property
    def given(self) -> Mapping[str, Readable]:
        """The texts that were given and may be read, by the question that asked for them."""
        plan = rounds.plan_of(self._unit, self._round) if self._of and self._round is not None and self._team else None
        if plan is None or self._team is None:
            return {}
        ids = [question.id for question in self._format.names]
        found = answers.given_in(self._unit, self._viewer or Room(self._team), plan.conversation, ids, 0)
        return {one.sealed.question: one for one in found if one.value.text}

    def text(self, question: str) -> str:
        """Return what was given, as it stands in a sentence; raises KeyError."""
        return quoted(self.given[question].value.text or "")

    def called(self, title: str) -> str:
        """Return what something is called in the round, as it stands on a button: with what was given in it."""
        return fill(title, {name: plain_name(one.value.text or "") for name, one in self.given.items()}, self)

    @property
    def said(self) -> list[int]:
        """The ids of the texts that were read to be said, those of its programme too."""
        return [*([one.sealed.id for one in self.given.values()] if "given" in self.__dict__ else []), *self._noted]

    def note(self, text: Readable) -> None:
        """Remember that a text of its programme was read to be said, so that what was said follows it (C-38, C-44)."""
        self._noted.append(text.sealed.id)

    def __getitem__(self, old: str) -> str:
        question = self._of[old]
        return question.replaces[old] if question.id in self.given else old

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def named_in_programme(unit: Unit, setting: "Setting", place: str) -> str | None:
    """Return what was named in the programme of a round, as its group reads it, or that nothing was yet (S25, S28)."""
    running = rounds.load(unit, setting.conversation.round) if setting.conversation.round else None
    found = text_named(unit, running, place)
    if found is not None:
        setting.names_given.note(found)
    return quoted_named(found, setting.phrases, setting.format, place)


def text_named(unit: Unit, running: Round | None, place: str) -> Readable | None:
    """Return the text that was named for a round in its programme, if its group reads one.

    What was written for its meeting alone comes first; where what was named is taken back, what was named before holds again.
    """
    if running is None or running.plan is None or place not in running.plan.named:
        return None
    written = running.plan.named[place]
    places = chain([(*written, running.number or 0), (*written, 0)], _before(unit, running, place, written))
    viewer = Room(running.team) if running.person is None else people.viewer(unit, running.person)
    found = (answers.given_in(unit, viewer, told_in, [asked], number) for told_in, asked, number in places)
    return next((one[0] for one in found if one), None)


def own_name(unit: Unit, planned: Round) -> Readable | None:
    """Return what somebody called what she planned for herself, if that is there (S08)."""
    place = next(iter(planned.plan.named), None) if planned.plan else None
    return text_named(unit, planned, place) if place else None


def _before(unit: Unit, running: Round, place: str, but: tuple[int, str]) -> Iterator[tuple[int, str, int]]:
    """Yield where was written what was named around the meetings before, the newest first; looked up when it is needed."""
    earlier = past_rounds.earlier_in_programme(unit, running)
    named = (one.plan.named[place] for one in earlier if one.plan is not None and place in one.plan.named)
    yield from ((*written, 0) for written in dict.fromkeys(named) if written != but)


def text_changed(unit: Unit, running: Round, place: str) -> Readable | None:
    """Return what who leads a group wrote in the place of the words of a message that goes by itself, if it is there (X10)."""
    if running.plan is None or place not in running.plan.changed:
        return None
    conversation, question = running.plan.changed[place]
    return next(iter(answers.given_in(unit, Room(running.team), conversation, [question], 0)), None)


def quoted_named(
    named: Readable | None, phrases: Phrases, format: Format, place: str, without: str = "unknown.named"
) -> str | None:  # fmt: skip
    """Return what was named as it stands in a sentence, or what is said ``without`` it; None where it is only mentioned."""
    if named is not None:
        return quoted(named.value.text or "")
    return None if place in format.starts.mentions else phrases.text(without)
