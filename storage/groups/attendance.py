"""Who comes to the meetings of a programme, and who was there (S25). It is for who leads them, and for each her own."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from dialogs.gatherings.attendance import Says, Told
from storage.database.neutral import upsert
from storage.store import Unit
from storage.tables import attendance, round_
from storage.times import instant, stamp


def tell(unit: Unit, programme: int, number: int, person_id: str, says: Says, now: datetime) -> None:
    """Remember what was said last of somebody and a meeting."""
    values = {"says": says, "at": stamp(now)}
    there = upsert(attendance).values(programme=programme, number=number, person=person_id, **values)
    unit.connection.execute(there.on_conflict_do_update(index_elements=["programme", "number", "person"], set_=values))


def forget(unit: Unit, programme: int, number: int) -> None:
    """Forget what was said of a meeting: it was about a day on which that is not any more."""
    of_meeting = attendance.c.programme == programme, attendance.c.number == number
    unit.connection.execute(delete(attendance).where(*of_meeting))


def told(unit: Unit, programme: int) -> Mapping[str, Mapping[int, Told]]:
    """Return what was said of each person, by the number of the meeting."""
    found: dict[str, dict[int, Told]] = {}
    for row in unit.connection.execute(select(attendance).where(attendance.c.programme == programme)):
        found.setdefault(row.person, {})[row.number] = Told(row.says, instant(row.at))
    return found


def days(unit: Unit, programme: int) -> dict[int, datetime]:
    """Return the moment of each meeting of a programme that was or will be, by its number."""
    held = round_.c.programme == programme, round_.c.status != "missed"
    rows = unit.connection.execute(select(round_.c.number, round_.c.planned).where(*held).order_by(round_.c.number))
    return {row.number: instant(row.planned) for row in rows}


def called_off(unit: Unit, programme: int) -> int:
    """Return how many meetings of a programme were called off."""
    rows = unit.connection.execute(select(round_.c.number, round_.c.status).where(round_.c.programme == programme)).all()
    return len({row.number for row in rows} - {row.number for row in rows if row.status != "missed"})
