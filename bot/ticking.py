"""The tick: everything that has fallen due by now, one unit of work after the other (DESIGN §5).

The scheduler calls it each second; moving a demo's clock calls it for each moment on the way. It computes no date itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot import coming_back, own_month, retaining, rounds, speaking
from bot.editions import Editions
from bot.opening import open_due
from storage import conversations, outbox, people, pushing, sending
from storage import rounds as kept
from storage.errors import NotSaved
from storage.rounds import Round, Schedule
from storage.store import Store, Unit, Work

T = TypeVar("T")
log = structlog.get_logger()
MOST = 256
PUSHED_AWAY = timedelta(minutes=10)
"""For how long something that failed is left alone, so that it does not hold up the rest."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened of its own accord; ids only."""

    what: str
    at: datetime
    format: str
    team: str


Witness = Callable[[Happened], Awaitable[None]]


class Ticker:
    """Does what is due; any number of them may run on one database."""

    def __init__(self, store: Store, editions: Editions, witness: Witness) -> None:
        self._store = store
        self._editions = editions
        self._witness = witness
        self._let_go: date | None = None

    async def tick(self, now: datetime) -> None:
        """Do everything that is due; an idle tick only reads.

        While sending is stopped nothing is begun; afterwards it is as if the bot had been down (X20, N5).
        """
        await self._keep_no_longer(now)
        if await self._store.read(sending.stopped_since) is None:
            await self._begin(now)
        if await self._store.read(outbox.expired_leases):
            await self._bulk(outbox.sweep)

    async def _begin(self, now: datetime) -> None:
        """Open, report, close, and speak to people, as far as it is due."""
        while due := await self._store.read(partial(kept.due_schedules, now=now, most=MOST)):
            await _together(self._open(schedule, now) for schedule in due)
        while running_now := await self._store.read(partial(kept.due, now=now, most=MOST)):
            await _together(self._handle(running, now) for running in running_now if running.status == "planning")
            for running in running_now:  # one after the other: reports of several groups may share a message (C-36)
                if running.status != "planning":
                    await self._handle(running, now)
        while back := await self._store.read(partial(people.coming_back, now=now, most=MOST)):
            await _together(self._one_person(person, now, coming_back.come_back) for person in back)
        while months := await self._store.read(partial(people.whose_month_begins, now=now, most=MOST)):
            await _together(self._one_person(person, now, own_month.tell_month) for person in months)
        while due_now := await self._store.read(lambda unit: conversations.due_people(unit, now, MOST)):
            await _together(self._one_person(person, now, speaking.speak_to) for person in due_now)

    async def _keep_no_longer(self, now: datetime) -> None:
        """Let go of what has been kept long enough, once a day, in portions that hold nobody up (§4.5)."""
        if self._let_go == now.date():
            return
        limits = await self._store.read(retaining.limits)
        for portion in retaining.portions(self._editions, limits, now):
            await self._let_all_go(portion)
        self._let_go = now.date()

    async def _let_all_go(self, portion: retaining.Portion) -> None:
        try:
            while await self._bulk(portion):
                pass
        except NotSaved:
            raise
        except Exception:
            log.exception("what is too old could not be let go of")

    async def _bulk(self, work: Work[T]) -> T:
        return await self._store.run(work, lane="bulk")

    async def _open(self, schedule: Schedule, now: datetime) -> None:
        try:
            await self._bulk(partial(open_due, editions=self._editions, due=schedule, now=now))
        except NotSaved:
            raise
        except Exception:
            log.exception("round could not be opened", format=schedule.format, team=schedule.team)
            await self._bulk(partial(kept.postpone, plan=schedule, until=now + PUSHED_AWAY))

    async def _handle(self, running: Round, now: datetime) -> None:
        try:
            happened = await self._plan(running, now) if running.status == "planning" else await self._go_on(running, now)
        except NotSaved:
            raise
        except Exception:
            log.exception("round failed", round=running.id)
            await self._bulk(lambda unit: kept.set_next(unit, running.id, now + PUSHED_AWAY))
            return
        if happened:
            await self._witness(Happened(happened, now, running.format, running.team))

    async def _plan(self, running: Round, now: datetime) -> str | None:
        after: str | None = ""
        while after is not None:
            after = await self._bulk(partial(self._plan_chunk, running, after, now))
        return "round_opened" if self._editions.newest(running.format).dutch.stages else None

    def _plan_chunk(self, running: Round, after: str, now: datetime, unit: Unit) -> str | None:
        there = kept.still_due(unit, running.id, now)
        return rounds.plan_chunk(unit, self._editions, there, after, now) if there and there.status == "planning" else None

    async def _go_on(self, running: Round, now: datetime) -> str | None:
        def work(unit: Unit) -> str | None:
            there = kept.still_due(unit, running.id, now)
            return rounds.handle_round(unit, self._editions, there, now) if there and there.status != "planning" else None

        return await self._bulk(work)

    async def _one_person(self, person: str, now: datetime, does: Callable[[Unit, Editions, str, datetime], None]) -> None:
        def work(unit: Unit) -> None:
            does(unit, self._editions, person, now)

        try:
            await self._bulk(work)
        except NotSaved:
            raise
        except Exception:
            log.exception("person failed", person=person)
            await self._bulk(lambda unit: pushing.push_away(unit, person, now, now + PUSHED_AWAY))


async def _together(work: Iterable[Awaitable[None]]) -> None:
    """Do units that know nothing of each other at once, so that they share commits; raises the first failure after all."""
    for outcome in await asyncio.gather(*work, return_exceptions=True):
        if outcome is not None:
            raise outcome
