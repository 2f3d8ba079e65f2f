"""What stands open for a person: the one list that `overzicht` and the end of a pause tell (spec §4.1, GE2)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.gatherings import asking_others, on_a_day
from bot.outgoing.bundles import apart, told_apart, whose_is
from bot.planned import newest
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Prompt
from dialogs.timing.workdays import ONE_DAY
from storage.groups import partners, people, teams
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import finding
from storage.talks.conversations import Conversation


def open_matters(unit: Unit, person: Person, now: datetime) -> list[Conversation]:
    """Return the conversations that a person can answer in now and has not, in the groups she is in, first closing first.

    What she began by herself stands among them until she has ended it, whatever she answered in it: the rest waits for her.
    Who signed off is asked nothing in a round, also where somebody named her for something (S01, C-40).
    """
    held = {role.team for role in people.roles_of(unit, person.id)}
    found = [
        one
        for one in finding.unanswered(unit, person.id, now)
        if (one.round is None or not one.course.done)
        and (one.team is None or one.team in held)
        and (one.round is None or person.consent != "no")
    ]
    return sorted(found, key=lambda one: (one.closes_at is None, one.closes_at or one.opens_at))


def draw_overview(unit: Unit, editions: Editions, person: Person, now: datetime) -> tuple[Prompt, dict[str, str]]:
    """Return what stands open for a person and until when, with a button for each, and whom it names.

    What she agreed to do with somebody on a day stands there too (S51).
    """
    phrases = editions.phrases(person.language)
    found, ahead = open_matters(unit, person, now), partners.to_come(unit, person.id, now - ONE_DAY)
    if not found and not ahead:
        return Prompt(phrases.text("overview.empty"), language=person.language), {}
    together = [editions.newest(one.format).read_in(person.language).title for one in ahead]
    told = [*in_words(unit, editions, person, found), *on_a_day.lines(unit, person, phrases, together, ahead)]
    lines = [phrases.text("overview.head"), "", *(f"- {one}" for one in told)]
    others = [one.other(person.id) for one in ahead] + [who for one in found for who in asking_others.who_asked(unit, one)]
    names = {other: people.name_of(unit, other) for other in others if other}
    return Prompt("\n".join(lines), choices=_buttons(unit, editions, person, found), language=person.language), names


def draw_return(unit: Unit, editions: Editions, person: Person, ids: Collection[int], now: datetime) -> Prompt:
    """Return the line for somebody who is back, with what is still open and nothing to catch up with (GE2)."""
    phrases = editions.phrases(person.language)
    found = [one for one in open_matters(unit, person, now) if one.id in ids]
    slots = {"naam": people.name_of(unit, person.id)}
    if not found:
        return Prompt(phrases.text("pause.end", slots), language=person.language)
    slots["titel"] = "; ".join(in_words(unit, editions, person, found))
    text = phrases.text("pause.end.open", slots)
    return Prompt(text, choices=_buttons(unit, editions, person, found), language=person.language)


def in_words(unit: Unit, editions: Editions, person: Person, found: Sequence[Conversation]) -> list[str]:
    """Return what each matter is called, with until when it can be answered or when it is asked again."""
    phrases, names = editions.phrases(person.language), _names(unit, editions, person, found)
    ends = [newest.ends_at(unit, editions, one) for one in found]
    return [_until(phrases, person, name, one, at) for name, one, at in zip(names, found, ends, strict=True)]


def _until(phrases: Phrases, person: Person, title: str, one: Conversation, ends: datetime | None) -> str:
    if one.resume_at is not None:
        day = day_in_words(one.resume_at, person.zone, person.language)
        return phrases.text("overview.later", {"titel": title, "datum": day})
    if ends is None:
        return title
    day = day_in_words(ends, person.zone, person.language)
    return phrases.text("overview.until", {"titel": title, "datum": day})


def _buttons(unit: Unit, editions: Editions, person: Person, found: Sequence[Conversation]) -> tuple[Choice, ...]:
    names = _names(unit, editions, person, found)
    return tuple(Choice(f"c{one.id}.!.!act", name) for one, name in zip(found, names, strict=True))


def _names(unit: Unit, editions: Editions, person: Person, found: Sequence[Conversation]) -> list[str]:
    """Return what matters are called, each so that it is known from the others."""
    formats = [editions.of(unit, one.format, one.version).read_in(person.language) for one in found]
    groups = {team: teams.load(unit, team).name for one in found if (team := one.team)}
    titles = [format.title for format in formats]
    phrases = editions.phrases(person.language)
    acts = [apart(format, format.stage(one.stage), phrases) for format, one in zip(formats, found, strict=True)]
    whose = [whose_is(unit, one, phrases) for one in found]
    return told_apart(titles, [groups.get(one.team or "", "") for one in found], acts, whose)
