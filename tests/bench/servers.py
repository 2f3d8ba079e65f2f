"""The servers that are compared, each in a process of its own: the bare turn, and Leerbot on each of its channels."""

import asyncio
import resource
import sys
from math import inf
from zoneinfo import ZoneInfo

from aiohttp import web as http

from bot import logs, loop
from bot.app import build
from bot.channels.mattermost.reading import NAME as MATTERMOST
from bot.channels.mattermost.rest import Rest
from bot.channels.teams.app import NAME
from bot.channels.teams.endpoint import PATH
from bot.channels.teams.line import Line
from bot.clock import FixedClock
from bot.running import settle_memory
from dialogs.library import load
from storage.database.places import Place
from storage.groups import addresses
from tests.bench import world
from tests.bench.connector import SERVICE
from tests.kit.places import from_word
from tests.kit.teams import APP


async def bare() -> http.Application:
    """Return a server that reads JSON and answers JSON, and does nothing else."""

    async def turn(request: http.Request) -> http.Response:
        body = await request.json()
        return http.json_response({"id": body["id"]}, status=202)

    app = http.Application()
    app.add_routes([http.post("/turn", turn), http.post(PATH, turn), http.get("/cpu", _cpu)])
    return app


async def leerbot(
    place: Place, line: Line | None = None, mattermost: Rest | None = None, callback_url: str | None = None
) -> http.Application:
    """Return the real application over a store that was filled before; it ticks and sends as always."""
    app = build(
        world.open_world(place), load(), FixedClock(world.NOW), ZoneInfo("Europe/Amsterdam"), teams=line,
        web_chat=line is None and mattermost is None, mattermost=mattermost, callback_url=callback_url,
    )  # fmt: skip
    channel = NAME if line else MATTERMOST if mattermost else "web"
    for owner in await app.store.read(lambda unit: addresses.all_on(unit, channel)):
        app.store.keys.key(owner)  # as after the prompt, which was sealed with it
    await app.start()
    settle_memory()
    app.http.add_routes([http.get("/cpu", _cpu)])
    return app.http


def teams(platform: str, rate: float) -> Line:
    """Return a line to the small platform that stands in for Teams; tokens are checked as always."""
    return Line(
        APP, trusted=lambda url: url.startswith(platform), login=platform, metadata=f"{platform}/metadata",
        service=f"{platform}{SERVICE}/", rate=rate,
    )  # fmt: skip


async def _cpu(request: http.Request) -> http.Response:
    """Answer with the CPU seconds that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return http.json_response({"cpu": used.ru_utime + used.ru_stime})


async def made(kind: str, place: str, *more: str) -> tuple[http.Application, int]:
    """Return a server of some kind, and the port that it has to have, or 0 for any."""
    match kind, more:
        case "bare", _:
            return await bare(), 0
        case "teams", (platform, rate):
            return await leerbot(from_word(place), teams(platform, float(rate))), 0
        case "mattermost", (platform, port):
            rest = Rest(platform, "token", rate=inf)  # what a server takes is no part of this goal
            return await leerbot(from_word(place), mattermost=rest, callback_url=f"http://127.0.0.1:{port}"), int(port)
        case _:
            return await leerbot(from_word(place)), 0


async def main(kind: str, place: str, *more: str) -> None:
    """Serve until the input closes; the port is the first line of the output."""
    logs.set_up("warning")
    app, port = await made(kind, place, *more)
    runner = http.AppRunner(app, access_log=None)
    await runner.setup()
    site = http.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    (asyncio.run if sys.argv[1] == "bare" else loop.run)(main(*sys.argv[1:]))  # the bare turn is that of plain asyncio
