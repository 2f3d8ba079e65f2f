"""Whom somebody asks in a round of her own: those she named, those beside them later, and who has no account (S39).

Every function works inside one unit of work and may run twice.
"""

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.gatherings import gathering
from bot.incoming.surroundings import Setting
from bot.outgoing.reaching import reached_at
from bot.planned import plans
from bot.planned.planned_stages import plan_one
from dialogs.language.conditions import ENOUGH
from dialogs.language.content import Format
from dialogs.language.stages import OWNER, Stage
from dialogs.talk import events
from dialogs.timing.cadence import Moment, resolve
from dialogs.timing.plans import Plan, window_of
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answers, conversations, finding, windows
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

LONGER = Moment.parse("+2 weeks")
TRIED = "tried"
"""Under which name a plan keeps that what was gathered could not be read with names."""


def named_too(doing: "Doing", setting: Setting, kept: Conversation, plan: Plan) -> Plan:
    """Return the plan with whom somebody names in a conversation beside those she named; who has no account gets a link.

    Of one name she named one person: two who are called the same she tells apart in words.
    """
    unit, viewer = doing.unit, people.viewer(doing.unit, kept.person)
    for question in setting.stage.questions:
        if question.also is None:
            continue
        mark = kept.state.marks.get(question.id)
        if question.kind != "text" and mark is not None:
            plan = plan.asking(question.also, [one for one in mark.chosen if people.find(unit, one) and one != kept.person])
        elif question.kind == "text":
            keys = [name for name in kept.state.marks if name.partition("#")[0] == question.id]
            for one in answers.given_in(unit, viewer, kept.id, keys, 0):
                plan = _with_guest(doing, kept, question.also, plan, one.value.text or "")
    return plan


def _with_guest(doing: "Doing", kept: Conversation, question: str, plan: Plan, name: str) -> Plan:
    """Return the plan with one who has no account, unless she is named in it already and nothing was asked for once more."""
    guests = [one for one in plan.asked(question) if people.is_guest(doing.unit, one)]
    same = next((one for one in guests if people.name_of(doing.unit, one).casefold() == name.casefold()), None)
    if same is None or kept.round is not None:  # a link that opens nowhere any more is asked for by naming her again
        return plan.asking(question, [_without_account(doing, name)] if name else [])
    doing.say("gathered.same_name", {"wie": same})
    return plan


def _without_account(doing: "Doing", name: str) -> str:
    """Make somebody known who has no account, by the name that was typed; return her id."""
    id_ = f"guest-{secrets.token_hex(8)}"
    doing.unit.keys.make(id_)
    people.add_guest(doing.unit, id_, name, doing.person.language)
    return id_


def invite(doing: "Doing", running: Round, plan: Plan, before: Plan | None = None) -> None:
    """Give whose round it is a link for each who has no account, in a message that can be copied, at once: she waits for it."""
    known = set(before.people.values()) if before else set()
    to = reached_at(doing.unit, doing.person.id)
    for one in dict.fromkeys(plan.people.values()):
        if to is not None and one not in known and people.is_guest(doing.unit, one):
            part = {"once": running.id, "who": one}
            outbox.add(doing.unit, Message(f"once {running.id} {one}", to, "reply", [part], doing.now, person=doing.person.id))


