"""Who agreed to what a group decided: each round of such a format is a version, and only the newest one counts (S24).

Who agreed to words that were changed or taken back since agreed to other words; that does not count either.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from storage.neutral import upsert
from storage.prepared import Prepared
from storage.store import Unit
from storage.tables import agreement, answer, conversation, round_
from storage.times import stamp

_NEWEST = select(func.max(round_.c.id)).where(
    round_.c.format == bindparam("its_format"), round_.c.team == bindparam("its_team"), round_.c.status != "missed"
)
_changed = (
    select(func.max(func.coalesce(answer.c.withdrawn_at, answer.c.edited_at)))
    .join(conversation, conversation.c.id == answer.c.conversation)
    .where(conversation.c.round == agreement.c.round, answer.c.kind == "text")
    .correlate(agreement)
)
_AGREED = Prepared(
    select(agreement.c.person).where(
        agreement.c.round == _NEWEST.scalar_subquery(), agreement.c.at > func.coalesce(_changed.scalar_subquery(), 0.0)
    )
)


def agree(unit: Unit, round_id: int, person_id: str, now: datetime) -> None:
    """Remember that somebody agrees to what was decided in a round, as it stands now."""
    values = {"round": round_id, "person": person_id, "at": stamp(now)}
    there = upsert(agreement).values(**values)
    unit.connection.execute(there.on_conflict_do_update(index_elements=["round", "person"], set_={"at": values["at"]}))


def take_back(unit: Unit, round_id: int, person_id: str) -> None:
    """Forget that somebody agreed to what was decided in a round."""
    hers = agreement.c.round == round_id, agreement.c.person == person_id
    unit.connection.execute(delete(agreement).where(*hers))


def newest(unit: Unit, format_id: str, team_id: str) -> int | None:
    """Return the round with the newest version of what a group decided, if it did."""
    return unit.connection.execute(_NEWEST, {"its_format": format_id, "its_team": team_id}).scalar()


def agreed(unit: Unit, format_id: str, team_id: str) -> frozenset[str]:
    """Return who agreed to the newest version of what a group decided."""
    return frozenset(row.person for row in _AGREED.rows(unit, {"its_format": format_id, "its_team": team_id}))


def where_bound(unit: Unit, rows: Iterable[Any]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return who agreed to what binds some kept answers, by format and group; what is bound to nothing costs nothing."""
    bound = {(row.bound, row.team) for row in rows if row.bound is not None and row.team is not None}
    return {(format_id, team_id): agreed(unit, format_id, team_id) for format_id, team_id in bound}
