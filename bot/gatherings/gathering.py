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
from dialogs.timing.plans import Plan
from dialogs.visibility import Tally
from storage.groups import people, rounds, together
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import answers, gathering, nameless, recalling
from storage.talks.conversations import Conversation

LONGER = "longer"
"""What stands in a plan beside a stage that was asked longer already."""


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


def promise(unit: Unit, running: Round, team: Team) -> None:
    """Keep from how many on it is read, as those who are asked hear; a ``k`` that is lowered meanwhile changes nothing."""
    together.promise(unit, running.id, team.settings[K])


def settled(unit: Unit, format: Format, running: Round, plan: Plan, team: Team, now: datetime) -> Plan:
    """Return the plan with what came of what was gathered in stages that ended; from then on it stays so (K3)."""
    for stage in format.reached:
        ended = stage.id in plan.reached and plan.moments[stage.id] <= now
        if stage.gathers and ended and stage.id not in plan.chosen:
            plan = replace(plan, chosen={**plan.chosen, stage.id: (_comes_of_it(unit, stage, running, plan, team),)})
    return plan


def _comes_of_it(unit: Unit, stage: Stage, running: Round, plan: Plan, team: Team) -> str:
    found = gathering.by_author(unit, running.id, running.person or "", texts_of(stage))
    least = max(together.least(unit, running.id), team.settings[K])
    colleagues = [author for author in found if not people.is_guest(unit, author)]  # a guest may be made up (0038)
    way = comes_of_it(len(colleagues), least, longer=f"{stage.id}.{LONGER}" in plan.chosen)
    if way != ENOUGH:
        return way
    nameless.release(unit, [id_ for ids in found.values() for id_ in ids])
    nameless.release(unit, _what_they_are(unit, stage, running, found, len(plan.asked(stage.who))))
    return way


def _what_they_are(unit: Unit, stage: Stage, running: Round, found: Mapping[str, Sequence[int]], asked: int) -> list[int]:
    """Return the answers with which those who wrote something say what they are to her, where that may be told."""
    told_by = stage.gathers.told_by if stage.gathers else ""
    waiting = gathering.by_author(unit, running.id, running.person or "", [told_by])
    ids = [id_ for author, some in waiting.items() if author in found for id_ in some]
    said = [one.value.chosen[0] for one in answers.read(unit, Tally(frozenset([told_by])), ids)]
    return ids if told_of_all(said, asked) else []


def with_names(unit: Unit, stage: Stage, running: Round, team: Team, now: datetime) -> bool:
    """Let what is too little be read with names, where three or more wrote something and each said yes; else nothing."""
    found = gathering.by_author(unit, running.id, running.person or "", texts_of(stage))
    asked = stage.gathers.named_if if stage.gathers else ""
    allowed = together.chosen(unit, running.id, [asked])[asked].count(("yes",))
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
