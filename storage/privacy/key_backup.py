"""The keys as they go along with a backup: wrapped as they are, in a file of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from storage.database.packed import pack, unpack
from storage.errors import StorageError
from storage.privacy.key_tables import destroyed, erased, key

FORM = "leerbot keys 1"
Rows = Mapping[Table, Sequence[Mapping[str, Any]]]


def packed(db: Connection) -> bytes:
    """Return all keys, and who and what was erased."""
    held = db.execute(select(key.c.owner, key.c.ring, key.c.wrapped).order_by(key.c.owner)).all()
    gone = db.execute(select(erased.c.mark, erased.c.owner, erased.c.whole, erased.c.at).order_by(erased.c.at)).all()
    over = db.execute(select(destroyed.c.name, destroyed.c.at).order_by(destroyed.c.at, destroyed.c.name)).all()
    keys = [[owner, ring, wrapped.hex()] for owner, ring, wrapped in held]
    return pack({"form": FORM, "keys": keys, "erased": list(map(list, gone)), "destroyed": list(map(list, over))}).encode()


def rows_in(packed: bytes) -> Rows:
    """Return what stands in the keys of a backup; raises StorageError for what are none."""
    try:
        kept = unpack(packed.decode())
        rows: Rows = {
            key: [{"owner": owner, "ring": ring, "wrapped": bytes.fromhex(wrapped)} for owner, ring, wrapped in kept["keys"]],
            erased: [{"mark": mark, "owner": owner, "whole": whole, "at": at} for mark, owner, whole, at in kept["erased"]],
            destroyed: [{"name": name, "at": at} for name, at in kept["destroyed"]],
        }
        form = kept["form"]
    except (ValueError, KeyError, TypeError) as problem:
        raise StorageError("the keys of this backup are damaged; give those that leerbot backup wrote") from problem
    if form != FORM:
        raise StorageError("these are no keys of a backup; give those that leerbot backup wrote")
    return rows


def put_back(db: Connection, rows: Rows) -> None:
    """Put what stands in the keys of a backup where no keys are."""
    for table, some in rows.items():
        if some:
            db.execute(insert(table), list(some))
