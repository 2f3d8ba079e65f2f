"""Where people are reached: their addresses on each platform, the one on which they are written to first."""

from sqlalchemy import bindparam, case, delete, func, insert, select

from storage.database.prepared import Prepared
from storage.groups import people
from storage.outgoing import chats
from storage.store import Unit
from storage.tables import address, membership, person

_ADDRESSES = Prepared(
    select(address.c.channel, address.c.external)
    .join(person, person.c.id == address.c.person)
    .where(address.c.person == bindparam("who"))
    .order_by(case((address.c.channel == person.c.reached_on, 0), else_=1), address.c.channel)
)


def of(unit: Unit, id_: str) -> list[tuple[str, str]]:
    """Return where a person can be reached; the first is where she is written to (GE17)."""
    return [(row.channel, row.external) for row in _ADDRESSES.rows(unit, {"who": id_})]


def all_on(unit: Unit, channel: str) -> list[str]:
    """Return everybody with an address in a channel, in the order in which they joined a group."""
    rows = unit.connection.execute(
        select(address.c.person)
        .outerjoin(membership, membership.c.person == address.c.person)
        .where(address.c.channel == channel)
        .group_by(address.c.person)
        .order_by(func.min(membership.c.since), address.c.person)
    )
    return list(rows.scalars())


def not_reached(unit: Unit, channel: str, reason: str) -> list[tuple[str, str]]:
    """Return who is in a group and cannot be reached on a channel for a reason, each with her address there."""
    rows = unit.connection.execute(
        select(person.c.id, address.c.external)
        .join(address, address.c.person == person.c.id)
        .where(address.c.channel == channel, person.c.undeliverable == reason, person.c.left_at.is_(None))
        .where(person.c.id.in_(select(membership.c.person).where(membership.c.until.is_(None))))
        .order_by(person.c.id)
    )
    return [(row.id, row.external) for row in rows]


def move_to(unit: Unit, id_: str, channel: str, external: str) -> None:
    """Reach a person at another address from now on, and only there; who has another one there already keeps her others."""
    there = [one for one, _ in of(unit, id_)]
    left = [address.c.channel == channel] if channel in there else []
    unit.connection.execute(delete(address).where(address.c.person == id_, *left))
    if channel == "teams" or not left:
        chats.forget(unit, id_)
    unit.connection.execute(insert(address).values(channel=channel, external=external, person=id_))
    people.set_values(unit, id_, undeliverable=None, **({} if left else {"reached_on": None, "reached_fixed": False}))
