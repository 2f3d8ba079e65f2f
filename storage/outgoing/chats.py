"""Where a platform keeps the private chat of a person, and what was offered there last, which cannot be read back (0019)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from dialogs.saying.prompt import Choice
from storage.database.neutral import upsert
from storage.store import Unit
from storage.tables import chat


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation on a platform, and the address of the service that keeps it."""

    conversation: str
    service: str


def place(person: str) -> str:
    """Return to what the seal of an offer is bound."""
    return f"chat.offered|{person}"


def of(unit: Unit, person: str) -> Place | None:
    """Return where somebody's chat is; None while that is not known."""
    row = unit.connection.execute(select(chat.c.conversation, chat.c.service).where(chat.c.person == person)).first()
    return Place(row.conversation, row.service) if row else None


def put(unit: Unit, person: str, where: Place) -> None:
    """Remember where somebody's chat is now."""
    values = {"conversation": where.conversation, "service": where.service}
    statement = upsert(chat).values(person=person, **values)
    unit.connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=values))


def forget(unit: Unit, person: str) -> None:
    """Forget where somebody's chat was."""
    unit.connection.execute(delete(chat).where(chat.c.person == person))


def offer(unit: Unit, person: str, message: str, choices: Sequence[Choice]) -> None:
    """Remember what a message offers; what was offered before it counts no more."""
    text = json.dumps([[choice.id, choice.label] for choice in choices], ensure_ascii=False)
    values = {"offered": unit.keys.seal(person, place(person), text) if choices else None, "offered_in": message}
    unit.connection.execute(update(chat).where(chat.c.person == person).values(**values))


def offered_in(unit: Unit, person: str) -> str | None:
    """Return in which message something was offered last."""
    return unit.connection.execute(select(chat.c.offered_in).where(chat.c.person == person)).scalar()


def offered(unit: Unit, person: str) -> list[Choice]:
    """Return what was offered last."""
    sealed = unit.connection.execute(select(chat.c.offered).where(chat.c.person == person)).scalar()
    found = json.loads(unit.keys.unseal(person, place(person), sealed)) if sealed else []
    return [Choice(id_, label) for id_, label in found]


def take_back(unit: Unit, conversation: str, message: str) -> None:
    """Let what a message offered count no more, now that it is gone."""
    there = chat.c.conversation == conversation, chat.c.offered_in == message
    unit.connection.execute(update(chat).where(*there).values(offered=None))
