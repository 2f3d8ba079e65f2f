"""A platform to send to: it remembers every request with its key, is a little slow, and hangs when told to."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any

from aiohttp import web as http

Message = dict[str, Any]
SLOWEST = 0.02


async def pause(seconds: float) -> None:
    """Let a little time pass, for the other processes too."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), seconds)


class Connector:
    """Takes messages over HTTP and hands each new one to whom it is for."""

    def __init__(self, hear: Callable[[Message], None], random: Random, hangs_for: float = 10) -> None:
        self.sent: dict[str, int] = defaultdict(int)
        self.first: dict[str, Message] = {}
        self.differed: set[str] = set()
        self.hung: set[str] = set()
        self.in_flight = 0
        self.hang_next = False
        self.hangs = False
        self._hear, self._random, self._hangs_for = hear, random, hangs_for
        self._again: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._runner: http.AppRunner | None = None

    async def open(self) -> str:
        """Begin to listen; returns the address."""
        app = http.Application()
        app.add_routes([http.post("/deliver", self._deliver), http.post("/revise", self._other)])
        self._runner = http.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await http.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Listen no more."""
        if self._runner:
            await self._runner.cleanup()

    async def _deliver(self, request: http.Request) -> http.Response:
        message = await request.json()
        key = message["key"]
        self.sent[key] += 1
        self._again[key].set() if key in self.hung else None
        if key in self.first and self.first[key]["to"] != message["to"]:
            self.differed.add(key)
        self.first.setdefault(key, message)
        self._hear(message)
        if self.hang_next:
            self.hang_next, self.hangs = False, True
            return await self._hang(key)
        return await self._answer(key)

    async def _other(self, request: http.Request) -> http.Response:
        return await self._answer((await request.json())["receipt"])

    async def _answer(self, receipt: str) -> http.Response:
        self.in_flight += 1
        try:
            await pause(self._random.uniform(0, SLOWEST))
        finally:
            self.in_flight -= 1
        return http.json_response({"receipt": receipt})

    async def _hang(self, key: str) -> http.Response:
        """Answer "busy" only when another attempt has long been taken: what the first says then must not count."""
        self.hung.add(key)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._again[key].wait(), self._hangs_for)
        await pause(0.15)
        self.hangs = False
        return http.Response(status=503)
