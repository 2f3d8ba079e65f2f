"""What is known of whether messages arrive: by id and channel, never what was said or answered (X09)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from storage.store import Unit
from storage.tables import address, membership, outbox, person


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a person in a group is reached; ``problem`` is why not, ``sent`` whether anything was ever delivered."""

    person: str
    groups: Sequence[str]
    channels: Sequence[str]
    problem: str | None
    sent: bool


def arrivals(unit: Unit, group: str | None = None) -> list[Arrival]:
    """Return everybody who holds a role in a group now, or in one group."""
    held: dict[str, list[str]] = {}
    chosen = select(membership.c.person, membership.c.team).where(membership.c.until.is_(None)).distinct()
    for row in unit.connection.execute(chosen.order_by(membership.c.person, membership.c.team)):
        held.setdefault(row.person, []).append(row.team)
    channels: dict[str, list[str]] = {}
    for row in unit.connection.execute(select(address.c.person, address.c.channel).order_by(address.c.channel)):
        channels.setdefault(row.person, []).append(row.channel)
    problems = {row.id: row.undeliverable for row in unit.connection.execute(select(person.c.id, person.c.undeliverable))}
    got = set(unit.connection.execute(select(outbox.c.person).where(outbox.c.status == "sent").distinct()).scalars())
    return [
        Arrival(who, groups, channels.get(who, ()), problems[who], who in got)
        for who, groups in held.items()
        if group is None or group in groups
    ]
