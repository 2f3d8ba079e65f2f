"""Gathering who tells a story where a group comes together: each by a choice of which she heard that it is told there (S06)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs.gatherings.telling import Tellers, in_order
from dialogs.saying.digest import quoted
from dialogs.visibility import Room, ToldInRoom
from storage.groups import people
from storage.groups.rounds import Round
from storage.groups.teams import Circle
from storage.store import Unit
from storage.talks import answers, recalling
from storage.talks.answers import Readable


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells, by name and in the order of the draw, each with the choice by which that is known; and all that shows it."""

    order: Mapping[int, str]
    answers: tuple[int, ...]


def tellers_of(
    unit: Unit, running: Round, tellers: Tellers, circle: Circle, now: datetime, *, teller: int | None = None,
    stood: Collection[int] | None = None,
) -> Told:  # fmt: skip
    """Return who tells in a round: who chose so, still takes part in the group and is not away.

    Beside a name stands what she calls her story, if the group may read that. ``teller`` is the only choice that is told of.
    ``stood`` are the answers that stood there when it was told before: then nobody is added to it, who is away since stays,
    and nobody else begins.
    """
    chosen: dict[str, list[Readable]] = {}
    for one in recalling.chosen_in(unit, ToldInRoom(frozenset(tellers.asked)), running.id):
        if one.sealed.owner in circle.taking_part():
            chosen.setdefault(one.sealed.owner, []).append(one)
    known = stood if teller is None else [teller]
    tells = {who: found[0] for who, hers in chosen.items() if (found := _meant(hers, tellers.who, known))}
    if stood is None:
        tells = {who: one for who, one in tells.items() if not _away(unit, who, now)}
    begins = {who: found[0] for who in tells if (found := _meant(chosen[who], tellers.begins, stood))}
    not_first = circle.roles.get(tellers.never_first, ()) if tellers.never_first else ()
    order, shown = {}, [one.sealed.id for one in (*tells.values(), *begins.values())]
    for who in in_order(tells, begins, not_first, running.seed):
        titles = answers.given_in(unit, Room(running.team), tells[who].conversation, tellers.titles, 0)
        order[tells[who].sealed.id] = ": ".join([circle.names[who], *(quoted(one.value.text or "") for one in titles)])
        shown += [one.sealed.id for one in titles]
    return Told(order, tuple(shown))


def _away(unit: Unit, person_id: str, now: datetime) -> bool:
    away = people.load(unit, person_id).away_until
    return away is not None and away > now


def _meant(hers: Collection[Readable], wanted: Mapping[str, Collection[str]], known: Collection[int] | None) -> list[Readable]:
    """Return the choices of one person with which she said what is asked for."""
    found = (one for one in hers if set(one.value.chosen) & set(wanted.get(one.sealed.question, ())))
    return [one for one in found if known is None or one.sealed.id in known]
