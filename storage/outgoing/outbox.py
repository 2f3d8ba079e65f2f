"""What is to be said: recipes, never texts; claimed with a lease, settled with fencing (DESIGN §5, trust §4)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Float, Select, and_, bindparam, case, exists, func, or_, select, text, tuple_, update

from storage.database.neutral import DatabaseClock, upsert
from storage.database.packed import pack, unpack
from storage.database.prepared import Prepared
from storage.outgoing.sending import STOPPED
from storage.store import Unit
from storage.tables import outbox
from storage.times import instant, stamp

LEASE = 30.0
"""Seconds for which a claim holds; real time, measured by the database's clock, which the wall clock does not move."""
MOST_ATTEMPTS = 8


class Message(NamedTuple):
    """A row of the outbox that is to be added. ``budget`` is set for what counts as the one message of a person's day."""

    key: str
    to: str
    kind: str
    recipe: Sequence[Any]
    due: datetime
    person: str | None = None
    room: str | None = None
    conversation: int | None = None
    revises: int | None = None
    good_until: datetime | None = None
    budget: str | None = None


PLACE = "%d"
"""Where the number of a conversation stands in the key of a shape."""


class Shape(NamedTuple):
    """A message that people who stand alike get: each part of its recipe is about one conversation, and so is its key."""

    key: str
    kind: str
    recipe: Sequence[Mapping[str, Any]]
    due: datetime
    good_until: datetime | None = None
    budget: str | None = None
    """The place that it takes in the budget of each person, if it counts."""


class Claimed(NamedTuple):
    """A message that this process may send until its lease ends."""

    id: int
    key: str
    to: str
    kind: str
    recipe: Sequence[Any]
    due: datetime
    person: str | None
    room: str | None
    conversation: int | None
    revises: int | None
    good_until: datetime | None
    attempt: int
    receipt: str | None = None
    budget: str | None = None


_NOW = DatabaseClock()
_ADD = Prepared(upsert(outbox).on_conflict_do_nothing())


def _row(message: Message) -> dict[str, Any]:
    return {
        "key": message.key, "to": message.to, "kind": message.kind, "recipe": pack(message.recipe),
        "due": stamp(message.due), "person": message.person, "room": message.room, "conversation": message.conversation,
        "revises": message.revises, "good_until": stamp(message.good_until), "budget": message.budget,
    }  # fmt: skip


def add(unit: Unit, *messages: Message) -> int:
    """Add messages; one whose key or budget is there already stays out. Returns how many were added."""
    return _ADD.run_all(unit, [_row(message) for message in messages])


def add_alike(unit: Unit, shape: Shape, each: Iterable[tuple[str, str, tuple[int, ...]]]) -> int:
    """Add a message of one shape for several people, each given with her address and with her conversations in order.

    One whose key or budget is there already stays out. Returns how many were added.
    """
    recipe = ",".join(pack({**part, "conv": 0}).replace("%", "%%").removesuffix("0}") + f"{PLACE}}}" for part in shape.recipe)
    fixed = _row(Message(shape.key, "", shape.kind, (), shape.due, good_until=shape.good_until))
    rows = [
        {
            **fixed, "key": shape.key % ids, "recipe": f"[{recipe % ids}]", "to": to, "person": person,
            "conversation": ids[0] if len(ids) == 1 else None,
            "budget": f"{person} {shape.budget}" if shape.budget else None,
        }
        for person, to, ids in each
    ]  # fmt: skip
    return _ADD.run_all(unit, rows)


_before = outbox.alias("before")
_ANYTHING_OPEN = (
    select(_before.c.id)
    .where(_before.c.to == bindparam("to"), _before.c.due <= bindparam("due"), _before.c.settled_at.is_(None))
    .exists()
)
_ADD_CLAIMED = Prepared(
    upsert(outbox)
    .values(
        key=bindparam("key"), to=bindparam("to"), kind=bindparam("kind"), recipe=bindparam("recipe"), due=bindparam("due"),
        person=bindparam("person"), room=bindparam("room"), conversation=bindparam("conversation"), revises=None,
        good_until=bindparam("good_until"), budget=bindparam("budget"), attempts=1, owner=bindparam("me"),
        lease_until=_NOW + bindparam("lease", type_=Float),
        status=case((or_(STOPPED, _ANYTHING_OPEN), "waiting"), else_="claimed"),
    )
    .on_conflict_do_nothing()
    .returning(outbox.c.id, outbox.c.status)
)  # fmt: skip


