"""Planning a stage of a round for whom it asks (S06). Every function works inside one unit of work and may run twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.gatherings import choosing, pairs
from bot.planned import depending
from bot.timing.opening import fresh_in
from dialogs.gatherings.attendance import MISSED, cannot
from dialogs.language.roles import ROLES
from dialogs.language.stages import Stage
from dialogs.language.starts import ENDING
from dialogs.timing.nudges import Course
from dialogs.timing.plans import Plan, Window, begins_when_asked, ends_at, her_time
from dialogs.timing.timetable import asked_at, first_moment, free_at
from dialogs.timing.workdays import next_allowed
from storage.groups import attendance, people
from storage.groups.rounds import Round
from storage.groups.taking_part import participants
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import conversations, recalling
from storage.timing import planning
from storage.timing.matters import PARTNERS

MANY = 5_000
"""People of a stage that are planned by one statement."""


def plan_stage(
    unit: Unit, running: Round, stage: Stage, plan: Plan, window: Window, team: Team, now: datetime,
    those: frozenset[str] | None = None,
) -> datetime | None:  # fmt: skip
    """Plan a stage for whom it asks; return when the last of them has had her time, or None where there is nobody.

    One that would be over already, or depends on what nobody told, asks nobody; nor does one around a meeting of a group in
    which nobody takes part any more, or of a duo of which one is left (S42). Of all members only ``those`` are asked who said
    that they take part, where they were asked that (S36).
    """
    if _is_over(stage, plan, window, team, now) or (running.programme is not None and _is_left(unit, team)):
        return None
    if not depending.was_told(unit, running, stage):
        return None
    if choosing.asks_nobody(unit, stage, running):
        return None
    ends, running = ends_at(stage, window, team), replace(running, plan=plan)
    if those is None and stage.who in {"members", "home"} and not stage.over and not _is_about_a_meeting(stage, running):
        found = _plan_members(unit, running, stage, window, team)
        pairs.drawn(unit, stage, running, plan, now)
        return ends if found else None
    begins = now if stage.silence else next_allowed(now, team.zone, team.calendar) if _is_late(window, now) else None
    asked = _asked(unit, running, stage, plan)
    if those is not None and stage.who == "members" and not stage.over:
        asked = sorted(those & set(participants(unit, running.team)))
    closings = [plan_one(unit, running, stage, window, team, person_id, begins) for person_id in asked]
    return max([ends, *(closes for closes in closings if closes)]) if asked else None


def _is_left(unit: Unit, team: Team) -> bool:
    """Whether nobody takes part in a group any more; a duo of which one is left waits for another (S42)."""
    return len(participants(unit, team.id)) < (PARTNERS if team.kind == "duo" else 1)


def _is_late(window: Window, now: datetime) -> bool:
    return window.closes is not None and window.closes <= now


def _is_over(stage: Stage, plan: Plan, window: Window, team: Team, now: datetime) -> bool:
    """Whether a stage is over before anybody could be asked; who does something for the group has her time after all (N5)."""
    if not _is_late(window, now):
        return False
    closes = her_time(stage, plan, now, team, team.zone) if begins_when_asked(stage, plan.people) else None
    return closes is None or closes <= now


def _asked(unit: Unit, running: Round, stage: Stage, plan: Plan) -> Sequence[str]:
    """Return whom a stage asks that is not for all members as they are."""
    if running.person is not None:
        there = any(one.team == running.team for one in people.roles_of(unit, running.person))
        return ([running.person] if stage.who == "owner" else plan.asked(stage.who)) if there else []
    if stage.who == "members" and _is_about_a_meeting(stage, running):
        return _there(unit, running)
    if stage.over:
        return recalling.owners_in(unit, running.id, stage.over, confirmed=stage.confirmed)
    if (role := ROLES.get(stage.who)) is not None:
        return list(dict.fromkeys(held.person for held in people.members(unit, running.team, (role,))))
    one = plan.starter if stage.who == "starter" else plan.people.get(stage.who)
    return [one] if one and people.roles_of(unit, one) else []


def _is_about_a_meeting(stage: Stage, running: Round) -> bool:
    """Whether a stage counts from the end of a meeting, and so asks its members about that (S27)."""
    return stage.window.opens.anchor == ENDING and running.programme is not None and stage.for_all


def _there(unit: Unit, running: Round) -> Sequence[str]:
    """Return who takes part and was not noted as absent from the meeting of a round (S25, S27)."""
    told = attendance.told(unit, running.programme or 0)
    those = participants(unit, running.team)
    missed = {one for says in MISSED for one in cannot(told, running.number or 0, those, says)}
    return [one for one in those if one not in missed]


def _plan_members(unit: Unit, running: Round, stage: Stage, window: Window, team: Team) -> bool:
    after, found = "", False
    while (members := planning.members_after(unit, [running], after, MANY)) is not None:
        found, after = True, members.last
        for hours in members.hours:
            course = Course(first_moment(window.opens, window.opens, hours, team), window.closes, window.nudges)
            fresh = fresh_in(running, stage, course)
            planning.begin_for(unit, members, hours, fresh, window.opens, stage.who)
    return found


def plan_one(
    unit: Unit, running: Round, stage: Stage, window: Window, team: Team, person_id: str, begins: datetime | None = None
) -> datetime | None:  # fmt: skip
    """Plan a stage for one person, for who follows another from when it ``begins``; return when it closes for her."""
    person, plan, closes = people.load(unit, person_id), running.plan, window.closes
    assert plan is not None
    first = asked_at(stage, window.opens, person, team, begins)
    if begins_when_asked(stage, plan.people):
        closes = her_time(stage, plan, free_at(stage, first, person, team), team, person.zone)
    fresh = fresh_in(running, stage, Course(first, closes, window.nudges))
    new = replace(fresh, person=person_id, round=running.id, team=team.id, variant=running.variant)
    conversations.begin(unit, [new])
    return closes
