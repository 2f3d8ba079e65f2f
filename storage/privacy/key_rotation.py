"""Other master keys, while keys are used: whether they open what is sealed, and sealing all of it with a new one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, bindparam, func, select, update

from storage.errors import CannotOpen, MissingKey, StorageError
from storage.privacy.crypto import KeyRing
from storage.privacy.key_tables import key

PORTION = 500
"""How many keys are sealed in one transaction, so that nobody waits long for one of them."""
_WRAP_AGAIN = (
    update(key)
    .where(key.c.owner == bindparam("whose"), key.c.wrapped == bindparam("was"))
    .values(ring=bindparam("new_ring"), wrapped=bindparam("new_wrapped"))
)


def opened(db: Connection, ring: KeyRing, where: str) -> int:
    """Return how many master keys seal the keys; raises StorageError, with the mend, for one that is not here or is another."""
    one_of_each = select(func.min(key.c.owner)).group_by(key.c.ring)
    rows = db.execute(select(key).where(key.c.owner.in_(one_of_each))).all()
    for owner, name, wrapped in rows:
        try:
            ring.unwrap(owner, name, wrapped)
        except MissingKey as problem:
            here = ", ".join(f'"{one}"' for one in ring.keys)
            raise StorageError(
                f'{where} is sealed with the master key "{name}", and here is only {here}; add "{name}" to the list'
            ) from problem
        except CannotOpen as problem:
            raise StorageError(
                f'the master key "{name}" here does not open {where}; give it the one it was made with'
            ) from problem
    return len(rows)


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
