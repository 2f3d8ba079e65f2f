"""Schedules: which formats a group has on, and when the next round of each opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from dialogs.language.roles import GroupKind
from storage.database.neutral import each_of, upsert
from storage.database.packed import pack
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import schedule, team
from storage.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Schedule:
    """That a group has switched a format on, and when its next round is planned."""

    format: str
    team: str
    rhythm: str
    occurrence: str
    planned: datetime
    next_at: datetime


_DUE = Prepared(
    select(schedule)
    .where(schedule.c.next_at <= bindparam("now"))
    .order_by(schedule.c.next_at, schedule.c.team)
    .limit(bindparam("most"))
)
_MOVE_ON = Prepared(
    update(schedule)
    .where(
        schedule.c.format == bindparam("this"), schedule.c.team.in_(select(each_of("of"))),
        schedule.c.occurrence == bindparam("was"), schedule.c.next_at.is_not(None),
    )
    .values(occurrence=bindparam("new"), planned=bindparam("new_planned"), next_at=bindparam("new_next"))
    .returning(schedule.c.team)
)  # fmt: skip


def switch_on(unit: Unit, plan: Schedule) -> None:
    """Switch a format on for a group, or change its rhythm."""
    values = {
        "rhythm": plan.rhythm, "occurrence": plan.occurrence, "planned": stamp(plan.planned), "next_at": stamp(plan.next_at)
    }  # fmt: skip
    statement = upsert(schedule).values(format=plan.format, team=plan.team, **values)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["format", "team"], set_=values))


def switch_off(unit: Unit, format_id: str, team_id: str) -> None:
    """Plan no further rounds of a format for a group."""
    unit.connection.execute(
        update(schedule).where(schedule.c.format == format_id, schedule.c.team == team_id).values(next_at=None)
    )


def formats_had(unit: Unit, team_id: str) -> set[str]:
    """Return the formats that a group has, or had before they were switched off."""
    return set(unit.connection.execute(select(schedule.c.format).where(schedule.c.team == team_id)).scalars())


def teams_without(unit: Unit, format_id: str, kinds: Iterable[GroupKind]) -> list[str]:
    """Return the groups of some kinds that never had a format."""
    had = select(schedule.c.team).where(schedule.c.format == format_id, schedule.c.team == team.c.id)
    new = team.c.kind.in_(list(kinds)), ~had.exists()
    return list(unit.connection.execute(select(team.c.id).where(*new).order_by(team.c.id)).scalars())


def rhythm_of(unit: Unit, format_id: str, team_id: str) -> str | None:
    """Return the rhythm in which a group has a format, or None when it is off."""
    return unit.connection.execute(
        select(schedule.c.rhythm).where(
            schedule.c.format == format_id, schedule.c.team == team_id, schedule.c.next_at.is_not(None)
        )
    ).scalar()


def running_in(unit: Unit, format_id: str, team_ids: Iterable[str]) -> set[str]:
    """Return which of some groups have a format on."""
    on = schedule.c.format == format_id, schedule.c.team.in_(list(team_ids)), schedule.c.next_at.is_not(None)
    return set(unit.connection.execute(select(schedule.c.team).where(*on)).scalars())


def of_team(unit: Unit, team_id: str) -> list[Schedule]:
    """Return what a group has on, with the next openings."""
    rows = unit.connection.execute(
        select(schedule).where(schedule.c.team == team_id, schedule.c.next_at.is_not(None)).order_by(schedule.c.format)
    )
    return [_plan(row) for row in rows]


def next_opening_of(unit: Unit, team_id: str, formats: Iterable[str]) -> datetime | None:
    """Return when the next round of one of these formats opens for a group."""
    chosen = schedule.c.team == team_id, schedule.c.format.in_(sorted(formats))
    return instant(unit.connection.execute(select(func.min(schedule.c.next_at)).where(*chosen)).scalar())


def due(unit: Unit, now: datetime, most: int) -> list[Schedule]:
    """Return the schedules whose next opening has come."""
    return [_plan(row) for row in _DUE.rows(unit, {"now": stamp(now), "most": most})]


def move_on(unit: Unit, was: Schedule, to: Schedule, team_ids: Iterable[str]) -> set[str]:
    """Move what stands so for some groups to its next opening; returns the groups for which another process did not."""
    done = _MOVE_ON.run(
        unit,
        {"this": was.format, "of": pack(list(team_ids)), "was": was.occurrence, "new": to.occurrence,
         "new_planned": stamp(to.planned), "new_next": stamp(to.next_at)},
    )  # fmt: skip
    return {team_id for (team_id,) in done}


def look_at(unit: Unit, plan: Schedule, moment: datetime) -> None:
    """Look at another moment, sooner or later, whether a round opens; one that is switched off stays so."""
    unit.connection.execute(
        update(schedule)
        .where(schedule.c.format == plan.format, schedule.c.team == plan.team, schedule.c.next_at.is_not(None))
        .values(next_at=stamp(moment))
    )


def _plan(row: Any) -> Schedule:
    return Schedule(row.format, row.team, row.rhythm, row.occurrence, instant(row.planned), instant(row.next_at))
