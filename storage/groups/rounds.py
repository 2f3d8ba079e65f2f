"""Rounds: each opening of a format for one group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, case, cast, func, or_, select, text, update

from dialogs.timing.plans import Plan
from storage.database.neutral import each_of, upsert
from storage.database.packed import pack, unpack
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import IS_MISSED, round_
from storage.times import instant, stamp

OF_GROUP = round_.c.person.is_(None)
"""Which rounds are of a group: those of one person are found for nobody else (S08)."""
CAME_TOO_LATE = and_(text(f"round.{IS_MISSED}"), round_.c.plan.is_(None), OF_GROUP)
"""Which rounds were left out as the bot did not run in time (N5). What somebody planned is missed when she called it off."""
UNINVITED = "own "
"""How the occurrence begins of a round that nobody was invited to: it reports what people told of their own accord."""


@dataclass(frozen=True, slots=True)
class Round:
    """One opening of a format for one group."""

    id: int
    format: str
    version: str
    team: str
    occurrence: str
    rhythm: str | None
    status: str
    variant: int
    seed: str
    planned: datetime
    opens_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None
    plan: Plan | None = None
    """What was decided for it, where somebody started it and not the calendar."""
    programme: int | None = None
    """The round with whose plan its meetings were planned, where it is one of a programme (S25)."""
    number: int | None = None
    """The number of the meeting around which it is."""
    moved: int = 0
    """How often its day was moved."""
    person: str | None = None
    """Whose it is, where it is of one person and not of her group (S08)."""
    apart: bool = False
    """Whether what is told in it goes on a day of its own, and so is sealed apart (§4.5)."""
    attended: bool = True
    """Whether the programme of which it is part has meetings, and no days to look back alone (S37)."""
    least: int = 0
    """From how many answers on is told what was chosen together, as was said when people were asked; 0 for never (K1, K6)."""
    told: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What came of what was chosen together, by question: the side that is told (K3); the numbers that a message told (S50)."""

    @property
    def moments(self) -> Mapping[str, datetime]:
        """The days that were chosen for it, and the ends of its stages."""
        return self.plan.moments if self.plan else {}

    def holds(self, only_if: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether conditions on what was chosen for it are met; there are none where nobody chose anything."""
        return self.plan is None or self.plan.holds(only_if)

    @property
    def invites(self) -> bool:
        """Whether people were asked in it, so that it is told of; the others only report."""
        return not self.occurrence.startswith(UNINVITED)


def round_from(row: Any) -> Round:
    """Return a round from its row."""
    return Round(
        row.id, row.format, row.version, row.team, row.occurrence, row.rhythm, row.status, row.variant, row.seed,
        instant(row.planned), instant(row.opens_at), instant(row.closes_at), instant(row.closed_at),
        Plan.from_json(unpack(row.plan)) if row.plan else None, row.programme, row.number, row.moved,
        row.person, bool(row.apart), bool(row.attended), row.least, unpack(row.told) if row.told else {},
    )  # fmt: skip


_OPEN = Prepared(upsert(round_).on_conflict_do_nothing().returning(round_.c.id))
_STILL_DUE = Prepared(
    select(round_)
    .where(round_.c.id.in_(select(cast(each_of("these"), Integer))), round_.c.next_at <= bindparam("now"))
    .order_by(round_.c.id)
)
_DUE = Prepared(
    select(round_).where(round_.c.next_at <= bindparam("now")).order_by(round_.c.next_at, round_.c.id).limit(bindparam("most"))
)
_PLANNED_ALONE = Prepared(
    select(round_).where(round_.c.person == bindparam("who"), round_.c.programme.is_(None)).order_by(round_.c.id)
)
_LOAD = Prepared(select(round_).where(round_.c.id == bindparam("this")))
_PLAN_OF = Prepared(select(round_.c.plan).where(round_.c.id == bindparam("this")))
_SET_NEXT = Prepared(update(round_).where(round_.c.id == bindparam("this")).values(next_at=bindparam("new_next")))
_DATED_SINCE = Prepared(
    select(round_)
    .where(
        round_.c.team.in_(select(each_of("teams"))), round_.c.plan.is_not(None), round_.c.planned > bindparam("since"),
        or_(OF_GROUP, round_.c.person == bindparam("who")),
    )
    .order_by(round_.c.planned, round_.c.id)
)  # fmt: skip
_OPENED = Prepared(
    update(round_)
    .where(round_.c.id.in_(select(cast(each_of("these"), Integer))), round_.c.status == "planning")
    .values(status="open", next_at=bindparam("new_next"))
)
_counted = select(func.count().label("rounds")).where(
    round_.c.team == bindparam("its_team"), round_.c.format == bindparam("its_format"),
    round_.c.occurrence.not_like(f"{UNINVITED}%"), OF_GROUP,
)  # fmt: skip
_COUNTED = Prepared(_counted)
_OPEN_ALL = Prepared(upsert(round_).values(variant=_counted.scalar_subquery()).on_conflict_do_nothing())


def open_round(unit: Unit, new: Round, next_at: datetime | None) -> Round | None:
    """Open a round and return it with its id, or None when this occurrence was opened already."""
    values = {**_values(new, next_at), "variant": new.variant}
    row = _OPEN.run(unit, values).fetchone()
    return replace(new, id=row[0]) if row else None


def open_rounds(unit: Unit, new: Iterable[tuple[Round, datetime | None]]) -> None:
    """Open rounds that were not opened already, with the next moment of each; their numbers are counted here."""
    values = (_values(one, next_at) for one, next_at in new)
    _OPEN_ALL.run_all(unit, [{**one, "its_team": one["team"], "its_format": one["format"]} for one in values])


def _values(new: Round, next_at: datetime | None) -> dict[str, Any]:
    return {
        "format": new.format, "version": new.version, "team": new.team, "occurrence": new.occurrence, "rhythm": new.rhythm,
        "status": new.status, "seed": new.seed, "planned": stamp(new.planned), "opens_at": stamp(new.opens_at),
        "closes_at": stamp(new.closes_at), "closed_at": stamp(new.closed_at), "next_at": stamp(next_at),
        "plan": pack(new.plan.to_json()) if new.plan else None, "programme": new.programme, "number": new.number,
        "person": new.person, "apart": new.apart, "attended": new.attended, "least": new.least,
    }  # fmt: skip


def load(unit: Unit, id_: int) -> Round:
    """Return a round; raises KeyError."""
    for row in _LOAD.rows(unit, {"this": id_}):
        return round_from(row)
    raise KeyError(id_)


def plan_of(unit: Unit, id_: int) -> Plan | None:
    """Return what was decided for a round, if somebody planned it."""
    kept = [row.plan for row in _PLAN_OF.rows(unit, {"this": id_}) if row.plan]
    return Plan.from_json(unpack(kept[0])) if kept else None


def keep_plan(unit: Unit, running: Round, next_at: datetime) -> None:
    """Keep how far a planned round has come, when it is to end, and when to look at it again."""
    assert running.plan is not None
    day = stamp(running.planned)
    moved = round_.c.moved + case((round_.c.planned != day, 1), else_=0)
    values = {"plan": pack(running.plan.to_json()), "planned": day, "closes_at": stamp(running.closes_at), "moved": moved}
    unit.connection.execute(update(round_).where(round_.c.id == running.id).values(**values, next_at=stamp(next_at)))


def keep_changed(unit: Unit, running: Round, changed: Mapping[str, tuple[int, str]]) -> None:
    """Keep where the words stand that take the place of those of messages of a round that go by themselves (X10)."""
    assert running.plan is not None
    body = pack(running.plan.with_changed(changed).to_json())
    unit.connection.execute(update(round_).where(round_.c.id == running.id).values(plan=body))


def cancel(unit: Unit, id_: int, at: datetime) -> bool:
    """End a round without any report, also one that has closed and is still to be reported; False when it was over already."""
    values = {"status": "missed", "closed_at": stamp(at), "next_at": None}
    still = round_.c.id == id_, round_.c.status.in_(("open", "closed"))
    done = unit.connection.execute(update(round_).where(*still).values(**values))
    return done.rowcount == 1


def due(unit: Unit, now: datetime, most: int) -> list[Round]:
    """Return the rounds that something happens to now."""
    return [round_from(row) for row in _DUE.rows(unit, {"now": stamp(now), "most": most})]


def still_due(unit: Unit, ids: Iterable[int], now: datetime) -> list[Round]:
    """Return rounds as they stand now, without those for which another process did meanwhile what was due."""
    return [round_from(row) for row in _STILL_DUE.rows(unit, {"these": pack(list(ids)), "now": stamp(now)})]


def set_next(unit: Unit, id_: int, next_at: datetime | None) -> None:
    """Remember when to look at a round again."""
    _SET_NEXT.run(unit, {"this": id_, "new_next": stamp(next_at)})


def close(unit: Unit, id_: int, at: datetime) -> bool:
    """Close a round; False when it was closed already."""
    done = unit.connection.execute(
        update(round_).where(round_.c.id == id_, round_.c.status == "open").values(status="closed", closed_at=stamp(at))
    )
    return done.rowcount == 1


def report(unit: Unit, id_: int) -> None:
    """Remember that all outputs of a round have been planned."""
    unit.connection.execute(update(round_).where(round_.c.id == id_).values(status="reported"))


def open_now(unit: Unit, format_id: str, team_id: str, now: datetime) -> Round | None:
    """Return the round of a format that is open for a group."""
    row = unit.connection.execute(
        select(round_)
        .where(round_.c.team == team_id, round_.c.format == format_id, round_.c.status == "open", OF_GROUP,
               round_.c.opens_at <= stamp(now), or_(round_.c.closes_at.is_(None), round_.c.closes_at > stamp(now)))
        .order_by(round_.c.id.desc())
    ).first()  # fmt: skip
    return round_from(row) if row else None


def under_way(unit: Unit, format_id: str, team_id: str) -> list[Round]:
    """Return the rounds of a format whose outputs a group still has to get."""
    rows = unit.connection.execute(
        select(round_).where(round_.c.team == team_id, round_.c.format == format_id, round_.c.next_at.is_not(None), OF_GROUP)
    )
    return [round_from(row) for row in rows]


def planned_in(unit: Unit, team_id: str) -> list[Round]:
    """Return the open rounds of a group that somebody planned; those of a programme came with it."""
    rows = unit.connection.execute(
        select(round_).where(round_.c.team == team_id, round_.c.status == "open", round_.c.plan.is_not(None),
                             round_.c.programme.is_(None), OF_GROUP)
    )  # fmt: skip
    return [round_from(row) for row in rows]


def planned_alone(unit: Unit, person_id: str, formats: Iterable[str]) -> list[Round]:
    """Return the rounds of some formats that somebody planned for herself, the first one first, those that are over too."""
    wanted = frozenset(formats)
    return [round_from(row) for row in _PLANNED_ALONE.rows(unit, {"who": person_id}) if row.format in wanted]


def renumber(unit: Unit, id_: int, number: int) -> None:
    """Let a round be around another meeting of its programme."""
    unit.connection.execute(update(round_).where(round_.c.id == id_).values(number=number))


def dated_since(unit: Unit, team_ids: Iterable[str], since: datetime, person_id: str | None = None) -> list[Round]:
    """Return the rounds that somebody planned in groups for a day after a moment, also those that were called off.

    With those of a person's own there.
    """
    rows = _DATED_SINCE.rows(unit, {"teams": pack(list(team_ids)), "since": stamp(since), "who": person_id})
    return [round_from(row) for row in rows]


def newest_programme(unit: Unit, team_id: str) -> int | None:
    """Return the programme of meetings of a group that was planned last, if it had one."""
    met = round_.c.team == team_id, OF_GROUP, round_.c.attended
    return unit.connection.execute(select(func.max(round_.c.programme)).where(*met)).scalar()


def in_programme(unit: Unit, format_id: str, team_id: str, now: datetime) -> "Round | None":
    """Return the round with which a programme of a group was planned that goes on, by days of it that are still to come."""
    to_come = round_.c.team == team_id, OF_GROUP, round_.c.status == "open", round_.c.planned > stamp(now)
    found = unit.connection.execute(select(round_.c.programme).where(*to_come, round_.c.programme.is_not(None))).scalars()
    planned = (load(unit, id_) for id_ in sorted(set(found), reverse=True))
    return next((one for one in planned if one.format == format_id), None)


def of_programme(unit: Unit, programme: int) -> list[Round]:
    """Return the rounds around the meetings of a programme that are not over or cancelled, by their meeting."""
    mine = round_.c.programme == programme, round_.c.status.in_(("open", "closed"))
    rows = unit.connection.execute(select(round_).where(*mine).order_by(round_.c.number, round_.c.id))
    return [round_from(row) for row in rows]


def before_meeting(unit: Unit, running: Round) -> list[int]:
    """Return the rounds of the same format around the meetings before that of a round, the first one first."""
    same = round_.c.programme == running.programme, round_.c.format == running.format, round_.c.number < running.number
    rows = unit.connection.execute(select(round_.c.id).where(*same, round_.c.status != "missed").order_by(round_.c.number))
    return list(rows.scalars())


def all_of(unit: Unit, format_id: str, team_id: str) -> list[Round]:
    """Return the rounds of a format that a group had or has, without those that were missed."""
    rows = unit.connection.execute(
        select(round_).where(round_.c.team == team_id, round_.c.format == format_id, round_.c.status != "missed", OF_GROUP)
    )
    return [round_from(row) for row in rows]


def open_in(unit: Unit, format_id: str, team_ids: Iterable[str]) -> set[str]:
    """Return the groups in which a round of a format opens or is open, that people are asked in."""
    going_on = round_.c.status.in_(("planning", "open")), round_.c.occurrence.not_like(f"{UNINVITED}%")
    hers = round_.c.team.in_(list(team_ids)), round_.c.format == format_id, OF_GROUP
    return set(unit.connection.execute(select(round_.c.team).where(*hers, *going_on)).scalars())


def counted(unit: Unit, format_id: str, team_id: str) -> int:
    """Return how many planned rounds of a format a group has had; its wordings go by that number."""
    found: int = _COUNTED.rows(unit, {"its_team": team_id, "its_format": format_id})[0].rounds
    return found


def news_since(unit: Unit, team_id: str, since: datetime, until: datetime) -> list[Round]:
    """Return the rounds of a group that opened or closed in a stretch of time."""
    low, high = stamp(since), stamp(until)
    rows = unit.connection.execute(
        select(round_)
        .where(
            round_.c.team == team_id,
            round_.c.status != "missed",
            OF_GROUP,
            or_(round_.c.opens_at.between(low, high), round_.c.closed_at.between(low, high)),
        )
        .order_by(round_.c.id)
    )
    return [round_from(row) for row in rows]


def opened(unit: Unit, ids: Iterable[int], next_at: datetime) -> None:
    """Remember that all people of some rounds have been planned."""
    _OPENED.run(unit, {"these": pack(list(ids)), "new_next": stamp(next_at)})
