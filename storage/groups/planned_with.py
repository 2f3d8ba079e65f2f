"""Who stands in what was decided for rounds: taken out of it, put under another id, or looked at again."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from dialogs.timing.plans import Plan
from storage.database.packed import pack, unpack
from storage.store import Unit
from storage.tables import membership, round_
from storage.times import stamp


def planned_with(person_id: str) -> ColumnElement[bool]:
    """Return which rounds have a plan in which somebody stands."""
    return round_.c.plan.contains(pack(person_id), autoescape=True)


def forget(unit: Unit, person_id: str) -> None:
    """Take somebody who is erased out of what was decided for rounds; what she was to do there is nobody's."""
    for row in unit.connection.execute(select(round_.c.id, round_.c.plan).where(planned_with(person_id))).all():
        plan = Plan.from_json(unpack(row.plan)).without(person_id)
        unit.connection.execute(update(round_).where(round_.c.id == row.id).values(plan=pack(plan.to_json())))


def put_under(unit: Unit, person_id: str, instead: str) -> None:
    """Let what was decided for rounds name somebody by another id (X12)."""
    for row in unit.connection.execute(select(round_.c.id, round_.c.plan).where(planned_with(person_id))).all():
        plan = Plan.from_json(unpack(row.plan)).with_another(person_id, instead)
        unit.connection.execute(update(round_).where(round_.c.id == row.id).values(plan=pack(plan.to_json())))


def look_again_where_asked(unit: Unit, person_id: str, now: datetime) -> None:
    """Look at once at the open rounds in which somebody was to do something, now that she is not there any more."""
    groups = select(membership.c.team).where(membership.c.person == person_id)
    hers = round_.c.team.in_(groups), round_.c.status == "open", planned_with(person_id)
    unit.connection.execute(update(round_).where(*hers).values(next_at=stamp(now)))
