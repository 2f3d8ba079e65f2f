"""The tick: everything that has fallen due by now, one unit of work after the other (DESIGN §5).

The scheduler calls it each second; moving a demo's clock calls it for each moment on the way. It computes no date itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.logs import log
from bot.outgoing import own_month, rooms
from bot.timing import coming_back, rounds, speaking
from bot.timing.editions import Editions
from bot.timing.opening import open_due
from bot.timing.opening import portions as portions_of
from bot.upkeep import retaining
from bot.words import deputies
from storage.errors import NotSaved
from storage.groups import deputies as named_deputies
from storage.groups import people, teams
from storage.groups import rounds as kept
from storage.groups.deputies import Deputy
from storage.groups.rounds import Round
from storage.outgoing import outbox, sending
from storage.privacy import audit, parting
from storage.privacy.chain import START
from storage.store import Store, Unit, Work
from storage.talks import finding
from storage.timing import pushing, schedules
from storage.timing.schedules import Schedule

T = TypeVar("T")
Item = TypeVar("Item")
MOST = 256
TOGETHER = 16
"""How many of what is due share a unit of work; so few that a turn hardly waits for them."""
OPENED = 128
"""How many rounds are opened in one unit."""
SPOKEN_TO = 256
"""How many people share a unit that speaks to them: most stand alike, so that it is decided once."""
PUSHED_AWAY = timedelta(minutes=10)
"""For how long something that failed is left alone, so that it does not hold up the rest."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened of its own accord; ids only."""

    what: str
    at: datetime
    format: str
    team: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What the log tells of something that failed, in ids, and what leaves it alone for a while."""

    what: str
    ids: Mapping[str, object]
    leave_alone: Work[None]


Witness = Callable[[Sequence[Happened]], Awaitable[None]]
Planned = tuple[Round, str | None]
"""A round of which we planned people, and where to go on with them, if anywhere."""


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
        for team in await self._store.read(partial(teams.not_introduced, most=MOST)):
            await self._bulk(partial(rooms.introduce, team_id=team, now=now))
        while changing := await self._store.read(partial(named_deputies.due, now=now, most=MOST)):
            await self._each(changing, lambda one, unit: deputies.settle(unit, one, now), partial(_not_settled, now))
        while due := await self._store.read(partial(schedules.due, now=now, most=MOST)):
            await self._in_portions(due, OPENED, partial(self._open, now), partial(self._not_opened, now))
        await self._rounds(now)
        while back := await self._store.read(partial(people.coming_back, now=now, most=MOST)):
            await self._each_person(back, now, coming_back.come_back)
        while months := await self._store.read(partial(people.whose_month_begins, now=now, most=MOST)):
            await self._each_person(months, now, own_month.tell_month)
        while due_now := await self._store.read(lambda unit: finding.due_people(unit, now, 4 * SPOKEN_TO)):
            await self._speak(due_now, now)
            await self._rounds(now)  # where somebody's time was over, a planned round may have come further

    async def _rounds(self, now: datetime) -> None:
        """Plan people for the rounds that open, and do what is due in those that are open."""
        while running_now := await self._store.read(partial(kept.due, now=now, most=MOST)):
            await self._plan([running for running in running_now if running.status == "planning"], now)
            for running in running_now:  # one after the other: reports of several groups may share a message (C-36)
                if running.status != "planning":
                    await self._handle(running, now)

    async def _keep_no_longer(self, now: datetime) -> None:
        """Let go of what has been kept long enough, once a day, in portions that hold nobody up (§4.5)."""
        if self._let_go == now.date():
            return
        limits, again = await self._store.read(retaining.limits), await self._store.read(parting.is_here_again)
        for portion in retaining.portions(self._editions, limits, now, again=again):
            await self._let_all_go(portion)
        anchor = await self._store.read(audit.newest)
        if anchor != START:
            log.info("log of acts", number=anchor.id, chain=anchor.chain)  # what it can be compared with later (0040)
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

    # -- many at once

    async def _each(
        self, items: Sequence[Item], does: Callable[[Item, Unit], T], failed: Callable[[Item], Failure]
    ) -> list[tuple[Item, T]]:
        """Do something with each of many, some in one unit of work; returns what came of it, without what failed."""
        return await self._in_portions(items, TOGETHER, lambda some, unit: [(item, does(item, unit)) for item in some], failed)

    async def _in_portions(
        self, items: Sequence[Item], most: int, does: Callable[[Sequence[Item], Unit], list[T]],
        failed: Callable[[Item], Failure],
    ) -> list[T]:  # fmt: skip
        """Do something with many, at most so many in one unit of work; returns what came of it, without what failed."""
        portions = [items[start : start + most] for start in range(0, len(items), most)]
        return [done for some in await _together(self._some(one, does, failed) for one in portions) for done in some]

    async def _some(
        self, items: Sequence[Item], does: Callable[[Sequence[Item], Unit], list[T]], failed: Callable[[Item], Failure]
    ) -> list[T]:
        """Do something with some in one unit of work; where that fails, with each in one of its own."""
        try:
            return await self._bulk(partial(does, items))
        except NotSaved:
            raise
        except Exception:
            if len(items) == 1:
                failure = failed(items[0])
                log.exception(failure.what, **failure.ids)
                await self._bulk(failure.leave_alone)
                return []
        return [done for item in items for done in await self._some([item], does, failed)]

    # -- what is done with one

    def _open(self, now: datetime, due: Sequence[Schedule], unit: Unit) -> list[None]:
        open_due(unit, self._editions, due, now)
        return []

    def _not_opened(self, now: datetime, schedule: Schedule) -> Failure:
        ids = {"format": schedule.format, "team": schedule.team}
        return Failure("round could not be opened", ids, partial(schedules.look_at, plan=schedule, moment=now + PUSHED_AWAY))

    async def _handle(self, running: Round, now: datetime) -> None:
        try:
            happened = await self._go_on(running, now)
        except NotSaved:
            raise
        except Exception:
            failure = self._not_handled(now, running)
            log.exception(failure.what, **failure.ids)
            await self._bulk(failure.leave_alone)
            return
        if happened:
            await self._witness([Happened(happened, now, running.format, running.team)])

    def _not_handled(self, now: datetime, running: Round) -> Failure:
        push_away = partial(kept.set_next, id_=running.id, next_at=now + PUSHED_AWAY)
        return Failure("round failed", {"round": running.id}, push_away)

    async def _plan(self, opening: Sequence[Round], now: datetime) -> None:
        """Plan the people of rounds that open: many rounds in one unit of work, a large group some at a time."""
        failed = partial(self._not_handled, now)
        portions = await self._store.read(partial(portions_of, running=opening))
        begun = await _together(self._some(some, partial(self._plan_chunk, now, ""), failed) for some in portions)
        while True:
            planned = [one for some in begun for one in some]
            told = [running for running, after in planned if after is None and self._asks(running)]
            if told:
                await self._witness([Happened("round_opened", now, running.format, running.team) for running in told])
            begun = await _together(
                self._some([running], partial(self._plan_chunk, now, after), failed)
                for running, after in planned
                if after is not None
            )
            if not begun:
                return

    def _asks(self, running: Round) -> bool:
        return bool(self._editions.newest(running.format).dutch.stages)

    def _plan_chunk(self, now: datetime, after: str, running: Sequence[Round], unit: Unit) -> list[Planned]:
        """Plan the next people of rounds; returns those for which no other process did."""
        there = [one for one in kept.still_due(unit, [one.id for one in running], now) if one.status == "planning"]
        following = rounds.plan_chunk(unit, self._editions, there, after, now)
        return [(one, following) for one in there]

    async def _go_on(self, running: Round, now: datetime) -> str | None:
        def work(unit: Unit) -> str | None:
            there = [one for one in kept.still_due(unit, [running.id], now) if one.status != "planning"]
            return rounds.handle_round(unit, self._editions, there[0], now) if there else None

        return await self._bulk(work)

    async def _each_person(
        self, people: Sequence[str], now: datetime, does: Callable[[Unit, Editions, str, datetime], None]
    ) -> None:
        await self._each(people, lambda person, unit: does(unit, self._editions, person, now), partial(_person_failed, now))

    async def _speak(self, people: Sequence[str], now: datetime) -> None:
        def speak(some: Sequence[str], unit: Unit) -> list[None]:
            speaking.speak_to(unit, self._editions, some, now)
            return []

        await self._in_portions(people, SPOKEN_TO, speak, partial(_person_failed, now))


def _not_settled(now: datetime, one: Deputy) -> Failure:
    return Failure("deputy failed", {"team": one.team}, partial(named_deputies.postpone, one=one, until=now + PUSHED_AWAY))


def _person_failed(now: datetime, person: str) -> Failure:
    push_away = partial(pushing.push_away, who=person, now=now, until=now + PUSHED_AWAY)
    return Failure("person failed", {"person": person}, push_away)


async def _together(work: Iterable[Awaitable[T]]) -> list[T]:
    """Do units that know nothing of each other at once, so that they share commits; raises the first failure after all."""
    done = []
    for outcome in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome
        done.append(outcome)
    return done
