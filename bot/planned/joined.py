"""Who takes part in a programme that asks each of a group first (S36). Works inside one unit of work, and may run twice."""

from bot.timing.editions import Editions
from dialogs.talk.conversation import Status
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import finding


def those_of(unit: Unit, editions: Editions, running: Round) -> frozenset[str] | None:
    """Return who said that she takes part in the programme of a round, or None where nobody is asked that."""
    if running.programme is None:
        return None
    planned = rounds.load(unit, running.programme)
    programme = editions.of(unit, planned.format, planned.version).dutch.programme
    if programme is None or programme.joins is None:
        return None
    held = finding.all_in(unit, planned.id)
    return frozenset(one.person for one in held if one.stage == programme.joins and one.status is Status.SUBMITTED)
