"""Starting a dialog by its word, or taking it up where it was left (spec §4.1)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.gatherings import during, ending_together, ledgers, released, sign_up
from bot.incoming import several, standing
from bot.incoming.beginning import begin_own, own_lack
from bot.incoming.scenes import facts_of
from bot.incoming.surroundings import setting_of
from bot.outgoing.own_question import may_choose
from bot.outgoing.titled import of_own
from bot.planned import led_rounds, led_starts
from bot.planned.late import stays_open, takes_still
from bot.timing.opening import fresh_in
from bot.words import switching
from dialogs.answers.dates import day_in_words
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.talk import events
from dialogs.talk.commands import PLAN
from dialogs.talk.conversation import State, Status
from dialogs.talk.progress import chose_to_end, pending
from dialogs.timing.nudges import Course
from dialogs.timing.plans import window_of
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.talks import conversations, finding, windows
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def start(doing: "Doing", what: str, *, interrupt: bool, team: str | None = None) -> None:
    """Start a format on the person's own initiative, or plan a round of it; what is under way is taken up (spec §4.1).

    A round is planned for the ``team`` that is given, or whose number was typed; else she is asked for which (X16).
    """
    format_id, *plan = what.split(" ")
    format, running = doing.editions.newest(format_id).dutch, doing.active()
    team = team or led_starts.named(doing, plan[1:])
    family = _family(doing, format, plan)
    if running is not None and _is_meant(running, family, plan, team):
        doing.take_up(running)
        return
    open_now = finding.open_of(doing.unit, doing.person.id)
    waiting = _first_stage(family, [one for one in open_now if _is_meant(one, family, plan, team) and not one.course.done])
    if waiting is None and format.planned and not plan:
        again = (one for format in family.values() for one in (_left_out(doing, format), _stopped_early(doing, format)))
        waiting = _asked_silently(doing, family) or next(filter(None, again), None)
    if plan:
        team = waiting.team if waiting else led_starts.group_to_plan_for(doing, format, team)
        if team is None:
            return
        what = several.with_number(doing.unit, doing.person.id, f"{format_id} {PLAN}", team)
    if running is not None and interrupt:
        doing.advance(running, events.Interrupted(f"start {what}"))
    elif waiting is not None:
        doing.advance(waiting, events.Chose("!", ("!act",)))
    elif plan and team is not None:
        led_starts.begin(doing, format, team)
    elif not format.planned:
        _begin(doing, format, team)
    else:
        _join_late(doing, format_id, family)


def _first_stage(family: Mapping[str, Format], found: Sequence[Conversation]) -> Conversation | None:
    """Return what is taken up first: of several stages of one round the one that comes before the others (S48)."""
    alike = [one for one in found if (one.format, one.round) == (found[0].format, found[0].round)]
    order = [stage.id for stage in family[alike[0].format].stages] if alike else []
    return min(alike, key=lambda one: order.index(one.stage) if one.stage in order else len(order), default=None)


def _family(doing: "Doing", format: Format, plan: Sequence[str]) -> Mapping[str, Format]:
    """Return the formats that a word is for: to plan one of them, or to take up one's part in each that has the same word."""
    found = {format.id: format}
    for name, edition in doing.editions.library.editions.items() if not plan else ():
        if edition.dutch.starts.word_of == format.id:
            found[name] = edition.dutch
    return found


def _asked_silently(doing: "Doing", family: Mapping[str, Format]) -> Conversation | None:
    """Return what a person would have been asked by now in a planned round, had she not wanted to be left alone."""
    open_now = finding.unanswered(doing.unit, doing.person.id, doing.now)
    hers = (one for one in open_now if _is_meant(one, family, (), None) and not one.course.done)
    return next((one for one in hers if doing.editions.stage_of(doing.unit, one, "nl")[1].for_all), None)


def _left_out(doing: "Doing", format: Format) -> Conversation | None:
    """Return what a person left out in a planned round, as it begins anew, while it is still taken."""
    for one in finding.left_out(doing.unit, doing.person.id, format.id):
        stage, running = doing.editions.stage_of(doing.unit, one, "nl")[1], rounds.load(doing.unit, one.round or 0)
        if stage.for_all and running.status == "open" and running.plan is not None:
            if (closes := running.plan.moments.get(one.stage, doing.now)) > doing.now:
                windows.close_at(doing.unit, one.id, closes)  # it may have been moved since
            elif not stays_open(doing.unit, doing.editions, one, doing.now):
                continue
            anew = State({key: mark for key, mark in one.state.marks.items() if mark.beforehand})
            return replace(conversations.load(doing.unit, one.id), status=Status.INVITED, ended_at=None, state=anew)
    return None


def _stopped_early(doing: "Doing", format: Format) -> Conversation | None:
    """Return what a person told a part of in a planned round and stopped herself, as it goes on, while it is open (§4.1)."""
    for one in finding.stopped_in_time(doing.unit, doing.person.id, format.id, doing.now):
        on = replace(one, ended_at=None)
        setting = setting_of(doing.unit, doing.editions, doing.person, on)
        facts = facts_of(doing.unit, setting, doing.now, {})
        if setting.stage.for_all and pending(setting.stage, on.state, facts) and not chose_to_end(setting.stage, on.state):
            return on
    return None


def _join_late(doing: "Doing", format_id: str, family: Collection[str]) -> None:
    """Let somebody who was never asked tell what is still taken in a planned round, or tell her how it stands."""
    if (begun := _asked_in_the_morning(doing, family) or _never_asked(doing, family)) is not None:
        doing.advance(begun, events.Chose("!", ("!act",)))
    elif doing.editions.newest(format_id).dutch.forms is not None:
        sign_up.stands(doing)
    elif not led_rounds.tell_member(doing, family):
        format = doing.editions.newest(format_id).read_in(doing.person.language)
        held = {role.role for role in people.roles_of(doing.unit, doing.person.id)}
        plans = format.starts.plans if held & set(format.starts.by) else None
        says = "planned.nothing_open" if not format.of_one or format.programme else "planned.on_her_page"
        doing.say(says, {"titel": format.title}, [(plans, "planned.begin")] if plans else [])


