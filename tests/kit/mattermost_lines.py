"""The websockets of the small Mattermost: who hears what, counted, kept for who comes back, and what goes wrong (§4, §17)."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web as http

DEAD_QUEUE = 128
"""Events that were written already and are kept for who comes back."""
WAITING = 256
"""Events that wait to be written; who lets more of them wait is cut off."""
KEPT_FOR = 300_000
"""Milliseconds for which a connection that broke off is kept."""

Frame = dict[str, Any]


@dataclass(slots=True)
class Connection:
    """One websocket of somebody, also while it is broken off."""

    id: str
    user: str
    seq: int = 0
    """The number of the next event."""
    written: deque[Frame] = field(default_factory=lambda: deque(maxlen=DEAD_QUEUE))
    waiting: deque[Frame] = field(default_factory=deque)
    socket: http.WebSocketResponse | None = None
    left_at: int = 0

    async def put(self, frame: Frame, deliver: Callable[[Frame], Sequence[Frame]]) -> None:
        """Write an event, or keep it while nobody is there."""
        numbered = {**frame, "seq": self.seq}
        self.seq += 1
        if self.socket is None:
            self.waiting.append(numbered)
            return
        self.written.append(numbered)
        await self.send(deliver(numbered))

    async def send(self, frames: Iterable[Frame]) -> None:
        """Write frames as they are."""
        with contextlib.suppress(ConnectionError):  # who listened has just left
            for frame in frames:
                assert self.socket is not None
                await self.socket.send_str(json.dumps(frame))

    def holds(self, next_seq: int) -> bool:
        """Whether everything from that number on is still there."""
        return next_seq == self.seq - len(self.waiting) or any(one["seq"] == next_seq for one in self.written)

    async def go_on(self, next_seq: int, deliver: Callable[[Frame], Sequence[Frame]]) -> None:
        """Write again what was missed, under its old numbers."""
        missed = [one for one in self.written if one["seq"] >= next_seq]
        while self.waiting:
            frame = self.waiting.popleft()
            self.written.append(frame)
            missed.append(frame)
        await self.send(frame for one in missed for frame in deliver(one))


def unchanged(frame: Frame) -> Sequence[Frame]:
    """Let an event through as it is."""
    return [frame]


@dataclass(slots=True)
class Lines:
    """All websockets of a server. ``deliver`` says what of an event really goes down the line: nothing, it twice, others."""

    now: Callable[[], int]
    """The server's clock, in milliseconds."""
    login_within: float = 5.0
    """Seconds in which who opens a websocket has to say who she is."""
    strips_login: bool = False
    """Whether something on the way takes the token from who opens a websocket."""
    frozen: bool = False
    """Whether connections answer no sign of life any more, as when a machine on the way is gone."""
    all: dict[str, Connection] = field(default_factory=dict)
    deliver: Callable[[Frame], Sequence[Frame]] = unchanged
    came: dict[str, asyncio.Event] = field(default_factory=dict)
    """For each person whether she is connected now."""

    def connected(self, user: str) -> asyncio.Event:
        """Return what is set while somebody is connected."""
        return self.came.setdefault(user, asyncio.Event())

    def known(self, id_: str, user: str) -> Connection | None:
        """Return a connection that can be gone on with: somebody's own, broken off, and not for more than five minutes."""
        found = self.all.get(id_)
        gone = found is None or found.socket is not None or self.now() - found.left_at > KEPT_FOR
        return None if found is None or gone or found.user != user else found

    async def tell(self, users: Iterable[str], event: str, broadcast: dict[str, str], data: dict[str, Any]) -> None:
        """Send an event to all connections of some people."""
        reached = set(users)
        for one in [one for one in self.all.values() if one.user in reached]:
            await one.put({"event": event, "data": data, "broadcast": broadcast}, self.deliver)
            if len(one.waiting) > WAITING:
                del self.all[one.id]

    async def drop(self, user: str | None = None) -> None:
        """Break websockets off; what happens meanwhile waits for who comes back."""
        for one in [one for one in self.all.values() if user in {None, one.user}]:
            self.connected(one.user).clear()
            socket, one.socket, one.left_at = one.socket, None, self.now()
            if socket is not None:
                await socket.close(code=1001)

    async def restart(self) -> None:
        """Break all off, and forget what was kept for them."""
        await self.drop()
        self.all.clear()
