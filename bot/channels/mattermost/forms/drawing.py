"""How a form, or a list of which several are picked, stands in a dialog; pure, so that tests draw what people get."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from bot.channels.mattermost.drawing import MARKUP, light
from bot.channels.mattermost.forms.elements import Element, Version, elements, stands_in_dialog
from bot.channels.mattermost.forms.short import shortened
from bot.channels.typed import blocks
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Field, Form, Prompt, none_of

TITLED = 24
"""Bytes that the title of a dialog may have."""
MOST = 6
"""Questions in one dialog: about what a phone shows without much scrolling, and what is soon typed again should it get lost."""
PICKED = "picked"
"""The element in which several are picked from a list."""


@dataclass(frozen=True, slots=True)
class Dialog:
    """One dialog: which questions stand in it, whether others follow, and all of it that is drawn."""

    part: tuple[str, ...]
    more: bool
    drawn: Mapping[str, Any]


def dialog(prompt: Prompt, phrases: Phrases, version: Version) -> Dialog | None:
    """Return what a prompt asks as a dialog, of a long form its first part; None for what can only be answered in the chat."""
    if prompt.form is not None:
        return _of_form(prompt, prompt.form, phrases, version)
    return _of_list(prompt, phrases) if prompt.many and prompt.choices and version >= (11, 0) else None


def opened(prompt: Prompt) -> str:
    """Return by what name it is known what a button opens: a form, or a list, which is as choosing nothing of it."""
    return prompt.form.id if prompt.form else none_of(prompt.choices[0].id)


def opener(prompt: Prompt, phrases: Phrases) -> str:
    """Return what stands on the button that opens a dialog."""
    if prompt.form is None:
        return phrases.text("dialog.pick")
    asked = [one for one in prompt.form.fields if one.kind != "info"]
    return phrases.text("dialog.open" if len(asked) > 1 else "dialog.open_one")


def _of_form(prompt: Prompt, form: Form, phrases: Phrases, version: Version) -> Dialog | None:
    asked = [field for field in form.fields if stands_in_dialog(field, version)]
    part = asked[: _share(len(asked))]
    if not part:
        return None
    drawn, more = elements(part, phrases), len(asked) > len(part)
    intro = [light(prompt.text), *map(light, _told(form.fields, part)), *(one.above for one in drawn if one.above)]
    intro += _beside(form, phrases) if not more else [phrases.text("typed.more", {"aantal": len(asked) - len(part)})]
    submit = phrases.text("dialog.next") if more else form.submit
    return Dialog(tuple(one.id for one in part), more, _whole(prompt, form.title, intro, drawn, submit, phrases))


def _share(asked: int) -> int:
    """Return how many questions stand in the first of the parts, each about as long as the others."""
    parts = -(-asked // MOST)
    return -(-asked // parts) if parts else 0


def _told(fields: Sequence[Field], part: Sequence[Field]) -> list[str]:
    """Return what is told above the questions of a part, and between them; what stands behind its last one comes later."""
    behind = fields[fields.index(part[-1]) + 1 :]
    last = all(one.kind in {"info", "file"} for one in behind)
    return [one.label for one in fields[: None if last else fields.index(part[-1])] if one.kind == "info"]


def _beside(form: Form, phrases: Phrases) -> list[str]:
    """Return that a file goes in the chat, where one is asked for."""
    return [phrases.text("card.file")] if any(one.kind == "file" for one in form.fields) else []


def _of_list(prompt: Prompt, phrases: Phrases) -> Dialog:
    label = phrases.text("dialog.picked")
    field = Field(PICKED, "multi", label, options=prompt.choices)
    title = prompt.title or next(takewhile(bool, prompt.text.splitlines()), "") or label
    intro = [light(prompt.text), light(prompt.help or "")]
    drawn = _whole(prompt, title, intro, elements([field], phrases), phrases.text("button.send"), phrases)
    return Dialog((PICKED,), False, drawn)


def _whole(
    prompt: Prompt, title: str, intro: Sequence[str], drawn: Sequence[Element], submit: str, phrases: Phrases
) -> Mapping[str, Any]:
    readers = [MARKUP.italic(MARKUP.words(prompt.readers))] if prompt.readers else []
    return {
        "title": shortened(title, TITLED) or phrases.text("card.form"),
        "introduction_text": blocks([*intro, *readers]),
        "elements": [one.drawn for one in drawn],
        "submit_label": " ".join(submit.split()),
        "notify_on_cancel": False,
    }
