"""Opening rounds: planned by the calendar, once, whoever ticks (DESIGN §5, trust §4.1)."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.gatherings import together
from bot.outgoing.technical import plan_technical
from bot.timing import offers
from bot.timing.editions import Editions
from dialogs.language.asking import Needs
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.library import Edition
from dialogs.timing import team_meetings
from dialogs.timing.cadence import Opening, next_opening
from dialogs.timing.needs import Lack, lack
from dialogs.timing.nudges import LATE, Course
from dialogs.timing.timetable import courses, in_pause, reports, round_closes
from storage.groups import rounds, teams
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import answered
from storage.talks.conversations import Fresh
from storage.timing import planning, schedules
from storage.timing.schedules import Schedule

CHUNK = 5_000
"""People planned in one unit of work."""


def switch_on(unit: Unit, editions: Editions, format_id: str, team_id: str, now: datetime, rhythm: str | None = None) -> None:
    """Switch a format on for a group, from its next opening on; raises KeyError for an unknown format or rhythm.

    What goes with the meeting of each week leaves out one that is off (S19).
    """
    team = teams.load(unit, team_id)
    format = editions.pinned(unit, format_id, team.settings).dutch
    if format.starts.since is not None:
        schedules.switch_on(unit, offers.looking(format_id, team_id, now))
        return
    name = rhythm or format.starts.rhythm
    if name is None:
        return
    hers = format.rhythms[name]
    opening = next_opening(hers.cadence, now, team.zone, team.calendar)
    while hers.meets is not None and team_meetings.is_off(team.settings, opening.planned, team.zone):
        opening = next_opening(hers.cadence, opening.planned, team.zone, team.calendar)
    schedules.switch_on(unit, _schedule(format_id, team_id, name, opening))


def switch_on_new(unit: Unit, editions: Editions, now: datetime, only: str | None = None) -> None:
    """Switch formats that a group, or ``only`` one, has never had on, where they are on by default; what was off stays off."""
    for format_id, edition in editions.library.editions.items():
        if edition.dutch.on_by_default and edition.dutch.starts.unasked:
            for team_id in schedules.teams_without(unit, format_id, edition.dutch.groups):
                if only in {None, team_id}:
                    switch_on(unit, editions, format_id, team_id, now)


def plan_anew(unit: Unit, editions: Editions, team_id: str, now: datetime) -> None:
    """Plan the next rounds of a group as it is set now; what has begun, or is about to after a holiday, stays as it was.

    A round never opens while another one of its kind is open (GE7).
    """
    team = teams.load(unit, team_id)
    for plan in schedules.of_team(unit, team_id):
        if plan.planned <= now or plan.format not in editions.library.editions:
            continue
        running = rounds.open_now(unit, plan.format, team_id, now)
        after = max(now, running.closes_at) if running and running.closes_at else now
        moved = editions.library.editions[plan.format].dutch.settings
        cadence = editions.pinned(unit, plan.format, team.settings).dutch.starts.rhythm if moved else plan.rhythm
        switch_on(unit, editions, plan.format, team_id, after, cadence)


def skip_next(unit: Unit, editions: Editions, plan: Schedule, team: Team) -> None:
    """Leave out the next round of a format that a group has on."""
    following = _opening_after(unit, editions, plan, team, plan.planned)
    schedules.switch_on(unit, _schedule(plan.format, team.id, plan.rhythm, following))


def is_skipped(unit: Unit, editions: Editions, plan: Schedule, team: Team, now: datetime) -> bool:
    """Whether the next round of a format is left out already."""
    return _opening_after(unit, editions, plan, team, now).planned < plan.planned


def _opening_after(unit: Unit, editions: Editions, plan: Schedule, team: Team, after: datetime) -> Opening:
    rhythm = editions.pinned(unit, plan.format, team.settings).dutch.rhythms[plan.rhythm]
    return next_opening(rhythm.cadence, after, team.zone, team.calendar)


def _schedule(format_id: str, team_id: str, rhythm: str, opening: Opening) -> Schedule:
    return Schedule(format_id, team_id, rhythm, opening.occurrence.isoformat(), opening.planned, opening.opens)


def open_due(unit: Unit, editions: Editions, due: Sequence[Schedule], now: datetime, *, missed: bool = False) -> None:
    """Open the rounds that are due and plan those after them; when it is too late for them, only the latter (N5).

    A format that has left the library opens no more rounds; what runs on it goes on. With ``missed`` it is too late anyhow.
    """
    planned = [one for one in due if one.format in editions.library.editions]
    for one in due:
        if one.format not in editions.library.editions:
            schedules.switch_off(unit, one.format, one.team)
    known = teams.load_all(unit, {one.team for one in planned})
    offered = [one for one in planned if editions.newest(one.format).dutch.starts.since]
    offers.look(unit, editions, offered, known, now)
    alike: dict[tuple[Any, ...], list[Team]] = {}
    for one in planned:
        if one in offered:
            continue
        team = known[one.team]
        alike.setdefault((replace(one, team=""), team.settings, team.paused_until), []).append(team)
    for (same, *_), groups in alike.items():
        _open_alike(unit, editions, same, groups, now, missed)


def _open_alike(unit: Unit, editions: Editions, due: Schedule, groups: Sequence[Team], now: datetime, missed: bool) -> None:
    """Open the rounds of groups for which the same is due, is set, and is no pause or the same one.

    What asks nobody anything may still be told when it is late, as long as the next one is not due too. A round of a group
    that pauses is left out (X19). A format may give way to rounds that are open, and waits while its group lacks what it needs.
    """
    place = groups[0]
    edition = editions.pinned(unit, due.format, place.settings)
    format = edition.dutch
    opening = next_opening(format.rhythms[due.rhythm].cadence, due.planned, place.zone, place.calendar)
    following = _schedule(due.format, "", due.rhythm, opening)
    moved = schedules.move_on(unit, due, following, [team.id for team in groups])
    if not moved or in_pause(due.next_at, place):
        return
    late = missed or (now - due.next_at > LATE and bool(format.stages or opening.opens <= now))
    new = _round(edition.version, format, due, place)
    opened = []
    for team in groups:
        if team.id in moved:
            least = together.least_for(unit, format.stages, team)
            hers = replace(new, team=team.id, seed=seed_of(format.id, team.id, due.occurrence), least=least)
            waits = late or _gives_way(unit, format, team, now) or lacking(unit, format, team) is not None
            opened.append((replace(hers, status="missed", closed_at=now if late else None), None) if waits else (hers, now))
    rounds.open_rounds(unit, opened)
    if late:
        plan_technical(unit, now)


def _gives_way(unit: Unit, format: Format, team: Team, now: datetime) -> bool:
    return any(rounds.open_now(unit, other, team.id, now) for other in format.starts.unless_open)


def lacking(unit: Unit, format: Format, team: Team | None) -> Lack | None:
    """Return what a group lacks for a round of a format to open; most formats need nothing, and nothing is looked up."""
    if format.needs == Needs():
        return None
    standing = teams.standing(unit, team) if team else teams.Standing(frozenset(), 0, room=False)
    if team is not None and format.needs.told is not None:
        standing = replace(standing, told=answered.tellers_in_newest(unit, format.needs.told.of, team.id))
    return lack(format.needs, standing)


def _round(version: str, format: Format, due: Schedule, place: Team) -> Round:
    """Return the round that is due, for whichever group."""
    closes = round_closes(format, due.rhythm, due.planned, place)
    return Round(
        0, format.id, version, "", due.occurrence, due.rhythm, "planning", 0, "", due.planned, due.next_at, closes, None,
        apart=format.apart,
    )  # fmt: skip


def seed_of(*parts: str) -> str:
    """Return what decides by chance, and always the same, from what it is about."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def portions(unit: Unit, running: Sequence[Round]) -> list[list[Round]]:
    """Divide rounds over units of work, so that each unit has a chunk of people to plan; a large group has its own."""
    sizes = planning.sizes(unit, {one.team for one in running})
    found: list[list[Round]] = []
    room = 0
    for one in running:
        room -= sizes.get(one.team, 0)
        if room <= 0:
            found.append([])
            room = CHUNK - sizes.get(one.team, 0)
        found[-1].append(one)
    return found


