"""The Connector's REST interface (v3): as much of it as the channel needs, over one session, with every failure told apart."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp

from bot.channels.base import LARGEST_FILE
from bot.channels.teams.app import RATE, App
from bot.channels.teams.failures import OF_403, Away, Refused
from bot.channels.teams.limits import Kind, Limits
from bot.channels.teams.tokens import LOGIN, Token
from bot.clock import pause as real_pause
from bot.clock import steady

PATIENCE = aiohttp.ClientTimeout(total=15.0, connect=5.0)
FILE = aiohttp.ClientTimeout(total=10.0, connect=5.0)
"""Teams asks again after fifteen seconds without an answer, and a file is fetched before that."""
CALLS = 100
"""Calls that may be under way at once."""
AGAIN = 1.0
"""Seconds for which a conversation is left alone after too many calls, where Teams does not say how long."""
LONGEST_WAIT = 3600.0
"""Seconds for which nothing is tried at most, whatever Teams says: that is its longest window."""
PAGE = 500
"""People in one page, the most that Teams gives."""
MICROSOFT = re.compile(r"(smba\.trafficmanager\.net|([a-z0-9-]+\.)+botframework\.com|([a-z0-9-]+\.)+teams\.microsoft\.com)")
HERE = frozenset({"127.0.0.1", "localhost", "::1"})
SHAREPOINT = re.compile(r"[a-z0-9-]+\.sharepoint\.com")
_CODE = re.compile(r"[A-Za-z]{3,60}")


def is_microsoft(url: str) -> bool:
    """Whether an address is one of Microsoft's own: the token goes nowhere else (trust S3)."""
    return MICROSOFT.fullmatch(_host(url)) is not None


def is_sharepoint(url: str) -> bool:
    """Whether an address is one where people of an organisation keep their files."""
    return SHAREPOINT.fullmatch(_host(url)) is not None


def is_here(url: str) -> bool:
    """Whether an address is on this machine, as that of a tool for trying out."""
    try:
        return urlsplit(url).scheme == "http" and urlsplit(url).hostname in HERE
    except ValueError:
        return False


def _host(url: str) -> str:
    """Return the host of a plain https address; empty for any other."""
    try:
        parts = urlsplit(url)
        host, plain = parts.hostname or "", parts.scheme == "https" and parts.port in {None, 443} and "\\" not in url
    except ValueError:
        return ""
    return host if plain and parts.netloc.lower().partition(":")[0] == host else ""


