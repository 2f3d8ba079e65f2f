"""Reading what a person typed, pressed or sent as an answer to one question (spec §0.2, GE9–GE11, GE21)."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from dialogs.commands import plain
from dialogs.effects import Value
from dialogs.events import Attachment
from dialogs.parts import Question
from dialogs.prompt import Choice, numbered

Reason = Literal["unknown", "empty", "too_long", "file", "file_not_here", "name_taken"]
YES = frozenset({"ja", "j", "yes", "y", "jazeker", "ja graag", "ok", "oké", "oke", "jep", "1"})
NO = frozenset({"nee", "n", "no", "nee dank je", "liever niet", "2"})
NONE = frozenset({"geen", "niets", "none", "0"})
_LOST = "\ufffd"
_REPLACED = {0: _LOST} | dict.fromkeys(range(0xD800, 0xE000), _LOST)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """Why this is no answer to the question."""

    reason: Reason


def tidy(text: str) -> str:
    """Return a text as it is kept: NFC, one kind of line end, no white space around it.

    NUL and lone surrogates, which no database takes, become U+FFFD; nothing else is changed (trust R28).
    """
    text = text.translate(_REPLACED).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def says_something(text: str) -> bool:
    """Whether a text holds anything to read; an emoji does, white space and invisible marks do not (GE11)."""
    return any(sign != _LOST and unicodedata.category(sign) not in _UNSEEN for sign in text)


def understand(question: Question, labels: Mapping[str, str], text: str, files: Sequence[Attachment]) -> Value | Misunderstood:
    """Return what was answered; ``labels`` are the options as the person saw them, in order."""
    if files:
        return _file(question, text, files)
    if not says_something(text):
        return Misunderstood("empty")
    match question.kind:
        case "text" | "file":
            return Value(text=text) if len(text) <= question.max else Misunderstood("too_long")
        case "multi":
            return _several(labels, text)
        case "choice" | "yesno" | "share":
            found = pick(labels, text, yes_or_no=question.kind == "yesno")
            return Value(chosen=(found,)) if found else Misunderstood("unknown")
        case _:
            assert_never(question.kind)


def _file(question: Question, text: str, files: Sequence[Attachment]) -> Value | Misunderstood:
    if not (question.file or question.kind == "file"):
        return Misunderstood("file_not_here")
    if any(file.problem for file in files) or len(files) > 1:
        return Misunderstood("file")
    if len(text) > question.max:
        return Misunderstood("too_long")
    return Value(text=text if says_something(text) else None, file=files[0].id)


def pick(labels: Mapping[str, str], text: str, *, yes_or_no: bool = False) -> str | None:
    """Return the option that a text names: by number, label, or letters with which only that label begins."""
    said = plain(text)
    if yes_or_no:
        if said in YES:
            return "yes"
        if said in NO:
            return "no"
    names = list(labels)
    if said.isascii() and said.isdigit():
        number = int(said) if len(said) < 4 else 0
        return names[number - 1] if 1 <= number <= len(names) else None
    folded = {name: plain(label) for name, label in labels.items()}
    for name, label in folded.items():
        if said == label:
            return name
    begins = [name for name, label in folded.items() if said and label.startswith(said)]
    return begins[0] if len(begins) == 1 else None


def named(choices: Sequence[Choice], text: str) -> str | None:
    """Return the button of a message that a whole text names: by its label, or by its number in the message."""
    said = plain(text)
    labelled = [choice.id for choice in choices if plain(choice.label) == said]
    if len(labelled) == 1:
        return labelled[0]
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 4 and numbered(choices) else 0
    return choices[number - 1].id if 1 <= number <= len(choices) else None


def _several(labels: Mapping[str, str], text: str) -> Value | Misunderstood:
    if plain(text) in NONE:
        return Value()
    if whole := pick(labels, text):
        return Value(chosen=(whole,))
    pieces = [piece for part in text.replace(" en ", ",").replace(" and ", ",").split(",") for piece in [part.strip()] if piece]
    if all(piece.isdigit() for piece in text.split()):
        pieces = text.split()
    found = [pick(labels, piece) for piece in pieces]
    if not found or None in found:
        return Misunderstood("unknown")
    return Value(chosen=tuple(name for name in labels if name in found))
