"""What several write about one person goes to her without their names, once and together (``gathers``, S39, K1, K3).

Every function works inside one unit of work and may run twice. Which of them wrote what is told to nobody, nor who did not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dialogs.gatherings.gathered import comes_of_it, may_be_named, told_of_all
from dialogs.language.conditions import ENOUGH
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.settings import K_TEXT, K
from dialogs.timing.plans import Plan, comes, window_of
from storage.groups import people, rounds, together
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import answers, gathering, nameless, recalling, tallies
from storage.talks.conversations import Conversation

LONGER, NAMES = "longer", "names"
"""What stands in a plan beside a stage that was asked longer already, and one of which the texts are read with names."""


def texts_of(stage: Stage) -> list[str]:
    """Return the questions of a stage of which the texts are gathered."""
    return [one.id for one in stage.questions if one.worded]


def keep(unit: Unit, stage: Stage, kept: Conversation, now: datetime) -> None:
    """Let what somebody wrote wait for whose round it is; she reads it without a name, or not at all."""
    running = rounds.load(unit, kept.round) if kept.round is not None else None
    if stage.gathers is None or running is None or running.person is None:
        return
    ids = answers.ids_in(unit, kept.id, [*texts_of(stage), stage.gathers.told_by], 0)
    answers.share(unit, kept.person, ids, "V3", None, now, reader=running.person)


def goes_on(unit: Unit, format: Format, person: str) -> Round | None:
    """Return the newest round of somebody's own in which others still write to her; None where there is none (S39)."""
    stage = next((one for one in format.reached if one.gathers), None)
    found = rounds.planned_alone(unit, person, [format.id]) if stage is not None else []
    still = (one for one in reversed(found) if one.status == "open" and one.plan is not None and stage is not None)
    return next((one for one in still if one.plan and stage and stage.id not in one.plan.chosen), None)


def promise(unit: Unit, running: Round, team: Team) -> None:
    """Keep from how many on it is read, as those who are asked hear; a ``k`` that is lowered meanwhile changes nothing."""
    together.promise(unit, running.id, team.settings[K])


def settled(unit: Unit, format: Format, running: Round, plan: Plan, team: Team, now: datetime) -> Plan:
    """Return the plan with what came of what was gathered in stages that ended; once it is read it stays so (K3).

    It is read from when the stage opens in which that is asked, and by then it has to be enough still: who took hers back
    meanwhile counts no more.
    """
    for stage in format.reached:
        ended = stage.id in plan.reached and plan.moments[stage.id] <= now
        if not stage.gathers or not ended:
            continue
        if stage.id not in plan.chosen:
            plan = _with(plan, stage, _comes_of_it(unit, stage, running, plan, team))
        if plan.chosen[stage.id] == (ENOUGH,) and _is_read_now(format, stage, running, plan, team, now):
            plan = _with(plan, stage, _comes_of_it(unit, stage, running, plan, team))
            if plan.chosen[stage.id] == (ENOUGH,):
                _release(unit, stage, running, plan)
    return plan


def _with(plan: Plan, stage: Stage, way: str) -> Plan:
    return replace(plan, chosen={**plan.chosen, stage.id: (way,)})


def _is_read_now(format: Format, stage: Stage, running: Round, plan: Plan, team: Team, now: datetime) -> bool:
    """Whether what was gathered without names is read from now on: the stage opens that waits for it."""
    if f"{stage.id}.{NAMES}" in plan.chosen:
        return False
    waiting = [one for one in format.reached if ENOUGH in one.only_if.get(stage.id, ()) and comes(one, plan)]
    windows = [window_of(one, plan, running.opens_at, team) for one in waiting]
    return any(window is not None and window.opens <= now for window in windows)


def _comes_of_it(unit: Unit, stage: Stage, running: Round, plan: Plan, team: Team) -> str:
    found = gathering.by_author(unit, running.id, running.person or "", texts_of(stage))
    least = max(together.least(unit, running.id), team.settings[K], team.settings[K_TEXT])
    colleagues = [author for author in found if not people.is_guest(unit, author)]  # a guest may be made up (0038)
    return comes_of_it(len(colleagues), least, longer=f"{stage.id}.{LONGER}" in plan.chosen)


def _release(unit: Unit, stage: Stage, running: Round, plan: Plan) -> None:
    found = gathering.by_author(unit, running.id, running.person or "", texts_of(stage))
    told = _what_they_are(unit, stage, running, found, len(plan.asked(stage.who)))
    nameless.release(unit, [id_ for ids in found.values() for id_ in ids])
    nameless.release(unit, told)


def _what_they_are(unit: Unit, stage: Stage, running: Round, found: Mapping[str, Sequence[int]], asked: int) -> list[int]:
    """Return the answers with which those who wrote something say what they are to her, where that may be told."""
    told_by = stage.gathers.told_by if stage.gathers else ""
    waiting = gathering.by_author(unit, running.id, running.person or "", [told_by])
    ids = [id_ for author, some in waiting.items() if author in found for id_ in some]
    said = [one.value.chosen[0] for one in tallies.chosen_in(unit, [told_by], ids)]
    return ids if told_of_all(said, asked) else []


def with_names(unit: Unit, stage: Stage, running: Round, team: Team, now: datetime) -> bool:
    """Let what is too little be read with names, where three or more wrote something and each said yes; else nothing.

    A yes of somebody of whom nothing is left is nobody else's: who took hers back says nothing for who said no (S39).
    """
    found = gathering.by_author(unit, running.id, running.person or "", texts_of(stage))
    asked = stage.gathers.named_if if stage.gathers else ""
    allowed = together.chosen(unit, running.id, [asked], among=found)[asked].count(("yes",))
    if not may_be_named(len(found), allowed, team.settings[K_TEXT]):
        return False
    for author, ids in found.items():
        answers.share(unit, author, ids, "V5", None, now, reader=running.person)
    return True


def told_by(unit: Unit, running: Round, stage: Stage) -> tuple[str, ...]:
    """Return what all who wrote something are to whose round it is, where that was told; else nothing."""
    if stage.gathers is None or running.person is None:
        return ()
    viewer = people.viewer(unit, running.person)
    found = recalling.shared_in(unit, viewer, running.id, [stage.gathers.told_by])
    return next((one.value.chosen for one in found if one.owner is None), ())


def nothing_left(unit: Unit, format: Format, running: Round, question: str) -> bool:
    """Whether a question is the first of those gathered, and what she read of them is too little to be read any more (K2)."""
    first = next((name for stage in format.reached if stage.gathers for name in texts_of(stage)), None)
    return question == first and running.person is not None and gathering.is_hidden(unit, running.id, running.person)
