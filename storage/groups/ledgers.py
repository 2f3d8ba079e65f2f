"""The ledger of a duo: what each booked, through the gate as all that is told (S43); what is not agreed on counts not."""

from sqlalchemy import and_, or_, select

from storage.groups.partners import SIGNED
from storage.store import Unit
from storage.tables import answer, conversation, partner
from storage.talks import tallies

Booked = dict[str, float]


def booked(unit: Unit, team_id: str, questions: frozenset[str], *, signed: bool) -> Booked:
    """Return how much each booked at some questions in a group; with ``signed`` only what the other one said yes to as well."""
    there = (
        answer.c.team == team_id,
        answer.c.question.in_(sorted(questions)),
        answer.c.withdrawn_at.is_(None),
        answer.c.level != "V0",
    )
    agreed = select(partner.c.came_of).where(partner.c.stands == SIGNED)
    counts = answer.c.conversation.in_(agreed) if signed else or_(answer.c.level == "V5", answer.c.level == "V2")
    ended = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.ended_at.is_not(None)))
    found: Booked = {}
    for one in tallies.chosen_at(unit, questions, and_(*there, counts, ended)):
        found[one.sealed.owner] = found.get(one.sealed.owner, 0.0) + float((one.value.text or "0").replace(",", "."))
    return found
