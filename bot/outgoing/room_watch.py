"""Looking whether the bot is in the rooms of groups: once a day, and when a platform tells that something changed (GE15).

What a platform tells comes in any order, more than once or not at all, so it is only a reason to look.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from bot.channels.base import Channel, DeliveryError
from bot.channels.reasons import ARCHIVED, GONE
from bot.clock import Clock, wait_for
from bot.logs import log
from bot.outgoing.reaching import reached_at
from storage.errors import StorageError
from storage.groups import people, rooms, teams
from storage.groups.rooms import GroupRoom
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Store, Unit

ONE_DAY = 86_400.0
NOT_THERE = "the bot is not in the room"
"""What a look finds where a platform does not let the bot see who is in a room."""
SEEN = frozenset({NOT_THERE, GONE})
"""What another look can find to be over; that posting was refused stays until something changed there."""


class RoomWatch:
    """Looks at the rooms on the channels that are on."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock
        self._news = asyncio.Event()
        self._hopeful = False

    def changed(self, *, hopeful: bool) -> None:
        """Look soon, as something changed; ``hopeful`` when that may be for the better."""
        self._hopeful = self._hopeful or hopeful
        self._news.set()

    async def run(self) -> None:
        """Look now, once a day and whenever something changed, until cancelled."""
        while True:
            try:
                await self.look()
            except StorageError as problem:
                log.warning("the rooms could not be looked at", problem=type(problem).__name__)
            await wait_for(self._news, ONE_DAY)

    async def look(self) -> None:
        """Look at every room once; who guides a group hears that its room is lost."""
        self._news.clear()
        hopeful, self._hopeful = self._hopeful, False
        for room in await self._store.read(rooms.all_on):
            if room.channel in self._channels and (room.problem is None or room.problem in SEEN or hopeful):
                await self._look_at(room)

    async def _look_at(self, room: GroupRoom) -> None:
        try:
            await self._channels[room.channel].roster(room.external)
        except DeliveryError as problem:
            if problem.kind == "permanent":
                await self.lost(room.channel, room.external, GONE if problem.reason == GONE else NOT_THERE)
        except StorageError:
            raise
        except Exception:
            log.exception("a room could not be looked at", group=room.group)
        else:
            if room.problem is not None and room.problem != ARCHIVED:
                await self.found(room.channel, room.external)

    async def lost(self, channel: str, external: str, reason: str) -> None:
        """Remember why nothing can be posted in a room, and tell who guides its group, once."""

        def work(unit: Unit) -> None:
            if rooms.lose(unit, channel, external, reason):
                _tell(unit, channel, external, self._clock.now())

        await self._store.run(work, lane="bulk")

    async def found(self, channel: str, external: str) -> None:
        """Remember that a room can be posted in again."""
        await self._store.run(lambda unit: rooms.find_again(unit, channel, external), lane="bulk")


def _tell(unit: Unit, channel: str, external: str, now: datetime) -> None:
    room = rooms.whose(unit, channel, external)
    assert room is not None, "it was lost just now"
    part = {"say": "room.gone", "with": {"groep": teams.load(unit, room.group).name}}
    guides = people.members(unit, room.group, teams.GUIDES)
    told = {one.person for one in guides if one.role == "facilitator" or people.load(unit, one.person).takes_part}
    for person in sorted(told):
        if (to := reached_at(unit, person)) is not None:
            key = f"room gone {room.group} {person} {now.isoformat()}"
            outbox.add(unit, Message(key, to, "notice", [part], now, person=person))
