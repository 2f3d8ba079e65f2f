"""Groups: their room, their working days, and the people around them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Exists, and_, bindparam, exists, func, insert, or_, select, text, update

from dialogs.language.roles import TAKES_PART, Role
from dialogs.saying.phrases import Language
from dialogs.settings import ZONE, Key, Settings
from dialogs.timing.workdays import WorkCalendar
from storage.database.neutral import each_of
from storage.database.packed import pack
from storage.database.prepared import Prepared
from storage.groups import settings
from storage.groups.people import opened_name
from storage.store import Unit
from storage.tables import NOT_INTRODUCED, membership, person, team
from storage.times import instant, stamp

GUIDES: tuple[Role, ...] = ("facilitator", "lead")
"""The roles by which somebody is named to others as who reads something, or to whom they can turn (X18)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What holds in a group: what is set, its working days, and until when it pauses."""

    settings: Settings
    paused_until: datetime | None = None
    """Until when nothing is sent to it, also long after (X19)."""

    def pauses_at(self, moment: datetime) -> bool:
        """Whether nothing is sent to the group at a moment."""
        return self.paused_until is not None and moment < self.paused_until

    @property
    def zone(self) -> ZoneInfo:
        return self.settings[ZONE]

    @property
    def calendar(self) -> WorkCalendar:
        return self.settings.calendar


@dataclass(frozen=True, slots=True)
class Team(Surroundings):
    """A group of people with its room and its working days."""

    id: str
    kind: str
    name: str
    room: tuple[str, str] | None
    """Its room, while it can be posted in; what is told of another one stands in ``storage.groups.rooms``."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group stands: which roles are held in it, how many people are asked, whether it has a room (``needs``)."""

    roles: frozenset[Role]
    people: int
    room: bool
    told: int = 0
    """How many told the group something in the newest round of a format that is needed."""


@dataclass(frozen=True, slots=True)
class Circle:
    """The people around a group now: their names, and who holds which role, the longest in it first."""

    names: Mapping[str, str]
    roles: Mapping[Role, tuple[str, ...]]
    newest: Mapping[Role, datetime] = field(default_factory=dict)
    """Since when whoever came last holds a role."""
    consenting: frozenset[str] = frozenset()
    """Who agreed to take part."""

    def size(self) -> int:
        """Return how many people are asked; the bot tells nobody (K6)."""
        return len(self._members())

    def others(self, but: str) -> dict[str, str]:
        """Return the names of all other members, whether they take part or not (C-40)."""
        return {id_: name for id_, name in self.members().items() if id_ != but}

    def members(self) -> dict[str, str]:
        """Return the names of all members, whether they take part or not."""
        asked = self._members()
        return {id_: name for id_, name in self.names.items() if id_ in asked}

    def taking_part(self) -> dict[str, str]:
        """Return the names of the members who take part."""
        asked = self._members() & self.consenting
        return {id_: name for id_, name in self.names.items() if id_ in asked}

    def _members(self) -> set[str]:
        return {person for role in TAKES_PART for person in self.roles.get(role, ())}

    def guides(self) -> dict[str, str]:
        """Return the names of who facilitates or leads."""
        held = {id_ for role in GUIDES for id_ in self.roles.get(role, ())}
        return {id_: name for id_, name in self.names.items() if id_ in held}

    def guided_since(self, moment: datetime) -> "Circle":
        """Return it for what was said at a moment: who came to guide it only since then is not named in that (GE18)."""
        kept = {role: held for role, held in self.roles.items() if role not in GUIDES or self.newest[role] <= moment}
        return replace(self, roles=kept)

    def held_by(self, person: str) -> frozenset[Role]:
        """Return the roles that somebody holds in it."""
        return frozenset(role for role, holders in self.roles.items() if person in holders)

    def first(self, role: Role) -> str | None:
        """Return who has held a role longest."""
        return next(iter(self.roles.get(role, ())), None)


_TEAM = Prepared(select(team).where(team.c.id == bindparam("id")))
_TEAMS = Prepared(select(team).where(team.c.id.in_(select(each_of("these")))))
_AROUND = Prepared(
    select(membership.c.since, person.c.id, membership.c.role, person.c.name, person.c.erase_at, person.c.consent)
    .join(person, person.c.id == membership.c.person)
    .where(membership.c.team == bindparam("team"), membership.c.until.is_(None), person.c.left_at.is_(None))
)

_hers = membership.alias("hers")
_GUIDES_OF = Prepared(
    select(person.c.id, person.c.name)
    .join(membership, membership.c.person == person.c.id)
    .where(
        membership.c.team.in_(select(_hers.c.team).where(_hers.c.person == bindparam("who"), _hers.c.until.is_(None))),
        text(f"membership.role IN ({', '.join(repr(role) for role in GUIDES)})"),  # a prepared statement takes no list
        membership.c.until.is_(None),
        person.c.left_at.is_(None),
        or_(membership.c.role != "facilitator", person.c.erase_at.is_(None)),
    )
    .distinct()
)


def add(
    unit: Unit,
    id_: str,
    name: str,
    *,
    kind: str = "team",
    room: tuple[str, str] | None = None,
    chosen: Mapping[Key[Any], str] | None = None,
) -> None:
    """Add a group; for its room's texts the key ``room:<id>`` must have been made before."""
    channel, external = room or (None, None)
    unit.connection.execute(insert(team).values(id=id_, kind=kind, name=name, room_channel=channel, room_external=external))
    for key, value in (chosen or {}).items():
        settings.put(unit, key.name, value, id_)
    settings.spread(unit, id_)


