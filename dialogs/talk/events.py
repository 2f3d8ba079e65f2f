"""What can happen in a conversation, stripped of everything that belongs to a channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along: what it was found to be, or why it cannot be kept."""

    id: str
    problem: Literal["kind", "size"] | None = None


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
    """The person sent a form; when it is not whole, she goes on one question at a time."""

    values: Mapping[str, Any]
    files: Mapping[str, Attachment] = field(default_factory=dict)
    whole: bool = True
    part: frozenset[str] | None = None
    """The questions that stood on it, where not all of them did: the others stay open."""


@dataclass(frozen=True, slots=True)
class Commanded:
    """The person typed one of the words that work in every dialog."""

    word: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """The conversation is taken up again after something else."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The person wrote a message otherwise that gave the answer which the conversation is about (C-38)."""

    text: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The person asked for another dialog while this one runs (GE8)."""

    other: str


Event = Opened | Said | Chose | Submitted | Commanded | Resumed | Edited | Interrupted
