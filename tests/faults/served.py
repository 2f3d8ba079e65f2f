"""One of several bots on one database, as ``leerbot serve`` runs it: it drains and ends when it is told to (trust R20).

``python -m tests.faults.served PLACE CONNECTOR NOW`` says its address once it serves; people's acts come in at ``/take``.
"""

import sys
from datetime import datetime

import aiohttp
from aiohttp import web as http

from bot import logs, loop, running
from bot.app import build
from bot.clock import MovableClock
from dialogs.library import load
from storage.database.places import keys_of
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.faults.channel import PostChannel
from tests.faults.child import Door
from tests.kit.places import from_word
from tests.kit.town import AMSTERDAM, RING


async def live(word: str, connector: str, now: str) -> None:
    """Be a bot until told to stop; its clock runs on from a moment."""
    place = from_word(word)
    store, clock = open_store(place, KeyStore(keys_of(place), RING)), MovableClock(datetime.fromisoformat(now))
    async with aiohttp.ClientSession() as session:
        app = build(store, load(), clock, AMSTERDAM, channels={"post": PostChannel(session, connector)})
        app.http.add_routes([http.post("/take", Door(app).take)])
        with running.bound("127.0.0.1", 0, "none") as door:
            address = f"http://127.0.0.1:{door.getsockname()[1]}"
            await running._serve(app, door, lambda _: print(address, flush=True))


if __name__ == "__main__":
    logs.set_up("warning")
    loop.run(live(*sys.argv[1:]))
