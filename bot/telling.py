"""Gathering who tells a story where a group comes together: each by her own choice, read through the gate as hers (S06)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs.digest import quoted
from dialogs.telling import Tellers, in_order
from dialogs.visibility import Person as Reader
from dialogs.visibility import Room
from storage import answers, people, recalling
from storage.answers import Readable
from storage.rounds import Round
from storage.store import Unit
from storage.teams import Circle


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells, by name and in the order of the draw, each with the choice by which that is known; and all that shows it."""

    order: Mapping[int, str]
    answers: tuple[int, ...]


def tellers_of(
    unit: Unit, running: Round, tellers: Tellers, circle: Circle, now: datetime, known: Collection[int] | None = None
) -> Told:
    """Return who tells in a round: who chose so, still takes part in the group and is not away.

    Beside a name stands what she calls her story, if the group may read that. ``known`` are the choices by which it was told
    before: nobody is added to it then.
    """
    chosen: dict[str, list[Readable]] = {}
    for person_id in recalling.owners_in(unit, running.id, tellers.asked):
        away = people.load(unit, person_id).away_until
        if person_id in circle.taking_part() and (away is None or away <= now):
            chosen[person_id] = recalling.told_in(unit, Reader(person_id), running.id, tellers.asked)
    tells = {who: found[0] for who, hers in chosen.items() if (found := _meant(hers, tellers.who, known))}
    begins = {who: found[0] for who in tells if (found := _meant(chosen[who], tellers.begins, None))}
    not_first = circle.roles.get(tellers.never_first, ()) if tellers.never_first else ()
    order, shown = {}, [one.sealed.id for one in (*tells.values(), *begins.values())]
    for who in in_order(tells, begins, not_first, running.seed):
        titles = answers.given_in(unit, Room(running.team), tells[who].conversation, tellers.titles, 0)
        order[tells[who].sealed.id] = ": ".join([circle.names[who], *(quoted(one.value.text or "") for one in titles)])
        shown += [one.sealed.id for one in titles]
    return Told(order, tuple(shown))


def _meant(hers: Collection[Readable], wanted: Mapping[str, Collection[str]], known: Collection[int] | None) -> list[Readable]:
    """Return the choices of one person with which she said what is asked for."""
    found = (one for one in hers if set(one.value.chosen) & set(wanted.get(one.sealed.question, ())))
    return [one for one in found if known is None or one.sealed.id in known]
