"""People, where they can be reached, and the roles they hold in groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, func, insert, or_, select, text, update

from dialogs.language.roles import TAKES_PART, Role
from dialogs.saying.phrases import Language
from dialogs.visibility import Holding
from dialogs.visibility import Person as Reader
from storage.database.neutral import upsert
from storage.database.prepared import Prepared
from storage.groups import deputies, linked, planned_with
from storage.groups.deputies import Deputy
from storage.store import Unit
from storage.tables import address, at_hand, membership, person
from storage.times import instant, stamp

ALL_ROLES: frozenset[Role] = frozenset(get_args(Role))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the bot knows; the name is sealed and read apart."""

    id: str
    language: Language
    zone: ZoneInfo
    consent: str
    quiet_days: frozenset[int]
    default_share: str
    away_until: datetime | None
    left_at: datetime | None
    active: int | None
    undeliverable: str | None
    offered: str | None
    """What the last message offered outside any conversation, packed."""
    groups: int = 1
    """In how many groups she is asked."""
    own_question: bytes | None = None
    """The question that she chose for herself, sealed (X06)."""
    own_offered: bool = False
    reached_on: str | None = None
    """On which platform she is written to, where she has linked two (GE17)."""
    reached_fixed: bool = False
    own_language: bool = False
    """Whether she chose her language herself (X11)."""
    own_zone: bool = False
    """Whether she chose her time zone herself (X03)."""

    @property
    def follows(self) -> bool:
        """Whether she is written to on the platform on which she wrote last."""
        return self.reached_on is not None and not self.reached_fixed

    @property
    def takes_part(self) -> bool:
        return self.consent == "yes" and self.left_at is None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's role in a group."""

    person: str
    team: str
    role: Role
    since: datetime


_asked_in = membership.alias("asked_in")
_PERSON = (
    person.c.id, person.c.language, person.c.zone, person.c.consent, person.c.quiet_days, person.c.default_share,
    person.c.away_until, person.c.left_at, at_hand.c.active, person.c.undeliverable, at_hand.c.offered,
    select(func.count(_asked_in.c.team.distinct()))
    .where(
        _asked_in.c.person == person.c.id, _asked_in.c.until.is_(None),
        text(f"asked_in.role IN ({', '.join(repr(role) for role in sorted(TAKES_PART))})"),
    )
    .correlate(person)
    .scalar_subquery()
    .label("groups"),
    person.c.own_question, person.c.own_offered, person.c.reached_on, person.c.reached_fixed, person.c.own_language,
    person.c.own_zone,
)  # fmt: skip
_PEOPLE = person.outerjoin(at_hand, at_hand.c.person == person.c.id)
_BY_ADDRESS = Prepared(
    select(*_PERSON)
    .select_from(_PEOPLE.join(address, address.c.person == person.c.id))
    .where(address.c.channel == bindparam("channel"), address.c.external == bindparam("external"))
)
_BY_ID = Prepared(select(*_PERSON).select_from(_PEOPLE).where(person.c.id == bindparam("id")))
_NOW_MEMBER = membership.c.until.is_(None)
_ROLES_OF = Prepared(
    select(membership.c.person, membership.c.team, membership.c.role, membership.c.since)
    .where(membership.c.person == bindparam("who"), _NOW_MEMBER)
    .order_by(membership.c.since, membership.c.team)
)
_active = upsert(at_hand).values(person=bindparam("who"), active=bindparam("now_active"))
_SET_ACTIVE = Prepared(_active.on_conflict_do_update(index_elements=["person"], set_={"active": _active.excluded.active}))


def _person(row: Sequence[Any]) -> Person:
    id_, language, zone, consent, quiet, share, away, left, active, undeliverable, offered, groups, question, own = row[:14]
    reached, fixed, own_language, own_zone = row[14:18]
    return Person(
        id_, language, ZoneInfo(zone), consent, days_of(quiet), share, instant(away), instant(left), active, undeliverable,
        offered, groups, question, bool(own), reached, bool(fixed), bool(own_language), bool(own_zone),
    )  # fmt: skip


def days_of(kept: str) -> frozenset[int]:
    """Return the quiet days of a person from how they are kept."""
    return frozenset(int(day) for day in kept.split(",")) if kept else frozenset()


def by_address(unit: Unit, channel: str, external: str) -> Person | None:
    """Return who is reached at an address."""
    row = _BY_ADDRESS.run(unit, {"channel": channel, "external": external}).fetchone()
    return _person(row) if row else None


def load(unit: Unit, id_: str) -> Person:
    """Return a person; raises KeyError."""
    found = find(unit, id_)
    if found is None:
        raise KeyError(id_)
    return found


def find(unit: Unit, id_: str) -> Person | None:
    """Return a person, also by the id under which she was known on another platform; None for nobody who is known (X12)."""
    row = _BY_ID.run(unit, {"id": id_}).fetchone()
    if row is None and (now := linked.known_as(unit, id_)) != id_:
        row = _BY_ID.run(unit, {"id": now}).fetchone()
    return _person(row) if row else None


