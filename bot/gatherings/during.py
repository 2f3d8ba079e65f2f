"""What somebody wanted to be asked while she learns something: it stops when her own trajectory is over (S15)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.gatherings.for_meetings import meetings_of
from bot.timing.editions import Editions
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import conversations, finding
from storage.talks.conversations import LATER, Conversation

BEFORE = timedelta(weeks=1)
"""How long before it comes something was planned of which that is not known any more."""


def is_over(unit: Unit, editions: Editions, one: Conversation, now: datetime) -> bool:
    """Whether something was planned while somebody learned something, and none of that goes on any more."""
    format = editions.newest(one.format).dutch.starts.during
    if format is None or one.round is not None:
        return False
    hers = rounds.planned_alone(unit, one.person, [format])
    ends, since = list(_ends(unit, hers)), _planned_at(unit, one)
    return not any(end > now for end in ends) and any(end >= since for end in ends)


def _planned_at(unit: Unit, one: Conversation) -> datetime:
    """Return when something was planned: as what it came of was answered, or let go by where her yes stands (S15)."""
    occasion = finding.occasion_of(unit, one.id).split()
    try:
        came_of = conversations.load(unit, int(occasion[1])) if occasion[:1] == [LATER] else None
    except KeyError:  # it is not kept any more
        came_of = None
    planned = came_of.touched_at or came_of.ended_at if came_of is not None else None
    return planned or one.opens_at - BEFORE


def goes_on(unit: Unit, planned: Round, now: datetime) -> bool:
    """Whether something that somebody planned for herself is not over (S08)."""
    return any(end > now for end in _ends(unit, [planned]))


def first_day(unit: Unit, planned: Round) -> datetime:
    """Return when it begins."""
    return min((one.at for one in meetings_of(unit, planned.id)), default=planned.planned)


def _ends(unit: Unit, hers: Iterable[Round]) -> Iterable[datetime]:
    for running in hers:
        last = max((one.at for one in meetings_of(unit, running.id)), default=running.planned)
        yield running.closed_at if running.status == "missed" and running.closed_at is not None else last
