"""One question of a form as an element of a dialog, within what the server takes (reference mattermost.md §10)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.mattermost.drawing import light
from bot.channels.mattermost.forms.short import bare, shortened, size
from bot.channels.typed import blocks
from dialogs.language.part import MAX_CHARACTERS
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Field

JSON = Mapping[str, Any]
Version = tuple[int, int]
OLDEST: Version = (11, 7)
"""The oldest server that is supported."""
NAMED, HELPED, HINTED = 24, 150, 150
"""Bytes that a label, the help below a field and the hint in one may have."""
ONE_LINE = 120
"""Signs up to which an answer has one line to be written on."""
SEEN_AT_ONCE = 5
"""Choices up to which all of them stand on the form; more fold away."""
FIGURES = 20
"""Signs that a number may have."""
FENCED = "\u2068"
"""What stands before words of a person."""
_SINCE: Mapping[str, Version] = {"multi": (11, 0), "date": (11, 1)}
"""From which version on the server has what a kind of question needs."""


@dataclass(frozen=True, slots=True)
class Element:
    """A question as it stands in a dialog, and what of it stands above the dialog, as there is no room below it."""

    drawn: JSON
    above: str = ""


def stands_in_dialog(field: Field, version: Version) -> bool:
    """Whether a question can be answered in a dialog; a file is sent in the chat, and what an older server lacks is typed."""
    kind = "text" if field.words and not field.options else field.kind
    return kind not in {"file", "info"} and version >= _SINCE.get(kind, (0, 0))


def elements(fields: Sequence[Field], phrases: Phrases) -> list[Element]:
    """Return questions as elements, each under a label of its own."""
    return [_element(field, label, phrases) for field, label in zip(fields, _labels(fields), strict=True)]


def _labels(fields: Sequence[Field]) -> Iterator[str]:
    """Yield a label for each question: its own words where they fit, else what its answer is called, else their beginning."""
    wanted = [_wanted(field) for field in fields]
    for number, label in enumerate(wanted, 1):
        yield label if wanted.count(label) == 1 else shortened(f"{number}. {label}", NAMED)


def _wanted(field: Field) -> str:
    named = field.called if field.called and size(bare(field.called)) <= NAMED else field.label
    return shortened(field.label if size(bare(field.label)) <= NAMED else named, NAMED) or "–"


def _element(field: Field, label: str, phrases: Phrases) -> Element:
    asked = [] if bare(field.label) == label and FENCED not in field.label else [field.label]
    below, above = _placed(label, asked, _helps(field, phrases))
    common = {"name": field.id, "display_name": label, "help_text": below, "optional": not field.required}
    return Element({**common, **_kind(field, phrases)}, above)


def _helps(field: Field, phrases: Phrases) -> list[str]:
    bounds = {"least": field.least, "most": field.most}
    within = [phrases.text("card.number", bounds)] if field.kind == "number" and None not in bounds.values() else []
    helped = field.help if field.kind == "date" and not field.words else field.typed_help
    return [*([helped] if helped else []), *within]


def _placed(label: str, asked: list[str], helps: list[str]) -> tuple[str, str]:
    """Return what stands below a field and what above the dialog: all of it below where that fits.

    People's own words stand above, where they can be fenced.
    """
    ways: list[tuple[list[str], list[str]]] = [(asked + helps, []), (asked, helps), ([], asked + helps)]
    below, above = next((below, above) for below, above in ways if _fits(below))
    return " ".join(map(bare, below)), blocks([f"**{light(label)}**", *map(light, above)]) if above else ""


def _fits(texts: list[str]) -> bool:
    return size(" ".join(map(bare, texts))) <= HELPED and not any(FENCED in text for text in texts)


def _kind(field: Field, phrases: Phrases) -> JSON:
    options = field.options
    if field.kind == "yesno" and not options:
        options = tuple(Choice(one, phrases.text(f"yesno.{one}")) for one in ("yes", "no"))
    if options:
        return _options(field, options, phrases)
    match "text" if field.words else field.kind:
        case "number":
            return {"type": "text", "subtype": "number", "min_length": 0, "max_length": FIGURES}
        case "date":
            return {"type": "date"}
        case _:
            long = field.kind == "text" and (field.max is None or field.max > ONE_LINE)
            return {"type": "textarea" if long else "text", "min_length": 0, "max_length": field.max or MAX_CHARACTERS}


def _options(field: Field, options: Sequence[Choice], phrases: Phrases) -> JSON:
    given = [{"text": bare(one.label) or "–", "value": one.id} for one in options]
    if field.kind == "multi":
        return {"type": "select", "multiselect": True, "options": given, "placeholder": phrases.text("card.pick_some")}
    if field.kind == "person" or len(options) > SEEN_AT_ONCE:
        return {"type": "select", "options": given, "placeholder": phrases.text("card.pick_one")}
    return {"type": "radio", "options": given}
