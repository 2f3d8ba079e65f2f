"""What several write about one person goes to her without their names, once and together (``gathers``, S39, K1, K3).

Every function works inside one unit of work and may run twice. Which of them wrote what is told to nobody, nor who did not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dialogs.language.conditions import ENOUGH, FEW, STILL
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
    if len(found) < max(together.least(unit, running.id), team.settings[K]):
        return STILL if f"{stage.id}.{LONGER}" in plan.chosen else FEW
    nameless.release(unit, [id_ for ids in found.values() for id_ in ids])
    if stage.gathers is not None and len(said := _what_they_are(unit, stage, running, found)) == 1:
        nameless.release(unit, said.popitem()[1])
    return ENOUGH


def _what_they_are(
    unit: Unit, stage: Stage, running: Round, found: Mapping[str, Sequence[int]]
) -> dict[tuple[str, ...], list[int]]:  # fmt: skip
    """Return what those who wrote something say that they are to her: the answers, by what was chosen."""
    told_by = stage.gathers.told_by if stage.gathers else ""
    waiting = gathering.by_author(unit, running.id, running.person or "", [told_by])
    ids = [id_ for author, some in waiting.items() if author in found for id_ in some]
    said: dict[tuple[str, ...], list[int]] = {}
    for one in answers.read(unit, Tally(frozenset([told_by])), ids):
        said.setdefault(one.value.chosen, []).append(one.sealed.id)
    everybody = sum(len(some) for some in said.values()) == len(found)
    return said if everybody else {}


def with_names(unit: Unit, stage: Stage, running: Round, team: Team, now: datetime) -> bool:
    """Let what is too little be read with names, where three or more wrote something and each said yes; else nothing."""
    found = gathering.by_author(unit, running.id, running.person or "", texts_of(stage))
    asked = stage.gathers.named_if if stage.gathers else ""
    allowed = together.chosen(unit, running.id, [asked])[asked].count(("yes",))
    if len(found) < team.settings[K_TEXT] or allowed < len(found):
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
