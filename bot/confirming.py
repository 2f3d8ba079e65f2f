"""What silence means where somebody goes over her own texts, and the whole time that she has for it (S06)."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot import plans
from bot.editions import Editions
from bot.planning import next_due
from bot.surroundings import Setting
from dialogs.cadence import resolve
from dialogs.names import named_in
from dialogs.plans import OPENING, in_round
from dialogs.questions import base_of, key_about
from dialogs.timetable import free_from, undisturbed
from dialogs.visibility import Person as Reader
from storage import answers, conversations, people, posts, recalling, rounds, teams
from storage.conversations import Conversation
from storage.rounds import Round
from storage.store import Unit


def asked_after_all(unit: Unit, editions: Editions, kept: Conversation, now: datetime) -> bool:
    """Let somebody be asked from now on who was not asked in her time as the bot was down (N5), or her group paused (X19).

    Her time begins then, and what comes after it waits; returns whether she is still to be asked.
    """
    stage, person = editions.stage_of(unit, kept, "nl")[1], people.load(unit, kept.person)
    if not stage.silence or kept.round is None or kept.closes_at is None or kept.prompted_at is not None:
        return False
    running = rounds.load(unit, kept.round)
    team = teams.load(unit, running.team)
    due = next_due(replace(kept.course, not_before=None), person, replace(team, paused_until=None))
    in_group = any(held.team == team.id for held in people.roles_of(unit, person.id))
    if due is None or due.kind == "close" or not person.takes_part or person.undeliverable is not None or not in_group:
        return False
    opens = free_from(now, person, team)
    closes = _her_time(unit, editions, kept, running, (kept.closes_at - kept.opens_at).total_seconds(), opens)
    conversations.open_later(unit, kept.id, opens, closes)
    _wait_for(unit, editions, running, kept.stage, closes, now)
    return True


def begin_time(unit: Unit, editions: Editions, conversation: Conversation, lasts: float, now: datetime) -> Conversation:
    """Let the time that somebody has begin when she is asked, where that is later than planned; so does what comes after it.

    ``lasts`` is how many seconds she has, where the round has no plan. Returns the conversation as it is kept.
    """
    assert conversation.round is not None  # only there silence has a meaning
    running = rounds.load(unit, conversation.round)
    closes = _her_time(unit, editions, conversation, running, lasts, now)
    if conversation.closes_at is not None and conversation.closes_at >= closes:
        closes = conversation.closes_at
    else:
        conversations.close_later(unit, conversation.id, closes)
    _wait_for(unit, editions, running, conversation.stage, closes, now)
    return replace(conversation, closes_at=closes)


def _wait_for(unit: Unit, editions: Editions, running: Round, stage: str, closes: datetime, now: datetime) -> None:
    """Let what counts from the end of a stage wait until somebody has had her whole time."""
    plan = running.plan
    if plan is not None and running.status == "open" and stage in plan.reached and plan.moments[stage] < closes:
        plans.go_on(unit, editions, replace(running, plan=plan.ends(stage, closes)), now)


def _her_time(
    unit: Unit, editions: Editions, conversation: Conversation, running: Round, lasts: float, now: datetime
) -> datetime:  # fmt: skip
    """Return until when somebody who is asked now can decide; it does not end on a day without work."""
    team, zone = teams.load(unit, running.team), people.load(unit, conversation.person).zone
    stage = editions.stage_of(unit, conversation, "nl")[1]
    whole = in_round(stage, running.plan).window.closes if running.plan is not None else None
    if running.plan is None or whole is None:
        return undisturbed(now + timedelta(seconds=lasts), zone, team)
    return undisturbed(resolve(whole, {**running.plan.moments, OPENING: now}, team.zone, team.calendar), zone, team)


def settle(unit: Unit, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Share the texts that somebody decided nothing about, if that is what she said that her silence means.

    It is no silence where she was never asked, where a text was written after that, or where she did something else with it
    meanwhile. A text that names a colleague stays with her: that is asked about first (K5).
    """
    stage, person = setting.stage, Reader(setting.person.id)
    asked = (kept.put_at or kept.touched_at) if kept.prompted_at is not None else None
    reached = asked is not None and setting.person.undeliverable is None
    if not stage.silence or kept.round is None or not reached or "V2" not in setting.levels:
        return
    meant = recalling.told_in(unit, person, kept.round, tuple(stage.silence))
    if not any(set(one.value.chosen) & set(stage.silence[one.sealed.question]) for one in meant):
        return
    choice, marks = base_of(stage.asked[0].id), kept.state.marks
    decided = {text for text in setting.texts if (mark := marks.get(key_about(choice, text))) and mark.answered}
    names = {id_: name for id_, name in setting.names().items() if id_ != person.id}
    naming = {text for text, one in setting.texts.items() if named_in(one.value.text or "", names)}
    known = {text for text, one in setting.texts.items() if asked is not None and one.answered_at <= asked}
    ids = recalling.untouched(unit, person.id, known - decided - naming)
    answers.share(unit, person.id, ids, "V2", kept.team, now)
    posts.revise_posts_with(unit, ids, now, own=False)
    posts.revise_boards_for(unit, ids, now)
