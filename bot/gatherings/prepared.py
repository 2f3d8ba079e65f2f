"""What people prepared for a meeting, gathered for who leads it and for each who takes part (S05, D3).

It goes to people alone, never to a room, and through the gate for each reader. Every function works inside one unit of work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.gatherings import agenda
from bot.gatherings.how_far import statuses
from bot.outgoing.digests import Source, item_of, source_of
from bot.outgoing.reaching import reached_at
from bot.outgoing.slots import plain_slots
from bot.timing.editions import OFTEN, Editions
from dialogs.answers.dates import day_in_words, hour_in_words
from dialogs.checks.places import MEETING_DAY
from dialogs.gatherings.prepared import HowFar, gather
from dialogs.language.content import Format
from dialogs.language.made import made_id, place_to_fill
from dialogs.language.outputs import Output
from dialogs.saying.digest import Digest, Item
from dialogs.saying.phrases import fill
from dialogs.settings import SPLIT_AT
from dialogs.timing.timetable import reports
from dialogs.visibility import Level
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.taking_part import facilitators
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answered, answers, boards, conversations
from storage.talks.answers import Readable

READ: Mapping[str, frozenset[Level]] = {"facilitator": frozenset({"V1", "V2"}), "members": frozenset({"V2"})}
"""With which choice of readers a text is gathered, by whom it is gathered for."""


def plan(
    unit: Unit, editions: Editions, running: Round, team: Team, output: Output, moment: datetime, due: datetime,
    only: Sequence[int] = (), beside: Sequence[Mapping[str, Any]] = (),
) -> None:  # fmt: skip
    """Plan what was prepared for each of its readers; with ``only`` some answers that came after it went out.

    ``beside`` is what is told of the meeting in the same message, which has no sense once that has begun (N2). For who takes
    part it is the one message of her day, unless there is nothing to read, so that nothing is sent.
    """
    issue = f"prepared {running.id} {output.id} {moment.isoformat()}{''.join(f' {id_}' for id_ in only)}"
    part = {
        "digest": True, "prepared": True, "round": running.id, "output": output.id, "format": running.format,
        "at": moment.isoformat(), "team": team.id, "issue": issue, "for_all": False, "only": list(only),
        "beside": list(beside),
    }  # fmt: skip
    for reader in _readers(unit, team, output):
        if (to := reached_at(unit, reader)) is not None:
            until = running.planned if beside else None
            counts = output.to == "members" and draw(unit, editions, part, {}, fixed=False, reader=reader) is not None
            at, place = agenda.told_at(unit, running, team, reader, due) if counts else (due, None)
            outbox.add(unit, Message(f"{issue} {to}", to, "digest", [part], at, person=reader, good_until=until, budget=place))


def _readers(unit: Unit, team: Team, output: Output) -> list[str]:
    """Return who gets it: the facilitators, or who takes part and agreed to."""
    if output.to == "facilitator":
        holders = dict.fromkeys(held.person for held in people.members(unit, team.id, ("facilitator",)))
        return [one for one in holders if not people.signed_off(unit, one)]
    holders = dict.fromkeys(held.person for held in people.members(unit, team.id))
    return [one for one in holders if people.load(unit, one).takes_part]


def came_later(unit: Unit, editions: Editions, ids: Sequence[int], now: datetime) -> None:
    """Send on what somebody lets others read after what was prepared went out, by itself (S05)."""
    told_in = answered.conversation_of(unit, ids[0]) if ids else None
    round_id = conversations.load(unit, told_in).round if told_in is not None else None
    if round_id is None:
        return
    running = rounds.load(unit, round_id)
    format, team = editions.of(unit, running.format, running.version).dutch, teams.load(unit, running.team)
    for output, moment in reports(format, running, team):
        if output.kind == "prepared" and moment <= now:
            plan(unit, editions, running, team, output, moment, now, ids)


def draw(
    unit: Unit, editions: Editions, part: Mapping[str, Any], known: Mapping[int, bool], *, fixed: bool, reader: str | None
) -> Digest | None:
    """Return what was prepared as one reader may read it, below what is told of the meeting; None where that is nothing.

    ``known`` are the answers that stood in it when it was first drawn; with ``fixed`` it was read before, so what was taken
    back is shown as taken back (C-38).
    """
    gathered = _gathered(unit, editions, part, known, fixed=fixed, reader=reader)
    told = (agenda.draw(unit, editions, one, {}, fixed=fixed, reader=reader) for one in part["beside"])
    found = [one for one in (*told, gathered) if one is not None]
    if not found:
        return None
    text, shown = "\n\n".join(one.text for one in found), (id_ for one in found for id_ in one.answers)
    return replace(found[-1], text=text, answers=tuple(dict.fromkeys(shown)))


def _gathered(
    unit: Unit, editions: Editions, part: Mapping[str, Any], known: Mapping[int, bool], *, fixed: bool, reader: str | None
) -> Digest | None:
    assert reader is not None
    source, person = source_of(unit, editions, part), people.load(unit, reader)
    format, phrases = source.edition.read_in(person.language), editions.phrases(person.language)
    output = next(one for one in format.outputs if one.id == source.output.id)
    places = _places(source.format, output)
    found = _readable(unit, source, person, part["only"], known if known or fixed else None, places)
    items = [
        _placed(item_of(one, source.circle, format, phrases, source.at if fixed else None), places, format) for one in found
    ]
    if fixed:
        gone = known.keys() - {item.answer for item in items}
        items += [Item(id_, places.get(asked, asked), None, None) for id_, asked in answered.questions_of(unit, gone).items()]
    slots = plain_slots(phrases, source.circle, source.team) | {
        "datum": day_in_words(source.at, person.zone, person.language),
        MEETING_DAY: hour_in_words(source.running.planned, person.zone, person.language),
    }
    later = bool(part["only"])
    head = phrases.text("prepared.came_later", {"titel": format.title, **slots}) if later else fill(output.head, slots)
    told = _told(unit, editions, source, person.id) if output.to == "facilitator" and not later else ()
    gathered = gather(output, head, told, items, phrases, slots, source.running.seed)
    return replace(gathered, split_at=source.team.settings[SPLIT_AT]) if gathered else None


def _told(unit: Unit, editions: Editions, source: Source, reader: str) -> Sequence[tuple[str, HowFar]]:
    """Return how far each is, where that was said when the group agreed on how it works; in a team nobody hears it (K3).

    It is as it is now, so who facilitated the group before reads none of it when it is drawn again (GE18).
    """
    agreed = editions.binds(source.format.bound, source.team) is not None and reader in facilitators(unit, source.team.id)
    return statuses(unit, source.running, source.format, source.circle, source.at) if agreed else ()


def _places(format: Format, output: Output) -> Mapping[str, str]:
    """Return the questions of which answers are gathered, each with that under which they stand.

    Where who wrote the questions was erased, that is the one in whose place they stood: what was answered stays.
    """
    shown = {name: name for section in output.sections for name in section.show}
    place = place_to_fill(format)
    erased = {made_id(place, number): place.id for number in range(OFTEN)} if place and place.id in shown else {}
    return erased | shown


def _placed(item: Item, places: Mapping[str, str], format: Format) -> Item:
    place = places[item.question]
    return item if place == item.question else replace(item, question=place, called=format.called(place))


def _readable(
    unit: Unit, source: Source, person: Person, only: Sequence[int], known: Mapping[int, bool] | None, places: Mapping[str, str]
) -> list[Readable]:  # fmt: skip
    """Return what others let her read of it; not her own, which she knows. Where it was read before, only what is ``known``."""
    viewer, output = people.viewer(unit, person.id), source.output
    if known is not None or only:
        found = answers.read(unit, viewer, only if known is None else known)
    else:  # what came after it was gathered is sent on by itself
        gathered = boards.of_round(unit, viewer, source.running.id, list(places))
        found = [one for one in gathered if one.sealed.shared_at is None or one.sealed.shared_at <= source.at]
    levels = READ[output.to]
    return [
        one
        for one in found
        if one.sealed.question in places
        and one.sealed.level in levels
        and one.sealed.owner != person.id
        and (one.value.text or one.value.file)
    ]
