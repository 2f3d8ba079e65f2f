"""Hearing what happens on the server: one websocket, in the order of its numbers, taken up again wherever it broke off."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from secrets import SystemRandom
from typing import Any

import aiohttp

from bot.channels.mattermost.rest import TOKEN_WAIT, Away, Refused, Rest
from bot.logs import log

ALIVE = 30.0
"""Seconds between two signs of life that are asked of the server, so that a dead connection is noticed."""
LONGEST_WAIT = 300.0
REFUSED = (
    "Mattermost refuses the token: it was revoked or has ended, or the bot or its owner is switched off; "
    "mend that in Integrations > Bot accounts, or set a valid LEERBOT_MATTERMOST_TOKEN"
)
_CHANCE = SystemRandom()

Event = Mapping[str, Any]
Pause = Callable[[float], Awaitable[None]]


def wait_before(failures: int) -> float:
    """Return how long to wait before the next connection, longer after many failures and never the same."""
    wait = 3.0 if failures <= 7 else min(LONGEST_WAIT, 3.0 * (failures - 6) ** 2)
    return wait + _CHANCE.uniform(0.0, 2.0)


@dataclass(slots=True)
class Listening:
    """Hears every event once; ``new`` is told when a connection begins that knows nothing of what was before it."""

    rest: Rest
    pause: Pause
    hear: Callable[[Event], None]
    new: Callable[[], None]
    alive: float = ALIVE
    connection: str = ""
    expected: int = 0
    failures: int = field(default=0, init=False)
    connected: bool = field(default=False, init=False)

    async def run(self) -> None:
        """Listen until cancelled; while the token is refused, only look now and then whether it is valid again."""
        while True:
            try:
                await self._once()
            except Refused as problem:
                self.failures += 1
                if problem.status == 401:
                    log.critical(REFUSED, reason=problem.id)
                    await self._wait(TOKEN_WAIT)
            except (Away, aiohttp.ClientError, TimeoutError) as problem:
                self.failures += 1
                why = type(problem.__cause__ or problem).__name__
                log.warning("no connection with Mattermost; leerbot check says more", problem=why, failures=self.failures)
            except Exception:
                self.failures += 1
                self.connection = ""  # going on would bring the same again
                log.exception("what Mattermost sent could not be read")
            await self._wait(wait_before(self.failures))

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer once another token is given."""
        over = [asyncio.ensure_future(one) for one in (self.pause(seconds), self.rest.renewed.wait())]
        try:
            await asyncio.wait(over, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in over:
                one.cancel()
            await asyncio.wait(over)

    async def _once(self) -> None:
        """Keep one connection as long as it lasts."""
        try:
            await self._connection()
        finally:
            self.connected = False

    async def _connection(self) -> None:
        asked = {"connection_id": self.connection, "sequence_number": str(self.expected)} if self.connection else {}
        before = self.connection, self.expected
        self.rest.renewed.clear()
        await self.rest.me()  # the websocket does not say so when the token is refused
        async with (
            self.rest.socket(params=asked, heartbeat=self.alive) as socket,
            _closed_when(self.rest.shut_out, socket),
            _closed_when(self.rest.renewed, socket),
        ):
            await socket.send_json({"seq": 1, "action": "ping"})  # who goes on where nothing was missed hears nothing else
            heard = await self._hear_all(socket)
        if not heard and before == (self.connection, self.expected):
            self.connection, self.failures = "", self.failures + 1  # what it asked to go on with leads nowhere

    async def _hear_all(self, socket: aiohttp.ClientWebSocketResponse) -> bool:
        """Take what comes until the connection ends; False when it came to nothing, or events are missing in it."""
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                break
            frame = json.loads(message.data)
            self.connected = True
            self.failures = 0
            if not self._take(frame):
                log.warning("an event of Mattermost is missing", expected=self.expected)
                return False
        return self.connected

    def _take(self, frame: Event) -> bool:
        """Take one frame; False when events before it are missing."""
        if "event" not in frame:
            return True
        if frame["event"] == "hello" and frame["data"].get("connection_id") != self.connection:
            self.connection, self.expected = frame["data"]["connection_id"], 0
            self.new()
        if frame["seq"] > self.expected:
            return False
        if frame["seq"] == self.expected:
            self.expected += 1
            self.hear(frame)
        return True


@contextlib.asynccontextmanager
async def _closed_when(event: asyncio.Event, socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[None]:
    """Close a connection when something happens meanwhile."""

    async def close() -> None:
        await event.wait()
        await socket.close()

    closing = asyncio.create_task(close())
    try:
        yield
    finally:
        closing.cancel()
        await asyncio.wait([closing])


class Lanes:
    """Handles items one after the other in each lane, and the lanes side by side; one that fails is logged and left."""

    def __init__(self, handle: Callable[[Any], Awaitable[None]]) -> None:
        self._handle = handle
        self._waiting: dict[str, deque[Any]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, lane: str, item: Any) -> None:
        """Put an item at the end of a lane."""
        if lane in self._waiting:
            self._waiting[lane].append(item)
            return
        self._waiting[lane] = deque([item])
        task = asyncio.create_task(self._work(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, lane: str) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting:
                try:
                    await self._handle(waiting[0])
                except Exception:
                    log.exception("an event could not be taken in")
                waiting.popleft()
        finally:
            del self._waiting[lane]

    async def stop(self) -> None:
        """Stop; what was not handled is caught up with later."""
        for task in tuple(self._tasks):
            task.cancel()
        for task in tuple(self._tasks):
            with contextlib.suppress(asyncio.CancelledError):
                await task
