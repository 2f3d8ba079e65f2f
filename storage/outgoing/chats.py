"""Where a platform keeps the private chat of a person, and what was offered there last, which cannot be read back (0019)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from dialogs.saying.prompt import Choice
from storage.database.neutral import upsert
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import address, chat
from storage.times import stamp

SHORTLY = timedelta(seconds=60)
"""For how long the same once more is a repeat of the platform, or a second tap: Teams repeats within half a minute."""


_hers = chat.c.person == bindparam("who")
_AT = Prepared(
    select(address.c.person, chat.c.conversation, chat.c.service)
    .select_from(address.outerjoin(chat, chat.c.person == address.c.person))
    .where(address.c.channel == bindparam("channel"), address.c.external == bindparam("external"))
)
_OF = Prepared(select(chat.c.conversation, chat.c.service).where(_hers))
_place = upsert(chat).values(
    person=bindparam("who"), conversation=bindparam("conversation"), service=bindparam("service")
)  # fmt: skip
_PUT = Prepared(
    _place.on_conflict_do_update(
        index_elements=["person"],
        set_={"conversation": _place.excluded.conversation, "service": _place.excluded.service},
    )
)
_OFFER = Prepared(update(chat).where(_hers).values(offered=bindparam("sealed"), offered_in=bindparam("message")))
_OFFERED = Prepared(select(chat.c.offered, chat.c.offered_in).where(_hers))
_LET_PRESS_AGAIN = Prepared(update(chat).where(_hers, chat.c.pressed.is_not(None)).values(pressed=None))


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation on a platform, and the address of the service that keeps it."""

    conversation: str
    service: str


def place(person: str) -> str:
    """Return to what the seal of an offer is bound."""
    return f"chat.offered|{person}"


def place_of_pressed(person: str) -> str:
    """Return to what the seal of what was pressed is bound."""
    return f"chat.pressed|{person}"


def at(unit: Unit, channel: str, external: str) -> tuple[str, Place | None] | None:
    """Return who is reached at an address, and where her chat is while that is known; None for an address that is nobody's."""
    row = _AT.run(unit, {"channel": channel, "external": external}).fetchone()
    return (row[0], Place(row[1], row[2]) if row[1] else None) if row else None


def of(unit: Unit, person: str) -> Place | None:
    """Return where somebody's chat is; None while that is not known."""
    row = _OF.run(unit, {"who": person}).fetchone()
    return Place(row[0], row[1]) if row else None


def put(unit: Unit, person: str, where: Place) -> None:
    """Remember where somebody's chat is now."""
    _PUT.run(unit, {"who": person, "conversation": where.conversation, "service": where.service})


def forget(unit: Unit, person: str) -> None:
    """Forget where somebody's chat was."""
    unit.connection.execute(delete(chat).where(chat.c.person == person))


def offer(unit: Unit, person: str, message: str, choices: Sequence[Choice]) -> None:
    """Remember what a message offers; what was offered before it counts no more."""
    text = json.dumps([[choice.id, choice.label] for choice in choices], ensure_ascii=False)
    sealed = unit.keys.seal(person, place(person), text) if choices else None
    _OFFER.run(unit, {"who": person, "sealed": sealed, "message": message})


def offered_in(unit: Unit, person: str) -> str | None:
    """Return in which message something was offered last."""
    row = _OFFERED.run(unit, {"who": person}).fetchone()
    return row[1] if row else None


def offered(unit: Unit, person: str) -> list[Choice]:
    """Return what was offered last."""
    row = _OFFERED.run(unit, {"who": person}).fetchone()
    found = json.loads(unit.keys.unseal(person, place(person), row[0])) if row and row[0] else []
    return [Choice(id_, label) for id_, label in found]


def take_back(unit: Unit, conversation: str, message: str) -> None:
    """Let what a message offered count no more, now that it is gone."""
    there = chat.c.conversation == conversation, chat.c.offered_in == message
    unit.connection.execute(update(chat).where(*there).values(offered=None))


def let_press_again(unit: Unit, person: str) -> None:
    """Let what was pressed shortly before count once more: she did something else since, so it is no repeat of that."""
    _LET_PRESS_AGAIN.run(unit, {"who": person})


def pressed_first(unit: Unit, person: str, what: str, now: datetime) -> bool:
    """Remember what was pressed on a card; False when the same was pressed there shortly before (trust R14).

    It is sealed, as it could be guessed what somebody chose. Where no chat is known, nothing is.
    """
    row = unit.connection.execute(select(chat.c.pressed).where(chat.c.person == person)).first()
    if row is None:
        return True
    known = json.loads(unit.keys.unseal(person, place_of_pressed(person), row.pressed)) if row.pressed else {}
    lately = {one: at for one, at in known.items() if at > stamp(now - SHORTLY)}
    if what in lately:
        return False
    sealed = unit.keys.seal(person, place_of_pressed(person), json.dumps({**lately, what: stamp(now)}))
    unit.connection.execute(update(chat).where(chat.c.person == person).values(pressed=sealed))
    return True
