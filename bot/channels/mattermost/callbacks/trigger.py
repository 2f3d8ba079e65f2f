"""Who pressed, and that it was now: a trigger id, signed by the server (reference mattermost.md §9.1)."""

import asyncio
import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bot.channels.mattermost.rest import Away, Refused, Rest
from bot.clock import Clock, steady
from bot.logs import log

FRESH = 60.0
"""Seconds for which a trigger id is believed, either way, as the clocks of two machines differ."""
LONGEST = 1024
BREATH = 60.0
"""Seconds between two looks at the server's key, however many trigger ids it does not fit."""
SHORT_BREATH = 10.0
"""Seconds until another look after one that failed."""
SIGNS = ECDSA(SHA256())


class NotLetIn(Exception):
    """A call is not what it should be, and why, without a word of what it brings."""


class KeyAway(Exception):
    """The server's key cannot be had now, so nobody can say whether a trigger id is good."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One act of one person: ``id`` is the same for every repeat of it, and only then."""

    id: str
    person: str


class Triggers:
    """Proves trigger ids of one server; ``now`` is a steady clock, in seconds."""

    def __init__(self, rest: Rest, clock: Clock, now: Callable[[], float] = steady) -> None:
        self._rest = rest
        self._now = now
        self._clock = clock
        self._key: EllipticCurvePublicKey | None = None
        self._fetch_at = 0.0
        """From when on the next look may begin."""
        self._fetching = asyncio.Lock()

    async def check(self, token: object, person: object) -> Trigger:
        """Return what a trigger id of a person says; raises NotLetIn, and KeyAway when nobody can say."""
        trigger, millis, signature = _read(token)
        if trigger.person != person:
            raise NotLetIn("a trigger of somebody else")
        if abs(self._clock.now().timestamp() - millis / 1000) > FRESH:
            raise NotLetIn("a trigger of another moment")
        if not await self._is_signed(f"{trigger.id}:{trigger.person}:{millis}:".encode(), signature):
            raise NotLetIn("a trigger that this server did not sign")
        return trigger

    async def _is_signed(self, told: bytes, signature: bytes) -> bool:
        key = self._key or await self._look()
        if _fits(key, told, signature):
            return True
        newer = await self._look()  # the server may have another one by now
        return newer is not key and _fits(newer, told, signature)

    async def _look(self) -> EllipticCurvePublicKey:
        """Return the key, looked at again if that may be: a caller must not make us ask the server at each call."""
        async with self._fetching:
            if self._now() >= self._fetch_at:
                await self._fetch()
        if self._key is None:
            raise KeyAway
        return self._key

    async def _fetch(self) -> None:
        try:
            self._key = _key(str((await self._rest.call("GET", "/config/client"))["AsymmetricSigningPublicKey"]))
        except (Refused, Away, LookupError, TypeError, ValueError) as problem:
            self._fetch_at = self._now() + SHORT_BREATH
            log.warning("the key with which Mattermost signs cannot be had", problem=type(problem).__name__)
        else:
            self._fetch_at = self._now() + BREATH


def _key(told: str) -> EllipticCurvePublicKey:
    """Return a public key; ValueError for what is none on P-256."""
    key = load_der_public_key(base64.b64decode(told, validate=True))
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return key
    raise ValueError("another kind of key")


def _fits(key: EllipticCurvePublicKey, told: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, told, SIGNS)
    except InvalidSignature:
        return False
    return True


def _read(token: object) -> tuple[Trigger, int, bytes]:
    """Return what a trigger id says, its moment in milliseconds, and its signature; nothing of it is believed yet."""
    if not isinstance(token, str) or len(token) > LONGEST:
        raise NotLetIn("no trigger")
    try:
        id_, person, millis, signature = base64.b64decode(token, validate=True).decode("ascii").split(":")
        if not (id_ and person and millis.isdecimal() and len(millis) < 18):
            raise NotLetIn("no trigger")
        return Trigger(id_, person), int(millis), base64.b64decode(signature, validate=True)
    except (ValueError, binascii.Error) as problem:
        raise NotLetIn("no trigger") from problem
