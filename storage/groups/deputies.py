"""Who stands in for whom in a group for a while, with the roles of the one who is away (X14)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, or_, select, update

from dialogs.language.roles import ROLES, Role
from storage.database.neutral import upsert
from storage.store import Unit
from storage.tables import deputy
from storage.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody who stands in for a person in a group, until a moment (UTC)."""

    team: str
    person: str
    """Who is away."""
    deputy: str
    begins: datetime
    ends: datetime
    roles: tuple[Role, ...] = ()
    """The roles that the deputy has because of it; none while it has not begun."""


def name(unit: Unit, new: Deputy) -> None:
    """Let somebody stand in for a person in a group; whoever did before was ended, unless it is the same."""
    values = {"deputy": new.deputy, "begins": stamp(new.begins), "ends": stamp(new.ends), "due": stamp(new.begins)}
    statement = upsert(deputy).values(team=new.team, person=new.person, roles="", **values)  # a deputy who stays keeps hers
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["team", "person"], set_=values))


def begin(unit: Unit, one: Deputy, roles: tuple[Role, ...]) -> None:
    """Remember that it has begun, and which roles come of it."""
    unit.connection.execute(update(deputy).where(*_is(one)).values(roles=" ".join(roles), due=stamp(one.ends)))


def is_for_good(unit: Unit, team_id: str, person_id: str, role: Role) -> None:
    """Let somebody keep a role that she had because she stands in: it was given to her for good."""
    for one in done_by(unit, person_id):
        if one.team == team_id and role in one.roles:
            begin(unit, one, tuple(kept for kept in one.roles if kept != role))


def end(unit: Unit, one: Deputy) -> None:
    """Forget it: it is over."""
    unit.connection.execute(delete(deputy).where(*_is(one)))


def postpone(unit: Unit, one: Deputy, until: datetime) -> None:
    """Let what failed be until a moment."""
    unit.connection.execute(update(deputy).where(*_is(one)).values(due=stamp(until)))


def look_again(unit: Unit, team_id: str, person_id: str, now: datetime) -> None:
    """Let be looked whether it still holds: somebody lost a role who stands in, or has another stand in for her."""
    hers = or_(deputy.c.person == person_id, deputy.c.deputy == person_id)
    there = deputy.c.team == team_id, hers, deputy.c.due > stamp(now)
    unit.connection.execute(update(deputy).where(*there).values(due=stamp(now)))


def due(unit: Unit, now: datetime, most: int) -> list[Deputy]:
    """Return what begins or ends by now."""
    found = select(deputy).where(deputy.c.due <= stamp(now)).order_by(deputy.c.due, deputy.c.team, deputy.c.person).limit(most)
    return [_read(row) for row in unit.connection.execute(found)]


def of(unit: Unit, team_id: str, person_id: str) -> Deputy | None:
    """Return who stands in for a person in a group, or is going to."""
    found = select(deputy).where(deputy.c.team == team_id, deputy.c.person == person_id)
    row = unit.connection.execute(found).one_or_none()
    return _read(row) if row else None


def done_by(unit: Unit, person_id: str) -> list[Deputy]:
    """Return for whom a person stands in, or is going to."""
    return [one for one in with_her(unit, person_id) if one.deputy == person_id]


def lent_to(unit: Unit, person_id: str) -> set[tuple[str, Role]]:
    """Return the roles that a person has in groups only because she stands in there."""
    return {(one.team, role) for one in done_by(unit, person_id) for role in one.roles}


def with_her(unit: Unit, person_id: str) -> list[Deputy]:
    """Return for whom a person stands in, and who stands in for her."""
    hers = or_(deputy.c.deputy == person_id, deputy.c.person == person_id)
    found = select(deputy).where(hers).order_by(deputy.c.team, deputy.c.person)
    return [_read(row) for row in unit.connection.execute(found)]


def _is(one: Deputy) -> tuple[ColumnElement[bool], ...]:
    return deputy.c.team == one.team, deputy.c.person == one.person


def _read(row: Row[tuple[object, ...]]) -> Deputy:
    roles = tuple(ROLES[role] for role in row.roles.split())
    return Deputy(row.team, row.person, row.deputy, instant(row.begins), instant(row.ends), roles)
