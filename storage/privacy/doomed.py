"""Keys to be destroyed once what they sealed is gone, noted beside it: a file of their own shares no commit with it (0020)."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select

from storage.database.neutral import upsert
from storage.tables import doomed_key


def note(beside: Connection, names: Collection[str], at: float) -> None:
    """Note that keys are to be destroyed, in the transaction in which what they sealed goes."""
    rows = [{"name": name, "at": at} for name in names]
    beside.execute(upsert(doomed_key).on_conflict_do_nothing(), rows)


def noted(beside: Connection) -> Mapping[float, list[str]]:
    """Return which keys are to be destroyed, by the moment at which that was decided."""
    found: dict[float, list[str]] = {}
    for name, at in beside.execute(select(doomed_key.c.name, doomed_key.c.at).order_by(doomed_key.c.at, doomed_key.c.name)):
        found.setdefault(at, []).append(name)
    return found


def forget(beside: Connection) -> None:
    """Forget what was noted: it is done."""
    beside.execute(delete(doomed_key))
