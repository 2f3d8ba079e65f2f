"""What is ordered from outside while a bot runs on SQLite: ``leerbot send``, the log of acts, and what a team is to be told.

On SQLite nobody but the bot writes (trust §8.1), so the order goes through a socket in its folder, which only the bot's own
account can open.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web as http

from bot.clock import Clock
from bot.logs import log
from bot.outgoing.rooms import say_in_room
from storage.errors import StorageError
from storage.groups import teams
from storage.outgoing import sending
from storage.privacy import audit
from storage.privacy.chain import Result
from storage.store import Store, Unit

DOOR = "leerbot.sock"
ACTS = ("stop", "resume")
ARCHIVED = "archive exported"


def obey(unit: Unit, act: str, now: datetime, by: str) -> str:
    """Stop all sending, or begin again; returns in words what was done."""
    audit.note(unit, f"send {act}", now, actor=by)
    if act == "stop":
        since = sending.stop(unit, now)
        return f"nothing is sent since {since:%Y-%m-%d %H:%M} UTC; what people write is kept. To go on: leerbot send resume"
    if not sending.resume(unit):
        return "sending was not stopped"
    return "sending goes on: replies first, of all else one message a day; what is too late is left out"


def tell_archived(unit: Unit, team: str, now: datetime, by: str) -> None:
    """Tell a team that what it was told went to the archive, and write down who did that (0043)."""
    audit.note(unit, ARCHIVED, now, actor=by, subject=team)
    say_in_room(unit, teams.load(unit, team), f"archive {team} {now.isoformat()}", "archive.told", now)


@asynccontextmanager
async def door(folder: Path, store: Store, clock: Clock) -> AsyncIterator[None]:
    """Let orders in while the bot runs on the files of a folder."""

    async def take(request: http.Request) -> http.Response:
        act, by = request.match_info["act"], request.query["by"]
        return http.Response(text=await store.run(lambda unit: obey(unit, act, clock.now(), by)))

    async def note(request: http.Request) -> http.Response:
        act, by, subject = request.query["act"], request.query["by"], request.query.get("subject")
        result: Result = "refused" if request.query.get("result") == "refused" else "done"
        await store.run(lambda unit: audit.note(unit, act, clock.now(), actor=by, subject=subject, result=result))
        return http.Response()

    async def archived(request: http.Request) -> http.Response:
        team, by = request.query["team"], request.query["by"]
        await store.run(lambda unit: tell_archived(unit, team, clock.now(), by))
        return http.Response()

    app = http.Application()
    app.add_routes([
        http.post(f"/send/{{act:{'|'.join(ACTS)}}}", take), http.post("/note", note), http.post("/archived", archived),
    ])  # fmt: skip
    runner = http.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        (folder / DOOR).unlink(missing_ok=True)
        await http.UnixSite(runner, folder / DOOR).start()
        (folder / DOOR).chmod(0o600)
    except OSError as problem:
        log.warning("no door for orders", why=problem.strerror or str(problem))
    try:
        yield
    finally:
        await runner.cleanup()
        (folder / DOOR).unlink(missing_ok=True)


async def through_the_door(folder: Path, order: str, **words: str) -> str:
    """Give an order to the bot that runs on a folder; raises StorageError when it does not answer."""
    try:
        connector = aiohttp.UnixConnector(str(folder / DOOR))
        async with (
            aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=30)) as session,
            session.post(f"http://leerbot/{order}", params=words) as answer,
        ):
            answer.raise_for_status()
            return await answer.text()
    except (aiohttp.ClientError, TimeoutError) as problem:
        raise StorageError("the bot that runs here takes no orders; stop it instead") from problem
