"""The web chat as a platform: it keeps its own messages, sealed, and tells open pages what is new."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels import home
from bot.channels.base import DeliveryError, Outgoing
from bot.clock import Clock
from storage.groups import people
from storage.outgoing import web
from storage.store import Store, Unit

SEEN_ON_TIME_LINE = frozenset({"prompt", "reminder", "digest", "invitation", "notice"})


class WebChannel:
    """Delivers to the built-in chat. An address is a person's id, or a group's for its room."""

    name = "web"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._listeners: set[asyncio.Queue[tuple[str, Mapping[str, Any]]]] = set()

    # -- the seam

    async def deliver(self, message: Outgoing) -> str:
        """Put a message in a person's column or in the room; the same key twice is one message."""
        now = self._clock.now()

        def work(unit: Unit) -> int:
            if home.put(unit, message, now) and message.kind in SEEN_ON_TIME_LINE:
                where = {message.place: message.to}
                return web.note_event(unit, message.kind, now, format_id=message.format, message=message.key, **where)
            return 0

        event = await home.kept(self._store, work)
        await self.show(message)
        if event:
            await self.tell("timeline", {"after": event - 1})
        return home.receipt_of(message)

    def keep(self, unit: Unit, reply: Outgoing, now: datetime) -> str:
        """Put a reply in a person's column, as part of a unit of work; what answers her is not on the time line."""
        home.put(unit, reply, now)
        return home.receipt_of(reply)

    async def show(self, message: Outgoing) -> None:
        """Tell open pages that something new stands in a place."""
        await self.tell("place", {"place": home.place_of(message)})

    async def revise(self, receipt: str, message: Outgoing) -> str:
        """Change what a message says, where it stands; a part too many is taken away, one too few is added."""
        now = self._clock.now()
        if not await home.kept(self._store, lambda unit: home.revise(unit, receipt, message, now)):
            raise DeliveryError("permanent", "message is gone")
        await self.show(message)
        return receipt

    async def withdraw(self, receipt: str) -> None:
        """Take a message away."""
        now = self._clock.now()
        place = await home.kept(self._store, lambda unit: home.withdraw(unit, receipt, now))
        await self.tell("place", {"place": place})

    async def roster(self, room: str) -> list[str]:
        """Return the people in a group's room."""
        return await self._store.read(lambda unit: sorted({member.person for member in people.members(unit, room)}))

    # -- open pages

    def listen(self) -> "asyncio.Queue[tuple[str, Mapping[str, Any]]]":
        """Return a queue of what is new from now on, for one open page."""
        queue: asyncio.Queue[tuple[str, Mapping[str, Any]]] = asyncio.Queue(1000)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: "asyncio.Queue[tuple[str, Mapping[str, Any]]]") -> None:
        """Stop telling a page."""
        self._listeners.discard(queue)

    async def tell(self, what: str, detail: Mapping[str, Any]) -> None:
        """Tell all open pages; one that does not keep up misses it and reads on with ``?after=``."""
        for queue in self._listeners:
            if not queue.full():
                queue.put_nowait((what, detail))
