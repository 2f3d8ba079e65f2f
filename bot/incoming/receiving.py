"""The door for everything that comes in: looked at, taken in within one unit of work, answered after its commit."""

import asyncio
from collections.abc import Callable

from bot.channels.base import Act, Incoming, Said, Submitted
from bot.clock import Clock
from bot.incoming.asked_now import asked_now
from bot.incoming.files import Checked, check
from bot.incoming.turn import Taken, Turn
from bot.outgoing.outbox import Sender
from bot.timing.editions import Editions
from dialogs.saying.prompt import Prompt
from storage.errors import NotSaved, Stale, Unsure
from storage.groups import people
from storage.store import Store, Unit
from storage.talks import seen

TRIES = 5
Also = Callable[[Unit, int | None], None]
"""What is done in the same unit of work, with the conversation in which the act was taken."""


def _nothing_more(unit: Unit, told_in: int | None) -> None:
    del unit, told_in


async def _looked_at(act: Act) -> Checked:
    """Look at the files of an act, beside the loop: unfolding a picture takes long."""
    return await asyncio.to_thread(check, act) if isinstance(act, (Said, Submitted)) and act.files else Checked()


class Receiver:
    """Takes in what the channels deliver."""

    def __init__(self, store: Store, editions: Editions, clock: Clock, sender: Sender) -> None:
        self._store = store
        self._editions = editions
        self._clock = clock
        self._sender = sender

    async def asked(self, channel: str, address: str, opens: str) -> Prompt | None:
        """Return what is asked of somebody now at what a button opens; None where nothing is. Raises StorageError."""
        now = self._clock.now()

        def read(unit: Unit) -> Prompt | None:
            person = people.by_address(unit, channel, address)
            return asked_now(unit, self._editions, person, opens, now) if person else None

        return await self._store.read(read)

    async def first(self, channel: str, message: str) -> bool:
        """Whether an act comes for the first time that changes nothing but what somebody sees. Raises StorageError."""
        now = self._clock.now()
        return await self._store.run(lambda unit: seen.first_time(unit, channel, message, now))

    async def receive(self, incoming: Incoming, also: Also = _nothing_more) -> bool:
        """Take one act in; when this returns, it is stored. False when it had been taken in before.

        ``also`` is done in the same unit of work. Raises turn.Unknown for an address that belongs to nobody, NotSaved when
        it could not be stored.
        """
        now, checked = self._clock.now(), await _looked_at(incoming.act)

        def work(unit: Unit) -> tuple[Taken, bool]:
            taken = Turn(unit, self._editions, incoming, checked, now).take(self._sender.free)
            if taken.first:
                also(unit, taken.told_in)
            return taken, taken.reply is not None and self._sender.keep(unit, *taken.reply, now)

        for _ in range(TRIES):
            try:
                taken, kept = await self._store.run(work, of=f"{incoming.channel}:{incoming.person}")
            except (Stale, Unsure):  # whether an unsure turn was kept, ``seen`` tells the next try
                continue
            if taken.reply is not None and kept:
                await self._sender.kept(*taken.reply)
            elif taken.reply is not None:
                self._sender.send_now(*taken.reply)
            self._sender.wake()
            return taken.first
        raise NotSaved("somebody else kept changing the same conversation")
