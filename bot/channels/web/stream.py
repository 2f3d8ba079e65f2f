"""Telling open pages what is new, as server-sent events."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web as http

from bot.channels.web.channel import WebChannel
from bot.channels.web.reading import Reading
from storage.outgoing import web
from storage.store import Store

QUIET = 15.0
STORE = http.AppKey("store", Store)


async def stream(request: http.Request, channel: WebChannel, reading: Reading) -> http.StreamResponse:
    """Keep one page informed until it leaves."""
    response = http.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    queue = channel.listen()
    store = request.app[STORE]
    try:
        last: dict[str, int] = await store.read(web.newest_in_places)
        await response.prepare(request)
        await response.write(b": hoi\n\n")
        while True:
            try:
                async with asyncio.timeout(QUIET):  # wait_for of Python 3.11 can lose what comes as the page leaves
                    what, detail = await queue.get()
            except TimeoutError:
                await response.write(b": nog hier\n\n")
                continue
            for name, data, number in await _events(store, reading, what, detail, last):
                line = f"id: {number}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
                await response.write(line.encode())
    except (ConnectionResetError, asyncio.CancelledError):
        return response
    finally:
        channel.leave(queue)


async def _events(
    store: Store, reading: Reading, what: str, detail: Mapping[str, Any], last: dict[str, int]
) -> list[tuple[str, Any, int]]:
    if what == "clock":
        return [("clock", detail, 0)]
    if what == "timeline":
        events = await store.read(lambda unit: reading.events(unit, int(detail["after"])))
        return [("timeline", event, event["seq"]) for event in events[:1]]
    place = str(detail["place"])
    kind, _, id_ = place.partition(":")
    messages = await store.read(lambda unit: reading.messages(unit, place, last.get(place, 0)))
    if messages:
        last[place] = messages[-1]["seq"]
    return [("message", {kind: id_, "message": message}, message["seq"]) for message in messages]
