"""What a group chose together, promised when it is asked and told in words once that is over (V4, K1, K3, K6, GE23).

Every function works inside one unit of work and may run twice. Figures are kept nowhere.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from dialogs.gatherings.together import FEW, in_words, outcome, overlap
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.settings import K
from storage.groups import teams, together
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit


def least_for(unit: Unit, stages: Sequence[Stage], team: Team) -> int:
    """Return from how many answers on is told what a group chooses in stages; 0 is never, as in a small group (K1, K6)."""
    if not any(stage.counted for stage in stages):
        return 0
    k = team.settings[K]
    return k if teams.around(unit, team.id)[1].size() >= k else 0


def tell(unit: Unit, round_id: int, stages: Sequence[Stage], team: Team) -> Mapping[str, str]:
    """Keep in words what was chosen in stages that are over, once: who takes her answer back later changes nothing (K3).

    A ``k`` that was lowered meanwhile tells no more than was promised, and nothing is told where the group became too small.
    Returns what is told in the round by then.
    """
    counted = {one.id: one.counted for stage in stages for one in stage.counted if one.counted}
    known = together.told(unit, round_id) if counted else {}
    if not counted.keys() - known.keys():
        return known
    promised, now = together.least(unit, round_id), least_for(unit, stages, team)
    least = max(promised, now) if promised and now else 0
    votes = together.chosen(unit, round_id, counted)
    found = {name: outcome(one, votes[name], least) for name, one in counted.items()}
    telling = [name for name, one in found.items() if one != FEW and name not in known]
    hidden = dict.fromkeys(_overlapping(unit, round_id, telling), FEW)
    known = {**found, **hidden, **known}
    together.tell(unit, round_id, known)
    return known


def _overlapping(unit: Unit, round_id: int, questions: Collection[str]) -> Iterator[str]:
    """Yield of which questions what comes would tell of a few, with what other groups read of it meanwhile (trust S15)."""
    others = together.told_beside(unit, round_id) if questions else {}
    for question in questions:
        beside = [together.who_chose(unit, one, question) for one, told in others.items() if told.get(question, FEW) != FEW]
        if beside and overlap(together.who_chose(unit, round_id, question), beside):
            yield question


def places(format: Format, running: Round) -> Mapping[str, str]:
    """Return what is told of each question at which a group chooses together, by its id."""
    asked = (one for stage in format.stages for one in stage.counted)
    return {one.id: in_words(one.counted, running.told.get(one.id)) for one in asked if one.counted}
