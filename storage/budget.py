"""The budget of a person's day and week: which messages of the bot's own accord count for her, and on which day (N2)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import bindparam, exists, select, update

from storage.outbox import Claimed
from storage.prepared import Prepared
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


def days_sent(unit: Unit, person: str, first: date, last: date) -> list[date]:
    """Return the local date of each counted message that a person was sent, or is about to be, between two dates."""
    rows = _SENT.run(unit, {"low": f"{person} {first}", "high": f"{person} {last} 9"})
    return [date.fromisoformat(budget.removeprefix(f"{person} ")[:10]) for (budget,) in rows]


def sent_on(unit: Unit, person: str, day: date) -> int:
    """Return how many counted messages a person was sent, or is about to be, on a local date."""
    return len(days_sent(unit, person, day, day))


def _places(person: str, day: date, most: int) -> list[str]:
    """Return the places for messages that count for a person's local date."""
    return [f"{person} {place}" for place in places_on(day, most)]


def places_on(day: date, most: int) -> list[str]:
    """Return the places for messages that count for a local date, of whomever."""
    return [f"{day}", *(f"{day} {number}" for number in range(2, most + 1))]


def free_of(places: Sequence[str], taken: Collection[str]) -> str:
    """Return the first of some places that is not taken; where all are the last of them."""
    return next((place for place in places if place not in taken), places[-1])


def place_on(unit: Unit, person: str, day: date, most: int = 1) -> str:
    """Return the first free place of so many on a local date; where all are taken the last of them."""
    places = _places(person, day, most)
    if most == 1:
        return places[0]
    taken = unit.connection.execute(select(outbox.c.budget).where(outbox.c.budget.in_(places))).scalars().all()
    return free_of(places, taken)


def count_on(unit: Unit, one: Claimed, person: str, day: date, most: int) -> bool:
    """Let a claimed message count for a local date, as it may do already; False when ``most`` others count for it."""
    places = _places(person, day, most)
    return one.budget in places or any(_COUNT_ON.run(unit, {"this": one.id, "day": place}).rowcount == 1 for place in places)
