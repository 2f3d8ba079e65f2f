"""What a facilitator may want to look at in a group in a week (S07, D2): neutral words, and of nobody what she did not say."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.gatherings import attendance, for_meetings
from bot.gatherings.agreements import waits_for_nobody
from bot.timing.editions import Editions
from dialogs.gatherings.together import FEW, in_words
from storage.groups import rounds
from storage.groups.people import Person
from storage.groups.teams import Team
from storage.store import Unit

WEEK = timedelta(days=7)
AFTER = 2 * WEEK
"""For how long after the last meeting it matters still that not all agree: what goes outside depends on it (S31)."""


def signals_of(unit: Unit, editions: Editions, person: Person, team: Team, at: datetime) -> tuple[str, ...]:
    """Return what a facilitator may want to look at in a group in the week up to a moment.

    That not all agree to what it decided, never who, as long as it meets (S24); who missed a meeting for the second time (S25).
    """
    decide = [name for name, one in editions.library.editions.items() if one.dutch.agreed_to and team.kind in one.dutch.groups]
    waits = _meets(unit, team, at) and any(not waits_for_nobody(unit, name, team.id, at) for name in decide)
    together = _chosen_together(unit, editions, person, team, at)
    missed = attendance.signals(unit, editions, person, team, at - WEEK, at)
    return *([editions.phrases(person.language).text("digest.fac.not_all_agree")] if waits else []), *together, *missed


def _meets(unit: Unit, team: Team, at: datetime) -> bool:
    """Whether a group meets still, did so until shortly before a moment, or has planned nothing yet."""
    programme = rounds.newest_programme(unit, team.id)
    return programme is None or any(one.at > at - AFTER for one in for_meetings.meetings_of(unit, programme))


def _chosen_together(unit: Unit, editions: Editions, person: Person, team: Team, at: datetime) -> Iterator[str]:
    """Yield in words what people of a group chose together in the week up to a moment (S26, V4)."""
    for running in rounds.dated_since(unit, [team.id], at - WEEK):
        format = editions.of(unit, running.format, running.version).read_in(person.language)
        for stage in format.stages if running.status != "missed" else ():
            if stage.id in running.moments and at - WEEK < running.moments[stage.id] <= at:
                told = ((one.counted, running.told.get(one.id, FEW)) for one in stage.counted)
                yield from (in_words(counted, found) for counted, found in told if counted and found != FEW)
