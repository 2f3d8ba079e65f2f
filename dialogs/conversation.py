"""The values a conversation is made of: its state, what can happen to it, and what it asks the world to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from dialogs.roles import PersonFact
from dialogs.visibility import Level

PIECES = timedelta(seconds=60)
"""How long after an open answer a second message may belong to it (X15)."""
MISSES = 3
"""After so many answers that were not understood the bot offers to skip or to wait (GE9)."""


class Status(StrEnum):
    """How far one person is in one stage (spec §0.3)."""

    INVITED = "invited"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Mark:
    """That a question was answered or skipped, without what was written."""

    answered: bool
    chosen: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


HeldKind = Literal["piece", "near", "skip_all", "name", "later", "stop", "switch", "expired"]


@dataclass(frozen=True, slots=True)
class Held:
    """Something that waits for a yes or another choice before it counts; ``text`` is the person's and stays encrypted."""

    kind: HeldKind
    text: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What was answered and skipped, and what waits. The next question is derived from it, never stored."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    repetition: int = 0
    back: str | None = None
    held: Held | None = None
    echo: str = ""
    misses: int = 0
    last_text: str | None = None
    last_at: datetime | None = None

    def marked(self, key: str, mark: Mark, **values: Any) -> "State":
        return replace(self, marks={**self.marks, key: mark}, back=None, misses=0, **values)

    def to_json(self) -> dict[str, Any]:
        """Return the state as plain values; only what differs from a fresh one."""
        body: dict[str, Any] = {
            "m": {key: [mark.answered, list(mark.chosen), list(mark.names)] for key, mark in self.marks.items()}
        }
        plain = {"r": self.repetition, "b": self.back, "e": self.echo, "x": self.misses, "t": self.last_text}
        body |= {name: value for name, value in plain.items() if value}
        if self.held:
            body["h"] = [self.held.kind, self.held.text, self.held.detail]
        if self.last_at:
            body["a"] = self.last_at.timestamp()
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Any], at: Any) -> "State":
        """Read a state back; ``at`` turns seconds since 1970 into an instant."""
        return cls(
            marks={key: Mark(done, tuple(chosen), tuple(names)) for key, (done, chosen, names) in body["m"].items()},
            repetition=body.get("r", 0),
            back=body.get("b"),
            held=Held(*body["h"]) if "h" in body else None,
            echo=body.get("e", ""),
            misses=body.get("x", 0),
            last_text=body.get("t"),
            last_at=at(body["a"]) if "a" in body else None,
        )


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along: what it was found to be, or why it cannot be kept."""

    id: str
    problem: Literal["kind", "size"] | None = None


# What can happen.


@dataclass(frozen=True, slots=True)
class Opened:
    """The conversation starts: by the bot (a prompt) or by the person."""

    by_bot: bool


@dataclass(frozen=True, slots=True)
class Said:
    """The person wrote something, or sent files."""

    text: str
    files: tuple[Attachment, ...] = ()
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Chose:
    """The person pressed a button under a question."""

    key: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submitted:
    """The person sent a form."""

    values: Mapping[str, Any]
    files: Mapping[str, Attachment] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Commanded:
    """The person typed one of the words that work in every dialog."""

    word: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """The conversation is taken up again after something else."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The person asked for another dialog while this one runs (GE8)."""

    other: str


Event = Opened | Said | Chose | Submitted | Commanded | Resumed | Interrupted


# What the conversation asks the world to do.


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
    """Keep an answer, private until it is shared; ``append`` adds to what was written before."""

    question: str
    repetition: int
    value: Value
    append: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """Give the named answers of this repetition, or the answer that the conversation is about, these readers."""

    level: Level
    questions: tuple[str, ...]
    repetition: int


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the text of the answer that the conversation is about, or add to it."""

    text: str
    append: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back the answer that the conversation is about."""


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

    until: Literal["afternoon", "tomorrow", "next_week"]


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
    """Do what a command outside any dialog does: the person confirmed a near miss (X17)."""

    word: str


@dataclass(frozen=True, slots=True)
class Discard:
    """Throw away what was written in this conversation."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The dialog is over; nothing more is asked."""

    status: Status


Effect = (
    Ask | Say | Tell | Echo | Explain | Record | Share | Change | Withdraw | SetFact | Start | Park | Switch | Carry
    | Obey | Discard | Finish | Help
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What a conversation may know of the world while it takes a step."""

    now: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    levels: tuple[Level, ...] = ("V0", "V2", "V3", "V1")
    asks_to_share: bool = True
    trial: bool = False
    closed: bool = False
    other_facilitator: bool = False
    subject_names: tuple[str, ...] = ()
    subject_level: Level = "V0"
    commands: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """The new state, and what is to be done."""

    state: State
    effects: tuple[Effect, ...]
