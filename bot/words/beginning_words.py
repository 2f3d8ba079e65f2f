"""The words with which a person can begin something now, for the help and for the menu."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.gatherings import agreements, ledgers
from bot.outgoing.own_question import may_choose
from bot.outgoing.peers import PEERS, is_there
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.language.roles import NEEDS_CONSENT
from dialogs.saying.menu import MOMENTS
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class BeginningWord:
    """A word, what it begins in the language of who may type it, and whether it plans a round for others."""

    word: str
    format: Format
    plans: bool = False


def words_of(unit: Unit, editions: Editions, person: Person) -> Iterator[BeginningWord]:
    """Yield each word with which a person begins something, by her roles and what is open in her groups.

    Who takes part nowhere, such as a facilitator, begins nothing of herself: she has only what she plans for others.
    """
    roles = people.roles_of(unit, person.id)
    led_only = person.consent != "yes" and not {role.role for role in roles} & NEEDS_CONSENT
    kinds = {group: teams.load(unit, group).kind for group in {role.team for role in roles}}
    for edition in editions.library.editions.values():
        format = edition.read_in(person.language)
        anywhere = not format.planned and "team" in format.groups
        fit = (role.role for role in roles if anywhere or kinds[role.team] in format.groups)
        begins = bool(set(fit) & (agreements.ROLES if format.has_versions else set(format.starts.by)))
        if not begins and not (_has_own_part(format) and rounds.open_in(unit, format.id, kinds)):
            continue
        agreed = not led_only or editions.for_anybody(format.id)
        joins = format.forms is None or any(role.role == "candidate" for role in roles)
        chooses = not format.starts.own or may_choose(unit, editions, person)
        if format.starts.command and agreed and joins and chooses and _is_there(unit, editions, format, person):
            yield BeginningWord(format.starts.command, format)
        if format.starts.switched and format.menu in MOMENTS and begins:
            yield BeginningWord(f"{format.starts.switched} {'on' if person.language == 'en' else 'aan'}", format, plans=True)
        if format.starts.plans and begins:
            yield BeginningWord(format.starts.plans, format, plans=True)


def _is_there(unit: Unit, editions: Editions, format: Format, person: Person) -> bool:
    """Whether what a word takes up is there: what she planned for herself, or what comes around it, is once she did.

    Peers are there where they have a channel (S20), and a budget where one is set (S43).
    """
    if format.starts.act == PEERS:
        return is_there(unit, person)
    if ledgers.is_hidden(unit, format, people.teams_of(unit, person.id)):
        return False
    series = editions.library.editions.get(format.starts.programme or format.id)
    programme = series.dutch.programme if series is not None else None
    if format.starts.renews or (programme is not None and programme.looks_back):  # it is there now and then
        held = dict.fromkeys(role.team for role in people.roles_of(unit, person.id))
        return bool(rounds.open_in(unit, format.id, held))
    return series is None or not series.dutch.starts.alone or bool(rounds.planned_alone(unit, person.id, [series.dutch.id]))


def _has_own_part(format: Format) -> bool:
    """Whether everybody in a round that somebody planned has a part of her own in it, that its word takes up."""
    return bool(format.plan) or (format.starts.programme is not None and "member" in format.starts.by)
