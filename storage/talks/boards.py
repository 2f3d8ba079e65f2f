"""What stands on a board, and under it: the texts of a round that have a value, read through the gate (S06)."""

from collections.abc import Sequence

from sqlalchemy import and_, select

from dialogs.visibility import Viewer
from storage.store import Unit
from storage.tables import answer, conversation
from storage.talks.answers import Readable, through_the_gate


def of_round(unit: Unit, viewer: Viewer, round_id: int, questions: Sequence[str] = ()) -> list[Readable]:
    """Return what of the texts of a round that have a value, or of the answers to some questions, the viewer may read.

    It was shared; before that nobody reads it but its owner.
    """
    meant = answer.c.question.in_(questions) if questions else answer.c.value.is_not(None)
    there = and_(meant, answer.c.shared_at.is_not(None), answer.c.withdrawn_at.is_(None))
    of_it = select(conversation.c.id).where(conversation.c.round == round_id)
    return through_the_gate(unit, viewer, and_(there, answer.c.conversation.in_(of_it)))
