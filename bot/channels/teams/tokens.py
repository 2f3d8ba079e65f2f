"""The token with which the bot calls Teams: asked once for all calls, and renewed before it ends."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import aiohttp

from bot.channels.teams.app import App
from bot.channels.teams.failures import Away, Refused
from bot.logs import log

LOGIN = "https://login.microsoftonline.com"
SCOPE = "https://api.botframework.com/.default"
AHEAD = 7200.0
"""Seconds before its end at which a token is renewed; of one that lives shortly, half its life."""
BREATH = 60.0
"""Seconds between two attempts to renew a token that is still good."""


@dataclass(slots=True)
class Token:
    """The app's token. While it is renewed the old one carries all calls; ``now`` is a steady clock, in seconds."""

    app: App
    session: Callable[[], aiohttp.ClientSession]
    now: Callable[[], float]
    login: str = LOGIN
    scope: str = SCOPE
    _value: str = ""
    _renew_at: float = 0.0
    _ends_at: float = 0.0
    _asking: "asyncio.Task[str] | None" = None

    async def get(self) -> str:
        """Return a token that is good now; raises Refused and Away when there is none and none is given."""
        now = self.now()
        if self._asking is None and (now >= self._renew_at or not self._value):
            self._renew_at = now + BREATH
            self._asking = asyncio.create_task(self._ask())
            self._asking.add_done_callback(self._asked)
        if self._value and now < self._ends_at:
            return self._value
        if self._asking is None:
            raise Away("no token", doubtful=False)
        return await asyncio.shield(self._asking)

    def refuse(self, value: str) -> None:
        """Forget a token that Teams does not take; one that is newer stays."""
        if value == self._value:
            self._value, self._renew_at = "", 0.0

    def renew(self, password: str) -> None:
        """Log in with another password, and at once: whether it is let in shows while the old token still carries all calls."""
        self.app, self._renew_at = replace(self.app, password=password), 0.0

    async def close(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait([self._asking])

    def _asked(self, task: "asyncio.Task[str]") -> None:
        self._asking = None
        if not task.cancelled() and (problem := task.exception()):
            log.warning("no new token of Microsoft", problem=str(problem))

    async def _ask(self) -> str:
        form = {
            "grant_type": "client_credentials", "client_id": self.app.id, "client_secret": self.app.password,
            "scope": self.scope,
        }  # fmt: skip
        url = f"{self.login}/{self.app.tenant}/oauth2/v2.0/token"
        try:
            async with self.session().post(url, data=form, allow_redirects=False) as response:
                told = await response.json(content_type=None)
                if response.status != 200:
                    raise _refusal(response.status, told)
                return self._keep(str(told["access_token"]), float(told["expires_in"]))
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError) as problem:
            raise Away(f"login: {type(problem).__name__}", doubtful=False) from problem

    def _keep(self, value: str, lives: float) -> str:
        self._value, self._ends_at = value, self.now() + lives
        self._renew_at = self._ends_at - min(AHEAD, lives / 2)
        return value


def _refusal(status: int, told: Any) -> Exception:
    """Return why no token is given; who is not let in at the door is refused as one who shows a wrong token."""
    if status >= 500 or status == 429:
        return Away(f"login: {status}", doubtful=False)
    code = told.get("error") if isinstance(told, dict) else None
    return Refused(401, code if isinstance(code, str) else "unknown")
