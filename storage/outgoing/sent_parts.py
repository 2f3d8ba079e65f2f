"""How often a part of a message went to a platform that knows no keys, so that none is shown twice by mistake (0019)."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, tuple_, update

from storage.database.neutral import upsert
from storage.store import Unit
from storage.tables import sent_part
from storage.times import stamp


def receipt(unit: Unit, key: str, number: int) -> str | None:
    """Return under which id a part of a message stands; None when that is not known."""
    return unit.connection.execute(select(sent_part.c.receipt).where(_is(key, number))).scalar()


def begin(unit: Unit, key: str, number: int, most: int, now: datetime) -> int | None:
    """Write down that a part goes now; returns the how-manieth time that is, None when it went ``most`` times already."""
    tries = (unit.connection.execute(select(sent_part.c.tries).where(_is(key, number))).scalar() or 0) + 1
    if tries > most:
        return None
    statement = upsert(sent_part).values(key=key, number=number, tries=tries, at=stamp(now))
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["key", "number"], set_={"tries": tries}))
    return tries


def did_not_go(unit: Unit, key: str, number: int) -> None:
    """Write down that the last time nothing was shown, for certain."""
    unit.connection.execute(update(sent_part).where(_is(key, number)).values(tries=sent_part.c.tries - 1))


def stands(unit: Unit, key: str, number: int, id_: str) -> None:
    """Write down under which id a part stands."""
    unit.connection.execute(update(sent_part).where(_is(key, number)).values(receipt=id_))


def forget_from(unit: Unit, key: str, number: int) -> None:
    """Forget the parts of a message from a number on, which were taken away."""
    unit.connection.execute(delete(sent_part).where(sent_part.c.key == key, sent_part.c.number >= number))


def forget_before(unit: Unit, moment: datetime, most: int) -> int:
    """Forget what is so old that no message is tried again after it; returns how many."""
    old = select(sent_part.c.key, sent_part.c.number).where(sent_part.c.at < stamp(moment)).limit(most)
    return unit.connection.execute(delete(sent_part).where(tuple_(sent_part.c.key, sent_part.c.number).in_(old))).rowcount


def _is(key: str, number: int) -> ColumnElement[bool]:
    return (sent_part.c.key == key) & (sent_part.c.number == number)
