"""On what was done or told in a planned round it depends whether a later stage of it asks anybody (S06, S27).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Collection
from dataclasses import replace

from dialogs.language.conditions import DECLINED
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.stages import Stage
from dialogs.talk.conversation import Status
from dialogs.timing.plans import Plan
from dialogs.visibility import Room
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import boards, finding, ordering
from storage.talks.conversations import Conversation

_DECIDED = {Status.SUBMITTED, Status.SKIPPED}
_DONE = ("done",)


def done(unit: Unit, format: Format, running: Round, plan: Plan) -> Plan:
    """Return the plan with the stages in which somebody did something by now, as far as others depend on that.

    Where somebody said no, somebody else who is asked may still do something. Who opened it and stopped said nothing (S40).
    """
    settled = {name for name, known in plan.chosen.items() if known != (DECLINED,)}
    open_ones = format.depended - settled - {stage.id for stage in format.reached if stage.gathers}
    held = finding.all_in(unit, running.id) if open_ones & set(plan.reached) else []
    found = [one for one in held if one.stage in open_ones and (one.status in _DECIDED or one.state.own)]
    puts = {stage.id for stage in format.reached if any(one.asks and one.covers for one in stage.questions)}
    more = {one.stage for one in found if one.status is Status.SUBMITTED or _went_on(one, puts)}
    no = {one.stage for one in found if one.state.declined} - more
    known = dict.fromkeys(more, _DONE) | dict.fromkeys(no, (DECLINED,))
    return replace(plan, chosen={**plan.chosen, **known}) if known else plan


def _went_on(one: Conversation, puts: Collection[str]) -> bool:
    """Whether somebody did a part and did not leave it; what is to be put to another is hers alone until then (S44, S46)."""
    return one.status is not Status.SKIPPED and one.stage not in puts


def comes(unit: Unit, running: Round, output: Output) -> bool:
    """Whether an output of a round of the calendar goes out, where that depends on what was done in a stage (S19)."""
    if running.plan is not None or not output.only_if:
        return True
    held = finding.all_in(unit, running.id)
    found = {one.stage for one in held if one.status in _DECIDED or one.state.own}
    return all(("answered" if stage in found else "skipped") in values for stage, values in output.only_if.items())


def was_told(unit: Unit, running: Round, stage: Stage) -> bool:
    """Whether something was told of which it depends whether a stage asks anybody, or not told; most depend on nothing."""
    if stage.unused and ordering.was_used(unit, running.team, stage.unused, running.opens_at):
        return False
    told = boards.of_round(unit, Room(running.team), running.id) if stage.if_told else ()
    return not stage.if_told or any(one.worth in stage.if_told for one in told)
