"""What readers get of a format: a digest, a board, an overview or a message, and the headings in it."""

from typing import Literal

from pydantic import Field, model_validator

from dialogs.checks import whole_outputs
from dialogs.gatherings.telling import Tellers
from dialogs.language.part import Name, Part, Text
from dialogs.language.values import Worth
from dialogs.language.windows import When


class Section(Part):
    """A heading with the answers below it: of a digest to some questions, of a board those of some values.

    Without names stand only nameless texts (K2).
    """

    head: Text
    show: tuple[Name, ...] = Field((), min_length=1)
    value: tuple[Worth, ...] = Field((), min_length=1)
    names: Literal["with", "without", "either"] = "either"
    level: Literal["V1", "V2"] | None = None
    """Of what was prepared: only what these readers were chosen for stands here."""


class Together(Part):
    """What a board tells of what people chose together: a line for each question that is counted, and how to read it (S17)."""

    head: Text
    show: tuple[Name, ...] = Field(min_length=1)
    how: Text | None = None
    few: Text
    """What stands in their place where there is nothing to tell of any of them."""


class Counts(Part):
    """What a message tells of how often the same was chosen in another format since its round opened (S50, K1)."""

    of: Name
    show: Name
    """The question there, of which each option is counted."""
    least: int = Field(3, ge=3, le=20)
    """From how many people on a number is told."""
    says: Text


class Added(Part):
    """What a message shows of what its group may read: written when the round was planned, or shared elsewhere since (S50)."""

    of: Name | None = None
    show: tuple[Name, ...] = Field(min_length=1)
    head: Text


class Point(Part):
    """One point of what a meeting is for: what is done, and how long that takes where a meeting takes as long as usual."""

    id: Name
    says: Text
    minutes: int = Field(ge=1, le=600)


class Appointment(Part):
    """What stands in people's own calendars on the day of a planned round: a title and how long it takes, never an answer."""

    says: Text
    minutes: int = Field(60, ge=5, le=480)


class Output(Part):
    """What readers get: a digest or board of this format's answers, an overview for a facilitator, or a message to the room.

    What was ``prepared`` for a meeting is gathered for who leads it, or for all who take part, each in her own chat (S05). An
    ``agenda`` tells of a meeting that comes, and shows what was told around the ones before it (S25). A digest for the
    ``initiator`` goes outside the group: its head always, its texts where the group allowed that (S31).
    """

    id: Name
    called: Text | None = None
    """What it is called where it is told beforehand what comes (X08)."""
    kind: Literal["digest", "board", "overview", "message", "prepared", "agenda"] = "digest"
    to: Literal["room", "facilitator", "members", "initiator"] = "room"
    named: Name | None = None
    """Only what was named so stands in it, and what was written along with that (S28)."""
    under: Name | None = None
    """The board of the same round under which a digest stands too."""
    dated: bool = False
    """Whether what was told before its round opened, and is shared only now, stands there with its day (S16)."""
    written: bool = False
    """Whether a digest is a card of its group: what was written when its round was planned stands there, and no more (S35)."""
    at: When
    punctual: bool = False
    """Whether it is said at its very moment, which the group chose itself (N1, X19)."""
    only_if: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    allowed_by: dict[Name, Name] = Field(default_factory=dict)
    """Of what goes outside the group: the format with which it agrees, and the question there that allows it (S31)."""
    head: Text
    tellers: Tellers | None = None
    adds: tuple[Added, ...] = ()
    """Of a message: what was written or shared and stands below it (S50)."""
    counts: Counts | None = None
    """Of a message: how often the same was chosen in another format, told below it (S50)."""
    points: tuple[Point, ...] = ()
    sections: tuple[Section, ...] = ()
    together: Together | None = None
    """Of a board: what is told of what people chose together, above the texts (S17)."""
    picture: Literal["thread"] | None = None
    """Of a board: what is drawn on its page of what its group wrote: a thread from word to word (S49)."""
    empty: Text | None = None
    count: Text | None = None
    talk: tuple[Text, ...] = Field((), max_length=whole_outputs.MOST_TO_TALK_ABOUT)
    close: Text | None = None
    suggestions: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "Output":
        whole_outputs.of_output(self)
        return self

    @property
    def of_round(self) -> bool:
        """Whether it is about one round, and all of the group get it where there is no room, as a board (S06, S25)."""
        return self.kind in {"board", "agenda"} or self.under is not None or self.named is not None or self.written

    def shows(self, question: str, worth: str | None) -> bool:
        """Whether it has a place for answers to a question, or of a value."""
        return any(question in section.show or worth in section.value for section in self.sections)
