"""Rounds that somebody plans instead of the calendar: their stages are reached one after the other (S06, GE7).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.gatherings import ahead, choosing, gathering, meanwhile, programmes, together
from bot.incoming import keeping, several
from bot.incoming.surroundings import Setting
from bot.outgoing import replacing
from bot.outgoing.reaching import reached_at
from bot.planned import depending, newest, own_days
from bot.planned.joined import those_of
from bot.planned.planned_stages import plan_one, plan_stage
from bot.planned.stand_ins import draw, first_asked, is_awaited, there
from bot.planned.too_early import put_back
from bot.timing.editions import Editions
from dialogs.gatherings.for_meetings import moved_along
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.talk.conversation import Status
from dialogs.timing.plans import Plan, Window, comes, ends_at, lasts_whole, over_at, window_of
from dialogs.timing.timetable import reports
from storage.groups import people, rounds, teams
from storage.groups import together as told_together
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answered, ending, finding, windows
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def go_on(unit: Unit, editions: Editions, running: Round, now: datetime) -> Round:
    """Plan the stages of a round whose opening has come; returns the round as it stands then."""
    team = teams.load(unit, running.team)
    format = editions.of(unit, running.format, running.version).dutch
    plan, before = running.plan, None
    assert plan is not None
    plan = own_days.settled(unit, format, running, plan, team)
    plan = put_back(unit, format, running, _followed(unit, format, running, plan, team, now), team, now)

    def spread(seen: Plan, place: str, written: choosing.Written | None) -> None:
        tell_the_others(unit, editions, replace(running, plan=seen), place, written, now)

    while plan != before:
        before = plan
        plan = choosing.settled(unit, format, running, depending.done(unit, format, running, plan), team, now, spread)
        plan = gathering.settled(unit, format, running, plan, team, now)
        for stage in _to_come(format, plan):
            window = window_of(stage, plan, running.opens_at, team)
            if window is not None and window.opens <= now:
                if (
                    stage.silence or stage.window.at_least
                ):  # its time begins when it is reached, also late (N5), in no pause (X19)
                    reached = max(now, team.paused_until or now)
                    window = window_of(stage, plan, running.opens_at, team, reached=reached) or window
                if _is_gone(unit, format, stage, plan, team, now) and not is_awaited(unit, stage, plan, team):
                    plan = draw(unit, plan, stage.who, team, now)
                elif plan.silent and stage.who in format.plan and not agreed(unit, format, running, plan, stage.who):
                    plan = first_asked(unit, plan, stage.who, team, now)
                _promise(unit, running, stage, team)
                ends = plan_stage(unit, running, stage, plan, window, team, now, those_of(unit, editions, running))
                plan = plan.ends(stage.id, ends or _end_unasked(format, stage, plan, window, team, now))
    newest.ends_earlier(unit, format, running, plan, now)
    closes = None if _to_come(format, plan) else over_at(format, plan, running.opens_at, team)
    running = replace(running, plan=plan, closes_at=closes, planned=own_days.day_of(format, running, plan))
    kept = replace(running, plan=own_days.without_choices(format, plan))
    rounds.keep_plan(unit, kept, now)  # what comes of it is looked at in the next tick
    return running


def _promise(unit: Unit, running: Round, stage: Stage, team: Team) -> None:
    """Keep from how many answers on is told what several choose or write, as they hear when they are asked (K1)."""
    if stage.counted:
        told_together.promise(unit, running.id, together.least_for(unit, [stage], team))
    if stage.gathers:
        gathering.promise(unit, running, team)


def agreed(unit: Unit, format: Format, running: Round, plan: Plan, question: str) -> bool:
    """Whether who does something for the group said that she would: she answered when she was asked, and passed it not on."""
    done = finding.submitted_in(unit, running.id, plan.people.get(question, ""))
    return any(stage.who == question and stage.id in done for stage in format.stages)


def _is_gone(unit: Unit, format: Format, stage: Stage, plan: Plan, team: Team, now: datetime) -> bool:
    """Whether who is to do something for the group is not there any more, or was never found.

    Whom somebody named in a round of her own is nobody else, so nobody takes her place (S39, S40).
    """
    return not format.of_one and stage.who in format.plan and plan.people.get(stage.who) not in there(unit, plan, team, now)


def _followed(unit: Unit, format: Format, running: Round, plan: Plan, team: Team, now: datetime) -> Plan:
    """Let somebody else go on with what was begun for the group by somebody who is not there any more."""
    for stage in format.reached:
        window = window_of(stage, plan, running.opens_at, team)
        if stage.id not in plan.reached or window is None:
            continue
        needed = now if plan.moments[stage.id] > now else _needed_at(format, running, plan, stage, team)
        if needed is None or not _is_gone(unit, format, stage, plan, team, needed):
            continue
        if not (is_awaited(unit, stage, plan, team) and finding.runs_in(unit, running.id, stage.id)):
            ending.withdraw_from(unit, running.id, stage.id, now)
            plan = draw(unit, plan, stage.who, team, now, silent_too=False)
            if (who := plan.people.get(stage.who)) is not None:
                closes = plan_one(unit, replace(running, plan=plan), stage, window, team, who, now)
                plan = plan.ends(stage.id, max(closes or now, plan.moments[stage.id]))
    return plan


def _needed_at(format: Format, running: Round, plan: Plan, asked: Stage, team: Team) -> datetime | None:
    """Return when somebody who was asked beforehand is to do it, while that is still to come (S06)."""
    windows = [window_of(one, plan, running.opens_at, team) for one in _to_come(format, plan) if one.who == asked.who]
    return min((window.opens for window in windows if window), default=None) if asked.window.passes else None


def _end_unasked(format: Format, stage: Stage, plan: Plan, window: Window, team: Team, now: datetime) -> datetime:
    """Return when a stage ends that asks nobody: it is over, unless it takes its whole time anyhow."""
    return max(ends_at(stage, window, team), now) if lasts_whole(format, stage, plan) else now


def _to_come(format: Format, plan: Plan) -> list[Stage]:
    return [stage for stage in format.reached if comes(stage, plan)]


def next_of(format: Format, running: Round, team: Team, now: datetime) -> datetime | None:
    """Return when something happens to a planned round next: a stage opens, the last one closes, or an output goes out."""
    assert running.plan is not None
    windows = [window_of(stage, running.plan, running.opens_at, team) for stage in _to_come(format, running.plan)]
    moments = [*(window.opens for window in windows if window), *(moment for _, moment in reports(format, running, team))]
    moments += [running.moments[day] for day in format.days_until & running.moments.keys()]
    moments += [running.closes_at] if running.closes_at else []
    decides = (
        one.id
        for one in format.reached
        if running.person is not None or one.decided or one.counted or one.who in format.asks_whose
    )
    moments += [running.moments[name] for name in decides if name in running.moments]
    return min((moment for moment in moments if moment > now), default=None)


def finished(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Let what counts from the end of a stage begin, once: when somebody whom it asks answered, or all are done with it."""
    if kept.round is None or not setting.format.planned or (setting.stage.for_all and setting.stage.who != "owner"):
        return
    running = rounds.load(unit, kept.round)
    if running.plan is None or running.status != "open" or running.plan.moments.get(kept.stage, now) <= now:
        return
    hers = kept.person in (running.plan.asked(setting.stage.who) or [kept.person])  # else she passed it on, and it goes on
    done = kept.status is Status.SUBMITTED and setting.stage.gathers is None
    if hers and (done or not finding.runs_in(unit, running.id, kept.stage)):
        plan = _with_named(unit, setting, kept, running.plan)
        go_on(unit, editions, replace(running, plan=plan.ends(kept.stage, now)), now)


