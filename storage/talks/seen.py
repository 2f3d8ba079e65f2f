"""Which messages of the platforms were taken in already, so that a repeat changes nothing (GE12, trust §4.6)."""

from datetime import datetime

from sqlalchemy import delete, select, tuple_

from storage.database.neutral import upsert
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import seen
from storage.times import stamp

_FIRST = Prepared(upsert(seen).on_conflict_do_nothing())


def first_time(unit: Unit, channel: str, message: str, now: datetime) -> bool:
    """Remember a message; False when it was taken in before."""
    return int(_FIRST.run(unit, {"channel": channel, "message": message, "at": stamp(now)}).rowcount) == 1


def forget_before(unit: Unit, moment: datetime, most: int) -> int:
    """Forget messages so old that no platform repeats them; returns how many."""
    old = select(seen.c.channel, seen.c.message).where(seen.c.at < stamp(moment)).limit(most)
    return unit.connection.execute(delete(seen).where(tuple_(seen.c.channel, seen.c.message).in_(old))).rowcount
