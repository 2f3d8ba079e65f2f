"""Messages of Teams as their readers see them: text in its simple XML, and Adaptive Cards; it knows nothing of Leerbot."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import groupby
from typing import Any

JSON = Mapping[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
UNSEEN = re.compile("[\u200a\u200b]")


def card_of(activity: JSON) -> JSON | None:
    """Return the card in a message, if any."""
    found = [one["content"] for one in activity.get("attachments") or () if one["contentType"] == CARD]
    return found[0] if found else None


def seen(activity: JSON) -> str:
    """Return what is read in a message, with the bold, the lists and the quotes as they were written."""
    card = card_of(activity)
    return as_seen(activity.get("text", "")) if card is None else card_seen(card)


def as_seen(text: str) -> str:
    """Return a text as its readers see it, with the bold and the lists as they were written."""
    lines = re.sub("</?b>", "**", text.replace("<br/>", "\n"))
    quoted = re.sub(r"(?s)<blockquote>(.*?)</blockquote>", lambda found: re.sub("(?m)^", "> ", found[1]) + "\n", lines)
    return _bare(unescape(re.sub(r"</?[a-z]+(?: [^>]*)?>", "", quoted)))


def card_seen(card: JSON) -> str:
    """Return what is read on a card, and where its links lead; what can be pressed is no text."""
    links = [f"{one['title']}\n{one['url']}" for one in card.get("actions", ()) if one["type"] == "Action.OpenUrl"]
    return _bare("\n".join([*_lines(card["body"]), *links])).strip("\n")


def offered(card: JSON) -> list[dict[str, str]]:
    """Return what can be chosen on a card, on buttons or in the list of one question, in order."""
    found = []
    for action in card.get("actions", ()):
        for told in action.get("data", {}).values():
            found += [{"id": told["choice"], "label": _bare(action["title"])}] if told.get("do") == "choose" else []
    for element in card["body"]:
        for option in element.get("choices", ()):
            found.append({"id": option["value"], "label": re.sub(r"^\d+\. ", "", _bare(option["title"]))})
    return found


def _bare(text: str) -> str:
    return UNSEEN.sub("", text.replace("\xa0", " "))


def _lines(elements: list[JSON]) -> Iterator[str]:
    for at, element in enumerate(elements):
        if at and element.get("spacing", "Default") in {"Default", "Medium", "Large"}:
            yield ""
        yield from _element(element)


def _element(element: JSON) -> Iterator[str]:
    match element["type"]:
        case "TextBlock":
            yield f"**{element['text']}**" if element.get("weight") == "Bolder" else element["text"]
        case "RichTextBlock":
            runs = groupby(element["inlines"], key=lambda run: run.get("weight"))
            line = "".join(_run(weight, "".join(run["text"] for run in some)) for weight, some in runs)
            yield re.sub("^(\u2003?)•\xa0", lambda found: "  - " if found[1] else "- ", line)
        case "Container":
            mark = "> " if element.get("style") == "emphasis" else ""
            yield from (f"{mark}{line}" for line in _lines(element["items"]))
        case "Input.ChoiceSet":
            yield element["label"]
            yield from (option["title"] for option in element["choices"])
        case "Chart.HorizontalBar":
            yield from (f"{bar['x']}: {bar['y']}" for bar in element["data"])
        case _:
            yield element["label"]


def _run(weight: str | None, text: str) -> str:
    return f"**{text}**" if weight == "Bolder" else text
