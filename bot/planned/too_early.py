"""Stages of a planned round that were reached before the stage from whose end they count had its whole time (S06, N5, X19)."""

from datetime import datetime

from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.timing.plans import Plan, ends_at, lasts_whole, window_of
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import finding


def put_back(unit: Unit, format: Format, running: Round, plan: Plan, team: Team, now: datetime) -> Plan:
    """Return the plan in which what counts from the end of a stage waits, where that end moved after it was reached.

    Where nobody is asked in it yet it is reached anew; else it ends no sooner than when it would have begun then.
    """
    moved = [stage for stage in format.reached if _is_too_early(format, stage, running, plan, team, now)]
    asked = {kept.stage for kept in finding.all_in(unit, running.id)} if moved else set()
    for stage in format.reached:
        if not _is_too_early(format, stage, running, plan, team, now):
            continue
        window = window_of(stage, plan, running.opens_at, team)
        if stage.id not in asked:
            plan = plan.not_reached(stage.id)
        elif window is not None and plan.moments[stage.id] >= now:
            plan = plan.ends(stage.id, max(plan.moments[stage.id], ends_at(stage, window, team)))
    return plan


def _is_too_early(format: Format, stage: Stage, running: Round, plan: Plan, team: Team, now: datetime) -> bool:
    """Whether a stage was reached though that from which it counts is still to end, and the group was shown nothing of it."""
    counts_from = {one.id for one in format.reached} & {stage.window.opens.anchor}
    if stage.id not in plan.reached or not counts_from:
        return False
    if plan.moments[stage.id] < now and lasts_whole(format, stage, plan):
        return False
    window = window_of(stage, plan, running.opens_at, team)
    return window is None or window.opens > now
