"""The only place that knows what time it is. Two clocks: the wall's, and a steady one that never jumps (DESIGN §5)."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The wall clock, asked once per turn and passed on."""

    def now(self) -> datetime:
        """Return the wall's time, in UTC."""
        ...


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        """Return the real time, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A wall clock for trying out: it runs with real time from where it stands, and can be moved forward, never back."""

    def __init__(self, start: datetime) -> None:
        self.ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the time on this wall, in UTC."""
        return datetime.now(UTC) + self.ahead

    def ahead_at(self, moment: datetime) -> timedelta:
        """Return how far ahead of real time this clock stands once it is moved to a moment."""
        return self.ahead + max(moment - self.now(), timedelta(0))

    def move_to(self, moment: datetime) -> None:
        """Move forward to a moment; one that has just passed, because time runs, changes nothing."""
        self.ahead = self.ahead_at(moment)


def of_this_machine(clock: Clock) -> datetime:
    """Return the time that this machine shows, also where a clock for trying out was moved ahead of it."""
    return clock.now() - (clock.ahead if isinstance(clock, MovableClock) else timedelta(0))


class FixedClock:
    """A wall clock that stands still until it is moved; for tests and for playing scripts."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the time at which it was set, in UTC."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Set it; raises ValueError for a moment that has passed."""
        if moment < self._now:
            raise ValueError("the clock only goes forward")
        self._now = moment


def steady() -> float:
    """Return seconds on a clock that never jumps, for time-outs and durations."""
    return time.monotonic()


async def pause(seconds: float) -> None:
    """Let real time pass; tests give something else that waits for nothing."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, but not for long; unlike ``asyncio.wait_for`` of Python 3.11 this never swallows being cancelled."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
