"""Planning a round for very many members at once: their conversations are made where the members stand (goals P6, §5.9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, cast, func, or_, select, text, tuple_

from dialogs.language.roles import TAKES_PART
from storage.database.neutral import each_of, upsert
from storage.database.packed import pack
from storage.database.prepared import Prepared
from storage.groups.people import days_of
from storage.groups.rounds import Round
from storage.store import Unit
from storage.tables import conversation, membership, person, round_, team
from storage.talks.conversations import Fresh, row_of
from storage.times import stamp


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody can be disturbed: all that the moments of a round ask of a person."""

    zone: ZoneInfo
    quiet: str
    away_until: datetime | None = None

    @property
    def quiet_days(self) -> frozenset[int]:
        return days_of(self.quiet)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the members of the groups of some rounds, in the order of their ids, with the hours that there are among them."""

    rounds: tuple[int, ...]
    after: str
    last: str
    size: int
    hours: tuple[Hours, ...]


# The roles are written out, as a prepared statement takes no list.
_ASKED = text(f"membership.role IN ({', '.join(repr(role) for role in sorted(TAKES_PART))})")


def _stretch(here: ColumnElement[bool]) -> Prepared:
    members = (
        select(membership.c.person)
        .where(here, membership.c.person > bindparam("after"), _ASKED, membership.c.until.is_(None))
        .distinct()
        .order_by(membership.c.person)
        .limit(bindparam("most"))
        .subquery()
    )
    return Prepared(
        select(person.c.zone, person.c.quiet_days, func.max(person.c.id).label("last"), func.count().label("people"))
        .join(members, members.c.person == person.c.id)
        .group_by(person.c.zone, person.c.quiet_days)
    )


# That of one group has to be said so: else all its members are sorted for each stretch of them.
_IN_ONE = _stretch(membership.c.team == bindparam("teams"))
_IN_SEVERAL = _stretch(membership.c.team.in_(select(each_of("teams"))))
_SIZES = Prepared(
    select(membership.c.team, func.count().label("people"))
    .where(membership.c.team.in_(select(each_of("teams"))), _ASKED, membership.c.until.is_(None))
    .group_by(membership.c.team)
)
_SAME = (
    "format", "version", "stage", "occasion", "rhythm", "status", "about", "trial", "apart", "opens_at", "closes_at", "nudges",
    "prompted_at", "next_at",
)  # fmt: skip
"""What is the same for all whom rounds that are alike ask in the same hours."""
_whom = (
    select(
        person.c.id, round_.c.id, round_.c.team, round_.c.variant,
        *(cast(bindparam(f"its_{name}"), conversation.c[name].type) for name in _SAME),
    )
    .select_from(round_)
    .join(membership, membership.c.team == round_.c.team)
    .join(person, person.c.id == membership.c.person)
    .where(
        round_.c.id.in_(select(cast(each_of("these"), Integer))), membership.c.person > bindparam("after"),
        membership.c.person <= bindparam("last"), membership.c.since <= bindparam("joined"),
        _ASKED, membership.c.until.is_(None), person.c.consent == "yes", person.c.left_at.is_(None),
        person.c.zone == bindparam("zone"), person.c.quiet_days == bindparam("quiet"),
    )
)  # fmt: skip
_other, _chosen = membership.alias("other"), func.coalesce(person.c.home, "")
_nearer_home = (
    select(_other.c.person)
    .where(
        _other.c.person == membership.c.person, _other.c.team != membership.c.team, _other.c.until.is_(None),
        _other.c.team.not_in(select(team.c.id).where(team.c.paused_until > bindparam("joined"))),
        text(f"other.role IN ({', '.join(repr(role) for role in sorted(TAKES_PART))})"),
        or_(
            _other.c.team == _chosen,
            and_(membership.c.team != _chosen,
                 tuple_(_other.c.since, _other.c.team) < tuple_(membership.c.since, membership.c.team)),
        ),
    )
    .exists()
)  # fmt: skip
"""That a member has another group that is her home: the one she chose, or the first joined; not one that pauses (X16, X19)."""


def _begin(whom: Select[Any]) -> Prepared:
    return Prepared(
        upsert(conversation).from_select(["person", "round", "team", "variant", *_SAME], whom).on_conflict_do_nothing()
    )


_BEGIN: Mapping[str, Prepared] = {
    "members": _begin(_whom),
    "home": _begin(_whom.where(~_nearer_home)),
    "lead": _begin(_whom.where(membership.c.role == text("'lead'"))),
}
"""How a stage begins for those whom it asks, by ``who`` of it."""


def sizes(unit: Unit, team_ids: Iterable[str]) -> dict[str, int]:
    """Return how many people are asked in some groups; a group without anybody is left out."""
    return {row.team: row.people for row in _SIZES.rows(unit, {"teams": pack(list(team_ids))})}


def members_after(unit: Unit, running: Sequence[Round], after: str, most: int) -> Stretch | None:
    """Return the next of those who are asked in the groups of some rounds, whether they take part or not; None at the end."""
    if len(running) == 1:
        rows = _IN_ONE.rows(unit, {"teams": running[0].team, "after": after, "most": most})
    else:
        rows = _IN_SEVERAL.rows(unit, {"teams": pack([one.team for one in running]), "after": after, "most": most})
    if not rows:
        return None
    hours = tuple(Hours(ZoneInfo(row.zone), row.quiet_days) for row in rows)
    ids = tuple(one.id for one in running)
    return Stretch(ids, after, max(row.last for row in rows), sum(row.people for row in rows), hours)


def begin_for(unit: Unit, members: Stretch, hours: Hours, same: Fresh, joined: datetime, who: str) -> None:
    """Begin the same conversation for each of the members who keeps these hours, takes part, and joined by then.

    With ``who`` as ``home`` only for whom this is the home group (X16), as ``lead`` for who leads it. One that is there
    already stays as it is (planning twice plans once).
    """
    row = row_of(same)
    _BEGIN[who].run(
        unit,
        {f"its_{name}": row[name] for name in _SAME}
        | {"these": pack(list(members.rounds)), "after": members.after, "last": members.last, "joined": stamp(joined),
           "zone": hours.zone.key, "quiet": hours.quiet},
    )  # fmt: skip
