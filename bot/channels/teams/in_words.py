"""What Teams shows of a prompt as text for the command line: each card as it is read, without what is unseen in it."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from bot.channels.teams.messages import bodies
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt

JSON = Mapping[str, Any]
_TAG = re.compile(r"</?(?:b|i|a|blockquote)(?: [^>]*)?>")
_UNSEEN = re.compile("[\u200a\u200b\u2068\u2069]")


def in_words(prompt: Prompt, phrases: Phrases) -> str:
    """Return all messages of a prompt; a button stands between brackets, and so does where something is filled in."""
    shown = "\n\n".join(_message(body) for body in bodies(prompt, phrases))
    return _UNSEEN.sub("", shown).replace("\xa0", " ")


def _message(body: JSON) -> str:
    if "text" in body:
        return unescape(_TAG.sub("", body["text"].replace("<br/>", "\n").replace("</blockquote>", "\n")))
    card = body["attachments"][0]["content"]
    buttons = [f"[{action['title']}]" + (f" {action['url']}" if "url" in action else "") for action in card.get("actions", ())]
    return "\n".join([*_lines(card["body"], top=True), "", *buttons] if buttons else _lines(card["body"], top=True)).strip("\n")


def _lines(elements: list[JSON], *, top: bool = False) -> Iterator[str]:
    for at, element in enumerate(elements):
        spacing = element.get("spacing", "Default")
        if at and top and spacing not in {"None", "Small"}:
            yield ""
        yield from _element(element)


def _element(element: JSON) -> Iterator[str]:
    match element["type"]:
        case "TextBlock":
            yield element["text"]
        case "RichTextBlock":
            yield "".join(run["text"] for run in element["inlines"])
        case "Container":
            mark = "> " if element.get("style") == "emphasis" else ""
            yield from (f"{mark}{line}" for line in _lines(element["items"]))
        case "Input.ChoiceSet":
            yield element["label"]
            box = "[ ]" if element.get("isMultiSelect") else "( )"
            yield from (f"{box} {option['title']}" for option in element["choices"])
        case "Chart.HorizontalBar":
            yield from (f"{bar['x']}: {bar['y']}" for bar in element["data"])
        case _:
            yield f"{element['label']} [...]"
