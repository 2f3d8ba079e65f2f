"""Flags that a person gives her own answers beside who reads them ("bewaar voor de waardecheck", S04)."""

from collections.abc import Collection, Iterable

from sqlalchemy import select, update

from storage.store import Unit
from storage.tables import answer


def put(unit: Unit, owner: str, ids: Iterable[int], gives: Collection[str], takes: Collection[str]) -> None:
    """Give answers of their owner flags, and take others from them."""
    there = answer.c.id.in_(list(ids)), answer.c.owner == owner, answer.c.withdrawn_at.is_(None)
    for row in unit.connection.execute(select(answer.c.id, answer.c.flags).where(*there)).all():
        kept = " ".join(sorted({*row.flags.split(), *gives} - {*takes}))
        unit.connection.execute(update(answer).where(answer.c.id == row.id).values(flags=kept))
