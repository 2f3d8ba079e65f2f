"""Saying what is wrong with a format file: file, line, what is wrong, and the mend, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from dialogs.checks.flaws import Flaw
from dialogs.language import part, starts

if TYPE_CHECKING:
    from dialogs.language.reading import Source

_SHOULD_BE = {
    "string": "one text",
    "bool": "true or false",
    "int": "a whole number",
    "tuple": "a list: [one, two]",
    "dict": "names with values: {name: value}",
    "model": "names with values: {name: value}",
}
_SAID = {
    "missing": ("{where} is missing", "add {word}: and what it should be"),
    "string_too_short": ("{where} is empty", "fill it, or leave it out"),
    "too_short": ("{where} is empty", "give at least one"),
    "string_too_long": ("{where} is too long", "write {max_length} characters at most"),
    "too_long": ("{where} holds too many", "give {max_length} at most"),
    "less_than_equal": ("{where} cannot be {value}", "write {le} or less"),
    "greater_than_equal": ("{where} cannot be {value}", "write {ge} or more"),
}
_FORMS = {
    part.NAME: "small letters, digits and _, beginning with a letter",
    starts.EVERY: 'day, week or for example "2 weeks"',
    starts.CLOCK: 'hours and minutes, as "09:00"',
}

LONGEST = 60
"""Characters that are shown of what stands in a file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file, and what to do about it."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.mend}"


class FormatError(Exception):
    """The library holds formats that cannot be used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def misfits(source: "Source", model: type[BaseModel], body: Mapping[str, Any]) -> list[Problem]:
    """Return what keeps a body, which stands in a source, from being this model."""
    try:
        model.model_validate(body)
    except ValidationError as refused:
        errors = refused.errors()
        return [_problem(source, body, error) for error in errors if not _follows(error, errors)]
    return []


def _follows(error: Any, errors: Sequence[Any]) -> bool:
    """Whether a list only looks too short because something in it is wrong."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        other["loc"][: len(loc)] == loc and len(other["loc"]) > len(loc) for other in errors
    )


def _problem(source: "Source", body: Mapping[str, Any], error: Any) -> Problem:
    path = [step for step in error["loc"] if step != "[key]"]
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, ValueError):
        what, _, mend = str(cause).partition("; ")
        path += cause.path if isinstance(cause, Flaw) else ()
    else:
        what, mend = _in_plain_words(error, path, _named(path, body))
    return Problem(source.name, source.line(path, body), what, mend or "correct it")


def _named(path: Sequence[str | int], body: Any) -> str:
    """Return how a place is called: the word there, and the id of the part it belongs to."""
    part, word = "", "the format"
    for step in path:
        if isinstance(body, Mapping):
            part = _shown(body["id"]) if isinstance(body.get("id"), str) else part
        word = f'"{step}"' if isinstance(step, str) else word
        body = below(body, step)
    return f"{word} of {part}" if part else word


def _shown(value: object) -> str:
    """Return what stands in a file as it fits in one line."""
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def below(body: Any, step: str | int) -> Any:
    """Return what stands one step below, or None."""
    try:
        return body[step]
    except (KeyError, IndexError, TypeError):
        return None


def _in_plain_words(error: Any, path: Sequence[str | int], where: str) -> tuple[str, str]:
    kind, given, limits = str(error["type"]), error["input"], error.get("ctx", {})
    value = _shown(given)
    word = path[-1] if path else ""
    if kind == "extra_forbidden":
        return _unknown_word(str(word))
    if kind == "literal_error":
        return f'{where} cannot be "{value}"', f"write {_nearest(value, limits['expected'])}"
    if kind == "string_pattern_mismatch":
        return f'{where} cannot be "{value}"', f"write {_FORMS[limits['pattern']]}"
    if kind in _SAID:
        what, mend = _SAID[kind]
        return what.format(where=where, value=value), mend.format(word=word, **limits)
    should = _SHOULD_BE.get(kind.partition("_")[0], "as it should be")
    if should == "one text" and isinstance(given, bool | int):
        return f"{where} is no text", f'put it in quotes: "{value.lower()}"'
    return f"{where} is not {should}", f"write {should}"


def _unknown_word(word: str) -> tuple[str, str]:
    words = {name for one in part.Part.__subclasses__() for name in one.model_fields}
    if word in words:
        return f'"{word}" has no meaning here', "remove it, or move it to where it belongs"
    near = get_close_matches(word, sorted(words), n=1)
    return f'"{word}" is no word of the format language', f'write "{near[0]}"' if near else "remove it, or correct the word"


def _nearest(value: str, expected: str) -> str:
    known = [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]
    near = get_close_matches(value, known, n=1)
    return f'"{near[0]}"' if near else f"one of: {', '.join(known)}"
