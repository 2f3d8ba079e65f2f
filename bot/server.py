"""The web server: health, the channels' routes, and the guard at the door (DESIGN §8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from ipaddress import ip_address
from secrets import token_hex
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
from storage.store import Store, Unit

OLDEST = timedelta(minutes=2)
"""A message that waits longer than this makes the bot not ready."""
WATCHED = ("/health/", "/metrics")
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host")
"""What a proxy adds: whoever comes through one comes from outside."""
PROBE = "health.probe"
"""What is written to see whether the database keeps things again."""
ROOM = 32 * 1024
"""How many bytes that is at first: more than fits where something small went."""


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

    async def taking(request: http.Request) -> http.Response:
        try:
            await _looked(store, clock.now(), moving())
        except StorageError:
            return http.json_response({"taking": False}, status=503)
        return http.json_response({"taking": True})

    async def ready(request: http.Request) -> http.Response:
        now = clock.now()
        try:
            oldest, since = await _looked(store, now, moving())
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
        with suppress(NotSaved):
            await _tried(store, now)
        try:
            found = await store.read(lambda unit: watching.look(unit, now, wall, moving(), key))
        except StorageError:
            found = None  # that the database is away stands among the figures
        return http.Response(body=figures(found).encode(), headers={"Content-Type": TYPE})

    health = {"/health/live": live, "/health/taking": taking, "/health/ready": ready, "/metrics": metrics}
    app.add_routes([http.get(path, answers) for path, answers in health.items()])
    return app


async def _looked(store: Store, now: datetime, moving: Sequence[str]) -> tuple[datetime | None, datetime | None]:
    """Return since when the oldest message waits, and since when sending is stopped; raises StorageError."""
    await _tried(store, now)
    return await store.read(lambda unit: (backlog.oldest_due(unit, now, moving), sending.stopped_since(unit)))


async def _tried(store: Store, now: datetime) -> None:
    """Look whether it is over that the database keeps nothing; nothing else would notice where nobody writes."""

    def work(unit: Unit) -> None:
        for value in (token_hex(ROOM // 2), now.isoformat()):
            settings.put(unit, PROBE, value)

    if store.figures.failing:
        await store.try_again(work)


def _by_a_watch(request: http.Request, host: str) -> bool:
    """Whether a machine beside us looks how we are: by number, as a page in a browser cannot, and not through a proxy."""
    direct = not any(name in request.headers for name in FORWARDED)
    return direct and request.path.startswith(WATCHED) and _is_number(host.strip("[]"))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@http.middleware
async def only_from_here(request: http.Request, handler: Any) -> http.StreamResponse:
    """Refuse what a strange page makes a browser send: another host name, or another origin (trust S2)."""
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    origin = request.headers.get("Origin")
    strange = origin is not None and origin.partition("://")[2] != request.host
    ours = request.path == "/" or request.path.startswith(("/chat", "/health", "/metrics"))
    if ours and (strange or not (host in LOOPBACK or _by_a_watch(request, host))):
        return http.json_response(
            {"error": "Dit kan alleen op deze computer zelf.", "mend": "Open de pagina op localhost."}, status=403
        )
    answer: http.StreamResponse = await handler(request)
    return answer
