"""The rounds of a format that groups have had, and when."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import case, func, select, true

from storage.groups.rounds import OF_GROUP, UNINVITED, Round, round_from
from storage.store import Unit
from storage.tables import conversation, round_
from storage.times import instant

_HELD = OF_GROUP, round_.c.status.in_(("closed", "reported")), round_.c.occurrence.not_like(f"{UNINVITED}%")
"""What makes a round one that a group has had: people were asked in it, and it is over."""


def last_held(unit: Unit, format_id: str, team_id: str, before: int | None = None) -> Round | None:
    """Return the newest round of a format that a group has had, or the newest before another one; none that only reports."""
    row = unit.connection.execute(
        select(round_)
        .where(round_.c.team == team_id, round_.c.format == format_id, *_HELD)
        .where(true() if before is None else round_.c.id < before)
        .order_by(round_.c.id.desc())
        .limit(1)
    ).first()
    return round_from(row) if row else None


def earlier_in_programme(unit: Unit, running: Round) -> list[Round]:
    """Return the rounds around the meetings of a programme before that of a round, over or not, the newest meeting first."""
    before = round_.c.programme == running.programme, round_.c.number < (running.number or 0)
    rows = unit.connection.execute(select(round_).where(*before).order_by(round_.c.number.desc(), round_.c.id))
    return [round_from(row) for row in rows]


def held_since(unit: Unit, format_id: str, team_ids: Iterable[str]) -> dict[str, datetime]:
    """Return when groups last had a format: the day of a planned round, else when it closed; nothing for who never had it."""
    when = case((round_.c.plan.is_not(None), round_.c.planned), else_=func.coalesce(round_.c.closed_at, round_.c.closes_at))
    rows = unit.connection.execute(
        select(round_.c.team, func.max(when))
        .where(round_.c.team.in_(list(team_ids)), round_.c.format == format_id, *_HELD)
        .group_by(round_.c.team)
    )
    return {team: instant(at) for team, at in rows if at is not None}


def days_told_on(unit: Unit, conversations: Iterable[int]) -> dict[int, datetime]:
    """Return the day of the round that somebody planned, of those conversations that were held in one."""
    rows = unit.connection.execute(
        select(conversation.c.id, round_.c.planned)
        .join(round_, round_.c.id == conversation.c.round)
        .where(conversation.c.id.in_(list(conversations)), round_.c.plan.is_not(None))
    )
    return {id_: instant(planned) for id_, planned in rows}
