"""Gathering who tells a story where a group comes together: each by her own choice, read through the gate as hers (S06)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs.telling import Tellers, in_order
from dialogs.visibility import Person as Reader
from storage import people, recalling
from storage.answers import Readable
from storage.rounds import Round
from storage.store import Unit
from storage.teams import Circle


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells, in the order of the draw, and the choices by which that is known."""

    order: tuple[str, ...]
    answers: tuple[int, ...]


def tellers_of(
    unit: Unit, running: Round, tellers: Tellers, circle: Circle, now: datetime, known: Collection[int] | None = None
) -> Told:
    """Return who tells in a round: who chose so, still takes part in the group and is not away.

    ``known`` are the choices by which it was told before: nobody is added to it then.
    """
    chosen: dict[str, list[Readable]] = {}
    for person_id in recalling.owners_in(unit, running.id, tellers.asked):
        away = people.load(unit, person_id).away_until
        if person_id in circle.taking_part() and (away is None or away <= now):
            chosen[person_id] = recalling.told_in(unit, Reader(person_id), running.id, tellers.asked)
    tells = {who: ids for who, hers in chosen.items() if (ids := _meant(hers, tellers.who, known))}
    begins = {who: ids for who in tells if (ids := _meant(chosen[who], tellers.begins, known))}
    not_first = circle.roles.get(tellers.never_first, ()) if tellers.never_first else ()
    order = in_order(tells, begins, not_first, running.seed)
    return Told(tuple(order), tuple(id_ for found in (tells, begins) for ids in found.values() for id_ in ids))


def _meant(hers: Collection[Readable], wanted: Mapping[str, Collection[str]], known: Collection[int] | None) -> list[int]:
    """Return the choices of one person with which she said what is asked for."""
    found = (one for one in hers if set(one.value.chosen) & set(wanted.get(one.sealed.question, ())))
    return [one.sealed.id for one in found if known is None or one.sealed.id in known]
