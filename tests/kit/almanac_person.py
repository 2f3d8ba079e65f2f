"""A person as an independent almanac knows her, and what is asked of her; what she hears of it stands in ``almanac_life``.

It imports nothing of ours but the days of the almanac, on purpose.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.kit.almanac import DAY, allowed

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Reacts = Callable[[datetime], datetime | None]
"""When somebody does something with a message that she got at a moment, if ever."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which somebody is left in peace, which she asked for at a moment (S02, X04)."""

    said: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody works and lives, as far as the bot has to do with it."""

    name: str
    reacts: Reacts
    zone: ZoneInfo = AMSTERDAM
    quiet: frozenset[int] = frozenset()
    pauses: tuple[Pause, ...] = ()
    joins: datetime | None = None
    """When she is added to her team, where she was not there from the beginning."""
    leaves: datetime | None = None
    acts: tuple[datetime, ...] = ()
    """When she does something of her own accord."""
    together: tuple[tuple[datetime, datetime], ...] = ()
    """From when until when her group is together, so that nothing else is asked (S06, S25)."""

    def wall(self, moment: datetime) -> datetime:
        """Return a moment on her wall."""
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def at(self, wall: datetime) -> datetime:
        """Return the moment at which her wall says something."""
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def free(self, moment: datetime) -> datetime:
        """Return a moment, or the next one at which the bot may begin to speak to her (N1)."""
        return self.at(allowed(self.wall(moment), self.quiet))

    def apart(self, moment: datetime) -> datetime:
        """Return a moment, or when her group is not together any more."""
        return next((ends for begins, ends in self.together if begins <= moment < ends), moment)

    def tomorrow(self, moment: datetime) -> datetime:
        """Return the next moment after her day at which the bot may begin to speak to her."""
        return self.at(allowed(datetime.combine(self.wall(moment).date() + DAY, time(0)), self.quiet))


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is asked of somebody: when it opens for her, is reminded of and closes, and what goes before it."""

    what: str
    rank: str
    opens: datetime
    closes: datetime | None = None
    nudges: tuple[datetime, ...] = ()
    agreed: bool = False
    """Whether somebody planned it, so that nothing takes its place where she was silent (X05, N4)."""
    optional: bool = False
    """Whether letting it go by says nothing (X05)."""
    counts: bool = True
    """Whether it counts for her week: not what she does for the group (C-36)."""
    beyond: bool = False
    """Whether its announcement and last reminder may go beyond the week (N2)."""
    until: datetime | None = None
    """Until when it is taken after its closing (S05)."""
    punctual: bool = False
    """Whether it comes at its very moment, alone (S06)."""


class Told(NamedTuple):
    """One message: when it goes, and what it holds; a reminder is called ``… again``."""

    at: datetime
    holds: tuple[str, ...]


@dataclass(slots=True)
class Matter:
    """Where she stands with something that is asked of her."""

    asked: Asked
    prompted: datetime | None = None
    nudged: int = 0
    not_before: datetime | None = None
    done: bool = False
    touched: bool = False

    def leave_out(self, now: datetime) -> None:
        """Let it go by: nothing more is said of it."""
        self.prompted, self.nudged = now, len(self.asked.nudges)

    def is_over(self, now: datetime) -> bool:
        """Whether nothing is said of it any more."""
        return self.done or (self.asked.closes is not None and self.asked.closes <= now)

    def is_open(self, now: datetime) -> bool:
        """Whether she could do something with it."""
        closes = self.asked.until or self.asked.closes
        return not self.done and self.asked.opens <= now and (closes is None or now < closes)


Due = tuple[Matter, tuple[datetime, int]]
"""What is to be said of a matter: since when, and the number of the reminder; 0 is the question itself."""


def called(one: Matter, number: int) -> str:
    """Return what a message is called in which something is asked, or asked again."""
    return f"{one.asked.what} again" if number else one.asked.what
