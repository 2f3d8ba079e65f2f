"""Who takes part in a group, and who facilitates it: without those who signed off, who stay known in it (S02, GE4)."""

from sqlalchemy import select

from dialogs.language.roles import TAKES_PART
from storage.store import Unit
from storage.tables import membership, person


def participants(unit: Unit, team_id: str) -> list[str]:
    """Return who takes part in a group, always in the same order."""
    return _holders(unit, team_id, TAKES_PART)


def facilitators(unit: Unit, team_id: str) -> list[str]:
    """Return who facilitates a group, always in the same order."""
    return _holders(unit, team_id, {"facilitator"})


def _holders(unit: Unit, team_id: str, roles: frozenset[str] | set[str]) -> list[str]:
    here = membership.c.team == team_id, membership.c.until.is_(None), membership.c.role.in_(sorted(roles))
    stays = person.c.left_at.is_(None), person.c.erase_at.is_(None)
    found = select(person.c.id).join(membership, membership.c.person == person.c.id).where(*here, *stays)
    return list(unit.connection.execute(found.distinct().order_by(person.c.id)).scalars())


def the_other(unit: Unit, team_id: str, person_id: str) -> str | None:
    """Return the other one of two who take part in a group; nobody where there are none, or more (S43)."""
    others = [one for one in participants(unit, team_id) if one != person_id]
    return others[0] if len(others) == 1 else None
