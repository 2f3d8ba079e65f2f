"""Sending what waits in the outbox: claimed, drawn, sent outside the transaction, settled (DESIGN §5, trust §4)."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, get_args
from uuid import uuid4

from bot.channels.base import AtHome, Channel, DeliveryError, Refusal
from bot.channels.reasons import NOT_IN_USE
from bot.clock import Clock, steady, wait_for
from bot.logs import log
from bot.outgoing.drawn import Claimant, Drawn, Ready, Unsent, channel_of, remember
from bot.outgoing.messages import draw
from bot.outgoing.outcomes import Outcome, asks, not_replaced
from bot.outgoing.settling import Settling
from bot.outgoing.sharing import Shares
from bot.outgoing.undelivered import backoff, first_asked, given_up, tell_of_failure
from bot.timing.editions import Editions
from storage.errors import NotSaved, StorageError
from storage.groups import people
from storage.outgoing import backlog, outbox, posts
from storage.outgoing.cards import ANSWERED
from storage.outgoing.outbox import Claimed
from storage.store import Store, Unit, Work
from storage.talks import conversations

AT_ONCE = 50
"""How many messages are under way at most of what was planned; while they are, replies go beside them."""
WITH_REPLIES = 150
"""How many are under way at most, replies too."""
IDLE = 1.0
UNDER_WAY = 3.0
"""Seconds for which what is under way may go on when a bot is told to stop."""
LONGEST_WAIT = 5.0
"""Seconds of waiting after which the database is not asked once more to keep what it alone refuses."""
BREATH = 0.05
"""Seconds between two looks at the outbox, so that a busy hour does not ask it at every reply."""


class Sender:
    """Sends what is due, in order for each person; several may run on one database."""

    def __init__(
        self, store: Store, editions: Editions, channels: Mapping[str, Channel], clock: Clock, *, lease: float = outbox.LEASE
    ) -> None:
        self._store = store
        self._editions = editions
        self._channels = channels
        self._at_home = {name: channel for name, channel in channels.items() if isinstance(channel, AtHome)}
        self._clock = clock
        self._lease = lease
        self._me = uuid4().hex
        self._settling = Settling(editions, channels, self._me)
        self._wake = asyncio.Event()
        self._never = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._stopping = False
        self._under_way: set[asyncio.Task[None]] = set()
        self._more = False
        """Whether there was as much to claim as there was room for, so that there may be more."""
        self._put_off: dict[str, list[int]] = {}
        """What could not be delivered, by channel; it goes as soon as the channel takes something again."""
        self.figures: Counter[tuple[str, str]] = Counter()
        """What became of messages since the start, by channel and status."""
        self.refused = Counter({(channel, kind): 0 for channel in channels for kind in get_args(Refusal)})
        """What each channel did not take since the start, by channel and kind of refusal; 0 counts, as growth is watched."""
        self._shares = Shares(channels, self._me, lease)
        self._receipts: dict[int, Outcome] = {}
        """What was delivered, until that is written down."""

    def wake(self) -> None:
        """Look at once whether there is something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled, first what failed before; a message that takes long holds up nobody but its own reader."""
        with suppress(StorageError):  # that the bot was started may have mended it
            await self._store.run(backlog.try_all_now, lane="bulk")
        while True:
            self._wake.clear()
            looked = steady()
            try:
                while await self.send_some():
                    pass
            except Exception:
                log.exception("the outbox could not be read")
            await wait_for(self._wake, IDLE)
            await wait_for(self._never, looked + BREATH - steady())

    async def drain(self) -> None:
        """Send all that is due now, and wait until it is settled."""
        while await self.send_some() or self._under_way:
            if self._under_way:
                await asyncio.wait(self._under_way)

    async def stop(self) -> None:
        """Claim nothing more, and wait for what is claimed, but not for long; what remains goes when its lease ends."""
        self._stopping = True
        with suppress(TimeoutError):
            async with asyncio.timeout(UNDER_WAY):
                async with self._claiming:  # what is being claimed now is waited for too
                    pass
                while self._under_way:
                    await asyncio.wait(self._under_way)
        for task in self._under_way:
            task.cancel()

    async def send_some(self) -> int:
        """Claim a batch and begin to send it; returns how many messages were claimed."""
        async with self._claiming:
            await self._shares.look(self._store)
            most = max(1, int(min(AT_ONCE, self._shares.room())))  # what waits past its lease would be claimed again
            now, room = self._clock.now(), most - len(self._under_way)
            if room <= 0 or self._stopping or not (self._more or await self._store.read(partial(outbox.anything_due, now=now))):
                return 0
            claimed, ready = await self._store.run(partial(self._prepare, now=now, room=room), lane="bulk")
            self._more = claimed == room
        for one, drawn in ready:
            self.send_now(one, drawn)
        return claimed

    @property
    def free(self) -> Claimant | None:
        """Under which name and for how long a reply may be claimed for this sender; None while it has its hands full."""
        return (self._me, self._lease) if len(self._under_way) < WITH_REPLIES else None

    def keep(self, unit: Unit, one: Claimed, drawn: Drawn, now: datetime) -> bool:
        """Put a reply where its reader looks, when that is this database: it is sent by the commit that keeps the act.

        False for what is to be sent after the commit; so is what could not be put there now.
        """
        home = self._at_home.get(channel_of(one))
        if home is None:
            return False
        try:
            receipt = home.keep(unit, drawn.outgoing, now)
        except Exception as problem:
            if unit.failed_by(problem):
                raise
            log.exception("reply could not be put there", message=one.id)
            return False
        return self._settling.write_down(unit, one, Outcome("sent", receipt, drawn.note, shows=bool(drawn.answers)), now)

    async def kept(self, one: Claimed, drawn: Drawn) -> None:
        """Let a reply that was kept be seen, now that this is committed; its channel takes what it did not take before."""
        self.figures[channel_of(one), "sent"] += 1
        await self._at_home[channel_of(one)].show(drawn.outgoing)
        if channel_of(one) in self._put_off:
            self._begin(self.try_again(channel_of(one)))

    def send_now(self, one: Claimed, drawn: Drawn) -> None:
        """Begin to send a message that was claimed for this sender."""
        self._begin(self._send(one, drawn))

    def _begin(self, sending: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(sending)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self._wake.set()
        problem = None if task.cancelled() else task.exception()
        if isinstance(problem, NotSaved):
            log.error("delivery not saved", why=str(problem))
        elif problem is not None:
            log.error("a message could not be settled", problem=type(problem).__name__)

    # -- preparing, inside the transaction that claims

    def _prepare(self, unit: Unit, now: datetime, room: int) -> tuple[int, list[Ready]]:
        claims = outbox.claim(unit, self._me, now, room, self._lease)
        ready, asked = [], []
        for one in claims:
            if sent := self._receipts.get(one.id):  # its lease ended while that could not be written
                self._settling.write_down(unit, one, sent, now)
                continue
            drawn = self._draw(unit, one, now)
            if isinstance(drawn, Drawn):
                remember(unit, one, drawn)
                conversations.put_before(unit, first_asked(one), now)
                ready.append((one, drawn))
                asked += [one.person] if one.person and asks(one, drawn) else []
            elif drawn is not None:
                outbox.settle(unit, one, self._me, drawn.status, now, reason=drawn.reason, due=drawn.due)
                tell_of_failure(unit, one, drawn.status, now)
        people.forget_offered(unit, asked)
        return len(claims), ready

    def _draw(self, unit: Unit, one: Claimed, now: datetime) -> Drawn | Unsent | None:
        """Draw a message; one that cannot be drawn is set aside after its attempts, and holds up nobody."""
        try:
            return draw(unit, self._editions, one, now)
        except Exception as problem:
            if unit.failed_by(problem):
                raise
            log.exception("message could not be drawn", message=one.id, attempt=one.attempt)
            if one.kind == ANSWERED:
                return Unsent("dropped", "could not be drawn")
            if one.attempt >= outbox.MOST_ATTEMPTS:
                return Unsent("failed", "could not be drawn")
            outbox.settle(unit, one, self._me, "waiting", now, reason="could not be drawn", wait=backoff(one.attempt))
            return None

    # -- sending, outside any transaction

    async def _send(self, one: Claimed, drawn: Drawn) -> None:
        try:
            receipt = await self._deliver(one, drawn)
        except DeliveryError as problem:
            await self._refused(one, problem)
        except Exception:
            log.exception("channel failed", message=one.id)
            await self._refused(one, DeliveryError("transient", "channel failed"))
        else:
            await self._settle(one, Outcome("sent", receipt, drawn.note, outgoing=drawn.outgoing, shows=bool(drawn.answers)))
            await self.try_again(channel_of(one))

    async def _deliver(self, one: Claimed, drawn: Drawn) -> str:
        channel = self._channels.get(channel_of(one))
        if channel is None:
            raise DeliveryError("permanent", NOT_IN_USE)
        if one.kind == posts.WITHDRAWAL:
            await channel.withdraw(str(one.recipe[0]["withdraw"]))
            return ""
        outgoing = replace(drawn.outgoing, again=True) if one.attempt > 1 else drawn.outgoing
        if one.revises is None:
            return await channel.deliver(outgoing)
        post = await self._store.read(lambda unit: posts.post(unit, one.revises or 0))
        return await channel.revise(post.receipt or "", outgoing)

    async def _refused(self, one: Claimed, problem: DeliveryError) -> None:
        self.refused[channel_of(one), problem.kind] += 1
        if one.kind == ANSWERED:
            log.info("not replaced", message=one.id, kind=problem.kind, reason=problem.reason)
            await self._settle(one, not_replaced(one, problem, self._clock.now()))
            return
        log.warning("not delivered", message=one.id, kind=problem.kind, reason=problem.reason, attempt=one.attempt)
        again = problem.kind == "transient" and (problem.until_mended or one.attempt < outbox.MOST_ATTEMPTS)
        if again and problem.until_mended:
            self._put_off.setdefault(channel_of(one), []).append(one.id)
        if again and problem.retry_after is not None:
            await self._settle(one, Outcome("waiting", reason=problem.reason, wait=problem.retry_after))
        elif again:
            self._put_off.setdefault(channel_of(one), []).append(one.id)
            await self._settle(one, Outcome("waiting", reason=problem.reason, wait=backoff(one.attempt)))
        elif await self._settle(one, Outcome("failed", reason=f"{problem.kind}: {problem.reason}")):
            await self._store.run(lambda unit: given_up(unit, self._editions, one, problem, self._clock.now()))

    async def try_again(self, channel: str) -> None:
        """Send what a channel did not take before, now that it takes something (trust R10) or may know us again (S21)."""
        if waiting := self._put_off.pop(channel, None):
            await self._store.run(lambda unit: outbox.try_now(unit, waiting), lane="bulk")
            self._wake.set()

    async def _settle(self, one: Claimed, outcome: Outcome) -> bool:
        """Write down what became of a message, as soon as the database keeps it; what was sent is never sent again by us."""
        if outcome.status == "sent":
            self._receipts[one.id] = outcome
        try:
            kept = await self._kept(lambda unit: self._settling.write_down(unit, one, outcome, self._clock.now()))
        finally:
            self._receipts.pop(one.id, None)
        self.figures[channel_of(one), outcome.status] += kept
        if not kept:
            log.warning("late settle refused", message=one.id, attempt=one.attempt)
        return kept

    async def _kept(self, work: Work[bool]) -> bool:
        """Run a unit, and again while the database keeps nothing."""
        wait = BREATH
        while True:
            try:
                return await self._store.run(work, lane="bulk")
            except NotSaved as problem:
                if wait > LONGEST_WAIT and not self._store.figures.failing:  # it answers, and does not want this one
                    raise
                log.warning("delivery not saved yet", why=str(problem))
            await wait_for(self._never, min(IDLE, wait))
            wait *= 2
