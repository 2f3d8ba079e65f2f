"""Messages that name somebody to others, and are drawn anew without her name when she is erased (C-44)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select, text

from storage.database.neutral import upsert
from storage.database.packed import pack
from storage.database.prepared import Prepared
from storage.outgoing import posts
from storage.store import Unit
from storage.tables import IS_OVERVIEW, membership, mentioned, outbox

OF_SOMEBODY = ("who", "gone", "newcomer", "wie", "ander")
"""The words of a recipe with which a message names somebody without showing a text of hers."""
OFFERED = "=person "
"""What stands before the id of somebody in place of her name on a button."""
GATHERED = pack({"prepared": True})[1:-1]
"""What stands in the recipe of a message that gathers what a group prepared."""


_MENTION = Prepared(upsert(mentioned).on_conflict_do_nothing())


def remember_mentioned(unit: Unit, message: int, people: Iterable[str]) -> None:
    """Remember who facilitates or leads and stands by name in a message, before it is sent (X18, C-44)."""
    _MENTION.run_all(unit, [{"outbox": message, "person": id_} for id_ in people])


def revise_naming(unit: Unit, person_id: str, now: datetime) -> None:
    """Plan a revision of each message that tells others something of somebody by name: her name goes."""
    others = or_(outbox.c.person.is_(None), outbox.c.person != person_id)
    by_role = outbox.c.id.in_(select(mentioned.c.outbox).where(mentioned.c.person == person_id))
    told = and_(outbox.c.revises.is_(None), others, or_(naming(person_id), _how_far_they_are(person_id), by_role))
    posts.revise(unit, select(outbox.c.id).where(told), now)


def naming(person_id: str | None = None) -> ColumnElement[bool]:
    """Return which messages tell others something of a person by name, or of anybody."""
    whole = -1 if person_id else -2
    tells = [pack({word: person_id or ""})[1:whole] for word in OF_SOMEBODY] + [pack([OFFERED + (person_id or "")])[1:whole]]
    told = or_(*(outbox.c.recipe.contains(one, autoescape=True) for one in tells))
    return and_(outbox.c.kind.in_(("line", "notice", "reply")), outbox.c.revises.is_(None), told)


def mentions() -> ColumnElement[bool]:
    """Return which messages name somebody by whom they are read, or led (X18)."""
    return exists().where(mentioned.c.outbox == outbox.c.id)


def _how_far_they_are(person_id: str) -> ColumnElement[bool]:
    """Return which messages tell who facilitates, or did, how far each is in a group in which somebody is, or was."""
    hers = select(membership.c.team).where(membership.c.person == person_id)
    guides = select(membership.c.person).where(membership.c.team.in_(hers), membership.c.role == "facilitator")
    return and_(outbox.c.person.in_(guides), how_far())


def how_far() -> ColumnElement[bool]:
    """Return which messages may tell who facilitates a group how far each is, by name."""
    return or_(text(IS_OVERVIEW), and_(outbox.c.kind == "digest", outbox.c.recipe.contains(GATHERED)))