def _asked_in_the_morning(doing: "Doing", family: Collection[str]) -> Conversation | None:
    """Return what a person would be asked on the next working morning, as it opens now: she asks for it herself (N1)."""
    for team in (teams.load(doing.unit, one) for one in several.numbered(doing.unit, doing.person.id)):
        for running in rounds.planned_in(doing.unit, team.id):
            hers = finding.all_in(doing.unit, running.id) if running.format in family and running.plan is not None else []
            for one in (kept for kept in hers if kept.person == doing.person.id and kept.opens_at > doing.now):
                stage = doing.editions.stage_of(doing.unit, one, "nl")[1]
                window = window_of(stage, running.plan, running.opens_at, team) if running.plan is not None else None
                if one.ended_at is None and window is not None and window.opens <= doing.now:
                    windows.open_at(doing.unit, one.id, doing.now, one.closes_at, one.nudges)
                    return conversations.load(doing.unit, one.id)
    return None


def _never_asked(doing: "Doing", family: Collection[str]) -> Conversation | None:
    """Begin for a person what closed in a planned round before she was asked, and still takes what is told (C-41)."""
    for team_id in people.teams_of(doing.unit, doing.person.id):
        for running in rounds.planned_in(doing.unit, team_id):
            for stage in _closed(doing, running) if running.format in family else ():
                fresh = fresh_in(running, stage, Course(doing.now, None, ()))
                hers = replace(fresh, person=doing.person.id, round=running.id, team=team_id, variant=running.variant)
                if (begun := conversations.begin_one(doing.unit, hers)) is not None:
                    return begun
    return None


def _closed(doing: "Doing", running: Round) -> list[Stage]:
    """Return the stages for all members that have closed in a round, and still take what is told."""
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    ended = {name for name, moment in running.moments.items() if moment <= doing.now}
    over = [stage for stage in format.reached if stage.for_all and stage.id in ended]
    return [stage for stage in over if takes_still(doing.unit, format, stage, running, doing.now)]


def _is_meant(one: Conversation, family: Mapping[str, Format], plan: Sequence[str], team: str | None) -> bool:
    """Whether a conversation is what a word asks for: of such a format, and where rounds are planned the planning or not."""
    format = family.get(one.format)
    right = format is not None and (not format.plan or (one.stage == format.stages[0].id) == bool(plan))
    return right and (not plan or team in {None, one.team})


def _group_for(doing: "Doing", format: Format, team: str | None) -> str | None:
    """Return the group in which a dialog begins: where something led to it, or the newest of its kind where teams have none."""
    if team is not None and teams.load(doing.unit, team).kind in format.groups:
        return team
    held = (one for one in people.roles_of(doing.unit, doing.person.id) if one.role in format.starts.by)
    found = [one for one in held if teams.load(doing.unit, one.team).kind in format.groups]
    return max(found, key=lambda one: one.since).team if found and "team" not in format.groups else None


def _begin(doing: "Doing", format: Format, team: str | None) -> None:
    """Begin a dialog, in the group in which something led to it where that is one of its kinds."""
    if format.starts.switched:
        switching.do(doing, f"on {format.id}")
        return
    if format.starts.act:
        doing.parts.append({"mine": 1, "act": format.starts.act})
        return
    allowed = format.starts.by
    held = people.roles_of(doing.unit, doing.person.id)
    where = _group_for(doing, format, team)
    may = {one.role for one in held if "team" in format.groups or one.team == where}
    if not may & set(allowed) and not doing.editions.for_anybody(format.id):
        doing.say("err.no_rights", {"rol": allowed[0]})
    elif ledgers.is_hidden(doing.unit, format, [where] if where else []):
        doing.say("ledger.no_budget")
    elif format.starts.own and not may_choose(doing.unit, doing.editions, doing.person):
        doing.say("own.not_yet", {"aantal": min(doing.editions.library.own_after().values(), default=0)})
    elif (missing := own_lack(doing.unit, doing.editions, doing.person, format.id, doing.now)) is not None:
        doing.say(f"needs.{missing.what}", {"rol": missing.role, "aantal": missing.number})
    elif format.stages[0].ends_together and not ending_together.to_end(doing.unit, doing.person.id):
        doing.say("together.nobody")
    elif (of := released.lacks(doing.unit, doing.person.id, format)) is not None:
        starts = doing.editions.newest(of).read_in(doing.person.language).starts
        doing.say("released.none", {"woord": starts.command}, [(starts.plans, "planned.begin")] if starts.plans else [])
    else:
        known = {**standing.held(doing.unit, doing.person.id, format), **_which_one(doing, format)}
        doing.chosen = {**known, **doing.chosen}
        doing.open_with(begin_own(doing.unit, doing.editions, doing.person, format.id, doing.cause, doing.now, where))


def _which_one(doing: "Doing", format: Format) -> Mapping[str, str]:
    """Return which of what she planned for herself is meant, where she has no choice; beside others it is said (S08)."""
    meant = released.meant_at_once(doing.unit, doing.person.id, format.stages[0], doing.now)
    if meant is None:
        return {}
    if meant.beside:
        begins = during.first_day(doing.unit, rounds.load(doing.unit, meant.round))
        day = day_in_words(begins, doing.person.zone, doing.person.language)
        doing.say("released.about", {"naam": of_own(meant.round), "datum": day})
    return {meant.at: meant.chosen}
