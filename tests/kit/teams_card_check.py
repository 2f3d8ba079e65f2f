"""Holds a card against what Teams and its readers ask of one (reference teams.md §13, §14); it knows nothing of Leerbot."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.kit.teams_seeing import UNSEEN

JSON = Mapping[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
MOST = 80_000
"""Bytes of a message as UTF-16 below which Teams advises to stay."""
INPUTS = {"Input.Text", "Input.Number", "Input.Date", "Input.ChoiceSet"}
ELEMENTS = {
    "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Container",
    "Chart.HorizontalBar", "FactSet", "Action.Execute", "Action.Submit", "Action.OpenUrl", *INPUTS,
}  # fmt: skip
BUTTONS = 6


def objections(activity: JSON) -> list[str]:
    """Return what is wrong with a message that holds a card; nothing for one that is as it should be."""
    (attached,) = activity["attachments"]
    card = attached["content"]
    parts = list(_parts(card))
    return [
        *(["the content type is not that of a card"] if attached["contentType"] != CARD else []),
        *(["text and card are in one message"] if activity.get("text") else []),
        *([] if activity.get("summary") else ["a notification says nothing"]),
        *([] if _size(activity) <= MOST else [f"it takes {_size(activity)} bytes"]),
        *_of_card(card),
        *_of_inputs([one for one in parts if one["type"].startswith("Input.")]),
        *(problem for one in parts for problem in _of_part(one)),
        *(f"{number} is no whole number" for number in _floats(card)),
        *_of_headings(card["body"]),
    ]


def _size(activity: JSON) -> int:
    return len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def _of_card(card: JSON) -> Iterator[str]:
    if card["version"] != "1.5":
        yield f"its version is {card['version']}"
    if card.get("lang") not in {"nl", "en"}:
        yield "it does not say its language"
    if not card.get("fallbackText"):
        yield "it has no fallback text"
    if not card["body"]:
        yield "nothing stands on it"
    if len(card.get("actions", ())) > BUTTONS + any(one["type"] == "Action.OpenUrl" for one in card.get("actions", ())):
        yield "some of its buttons stand in a menu"
    titles = [one["title"] for one in card.get("actions", ())]
    if not all(titles):
        yield "a button says nothing"


def _of_inputs(inputs: list[JSON]) -> Iterator[str]:
    ids = [one.get("id") for one in inputs]
    if len(set(ids)) < len(ids) or not all(ids):
        yield f"the ids of its inputs are {ids}"
    for one in inputs:
        if not one.get("label"):
            yield f"{one.get('id')} has no label"
        if one.get("isRequired") and not one.get("errorMessage"):
            yield f"{one.get('id')} does not say what is missing"
        if one["type"] == "Input.ChoiceSet" and not one.get("choices"):
            yield f"nothing can be chosen at {one.get('id')}"


def _of_part(part: JSON) -> Iterator[str]:
    kind = part["type"]
    if kind not in ELEMENTS:
        yield f"{kind} is not known"
    if kind.startswith("Chart.") and _figures(part) != _facts(part.get("fallback") or {}):
        yield f"{kind} has other figures in its place where it is not drawn"
    if kind == "Action.Execute" and {**part["fallback"], "type": kind, "verb": part["verb"]} != {
        **{name: value for name, value in part.items() if name != "fallback"}, "msteams": {"feedback": {"hide": True}},
    }:  # fmt: skip
        yield "what stands in the place of a button is another button"
    if kind == "TextBlock" and not part.get("wrap"):
        yield f"{part['text']} is cut where it is narrow"
    if kind == "Input.ChoiceSet" and not part.get("wrap"):
        yield f"what is chosen at {part.get('id')} is cut where it is narrow"


def _figures(chart: JSON) -> list[tuple[str, str]]:
    return [(_bare(bar["x"]), str(bar["y"])) for bar in chart["data"]]


def _facts(shown: JSON) -> list[tuple[str, str]]:
    return [(_bare(fact["title"]), fact["value"]) for fact in shown.get("facts", ())]


def _bare(text: str) -> str:
    return " ".join(UNSEEN.sub("", text).split())


def _of_headings(body: list[JSON]) -> Iterator[str]:
    heads = [one.get("style") == "heading" for one in body]
    if any(heads) and not heads[0]:
        yield "a heading does not stand first"


def _parts(found: Any) -> Iterator[JSON]:
    """Yield everything in a card that has a type; what is told in a button is not looked into."""
    if isinstance(found, dict):
        if "type" in found:
            yield found
        for name, value in found.items():
            if name != "data" or found.get("type", "").startswith("Chart."):
                yield from _parts(value)
    elif isinstance(found, list):
        for one in found:
            yield from _parts(one)


def _floats(found: Any) -> Iterator[float]:
    if isinstance(found, float):
        yield found
    for value in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _floats(value)
