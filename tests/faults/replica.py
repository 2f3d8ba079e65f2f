"""One of several bots on one database, that ticks when it is told to (trust R18, R19).

``python -m tests.faults.replica PLACE CONNECTOR LEASE`` says ``ready``; then each line on its standard input is a moment. It
does all that is due then, sends, and says ``done``. What it complains of goes to its standard error.
"""

import asyncio
import sys
from datetime import datetime

import aiohttp

from bot import logs, loop
from bot.app import build
from bot.clock import FixedClock
from dialogs.library import load
from storage.database.places import keys_of
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.faults.channel import PostChannel
from tests.kit.places import from_word
from tests.kit.town import AMSTERDAM, RING


async def live(word: str, connector: str, lease: float) -> None:
    """Tick at each moment that comes in, until there are no more."""
    place = from_word(word)
    store = open_store(place, KeyStore(keys_of(place), RING))
    moments = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(moments), sys.stdin)
    async with aiohttp.ClientSession() as session:
        clock = FixedClock(datetime.fromisoformat("2026-03-09T08:30:00+01:00"))
        app = build(store, load(), clock, AMSTERDAM, channels={"post": PostChannel(session, connector)}, lease=lease)
        await app.prepare()
        print("ready", flush=True)
        while line := await moments.readline():
            clock.move_to(datetime.fromisoformat(line.decode().strip()))
            await app.tick()
            await app.sender.drain()
            print("done", flush=True)
        await app.stop()


if __name__ == "__main__":
    logs.set_up("warning")
    loop.run(live(sys.argv[1], sys.argv[2], float(sys.argv[3])))
