"""Who may come in: a token that Microsoft signed for this app, for this activity, from our tenant. Everything else is closed.

Bot Framework checks signature, issuer, time and endorsement; what it leaves open is checked here (trust S1, S2, S3).
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import jwt
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from botframework.connector.auth.verify_options import VerifyOptions

from bot.channels.teams.app import App
from bot.channels.teams.keys import METADATA, Keys, KeysAway
from bot.clock import Clock, WallClock, steady

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
ALGORITHM = "RS256"
GRACE = 300
"""Seconds by which the clocks of Microsoft and of this machine may differ."""
LONGEST = 16 * 1024
REMEMBERED = 300.0
"""Seconds for which a token that was good is not looked at again: Teams shows the same one with every call for an hour."""
MOST_REMEMBERED = 64

Raw = Mapping[str, Any]


class NotLetIn(Exception):
    """Somebody is not let in, and why, without a word of theirs; ``status`` is 403 for who is from elsewhere, else 401."""

    def __init__(self, why: str, status: int = 401) -> None:
        super().__init__(why)
        self.status = status


REAL: Clock = WallClock()
"""By which it is told whether a token is still good."""


class Door:
    """Lets in what Teams sends to one app."""

    def __init__(
        self, app: App, keys: Keys, trusted: Callable[[str], bool], now: Callable[[], float] = steady,
        clock: Clock = REAL,
    ) -> None:  # fmt: skip
        self._app = app
        self._trusted = trusted
        self._now = now
        self._clock = clock
        self._keys = keys
        self._good: OrderedDict[bytes, tuple[float, int, Raw]] = OrderedDict()
        """What tokens said that were good, by their print: until when that is believed, and by which keys."""
        # Nothing is fetched for the address that is given here: our keys take the place of those of the library.
        self._extractor = JwtTokenExtractor(
            VerifyOptions([ISSUER], None, GRACE, ignore_expiration=False), METADATA, [ALGORITHM]
        )
        self._extractor.open_id_metadata = keys

    async def check(self, header: str, raw: Raw) -> None:
        """Return when an activity may come in; raises NotLetIn, and KeysAway when nobody can say."""
        token = self.token_in(header)
        mark = sha256(token.encode()).digest()
        until, keys, claims = self._good.get(mark, (0.0, 0, {}))
        if self._now() >= until or keys != self._keys.edition:
            _worth_a_look(token)
            claims = await self._claims(token)
            self._remember(mark, claims)
        self._is_ours(claims, raw)

    def _remember(self, mark: bytes, claims: Raw) -> None:
        """Believe a token for a while, and no longer than it would be let in anyway."""
        ends = claims.get("exp")
        left = ends + GRACE - self._clock.now().timestamp() if isinstance(ends, int | float) else 0.0
        self._good[mark] = self._now() + min(REMEMBERED, left), self._keys.edition, claims
        while len(self._good) > MOST_REMEMBERED:
            self._good.popitem(last=False)

    def token_in(self, header: str) -> str:
        """Return the token of a header; raises NotLetIn."""
        scheme, _, token = header.partition(" ")
        if scheme != "Bearer" or not token or " " in token or len(token) > LONGEST or not token.isascii():
            raise NotLetIn("no token")
        return token

    async def _claims(self, token: str) -> Raw:
        try:
            identity = await self._extractor.get_identity("Bearer", token, CHANNEL, [])
            claims: Raw | None = identity.claims if identity else None
        except KeysAway:
            raise
        except Exception as problem:  # the library raises bare exceptions too, and each says that somebody is not let in
            raise NotLetIn(type(problem).__name__) from problem
        if claims is None:
            raise NotLetIn("another issuer")
        return claims

    def _is_ours(self, claims: Raw, raw: Raw) -> None:
        service = raw.get("serviceUrl")
        if claims.get("iss") != ISSUER or "exp" not in claims:
            raise NotLetIn("a token that never ends")
        if claims.get("aud") != self._app.id:
            raise NotLetIn("for another app")
        if not isinstance(service, str) or claims.get("serviceurl") != service:
            raise NotLetIn("for another address")
        if raw.get("channelId") != CHANNEL:
            raise NotLetIn("another channel")
        if not self._trusted(service):
            raise NotLetIn("an address that is not Microsoft's", 403)
        if tenants_in(raw) != {self._app.tenant}:
            raise NotLetIn("another tenant", 403)


def _worth_a_look(token: str) -> None:
    """Raise NotLetIn for a token that no key can make good, before any key is asked for."""
    try:
        head = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError) as problem:
        raise NotLetIn("no token") from problem
    if head.get("alg") != ALGORITHM or not isinstance(head.get("kid"), str):
        raise NotLetIn("not signed as Microsoft does")


def tenants_in(raw: Raw) -> set[str]:
    """Return all tenants that an activity names; what Bot Framework reads of it leaves them out."""
    places = inside(inside(raw, "channelData"), "tenant").get("id"), inside(raw, "conversation").get("tenantId")
    return {str(one).lower() for one in places if one is not None}


def inside(raw: Raw, name: str) -> Raw:
    """Return what an activity holds under a name; nothing where that is no object."""
    found = raw.get(name)
    return found if isinstance(found, dict) else {}
