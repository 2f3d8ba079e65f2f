"""The message with which somebody gets a link for who has no account, to send on by herself (S39)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.timing.editions import Editions
from dialogs.saying.prompt import Prompt
from storage.groups import people
from storage.groups.people import Person
from storage.outgoing import pages
from storage.store import Unit


def draw(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime) -> Prompt:
    """Return the text to copy, with the link of this one guest; it names nothing that anybody wrote."""
    phrases, guest = editions.phrases(person.language), people.find(unit, str(part["who"]))
    if guest is None:
        return Prompt(phrases.text("together.gone"), language=person.language)
    slots = {"naam": people.name_of(unit, guest.id)}
    if editions.public_url is None:
        return Prompt(phrases.text("once.without", slots), language=person.language)
    address = f"{editions.public_url}/pages/once/{pages.make_once(unit, guest.id, now)}"
    return Prompt(phrases.text("once.link", {**slots, "adres": address}), language=person.language)
