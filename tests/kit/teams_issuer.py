"""Microsoft's issuer of tokens, small and on this machine: it signs what Teams sends to a bot, and publishes its keys."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web as http
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from bot.clock import WallClock
from tests.kit.teams import APP

ISSUER = "https://api.botframework.com"
JSON = dict[str, Any]


@cache
def key(name: str) -> RSAPrivateKey:
    """Return a key that is made once."""
    del name
    return generate_private_key(65537, 2048)


def seconds() -> int:
    """Return the real time, as tokens say it."""
    return int(WallClock().now().timestamp())


@dataclass(slots=True)
class Issuer:
    """Signs with its newest key."""

    url: str = ""
    published: dict[str, JSON] = field(default_factory=dict)
    signs_with: str = "k1"
    fetches: list[str] = field(default_factory=list)
    status: int = 200
    body: str | None = None
    """What it says in place of its keys."""

    def publish(self, name: str, endorsements: tuple[str, ...] = ("msteams", "webchat")) -> None:
        """Publish a key."""
        self.published[name] = {
            **RSAAlgorithm.to_jwk(key(name).public_key(), as_dict=True), "kid": name, "use": "sig",
            "endorsements": list(endorsements),
        }  # fmt: skip

    def token(self, service: str, *, head: JSON | None = None, with_key: Any = None, alg: str = "RS256", **claims: Any) -> str:
        """Return a token as Teams shows it; a claim that is None is left out."""
        now = seconds()
        said = {
            "iss": ISSUER, "aud": APP.id, "serviceurl": service, "nbf": now - 60, "exp": now + 3600, "iat": now - 60, **claims,
        }  # fmt: skip
        said = {name: value for name, value in said.items() if value is not None}
        signing = key(self.signs_with) if with_key is None else with_key
        return jwt.encode(said, signing, alg, {"kid": self.signs_with} if head is None else head)


@asynccontextmanager
async def issuer() -> AsyncIterator[Issuer]:
    """Run it on this machine."""
    made = Issuer()
    made.publish("k1")

    async def metadata(request: http.Request) -> http.Response:
        made.fetches.append("metadata")
        return http.json_response({"issuer": ISSUER, "jwks_uri": f"{made.url}/keys"}, status=made.status)

    async def keys(request: http.Request) -> http.Response:
        made.fetches.append("keys")
        body = json.dumps({"keys": list(made.published.values())}) if made.body is None else made.body
        return http.Response(text=body, content_type="application/json")

    web = http.Application()
    web.add_routes([http.get("/metadata", metadata), http.get("/keys", keys)])
    async with TestServer(web) as running:
        made.url = str(running.make_url("/")).rstrip("/")
        yield made
