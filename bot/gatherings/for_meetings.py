"""Rounds that somebody plans for a meeting of her group: which meetings there are, and what is prepared for them (S05).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.timing.editions import Editions
from dialogs.answers.dates import Day, hour_in_words
from dialogs.gatherings.programmes import Meeting
from dialogs.language.starts import ENDING, MEETING, PREVIOUS
from dialogs.saying.phrases import Language
from dialogs.timing.plans import Plan
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class ToChoose:
    """The moments that can be chosen: meetings (S05), with those for which something is prepared, or free moments (S52)."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The moments as they are called, by the button for each."""
    days: Mapping[str, str] = field(default_factory=dict)
    """The day that each button stands for."""
    gone: frozenset[str] = frozenset()
    """The buttons and the days of free moments that were there, and cannot be chosen any more (S52)."""
    prepared: tuple[str, ...] = ()
    """The days of the meetings for which something is prepared already."""
    in_series: int = 0
    """How often something is prepared in the series that the group planned."""


def to_choose(unit: Unit, editions: Editions, team: Team, language: Language, now: datetime) -> ToChoose:
    """Return the meetings of a group that can be chosen now, and what is prepared already."""
    coming = meetings_to_come(unit, team, now)
    names = {f"meeting_{one.number}": hour_in_words(one.at, team.zone, language) for one in coming}
    days = {f"meeting_{one.number}": _iso(one.at, team) for one in coming}
    programme, around = rounds.newest_programme(unit, team.id), _gathering(unit, editions, team)
    in_series = sum(one.programme is not None and one.programme == programme for one in around)
    prepared = tuple(_iso(one.planned, team) for one in around)
    return ToChoose(names, days, prepared=prepared, in_series=in_series)


def meetings_of(unit: Unit, programme: int) -> list[Meeting]:
    """Return the meetings of a programme that have rounds around them, the first one first."""
    found = {one.number: one.planned for one in rounds.of_programme(unit, programme) if one.number is not None}
    return [Meeting(number, at) for number, at in sorted(found.items())]


def meetings_to_come(unit: Unit, team: Team, now: datetime) -> list[Meeting]:
    """Return the meetings that a group planned and that are still to come."""
    programme = rounds.newest_programme(unit, team.id)
    found = meetings_of(unit, programme) if programme is not None else []
    return [one for one in found if one.at > now]


def plans_its_meetings(editions: Editions, team: Team) -> bool:
    """Whether the meetings of such a group are planned here, so that nothing is planned for another day."""
    known = (one.dutch for one in editions.library.editions.values())
    return any(one.programme and one.programme.gathers and not one.of_one and team.kind in one.groups for one in known)


def _gathering(unit: Unit, editions: Editions, team: Team) -> list[Round]:
    """Return the rounds of a group in which something is prepared for a meeting."""
    gathering = [name for name, edition in editions.library.editions.items() if edition.dutch.gathered]
    return [one for name in gathering for one in rounds.all_of(unit, name, team.id)]


def _iso(moment: datetime, team: Team) -> str:
    wall = moment.astimezone(team.zone)
    return Day(wall.date(), wall.time()).to_iso()


def around(unit: Unit, new: Round, team: Team) -> Round:
    """Return a round that was planned for a meeting as one of its programme, so that it moves and goes with it (S25)."""
    programme = rounds.newest_programme(unit, team.id)
    for one in rounds.of_programme(unit, programme) if programme is not None else ():
        if new.plan is not None and one.plan is not None and one.planned == new.moments.get(MEETING):
            moments = {name: one.moments[name] for name in (PREVIOUS, ENDING)}
            return replace(new, plan=_with(new.plan, moments), programme=programme, number=one.number)
    return new


def _with(plan: Plan, moments: Mapping[str, datetime]) -> Plan:
    return replace(plan, moments={**plan.moments, **moments})
