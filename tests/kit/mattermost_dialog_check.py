"""Holds a dialog against what Mattermost and its readers ask of one (reference mattermost.md §10); it knows nothing of Leerbot.

The server answers 200 to a dialog that it will not show, so nobody else would notice.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

JSON = Mapping[str, Any]
WORDS = {
    "title": str, "introduction_text": str, "elements": list, "submit_label": str, "notify_on_cancel": bool, "state": str,
    "callback_id": str, "icon_url": str, "source_url": str,
}  # fmt: skip
OF_ELEMENT = {
    "display_name": str, "name": str, "type": str, "subtype": str, "default": str, "placeholder": str, "help_text": str,
    "optional": bool, "min_length": int, "max_length": int, "data_source": str, "data_source_url": str, "options": list,
    "multiselect": bool, "refresh": bool, "min_date": str, "max_date": str, "time_interval": int,
}  # fmt: skip
SUBTYPES = {"", "text", "email", "number", "tel", "url", "password"}
PLACEHOLDERS = {"text": 150, "date": 150, "datetime": 150, "bool": 150, "textarea": 3000, "select": 3000}
SINCE = {"date": (11, 1), "datetime": (11, 1)}
MOST_SHOWN = 8
"""Questions beyond which nobody keeps an overview on a phone."""
_LOOSE = re.compile(r"[̀-ͯ‍️]$")


def objections(dialog: JSON, version: tuple[int, int] = (11, 7)) -> list[str]:
    """Return what is wrong with a dialog; nothing for one that is as it should be."""
    elements = dialog.get("elements", [])
    names = [one.get("name") for one in elements]
    labels = [one.get("display_name") for one in elements]
    return [
        *_known(dialog, WORDS, "the dialog"),
        *_between("title", dialog.get("title", ""), 1, 24),
        *([] if elements else ["nothing can be filled in"]),
        *([] if len(elements) <= MOST_SHOWN else [f"{len(elements)} questions stand in it"]),
        *([] if len(set(names)) == len(names) else [f"the names are {names}"]),
        *([] if len(set(labels)) == len(labels) else [f"the labels are {labels}"]),
        *([] if dialog.get("submit_label", "").strip() else ["nothing stands on its button"]),
        *(problem for one in elements for problem in _of_element(one, version)),
    ]


def _of_element(element: JSON, version: tuple[int, int]) -> Iterator[str]:
    name, kind = element.get("name", ""), element.get("type", "")
    yield from _known(element, OF_ELEMENT, name)
    yield from _between(f"{name}: display_name", element.get("display_name", ""), 1, 24)
    yield from _between("a name", name, 1, 300)
    yield from _between(f"{name}: help_text", element.get("help_text", ""), 0, 150)
    if kind not in {"text", "textarea", "select", "bool", "radio", "date", "datetime"} or version < SINCE.get(kind, (0, 0)):
        yield f"{name} is a {kind}"
    yield from _between(f"{name}: placeholder", element.get("placeholder", ""), 0, PLACEHOLDERS.get(kind, 0))
    yield from _between(f"{name}: default", element.get("default", ""), 0, PLACEHOLDERS.get(kind, 3000))
    if kind in {"text", "textarea"}:
        yield from _of_text(element)
    if kind in {"select", "radio"}:
        yield from _of_options(element, version)
    if _LOOSE.search(element.get("display_name", "").removesuffix("…")) and element["display_name"].endswith("‍…"):
        yield f"{name}: its label is cut inside a sign"
    if "**" in element.get("display_name", "") + element.get("help_text", ""):
        yield f"{name} shows signs that are meant to be drawn"


def _of_text(element: JSON) -> Iterator[str]:
    least, most = element.get("min_length"), element.get("max_length")
    if least is None or most is None or not 0 <= least <= most or most == 0:
        yield f"{element['name']} takes from {least} to {most} signs"
    if element.get("subtype", "") not in SUBTYPES:
        yield f"{element['name']} is a {element['subtype']}"


def _of_options(element: JSON, version: tuple[int, int]) -> Iterator[str]:
    options, source = element.get("options", []), element.get("data_source", "")
    values = [one.get("value") for one in options]
    if bool(options) == bool(source):
        yield f"{element['name']} offers {len(options)} and {source!r}"
    if not all(one.get("text", "").strip() and one.get("value", "").strip() for one in options):
        yield f"{element['name']} offers something empty"
    if len(set(values)) < len(values):
        yield f"{element['name']} offers {values}"
    if element.get("multiselect") and (element["type"] != "select" or version < (11, 0)):
        yield f"of {element['name']} several are picked"
    chosen = element.get("default", "")
    picked = chosen.split(",") if element.get("multiselect") else [chosen]
    if chosen and not set(picked) <= set(values):
        yield f"{element['name']} begins with {chosen}"


def _between(what: str, text: str, least: int, most: int) -> Iterator[str]:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        yield f"{what} is no text"
        return
    if not least <= size <= most or (least and not text.strip()):
        yield f"{what} has {size} bytes: {text}"


def _known(thing: JSON, words: Mapping[str, type], what: str) -> Iterator[str]:
    for name, value in thing.items():
        if type(value) is not words.get(name):
            yield f"{what}: {name} is {value!r}"
