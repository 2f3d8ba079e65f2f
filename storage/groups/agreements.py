"""Who agreed to what a group decided: each round of such a format is a version, and only the newest one counts (S24).

Who agreed to words that were changed or taken back since agreed to other words; that does not count either. Nor does it
that somebody agrees who came into the group after it was decided: all have to agree to one that was decided with her before
any counts for her (S24, S25).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import dropwhile
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from dialogs.language.roles import TAKES_PART
from storage.database.neutral import upsert
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import agreement, answer, conversation, membership, person, round_
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


def said_yes(unit: Unit, format_id: str, team_id: str) -> frozenset[str]:
    """Return who said to agree to the newest version of what a group decided, whether it counts already or not."""
    return frozenset(row.person for row in _AGREED.rows(unit, {"its_format": format_id, "its_team": team_id}))


def agreed(unit: Unit, format_id: str, team_id: str) -> frozenset[str]:
    """Return for whom it counts that they agreed to the newest version of what a group decided."""
    said = said_yes(unit, format_id, team_id)
    if not said:
        return said
    standing = _standing(unit, format_id, team_id)
    counts = said - standing.too_late
    return counts if standing.everybody <= counts else counts - standing.new


def came_after(unit: Unit, format_id: str, team_id: str, person_id: str) -> bool:
    """Whether somebody came into a group after the newest that it decided, so that she can't agree to that."""
    return person_id in _standing(unit, format_id, team_id).too_late


def waits_to_read(unit: Unit, format_id: str, team_id: str, person_id: str) -> bool:
    """Whether somebody came into a group after it decided, and not all agreed to a newer version since (S24, S25)."""
    standing = _standing(unit, format_id, team_id)
    return person_id in standing.too_late | standing.new and person_id not in agreed(unit, format_id, team_id)


def everybody(unit: Unit, format_id: str, team_id: str) -> frozenset[str]:
    """Return whom a group asks whether they agree: who takes part in it, and who facilitates it."""
    return _standing(unit, format_id, team_id).everybody


@dataclass(frozen=True, slots=True)
class _Standing:
    """Who is asked in a group, who came after the newest that it decided, and who after the one before to which all agreed."""

    everybody: frozenset[str]
    too_late: frozenset[str]
    new: frozenset[str]


_MADE = Prepared(
    select(round_.c.id, round_.c.opens_at, round_.c.status)
    .where(round_.c.format == bindparam("its_format"), round_.c.team == bindparam("its_team"))
    .order_by(round_.c.id.desc())
)
_ASKED = Prepared(
    select(membership.c.person, membership.c.role, membership.c.since, person.c.consent)
    .join(person, person.c.id == membership.c.person)
    .where(
        membership.c.team == bindparam("its_team"), membership.c.until.is_(None), person.c.left_at.is_(None),
        person.c.erase_at.is_(None),
    )
)  # fmt: skip


def _standing(unit: Unit, format_id: str, team_id: str) -> _Standing:
    rounds = _MADE.rows(unit, {"its_format": format_id, "its_team": team_id})
    made = list(dropwhile(lambda one: one.status == "missed", rounds))  # a newer version ends one that is still asked about
    rows = _ASKED.rows(unit, {"its_team": team_id})
    taking_part, asked = _since(row for row in rows if row.role in TAKES_PART), _since(row for row in rows if _is_asked(row))
    late = {one for one, came in taking_part.items() if made and came > made[0].opens_at}
    new = {one for one, came in taking_part.items() if len(made) > 1 and came > made[-1].opens_at}
    if new:
        settled = _settled(unit, made[1:], asked)
        new = {one for one in new if taking_part[one] > settled}
    return _Standing(frozenset(asked), frozenset(late), frozenset(new))


def _is_asked(row: Any) -> bool:
    return row.role == "facilitator" or (row.role in TAKES_PART and row.consent == "yes")


def _since(rows: Iterable[Any]) -> Mapping[str, float]:
    """Return since when each is in a group in one of some roles."""
    found: dict[str, float] = {}
    for row in rows:
        found[row.person] = min(row.since, found.get(row.person, row.since))
    return found


def _settled(unit: Unit, made: Sequence[Any], asked: Mapping[str, float]) -> float:
    """Return when the newest of some versions was made to which all agreed who are here since before it; or else the first."""
    rows = unit.connection.execute(
        select(agreement.c.round, agreement.c.person).where(agreement.c.round.in_([one.id for one in made]))
    )
    said = {(row.round, row.person) for row in rows}
    whole = (one for one in made if all((one.id, who) in said for who, came in asked.items() if came <= one.opens_at))
    return float(next(whole, made[-1]).opens_at)


def where_bound(unit: Unit, rows: Iterable[Any]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return who agreed to what binds some kept answers, by format and group; what is bound to nothing costs nothing."""
    bound = {(row.bound, row.team) for row in rows if row.bound is not None and row.team is not None}
    return {(format_id, team_id): agreed(unit, format_id, team_id) for format_id, team_id in bound}
