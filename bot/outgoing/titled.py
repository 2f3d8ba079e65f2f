"""What rounds, people and own trajectories are called where a sentence outside any conversation speaks of them (S05, S08).

Somebody may have written that, so a recipe holds which one is meant, and its words are drawn when they are said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.incoming import several
from bot.outgoing.bundles import told_apart
from bot.outgoing.plain import how_called
from bot.planned.named_rounds import Names, own_name
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.saying.digest import quoted
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.privacy.naming import OFFERED
from storage.store import Unit

_ROUND, _OWN = "=round ", "=own "


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands in place of rounds and people, and the texts that were read for it."""

    words: Mapping[str, str]
    read: tuple[int, ...] = ()


def of_round(id_: int) -> str:
    """Return what stands in a recipe in place of what a round is called."""
    return f"{_ROUND}{id_}"


def of_own(id_: int) -> str:
    """Return what stands in a recipe in place of what somebody called what she planned for herself."""
    return f"{_OWN}{id_}"


def of_person(id_: str) -> str:
    """Return what stands in a recipe in place of how somebody is called."""
    return f"{OFFERED}{id_}"


def titles(unit: Unit, editions: Editions, person: Person, said: Iterable[object]) -> Titles:
    """Return what rounds and people are called that are among what is said, rounds so that each is known from the others."""
    words = [one for one in said if isinstance(one, str)]
    people_meant = {one: how_called(unit, editions.phrases(person.language), one.removeprefix(OFFERED))
                    for one in words if one.startswith(OFFERED)}  # fmt: skip
    places = [one for one in words if one.startswith(_ROUND)]
    spoken_of = [rounds.load(unit, int(one.removeprefix(_ROUND))) for one in places]
    called, read = [], []
    for running in spoken_of:
        format = editions.of(unit, running.format, running.version).read_in(person.language)
        asked = next((stage for stage in format.reached if running.holds(stage.only_if)), None)
        names = Names(unit, format, running.id, running.team, people.viewer(unit, person.id))
        title = names.called((asked.called if asked else None) or format.title)
        called.append(several.told_apart(unit, person.id, title, teams.load(unit, running.team)))
        read += names.said
    groups = [teams.load(unit, one.team) for one in spoken_of]
    days = [day_in_words(one.planned, team.zone, person.language) for one, team in zip(spoken_of, groups, strict=True)]
    apart = told_apart(called, [team.name for team in groups], days)
    own = _own(unit, editions, person, words)
    return Titles({**people_meant, **own.words, **dict(zip(places, apart, strict=True))}, (*read, *own.read))


def _own(unit: Unit, editions: Editions, person: Person, words: Iterable[str]) -> Titles:
    """Return what somebody called what she planned for herself, or that it has no name any more."""
    called: dict[str, str] = {}
    read: list[int] = []
    for one in dict.fromkeys(one for one in words if one.startswith(_OWN)):
        found = own_name(unit, rounds.load(unit, int(one.removeprefix(_OWN))))
        called[one] = quoted(found.value.text or "") if found else editions.phrases(person.language).text("trajectory.unnamed")
        read += [found.sealed.id] if found else []
    return Titles(called, tuple(read))
