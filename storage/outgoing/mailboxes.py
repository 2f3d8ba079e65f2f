"""The mail addresses of who has no chat, each sealed with her key, and whether she was told that something is there (X02)."""

from datetime import datetime

from sqlalchemy import delete, select, update

from storage.database.neutral import upsert
from storage.store import Unit
from storage.tables import mailbox
from storage.times import stamp

CHANNEL = "email"
"""The channel of which these are the addresses; in it a person is reached by her id."""


def _place(person: str) -> str:
    return f"mailbox.address|{person}"


def put(unit: Unit, person: str, address: str) -> None:
    """Let a person's mail go to an address from now on."""
    values = {"address": unit.keys.seal(person, _place(person), address), "told_at": None}
    statement = upsert(mailbox).values(person=person, **values)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=values))


def forget(unit: Unit, person: str) -> None:
    """Let a person get no mail any more."""
    unit.connection.execute(delete(mailbox).where(mailbox.c.person == person))


def of(unit: Unit, person: str) -> str | None:
    """Return a person's mail address; None for who has none."""
    sealed = unit.connection.execute(select(mailbox.c.address).where(mailbox.c.person == person)).scalar()
    return unit.keys.unseal(person, _place(person), sealed) if sealed else None


def owner(unit: Unit, address: str) -> str | None:
    """Return whose mail address this is, in large letters or small; they are few, and each is opened."""
    wanted = address.casefold()
    everybody = unit.connection.execute(select(mailbox.c.person)).scalars().all()
    return next((one for one in everybody if (of(unit, one) or "").casefold() == wanted), None)


def told_since(unit: Unit, person: str, moment: datetime) -> bool:
    """Whether a person was told since a moment that something is there, and has not looked since."""
    hers = mailbox.c.person == person, mailbox.c.told_at > stamp(moment)
    return unit.connection.execute(select(mailbox.c.person).where(*hers)).first() is not None


def told(unit: Unit, person: str, now: datetime) -> None:
    """Note that a person was told."""
    unit.connection.execute(update(mailbox).where(mailbox.c.person == person).values(told_at=stamp(now)))


def told_nothing(unit: Unit, person: str) -> None:
    """Note that what a person was told never went."""
    unit.connection.execute(update(mailbox).where(mailbox.c.person == person).values(told_at=None))


def looked(unit: Unit, person: str, now: datetime) -> None:
    """Note that a person looks: of what comes after this she is told again, and not of what she sees."""
    update_hers = update(mailbox).where(mailbox.c.person == person)
    unit.connection.execute(update_hers.values(told_at=None, looked_at=stamp(now)))


def looked_since(unit: Unit, person: str, moment: datetime) -> bool:
    """Whether a person looked after a moment."""
    hers = mailbox.c.person == person, mailbox.c.looked_at > stamp(moment)
    return unit.connection.execute(select(mailbox.c.person).where(*hers)).first() is not None