def _with_named(unit: Unit, setting: Setting, kept: Conversation, plan: Plan) -> Plan:
    """Return the plan with whom somebody named for what comes after in the round, as who writes down what was learned (S45)."""
    chosen = {name: kept.state.marks[name].chosen for name in setting.format.asks_named & kept.state.marks.keys()}
    named = {name: who[0] for name, who in chosen.items() if who and people.find(unit, who[0])}
    return replace(plan, people={**plan.people, **named})


def pass_on(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Let somebody else do what this person was asked to do for the group: she says no, and need not say why."""
    if _somebody_else(doing.unit, doing.editions, setting, kept, doing.now, silent=False) is None:
        doing.unsay(kept.id)
        doing.say("planned.nobody_else")


def said_nothing(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Ask somebody else in time, where who was asked to do something for the group did not react."""
    if setting.stage.window.passes is not None and kept.status is Status.EXPIRED:
        _somebody_else(unit, editions, setting, kept, now, silent=True)


def _somebody_else(
    unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime, *, silent: bool
) -> str | None:  # fmt: skip
    """Ask another than somebody who passed something on, or said nothing; return who does it now, if there is anybody."""
    if kept.round is None or setting.team is None:
        return None
    running, team, stage = rounds.load(unit, kept.round), setting.team, setting.stage
    plan = running.plan
    if running.status != "open" or plan is None or plan.people.get(stage.who) != kept.person:
        return plan.people.get(stage.who) if plan else None
    if silent and _needed_at(setting.format, running, plan, stage, team) is None:
        return kept.person  # what she was asked for has begun with her
    plan = plan.without_doing(kept.person, silent=silent)
    plan = draw(unit, plan, stage.who, team, now, silent_too=stage.window.passes is None)
    window, other = window_of(stage, plan, running.opens_at, team), plan.people.get(stage.who)
    if other is None or window is None:
        go_on(unit, editions, replace(running, plan=plan), now)
        return None
    closes = plan_one(unit, replace(running, plan=plan), stage, window, team, other, now)
    plan = plan.ends(kept.stage, max(window.closes or now, closes or now))
    go_on(unit, editions, replace(running, plan=plan), now)
    return other


# -- what who started it can do with it


def move(unit: Unit, editions: Editions, running: Round, moment: datetime, now: datetime) -> None:
    """Let a round happen on another day; what was planned from it, and has not come yet, moves along."""
    format, team = editions.of(unit, running.format, running.version).dutch, teams.load(unit, running.team)

    def along(one: Round, moments: Mapping[str, datetime]) -> None:
        shift(unit, editions, one, moments, now)

    programmes.move_along(unit, format, running, moment, team, along, now)
    along(replace(running, planned=moment), {format.dates[-1]: moment})


def shift(unit: Unit, editions: Editions, running: Round, moments: Mapping[str, datetime], now: datetime) -> None:
    """Let other moments hold for a round; what was planned from them, and has not come yet, moves along."""
    team = teams.load(unit, running.team)
    format = editions.of(unit, running.format, running.version).dutch
    plan = running.plan
    assert plan is not None
    plan = replace(plan, moments={**plan.moments, **moved_along(format, plan, moments, team.zone)})
    if plan.changed:
        before = rounds.load(unit, running.id)
        plan = ahead.let_go(unit, before, replace(running, plan=plan), format, team, now)
    for stage in format.reached:
        window = window_of(stage, plan, running.opens_at, team) if stage.id in plan.reached else None
        later = stage.window.passes is not None and window is not None and (window.closes or now) > plan.moments[stage.id]
        if window is not None and window.closes is not None and _runs_on(format, stage, running, plan, now) and not later:
            plan = plan.ends(stage.id, max(window.closes, now))
            windows.move_window(unit, running.id, stage.id, max(window.closes, now), window.nudges, now)
    go_on(unit, editions, replace(running, plan=plan), now)


def _runs_on(format: Format, stage: Stage, running: Round, plan: Plan, now: datetime) -> bool:
    """Whether a stage has not ended yet, or still takes what is told up to a day that had not come."""
    until = stage.window.until
    return plan.moments[stage.id] > now or (until in format.days_until and running.moments.get(until, now) > now)


def tell_the_others(
    unit: Unit, editions: Editions, running: Round, place: str, written: choosing.Written | None, now: datetime
) -> None:  # fmt: skip
    """Let the rounds around this meeting and the later ones know what is named, or that it is not any more."""
    programmes.name(unit, running, place, written, lambda one, moments: shift(unit, editions, one, moments, now), now)


def day_of(unit: Unit, editions: Editions, running: Round) -> Question:
    """Return the question with which the day of a round is chosen."""
    format = editions.of(unit, running.format, running.version).dutch
    return format.plan[format.dates[-1]]


def told(unit: Unit, editions: Editions, running: Round, team: Team, now: datetime) -> bool:
    """Whether the group has been shown already what came of a round: from then on it took place."""
    format = editions.of(unit, running.format, running.version).dutch
    return any(moment <= now for output, moment in reports(format, running, team) if output.kind != "message")


def cancel(unit: Unit, editions: Editions, running: Round, now: datetime) -> Iterable[str]:
    """Let a round not happen: nothing more is asked or told, and what was written is its authors' alone, shared or not.

    Returns who was asked something in it already.
    """
    if not rounds.cancel(unit, running.id, now):
        return []
    meanwhile.end(unit, editions, running)
    for owner, ids in answered.shared_in(unit, running.id).items():
        keeping.make_private(unit, owner, ids, now)
    asked = ending.withdraw_in(unit, running.id, now)
    replacing.called_off(unit, editions, running.id, now)
    return asked


def over(unit: Unit, editions: Editions, running: Round, now: datetime) -> None:
    """Offer who started a round to plan the next one, when that was asked for while it was open (GE7)."""
    plan = running.plan
    if plan is None or not plan.again or not plan.starter or (to := reached_at(unit, plan.starter)) is None:
        return
    format = editions.newest(running.format).dutch
    part = offer(unit, format, teams.load(unit, running.team), plan.starter, "planned.now_again")
    outbox.add(unit, Message(f"again {running.id}", to, "notice", [part], now, person=plan.starter))


def offer(unit: Unit, format: Format, team: Team, person_id: str, says: str) -> dict[str, Any]:
    """Return what offers somebody to plan a round in a group, with a button for it."""
    title = several.told_apart(unit, person_id, format.title, team)
    word = several.with_number(unit, person_id, format.starts.plans or "", team.id)
    return {"say": says, "with": {"titel": title}, "choices": [(word, "planned.begin")]}
