"""What stands on a board: the texts of a round that have a value, read through the gate (S06)."""

from sqlalchemy import and_, select

from dialogs.visibility import Viewer
from storage.answers import Readable, through_the_gate
from storage.store import Unit
from storage.tables import answer, conversation


def of_round(unit: Unit, viewer: Viewer, round_id: int) -> list[Readable]:
    """Return what of the texts of a round that have a value the viewer may read, and was shared."""
    there = and_(answer.c.value.is_not(None), answer.c.shared_at.is_not(None), answer.c.withdrawn_at.is_(None))
    of_it = select(conversation.c.id).where(conversation.c.round == round_id)
    return through_the_gate(unit, viewer, and_(there, answer.c.conversation.in_(of_it)))
