"""Telling somebody who was given to read what she shared with few only: whom, in which role, and on which day (trust S18)."""

from datetime import datetime

from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.saying.prompt import Prompt
from dialogs.settings import RETAIN_AUDIT
from storage.groups import people, settings
from storage.groups.people import Person
from storage.privacy import reading
from storage.privacy.limits import limits_of
from storage.store import Unit

MOST = 30
"""Lines that are told; that there are more is said."""


def draw(unit: Unit, editions: Editions, person: Person, now: datetime) -> tuple[Prompt, dict[str, str]]:
    """Return who was given to read what, and the names that stand in it by their ids."""
    phrases, chosen = editions.phrases(person.language), settings.of(unit)
    found = reading.of(unit, person.id, now - limits_of(chosen).audit, MOST + 1)
    told = found[:MOST]
    names = {one.reader: people.name_of(unit, one.reader) for one in told if one.reader is not None}
    lines = []
    for one in told:
        how = "erased" if one.reader is None else "guide" if one.guided else "other"
        day = day_in_words(one.at, person.zone, person.language, now)
        lines.append(phrases.text(f"who_read.{how}", {"datum": day, "wie": names.get(one.reader or "", "")}))
    if len(found) > MOST:
        lines += ["", phrases.text("who_read.more", {"meeste": str(MOST)})]
    head, kept = phrases.text("who_read.head" if lines else "who_read.nobody"), {"aantal": chosen[RETAIN_AUDIT]}
    return Prompt("\n".join([head, *lines, "", phrases.text("who_read.foot", kept)]), language=person.language), names
