"""How often a part of a message went to a platform that knows no keys, so that none is shown twice by mistake (0019)."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, tuple_

from storage.database.neutral import upsert
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import sent_part
from storage.times import stamp

_FIND = Prepared(
    select(sent_part.c.tries, sent_part.c.receipt)
    .where(sent_part.c.key == bindparam("of"), sent_part.c.number == bindparam("part"))
)  # fmt: skip
_row = upsert(sent_part).values(
    key=bindparam("key"), number=bindparam("number"), tries=bindparam("tries"), receipt=bindparam("receipt"), at=bindparam("at")
)  # fmt: skip
_PUT = Prepared(
    _row.on_conflict_do_update(
        index_elements=["key", "number"], set_={"tries": _row.excluded.tries, "receipt": _row.excluded.receipt}
    )
)


def receipt(unit: Unit, key: str, number: int) -> str | None:
    """Return under which id a part of a message stands; None when that is not known."""
    return _find(unit, key, number)[1]


def begin(unit: Unit, key: str, number: int, most: int, now: datetime, *, before: int = 0) -> int | None:
    """Write down that a part goes now; returns the how-manieth time that is, None when it went ``most`` times already.

    ``before`` says how often it may have gone where nothing was written down of it.
    """
    known = _find(unit, key, number)[0]
    tries = (before if known is None else known) + 1
    if tries > most:
        return None
    _put(unit, key, number, tries, None, now)
    return tries


def went(unit: Unit, key: str, number: int, times: int, now: datetime) -> None:
    """Write down how often a part may have been shown so far."""
    _put(unit, key, number, times, None, now)


def stands(unit: Unit, key: str, number: int, id_: str, now: datetime) -> None:
    """Write down under which id a part stands."""
    _put(unit, key, number, 1, id_, now)


def _find(unit: Unit, key: str, number: int) -> tuple[int | None, str | None]:
    row = _FIND.run(unit, {"of": key, "part": number}).fetchone()
    return (row[0], row[1]) if row else (None, None)


def _put(unit: Unit, key: str, number: int, tries: int, id_: str | None, now: datetime) -> None:
    _PUT.run(unit, {"key": key, "number": number, "tries": tries, "receipt": id_, "at": stamp(now)})


def forget_from(unit: Unit, key: str, number: int) -> None:
    """Forget the parts of a message from a number on, which were taken away."""
    unit.connection.execute(delete(sent_part).where(sent_part.c.key == key, sent_part.c.number >= number))


def forget_before(unit: Unit, moment: datetime, most: int) -> int:
    """Forget what is so old that no message is tried again after it; returns how many."""
    old = select(sent_part.c.key, sent_part.c.number).where(sent_part.c.at < stamp(moment)).limit(most)
    return unit.connection.execute(delete(sent_part).where(tuple_(sent_part.c.key, sent_part.c.number).in_(old))).rowcount
