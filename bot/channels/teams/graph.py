"""Microsoft Graph: as much of it as is needed to install the app for somebody, in an organisation that allows that.

Its token is another than that of the Connector, and goes to Graph alone.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.channels.pace import Busy
from bot.channels.teams.app import App
from bot.channels.teams.failures import Away, Refused
from bot.channels.teams.limits import Turns
from bot.channels.teams.package import manifest_id
from bot.channels.teams.tokens import LOGIN, Token

GRAPH = "https://graph.microsoft.com"
SCOPE = f"{GRAPH}/.default"
CALLS = ((4, 1.0),)
"""How many calls there may be in how many seconds: few, as installing is never in a hurry."""
AGAIN = 60.0
"""Seconds for which it is left alone after too many calls, where it does not say how long."""
NOT_IN_CATALOGUE = "NotInCatalogue"


@dataclass(slots=True)
class Graph:
    """Calls of one app, each of which raises Refused, Away and Busy; ``now`` is a steady clock in seconds."""

    app: App
    session: Callable[[], aiohttp.ClientSession]
    now: Callable[[], float]
    pause: Callable[[float], Awaitable[None]]
    login: str = LOGIN
    url: str = GRAPH
    _catalogue: str = ""
    _token: Token = field(init=False)
    _turns: Turns = field(default_factory=lambda: Turns(CALLS))

    def __post_init__(self) -> None:
        self._token = Token(self.app, self.session, self.now, self.login, SCOPE)

    def renew(self, password: str) -> None:
        """Log in with another password from now on."""
        self._token.renew(password)

    async def close(self) -> None:
        """Ask no more."""
        await self._token.close()

    async def in_catalogue(self) -> str:
        """Return under which id the app stands in the organisation's catalogue; another than that in its manifest."""
        if not self._catalogue:
            wanted = f"externalId eq '{manifest_id(self.app.id)}'"
            found = _listed(await self._call("GET", "appCatalogs/teamsApps", params={"$filter": wanted}))
            if not found:
                raise Refused(404, NOT_IN_CATALOGUE)
            self._catalogue = str(found[0]["id"])
        return self._catalogue

    async def install(self, person: str) -> bool:
        """Install the app for somebody, by her id in Entra; False where it was there already."""
        catalogue, hers = await self.in_catalogue(), f"users/{quote(person, safe='')}/teamwork/installedApps"
        asked = {"$expand": "teamsApp", "$filter": f"teamsApp/id eq '{catalogue}'"}
        if _listed(await self._call("GET", hers, params=asked)):
            return False
        bound = f"{GRAPH}/v1.0/appCatalogs/teamsApps/{catalogue}"
        try:
            await self._call("POST", hers, json={"teamsApp@odata.bind": bound})
        except Refused as problem:
            if problem.status != 409:  # somebody else was first
                self._catalogue = ""  # the app that was known may have been taken out, and another put in its place
                raise
            return False
        return True

    async def _call(self, method: str, path: str, **options: Any) -> Any:
        """Make one call in its turn; a token that is not taken is renewed once."""
        moment = self._turns.take(now := self.now())
        if moment > now:
            await self.pause(moment - now)
        token = await self._token.get()
        try:
            return await self._once(method, path, token, options)
        except Refused as problem:
            if problem.status != 401:
                raise
            self._token.refuse(token)
        return await self._once(method, path, await self._token.get(), options)

    async def _once(self, method: str, path: str, token: str, options: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        asked = self.session().request(method, f"{self.url}/v1.0/{path}", headers=headers, allow_redirects=False, **options)
        try:
            async with asked as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError) as problem:
            raise Away(type(problem).__name__, doubtful=method != "GET") from problem
        if response.status >= 500:
            raise Away(f"Graph: {response.status}", doubtful=method != "GET")
        if response.status == 429:
            told = response.headers.get("Retry-After", "")
            wait = float(told) if told.isdecimal() and told.isascii() else AGAIN
            self._turns.hold(self.now() + wait)
            raise Busy(wait)
        found = _json(body)
        if response.status >= 300:
            raise Refused(response.status, _code(found))
        return found


def _json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}


def _listed(told: Any) -> list[Any]:
    """Return what a list holds; raises Away for what is none."""
    found = told.get("value") if isinstance(told, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) and "id" in one for one in found):
        raise Away("Graph: no list", doubtful=False)
    return found


def _code(told: Any) -> str:
    error = told.get("error") if isinstance(told, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and code.isalnum() and len(code) <= 60 else "unknown"
