"""The budget of a person's day and week: which messages of the bot's own accord count for her, and on which day (N2)."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, exists, select, update

from storage.database.prepared import Prepared
from storage.outgoing.outbox import Claimed
from storage.store import Unit
from storage.tables import outbox

_SENT = Prepared(select(outbox.c.budget).where(outbox.c.budget >= bindparam("low"), outbox.c.budget <= bindparam("high")))
_other = outbox.alias("other")
_COUNT_ON = Prepared(
    update(outbox)
    .where(
        outbox.c.id == bindparam("this"),
        ~exists().where(_other.c.budget == bindparam("day"), _other.c.id != bindparam("this")),
    )
    .values(budget=bindparam("day"))
)


def sent_on(unit: Unit, person: str, day: date) -> int:
    """Return how many counted messages a person was sent, or is about to be, on a local date."""
    return len(_SENT.rows(unit, {"low": f"{person} {day}", "high": f"{person} {day} 9"}))


def sent_in_week(unit: Unit, person: str, day: date) -> int:
    """Return how many counted messages a person was sent, or is about to be, in the calendar week of a local date."""
    monday = day - timedelta(days=day.weekday())
    return len(_SENT.rows(unit, {"low": f"{person} {monday}", "high": f"{person} {monday + timedelta(days=6)} 9"}))


def _places(person: str, day: date, most: int) -> list[str]:
    """Return the places for messages that count for a person's local date."""
    return [f"{person} {place}" for place in places_on(day, most)]


def places_on(day: date | str, most: int) -> list[str]:
    """Return the places for messages that count for a local date, of whomever."""
    return [f"{day}", *(f"{day} {number}" for number in range(2, most + 1))]


def free_of(places: Sequence[str], taken: Collection[str]) -> str:
    """Return the first of some places that is not taken; where all are the last of them."""
    return next((place for place in places if place not in taken), places[-1])


def place_on(person: str, day: date) -> str:
    """Return the first place for a message that counts for a person's local date."""
    return f"{person} {day}"


def count_on(unit: Unit, one: Claimed, person: str, day: date, most: int) -> bool:
    """Let a claimed message count for a local date, as it may do already; False when ``most`` others count for it."""
    places = _places(person, day, most)
    return one.budget in places or any(_COUNT_ON.run(unit, {"this": one.id, "day": place}).rowcount == 1 for place in places)