def load(unit: Unit, id_: str) -> Team:
    """Return a group; raises KeyError."""
    rows = _TEAM.rows(unit, {"id": id_})
    if not rows:
        raise KeyError(id_)
    return _team(rows[0])


def load_all(unit: Unit, ids: Iterable[str]) -> dict[str, Team]:
    """Return some groups by their ids."""
    return {row.id: _team(row) for row in _TEAMS.rows(unit, {"these": pack(list(ids))})}


def _team(row: Any) -> Team:
    room = (row.room_channel, row.room_external) if row.room_channel and row.room_problem is None else None
    paused = instant(row.paused_until)
    return Team(row.id, row.kind, row.name, room, settings=settings.read(row.settings), paused_until=paused)


def calendar_of(unit: Unit, team_id: str | None) -> WorkCalendar:
    """Return the working days of a group, or those of the organisation."""
    return load(unit, team_id).calendar if team_id else settings.of(unit).calendar


def all_ids(unit: Unit) -> list[str]:
    """Return the ids of all groups."""
    return list(unit.connection.execute(select(team.c.id).order_by(team.c.id)).scalars())


def of_room(unit: Unit, channel: str, external: str) -> str | None:
    """Return the group whose room this is."""
    return unit.connection.execute(
        select(team.c.id).where(team.c.room_channel == channel, team.c.room_external == external)
    ).scalar()


def pause(unit: Unit, id_: str, until: datetime | None) -> None:
    """Let nothing be sent to a group until a moment, or from now on everything again (X19)."""
    unit.connection.execute(update(team).where(team.c.id == id_).values(paused_until=stamp(until)))


def standing(unit: Unit, group: Team) -> Standing:
    """Return how a group stands now; it looks at nobody's name."""
    held = select(membership.c.role, membership.c.person).join(person, person.c.id == membership.c.person)
    now = membership.c.team == group.id, membership.c.until.is_(None), person.c.left_at.is_(None)
    rows = unit.connection.execute(held.where(*now)).all()
    asked = {row.person for row in rows if row.role in TAKES_PART}
    return Standing(frozenset(row.role for row in rows), len(asked), group.room is not None)


_ROOM = team.c.room_channel + ":" + team.c.room_external


def _held_in(*roles: Role) -> Exists:
    return exists().where(membership.c.team == team.c.id, membership.c.until.is_(None), membership.c.role.in_(roles))


_WAITS = and_(text(NOT_INTRODUCED), or_(_held_in(*sorted(TAKES_PART)), ~_held_in("candidate")))
"""The bot introduces itself, but not while a group is being formed: it has candidates, and nobody takes part (S22)."""


def not_introduced(unit: Unit, most: int) -> list[str]:
    """Return groups with a room in which the bot has not introduced itself."""
    return list(unit.connection.execute(select(team.c.id).where(_WAITS).order_by(team.c.id).limit(most)).scalars())


def to_introduce(unit: Unit, id_: str) -> bool:
    """Whether the bot has not introduced itself in the room of a group."""
    return unit.connection.execute(select(team.c.id).where(_WAITS, team.c.id == id_)).first() is not None


def introduced(unit: Unit, id_: str) -> bool:
    """Remember that the bot introduces itself in the room that a group has now; False when it did before."""
    done = unit.connection.execute(update(team).where(text(NOT_INTRODUCED), team.c.id == id_).values(introduced=_ROOM))
    return done.rowcount == 1


def languages_in(unit: Unit, id_: str) -> list[Language]:
    """Return what a group reads: Dutch, and what else somebody in it does."""
    here = membership.c.team == id_, membership.c.until.is_(None), person.c.left_at.is_(None)
    spoken = select(person.c.language).join(membership, membership.c.person == person.c.id).where(*here).distinct()
    return ["nl", *sorted(set(unit.connection.execute(spoken).scalars()) - {"nl"})]


def begun(unit: Unit, team_ids: Iterable[str]) -> dict[str, datetime]:
    """Return since when groups have had people in them here."""
    since = select(membership.c.team, func.min(membership.c.since)).where(membership.c.team.in_(list(team_ids)))
    return {team_id: instant(at) for team_id, at in unit.connection.execute(since.group_by(membership.c.team))}


def around(unit: Unit, team_id: str) -> tuple[Team, Circle]:
    """Return a group and the people around it now; raises KeyError."""
    group = load(unit, team_id)
    names: dict[str, str] = {}
    roles: dict[Role, list[str]] = {}
    newest: dict[Role, float] = {}
    consenting = set()
    around = sorted(_AROUND.run(unit, {"team": team_id}))
    unit.keys.gather(id_ for _, id_, _, name, *_ in around if name is not None)
    for since, id_, role, name, erased_at, consent in around:
        if consent == "yes" and erased_at is None:
            consenting.add(id_)
        if id_ not in names:
            names[id_] = opened_name(unit, id_, name)
        if role == "facilitator" and erased_at is not None:  # who signed off reads nothing any more (S02)
            continue
        roles.setdefault(role, []).append(id_)
        newest[role] = since
    since_when = {role: instant(since) for role, since in newest.items()}
    return group, Circle(names, {role: tuple(ids) for role, ids in roles.items()}, since_when, frozenset(consenting))


def guides_of(unit: Unit, person_id: str) -> dict[str, str]:
    """Return the names of who facilitates or leads a group of somebody; who signed off is none of them any more (S02)."""
    found = list(_GUIDES_OF.run(unit, {"who": person_id}))
    unit.keys.gather(id_ for id_, name in found if name is not None)
    return {id_: opened_name(unit, id_, name) for id_, name in found}
