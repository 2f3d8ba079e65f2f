"""Linking two platforms of one person: the codes, the ids of before, and where she is written to (X12, GE17).

Of a code only a hash is kept, for ten minutes, and it counts once.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, RowMapping, Select, delete, func, or_, select, update

from dialogs.talk.linking import MARK
from storage.database.neutral import upsert
from storage.store import Unit
from storage.tables import address, former, link, outbox, person
from storage.times import instant, stamp

VALID = timedelta(minutes=10)
"""For how long a code counts."""
MOST_TRIES = 5
"""How many wrong codes somebody may type within that time."""


@dataclass(frozen=True, slots=True)
class Link:
    """A code of a person, and who typed it on which other platform; ``agreed`` when she said that both are hers.

    ``mark`` tells it from other codes.
    """

    person: str
    channel: str
    other: str | None
    other_channel: str | None
    agreed: bool
    mark: str


def _hashed(code: str) -> str:
    return hashlib.sha256(f"link|{code}".encode(errors="surrogatepass")).hexdigest()


def known_as(unit: Unit, id_: str) -> str:
    """Return under which id somebody is known now who may have been known under another."""
    found = unit.connection.execute(select(former.c.person).where(former.c.id == id_)).scalar()
    return id_ if found is None else str(found)


def still_known_as(unit: Unit, id_: str) -> str:
    """Return the same, unless that was undone: then a list may bring her in anew."""
    here = former.c.id == id_, former.c.ended_at.is_(None)
    found = unit.connection.execute(select(former.c.person).where(*here)).scalar()
    return id_ if found is None else str(found)


def ids_before(unit: Unit, id_: str) -> list[str]:
    """Return the ids under which a person was known before, and nobody is known now."""
    return list(unit.connection.execute(_before(id_)).scalars())


def is_hers(column: Column[str | None], id_: str) -> ColumnElement[bool]:
    """Return whether a column holds an id of a person, the one of now or one of before."""
    return or_(column == id_, column.in_(_before(id_)))


def _before(id_: str) -> Select[str]:
    nobody = ~select(person.c.id).where(person.c.id == former.c.id).exists()
    return select(former.c.id).where(former.c.person == id_, nobody)


def on_each(unit: Unit, channels: Collection[str]) -> bool:
    """Whether people are reached on each of these platforms, so that there is something to link."""
    return all(
        unit.connection.execute(select(address.c.channel).where(address.c.channel == one).limit(1)).first() for one in channels
    )


# -- codes


def begin(unit: Unit, id_: str, channel: str, code: str, now: datetime) -> None:
    """Keep a fresh code of somebody; one of before counts no more."""
    values = {
        "code": _hashed(code), "channel": channel, "made_at": stamp(now), "with": None, "with_channel": None, "agreed": False,
    }  # fmt: skip
    statement = upsert(link).values(person=id_, **values)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=values))


def found(unit: Unit, code: str, now: datetime) -> Link | None:
    """Return whose code this is; None for one that is unknown or too old."""
    there = unit.connection.execute(select(link).where(link.c.code == _hashed(code), link.c.made_at > stamp(now - VALID)))
    row = there.mappings().first()
    return _link(row) if row else None


def typed_by(unit: Unit, id_: str, now: datetime) -> Link | None:
    """Return the link for which somebody typed the code of the other side last."""
    fresh = select(link).where(link.c["with"] == id_, link.c.made_at > stamp(now - VALID))
    row = unit.connection.execute(fresh).mappings().first()
    return _link(row) if row else None


def _link(row: RowMapping) -> Link:
    return Link(row["person"], row["channel"], row["with"], row["with_channel"], row["agreed"], _mark(row))


def _mark(row: RowMapping) -> str:
    """Return what tells a code from others, and nothing of it: it stands in what is kept of a message."""
    return hashlib.sha256(f"mark|{row['person']}|{row['made_at']}".encode()).hexdigest()[:MARK]


def take(unit: Unit, one: Link, id_: str, channel: str) -> None:
    """Remember who typed a code on the other side; nobody else can any more, and she is in the middle of no other."""
    nobody = {"with": None, "with_channel": None, "agreed": False}
    unit.connection.execute(update(link).where(link.c["with"] == id_).values(**nobody))
    values = {"with": id_, "with_channel": channel, "agreed": False}
    unit.connection.execute(update(link).where(link.c.person == one.person).values(**values))


def agree(unit: Unit, one: Link) -> None:
    """Remember that who typed it says that both are hers."""
    unit.connection.execute(update(link).where(link.c.person == one.person).values(agreed=True))


def drop(unit: Unit, id_: str) -> None:
    """Let somebody's code count no more; how often she typed a wrong one stays known."""
    values = {"code": None, "with": None, "with_channel": None, "agreed": False}
    unit.connection.execute(update(link).where(link.c.person == id_).values(**values))