def add_claimed(unit: Unit, message: Message, me: str, lease: float = LEASE) -> Claimed | None:
    """Add a message and claim it at once; None when something earlier waits for the same address, or it was there already."""
    row = _ADD_CLAIMED.run(unit, {**_row(message), "me": me, "lease": lease}).fetchone()
    if row is None or row[1] != "claimed":
        return None
    return Claimed(row[0], message.key, message.to, message.kind, message.recipe, message.due, message.person, message.room,
                   message.conversation, message.revises, message.good_until, 1)  # fmt: skip


_earlier = outbox.alias("earlier")
_FIRST = ~exists().where(
    _earlier.c.to == outbox.c.to,
    tuple_(_earlier.c.due, _earlier.c.id) < tuple_(outbox.c.due, outbox.c.id),
    _earlier.c.settled_at.is_(None),
)
# The states are written out so that the partial indexes serve: a bound parameter hides them from SQLite's planner.
_DUE = (
    select(outbox.c.id)
    .where(
        text("outbox.status = 'waiting'"),
        outbox.c.due <= bindparam("now"),
        or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= _NOW),
        _FIRST,
        ~STOPPED,
    )
    .order_by(outbox.c.due, outbox.c.id)
    .limit(bindparam("most"))
)
_awaited = outbox.alias("awaited")
_AWAITED = select(_awaited.c.to).where(text("awaited.status = 'waiting' AND awaited.kind = 'reply'"))
_DUE_FIRST = _DUE.where(text("outbox.settled_at IS NULL"), outbox.c.to.in_(_AWAITED))
"""What is due where somebody waits for a reply: that, or what goes to her before it.

That nothing of it was settled is said so that it is found by address: all that is due may be very much.
"""

_COLUMNS = (
    outbox.c.id, outbox.c.key, outbox.c.to, outbox.c.kind, outbox.c.recipe, outbox.c.due, outbox.c.person, outbox.c.room,
    outbox.c.conversation, outbox.c.revises, outbox.c.good_until, outbox.c.attempts, outbox.c.receipt, outbox.c.budget,
)  # fmt: skip


def _claiming(those: Select[Any]) -> Prepared:
    """Return how those messages are claimed."""
    return Prepared(
        update(outbox)
        .where(outbox.c.id.in_(those), text("outbox.status = 'waiting'"))
        .values(
            status="claimed", owner=bindparam("me"), attempts=outbox.c.attempts + 1,
            lease_until=_NOW + bindparam("lease", type_=Float),
        )
        .returning(*_COLUMNS)
    )  # fmt: skip


_CLAIM_FIRST, _CLAIM = _claiming(_DUE_FIRST), _claiming(_DUE)


def claim(unit: Unit, me: str, now: datetime, most: int, lease: float = LEASE) -> list[Claimed]:
    """Claim what is due, only the open message per address that was due first, so that nothing overtakes (DESIGN §11.3).

    Where somebody waits for a reply comes first, however many others are due before her.
    """
    values = {"me": me, "now": stamp(now), "lease": lease}
    rows = list(_CLAIM_FIRST.run(unit, {**values, "most": most}))
    if len(rows) < most:
        rows += _CLAIM.run(unit, {**values, "most": most - len(rows)})
    return [_read(row) for row in sorted(rows)]


def _read(row: Sequence[Any]) -> Claimed:
    return Claimed._make((*row[:4], unpack(row[4]), instant(row[5]), *row[6:10], instant(row[10]), *row[11:]))


_SETTLE = Prepared(
    update(outbox)
    .where(
        outbox.c.id == bindparam("this"), outbox.c.attempts == bindparam("attempt"),
        or_(
            and_(outbox.c.owner == bindparam("me"), outbox.c.status == "claimed"),
            and_(bindparam("was_sent", type_=Boolean), outbox.c.status == "waiting"),
        ),
    )
    .values(
        status=bindparam("new_status"), receipt=func.coalesce(bindparam("new_receipt"), outbox.c.receipt),
        reason=bindparam("new_reason"), retry_at=_NOW + bindparam("wait", type_=Float), owner=None, lease_until=None,
        budget=case((bindparam("gone"), None), else_=outbox.c.budget),
        settled_at=bindparam("ended"), due=func.coalesce(bindparam("new_due"), outbox.c.due),
        attempts=outbox.c.attempts - bindparam("untried"),
    )
)  # fmt: skip


