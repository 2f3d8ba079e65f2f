"""The keys with which Microsoft signs: fetched beside everything else, and again when one turns up that is not known."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from jwt import PyJWTError
from jwt.algorithms import RSAAlgorithm

from bot.logs import log

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
DAY = 86_400.0
"""Seconds after which keys are fetched again, while the old ones are still in use."""
BREATH = 60.0
"""Seconds between two fetches, however many tokens name a key that is not known (trust S1)."""
SHORT_BREATH = 10.0
"""Seconds until another attempt after one that failed."""
PATIENCE = aiohttp.ClientTimeout(total=10.0, connect=5.0)
MOST = 256 * 1024


class KeysAway(Exception):
    """The keys cannot be had now, so nobody can say whether a token is good; that is no fault of the caller."""


class UnknownKey(Exception):
    """No key of Microsoft has this name."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, in the shape that Bot Framework asks for, and the channels that it speaks for."""

    public_key: Any
    endorsements: list[str]


@dataclass(slots=True)
class Keys:
    """Microsoft's keys by name; ``now`` is a steady clock, in seconds."""

    session: Callable[[], aiohttp.ClientSession]
    now: Callable[[], float]
    metadata: str = METADATA
    edition: int = 0
    """How often the keys were fetched: what was checked by older ones is checked again."""
    _known: Mapping[str, Key] = field(default_factory=dict)
    _fetch_at: float = 0.0
    """From when on the next fetch may begin."""
    _old_at: float = 0.0
    _failed: bool = True
    """Whether the last fetch came to nothing."""
    _fetching: "asyncio.Task[None] | None" = None

    async def get(self, name: str) -> Key:
        """Return a key; raises UnknownKey, and KeysAway when it may be a new one and the keys cannot be had."""
        if name in self._known:
            if self.now() >= self._old_at:
                self._begin()
            return self._known[name]
        if fetching := self._begin():
            await asyncio.shield(fetching)
        if name in self._known:
            return self._known[name]
        if self._failed:
            raise KeysAway
        raise UnknownKey

    async def close(self) -> None:
        """Fetch no more."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.wait([self._fetching])

    def _begin(self) -> "asyncio.Task[None] | None":
        """Return the fetch that is under way; begin one if it may be."""
        if self._fetching is None and self.now() >= self._fetch_at:
            self._fetching = asyncio.create_task(self._fetch())
            self._fetching.add_done_callback(self._ended)
        return self._fetching

    def _ended(self, _: "asyncio.Task[None]") -> None:
        self._fetching = None

    async def _fetch(self) -> None:
        try:
            told = await self._read(self.metadata)
            found = _keys(await self._read(self._same_host(told["jwks_uri"])))
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError, RecursionError) as problem:
            self._failed, self._fetch_at = True, self.now() + SHORT_BREATH
            log.warning("the keys of Microsoft cannot be had", problem=type(problem).__name__)
            return
        self._known, self._failed = found, False
        self.edition += 1
        self._fetch_at, self._old_at = self.now() + BREATH, self.now() + DAY

    def _same_host(self, url: str) -> str:
        """Return the address of the keys; ValueError when it is not where it is told from."""
        here, there = urlsplit(self.metadata), urlsplit(url)
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            raise ValueError("the keys are elsewhere")
        return url

    async def _read(self, url: str) -> Any:
        async with self.session().get(url, timeout=PATIENCE, allow_redirects=False) as response:
            if response.status != 200:
                raise ValueError(f"status {response.status}")
            body = await response.content.read(MOST)
            while len(body) < MOST and (more := await response.content.read(MOST)):
                body += more
        return json.loads(body)


def _keys(told: Any) -> dict[str, Key]:
    """Return the keys that can be used; ValueError when there is none."""
    found = {}
    for one in told["keys"]:
        try:
            name, says = one["kid"], one.get("endorsements") or []
            found[str(name)] = Key(RSAAlgorithm.from_jwk(json.dumps(one)), [str(channel) for channel in says])
        except (PyJWTError, ValueError, LookupError, TypeError, AttributeError):
            continue
    if not found:
        raise ValueError("no keys")
    return found
