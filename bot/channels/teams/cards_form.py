"""A form on a card: an input for each question that is asked together, with its label and what is missing said in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from microsoft_teams.cards import (
    CardElement,
    ChoiceSetInput,
    ChoiceSetInputStyle,
    Container,
    DateInput,
    NumberInput,
    TextInput,
)
from microsoft_teams.cards import Choice as Option

from bot.channels.teams.cards_text import one_line, paragraphs, unmarked, words
from dialogs.saying.fields import missing
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Field, Form

SHORT = 120
"""Signs up to which an answer has one line to be written on."""
YES_NO = ("yes", "no")


def fields(form: Form, phrases: Phrases) -> list[CardElement]:
    """Return the questions of a form, each set apart from the one before it; one alone stands with what is above it."""
    if len(form.fields) == 1:
        return list(_question(form, form.fields[0], phrases))
    return [Container(items=list(_question(form, field, phrases)), spacing="Large", separator=True) for field in form.fields]


def _question(form: Form, field: Field, phrases: Phrases) -> Iterator[CardElement]:
    """Yield what is read of a question and where it is answered; a file is sent in the chat, as no card takes one."""
    if field.kind == "info":
        yield from paragraphs(field.label)
        return
    if field.kind == "file":
        yield one_line(field.label)
        yield one_line(_how_to_send(form, field, phrases), subtle=True, spacing="Small")
    else:
        yield _input(form, field, phrases)
    yield from paragraphs(field.help, subtle=True, first="Small") if field.help else ()


def _how_to_send(form: Form, field: Field, phrases: Phrases) -> str:
    """Return how a file is sent; one that need not be is asked for only of who goes on one question at a time."""
    if field.required or form.instead is None:
        return phrases.text("card.file")
    return phrases.text("card.file_beside", {"keuze": form.instead.label})


def _input(form: Form, field: Field, phrases: Phrases) -> CardElement:
    known: dict[str, Any] = {"id": field.id, "label": words(field.label), "is_required": field.required or None}
    known["error_message"] = _objection(form, field, phrases)
    options = field.options
    if field.kind == "yesno" and not options:
        options = tuple(Choice(one, phrases.text(f"yesno.{one}")) for one in YES_NO)
    if options:
        return _options(field, options, known, phrases)
    match "text" if field.words else field.kind:
        case "number":
            return NumberInput(min=field.least, max=field.most, **known)
        case "date":
            return DateInput(**known)
        case _:
            long = field.kind == "text" and (field.max is None or field.max > SHORT)
            return TextInput(max_length=field.max, is_multiline=long, **known)


def _options(field: Field, options: Sequence[Choice], known: Mapping[str, Any], phrases: Phrases) -> ChoiceSetInput:
    folded = field.kind == "person"
    style: ChoiceSetInputStyle = "compact" if folded else "expanded"
    choices = [Option(title=unmarked(one.label), value=one.id) for one in options]
    return ChoiceSetInput(
        style=style, wrap=True, is_multi_select=field.kind == "multi", choices=choices,
        placeholder=phrases.text("card.pick_one") if folded else None, **known,
    )  # fmt: skip


def _objection(form: Form, field: Field, phrases: Phrases) -> str | None:
    """Return what is said of a question that is not answered as it has to be, and how to answer it by typing."""
    kind, bounds = "text" if field.words else field.kind, {"least": field.least, "most": field.most}
    if kind == "number" and None not in bounds.values():
        said = phrases.text("card.number", bounds)
    elif field.required:
        said = missing(kind, phrases)
    else:
        return None
    return f"{said} {phrases.text('card.or_chat')}" if field.required and form.instead else said
