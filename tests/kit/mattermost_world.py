"""A Mattermost with a few people, a team and a bot on it: the small one, or a real one that may be filled (§16, §17)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp

from bot.clock import pause
from tests.kit.mattermost import FakeMattermost
from tests.kit.mattermost_server import fake_mattermost

PASSWORD = "Geheim-woord-12!"
ADMIN = "beheer"
HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Real:
    """A real server: where it is, and how its administrator comes in."""

    url: str
    token: str = ""
    login: str = ""
    password: str = ""
    reaches: str = HERE
    """Under which name it reaches this machine."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a server, and the token with which she calls."""

    id: str
    username: str
    token: str


@dataclass(frozen=True, slots=True)
class World:
    """A server with an administrator, two people and a bot, in one team and one room; ``fake`` where it is the small one."""

    url: str
    admin: Member
    alice: Member
    bob: Member
    bot: Member
    team: str
    room: str
    fake: FakeMattermost | None

    async def call(self, by: Member | None, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Make a call in somebody's name; returns the status and what came back."""
        status, found, _ = await _call(self.url, method, path, by.token if by else "", body)
        return status, found

    async def chat(self, one: Member, other: Member) -> str:
        """Return the private chat of two."""
        return str((await self.call(one, "POST", "/channels/direct", [one.id, other.id]))[1]["id"])

    async def says(self, who: Member, text: str, place: str, **values: Any) -> str:
        """Let somebody post; returns the post's id."""
        status, made = await self.call(who, "POST", "/posts", {"channel_id": place, "message": text, **values})
        assert status == 201, made
        return str(made["id"])


@asynccontextmanager
async def world(real: Real | None, version: str = "11.7.0") -> AsyncIterator[World]:
    """Fill a server: a real one, or else a small one of some version."""
    if real is not None:
        token = real.token or await _logged_in(real.url, real.login, real.password)
        yield await _filled(real.url.rstrip("/"), token, None)
        return
    async with fake_mattermost(version, bot=False) as fake:
        await _made(fake.url, "", ADMIN)
        yield await _filled(fake.url, await _logged_in(fake.url, ADMIN, PASSWORD), fake)


async def _filled(url: str, token: str, fake: FakeMattermost | None) -> World:
    name = uuid4().hex[:10]
    me = await _done(url, "GET", "/users/me", token)
    admin = Member(me["id"], me["username"], token)
    alice, bob = [await _person(url, token, f"{one}-{name}") for one in ("alice", "bob")]
    made = await _done(url, "POST", "/bots", token, {"username": f"bot-{name}", "display_name": "Leerbot"})
    access = await _done(url, "POST", f"/users/{made['user_id']}/tokens", token, {"description": "test"})
    bot = Member(made["user_id"], made["username"], access["token"])
    about = {"name": f"team-{name}", "display_name": "Team", "type": "O"}
    team = str((await _done(url, "POST", "/teams", token, about))["id"])
    for one in (alice, bob, bot):
        await _done(url, "POST", f"/teams/{team}/members", token, {"team_id": team, "user_id": one.id})
    about = {"team_id": team, "name": f"room-{name}", "display_name": "Team", "type": "O"}
    room = str((await _done(url, "POST", "/channels", token, about))["id"])
    for one in (alice, bob, bot):
        await _done(url, "POST", f"/channels/{room}/members", token, {"user_id": one.id})
    return World(url, admin, alice, bob, bot, team, room, fake)


async def _person(url: str, admin: str, name: str) -> Member:
    made = await _made(url, admin, name)
    return Member(made["id"], name, await _logged_in(url, name, PASSWORD))


async def _made(url: str, admin: str, name: str) -> Any:
    about = {"email": f"{name}@voorbeeld.nl", "username": name, "password": PASSWORD, "locale": "nl"}
    return await _done(url, "POST", "/users", admin, about)


async def _logged_in(url: str, login: str, password: str) -> str:
    status, _, headers = await _call(url, "POST", "/users/login", "", {"login_id": login, "password": password})
    assert status == 200
    return headers["Token"]


async def _done(url: str, method: str, path: str, token: str, body: Any = None) -> Any:
    status, found, _ = await _call(url, method, path, token, body)
    assert status < 300, found
    return found


async def _call(url: str, method: str, path: str, token: str, body: Any) -> tuple[int, Any, dict[str, str]]:
    """Make a call, and again when the server says it is too much: it counts who logs in."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        while True:
            async with session.request(method, f"{url}/api/v4{path}", headers=headers, json=body) as answer:
                if answer.status != 429:
                    return answer.status, await answer.json(content_type=None), dict(answer.headers)
            await pause(1.0)
