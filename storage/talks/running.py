"""What runs in a group of what people shared with it: how many small actions there are at once (S18)."""

from datetime import datetime

from sqlalchemy import Text, cast, distinct, exists, func, literal, select

from dialogs.visibility import READ_BY_GROUP
from storage.store import Unit
from storage.tables import answer, conversation
from storage.times import stamp


def count(unit: Unit, format_id: str, team: str, since: datetime, but: int) -> int:
    """Return in how many conversations, without one, something was shared with a group since a moment and still runs.

    It runs no more when its owner was asked what came of it, and answered or let it go by.
    """
    shared = answer.c.team == team, answer.c.shared_at >= stamp(since), answer.c.level.in_(READ_BY_GROUP)
    told = *shared, answer.c.format == format_id, answer.c.conversation != but, answer.c.withdrawn_at.is_(None)
    later = literal("later ") + cast(answer.c.conversation, Text) + literal(" ")
    asked = conversation.c.person == answer.c.owner, conversation.c.occasion.startswith(later)
    over = exists().where(*asked, conversation.c.ended_at.is_not(None))
    return int(unit.connection.execute(select(func.count(distinct(answer.c.conversation))).where(*told, ~over)).scalar_one())
