"""Reading a text as an answer of one kind: an option, a step, a number, a day or a person (spec §0.2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dialogs.answers import dates, days_said
from dialogs.answers.names import people_called
from dialogs.answers.numbers import NoNumber, parse_number, written
from dialogs.language.parts import Kind, Question
from dialogs.talk.commands import plain
from dialogs.talk.conversation import ENOUGH
from dialogs.talk.effects import Value
from dialogs.timing.workdays import EVERYDAY

Reason = (
    Literal[
        "unknown",
        "empty",
        "too_long",
        "file",
        "file_not_here",
        "name_taken",
        "choices",
        "scale",
        "person",
        "too_soon",
        "too_near",
        "too_early",
        "named_already",
    ]
    | days_said.Reason
    | NoNumber
)
YES = frozenset({"ja", "j", "yes", "y", "jazeker", "ja graag", "ok", "oké", "oke", "jep", "1"})
NO = frozenset({"nee", "n", "no", "nee dank je", "liever niet", "2"})
DONE = frozenset({"nee", "nee hoor", "no", "geen", "niets", "none", "nothing"})
NONE = frozenset({"geen", "niets", "none", "0"})


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """Why this is no answer to the question; ``day`` is the one that was meant, where that is the trouble."""

    reason: Reason
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """What may be meant, and has to be confirmed or chosen before it counts: days, or people by their ids."""

    kind: Literal["date", "person"]
    perhaps: tuple[str, ...]


def read(question: Question, labels: Mapping[str, str], text: str, today: date) -> "Value | Unsure | Misunderstood":
    """Return what a text says as an answer to a question; ``labels`` are the options as the person saw them, in order."""
    return _READ[question.kind](question, labels, text, today)


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
    bare = {name: label.lstrip("0123456789 ") for name, label in folded.items()}  # a label may have a number of its own
    for words in (folded, bare):
        same = [name for name, label in words.items() if said and said == label]
        begins = same or [name for name, label in words.items() if said and label.startswith(said)]
        if same or len(begins) == 1:
            return begins[0]
    return None


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


def beside(labels: Mapping[str, str], text: str) -> str | None:
    """Return the button beside an open question whose words were typed: nothing less names it there.

    Where more was asked for, "nee" says that this was all. Of "Nee, dit is het" the word before the comma is enough.
    """
    if not labels:
        return None
    said = plain(text)
    if ENOUGH in labels and said in DONE:
        return ENOUGH
    whole = next((name for name, label in labels.items() if plain(label) == said), None)
    begun = [name for name, label in labels.items() if "," in label and plain(label.partition(",")[0]) == said]
    return whole or (begun[0] if len(begun) == 1 else None)


def _step(labels: Mapping[str, str], text: str) -> Value | Misunderstood:
    """Return a step of a scale: its own number, or the words at one of its ends."""
    said = plain(text)
    words = {name: plain(label.partition(" – ")[2]) for name, label in labels.items()}
    found = said if said in labels else next((name for name, word in words.items() if word and word == said), None)
    return Value(chosen=(found,)) if found else Misunderstood("scale")


def _number(question: Question, text: str) -> Value | Misunderstood:
    found = parse_number(plain(text), question.span, halves=question.halves)
    return Misunderstood(found) if isinstance(found, str) else Value(text=written(found), chosen=(f"{found:f}",))


def _date(question: Question, text: str, today: date) -> Unsure | Misunderstood:
    """Return the day that is to be confirmed (spec §0.2), or the days that may be meant."""
    found = dates.nearest(text, today) if question.either else dates.parse_moment(text, today, back=question.behind)
    if isinstance(found, dates.Day):
        if question.time and found.at is None:
            return Misunderstood("no_time", found.day)
        if question.ahead and found.day < (earliest := EVERYDAY.shift(today, question.ahead)):
            return Misunderstood("too_soon", earliest)
        return Unsure("date", (found.to_iso(),))
    if found.reason in {"several", "weekday"} and not question.time:
        return Unsure("date", tuple(day.isoformat() for day in found.perhaps))
    return Misunderstood(found.reason, next(iter(found.perhaps), None))


def _person(question: Question, labels: Mapping[str, str], text: str) -> Value | Unsure | Misunderstood:
    """Return whom a name means; who is not in the list is a role, as "een collega", unless that will not do (spec §0.2)."""
    if plain(text).isdigit():
        found = pick(labels, text)
        return Value(chosen=(found,)) if found else Misunderstood("person")
    sure, ids = people_called(text.removeprefix("@"), labels)
    if sure:
        return Value(chosen=ids)
    if ids:
        return Unsure("person", ids)
    return Misunderstood("person") if question.known else _words(question, text)


def _words(question: Question, text: str) -> Value | Misunderstood:
    return Value(text=text) if len(text) <= question.max else Misunderstood("too_long")


def _one(question: Question, labels: Mapping[str, str], text: str) -> Value | Misunderstood:
    found = pick(labels, text, yes_or_no=question.kind == "yesno")
    return Value(chosen=(found,)) if found else Misunderstood("unknown")


def _readers(labels: Mapping[str, str], text: str) -> Value | Misunderstood:
    """Return a choice of readers: as an option is named, or by two words or more of its end ("zonder naam")."""
    said = set(plain(text).split())
    ends = {name: set(plain(label).rpartition(",")[2].split()) for name, label in labels.items()}
    found = [name for name, end in ends.items() if len(said) > 1 and said <= end]
    picked = pick(labels, text) or (found[0] if len(found) == 1 else None)
    return Value(chosen=(picked,)) if picked else Misunderstood("unknown")


_Read = Callable[[Question, Mapping[str, str], str, date], Value | Unsure | Misunderstood]
_READ: Mapping[Kind, _Read] = {
    "text": lambda question, _labels, text, _today: _words(question, text),
    "file": lambda question, _labels, text, _today: _words(question, text),
    "multi": lambda _question, labels, text, _today: _several(labels, text),
    "scale": lambda _question, labels, text, _today: _step(labels, text),
    "number": lambda question, _labels, text, _today: _number(question, text),
    "date": lambda question, _labels, text, today: _date(question, text, today),
    "person": lambda question, labels, text, _today: _person(question, labels, text),
    "choice": lambda question, labels, text, _today: _one(question, labels, text),
    "yesno": lambda question, labels, text, _today: _one(question, labels, text),
    "share": lambda _question, labels, text, _today: _readers(labels, text),
}
