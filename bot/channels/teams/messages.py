"""A prompt as what Teams is sent: text where it is nothing but text, else a card; too large for one, several messages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.channels import typed
from bot.channels.teams.cards import card, stands_on_card
from bot.channels.teams.cards_text import FENCED
from bot.channels.teams.drawing import LONGEST, parts
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt

JSON = Mapping[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
LARGEST = 72 * 1024
"""Bytes that a message with a card may take as UTF-16: well below the hundred thousand that Teams tells."""


def bodies(prompt: Prompt, phrases: Phrases, *, split_at: int | None = None) -> Sequence[JSON]:
    """Return a prompt as the bodies of one or several messages; the last one holds what can be pressed. Nothing is cut.

    ``split_at`` is for digests, which come in parts of a size that was set (S07).
    """
    if not stands_on_card(prompt):
        return _texts(prompt, phrases, split_at)
    whole = _on_card(prompt, phrases)
    if len(prompt.text) <= (split_at or len(prompt.text)) and size(whole) <= LARGEST:
        return [whole]
    if not (prompt.choices or prompt.form or prompt.link):
        return _texts(prompt, phrases, split_at)
    *before, last = typed.split(prompt.text, LONGEST)
    end = _on_card(replace(prompt, title=None, text=last), phrases)
    if not before or size(end) > LARGEST:
        return _texts(prompt, phrases, split_at)  # what can be chosen is a list to type from, whatever its length
    return [*_texts(Prompt("\n".join(before), prompt.title), phrases, split_at), end]


def size(body: JSON) -> int:
    """Return the bytes that a message takes as Teams counts them."""
    return len(json.dumps(body, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def summary(prompt: Prompt, phrases: Phrases) -> str:
    """Return what a notification says: the title or the heading, else what it is; never what somebody wrote."""
    first = prompt.text.split("\n", 1)[0]
    title = prompt.title or (first.replace("**", "") if first.startswith("**") else "")
    if title and FENCED not in title:
        return title
    return phrases.text("card.form" if prompt.form else "card.question" if prompt.choices else "card.news")


def _texts(prompt: Prompt, phrases: Phrases, split_at: int | None) -> list[JSON]:
    """Return a prompt as texts; of somebody's words a notification says what they are, and not how they begin."""
    told = {"summary": summary(prompt, phrases)} if any(FENCED in text for text in (prompt.text, prompt.title or "")) else {}
    return [{"text": text, "textFormat": "xml", **told} for text in parts(prompt, phrases, split_at=split_at)]


def _on_card(prompt: Prompt, phrases: Phrases) -> JSON:
    shown = {"contentType": CARD, "content": card(prompt, phrases)}
    return {"summary": summary(prompt, phrases), "attachments": [shown]}
