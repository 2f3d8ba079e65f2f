"""The one neutral shape of everything the bot shows; each channel draws it in its own manner (DESIGN §6)."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap; whatever can be tapped can be typed."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form."""

    id: str
    kind: Literal["text", "choice", "multi", "yesno", "file"]
    label: str
    help: str | None = None
    required: bool = False
    max: int | None = None
    options: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Several questions that are sent together."""

    id: str
    title: str
    fields: tuple[Field, ...]
    submit: str


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
    files: tuple[str, ...] = ()
    language: Literal["nl", "en"] = "nl"
