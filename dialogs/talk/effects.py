"""What a conversation asks the world to do; the engine itself does nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dialogs.language.roles import PersonFact
from dialogs.talk.conversation import Later, State, Status
from dialogs.timing.cadence import Moment
from dialogs.visibility import Level

Manner = Literal["question", "prompt", "reminder", "full", "held", "form"]
"""How a question is put."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Put the question again or for the first time; how it is drawn follows from ``manner``."""

    key: str
    manner: Manner = "question"


@dataclass(frozen=True, slots=True)
class Say:
    """Say one of the bot's own sentences; ``slots`` hold numbers, dates, words and ids, never what a person wrote."""

    phrase: str
    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tell:
    """Say a text that stands in the format itself, by its place."""

    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """Give back what the person wrote and the bot could not keep, so that it is not lost (GE10)."""


@dataclass(frozen=True, slots=True)
class Help:
    """Tell what can be typed, here and elsewhere."""


@dataclass(frozen=True, slots=True)
class Explain:
    """Tell why a question is asked, where it comes from, who reads it and how long it is kept (X13)."""

    key: str


@dataclass(frozen=True, slots=True)
class Value:
    """What was answered."""

    text: str | None = None
    chosen: tuple[str, ...] = ()
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Keep an answer, private until it is shared; ``append`` adds to what was written before.

    Its ``owner`` is who writes it, unless it was written down for somebody (S06).
    """

    question: str
    repetition: int
    value: Value
    append: bool = False
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Give the named answers of this repetition, or the answer that the conversation is ``about``, these readers.

    They are of the group in which it was asked, unless another was chosen (X16).
    """

    level: Level
    questions: tuple[str, ...]
    repetition: int
    group: str | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Give the named answers of this repetition, or the answer that the conversation is about, flags, and take others."""

    gives: frozenset[str]
    takes: frozenset[str]
    questions: tuple[str, ...]
    repetition: int


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the text of the answer that the conversation is ``about``, or add to it."""

    text: str
    append: bool = False
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back the answer that the conversation is ``about``."""

    about: int | None = None


@dataclass(frozen=True, slots=True)
class SetFact:
    """Remember something about the person."""

    name: PersonFact
    value: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Start another format as a try-out when this conversation has ended; what is told in it is never shared."""

    format: str


@dataclass(frozen=True, slots=True)
class Park:
    """Ask again at a later moment that the person chose."""

    until: Later


@dataclass(frozen=True, slots=True)
class Switch:
    """Go on with the other conversation; this one waits."""

    other: str


@dataclass(frozen=True, slots=True)
class Carry:
    """Take an answer that came after closing along to the next round (GE1)."""

    text: str


@dataclass(frozen=True, slots=True)
class Obey:
    """Do what a command outside any dialog does: the person confirmed a near miss (X17), or chose what leads to it.

    What is ``chosen`` already in the dialog that begins is not asked there (S18).
    """

    word: str
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def begins(self) -> bool:
        """Whether another dialog begins by it; where one goes on, that waits meanwhile (GE8)."""
        return self.word.startswith("start ")


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Begin another format at a later moment, about what was told in this repetition; None: not any more (X07)."""

    format: str
    after: Moment | None
    repetition: int
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What is chosen there already: the yes that holds (S15)."""


@dataclass(frozen=True, slots=True)
class Discard:
    """Throw away what was written in this conversation."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The dialog is over; nothing more is asked."""

    status: Status


Effect = (
    Ask | Say | Tell | Echo | Explain | Record | Share | Flag | Change | Withdraw | SetFact | Start | Park | Switch | Carry
    | Obey | ComeBack | Discard | Finish | Help
)  # fmt: skip
HEARD = (Ask, Say, Tell, Echo, Explain, Help, Start, Park, Switch, Carry, Obey)
"""The effects that a person hears something of, from this conversation or from the one it leads to."""


@dataclass(frozen=True, slots=True)
class Step:
    """The new state, and what is to be done."""

    state: State
    effects: tuple[Effect, ...]
