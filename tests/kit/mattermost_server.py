"""The small Mattermost on this machine, over HTTP and a websocket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web as http
from aiohttp.test_utils import TestServer

from tests.kit import (
    mattermost_accounts,
    mattermost_actions,
    mattermost_dialogs,
    mattermost_places,
    mattermost_posts,
    mattermost_setup,
    mattermost_socket,
)
from tests.kit.mattermost import BOT, FakeMattermost
from tests.kit.mattermost_door import door

CALLS = (
    mattermost_accounts, mattermost_actions, mattermost_dialogs, mattermost_places, mattermost_posts, mattermost_setup,
    mattermost_socket,
)  # fmt: skip
"""The modules that answer calls, each with its ``routes``."""


@asynccontextmanager
async def fake_mattermost(version: str = "11.7.0", *, bot: bool = True) -> AsyncIterator[FakeMattermost]:
    """Run a server of some version on this machine; without ``bot`` nobody has an account on it."""
    server = FakeMattermost()
    server.settings["Version"] = version
    if bot:
        server.add_user(BOT, username="leerbot", is_bot=True)
    web = http.Application(middlewares=[door(server)], client_max_size=32 * 1024 * 1024)
    for calls in CALLS:
        web.add_routes(calls.routes(server))
    async with TestServer(web) as running:
        server.url = str(running.make_url("/")).rstrip("/")
        yield server
        await server.lines.drop()
