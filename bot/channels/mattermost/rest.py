"""Mattermost's REST interface: as much of it as the channel needs, at a pace that it takes, with every failure told apart."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.channels.base import LARGEST_FILE, DeliveryError, Profile
from bot.channels.mattermost.limits import RATE
from bot.channels.mattermost.profiles import profile_of
from bot.channels.pace import Busy, Pace
from bot.channels.reasons import ARCHIVED, GONE, NO_MEMBER, NO_TEAM_SHARED
from bot.clock import pause as real_pause
from bot.clock import steady

PATIENCE = aiohttp.ClientTimeout(total=20.0, connect=5.0)
PAGE = 200
"""Posts or people in one page, the most that the server gives."""
AT_ONCE = 40
"""Calls that may go together after a pause; a server takes a hundred."""
AGAIN = 1.0
"""Seconds for which no call is made after too many, where the server does not say how long."""
LONGEST_WAIT = 3600.0
"""Seconds for which nothing is tried at most, whatever the server says."""
TOKEN_WAIT = 600.0
"""Seconds until another attempt when the token is refused: somebody has to give another one first."""


NOTHING_TOLD = Profile()


class Refused(Exception):
    """The server said no. ``id`` names the reason, never translated, and holds nothing that a person wrote."""

    def __init__(self, status: int, id_: str, retry_after: float | None = None) -> None:
        super().__init__(f"{status} {id_}")
        self.status = status
        self.id = id_
        self.retry_after = retry_after

    @property
    def passes(self) -> bool:
        """Whether the same may be taken later: too many calls, a token that is refused, or trouble of the server."""
        return self.status in {401, 429} or self.status >= 500


class Away(Exception):
    """The server did not answer; nobody can say whether it did what was asked."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody on the server."""

    id: str
    username: str
    bot: bool
    gone: bool
    guest: bool = False
    profile: Profile = NOTHING_TOLD