def more(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Ask whom somebody names while her round goes on already, in the stages that still run."""
    if kept.round is None or setting.stage.who != OWNER or not any(one.also for one in setting.stage.questions):
        return
    running = rounds.load(doing.unit, kept.round)
    if running.plan is not None and running.status == "open":
        _ask_too(doing, setting, running, running.plan, named_too(doing, setting, kept, running.plan))


def join(doing: "Doing", setting: Setting, kept: Conversation, running: Round, chosen: Plan) -> None:
    """Ask whom somebody names in a round of hers that goes on, in place of a second one beside it (GE7)."""
    assert running.plan is not None
    plan = running.plan
    for question in setting.format.asked_by_her:
        plan = plan.asking(question, chosen.asked(question))
    _ask_too(doing, setting, running, running.plan, named_too(doing, setting, kept, plan))


def no_more(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Let nobody be asked any more in a round of hers that goes on; what was written is its authors' alone."""
    del kept
    running = gathering.goes_on(doing.unit, setting.format, doing.person.id)
    if running is not None:
        plans.cancel(doing.unit, doing.editions, running, doing.now)


def _ask_too(doing: "Doing", setting: Setting, running: Round, before: Plan, plan: Plan) -> None:
    team = teams.load(doing.unit, running.team)
    for stage in setting.format.reached:
        window = window_of(stage, plan, running.opens_at, team)
        if stage.who == OWNER or window is None or plan.moments.get(stage.id, doing.now) <= doing.now:
            continue
        for one in [one for one in plan.asked(stage.who) if one not in before.asked(stage.who)]:
            plan_one(doing.unit, replace(running, plan=plan), stage, replace(window, opens=doing.now), team, one, doing.now)
    rounds.keep_plan(doing.unit, replace(running, plan=plan), doing.now)
    invite(doing, running, plan, before)


def longer(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Let those who wrote nothing do so two weeks longer, once; nobody is asked again (N3)."""
    found = _gathered(doing.unit, setting.format, kept)
    if found is None:
        return
    running, stage, plan = found
    closes = resolve(LONGER, {"opening": doing.now}, doing.person.zone, teams.calendar_of(doing.unit, running.team))
    chosen = {name: values for name, values in plan.chosen.items() if name != stage.id}
    plan = replace(plan, chosen={**chosen, f"{stage.id}.{gathering.LONGER}": ("yes",)}).ends(stage.id, closes)
    for one in finding.all_in(doing.unit, running.id):
        if one.stage == stage.id and one.status.value == "expired":
            windows.open_longer(doing.unit, one.id, closes)
    plans.go_on(doing.unit, doing.editions, replace(running, plan=plan), doing.now)


def named(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Let be read with names what is too little without, where each who wrote it said yes; else say so, and let her choose."""
    found = _gathered(doing.unit, setting.format, kept)
    if found is None:
        return
    running, stage, plan = found
    if gathering.with_names(doing.unit, stage, running, teams.load(doing.unit, running.team), doing.now):
        named = {stage.id: (ENOUGH,), f"{stage.id}.{gathering.NAMES}": ("yes",)}
        plan = replace(plan, chosen={**plan.chosen, **named})
        plans.go_on(doing.unit, doing.editions, replace(running, plan=plan), doing.now)
        doing.say("gathered.named")
    else:
        doing.unsay(kept.id)
        doing.say("gathered.cannot")
        tried = f"{stage.id}.{TRIED}"
        if tried not in plan.chosen:
            again = replace(plan, chosen={**plan.chosen, tried: ("yes",)})
            rounds.keep_plan(doing.unit, replace(running, plan=again), doing.now)
            _choose_again(doing, kept)


def _choose_again(doing: "Doing", kept: Conversation) -> None:
    """Put a choice once more, and once only, that did not come true: the other choices are still hers."""
    if kept.closes_at is None or kept.closes_at <= doing.now:
        return
    ended = conversations.load(doing.unit, kept.id)
    conversations.keep_state(doing.unit, replace(ended, state=replace(ended.state, marks={})))
    windows.ask_again(doing.unit, kept.id, doing.now, kept.closes_at)
    doing.advance(conversations.load(doing.unit, kept.id), events.Chose("!", ("!act",)))


def _gathered(unit: Unit, format: Format, kept: Conversation) -> tuple[Round, Stage, Plan] | None:
    running = rounds.load(unit, kept.round) if kept.round is not None else None
    stage = next((one for one in format.reached if one.gathers), None)
    if running is None or running.plan is None or running.status != "open" or stage is None:
        return None
    return running, stage, running.plan