def plan_people(unit: Unit, running: Sequence[Round], format: Format, team: Team, after: str) -> str | None:
    """Plan the conversations of the next people of rounds that are alike; returns where to go on, or None at the end.

    Planning twice plans once: a conversation is unique on round, stage and person.
    """
    members = planning.members_after(unit, running, after, CHUNK)
    if members is None:
        return None
    first = running[0]
    for hours in members.hours:
        for stage, course in courses(format, first, hours, team):
            planning.begin_for(unit, members, hours, fresh_in(first, stage, course), first.opens_at, stage.who)
    return members.last if members.size == CHUNK else None


def fresh_in(running: Round, stage: Stage, course: Course) -> Fresh:
    """Return what a round plans for a member; who it is, and of which round, stands where the members are."""
    opens, closes = course.opens, course.closes
    return Fresh(
        "", running.format, running.version, stage.id, opens, rhythm=running.rhythm, closes_at=closes, nudges=course.nudges,
        next_at=opens if closes is None or opens < closes else closes, apart=running.apart,
    )  # fmt: skip


def ensure_report(unit: Unit, edition: Edition, team: Team, now: datetime) -> Round:
    """Make sure that what is shared outside a round will be reported; returns the round that reports it.

    Where no round is open, one without invitations is opened, named after the day on which it closes.
    """
    format = edition.dutch
    running = rounds.open_now(unit, format.id, team.id, now)
    if running is not None:
        return running
    rhythm = schedules.rhythm_of(unit, format.id, team.id) or format.starts.rhythm
    closes_at = round_closes(format, rhythm, now, team) or now
    occurrence = f"{rounds.UNINVITED}{closes_at.astimezone(team.zone).date().isoformat()}"
    variant = rounds.counted(unit, format.id, team.id)
    new = Round(0, format.id, edition.version, team.id, occurrence, rhythm, "open", variant,
                seed_of(format.id, team.id, occurrence), now, now, closes_at, None, apart=format.apart)  # fmt: skip
    rounds.open_round(unit, new, closes_at)
    return new


def next_of(format: Format, running: Round, team: Team, after: datetime) -> datetime | None:
    """Return the next moment after ``after`` at which something happens to a round: closing, then its outputs."""
    moments = [running.closes_at] if running.closes_at else []
    moments += [moment for _, moment in reports(format, running, team)]
    return min((moment for moment in moments if moment > after), default=None)
