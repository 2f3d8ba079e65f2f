"""Somebody's time begins when she is asked; so she is, after an outage, a pause, or what was written late (S06, N5, X19).

What comes after a stage waits for whom it could ask in its time, and for nobody else.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.incoming.surroundings import Setting
from bot.planned import planned_stages, plans
from bot.timing.editions import Editions
from bot.timing.planning import next_due
from dialogs.language.stages import Stage
from dialogs.talk.conversation import Status
from dialogs.talk.questions import base_of
from dialogs.timing.plans import begins_when_asked, ends_at, her_time, window_of
from dialogs.timing.timetable import PUNCTUAL, free_at, free_from, undisturbed
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import finding, recalling, windows
from storage.talks.conversations import Conversation


def asked_after_all(unit: Unit, editions: Editions, kept: Conversation, now: datetime) -> bool:
    """Let somebody be asked later who was not asked in her time: the bot was down (N5), her group paused (X19), she was away.

    Her time begins then. What comes after it waits, but not for who was away; returns whether she is still to be asked.
    """
    format, stage = editions.stage_of(unit, kept, "nl")
    unasked = kept.round is not None and kept.closes_at is not None and kept.prompted_at is None
    if not unasked or kept.round is None or kept.closes_at is None or not begins_when_asked(stage, format.plan):
        return False
    running, person = rounds.load(unit, kept.round), people.load(unit, kept.person)
    team = teams.load(unit, running.team)
    present = _could_be_asked(kept, person, team)
    outage = now - kept.closes_at > PUNCTUAL
    if not _is_wanted(unit, stage, running, person, present=present, outage=outage):
        return False
    asked = free_from(now, person, team)
    closes = _her_time(unit, editions, kept, running, (kept.closes_at - kept.opens_at).total_seconds(), asked)
    if closes <= asked:
        return False
    waited = present and _is_waited_for(running, kept)
    windows.ask_later(unit, kept.id, kept.opens_at if running.plan else asked, closes, asked)
    if waited:
        _wait_for(unit, editions, running, kept.stage, closes, now)
    return True


def _could_be_asked(kept: Conversation, person: Person, team: Team) -> bool:
    """Whether somebody was there to be asked in her time, had the bot been up and her group at work."""
    due = next_due(replace(kept.course, not_before=None), person, replace(team, paused_until=None))
    return due is not None and due.kind != "close"


def _is_wanted(unit: Unit, stage: Stage, running: Round, person: Person, *, present: bool, outage: bool) -> bool:
    """Whether somebody is still to be asked: about her own texts, or to do what nobody else does meanwhile.

    Who cannot be reached has after an outage the time of anybody, so that nobody learns it by who is asked next (C-40).
    """
    in_group = any(held.team == running.team for held in people.roles_of(unit, person.id))
    reached = person.takes_part and person.undeliverable is None
    if not in_group or not (reached or (outage and stage.window.passes is not None)):
        return False
    does = running.plan.people.get(stage.who) if running.plan else None
    return bool(stage.silence) or (present and running.status == "open" and does == person.id)


def begin_time(unit: Unit, editions: Editions, conversation: Conversation, lasts: float, now: datetime) -> Conversation:
    """Let the time that somebody has begin when she is asked; what comes after it waits, where it waited for her.

    ``lasts`` is how many seconds she has, where the round has no plan. Returns the conversation as it is kept.
    """
    assert conversation.round is not None  # only there a time begins with the question
    running = rounds.load(unit, conversation.round)
    closes = _her_time(unit, editions, conversation, running, lasts, now)
    windows.close_at(unit, conversation.id, closes)
    if _is_waited_for(running, conversation):
        _wait_for(unit, editions, running, conversation.stage, closes, now)
    return replace(conversation, closes_at=closes)


def _is_waited_for(running: Round, kept: Conversation) -> bool:
    """Whether what comes after a stage waits for somebody: the end that it has is hers too."""
    plan = running.plan
    if plan is None or running.status != "open" or kept.stage not in plan.reached or kept.closes_at is None:
        return False
    return kept.closes_at <= plan.moments[kept.stage]


def _wait_for(unit: Unit, editions: Editions, running: Round, stage: str, closes: datetime, now: datetime) -> None:
    """Let what counts from the end of a stage wait until somebody has had her whole time."""
    plan = running.plan
    if plan is not None and plan.moments[stage] < closes:
        plans.go_on(unit, editions, replace(running, plan=plan.ends(stage, closes)), now)


def _her_time(
    unit: Unit, editions: Editions, conversation: Conversation, running: Round, lasts: float, asked: datetime
) -> datetime:  # fmt: skip
    """Return until when somebody who is asked at a moment has; a time to decide does not end on a day without work."""
    team, zone = teams.load(unit, running.team), people.load(unit, conversation.person).zone
    stage = editions.stage_of(unit, conversation, "nl")[1]
    closes = her_time(stage, running.plan, asked, team, zone) if running.plan is not None else None
    return closes or undisturbed(asked + timedelta(seconds=lasts), zone, team)


# -- what was written down late


def ask_about(unit: Unit, editions: Editions, setting: Setting, question: str, owner: str, now: datetime) -> None:
    """Let somebody be asked about a text that was written down for her when that had begun, or when she was done (S06).

    Nothing waits for it: what she says yes to comes later onto what stands there already.
    """
    running = rounds.load(unit, setting.conversation.round) if setting.conversation.round is not None else None
    if running is None or running.plan is None or running.status == "missed":
        return
    for stage in setting.format.reached:
        if base_of(question) in stage.over and stage.id in running.plan.reached and not stage.confirmed:
            _ask_anew(unit, editions, stage, running, owner, now)


def _ask_anew(unit: Unit, editions: Editions, stage: Stage, running: Round, owner: str, now: datetime) -> None:
    team, plan = teams.load(unit, running.team), running.plan
    asked = [one for one in finding.all_in(unit, running.id) if (one.stage, one.person) == (stage.id, owner)]
    window = window_of(stage, plan, running.opens_at, team, reached=now) if plan else None
    if not asked and window is not None:
        planned_stages.plan_one(unit, running, stage, window, team, owner, now)
    for kept in asked:
        if kept.ended_at is not None and kept.status is not Status.WITHDRAWN:
            closes = _her_time(unit, editions, kept, running, 0, free_from(now, people.load(unit, owner), team))
            windows.ask_again(unit, kept.id, now, closes)


def ask_what_is_confirmed(unit: Unit, editions: Editions, setting: Setting, now: datetime) -> None:
    """Let somebody be asked about what she confirmed when that was being asked already, as long after as it would have been.

    She can go on with it by its word at once.
    """
    round_id, stage, owner = setting.conversation.round, setting.stage, setting.person.id
    later = [one for one in setting.format.reached if one.confirmed and set(one.over) & set(stage.over)]
    if not later or stage.confirmed or round_id is None:
        return
    running = rounds.load(unit, round_id)
    plan, team = running.plan, teams.load(unit, running.team)
    for one in later:
        here = window_of(stage, plan, running.opens_at, team) if plan else None
        there = window_of(one, plan, running.opens_at, team) if plan else None
        owners = recalling.owners_in(unit, running.id, one.over, confirmed=True)
        if plan and here and there and one.id in plan.reached and owner in owners:
            _ask_anew(unit, editions, one, running, owner, now)
            windows.look_at(unit, running.id, one.id, owner, now + max(there.opens - here.opens, timedelta()))


# -- a pause of the group


def pause_changed(unit: Unit, editions: Editions, team: Team, now: datetime) -> None:
    """Let the time of who is still to be asked begin when she can be, now that her group pauses otherwise than before (X19)."""
    for running in rounds.planned_in(unit, team.id):
        format, plan = editions.of(unit, running.format, running.version).dutch, running.plan
        for stage in format.reached if plan else ():
            begins = begins_when_asked(stage, format.plan)
            if begins and plan is not None and stage.id in plan.reached and plan.moments[stage.id] > now:
                plan = plan.ends(stage.id, _end_of(unit, stage, replace(running, plan=plan), team, now))
        if plan != running.plan:
            plans.go_on(unit, editions, replace(running, plan=plan), now)


def _end_of(unit: Unit, stage: Stage, running: Round, team: Team, now: datetime) -> datetime:
    """Return when a stage ends: all whom it asks have had their time then, and who is asked nothing makes it no longer."""
    plan = running.plan
    assert plan is not None
    closings = []
    for kept in finding.all_in(unit, running.id):
        if kept.stage != stage.id or kept.ended_at is not None or not _is_waited_for(running, kept):
            continue
        closes = kept.closes_at
        if kept.prompted_at is None:
            person = people.load(unit, kept.person)
            asked = free_at(stage, max(kept.opens_at, now), person, team)
            closes = her_time(stage, plan, asked, team, person.zone)
        if closes is not None:
            windows.close_at(unit, kept.id, closes)
            closings.append(closes)
    window = window_of(stage, plan, running.opens_at, team, reached=max(now, team.paused_until or now))
    from_now = ends_at(stage, window, team) if window else plan.moments[stage.id]
    return max([min(plan.moments[stage.id], from_now), *closings])
