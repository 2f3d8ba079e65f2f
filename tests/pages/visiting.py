"""Somebody with a browser: she asks for a page in chat, follows the link, and reads."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from aiohttp import ClientResponse, CookieJar
from aiohttp import web as http
from aiohttp.test_utils import TestClient, TestServer

from tests.kit.town import Town, town

PUBLIC = "http://127.0.0.1:8787"
Client: TypeAlias = TestClient[http.Request, http.Application]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser got."""

    status: int
    text: str
    headers: Any
    cookies: Any


@dataclass(slots=True)
class Browser:
    """One browser with its own cookies."""

    client: Client

    @property
    def session(self) -> str:
        """The cookie that this browser holds."""
        return self.client.session.cookie_jar.filter_cookies(self.client.make_url("/"))["leerbot"].value

    async def call(self, method: str, path: str, **options: Any) -> Seen:
        """Make a call, following redirects as a browser does."""
        async with self.client.request(method, path, **options) as answer:
            return await seen(answer)

    async def reads(self, path: str, **options: Any) -> Seen:
        """Go to an address."""
        return await self.call("GET", path, **options)

    async def opens(self, link: str, **options: Any) -> Seen:
        """Follow a link and press the button."""
        asked = await self.reads(link)
        fields = re.findall(r'name="token" value="([^"]+)"', asked.text)
        return await self.posts(fields[0], **options) if fields else asked

    async def posts(self, token: str, **options: Any) -> Seen:
        """Press the button of a link, as a browser on our own page does."""
        return await self.call("POST", "/pages/open", data={"token": token}, headers=OURS, **options)


OURS = {"Sec-Fetch-Site": "same-origin"}


async def seen(answer: ClientResponse) -> Seen:
    """Return an answer with its text."""
    return Seen(answer.status, await answer.text(), answer.headers, answer.cookies)


@dataclass(slots=True)
class Visit:
    """A town whose people have browsers."""

    town: Town
    server: TestServer
    _clients: list[Client]

    async def browser(self) -> Browser:
        """Return a new browser without cookies."""
        client: Client = TestClient(self.server, cookie_jar=CookieJar(unsafe=True))
        self._clients.append(client)
        return Browser(client)

    async def link(self, person: str, words: str = "mijn pagina's") -> str:
        """Let somebody ask for a page, and return the path of the link she gets."""
        await self.town.says(person, words)
        heard = (await self.town.shown(person))[-1].message.body["link"]
        assert heard["url"].startswith(f"{PUBLIC}/pages/open/")
        return str(heard["url"]).removeprefix(PUBLIC)

    async def inside(self, person: str, words: str = "mijn pagina's") -> Browser:
        """Return a browser in which somebody opened her pages."""
        browser = await self.browser()
        opened = await browser.opens(await self.link(person, words))
        assert opened.status == 200, opened
        return browser


@asynccontextmanager
async def visiting(folder: Path, **options: Any) -> AsyncIterator[Visit]:
    """Build a team whose pages can be reached."""
    async with town(folder, **{"public_url": PUBLIC, **options}) as place:
        server = TestServer(place.app.http)
        await server.start_server()
        visit = Visit(place, server, [])
        try:
            yield visit
        finally:
            for client in visit._clients:
                await client.close()
            await server.close()


def token_of(link: str) -> str:
    """Return the token in a link."""
    return link.rpartition("/")[2]
