"""A load from a second process: many connections, each sending its next request as soon as the last was answered."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from functools import partial

from bot.clock import steady


def request(path: str, body: object, token: str = "") -> bytes:
    """Return one POST with a JSON body, as bytes on the wire; with a ``token``, if there is one."""
    content = json.dumps(body, ensure_ascii=False).encode()
    shown = f"Authorization: Bearer {token}\r\n" if token else ""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{shown}"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content


class Client(asyncio.Protocol):
    """One connection that works through a shared stream of requests."""

    def __init__(self, work: Iterator[bytes], done: "asyncio.Future[None]", took: list[float], wanted: bytes) -> None:
        self._work = work
        self._done = done
        self._took = took
        self._wanted = wanted
        self._buffer = b""
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._next()

    def _next(self) -> None:
        following = next(self._work, None)
        if following is None:
            self._transport.close()
            if not self._done.done():
                self._done.set_result(None)
            return
        self._sent = steady()
        self._transport.write(following)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or b"0")
        if len(body) < length:
            return
        if self._wanted not in head[:16]:
            self._done.set_exception(RuntimeError(f"the server answered {head[:60]!r} {body[:200]!r}"))
            return
        self._took.append(steady() - self._sent)
        self._buffer = b""
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(exc or RuntimeError("the server hung up"))


async def send_all(port: int, requests: Sequence[bytes], connections: int, wanted: bytes) -> tuple[float, list[float]]:
    """Send all requests over some connections; returns the seconds it took, and the seconds of each."""
    loop, work, took = asyncio.get_running_loop(), iter(requests), list[float]()
    waiting = []
    started = steady()
    for _ in range(connections):
        done: asyncio.Future[None] = loop.create_future()
        await loop.create_connection(partial(Client, work, done, took, wanted), "127.0.0.1", port)
        waiting.append(done)
    await asyncio.gather(*waiting)
    return steady() - started, took
