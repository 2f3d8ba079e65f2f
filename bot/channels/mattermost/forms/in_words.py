"""A dialog as text for the command line: what can be filled in, and where."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.channels.mattermost.forms.drawing import dialog, opener
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt

OLDEST = (11, 7)
"""The server for which it is shown: the oldest one that is supported."""
_UNSEEN = str.maketrans("", "", "\u200b\u2068\u2069")


def dialog_in_words(prompt: Prompt, phrases: Phrases) -> str:
    """Return the dialog that a prompt opens, below its button, of a long form the first part; nothing where it opens none."""
    found = dialog(prompt, phrases, OLDEST)
    if found is None:
        return ""
    return "\n".join([f"[{opener(prompt, phrases)}]", *_lines(found.drawn)]).translate(_UNSEEN)


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
