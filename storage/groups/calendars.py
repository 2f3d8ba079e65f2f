"""The addresses at which people's own calendars read their days: known by a hash, shown again to their owners (X01)."""

import hashlib
import secrets

from sqlalchemy import select

from storage.database.neutral import upsert
from storage.groups import people
from storage.groups.people import Person
from storage.store import Unit
from storage.tables import calendar_feed


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def token_of(unit: Unit, person_id: str) -> str | None:
    """Return what a person's address ends with, if she has one."""
    sealed = unit.connection.execute(select(calendar_feed.c.shown).where(calendar_feed.c.person == person_id)).scalar()
    return unit.keys.unseal(person_id, f"calendar_feed.shown|{person_id}", sealed) if sealed else None


def renew(unit: Unit, person_id: str) -> None:
    """Give a person a new address; the one of before leads nowhere any more."""
    token = secrets.token_urlsafe(32)
    values = {"token": _hashed(token), "shown": unit.keys.seal(person_id, f"calendar_feed.shown|{person_id}", token)}
    statement = upsert(calendar_feed).values(person=person_id, **values)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=values))


def whose(unit: Unit, token: str) -> Person | None:
    """Return whose address this is; None for one that leads nowhere."""
    found = unit.connection.execute(select(calendar_feed.c.person).where(calendar_feed.c.token == _hashed(token))).scalar()
    return people.load(unit, found) if found else None