class Connector:
    """Calls of one app. ``app`` None calls without a token, which only tools on this machine take.

    ``now`` is a steady clock, in seconds; ``trusted`` says to which addresses the token may go; ``rate`` is in calls a second.
    """

    def __init__(
        self, app: App | None, *, trusted: Callable[[str], bool] = is_microsoft, login: str = LOGIN,
        now: Callable[[], float] = steady, pause: Callable[[float], Awaitable[None]] = real_pause,
        patience: aiohttp.ClientTimeout = PATIENCE, rate: float = RATE,
    ) -> None:  # fmt: skip
        self.app = app
        self._trusted = trusted
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None
        self._token = Token(app, lambda: self.session, now, login) if app else None
        self.limits = Limits(now, pause, rate)
        self.reached = True
        """Whether Teams answered the last call, and knew us."""

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one session of all calls."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CALLS), cookie_jar=aiohttp.DummyCookieJar(), timeout=self._patience
            )
        return self._session

    async def close(self) -> None:
        """End all calls."""
        await self.limits.app.close()
        if self._token is not None:
            await self._token.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def renew(self, password: str) -> None:
        """Log in with another password from now on."""
        if self._token is not None:
            self._token.renew(password)

    async def log_in(self) -> None:
        """Get a token, to see whether Microsoft knows the app; raises Refused and Away."""
        if self._token is not None:
            await self._token.get()

    # -- what can be asked; each raises Refused, Away and Busy

    async def turn_to_send(self, conversation: str, *, urgent: bool) -> None:
        """Wait until an activity may be sent to a conversation; what is ``urgent`` goes before what the bot says by itself."""
        await self.limits.turn("send", conversation, urgent=urgent)

    async def send(self, service: str, conversation: str, activity: Mapping[str, Any]) -> str:
        """Send an activity to a conversation, in a turn that was waited for, and return its id."""
        path = f"{_place(conversation)}/activities"
        return _id(await self._made("send", conversation, "POST", service, path, json=activity))

    async def update(
        self, service: str, conversation: str, id_: str, activity: Mapping[str, Any], *, yields: bool = False
    ) -> None:  # fmt: skip
        """Put another activity in the place of one that was sent; what ``yields`` waits for no turn."""
        place = _activity(conversation, id_)
        await self._call("send", conversation, "PUT", service, place, yields=yields, json=activity)

    async def delete(self, service: str, conversation: str, id_: str) -> None:
        """Take an activity away; one that is gone already is fine."""
        try:
            await self._call("send", conversation, "DELETE", service, _activity(conversation, id_))
        except Refused as problem:
            if problem.status != 404:
                raise

    async def open_chat(self, service: str, person: str, tenant: str) -> str:
        """Return the private chat with somebody, by her id in Entra; it is made when it is not there yet."""
        body = {
            "isGroup": False, "members": [{"id": person}], "tenantId": tenant, "channelData": {"tenant": {"id": tenant}},
            "bot": {"id": f"28:{self.app.id}" if self.app else "28:bot"},
        }  # fmt: skip
        return _id(await self._call("send", person, "POST", service, "v3/conversations", json=body))

    async def members(self, service: str, conversation: str) -> list[Mapping[str, Any]]:
        """Return who is in a conversation, each once; when the way to the next page is lost it begins again, once."""
        try:
            return await self._members(service, conversation)
        except Refused as problem:
            if problem.status != 400:
                raise
        return await self._members(service, conversation)

    async def _members(self, service: str, conversation: str) -> list[Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        asked, path = {"pageSize": str(PAGE)}, f"{_place(conversation)}/pagedmembers"
        while True:
            page = await self._call("read", conversation, "GET", service, path, params=asked)
            try:
                found |= {str(one["id"]): one for one in page.get("members") or []}
                more = page.get("continuationToken")
            except (AttributeError, TypeError, LookupError) as problem:
                raise Away("no list of members", doubtful=False) from problem
            if not more:
                return list(found.values())
            if str(more) == asked.get("continuationToken"):
                raise Away("pages without end", doubtful=False)
            asked["continuationToken"] = str(more)

    async def channels(self, service: str, team: str) -> list[str]:
        """Return the channels of a team that the app is in, by their ids."""
        told = await self._call("read", team, "GET", service, f"v3/teams/{quote(team, safe='')}/conversations")
        found = told.get("conversations") if isinstance(told, dict) else None
        return [str(one["id"]) for one in found or () if isinstance(one, dict) and one.get("id")]

    async def download(self, url: str) -> bytes:
        """Return the content of a file; of one that is too large to keep, only so much that this can be seen.

        What Teams keeps itself is fetched with the token. A file in SharePoint has an address that opens it by itself.
        """
        headers = {}
        if self._trusted(url) and self._token is not None:
            headers["Authorization"] = f"Bearer {await self._token.get()}"
        elif not (self._trusted(url) or is_sharepoint(url)):
            raise Refused(400, "FileNotTrusted")
        async with _told_apart(), self.session.get(url, headers=headers, timeout=FILE, allow_redirects=False) as response:
            if response.status != 200:
                raise _refusal(response, b"")
            body = bytearray()
            async for chunk in response.content.iter_chunked(64 * 1024):
                body += chunk
                if len(body) > LARGEST_FILE:
                    break
            return bytes(body)

    # -- calling

    async def _call(
        self, kind: Kind, conversation: str, method: str, service: str, path: str, *, yields: bool = False, **options: Any
    ) -> Any:  # fmt: skip
        """Make one call in its turn."""
        await self.limits.turn(kind, conversation, yields=yields)
        return await self._made(kind, conversation, method, service, path, **options)

    async def _made(self, kind: Kind, conversation: str, method: str, service: str, path: str, **options: Any) -> Any:
        """Make one call, and remember whether Teams is there, and where it is too much for it."""
        if not self._trusted(service):
            raise Refused(400, "ServiceUrlNotTrusted")
        try:
            made = await self._with_token(method, f"{service.rstrip('/')}/{path}", options)
        except Away:
            self.reached = False
            raise
        except Refused as problem:
            self.reached = problem.status != 401
            if problem.status == 429:
                self.limits.refused(kind, conversation, problem.retry_after or AGAIN)
            raise
        self.reached = True
        return made

    async def _with_token(self, method: str, url: str, options: Mapping[str, Any]) -> Any:
        """Make one call; a token that is not taken is renewed once, as nothing was done with it."""
        if self._token is None:
            return await self._once(method, url, {}, options)
        token = await self._token.get()
        try:
            return await self._once(method, url, {"Authorization": f"Bearer {token}"}, options)
        except Refused as problem:
            if problem.status != 401:
                raise
            self._token.refuse(token)
        return await self._once(method, url, {"Authorization": f"Bearer {await self._token.get()}"}, options)

    async def _once(self, method: str, url: str, headers: Mapping[str, str], options: Mapping[str, Any]) -> Any:
        asked = self.session.request(method, url, headers=headers, allow_redirects=False, **options)
        async with _told_apart(), asked as response:
            body = await response.read()
            if response.status >= 300:
                raise _refusal(response, body)
        try:
            return json.loads(body) if body else {}
        except (ValueError, RecursionError):
            return {}


@asynccontextmanager
async def _told_apart() -> AsyncIterator[None]:
    """Say of a call that came to nothing whether what was asked may have been done."""
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
        raise Away(type(problem).__name__, doubtful=False) from problem
    except (aiohttp.ClientError, TimeoutError) as problem:
        raise Away(type(problem).__name__, doubtful=True) from problem


def _place(conversation: str) -> str:
    return f"v3/conversations/{quote(conversation, safe='')}"


def _activity(conversation: str, id_: str) -> str:
    return f"{_place(conversation)}/activities/{quote(id_, safe='')}"


def _id(made: Any) -> str:
    """Return the id of what was made; without one it was done, and can never be found again."""
    id_ = made.get("id") if isinstance(made, dict) else None
    if not isinstance(id_, str) or not id_:
        raise Refused(200, "NoIdCameBack")
    return id_


def _refusal(response: aiohttp.ClientResponse, body: bytes) -> Refused:
    """Read why Teams refuses. Bodies vary, so a known word anywhere in it counts first, then the code where it belongs."""
    text = body.decode("utf-8", "replace")
    known = next((code for code in OF_403 if code in text), None)
    return Refused(response.status, known or _code(text), _wait(response.headers))


def _wait(told: Mapping[str, str]) -> float | None:
    """Return for how many seconds we are asked to wait: so many, or until a moment of Teams' own clock."""
    waits = told.get("Retry-After", "")
    if waits.isdecimal() and waits.isascii():
        return min(LONGEST_WAIT, float(waits))
    try:
        wait = parsedate_to_datetime(waits) - parsedate_to_datetime(told.get("Date", ""))
        return min(LONGEST_WAIT, max(0.0, wait.total_seconds()))
    except (ValueError, TypeError):
        return None


def _code(text: str) -> str:
    try:
        code = json.loads(text)["error"]["code"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return "unknown"
    return code if isinstance(code, str) and _CODE.fullmatch(code) else "unknown"
