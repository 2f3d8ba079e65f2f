"""Sealing all keys with a new master key, while they are used."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, bindparam, select, update

from storage.privacy.crypto import KeyRing
from storage.privacy.key_tables import key

PORTION = 500
"""How many keys are sealed in one transaction, so that nobody waits long for one of them."""
_WRAP_AGAIN = (
    update(key)
    .where(key.c.owner == bindparam("whose"), key.c.wrapped == bindparam("was"))
    .values(ring=bindparam("new_ring"), wrapped=bindparam("new_wrapped"))
)


def rotate(
    at_work: Callable[[], AbstractContextManager[Connection]], ring: KeyRing, told: Callable[[str, int, int], None]
) -> int:
    """Seal every key with the newest master key, in transactions of its own; returns how many were not.

    ``told`` hears each time what, how many of them, and of how many. Broken off, it goes on where it was. Raises MissingKey
    or CannotOpen where a master key is not here.
    """
    with at_work() as db:
        found = db.execute(select(key).where(key.c.ring != ring.newest).order_by(key.c.owner)).all()
    for start in range(0, len(found), PORTION):
        portion = found[start : start + PORTION]
        with at_work() as db:
            db.execute(_WRAP_AGAIN, [_again(ring, *row) for row in portion])
        told("keys", start + len(portion), len(found))
    return len(found)


def _again(ring: KeyRing, owner: str, name: str, old: bytes) -> dict[str, object]:
    newest, wrapped = ring.wrap(owner, ring.unwrap(owner, name, old))
    return {"whose": owner, "was": old, "new_ring": newest, "new_wrapped": wrapped}
