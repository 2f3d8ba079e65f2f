"""All that is known of the reader, for her own page (S02, P4); as an archive it comes from ``bot.upkeep.exporting``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from babel.dates import get_day_names

from bot.outgoing.own import flags_in_words, readers_in_words
from bot.outgoing.slots import plain_slots
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.language.parts import Question
from dialogs.saying.phrases import Phrases
from dialogs.talk.questions import labels_of
from storage.groups import addresses, people, teams
from storage.groups.people import Person
from storage.outgoing import mailboxes
from storage.store import Unit
from storage.talks import answers, files
from storage.talks.answers import Readable

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known of somebody beside her answers."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, in the words of the reader's language."""

    number: int
    question: str
    at: datetime
    edited: datetime | None
    lines: tuple[str, ...]
    file: files.File | None
    readers: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What was answered in one conversation, the first answer first."""

    title: str
    answers: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of somebody: settings, and a part of her answers, the newest first."""

    known: tuple[Known, ...]
    talks: tuple[Talk, ...]
    page: int
    more: bool


def shown(unit: Unit, person: Person, page: int, *, editions: Editions) -> Own:
    """Return what a person's own page shows; a page past the last is the first."""
    found = answers.own(unit, people.viewer(unit, person.id), person.id, (page - 1) * PER_PAGE, PER_PAGE + 1, choices=True)
    if not found and page > 1:
        return shown(unit, person, 1, editions=editions)
    talks = tuple(talks_of(unit, editions, person, found[:PER_PAGE]))
    return Own(tuple(_known(unit, editions, person)), talks, page, len(found) > PER_PAGE)


def talks_of(unit: Unit, editions: Editions, person: Person, found: Sequence[Readable]) -> Iterator[Talk]:
    """Yield conversations with what a person answered in them, given the newest answer first."""
    for _, talk in groupby(found, key=lambda one: one.conversation):
        yield _talk(unit, editions, person, list(talk))


def _known(unit: Unit, editions: Editions, person: Person) -> Iterator[Known]:
    phrases = editions.phrases(person.language)
    groups = [f"{teams.load(unit, held.team).name} ({phrases.text(f'role.{held.role}').lower()})"
              for held in people.roles_of(unit, person.id)]  # fmt: skip
    days = get_day_names("wide", locale=person.language)
    quiet = [days[day] for day in sorted(person.quiet_days)]
    none = phrases.text("page.none")
    yield Known(phrases.text("page.known.name"), people.name_of(unit, person.id))
    yield Known(phrases.text("page.known.groups"), "; ".join(groups) or none)
    yield Known(phrases.text("page.known.consent"), phrases.text(f"page.consent.{person.consent}"))
    yield Known(phrases.text("page.known.share"), phrases.text(f"page.share.{person.default_share}"))
    yield Known(phrases.text("page.known.language"), phrases.text(f"page.language.{person.language}"))
    yield Known(phrases.text("page.known.zone"), person.zone.key)
    yield Known(phrases.text("page.known.quiet"), ", ".join(quiet) or none)
    yield Known(
        phrases.text("page.known.pause"),
        day_in_words(person.away_until, person.zone, person.language) if person.away_until else none,
    )
    yield Known(phrases.text("page.known.own_question"), people.own_question(unit, person) or none)
    mail = mailboxes.of(unit, person.id)
    reached = [f"{channel}: {mail or external}" for channel, external in addresses.of(unit, person.id)]
    yield Known(phrases.text("page.known.reached"), ", ".join(reached) or none)


def _talk(unit: Unit, editions: Editions, person: Person, found: Sequence[Readable]) -> Talk:
    title = editions.newest(found[0].format).read_in(person.language).title
    return Talk(title, tuple(_told(unit, editions, person, one) for one in reversed(found)))


def _told(unit: Unit, editions: Editions, person: Person, one: Readable) -> Told:
    phrases = editions.phrases(person.language)
    format = editions.newest(one.format).read_in(person.language)
    try:
        question = format.question(one.sealed.question)
    except KeyError:  # the format asks it no more
        question = Question(id=one.sealed.question, ask=one.sealed.question)
    return Told(
        one.number, "" if question.variants else question.wording(0), one.answered_at, one.edited_at,
        tuple(_lines(question, phrases, one)), files.describe(unit, one.value.file) if one.value.file else None,
        " ".join([_readers(unit, editions, phrases, one), *flags_in_words(editions, person, one)]),
    )  # fmt: skip


def _lines(question: Question, phrases: Phrases, one: Readable) -> Iterator[str]:
    if one.value.text:
        yield one.value.text
    labels = labels_of(question, phrases, ("V0", "V1", "V2", "V3", "V5")) if one.value.chosen else {}
    yield from (labels.get(chosen, chosen) for chosen in one.value.chosen)


def _readers(unit: Unit, editions: Editions, phrases: Phrases, one: Readable) -> str:
    """Return who reads an answer; a facilitator is named (X18)."""
    label = readers_in_words(unit, editions, phrases, one)
    if one.sealed.level != "V1" or one.sealed.group is None:
        return label
    team, circle = teams.around(unit, one.sealed.group)
    return f"{label} ({plain_slots(phrases, circle, team)['begeleider']})"
