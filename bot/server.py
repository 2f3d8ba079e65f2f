"""The web server: health, the channels' routes, and the guard at the door (DESIGN §8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from aiohttp import web as http

from bot.channels.base import LARGEST_FILE
from bot.clock import Clock, of_this_machine
from bot.config import LOOPBACK
from bot.figures import TYPE
from storage.errors import NotSaved, StorageError
from storage.groups import settings
from storage.outgoing import backlog, sending, watching
from storage.outgoing.watching import Watched
from storage.store import Store

OLDEST = timedelta(minutes=2)
"""A message that waits longer than this makes the bot not ready."""
PROBE = "health.probe"
"""What is written to see whether the database keeps things again."""


def make(
    routes: Iterable[http.RouteDef], middlewares: Iterable[Any], store: Store, clock: Clock,
    channels: Mapping[str, Callable[[], bool]], figures: Callable[[Watched | None], str], moving: Callable[[], Sequence[str]],
) -> http.Application:  # fmt: skip
    """Return the web application; of each of the ``channels`` its health page asks whether it is connected.

    ``figures`` writes the page of figures, given what the database tells, if it answers; ``moving`` names the channels over
    which so much goes that it takes its time.
    """
    app = http.Application(middlewares=[only_from_here, *middlewares], client_max_size=LARGEST_FILE + 64 * 1024)
    app.add_routes(routes)

    async def live(request: http.Request) -> http.Response:
        return http.json_response({"live": True})

    async def ready(request: http.Request) -> http.Response:
        now = clock.now()
        try:
            if store.figures.failing:  # it may be over, and nothing else would notice where nobody writes
                await store.run(lambda unit: settings.put(unit, PROBE, now.isoformat()), lane="bulk")
            oldest, since = await store.read(
                lambda unit: (backlog.oldest_due(unit, now, moving()), sending.stopped_since(unit))
            )
        except NotSaved:
            return http.json_response({"ready": False, "database": "keeps nothing"}, status=503)
        except StorageError:
            return http.json_response({"ready": False, "database": "away"}, status=503)
        waits = (now - oldest).total_seconds() if oldest else 0.0
        good = waits <= OLDEST.total_seconds() or since is not None  # what was stopped on purpose is no fault
        body = {
            "ready": good,
            "database": "ok",
            "sending": "stopped" if since else "on",
            "oldest_waiting_seconds": round(waits),
            "channels": {name: "ok" if connected() else "away" for name, connected in channels.items()},
        }
        return http.json_response(body, status=200 if good else 503)

    async def metrics(request: http.Request) -> http.Response:
        now, wall, key = clock.now(), partial(of_this_machine, clock), store.keys.newest
        try:
            found = await store.read(lambda unit: watching.look(unit, now, wall, moving(), key))
        except StorageError:
            found = None  # that the database is away stands among the figures
        return http.Response(body=figures(found).encode(), headers={"Content-Type": TYPE})

    app.add_routes([http.get("/health/live", live), http.get("/health/ready", ready), http.get("/metrics", metrics)])
    return app


@http.middleware
async def only_from_here(request: http.Request, handler: Any) -> http.StreamResponse:
    """Refuse what a strange page makes a browser send: another host name, or another origin (trust S2)."""
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    origin = request.headers.get("Origin")
    strange = origin is not None and origin.partition("://")[2] != request.host
    ours = request.path == "/" or request.path.startswith(("/chat", "/health", "/metrics"))
    if ours and (host not in LOOPBACK or strange):
        return http.json_response(
            {"error": "Dit kan alleen op deze computer zelf.", "mend": "Open de pagina op localhost."}, status=403
        )
    answer: http.StreamResponse = await handler(request)
    return answer
