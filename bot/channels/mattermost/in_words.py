"""A message as text for the command line: what is read, what can be pressed, and the dialog that a button opens."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.channels.mattermost.attachments import Tap, taps
from bot.channels.mattermost.drawing import parts
from bot.channels.mattermost.forms.drawing import dialog
from bot.channels.mattermost.forms.elements import OLDEST
from bot.channels.typed import blocks
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt

_UNSEEN = str.maketrans("", "", "\u200b\u2068\u2069")


def in_words(prompt: Prompt, phrases: Phrases) -> str:
    """Return a prompt as it is posted where buttons work, without what is unseen in it; of a long form the first dialog."""
    found, opened = taps(prompt, phrases), dialog(prompt, phrases, OLDEST)
    pressed = [" ".join(_tap(one) for one in found)]
    lines = ["\n".join(_lines(opened.drawn))] if opened else []
    return blocks([*parts(prompt, phrases, tapped=bool(found)), *pressed, *lines]).translate(_UNSEEN)


def _tap(tap: Tap) -> str:
    return f"[{tap.label} ▾]" if tap.options else f"[{tap.label}]"


def _lines(drawn: Mapping[str, Any]) -> Iterator[str]:
    yield f"┌─ {drawn['title']}"
    yield from (f"│ {line}".rstrip() for line in drawn["introduction_text"].split("\n"))
    for element in drawn["elements"]:
        yield "│"
        yield from (f"│ {line}" for line in _element(element))
    yield f"└─ [{drawn['submit_label']}]"


def _element(element: Mapping[str, Any]) -> Iterator[str]:
    options = element.get("options", ())
    yield element["display_name"] + (" *" if not element["optional"] else "") + ("" if options else " [...]")
    box = "[ ]" if element.get("multiselect") else "( )"
    yield from (f"{box} {one['text']}" for one in options)
    if element["help_text"]:
        yield element["help_text"]
