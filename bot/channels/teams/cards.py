"""How Teams draws the neutral prompt on an Adaptive Card (1.5): what is asked, who reads it, and what can be pressed.

Pure. What a press brings back holds one key of ours; it is checked anew when it comes, as nothing of a card is believed.
"""

from collections.abc import Mapping
from typing import Any

from microsoft_teams.cards import (
    Action,
    ActionStyle,
    AdaptiveCard,
    AssociatedInputs,
    CardElement,
    ChoiceSetInput,
    ExecuteAction,
    OpenUrlAction,
    SubmitAction,
    TeamsSubmitActionFeedback,
    TeamsSubmitActionProperties,
)
from microsoft_teams.cards import Choice as Option

from bot.channels import typed
from bot.channels.teams.cards_chart import bars
from bot.channels.teams.cards_form import fields
from bot.channels.teams.cards_text import FENCED, heading, heading_of, one_line, paragraphs, plain, unmarked
from bot.channels.typed import Markup, blocks
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Form, Prompt, numbered

JSON = Mapping[str, Any]
KEY = VERB = "leerbot"
"""What marks what comes back as ours."""
PICKED = "picked"
"""The input in which something is chosen out of a list."""
QUIET = TeamsSubmitActionProperties(feedback=TeamsSubmitActionFeedback(hide=True))
"""That Teams says nothing itself below what was pressed."""
BUTTONS = 6
"""How many buttons Teams shows beside each other; the rest would stand in a menu."""


def stands_on_card(prompt: Prompt) -> bool:
    """Whether a prompt is more than text: it has a title, a heading, or something that can be pressed or filled in.

    So is what somebody wrote: of a text Teams shows in a notification how it begins, and of a card what it is.
    """
    parts = (prompt.title, prompt.choices, prompt.form, prompt.answer, prompt.link, prompt.help, prompt.readers)
    return any(parts) or FENCED in prompt.text or heading_of(prompt.text) is not None


def card(prompt: Prompt, phrases: Phrases) -> JSON:
    """Return a prompt as one card, however large; its fallback text is all of it as people get it where they only type."""
    figures = bars(prompt.chart) if prompt.chart else []
    body, actions = [*_said(prompt), *figures, *_readers(prompt)], _links(prompt)
    if prompt.form is not None:
        body += fields(prompt.form, phrases)
        actions += _sending(prompt.form)
    elif prompt.choices and (prompt.many or len(prompt.choices) > BUTTONS):
        body += _list(prompt, phrases)
        actions.append(_press(phrases.text("button.send"), {"do": "pick", "of": prompt.choices[0].id}, style="positive"))
    else:
        if prompt.answer is not None:
            body += fields(prompt.answer, phrases)
            actions += _sending(prompt.answer)
        body += _how(prompt, phrases)
        actions += [_press(one.label, {"do": "choose", "choice": one.id}, inputs="none") for one in prompt.choices]
    made = AdaptiveCard(
        version="1.5", lang=prompt.language, fallback_text=_in_text(prompt, phrases), body=body, actions=actions or None
    )
    dumped: JSON = made.model_dump(by_alias=True, exclude_none=True)
    return _whole(dumped) if prompt.chart or prompt.form or prompt.answer else dumped  # numbers stand nowhere else


# -- what is read


def _said(prompt: Prompt) -> list[CardElement]:
    title: list[CardElement] = [heading(prompt.title)] if prompt.title else []
    headings = bool(prompt.title) or heading_of(prompt.text) is not None
    said = [*title, *paragraphs(prompt.text, headings=headings)]
    return [*said, *paragraphs(prompt.help, subtle=True)] if prompt.help else said


def _readers(prompt: Prompt) -> list[CardElement]:
    return [one_line(prompt.readers, subtle=True)] if prompt.readers else []


def _how(prompt: Prompt, phrases: Phrases) -> list[CardElement]:
    """Return that buttons may be typed as well; said where something begins, not at its other questions or below an answer."""
    if not (prompt.choices and prompt.title and numbered(prompt.choices)):
        return []
    return [one_line(phrases.text("card.typed"), subtle=True, spacing="None" if prompt.readers else "Medium")]


def _list(prompt: Prompt, phrases: Phrases) -> list[CardElement]:
    """Return what can be chosen as a list, each with the number to type, where that tells them apart."""
    has_numbers = numbered(prompt.choices)
    titles = [f"{number}. {one.label}" if has_numbers else one.label for number, one in enumerate(prompt.choices, 1)]
    asked = ChoiceSetInput(
        id=PICKED, label=phrases.text("card.pick_some" if prompt.many else "card.pick_one"), style="expanded", wrap=True,
        is_multi_select=prompt.many, is_required=None if prompt.many else True,
        error_message=None if prompt.many else phrases.text("card.not_picked"),
        choices=[Option(title=unmarked(title), value=one.id) for title, one in zip(titles, prompt.choices, strict=True)],
    )  # fmt: skip
    how = "card.typed" if not has_numbers else "card.typed_some" if prompt.many else "card.typed_one"
    return [asked, one_line(phrases.text(how), subtle=True, spacing="Small")]


# -- what is pressed


def _links(prompt: Prompt) -> list[Action]:
    return [OpenUrlAction(title=plain(prompt.link.label), url=prompt.link.url)] if prompt.link else []


def _sending(form: Form) -> list[Action]:
    send = _press(form.submit, {"do": "form", "form": form.id}, style="positive")
    return [send, _instead(form.instead, form)] if form.instead else [send]


def _instead(choice: Choice, form: Form) -> Action:
    return _press(choice.label, {"do": "instead", "choice": choice.id, "form": form.id})


def _press(
    title: str, told: Mapping[str, str], *, inputs: AssociatedInputs | None = None, style: ActionStyle | None = None
) -> ExecuteAction:  # fmt: skip
    """Return a button; where Teams does not know how to carry it out, it is sent as a message with the same content."""
    title, data = plain(" ".join(title.split())), {KEY: dict(told)}
    other = SubmitAction(title=title, data=data, associated_inputs=inputs, style=style, msteams=QUIET)
    return ExecuteAction(verb=VERB, title=title, data=data, associated_inputs=inputs, style=style, fallback=other)


# -- where no card is drawn


def _light(text: str) -> str:
    pieces = text.split("\u2068")
    own = [pieces[0]]
    for piece in pieces[1:]:
        quoted, _, rest = piece.partition("\u2069")
        own += [unmarked(quoted), rest]
    return plain("".join(own))


_MARKDOWN = Markup(_light, unmarked, "**{}**".format, str, lambda link: f"{link.label}: {link.url}")


def _in_text(prompt: Prompt, phrases: Phrases) -> str:
    """Return all of a prompt as it is said where people type, for whoever sees no cards."""
    found = typed.drawn(prompt, phrases, _MARKDOWN)
    return blocks([*found.head, *(_light(text) for text in found.texts), *found.tail])


# -- as it is sent


def _whole(found: Any) -> Any:
    """Return what was dumped with whole numbers as such; the library makes 4000.0 of 4000."""
    if isinstance(found, dict):
        return {name: _whole(value) for name, value in found.items()}
    if isinstance(found, list):
        return [_whole(one) for one in found]
    return int(found) if isinstance(found, float) and found.is_integer() else found
