"""A sentence of the bot outside any conversation, with the names of the group and what can be done at it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.incoming.surroundings import NOBODY
from bot.outgoing.slots import plain_slots
from bot.timing.editions import Editions
from dialogs.saying.phrases import Phrases, fill
from dialogs.saying.prompt import Choice, Prompt
from dialogs.settings import CONTACT, DEFAULTS, K
from storage.groups import people, teams
from storage.groups import settings as known_settings
from storage.groups.people import Person
from storage.store import Unit

NO_ROUNDS: Mapping[str, str] = {}


def draw_plain(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], called: Mapping[str, str] = NO_ROUNDS
) -> Prompt:
    """Return one of the bot's sentences for a person, about her own group unless it names another.

    ``called`` is what rounds are called of which it speaks.
    """
    phrases = editions.phrases(person.language)
    team_id = people.home_team(unit, person.id)
    team, circle = teams.around(unit, team_id) if team_id else (None, NOBODY)
    name = people.name_of(unit, person.id)
    if "team" in part:  # it speaks of a group that need not be her own
        team, circle = teams.around(unit, part["team"])
    slots = (
        plain_slots(phrases, circle, team)
        | {"aantal": (team.settings if team else DEFAULTS)[K], "naam": name}
        | {name: called.get(value, value) if isinstance(value, str) else value for name, value in part.get("with", {}).items()}
    )
    if team is None and (contact := known_settings.of(unit, known_settings.ORGANISATION)[CONTACT]):
        slots["contact"] = contact
    for name in ("wie", "ander"):
        if who := slots.get(name):
            slots[name] = how_called(unit, phrases, str(who))
    if rol := slots.get("rol"):
        slots["rol"] = phrases.text(f"role.{rol}")
    choices = tuple(
        Choice(f"do.{word}", phrases.texts.get(label, called.get(label, label))) for word, label in part.get("choices", [])
    )
    said = _heard(unit, editions, person, part["hears"], slots) if "hears" in part else phrases.text(str(part["say"]), slots)
    return Prompt(said, choices=choices, language=person.language)


def _heard(unit: Unit, editions: Editions, person: Person, place: Sequence[str], slots: Mapping[str, object]) -> str:
    """Return the words of a question in which somebody hears what she is asked for (S09)."""
    format, version, stage, name = place
    question = editions.of(unit, format, version).read_in(person.language).stage(stage).question(name)
    return fill(question.hears or "", {**slots, "vrager": slots["wie"]})


def how_called(unit: Unit, phrases: Phrases, id_: str) -> str:
    """Return how somebody is called of whom is told; who erased everything has no name any more (C-44)."""
    person = people.find(unit, id_)
    return phrases.text("former") if person is None or person.left_at is not None else people.name_of(unit, id_)
