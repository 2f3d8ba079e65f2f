"""The demo's team behind the JSON API: calls go over a real connection, and what is due is done when a test says so."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from aiohttp import FormData
from aiohttp import web as http
from aiohttp.test_utils import TestClient, TestServer

from bot.app import App, build
from bot.clock import MovableClock
from bot.people import demo
from bot.timing.opening import switch_on_new
from dialogs.library import Library
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.kit.town import AMSTERDAM, MONDAY, NAMED, RING, TEAM, at

Client: TypeAlias = TestClient[http.Request, http.Application]
Message: TypeAlias = dict[str, Any]
MEMBERS = 6
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class Answer(NamedTuple):
    """What a call came back with."""

    status: int
    body: Any


@dataclass(slots=True)
class Desk:
    """Somebody who makes calls."""

    app: App
    client: Client

    # -- calls

    async def call(self, method: str, path: str, body: Any = None, **options: Any) -> Answer:
        """Make one call of the API."""
        async with self.client.request(method, f"/chat/api/{path}", json=body, **options) as response:
            text = await response.text()
            return Answer(response.status, json.loads(text) if text else None)

    async def get(self, path: str) -> Answer:
        """Ask for something."""
        return await self.call("GET", path)

    async def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        """Do something, and everything that follows from it."""
        answer = await self.call("POST", path, body, **options)
        await self.settle()
        return answer

    async def settle(self) -> None:
        """Do what is due now, and send it."""
        await self.app.ticker.tick(self.app.clock.now())
        await self.app.sender.drain()

    # -- what people do

    async def says(self, person: str, text: str, **more: Any) -> Answer:
        """Let somebody write to the bot."""
        return await self.post(f"people/{person}/messages", {"text": text, **more})

    async def presses(self, person: str, label: str) -> Answer:
        """Let somebody press the newest button that begins with a label."""
        for message in reversed(await self.column(person)):
            for choice in message["choices"]:
                if choice["label"].startswith(label):
                    return await self.post(f"people/{person}/actions", {"message": message["id"], "action": choice["id"]})
        raise AssertionError(f"{person} has no button {label!r}: {(await self.newest(person))['text']}")

    async def uploads(self, person: str, name: str, content: bytes) -> Answer:
        """Let somebody bring a file in."""
        return await self.call("POST", f"people/{person}/files", data=form_of(name, content))

    async def shares(self, person: str, text: str, readers: str = NAMED, **more: Any) -> None:
        """Let somebody tell what surprised her, and share it."""
        await self.says(person, "verwondering")
        await self.says(person, text, **more)
        await self.presses(person, "Zo is het goed")
        await self.presses(person, readers)

    async def moves(self, to: str) -> Answer:
        """Move the clock."""
        return await self.post("clock", {"to": to})

    # -- looking

    async def column(self, person: str, after: int = 0) -> list[Message]:
        """Return what stands in somebody's column."""
        return _messages(await self.get(f"people/{person}/messages?after={after}"))

    async def room(self, after: int = 0) -> list[Message]:
        """Return what stands in the team's room."""
        return _messages(await self.get(f"rooms/{TEAM}/messages?after={after}"))

    async def newest(self, person: str) -> Message:
        """Return the last thing the bot said to somebody."""
        return [message for message in await self.column(person) if message["from"] == "bot"][-1]

    async def wrote(self, person: str) -> list[Message]:
        """Return what somebody wrote herself."""
        return [message for message in await self.column(person) if message["from"] == person]


def _messages(answer: Answer) -> list[Message]:
    assert answer.status == 200, answer
    found: list[Message] = answer.body["messages"]
    return found


def form_of(name: str, content: bytes, field: str = "file") -> FormData:
    """Return a form with one file in it."""
    form = FormData()
    form.add_field(field, BytesIO(content), filename=name, content_type="application/octet-stream")
    return form


def assert_refused(answer: Answer, status: int) -> None:
    """A refusal says in two sentences what is wrong and what to do."""
    assert answer.status == status, answer
    assert set(answer.body) == {"error", "mend"}, answer
    assert all(len(text) > 5 and text.endswith(".") for text in answer.body.values()), answer


def moment(text: str) -> datetime:
    """Read an instant as the API gives it, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


@asynccontextmanager
async def desk_in(folder: Path, library: Library, start: str = MONDAY) -> AsyncIterator[Desk]:
    """Serve a demo from a folder with a database; it does nothing of its own accord."""
    app = build(open_store(folder, KeyStore(folder / "keys.db", RING)), library, MovableClock(at(start)), AMSTERDAM)
    await demo.fill(app.store, app.editions, app.clock.now(), AMSTERDAM, MEMBERS)
    await app.prepare()
    await app.store.run(lambda unit: switch_on_new(unit, app.editions, app.clock.now()))
    async with TestClient(TestServer(app.http)) as client:
        yield Desk(app, client)
    await app.stop()