def agreed_to_another(unit: Unit, version: str) -> list[Person]:
    """Return who takes part on the strength of another explanation of privacy than this one."""
    rows = unit.connection.execute(
        select(*_PERSON)
        .select_from(_PEOPLE)
        .where(person.c.consent == "yes", person.c.consent_version != version)
        .order_by(person.c.id)
    )
    return [_person(row) for row in rows.all()]


def signed_off(unit: Unit, id_: str) -> bool:
    """Whether a person left altogether, also while her answers are kept for her alone (S02, GE4)."""
    gone = person.c.left_at.is_not(None) | person.c.erase_at.is_not(None)
    return unit.connection.execute(select(person.c.id).where(person.c.id == id_, gone)).first() is not None


def is_known(unit: Unit, id_: str) -> bool:
    """Whether somebody is known and was not erased, also by the id under which she was known on another platform."""
    found = find(unit, id_)
    return found is not None and found.left_at is None


def kept_until(unit: Unit, id_: str) -> datetime | None:
    """Return until when the answers of who left are kept for her alone (GE4); None for anybody else."""
    return instant(unit.connection.execute(select(person.c.erase_at).where(person.c.id == id_)).scalar())


def coming_back(unit: Unit, now: datetime, most: int) -> list[str]:
    """Return whose pause is over and who are still to hear it, the first first."""
    due = select(person.c.id).where(person.c.back_at <= stamp(now)).order_by(person.c.back_at, person.c.id).limit(most)
    return list(unit.connection.execute(due).scalars())


def whose_month_begins(unit: Unit, now: datetime, most: int) -> list[str]:
    """Return who asked for their own month and are to get it now, the first first (D5)."""
    due = select(person.c.id).where(person.c.month_at <= stamp(now)).order_by(person.c.month_at, person.c.id).limit(most)
    return list(unit.connection.execute(due).scalars())


def add(
    unit: Unit,
    id_: str,
    name: str,
    channel: str,
    external: str,
    *,
    language: Language = "nl",
    zone: str = "Europe/Amsterdam",
) -> None:
    """Add a person with one address; the key must have been made before (``KeyStore.make``)."""
    sealed = unit.keys.seal(id_, f"person.name|{id_}", name)
    unit.connection.execute(insert(person).values(id=id_, name=sealed, language=language, zone=zone))
    unit.connection.execute(insert(at_hand).values(person=id_))
    unit.connection.execute(insert(address).values(channel=channel, external=external, person=id_))


def add_guest(unit: Unit, id_: str, name: str, language: Language) -> None:
    """Add somebody without an account, whom nothing is sent (S39); the key must have been made before."""
    sealed = unit.keys.seal(id_, f"person.name|{id_}", name)
    unit.connection.execute(insert(person).values(id=id_, name=sealed, language=language))
    unit.connection.execute(insert(at_hand).values(person=id_))


def is_guest(unit: Unit, id_: str) -> bool:
    """Whether somebody has no account: no address, and no place in a group."""
    found = select(person.c.id).where(person.c.id == id_, ~has_account(person.c.id))
    return unit.connection.execute(found).first() is not None


