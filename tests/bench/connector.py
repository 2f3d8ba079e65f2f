"""The platform beside which bots are measured, in a process of its own: Teams' Connector and Microsoft's login, and no more.

``python -m tests.bench.connector SECONDS`` answers each message after so many seconds. It counts what came, by conversation.
"""

import asyncio
import sys
from collections import Counter

from aiohttp import web as http

from bot.clock import pause
from tests.kit.teams_issuer import ISSUER, Issuer

KEY = "bench"
SERVICE = "/emea"


class Platform:
    """Takes messages."""

    def __init__(self, seconds: float) -> None:
        self.url = ""
        self._seconds = seconds
        self._came: Counter[str] = Counter()
        self._first: float | None = None
        self._last = 0.0
        self._issuer = Issuer(signs_with=KEY)
        self._issuer.publish(KEY)

    def routes(self) -> list[http.RouteDef]:
        """Return what it answers, to bots and to who measures."""
        return [
            http.post(f"{SERVICE}/v3/conversations/{{place}}/activities", self._message),
            http.post(f"{SERVICE}/v3/conversations/{{place}}/activities/{{id}}", self._message),
            http.post("/{tenant}/oauth2/v2.0/token", self._token),
            http.get("/metadata", self._metadata),
            http.get("/keys", self._keys),
            http.get("/came", self._told),
            http.get("/signed", self._signed),
        ]

    async def _message(self, request: http.Request) -> http.Response:
        await request.read()
        moment = asyncio.get_running_loop().time()
        self._first = moment if self._first is None else self._first
        self._last = moment
        self._came[request.match_info["place"]] += 1
        if self._seconds:
            await pause(self._seconds)
        return http.json_response({"id": f"{self._came.total()}"}, status=201)

    async def _token(self, request: http.Request) -> http.Response:
        return http.json_response({"access_token": "token", "expires_in": 86_400})

    async def _metadata(self, request: http.Request) -> http.Response:
        return http.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, request: http.Request) -> http.Response:
        return http.json_response({"keys": list(self._issuer.published.values())})

    async def _signed(self, request: http.Request) -> http.Response:
        """Return a token as Teams shows it to a bot."""
        return http.json_response({"token": self._issuer.token(f"{self.url}{SERVICE}/")})

    async def _told(self, request: http.Request) -> http.Response:
        """Return how much came, in how many conversations, how often most in one, and in how many seconds; of some, or all."""
        begins = request.query.get("of", "")
        came = {place: many for place, many in self._came.items() if place.startswith(begins)}
        told = {
            "all": sum(came.values()), "places": len(came), "most": max(came.values(), default=0),
            "seconds": self._last - (self._first or 0.0),
        }  # fmt: skip
        if "again" in request.query:
            self._came.clear()
            self._first = None
        return http.json_response(told)


async def main(seconds: float) -> None:
    """Serve until the input closes; the port is the first line of the output."""
    platform, app = Platform(seconds), http.Application()
    app.add_routes(platform.routes())
    runner = http.AppRunner(app, access_log=None)
    await runner.setup()
    await http.TCPSite(runner, "127.0.0.1", 0).start()
    platform.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))