def settle(
    unit: Unit, one: Claimed, me: str, status: str, now: datetime, *, receipt: str | None = None, reason: str | None = None,
    wait: float | None = None, due: datetime | None = None,
) -> bool:  # fmt: skip
    """Write down what became of a claimed message; False when the claim is not ours any more (fencing).

    What was sent counts too when the lease has ended, as long as nobody else has claimed it. What is put off to another
    moment (``due``) has not been tried.
    """
    done = _SETTLE.run(
        unit,
        {"this": one.id, "me": me, "attempt": one.attempt, "new_status": status,
         "was_sent": status == "sent", "gone": status not in {"waiting", "sent"},
         "new_receipt": receipt, "new_reason": reason, "wait": wait,
         "ended": None if status == "waiting" else stamp(now), "new_due": stamp(due), "untried": int(due is not None)},
    )  # fmt: skip
    return bool(done.rowcount == 1)


def waits(unit: Unit, to: str, about: str) -> bool:
    """Whether a message to an address, whose key begins with what it is ``about``, is still to be sent."""
    there = outbox.c.to == to, outbox.c.settled_at.is_(None), outbox.c.status == "waiting"
    keys = unit.connection.execute(select(outbox.c.key).where(*there)).scalars()
    return any(key.startswith(f"{about} ") for key in keys)


def drop(unit: Unit, person: str, places: Collection[str], now: datetime) -> None:
    """Drop what waits to be said to a person of the bot's own accord (GE4)."""
    waits = outbox.c.to.in_(list(places)), text("outbox.status = 'waiting'"), outbox.c.person == person
    begun = outbox.c.kind != "reply", outbox.c.revises.is_(None)
    values = {"status": "dropped", "reason": "left", "budget": None, "settled_at": stamp(now)}
    unit.connection.execute(update(outbox).where(*waits, *begun).values(**values))


def drop_for_room(unit: Unit, group: str, now: datetime) -> list[Claimed]:
    """Drop what waits to be said to the room of a group, and return it; what stands there already still changes (X19)."""
    waits = outbox.c.room == group, text("outbox.status = 'waiting'"), outbox.c.revises.is_(None)
    values = {"status": "dropped", "reason": "no room", "settled_at": stamp(now)}
    rows = unit.connection.execute(update(outbox).where(*waits).values(**values).returning(*_COLUMNS)).all()
    return [_read(row) for row in sorted(rows)]


def try_now(unit: Unit, ids: Sequence[int]) -> None:
    """Let messages that wait after a failed attempt go at once."""
    unit.connection.execute(update(outbox).where(outbox.c.id.in_(list(ids)), text("status = 'waiting'")).values(retry_at=None))


def try_now_to(unit: Unit, to: str) -> None:
    """Let what waits for one address after a failed attempt go at once."""
    waits = outbox.c.to == to, text("settled_at IS NULL"), outbox.c.retry_at.is_not(None)
    unit.connection.execute(update(outbox).where(*waits, outbox.c.status == "waiting").values(retry_at=None))


def sweep(unit: Unit) -> int:
    """Free the messages whose lease has ended; returns how many."""
    return unit.connection.execute(
        update(outbox)
        .where(text("outbox.status = 'claimed'"), outbox.c.lease_until < _NOW)
        .values(status="waiting", owner=None, lease_until=None)
    ).rowcount


def set_aside(unit: Unit, now: datetime) -> int:
    """Set aside what waits and was due by now, after a backup was put back; returns how many messages that were."""
    done = update(outbox).where(outbox.c.settled_at.is_(None), outbox.c.due <= stamp(now))
    return unit.connection.execute(
        done.values(
            status="stale", reason="due before a backup was put back", owner=None, lease_until=None, settled_at=stamp(now)
        )
    ).rowcount


def expired_leases(unit: Unit) -> bool:
    """Whether there is anything to sweep; a read, so that an idle bot does not write."""
    ended = select(outbox.c.id).where(text("outbox.status = 'claimed'"), outbox.c.lease_until < _NOW).limit(1)
    return unit.connection.execute(ended).first() is not None


def anything_due(unit: Unit, now: datetime) -> bool:
    """Whether there is anything to claim; a read, for the same reason."""
    return unit.connection.execute(_DUE, {"now": stamp(now), "most": 1}).first() is not None
