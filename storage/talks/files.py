"""Files that people sent, sealed, each with its owner."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.privacy.apart import told_in
from storage.store import Unit
from storage.tables import answer, file
from storage.times import stamp


@dataclass(frozen=True, slots=True)
class File:
    """A kept file without its content."""

    id: str
    owner: str
    name: str
    type: str
    size: int


def keep(
    unit: Unit, id_: str, owner: str, name: str, type_: str, body: bytes, now: datetime, *, apart: int | None = None
) -> None:  # fmt: skip
    """Keep a file; the same id twice is one file. It is sealed ``apart`` with what is told in such a conversation."""
    if unit.connection.execute(select(file.c.id).where(file.c.id == id_)).first():
        return
    key = key_for(owner, apart)
    unit.connection.execute(
        insert(file).values(
            id=id_, owner=owner, name=unit.keys.seal(key, f"file.name|{id_}", name), type=type_, size=len(body),
            body=unit.keys.seal_bytes(key, f"file.body|{id_}", body), apart=apart, stored_at=stamp(now),
        )
    )  # fmt: skip


def key_for(owner: str, apart: int | None) -> str:
    """Return the name of the key that seals a file of an owner."""
    return owner if apart is None else told_in(owner, apart, True)


def forget_unused(unit: Unit, id_: str | None) -> None:
    """Take a file away that stands in no answer any more."""
    if id_ is not None:
        in_use = select(answer.c.id).where(answer.c.file == id_).exists()
        unit.connection.execute(delete(file).where(file.c.id == id_, ~in_use))


def describe(unit: Unit, id_: str) -> File:
    """Return a file without its content; raises KeyError."""
    row = unit.connection.execute(
        select(file.c.id, file.c.owner, file.c.apart, file.c.name, file.c.type, file.c.size).where(file.c.id == id_)
    ).first()
    if row is None:
        raise KeyError(id_)
    name = unit.keys.unseal(key_for(row.owner, row.apart), f"file.name|{id_}", row.name)
    return File(row.id, row.owner, name, row.type, row.size)


def content(unit: Unit, id_: str) -> bytes:
    """Return a file's content; the caller has made sure that the reader may have it. Raises KeyError."""
    row = unit.connection.execute(select(file.c.owner, file.c.apart, file.c.body).where(file.c.id == id_)).first()
    if row is None:
        raise KeyError(id_)
    return unit.keys.unseal_bytes(key_for(row.owner, row.apart), f"file.body|{id_}", row.body)
