"""What a group is told of a meeting that comes: when and where, what for, and what was told around the ones before (S25, S27).

It goes to the room, or to each who takes part where there is none, and through the gate. Every function works inside one unit
of work.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from bot.gatherings import newcomers, programmes
from bot.gatherings.meeting_places import named_when_planned
from bot.outgoing.digests import Source, item_of, items_again, source_of
from bot.outgoing.slots import plain_slots
from bot.planned.named_rounds import quoted_named, text_changed, text_named
from bot.timing.editions import Editions
from bot.timing.planning import alone_before
from dialogs.answers.dates import day_in_words, hour_in_words
from dialogs.checks.places import MEETING_DAY
from dialogs.gatherings import agenda
from dialogs.gatherings.ahead import reworded
from dialogs.language.outputs import Output
from dialogs.saying.digest import Digest, Item
from dialogs.saying.phrases import Language, Phrases, slots_in
from dialogs.settings import SPLIT_AT
from dialogs.timing.nudges import LATE
from dialogs.timing.timetable import free_from
from dialogs.timing.wallclock import to_utc
from dialogs.visibility import Room
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.groups.taking_part import facilitators
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answers, boards

AGENDA = "agenda"
"""The kind of such a message."""
To = tuple[str, str | None, str | None]
"""Where a message goes: the address, and the person or the group whose room it is."""


def plan(
    unit: Unit, running: Round, output: Output, readers: Iterable[To], moment: datetime, now: datetime, again: str = ""
) -> None:  # fmt: skip
    """Plan what is told of a meeting at a moment; a day later it is not told any more, and never after the meeting (N5).

    It is told ``again`` because of something that changed in it since.
    """
    if now - moment > LATE and not again:
        return
    part = part_of(running, output, moment, again)
    issue = part["issue"]
    team, due = teams.load(unit, running.team), max(moment, now)
    for to, person, room in readers:
        at, place = told_at(unit, running, team, person, due) if person else (due, None)
        outbox.add(unit, Message(f"{issue} {to}", to, AGENDA, [part], at, person=person, room=room,
                                 good_until=running.planned, budget=place))  # fmt: skip


def told_at(unit: Unit, running: Round, team: Team, reader: str, due: datetime) -> tuple[datetime, str | None]:
    """Return when somebody hears what is told around a meeting, and the place that it takes in her days.

    It is the one message of her day, unless the next one is the day of the meeting itself, when there is no time left to read
    (N2); where that day is the first on which she may be told anything, unless the next one is after it. Who facilitates hears
    it as such, which does not count (C-36).
    """
    if reader in facilitators(unit, team.id):
        return due, None
    person = people.load(unit, reader)
    day, first = to_utc(running.planned.astimezone(team.zone).date(), time(), team.zone), free_from(due, person, team)
    last = next((one for one in (day, running.planned) if first < one), None)
    return alone_before(unit, person, team, due, last)


def part_of(running: Round, output: Output, moment: datetime, again: str = "") -> dict[str, Any]:
    """Return the recipe of what is told of a meeting at a moment."""
    issue = f"agenda {running.id} {output.id} {moment.isoformat()} {again}".rstrip()
    return {
        "digest": True, "agenda": running.planned.isoformat(), "round": running.id, "output": output.id,
        "format": running.format, "at": moment.isoformat(), "team": running.team, "issue": issue, "for_all": False,
    }  # fmt: skip


def draw(
    unit: Unit, editions: Editions, part: Mapping[str, Any], known: Mapping[int, bool], *, fixed: bool, reader: str | None
) -> Digest | None:
    """Return what is told of a meeting, or None where it moved meanwhile or is off.

    ``known`` are the answers that stood in it when it was first drawn; with ``fixed`` it was read before, so what was taken
    back is shown as taken back (C-38). What was named for the meeting, as where it is, is among its answers (§4.5).
    """
    source = source_of(unit, editions, part)
    running, team = source.running, source.team
    if not fixed and (running.status == "missed" or running.planned.isoformat() != part["agenda"]):
        return None
    language: Language = people.load(unit, reader).language if reader else "nl"
    format, phrases = source.edition.read_in(language), editions.phrases(language)
    output = next(one for one in format.outputs if one.id == source.output.id)
    new = reader is not None and newcomers.waits_to_read(unit, editions, reader, team)
    if new:  # when and where she is told; what the others shared with the group she does not read yet
        output, known = output.model_copy(update={"sections": ()}), {}
    items = items_again(unit, source, known, phrases) if fixed or new else _told_before(unit, source, known, phrases)
    said = slots_in("\n".join((output.head, output.close or "", *(point.says for point in output.points))))
    quoted = [place for place in format.starts.quoted if place in said]
    read = named_when_planned(editions, format) if new else quoted
    named = {place: text_named(unit, running, place) if place in read else None for place in quoted}
    gone = set(running.plan.named) if fixed and running.plan else set()  # what it read before, and is kept no more (§4.5)
    without = {place: "gone.named" if place in gone else "unknown.named" for place in named}
    slots = plain_slots(phrases, source.circle, team) | {
        "datum": day_in_words(source.at, team.zone, language),
        MEETING_DAY: hour_in_words(running.planned, team.zone, language),
        "nummer": running.number,
        **{place: quoted_named(text, phrases, format, place, without[place]) for place, text in named.items()},
    }
    minutes = int(programmes.lasts_now(running).total_seconds()) // 60
    changed = text_changed(unit, running, output.id)
    head = reworded(output.head, changed.value.text or "", slots, format.starts.takes) if changed else None
    told = agenda.agenda(output, minutes, items, phrases, slots, running.seed, head)
    shown = *told.answers, *(text.sealed.id for text in (*named.values(), changed) if text)
    return replace(told, answers=shown, split_at=team.settings[SPLIT_AT])


def _told_before(unit: Unit, source: Source, known: Mapping[int, bool], phrases: Phrases) -> Sequence[Item]:
    """Return what was told around the meetings before, of what the agenda shows; at a second attempt only what stood in it."""
    viewer, running = Room(source.team.id), source.running
    asked = [name for section in source.output.sections for name in section.show]
    if known or not asked:
        found = answers.read(unit, viewer, known)
    else:
        before = rounds.before_meeting(unit, running)
        found = [one for round_id in before for one in boards.of_round(unit, viewer, round_id, asked)]
    return [item_of(one, source.circle, source.format, phrases) for one in found if known or one.value.text or one.value.file]
