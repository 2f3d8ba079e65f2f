"""What runs in a group of what people shared with it: how many small actions there are at once (S18)."""

from datetime import datetime

from sqlalchemy import or_, select

from dialogs.visibility import READ_BY_GROUP
from storage.store import Unit
from storage.tables import answer, conversation
from storage.times import stamp


def count(unit: Unit, format_id: str, team: str, since: datetime, but: int) -> int:
    """Return in how many conversations, without one, something was shared with a group since a moment and still runs.

    It runs no more when its owner was asked what came of it, and answered or let it go by.
    """
    shared = answer.c.team == team, answer.c.shared_at >= stamp(since), answer.c.level.in_(READ_BY_GROUP)
    told = select(answer.c.conversation).where(*shared, answer.c.format == format_id, answer.c.conversation != but)
    ids = unit.connection.execute(told.where(answer.c.withdrawn_at.is_(None)).distinct()).scalars().all()
    asked = [conversation.c.occasion.startswith(f"later {id_} ") for id_ in ids]
    over = select(conversation.c.occasion).where(or_(*asked), conversation.c.ended_at.is_not(None)) if asked else None
    ended = {str(one).split(" ")[1] for one in unit.connection.execute(over).scalars()} if over is not None else set()
    return sum(str(id_) not in ended for id_ in ids)
