"""What several wrote about one person, before she reads it without their names (S39). Nothing here knows a text."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from storage.store import Unit
from storage.tables import answer, conversation


def by_author(unit: Unit, round_id: int, reader: str, questions: Collection[str]) -> Mapping[str, list[int]]:
    """Return the answers to some questions of a round that wait for one reader, by who gave them."""
    there = select(conversation.c.id).where(conversation.c.round == round_id)
    waits = answer.c.level == "V3", answer.c.reader == reader, answer.c.withdrawn_at.is_(None), answer.c.released.is_(False)
    rows = unit.connection.execute(
        select(answer.c.owner, answer.c.id)
        .where(answer.c.conversation.in_(there), answer.c.question.in_(list(questions)), *waits)
        .order_by(answer.c.id)
    )
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.owner, []).append(row.id)
    return found