def may_try(unit: Unit, id_: str, now: datetime) -> bool:
    """Whether somebody may type a code: not after several wrong ones."""
    row = unit.connection.execute(select(link.c.tries, link.c.tried_at).where(link.c.person == id_)).first()
    return row is None or row.tried_at is None or row.tries < MOST_TRIES or instant(row.tried_at) <= now - VALID


def tried(unit: Unit, id_: str, now: datetime) -> None:
    """Count a wrong code; the count begins anew ten minutes after the last one."""
    row = unit.connection.execute(select(link.c.tries, link.c.tried_at).where(link.c.person == id_)).first()
    lately = row is not None and row.tried_at is not None and instant(row.tried_at) > now - VALID
    values = {"tries": (row.tries if row and lately else 0) + 1, "tried_at": stamp(now)}
    statement = upsert(link).values(person=id_, **values)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=values))


def forget_before(unit: Unit, moment: datetime, most: int) -> int:
    """Forget codes, and how often somebody was wrong, of before a moment; returns how many."""
    before = (func.coalesce(column, 0.0) < stamp(moment) for column in (link.c.made_at, link.c.tried_at))
    old = select(link.c.person).where(*before).limit(most)
    return unit.connection.execute(delete(link).where(link.c.person.in_(old))).rowcount


# -- where she is written to


def reach_on(unit: Unit, id_: str, channel: str, *, fixed: bool | None = None) -> None:
    """Write to somebody on this platform from now on, with what waits for her; ``fixed`` until she says otherwise."""
    values: dict[str, object] = {"reached_on": channel} | ({} if fixed is None else {"reached_fixed": fixed})
    unit.connection.execute(update(person).where(person.c.id == id_).values(**values))
    there = select(address.c.channel + ":" + address.c.external).where(address.c.person == id_, address.c.channel == channel)
    to = unit.connection.execute(there).scalar_one()
    here = outbox.c.person == id_, outbox.c.status == "waiting", outbox.c.revises.is_(None), outbox.c.room.is_(None)
    own = outbox.c.kind.not_in(STAYS_WHERE_IT_IS)
    unit.connection.execute(update(outbox).where(*here, own, outbox.c.to != to).values(to=to))


STAYS_WHERE_IT_IS = ("reply", "withdrawal")
"""The kinds of messages that belong where she wrote, or where something of hers stands."""


def unlink(unit: Unit, id_: str, channel: str, now: datetime) -> str:
    """Let a person be reached on a platform no more, and return on which one she is; all that is hers stays hers.

    Of the account there nothing is known from now on; a list may bring it in anew.
    """
    unit.connection.execute(delete(address).where(address.c.person == id_, address.c.channel == channel))
    unit.connection.execute(
        update(former).where(former.c.person == id_).values(ended_at=func.coalesce(former.c.ended_at, stamp(now)))
    )
    left = unit.connection.execute(
        select(address.c.channel).where(address.c.person == id_).order_by(address.c.channel)
    ).scalars()
    stays = [str(one) for one in left]
    reach_on(unit, id_, stays[0])
    if len(stays) == 1:
        unit.connection.execute(update(person).where(person.c.id == id_).values(reached_on=None, reached_fixed=False))
    return stays[0]
