"""A format that somebody made in chat: its template, with the questions that she wrote in the place of one (S05). Pure.

What comes of it is a format like any other, checked as those that are read from files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.library import Edition

MOST_OPTIONS, LONGEST_LABEL = 10, 80


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that somebody wrote: how often she was asked for one before it, its words, its kind and its options."""

    number: int
    text: str
    kind: str = "text"
    options: str = ""


def place_to_fill(format: Format) -> Question | None:
    """Return the question in whose place those come that somebody writes for a round, if the format has one."""
    return next((question for stage in format.reached for question in stage.questions if question.made), None)


def lists_in(format: Format) -> frozenset[str]:
    """Return the questions at which somebody writes what can be chosen at one of hers."""
    place = place_to_fill(format)
    return frozenset({place.made.options}) if place and place.made else frozenset()


def made_id(place: Question, number: int) -> str:
    """Return how a question is called that stands in a place."""
    return f"{place.id}_{number}"


def made(template: Edition, asked: Sequence[Asked]) -> Edition:
    """Return a format with the questions that were written in the place for them; without any it stays as it is."""
    place = place_to_fill(template.dutch)
    if place is None or not asked:
        return template
    body = _in_body(template.body, place, [_question(place, one, first=one is asked[0]) for one in asked])
    return Edition(body, _in_lists(template.overlay, place, [made_id(place, one.number) for one in asked]))


def options_of(text: str) -> list[str]:
    """Return what can be chosen, written with a line for each, or else with commas between them; each once."""
    return [label[:LONGEST_LABEL] for label in _written(text)][:MOST_OPTIONS]


def can_be_chosen_from(text: str) -> bool:
    """Whether a text names choices: several, that differ, as many and as long as there is room for (S05)."""
    labels = _written(text)
    return 2 <= len(labels) <= MOST_OPTIONS and all(len(label) <= LONGEST_LABEL for label in labels)


def _written(text: str) -> list[str]:
    parts = text.splitlines() if len(text.splitlines()) > 1 else text.split(",")
    found: dict[str, str] = {}
    for label in filter(None, map(str.strip, parts)):
        found.setdefault(label.casefold(), label)
    return list(found.values())


def _question(place: Question, one: Asked, *, first: bool) -> dict[str, Any]:
    body: dict[str, Any] = {"id": made_id(place, one.number), "ask": one.text, "called": one.text, "required": first}
    if place.only_if:
        body["only_if"] = {name: list(values) for name, values in place.only_if.items()}
    if one.kind == "file":
        return body | {"kind": "file"}
    labels = options_of(one.options) if one.kind == "choice" else []
    return body | ({"options": {f"o{n}": {"label": label, "words": True} for n, label in enumerate(labels)}} if labels else {})


def _in_body(body: Mapping[str, Any], place: Question, questions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    stages = []
    for stage in body["stages"]:
        at = next((n for n, one in enumerate(stage["questions"]) if one["id"] == place.id), None)
        own = stage["questions"]
        stages.append(stage if at is None else {**stage, "questions": [*own[:at], *questions, *own[at + 1 :]]})
    filled = _in_lists(body, place, [one["id"] for one in questions])
    return {**filled, "stages": _in_lists(stages, place, [one["id"] for one in questions])}


def _in_lists(value: Any, place: Question, names: Sequence[str]) -> Any:
    """Return a part with the names of the questions wherever a list names the place for them, as in what is shown."""
    if isinstance(value, Mapping):
        return {key: _in_lists(one, place, names) for key, one in value.items()}
    if isinstance(value, list):
        return [name for one in value for name in (names if one == place.id else [_in_lists(one, place, names)])]
    return value
