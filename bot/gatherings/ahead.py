"""The messages that go to a leergroep by themselves: who leads it reads them a working day before, and changes one (X10).

Who does not get one, as she is done or away, is never shown. Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.gatherings import agenda
from bot.outgoing.reaching import reached_at
from bot.outgoing.slots import plain_slots
from bot.planned.named_rounds import quoted_named, text_changed, text_named
from bot.timing.editions import Editions
from dialogs.answers.dates import hour_in_words
from dialogs.checks.places import MEETING_DAY
from dialogs.gatherings.ahead import ahead, readable_from, reworded, stage_at, words_at
from dialogs.language.content import Format
from dialogs.saying.phrases import Phrases, fill
from dialogs.saying.prompt import Prompt
from dialogs.timing.plans import Plan, closing_in_words, window_of
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Circle, Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import conversations, finding
from storage.talks.conversations import Conversation, Fresh

if TYPE_CHECKING:
    from bot.incoming.doing import Doing
    from bot.incoming.surroundings import Setting

CHANGING = "changing"
"""How the occasion begins of the conversation in which a message is changed; its round and its place follow."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One message that goes to a group by itself."""

    running: Round
    place: str
    at: datetime


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about these messages.

    That is ``list``, ``change 2`` of the list, ``change 12 tell.0`` of a button, or ``trial``: the next one of each group.
    """
    act, *which = detail.split(" ")
    if not (led := _led(doing.unit, doing.person.id)):
        doing.say("err.no_rights", {"rol": "facilitator"})
        doing.again()
        return
    if act == "trial":
        _try(doing, led)
        return
    coming = [one for team in led for one in readable(doing.unit, doing.editions, team, doing.now)]
    if act == "list":
        _list(doing, coming)
    elif (meant := _meant(coming, which)) is not None:
        _change(doing, meant)
    else:
        doing.say("ahead.gone")
        _list(doing, coming)


def _led(unit: Unit, person_id: str) -> list[Team]:
    """Return the groups that somebody facilitates now, for herself or for another (X14)."""
    held = dict.fromkeys(one.team for one in people.roles_of(unit, person_id) if one.role == "facilitator")
    return [teams.load(unit, team) for team in held]


def readable(unit: Unit, editions: Editions, team: Team, now: datetime) -> list[Coming]:
    """Return what goes to a group by itself in the coming working day, the first one first."""
    return sorted(
        (one for one in _coming(unit, editions, team) if readable_from(one.at, team) <= now < one.at),
        key=lambda one: (one.at, one.place),
    )


def _coming(unit: Unit, editions: Editions, team: Team) -> Iterator[Coming]:
    programme = rounds.newest_programme(unit, team.id)
    for running in rounds.of_programme(unit, programme) if programme is not None else ():
        for place, at in _moments(editions.of(unit, running.format, running.version).dutch, running, team).items():
            yield Coming(running, place, at)


def _moments(format: Format, running: Round, team: Team) -> Mapping[str, datetime]:
    return dict(ahead(format, running, running.plan, team)) if running.plan is not None else {}


def _meant(coming: Sequence[Coming], which: Sequence[str]) -> Coming | None:
    """Return the message that is meant: by a button, or by its number in the list."""
    if len(which) > 1:
        return next((one for one in coming if [str(one.running.id), one.place] == list(which)), None)
    number = int(which[0])
    return coming[number - 1] if 0 < number <= len(coming) else None


def _list(doing: "Doing", coming: Sequence[Coming]) -> None:
    """Put each message before who leads the group, as the group will read it, with a button to change it."""
    for number, one in enumerate(coming, 1):
        doing.parts.append({"ahead": one.running.id, "place": one.place, "number": number})
    words = [(f"wijzig bericht {one.running.id} {one.place}", str(number)) for number, one in enumerate(coming, 1)]
    doing.say("ahead.change" if coming else "ahead.none", {}, words)
    doing.again()


def _try(doing: "Doing", led: Sequence[Team]) -> None:
    """Put the next message of each group before who leads it, however far away it is, as a trial (X19)."""
    coming = [[one for one in _coming(doing.unit, doing.editions, team) if one.at > doing.now] for team in led]
    following = [min(those, key=lambda one: (one.at, one.place)) for those in coming if those]
    doing.parts += [{"ahead": one.running.id, "place": one.place, "trial": True} for one in following]
    if not following:
        doing.say("ahead.no_trial")
    doing.again()


def _change(doing: "Doing", one: Coming) -> None:
    """Ask how a message is to be, below what it says now."""
    edition = doing.editions.newest(doing.editions.library.for_rewording())
    occasion = f"{CHANGING} {one.running.id} {one.place} {doing.cause}"
    fresh = Fresh(doing.person.id, edition.dutch.id, edition.version, edition.dutch.stages[0].id, doing.now,
                  team=one.running.team, occasion=occasion)  # fmt: skip
    doing.parts.append({"ahead": one.running.id, "place": one.place, "number": 0})
    doing.open_with(conversations.begin_one(doing.unit, fresh))


def keep(doing: "Doing", setting: "Setting", question: str) -> None:
    """Let what was written take the place of the words of a message, if that has not gone yet and it is still hers to do."""
    kept = setting.conversation
    _, round_id, place, *_ = finding.occasion_of(doing.unit, kept.id).split(" ")
    running = rounds.load(doing.unit, int(round_id))
    team = teams.load(doing.unit, running.team)
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    at = _moments(format, running, team).get(place) if running.status == "open" else None
    leads = any(one.id == running.team for one in _led(doing.unit, doing.person.id))
    if running.plan is None or at is None or at <= doing.now or not leads:
        doing.unsay(kept.id)
        doing.say("ahead.gone")
        return
    changed = {**running.plan.changed, place: (kept.id, question)}
    rounds.keep_changed(doing.unit, running, changed)


def let_go(unit: Unit, before: Round, running: Round, format: Format, team: Team, now: datetime) -> Plan:
    """Return the plan of a round that moved without the words that were written for another day; who wrote them hears it."""
    assert running.plan is not None
    was, now_at = _moments(format, before, team), _moments(format, running, team)
    gone = {
        place
        for place in running.plan.changed
        if before.planned != running.planned or was.get(place) != now_at.get(place)
        if (at := was.get(place)) is not None and at > now
    }
    for place in sorted(gone):
        _tell_writer(unit, conversations.load(unit, running.plan.changed[place][0]), running, team, now)
    return running.plan.with_changed({one: where for one, where in running.plan.changed.items() if one not in gone})


def _tell_writer(unit: Unit, written: Conversation, running: Round, team: Team, now: datetime) -> None:
    """Tell who changed a message that it is drawn anew, as the day moved."""
    if (to := reached_at(unit, written.person)) is None or team.id not in {one.id for one in _led(unit, written.person)}:
        return
    part = {"say": "ahead.fell_away", "with": {"groep": team.name}, "team": team.id}
    key = f"fell away {running.id} {written.id}"
    outbox.add(unit, Message(key, to, "notice", [part], now, person=written.person))


# -- drawing


def draw(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> tuple[Prompt, list[int]]:
    """Return a message as its group will read it, with what it is, and the texts that stand in it."""
    running, place = rounds.load(unit, int(part["ahead"])), str(part["place"])
    team, circle = teams.around(unit, running.team)
    format, phrases = (
        editions.of(unit, running.format, running.version).read_in(person.language),
        editions.phrases(person.language),
    )
    at = _moments(format, running, team).get(place)
    if running.plan is None or at is None or team.id not in {one.id for one in _led(unit, person.id)}:
        return Prompt(phrases.text("ahead.gone"), language=person.language), []
    found = stage_at(format, place, running.plan)
    if found is None:
        output = next(one for one in format.outputs if one.id == place)
        told = agenda.draw(unit, editions, agenda.part_of(running, output, at), {}, fixed=False, reader=person.id)
        text, ids, title = (told.text, list(told.answers), output.called) if told else ("", [], None)
    else:
        text, ids = _asked(unit, running, format, team, circle, phrases, place)
        title = found[0].called
    slots = {"nummer": part.get("number"), "titel": title or format.title, "groep": team.name}
    which = "ahead.trial" if part.get("trial") else "ahead.head" if part["number"] else "ahead.head_alone"
    head = phrases.text(which, slots | {"datum": hour_in_words(at, team.zone, person.language)})
    return Prompt(f"{head}\n\n{text}", language=person.language), ids


def _asked(
    unit: Unit, running: Round, format: Format, team: Team, circle: Circle, phrases: Phrases, place: str
) -> tuple[str, list[int]]:  # fmt: skip
    """Return an announcement or a reminder as everybody will read it who gets it, and the texts that stand in it."""
    assert running.plan is not None
    stage, number = stage_at(format, place, running.plan) or (format.stages[0], 0)
    window, language = window_of(stage, running.plan, running.opens_at, team), phrases.language
    named = {one: text_named(unit, running, one) for one in format.starts.quoted}
    closes = window.closes if window else None
    slots = plain_slots(phrases, circle, team) | {
        MEETING_DAY: hour_in_words(running.planned, team.zone, language),
        "datum_sluiting": closing_in_words(format, running.plan, closes, team.zone, language) if closes else "",
        **{one: quoted_named(text, phrases, format, one) for one, text in named.items()},
    }
    words, changed = words_at(stage, number), text_changed(unit, running, place)
    text = fill(words, slots) if changed is None else reworded(words, changed.value.text or "", slots, format.starts.takes)
    return text, [one.sealed.id for one in (*named.values(), changed) if one is not None]
