"""Choosing among texts that people of a group wrote: what is offered to whom, and what comes of it (S28, S29).

Every function works inside one unit of work and may run twice. What is offered is read through the gate for who chooses; what
was chosen is counted once, when the stage ends, and nobody learns who chose what.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings import together
from bot.outgoing.own import shortened
from dialogs.gatherings.choosing import in_order, option_of, outcome, stands, text_of
from dialogs.gatherings.together import Votes, as_chosen
from dialogs.language.asking import Among
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.timing.plans import Plan
from storage.groups import choosing, people, rounds
from storage.groups.choosing import Offered
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import posts
from storage.store import Unit
from storage.talks import answers, boards, ending, finding

if TYPE_CHECKING:
    from storage.talks.conversations import Conversation

Written = tuple[int, str]
"""Where a text is written: the conversation and the key of its answer."""
Spread = Callable[[Plan, str, Written | None], None]
"""How what was named is made known to the other rounds of the programme; None where it is not named any more."""


# -- what is offered


def labels(unit: Unit, person_id: str, stage: Stage, conversation: "Conversation") -> Mapping[str, Mapping[str, str]]:
    """Return what somebody can choose at the questions of a stage, by the names of the options; most stages look up nothing."""
    if not stage.choosing or conversation.round is None:
        return {}
    running = rounds.load(unit, conversation.round)
    return {one.id: _labels(unit, person_id, one.among, running) for one in stage.choosing if one.among}


def _labels(unit: Unit, person_id: str, among: Among, running: Round) -> Mapping[str, str]:
    """Return the texts shared with the group that somebody may read, but those of who does not bring hers in after all."""
    viewer, passed = people.viewer(unit, person_id), running.plan.passed if running.plan else ()
    found = [
        one
        for round_id in choosing.rounds_of(unit, running, among.of)
        for one in boards.of_round(unit, viewer, round_id, among.show)
        if one.sealed.level == "V2" and one.value.text and one.sealed.owner not in passed
        if not (among.others and one.sealed.owner == person_id)
    ]
    return {option_of(one.sealed.id): shortened(one.value.text or "") for one in found}


def texts_in(questions: Iterable[Question]) -> list[int]:
    """Return the ids of the texts that can be chosen at questions."""
    options = (name for one in questions if one.among for name in one.options)
    return [id_ for name in options if (id_ := text_of(name)) is not None]


def asks_nobody(unit: Unit, stage: Stage, running: Round) -> bool:
    """Whether a stage has nothing to choose; where all decide, one text alone needs no choosing either."""
    return any(
        len(_offered(unit, question.among, running)) + len(question.options) < (2 if question in stage.decided else 1)
        for question in stage.choosing
        if question.among is not None and question.required
    )


def _offered(unit: Unit, among: Among, running: Round) -> list[Offered]:
    return choosing.offered(unit, choosing.rounds_of(unit, running, among.of), among.show)


# -- what comes of it


def named_by(
    unit: Unit, running: Round, question: Question, conversation: int, chosen: Sequence[str]
) -> tuple[Written | None, str | None]:  # fmt: skip
    """Return where what somebody named for the group is written, and whose it is where she chose it among what others wrote.

    Nothing where she chose something else, or it is gone.
    """
    if question.among is None:
        return (conversation, question.id), None
    found = next((one for one in _offered(unit, question.among, running) if option_of(one.id) in chosen), None)
    return (found.written, found.owner) if found else (None, None)


def put(format: Format, plan: Plan, place: str, written: Written, owner: str | None, now: datetime) -> Plan:
    """Return a plan in which something is named; where its owner is asked something, that begins now."""
    hers = place in format.asks_whose and owner is not None
    begins = now if hers else plan.moments.get(place, now)
    asked = {**plan.people, place: owner} if hers and owner else plan.people
    return replace(
        plan, named={**plan.named, place: written}, moments={**plan.moments, place: begins}, people=asked
    )  # fmt: skip


def unnamed(plan: Plan, place: str) -> Plan:
    """Return a plan in which something is not named any more."""
    return replace(
        plan,
        named={name: where for name, where in plan.named.items() if name != place},
        moments={name: at for name, at in plan.moments.items() if name != place},
        people={name: who for name, who in plan.people.items() if name != place},
    )


def settled(unit: Unit, format: Format, running: Round, plan: Plan, team: Team, now: datetime, spread: Spread) -> Plan:
    """Return the plan after what was decided in the stages that ended, and after who does not bring in what was chosen."""
    running = replace(running, plan=plan)
    for stage in format.reached:
        if stage.id in plan.reached and plan.moments[stage.id] <= now:
            for question in stage.decided:
                if question.id not in plan.chosen:
                    plan = _decided(unit, format, running, plan, question, now, spread)
            known = together.tell(unit, running.id, [stage], team)
            plan = replace(plan, chosen={**plan.chosen, **{name: (as_chosen(one),) for name, one in known.items()}})
    for stage in format.reached:
        if stage.who in plan.named and stage.who in format.asks_whose:
            plan = _brought_in(unit, format, running, plan, stage, team, now, spread)
    return plan


def _decided(
    unit: Unit, format: Format, running: Round, plan: Plan, question: Question, now: datetime, spread: Spread
) -> Plan:  # fmt: skip
    """Return the plan with what all decided at a question, once: who takes her choice back later changes nothing (K3)."""
    votes, place = choosing.chosen(unit, running.id, question.id), question.names or ""
    found, written, owner = None, None, None
    if question.among is not None:
        offers = {option_of(one.id): one for one in _offered(unit, question.among, running)}
        found = outcome(votes, list(offers), others=bool(question.options))
        written, owner = (offers[found].written, offers[found].owner) if found else (None, None)
    elif stands(votes, _chosen_before(unit, format, running, question)):
        written = plan.named.get(question.unopposed or "")
        found = "yes" if written else None
    plan = replace(plan, chosen={**plan.chosen, question.id: (found,) if found else ()})
    if written is None or place in plan.named:
        return plan
    spread(plan, place, written)
    return put(format, plan, place, written, owner, now)


def _chosen_before(unit: Unit, format: Format, running: Round, question: Question) -> Votes:
    """Return what was chosen where all could choose what is now proposed to them."""
    asked = [one for stage in format.reached for one in stage.decided if one.names == question.names and one.among]
    return [vote for one in asked for vote in choosing.chosen(unit, running.id, one.id)]


def _brought_in(
    unit: Unit, format: Format, running: Round, plan: Plan, stage: Stage, team: Team, now: datetime, spread: Spread
) -> Plan:  # fmt: skip
    """Let the next one be asked where who owns what was chosen lets it pass, took it back or is gone (S29)."""
    place, owner = stage.who, plan.people.get(stage.who, "")
    chosen = next(one for part in format.stages for one in part.choosing if one.names == place and one.among)
    assert chosen.among is not None
    around = {held.person for held in people.members(unit, team.id)}
    offers = [
        one for one in _offered(unit, chosen.among, running) if one.owner in around and people.load(unit, one.owner).takes_part
    ]
    ended = stage.id in plan.reached and plan.moments[stage.id] <= now
    silent = ended and stage.id not in finding.submitted_in(unit, running.id, owner)
    if not silent and any(one.written == plan.named[place] for one in offers):
        return plan
    ending.withdraw_from(unit, running.id, stage.id, now)
    plan = replace(unnamed(plan, place), passed=(*plan.passed, *([owner] if owner else [])))
    for other in (one.names for one in stage.questions if one.names in plan.named):
        written, key = plan.named[other or ""]
        spread(plan, other or "", None)
        plan = unnamed(plan, other or "")
        posts.revise_posts_with(unit, answers.ids_in(unit, written, [key], 0), now)
    left = {option_of(one.id): one for one in offers if one.owner not in plan.passed}
    votes = [vote for part in format.reached for one in part.decided if one.names == place
             for vote in choosing.chosen(unit, running.id, one.id)]  # fmt: skip
    following = next((left[name] for name in in_order(votes, list(left), running.seed)), None)
    plan = plan.not_reached(stage.id)
    return put(format, plan, place, following.written, following.owner, now) if following else plan
