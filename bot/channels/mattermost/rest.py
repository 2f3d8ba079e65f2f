"""Mattermost's REST interface: as much of it as the channel needs, with every failure told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.channels.base import LARGEST_FILE, DeliveryError
from bot.channels.reasons import GONE, NO_MEMBER, NO_TEAM_SHARED

PATIENCE = aiohttp.ClientTimeout(total=20.0, connect=5.0)
PAGE = 200
"""Posts or people in one page, the most that the server gives."""
TOKEN_WAIT = 600.0
"""Seconds until another attempt when the token is refused: somebody has to give another one first."""


class Refused(Exception):
    """The server said no. ``id`` names the reason, never translated, and holds nothing that a person wrote."""

    def __init__(self, status: int, id_: str, retry_after: float | None = None) -> None:
        super().__init__(f"{status} {id_}")
        self.status = status
        self.id = id_
        self.retry_after = retry_after


class Away(Exception):
    """The server did not answer; nobody can say whether it did what was asked."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody on the server."""

    id: str
    username: str
    bot: bool
    gone: bool


class Rest:
    """Calls of one bot on one server."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session of all calls and of the websocket; without cookies, which the server would prefer to the token."""
        if self._session is None:
            headers = {"Authorization": f"Bearer {self._token}"}
            self._session = aiohttp.ClientSession(headers=headers, cookie_jar=aiohttp.DummyCookieJar(), timeout=PATIENCE)
        return self._session

    @property
    def websocket_url(self) -> str:
        return f"ws{self._url.removeprefix('http')}/api/v4/websocket"

    async def close(self) -> None:
        """End all calls."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, method: str, path: str, **options: Any) -> Any:
        """Make one call and return what came back; raises Refused and Away."""
        try:
            async with self.session.request(method, f"{self._url}/api/v4{path}", **options) as response:
                if response.status >= 400:
                    raise await _refusal(response)
                return await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as problem:
            raise Away(type(problem).__name__) from problem

    # -- people and places

    async def me(self) -> User:
        """Return the bot itself."""
        return _user(await self.call("GET", "/users/me"))

    async def user(self, id_: str) -> User:
        """Return somebody."""
        return _user(await self.call("GET", f"/users/{id_}"))

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
            found += map(_user, page)
            if len(page) < PAGE:
                return found
            number += 1

    # -- posts

    async def posts(self, place: str, **asked: str | int) -> list[dict[str, Any]]:
        """Return one page of posts, the newest first."""
        found = await self.call("GET", f"/channels/{place}/posts", params={name: str(value) for name, value in asked.items()})
        return [found["posts"][id_] for id_ in found["order"]]

    async def post(self, **body: Any) -> dict[str, Any]:
        """Post."""
        made: dict[str, Any] = await self.call("POST", "/posts", json=body)
        return made

    async def read(self, id_: str) -> dict[str, Any]:
        """Return a post."""
        found: dict[str, Any] = await self.call("GET", f"/posts/{id_}")
        return found

    async def patch(self, id_: str, **body: Any) -> None:
        """Change a post; ``props`` takes the place of all there were."""
        await self.call("PUT", f"/posts/{id_}/patch", json=body)

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
        try:
            async with self.session.get(f"{self._url}/api/v4/files/{id_}") as response:
                if response.status >= 400:
                    raise await _refusal(response)
                body = bytearray()
                async for chunk in response.content.iter_chunked(64 * 1024):
                    body += chunk
                    if len(body) > LARGEST_FILE:
                        break
                return bytes(body)
        except (aiohttp.ClientError, TimeoutError) as problem:
            raise Away(type(problem).__name__) from problem


def _user(body: Mapping[str, Any]) -> User:
    return User(body["id"], body["username"], bool(body.get("is_bot")), bool(body.get("delete_at")))


async def _refusal(response: aiohttp.ClientResponse) -> Refused:
    """Read why the server refuses; a 429 is plain text, everything else names its reason."""
    try:
        id_ = str((await response.json(content_type=None))["id"])
    except (ValueError, LookupError, TypeError):
        id_ = "limit" if response.status == 429 else "unknown"
    waits: Sequence[str] = response.headers.getall("Retry-After", [])  # with VaryByUser each header comes twice
    return Refused(response.status, id_, float(waits[0]) if waits and waits[0].isdigit() else None)


def delivery_error(problem: Refused | Away) -> DeliveryError:
    """Return what a failure means for a message that was to be delivered."""
    if isinstance(problem, Away):
        return DeliveryError("transient", "server away")
    if problem.status == 401:
        return DeliveryError("transient", "token refused", TOKEN_WAIT)
    if problem.status == 429:
        return DeliveryError("transient", "too many calls", problem.retry_after)
    if problem.status >= 500:
        return DeliveryError("transient", problem.id)
    if "restricted_dm" in problem.id:
        return DeliveryError("permanent", NO_TEAM_SHARED)
    if problem.status == 403:
        return DeliveryError("permanent", NO_MEMBER)
    if problem.status == 404:
        return DeliveryError("permanent", GONE)
    return DeliveryError("ambiguous", problem.id)  # our own mistake says nothing about who can be reached
