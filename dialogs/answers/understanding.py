"""Reading what a person typed, pressed or sent as an answer to one question (spec §0.2, GE9–GE11, GE21)."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from dialogs.answers.kinds import Misunderstood, Unsure, beside, read
from dialogs.language.parts import Question
from dialogs.saying.prompt import Choice, numbered
from dialogs.talk.commands import plain
from dialogs.talk.effects import Value
from dialogs.talk.events import Attachment

_LOST = "\ufffd"
_REPLACED = {0: _LOST} | dict.fromkeys(range(0xD800, 0xE000), _LOST)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def tidy(text: str) -> str:
    """Return a text as it is kept: NFC, one kind of line end, no white space around it.

    NUL and lone surrogates, which no database takes, become U+FFFD; nothing else is changed (trust R28).
    """
    text = text.translate(_REPLACED).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def says_something(text: str) -> bool:
    """Whether a text holds anything to read; an emoji does, white space and invisible marks do not (GE11)."""
    return any(sign != _LOST and unicodedata.category(sign) not in _UNSEEN for sign in text)


def understand(
    question: Question, labels: Mapping[str, str], text: str, files: Sequence[Attachment], today: date
) -> Value | Unsure | Misunderstood:
    """Return what was answered; ``labels`` are the options as the person saw them, in order."""
    if files:
        return _file(question, text, files)
    if not says_something(text):
        return Misunderstood("empty")
    if not question.picked and (button := beside(labels, text)):
        return Value(chosen=(button,))
    return read(question, labels, text, today)


def _file(question: Question, text: str, files: Sequence[Attachment]) -> Value | Misunderstood:
    if not (question.file or question.kind == "file"):
        return Misunderstood("file_not_here")
    if any(file.problem for file in files) or len(files) > 1:
        return Misunderstood("file")
    if len(text) > question.max:
        return Misunderstood("too_long")
    return Value(text=text if says_something(text) else None, file=files[0].id)


def named(choices: Sequence[Choice], text: str) -> str | None:
    """Return the button of a message that a whole text names: by its label, or by its number in the message."""
    said = plain(text)
    labelled = [choice.id for choice in choices if plain(choice.label) == said]
    if len(labelled) == 1:
        return labelled[0]
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 4 and numbered(choices) else 0
    return choices[number - 1].id if 1 <= number <= len(choices) else None
