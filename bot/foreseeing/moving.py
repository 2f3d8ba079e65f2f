"""Moving a demo's clock forward: everything that falls due on the way happens, in order, before the move answers."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from bot.clock import MovableClock
from bot.outgoing.outbox import Sender
from bot.timing.ticking import Ticker
from storage.groups import settings
from storage.store import Store
from storage.timing import pushing

SETTING = "demo.clock"
FURTHEST = timedelta(days=370)
_DURATION = TypeAdapter(timedelta)
_INSTANT = TypeAdapter(datetime)


class CannotMove(Exception):
    """The clock cannot be moved like that; ``args`` hold what is wrong and the mend."""

    def __init__(self, error: str, mend: str, *, backwards: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.mend = mend
        self.backwards = backwards


class DemoMover:
    """Moves the clock of a demo."""

    def __init__(self, store: Store, clock: MovableClock, ticker: Ticker, sender: Sender, zone: ZoneInfo) -> None:
        self._store = store
        self._clock = clock
        self._ticker = ticker
        self._sender = sender
        self._zone = zone
        self._one_at_a_time = asyncio.Lock()

    async def move(self, order: Mapping[str, Any]) -> None:
        """Move by ``{"advance": "P7D"}`` or ``{"to": ISO}``; raises CannotMove."""
        async with self._one_at_a_time:
            await self._move_to(self._target(order))

    async def _move_to(self, target: datetime) -> None:
        await self._settle()
        while True:
            now = self._clock.now()
            moment = await self._store.read(partial(pushing.next_of_all, after=now))
            if moment is None or moment > target:
                break
            await self._set(moment)
            await self._settle()
        await self._set(target)
        await self._settle()

    async def _set(self, moment: datetime) -> None:
        """Set the clock, and remember it first: a bot that is killed on the way begins no earlier than what had happened."""
        ahead = str(self._clock.ahead_at(moment).total_seconds())
        await self._store.run(lambda unit: settings.put(unit, SETTING, ahead))
        self._clock.move_to(moment)

    async def _settle(self) -> None:
        await self._ticker.tick(self._clock.now())
        await self._sender.drain()

    def _target(self, order: Mapping[str, Any]) -> datetime:
        now = self._clock.now()
        try:
            if set(order) == {"advance"}:
                target = now.astimezone(self._zone) + _DURATION.validate_strings(order["advance"])
            elif set(order) == {"to"}:
                target = _INSTANT.validate_strings(order["to"])
                target = target if target.tzinfo else target.replace(tzinfo=self._zone)
            else:
                raise CannotMove("Zeg waarheen de klok moet.", 'Stuur {"advance": "P7D"} of {"to": "2026-11-26T14:00"}.')
        except (ValidationError, OverflowError) as problem:
            raise CannotMove("Die tijd begrijp ik niet.", 'Schrijf bijvoorbeeld "P1D" of "2026-11-26T14:00".') from problem
        if target < now:
            raise CannotMove("De klok kan niet terug.", "Kies een later moment.", backwards=True)
        if target - now > FURTHEST:
            raise CannotMove("Zo ver vooruit kan niet in één keer.", "Ga hooguit een jaar per keer vooruit.")
        return target