def has_account(id_: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that somebody has an address or a place in a group, and so was not made up by who named her."""
    reached = select(address.c.person).where(address.c.person == id_).exists()
    placed = select(membership.c.person).where(membership.c.person == id_).exists()
    return or_(reached, placed)


def name_of(unit: Unit, id_: str) -> str:
    """Return how a person is called."""
    row = unit.connection.execute(select(person.c.name).where(person.c.id == id_)).first()
    return opened_name(unit, id_, row.name) if row else name_of(unit, load(unit, id_).id)


def opened_name(unit: Unit, id_: str, sealed: bytes | None) -> str:
    """Return how a person is called, from the name as it is kept; who erased it is called by her id."""
    if sealed is None:
        return id_
    return unit.keys.recall(id_, f"person.name|{id_}", sealed)


def rename(unit: Unit, id_: str, name: str) -> None:
    """Call a person otherwise."""
    sealed = unit.keys.seal(id_, f"person.name|{id_}", name)
    unit.connection.execute(update(person).where(person.c.id == id_).values(name=sealed))


def own_question(unit: Unit, someone: Person) -> str | None:
    """Return the question that a person chose for herself, if any (X06)."""
    sealed = someone.own_question
    return unit.keys.unseal(someone.id, f"person.own_question|{someone.id}", sealed) if sealed else None


def choose_question(unit: Unit, id_: str, text: str | None) -> None:
    """Keep the question that a person chose for herself; None takes it away."""
    sealed = unit.keys.seal(id_, f"person.own_question|{id_}", text) if text else None
    set_values(unit, id_, own_question=sealed, own_offered=True)


def set_values(unit: Unit, id_: str, **values: object) -> None:
    """Set plain settings of a person, and what she is in the middle of; instants are given as datetimes."""
    kept = {name: stamp(value) if isinstance(value, datetime) else value for name, value in values.items()}
    hers = {name: kept.pop(name) for name in at_hand.columns.keys() & kept.keys()}
    if kept:
        unit.connection.execute(update(person).where(person.c.id == id_).values(**kept))
    if hers:
        there = upsert(at_hand).values(person=id_, **hers)
        unit.connection.execute(there.on_conflict_do_update(index_elements=["person"], set_=hers))


def values_of(unit: Unit, id_: str, *names: str) -> dict[str, Any]:
    """Return settings of a person, or what she is in the middle of, as they are kept now."""
    columns = (at_hand.c[name] if name in at_hand.columns else person.c[name] for name in names)
    row = unit.connection.execute(select(*columns).select_from(_PEOPLE).where(person.c.id == id_)).one()
    return dict(zip(names, row, strict=True))


def set_active(unit: Unit, id_: str, conversation: int | None) -> None:
    """Remember which conversation the person is in."""
    _SET_ACTIVE.run(unit, {"who": id_, "now_active": conversation})


def forget_offered(unit: Unit, ids: Iterable[str]) -> None:
    """Forget what some people were offered outside any conversation: something else was asked of them since."""
    if who := sorted(ids):
        theirs = at_hand.c.person.in_(who), at_hand.c.offered.is_not(None)
        unit.connection.execute(update(at_hand).where(*theirs).values(offered=None))


def appoint(unit: Unit, team_id: str, id_: str, role: Role, since: datetime) -> None:
    """Give a person a role in a group from a moment on; who has it already, while she stands in, keeps it from now on."""
    deputies.is_for_good(unit, team_id, id_, role)
    statement = upsert(membership).values(team=team_id, person=id_, role=role, since=stamp(since), until=None)
    returned = statement.on_conflict_do_update(
        index_elements=["team", "person", "role"],
        set_={"since": statement.excluded.since, "until": None},
        where=membership.c.until.is_not(None),
    )
    unit.connection.execute(returned)


def dismiss(unit: Unit, team_id: str, id_: str, at: datetime) -> None:
    """End all roles of a person in a group (GE6)."""
    unit.connection.execute(
        update(membership).where(membership.c.team == team_id, membership.c.person == id_, _NOW_MEMBER).values(until=stamp(at))
    )
    deputies.look_again(unit, team_id, id_, at)
    planned_with.look_again_where_asked(unit, id_, at)


def end_role(unit: Unit, team_id: str, id_: str, role: Role, at: datetime) -> None:
    """End one role of a person in a group; a role change counts for new reads at once (spec §3)."""
    here = membership.c.team == team_id, membership.c.person == id_, membership.c.role == role, _NOW_MEMBER
    unit.connection.execute(update(membership).where(*here).values(until=stamp(at)))
    deputies.look_again(unit, team_id, id_, at)
    planned_with.look_again_where_asked(unit, id_, at)


def end_deputy(unit: Unit, one: Deputy, at: datetime) -> None:
    """Let somebody stand in for another no more, with the roles that came of it (X14)."""
    for role in one.roles:
        end_role(unit, one.team, one.deputy, role, at)
    deputies.end(unit, one)


def members(unit: Unit, team_id: str, roles: Iterable[Role] = TAKES_PART) -> list[Member]:
    """Return who holds one of the roles in a group now, each role apart."""
    rows = unit.connection.execute(
        select(membership.c.person, membership.c.team, membership.c.role, membership.c.since)
        .where(membership.c.team == team_id, membership.c.role.in_(sorted(roles)), _NOW_MEMBER)
        .order_by(membership.c.since, membership.c.person)
    )
    return [Member(row.person, row.team, row.role, instant(row.since)) for row in rows]


def holders(unit: Unit, role: Role) -> list[str]:
    """Return everybody who holds a role in any group now."""
    chosen = select(membership.c.person).where(membership.c.role == role, _NOW_MEMBER).distinct().order_by(membership.c.person)
    return list(unit.connection.execute(chosen).scalars())


def roles_of(unit: Unit, id_: str) -> list[Member]:
    """Return the roles of a person, the first joined group first (X16)."""
    return [Member(row.person, row.team, row.role, instant(row.since)) for row in _ROLES_OF.rows(unit, {"who": id_})]


def roles_in(unit: Unit, id_: str, team_id: str) -> frozenset[Role]:
    """Return the roles that a person holds in one group; none if she is not in it."""
    return frozenset(held.role for held in roles_of(unit, id_) if held.team == team_id)


def home_team(unit: Unit, id_: str) -> str | None:
    """Return the group the person is asked in: the one she chose, or else the first joined (X16)."""
    asked_in = teams_of(unit, id_)
    if len(asked_in) > 1:
        chosen = unit.connection.execute(select(person.c.home).where(person.c.id == id_)).scalar()
        return chosen if chosen in asked_in else asked_in[0]
    return next(iter(asked_in), None)


def teams_of(unit: Unit, id_: str) -> list[str]:
    """Return the groups in which a person is asked, the first joined first."""
    return list(dict.fromkeys(held.team for held in roles_of(unit, id_) if held.role in TAKES_PART))


def viewer(unit: Unit, id_: str) -> Reader:
    """Return a person as a reader, with the roles held now."""
    return Reader(id_, tuple(Holding(held.team, held.role, held.since) for held in roles_of(unit, id_)))
