"""The message with the code that links two platforms; it is made when that is drawn, so that it stands in no recipe (X12)."""

import secrets
from datetime import datetime

from bot.timing.editions import Editions
from dialogs.saying.prompt import Prompt
from dialogs.talk.linking import LENGTH, LETTERS, in_pieces
from storage.groups import linked
from storage.groups.people import Person
from storage.store import Unit

PLATFORMS = {"teams": "Teams", "mattermost": "Mattermost"}
"""The platforms that can be linked, and how people call them."""


def other_than(channel: str) -> str:
    """Return how the other platform is called."""
    return next(name for one, name in PLATFORMS.items() if one != channel)


def draw_code(unit: Unit, editions: Editions, person: Person, channel: str, now: datetime, *, again: bool) -> Prompt:
    """Return the message with a fresh code; one that is drawn once more was read before, and shows none."""
    phrases = editions.phrases(person.language)
    if again:
        return Prompt(phrases.text("link.code_was"), language=person.language)
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    linked.begin(unit, person.id, channel, code, now)
    slots = {"code": in_pieces(code), "kanaal": other_than(channel)}
    return Prompt(phrases.text("link.code", slots), language=person.language)
