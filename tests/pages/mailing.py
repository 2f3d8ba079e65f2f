"""A facilitator without a chat: she gets mail, follows its link, and does on her page what others do in chat (X02)."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from aiohttp import CookieJar, FormData
from aiohttp.test_utils import TestClient, TestServer

from tests.kit.mail_town import MailTown, link_in, mail_town
from tests.kit.town import FACILITATOR
from tests.pages.visiting import OURS, Browser, Client, Seen, Visit

FORM = re.compile(r'<form method="post" action="/pages/talk"[^>]*>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'name="(id|message)" value="([^"]*)"')


@dataclass(slots=True)
class MailVisit(Visit):
    """A town of which some get mail, whose people have browsers."""

    place: MailTown

    async def comes_in(self, person: str = FACILITATOR) -> "Talker":
        """Let somebody follow the link of her newest mail."""
        browser = await self.browser()
        opened = await browser.opens(link_in(self.place.mails(person)[-1]))
        assert opened.status == 200, opened
        return Talker(browser, self.place)


@dataclass(slots=True)
class Talker:
    """Somebody with her own conversation before her."""

    browser: Browser
    town: MailTown

    async def reads(self) -> str:
        """Return what her page says, as she reads it."""
        seen = await self.browser.reads("/pages/talk")
        assert seen.status == 200, seen
        return words(seen)

    async def form(self, holding: str) -> dict[str, str]:
        """Return what the newest form that holds a text sends along unseen."""
        page = (await self.browser.reads("/pages/talk")).text
        found = [one for one in FORM.findall(page) if holding in unescape(one)]
        assert found, f"there is no form with {holding!r}"
        return dict(HIDDEN.findall(found[-1]))

    async def sends(self, **fields: Any) -> Seen:
        """Send one of the forms of the page, as it is."""
        seen = await self.browser.call("POST", "/pages/talk", data=as_form(fields), headers=OURS)
        await self.town.settle()
        return seen

    async def says(self, text: str, **more: Any) -> Seen:
        """Write something."""
        return await self.sends(**await self.form('name="text"'), text=text, **more)

    async def presses(self, label: str) -> Seen:
        """Press the newest button that begins with a label."""
        page = (await self.browser.reads("/pages/talk")).text
        found = re.findall(r'name="action" value="([^"]+)" dir="auto">([^<]*)<', page)
        action = next(id_ for id_, said in reversed(found) if unescape(said).startswith(label))
        return await self.sends(**await self.form(f'value="{action}"'), action=action)


async def types_on_her_page(place: MailTown, person: str, text: str) -> None:
    """Let somebody guide her team as well, ask for a link, and type on her page."""
    await place.add(person, "facilitator")
    assert place.app.email is not None
    await place.app.email.send_link(person)
    client: Client = TestClient(TestServer(place.app.http), cookie_jar=CookieJar(unsafe=True))
    async with client:
        browser = Browser(client)
        await browser.opens(link_in(place.mails(person)[-1]))
        sent = await Talker(browser, place).says(text)
        assert sent.status == 200, sent


def as_form(fields: dict[str, Any]) -> FormData:
    """Return fields as a browser sends them; a list is one field several times, a pair a file."""
    form = FormData(default_to_multipart=True)
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, tuple):
                form.add_field(name, one[1], filename=one[0])
            else:
                form.add_field(name, one)
    return form


def words(seen: Seen) -> str:
    """Return the words of a page, without its signs."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", seen.text)))


@asynccontextmanager
async def mailing(folder: Path, **options: Any) -> AsyncIterator[MailVisit]:
    """Build a team whose facilitator is reached by mail."""
    async with mail_town(folder, **{"by_mail": (FACILITATOR,), **options}) as place:
        server = TestServer(place.app.http)
        await server.start_server()
        visit = MailVisit(place, server, [], place)
        try:
            yield visit
        finally:
            for client in visit._clients:
                await client.close()
            await server.close()
