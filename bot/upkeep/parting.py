"""What goes when a programme is over, and that its authors hear of it before (§4.5, P8, S31)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.incoming import keeping
from bot.timing.editions import Editions
from storage.groups import people, teams
from storage.outgoing import sending
from storage.privacy import parting
from storage.store import Unit
from storage.talks import conversations
from storage.talks.conversations import Fresh

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long after its last meeting the texts of a programme are kept, and how long before that their authors hear of it.

    Both are whole days, counted from the day of the meeting and of the notice; on the day after these the texts go.
    """

    kept: timedelta
    notice: timedelta

    def tells(self, last: datetime) -> datetime:
        """Return when authors hear of it; never before the last meeting has been, which may still be moved until then."""
        return max(last, _day(last) + self.kept - self.notice)

    def lets_go(self, last: datetime) -> datetime:
        """Return when the texts go, of those who heard of it in time."""
        return _day(last) + self.kept + DAY

    def noticed(self, now: datetime) -> datetime:
        """Return before when authors heard of it in time."""
        return _day(now) - self.notice


def tell_authors(unit: Unit, editions: Editions, limits: Limits, now: datetime, most: int) -> int:
    """Plan the one notice before the texts of programmes go; returns how many were planned."""
    if sending.stopped_since(unit) is not None:
        return 0
    formats, told = editions.gone_with_programme, 0
    for one in parting.over(unit, formats, now):
        if limits.tells(one.last) <= now:
            found = parting.not_told_yet(unit, one.programme, formats, most)
            conversations.begin(unit, [_notice(unit, editions, owner, one.programme, now) for owner in found])
            told += len(found)
    return told


def _notice(unit: Unit, editions: Editions, owner: str, programme: int, now: datetime) -> Fresh:
    """Return the notice for an author; it does not close, so that however late she hears of it her time begins then."""
    format_id = editions.library.for_parting()
    edition, home = editions.newest(format_id), people.home_team(unit, owner)
    waits = home is not None and teams.load(unit, home).pauses_at(now)  # then this is no matter of the group (X19)
    return Fresh(owner, format_id, edition.version, edition.dutch.stages[0].id, now, occasion=parting.occasion(programme),
                 team=None if waits else home, next_at=now)  # fmt: skip


def let_go(unit: Unit, editions: Editions, limits: Limits, now: datetime, most: int) -> int:
    """Erase what was told for programmes that are over long enough, where its authors heard of it in time; returns how much.

    Whose notice waits, as she pauses, keeps hers until she has heard of it; nobody else reads it from now on.
    """
    formats, gone = editions.gone_with_programme, 0
    for one in parting.over(unit, formats, now):
        if limits.lets_go(one.last) <= now:
            found = parting.to_let_go(unit, one.programme, formats, limits.noticed(now), most)
            parting.let_go(unit, found, now)
            gone += len(found)
            if not found:
                for owner, ids in parting.still_shared(unit, one.programme, formats).items():
                    keeping.make_private(unit, owner, ids, now)
    return gone


def _day(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
