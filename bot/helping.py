"""The words that somebody can type: only those that work here, and for her."""

from collections.abc import Iterator
from datetime import datetime

from bot.editions import Editions
from bot.leading import led_by
from bot.own_question import may_choose
from bot.several import told_apart
from dialogs.dates import day_in_words
from storage import people, rounds, teams
from storage.people import Person
from storage.store import Unit


def words_for(unit: Unit, editions: Editions, person: Person, now: datetime) -> str:
    """Return the words with which a person begins something, or does something with what she leads now, a line each."""
    return "".join(f"\n{line}" for line in (*_beginning(unit, editions, person), *_leading(unit, editions, person, now)))


def _beginning(unit: Unit, editions: Editions, person: Person) -> Iterator[str]:
    phrases, roles = editions.phrases(person.language), people.roles_of(unit, person.id)
    held, groups = {role.role for role in roles}, {role.team for role in roles}
    for edition in editions.library.editions.values():
        format = edition.read_in(person.language)
        begins = bool(held & set(format.starts.by))
        if not begins and not (format.plan and rounds.open_in(unit, format.id, groups)):
            continue
        if format.starts.command and not (format.starts.own and not may_choose(unit, editions, person)):
            says_more = format.title.casefold() != format.starts.command.casefold()
            named = {"commando": format.starts.command, "titel": format.title}
            yield phrases.text("help.word" if says_more else "help.word_alone", named)
        if format.starts.plans and begins:
            yield phrases.text("help.plans", {"commando": format.starts.plans, "titel": format.title})


def _leading(unit: Unit, editions: Editions, person: Person, now: datetime) -> Iterator[str]:
    phrases = editions.phrases(person.language)
    for team_id, running in led_by(unit, editions, person.id).items():
        team = teams.load(unit, team_id)
        title = editions.of(unit, running.format, running.version).read_in(person.language).title
        slots = {"titel": told_apart(unit, person.id, title, team)}
        slots["datum"] = day_in_words(running.planned, team.zone, person.language)
        yield phrases.text("help.led" if running.planned > now else "help.led_begun", slots)