class Rest:
    """Calls of one bot on one server. ``now`` is a steady clock, in seconds; ``rate`` is in calls a second.

    Each raises Refused, Away, and Busy for what waits for no turn.
    """

    def __init__(
        self, url: str, token: str, *, rate: float = RATE, now: Callable[[], float] = steady,
        pause: Callable[[float], Awaitable[None]] = real_pause,
    ) -> None:  # fmt: skip
        self._url = url.rstrip("/")
        self._token = token
        self._now = now
        self._session: aiohttp.ClientSession | None = None
        self.pace = Pace(now, pause, rate, AT_ONCE)
        self.shut_out = asyncio.Event()
        """Set while the server refuses the token: it was revoked or has ended, or the bot or its owner is switched off."""
        self.renewed = asyncio.Event()
        """Set when another token was given, until a connection begins with it."""

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session of all calls and of the websocket; without cookies, which the server would prefer to the token."""
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=PATIENCE)
        return self._session

    @property
    def _login(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def socket(self, **options: Any) -> AbstractAsyncContextManager[aiohttp.ClientWebSocketResponse]:
        """Open the websocket."""
        url = f"ws{self._url.removeprefix('http')}/api/v4/websocket"
        return self.session.ws_connect(url, headers=self._login, **options)

    def renew(self, token: str) -> None:
        """Call with another token from now on."""
        self._token = token
        self.shut_out.clear()
        self.renewed.set()

    async def close(self) -> None:
        """End all calls."""
        await self.pace.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, method: str, path: str, *, urgent: bool = True, yields: bool = False, **options: Any) -> Any:
        """Make one call in its turn and return what came back; it is never made twice."""
        await self.pace.turn(urgent=urgent, yields=yields)
        try:
            async with self.session.request(method, f"{self._url}/api/v4{path}", headers=self._login, **options) as response:
                if response.status >= 400:
                    raise await self._refusal(response)
                self.shut_out.clear()
                return await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as problem:
            raise Away(type(problem).__name__) from problem

    async def _refusal(self, response: aiohttp.ClientResponse) -> Refused:
        """Read why the server refuses; a 429 is plain text, everything else names its reason."""
        try:
            id_ = str((await response.json(content_type=None))["id"])
        except (ValueError, LookupError, TypeError):
            id_ = "limit" if response.status == 429 else "unknown"
        waits: Sequence[str] = response.headers.getall("Retry-After", [])  # with VaryByUser each header comes twice
        wait = min(LONGEST_WAIT, float(waits[0])) if waits and waits[0].isdecimal() and waits[0].isascii() else None
        if response.status == 401:
            self.shut_out.set()
        if response.status == 429:
            self.pace.hold(self._now() + (wait or AGAIN))
        return Refused(response.status, id_, wait)

    # -- people and places

    async def me(self) -> User:
        """Return the bot itself."""
        return user_in(await self.call("GET", "/users/me"))

    async def user(self, id_: str) -> User:
        """Return somebody."""
        return user_in(await self.call("GET", f"/users/{id_}"))

    async def users(self, ids: Sequence[str]) -> list[User]:
        """Return some people, at most as many as one page holds."""
        return [user_in(one) for one in await self.call("POST", "/users/ids", json=list(ids))]

    async def private_chat(self, one: str, other: str) -> str:
        """Return the private chat of two; it is made when it is not there yet."""
        return str((await self.call("POST", "/channels/direct", json=[one, other]))["id"])

    async def places(self) -> list[dict[str, Any]]:
        """Return every chat and room that the bot is in."""
        found: list[dict[str, Any]] = await self.call("GET", "/users/me/channels")
        return found

    async def place(self, id_: str) -> dict[str, Any]:
        """Return a chat or room."""
        found: dict[str, Any] = await self.call("GET", f"/channels/{id_}")
        return found

    async def users_in(self, place: str) -> list[User]:
        """Return who is in a room."""
        found: list[User] = []
        number = 0
        while True:
            asked = {"in_channel": place, "per_page": str(PAGE), "page": str(number)}
            page = await self.call("GET", "/users", params=asked)
            found += map(user_in, page)
            if len(page) < PAGE:
                return found
            number += 1

    # -- posts

    async def posts(self, place: str, **asked: str | int) -> list[dict[str, Any]]:
        """Return one page of posts, the newest first."""
        found = await self.call("GET", f"/channels/{place}/posts", params={name: str(value) for name, value in asked.items()})
        return [found["posts"][id_] for id_ in found["order"]]

    async def post(self, *, urgent: bool = True, **body: Any) -> dict[str, Any]:
        """Post; what is ``urgent`` goes before what the bot says by itself."""
        made: dict[str, Any] = await self.call("POST", "/posts", urgent=urgent, json=body)
        return made

    async def read(self, id_: str) -> dict[str, Any]:
        """Return a post."""
        found: dict[str, Any] = await self.call("GET", f"/posts/{id_}")
        return found

    async def patch(self, id_: str, *, yields: bool = False, **body: Any) -> None:
        """Change a post; ``props`` takes the place of all there were. What ``yields`` waits for no turn."""
        await self.call("PUT", f"/posts/{id_}/patch", yields=yields, json=body)

    async def press(self, id_: str, action: str) -> None:
        """Press a button of a post."""
        await self.call("POST", f"/posts/{id_}/actions/{action}", json={})

    async def delete(self, id_: str) -> None:
        """Take a post away; one that is gone already is fine."""
        try:
            await self.call("DELETE", f"/posts/{id_}")
        except Refused as problem:
            if problem.status != 404:
                raise

    # -- files

    async def upload(self, place: str, name: str, body: bytes) -> str:
        """Put a file in a place, to be posted there."""
        form = aiohttp.FormData()
        form.add_field("channel_id", place)
        form.add_field("files", body, filename=name)
        return str((await self.call("POST", "/files", data=form))["file_infos"][0]["id"])

    async def file_name(self, id_: str) -> str:
        """Return how a file is called."""
        return str((await self.call("GET", f"/files/{id_}/info"))["name"])

    async def download(self, id_: str) -> bytes:
        """Return the content of a file; of one that is too large to keep, only so much that this can be seen."""
        await self.pace.turn(urgent=True)
        try:
            async with self.session.get(f"{self._url}/api/v4/files/{id_}", headers=self._login) as response:
                if response.status >= 400:
                    raise await self._refusal(response)
                body = bytearray()
                async for chunk in response.content.iter_chunked(64 * 1024):
                    body += chunk
                    if len(body) > LARGEST_FILE:
                        break
                return bytes(body)
        except (aiohttp.ClientError, TimeoutError) as problem:
            raise Away(type(problem).__name__) from problem


def user_in(body: Mapping[str, Any]) -> User:
    """Return somebody as the server tells of her."""
    guest = "system_guest" in str(body.get("roles", "")).split()
    return User(body["id"], body["username"], bool(body.get("is_bot")), bool(body.get("delete_at")), guest, profile_of(body))


def delivery_error(problem: Refused | Away | Busy) -> DeliveryError:
    """Return what a failure means for a message that was to be delivered."""
    match problem:
        case Busy(wait=wait):
            return DeliveryError("transient", "too many messages", wait)
        case Away():
            return DeliveryError("transient", "server away")
        case Refused(status=401):
            return DeliveryError("transient", "token refused", TOKEN_WAIT, until_mended=True)
        case Refused(status=429):
            return DeliveryError("transient", "too many calls", problem.retry_after)
        case Refused(status=status) if status >= 500:
            return DeliveryError("transient", problem.id, problem.retry_after)
        case _:
            return _for_good(problem)


def _for_good(problem: Refused) -> DeliveryError:
    """Return why a message is never taken; what is our own mistake says nothing about who can be reached."""
    if "restricted_dm" in problem.id:
        return DeliveryError("permanent", NO_TEAM_SHARED)
    if "post_to_deleted" in problem.id:
        return DeliveryError("permanent", ARCHIVED)
    if problem.status in {403, 404}:
        return DeliveryError("permanent", NO_MEMBER if problem.status == 403 else GONE)
    return DeliveryError("ambiguous", problem.id)
