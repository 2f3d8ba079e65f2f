"""Buttons: what their ids say, and which one is meant by who types its words."""

import re
from collections.abc import Iterable

from bot.incoming.belonging import Place
from bot.incoming.doing import Doing
from dialogs.talk.commands import LONGEST, plain
from storage.talks.conversations import Conversation

ITEM = re.compile(r"a(?P<number>[0-9]{1,17})\.(?P<act>[a-z_]+)")
"""The button of an own answer."""
TOGETHER = re.compile(r"c(?P<numbers>[0-9]{1,17}(?:\+[0-9]{1,17})+)\.!\.(?P<act>!later|!skip)")
"""A button for all the matters of one message."""
ACT = "!act"
"""The button that begins what was put before somebody."""


def parse(choice: str) -> tuple[int, str, str] | None:
    """Read ``c12.wonder_next.idea``: the conversation, the question and the option."""
    number, _, rest = choice.partition(".")
    key, _, option = rest.partition(".")  # an option may be somebody's id, with dots in it
    if not (number[:1] == "c" and number[1:].isascii() and number[1:].isdigit() and len(number) < 18 and key):
        return None
    return int(number[1:]), key, option


def conversations_of(choices: tuple[str, ...]) -> frozenset[int]:
    """Return the conversations that buttons of one card are about; none for what is offered outside any."""
    first = choices[0] if choices else ""
    if several := TOGETHER.fullmatch(first):
        return frozenset(int(number) for number in several["numbers"].split("+"))
    parsed = parse(first)
    return frozenset([parsed[0]] if parsed else [])


def is_another_matters(doing: Doing, choices: tuple[str, ...], typed: str) -> bool:
    """Whether typed words name a button of another matter than the one in the middle of which somebody is: they are said there.

    By its name, and by no number, a button may be typed that begins the other one: she is asked whether she goes there (GE8).
    """
    active, about = doing.active(), conversations_of(choices)
    if active is None or not about or active.id in about:
        return False
    return not choices[0].endswith(f".!.{ACT}") or typed.strip().isdigit()


def prompt_named(doing: Doing, place: Place, text: str) -> tuple[Conversation, str] | None:
    """Return the prompt of which somebody typed a button, with that button, while she is in the middle of nothing.

    Each that she did not begin with can be begun so. Only the last is left out by its words: they may stand under others too.
    """
    if len(text) > LONGEST:
        return None
    return _named_among(doing, place.waiting, text) or _named_among(doing, place.closed, text)


def _named_among(doing: Doing, prompts: Iterable[Conversation], text: str) -> tuple[Conversation, str] | None:
    last = True
    for one in prompts:
        button = _button_named(doing, one, text)
        if button == ACT or (button is not None and last):
            return one, button
        last = False
    return None


def _button_named(doing: Doing, conversation: Conversation, text: str) -> str | None:
    """Return which button of its prompt a text is; none where it was begun already, or is answered right below it."""
    if conversation.state.own or conversation.state.held is not None:
        return None
    stage = doing.editions.stage_of(doing.unit, conversation, doing.person.language)[1]
    if not stage.asked or stage.offers_below(stage.asked[0]):
        return None
    phrases = doing.editions.phrases(doing.person.language)
    labels = {ACT: stage.prompt.act or phrases.text("button.act"), "!skip": stage.prompt.skip}
    return next((button for button, label in labels.items() if label and plain(label) == plain(text)), None)
