"""What an open page is told: every message, the clock and the time line, as they come."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import aiohttp

from tests.kit.town import TEAM
from tests.web.desk import Desk


class Event(NamedTuple):
    """One server-sent event."""

    id: int
    name: str
    data: Any


class Ear:
    """A page that listens."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._lines = response.content

    async def hears(self, name: str) -> Event:
        """Wait for the next event of a kind."""
        async with asyncio.timeout(10):
            while (event := await self._next()).name != name:
                pass
        return event

    async def hears_of(self, message: str) -> Event:
        """Wait for the next state of one message."""
        while (event := await self.hears("message")).data["message"]["id"] != message:
            pass
        return event

    async def _next(self) -> Event:
        parts: dict[str, str] = {}
        while line := (await self._lines.readline()).decode().rstrip("\n"):
            key, _, value = line.partition(": ")
            parts[key] = value
        return Event(int(parts.get("id", 0)), parts.get("event", ""), json.loads(parts.get("data", "null")))


@asynccontextmanager
async def listening(desk: Desk) -> AsyncIterator[Ear]:
    async with desk.client.get("/chat/api/stream") as response:
        assert response.content_type == "text/event-stream"
        ear = Ear(response)
        await ear.hears("")
        yield ear


async def test_a_page_hears_what_somebody_wrote_and_what_the_bot_says(desk: Desk) -> None:
    async with listening(desk) as page:
        await desk.says("noor", "verwondering", id="x")
        own, asked = await page.hears("message"), await page.hears("message")

    assert (own.data["person"], own.data["message"]["id"], own.data["message"]["from"]) == ("noor", "x", "noor")
    assert asked.data == {"person": "noor", "message": await desk.newest("noor")}
    assert asked.id == asked.data["message"]["seq"]


async def test_every_page_hears_it(desk: Desk) -> None:
    async with listening(desk) as one, listening(desk) as other:
        await desk.post(f"rooms/{TEAM}/messages", {"from": "noor", "text": "Hoi allemaal"})
        heard = [await one.hears("message"), await other.hears("message")]

    assert [event.data["room"] for event in heard] == [TEAM, TEAM]
    assert [event.data["message"]["text"] for event in heard] == ["Hoi allemaal"] * 2


async def test_a_page_hears_changes_in_their_place(desk: Desk) -> None:
    await desk.says("noor", "Eerst", id="x")

    async with listening(desk) as page:
        await desk.call("PATCH", "people/noor/messages/x", {"text": "Daarna"})
        edited = await page.hears_of("x")
        await desk.call("DELETE", "people/noor/messages/x")
        deleted = await page.hears_of("x")

    assert (edited.data["message"]["state"], edited.data["message"]["text"]) == ("revised", "Daarna")
    assert (deleted.data["message"]["state"], deleted.data["message"]["text"]) == ("withdrawn", "")
    assert edited.id < deleted.id


async def test_a_page_hears_the_clock_and_what_happened_on_the_way(desk: Desk) -> None:
    async with listening(desk) as page:
        happened = (await desk.moves("2026-03-12T14:00")).body["happened"]
        heard = [await page.hears("timeline") for _ in happened]
        clock = await page.hears("clock")

    assert [event.data for event in heard] == happened
    assert clock.data["now"].startswith("2026-03-12T14:00")


async def test_a_page_that_comes_back_reads_on_where_it_was(desk: Desk) -> None:
    async with listening(desk) as page:
        await desk.says("noor", "verwondering")
        last = (await page.hears("message")).id
    await desk.says("noor", "De rust op de gang.")

    missed = await desk.column("noor", last)

    assert [one["from"] for one in missed] == ["bot", "noor", "bot"]


async def test_a_text_with_line_ends_stays_one_event(desk: Desk) -> None:
    text = "een\n\ndata: twee\r\nevent: clock\u2028drie"

    async with listening(desk) as page:
        await desk.says("noor", text)
        heard = await page.hears("message")

    assert heard.data["message"]["text"] == text
