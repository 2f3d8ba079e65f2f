"""The one neutral shape of everything the bot shows; each channel draws it in its own manner (DESIGN §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BETWEEN = " · "
"""What stands between labels in a sentence; a label may hold a comma."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap; whatever can be tapped can be typed."""

    id: str
    label: str


def none_of(choice: str) -> str:
    """Return what choosing nothing of several means, by the id of one of them: an empty choice of their question."""
    conversation, _, rest = choice.partition(".")
    return f"{conversation}.{rest.partition('.')[0]}."  # an option may be somebody's id, with dots in it


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form."""

    id: str
    kind: Literal["text", "choice", "multi", "yesno", "scale", "number", "date", "person", "file", "info"]
    label: str
    help: str | None = None
    required: bool = False
    max: int | None = None
    options: tuple[Choice, ...] = ()
    least: int | None = None
    most: int | None = None
    words: bool = False
    """Whether what can be picked is not all: an hour belongs to the day, or something is named that may be typed."""
    example: str | None = None
    """How it is typed where it cannot be picked."""
    called: str | None = None
    """What its answer is called: a name in a few words, where there is no room for the question."""

    @property
    def typed_help(self) -> str | None:
        """Return what stands below it where it is typed."""
        return " ".join(part for part in (self.help, self.example) if part) or None


@dataclass(frozen=True, slots=True)
class Form:
    """Several questions that are sent together."""

    id: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    instead: Choice | None = None
    """What sends as much as was filled in, and goes on one question at a time."""


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page for the reader of a message alone."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A few figures that may be told, in an order that ranks nothing; channels that draw none leave them out."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One message: text first, then what can be chosen. Light Markdown only: bold, lists, quotes."""

    text: str
    title: str | None = None
    help: str | None = None
    readers: str | None = None
    choices: tuple[Choice, ...] = ()
    many: bool = False
    form: Form | None = None
    answer: Form | None = None
    """The question that stands open, as a form of one field, where a channel lets it be answered beside the chat's own line."""

    files: tuple[str, ...] = ()
    link: Link | None = None
    chart: Chart | None = None
    language: Literal["nl", "en"] = "nl"

    def names(self, name: str) -> bool:
        """Whether a name stands anywhere in what it says or offers."""
        fields = self.form.fields if self.form else ()
        offered = [choice.label for some in (self.choices, *(one.options for one in fields)) for choice in some]
        asked = [text for one in fields for text in (one.label, one.help)]
        return any(name in text for text in (self.text, self.title, self.help, self.readers, *offered, *asked) if text)


def numbered(choices: Sequence[Choice]) -> bool:
    """Whether choices can be told apart by a number before them.

    A scale is its own number, and under own answers the words themselves are typed: they hold the answer's number.
    """
    return not any(choice.label[:1].isdigit() or choice.label[-1:].isdigit() for choice in choices)
