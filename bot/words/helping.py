"""What somebody is told who asks for help: the words that work here, and for her, and whom she can turn to."""

from collections.abc import Iterator
from datetime import datetime

from bot.gatherings.signed_up import FORMING, gathering
from bot.incoming.several import told_apart
from bot.outgoing.linking import PLATFORMS
from bot.outgoing.plain import draw_plain
from bot.planned.leading import days_led, led_by
from bot.timing.editions import Editions
from bot.words.beginning_words import words_of
from dialogs.answers.dates import day_in_words
from dialogs.saying.drawing import joined
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt
from dialogs.settings import ADVISER, SOCIAL_WORK
from storage.groups import linked, people, rounds, teams
from storage.groups import settings as known_settings
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.store import Unit


def draw_help(unit: Unit, editions: Editions, person: Person, now: datetime) -> Prompt:
    """Return the words that can be typed, and whom somebody can turn to."""
    phrases, held = editions.phrases(person.language), {role.role for role in people.roles_of(unit, person.id)}
    words = _words_for(unit, editions, person, now)
    parts = [Prompt(phrases.text("help.general", {"woorden": words}), language=person.language)]
    parts += [Prompt(phrases.text(f"help.{role}")) for role in ("lead", "facilitator") if role in held]
    if editions.public_url is not None:
        parts.append(Prompt(phrases.text("help.pages")))
    parts.append(draw_plain(unit, editions, person, {"say": "help.people", "with": _to_turn_to(unit, person, phrases)}))
    return joined(parts)


def _words_for(unit: Unit, editions: Editions, person: Person, now: datetime) -> str:
    """Return the words with which a person begins something, or does something with what she leads now, a line each."""
    return "".join(f"\n{line}" for line in (*_beginning(unit, editions, person), *_leading(unit, editions, person, now)))


def _beginning(unit: Unit, editions: Editions, person: Person) -> Iterator[str]:
    phrases = editions.phrases(person.language)
    for one in words_of(unit, editions, person):
        if one.plans and one.format.starts.command:
            yield phrases.text("help.plans", {"commando": one.word, "titel": one.format.title})
        else:
            yield _line(phrases, one.word, one.format.title)
    yield from _in_groups(unit, editions, person)


def _in_groups(unit: Unit, editions: Editions, person: Person) -> Iterator[str]:
    """Yield the words about groups that are formed and meet, and about the platforms, that a person can use."""
    phrases, roles = editions.phrases(person.language), people.roles_of(unit, person.id)
    formed = {role.team for role in roles if role.role in FORMING}
    if any(gathering(unit, editions, group) for group in formed):
        yield phrases.text("help.forming")
    if any(rounds.newest_programme(unit, group) for group in {role.team for role in roles}):
        yield phrases.text("help.meetings")
    kinds = {teams.load(unit, role.team).kind for role in roles if role.role == "participant"}
    yield from (phrases.text(f"help.leave_{kind}") for kind in ("leergroep", "duo") if kind in kinds)
    if any(rounds.newest_programme(unit, role.team) for role in roles if role.role == "facilitator"):
        yield phrases.text("help.ahead")
    if linked.on_each(unit, PLATFORMS):
        yield phrases.text("help.link")


def _line(phrases: Phrases, word: str, title: str) -> str:
    """Return a line about a word, with what it begins where the word does not say so."""
    says_more = title.casefold() != word.casefold()
    return phrases.text("help.word" if says_more else "help.word_alone", {"commando": word, "titel": title})


def _leading(unit: Unit, editions: Editions, person: Person, now: datetime) -> Iterator[str]:
    for running in led_by(unit, editions, person.id).values():
        yield _led(unit, editions, person, running, "help.led" if running.planned > now else "help.led_begun")
    for running in days_led(unit, editions, person.id, now).values():
        yield _led(unit, editions, person, running, "help.led_days")


def _led(unit: Unit, editions: Editions, person: Person, running: Round, line: str) -> str:
    """Return the line of help about one round, or programme, that somebody leads."""
    team = teams.load(unit, running.team)
    title = editions.of(unit, running.format, running.version).read_in(person.language).title
    slots = {"titel": told_apart(unit, person.id, title, team)}
    slots["datum"] = day_in_words(running.planned, team.zone, person.language)
    return editions.phrases(person.language).text(line, slots)


def _to_turn_to(unit: Unit, person: Person, phrases: Phrases) -> dict[str, str]:
    """Return whom somebody can turn to beside the people around her, with the names that were set (GE24)."""
    settings = known_settings.of(unit, people.home_team(unit, person.id) or known_settings.ORGANISATION)
    named = {"vertrouwenspersoon": ("people.adviser", settings[ADVISER]),
             "maatschappelijk_werk": ("people.social_work", settings[SOCIAL_WORK])}  # fmt: skip
    return {
        slot: phrases.text("people.named", {"rol": phrases.text(role), "naam": name}) if name else phrases.text(role)
        for slot, (role, name) in named.items()
    }
