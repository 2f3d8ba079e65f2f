"""Bots on a chat platform to kill: each line on its standard input is an order for one life (trust R1, R2, R3, R19).

``python -m tests.faults.chat_child`` loads everything once, forks each life and says which process that is. With a ``point``
in its order a life kills itself there, at its first message.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bot import logs, loop
from bot.app import build
from bot.channels.base import Outgoing
from bot.channels.mattermost.posting import Part, Posting, Where
from bot.channels.mattermost.rest import Rest
from bot.channels.teams import endpoint
from bot.channels.teams.connector import Connector
from bot.channels.teams.line import Line
from bot.clock import FixedClock, pause, steady
from dialogs.library import Library, load
from storage.database.places import keys_of
from storage.outgoing import sent_parts
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.bench.world import RING
from tests.kit.mattermost import TOKEN
from tests.kit.places import from_word
from tests.kit.teams import APP
from tests.kit.town import AMSTERDAM

READ_IN = endpoint
"""What takes long to read in is here before the first life, and no life waits for it."""
PATCH = pytest.MonkeyPatch()
"""Lets a life die at a point in it; nothing is put back, as it dies."""


def die(*_: object, **__: object) -> Any:
    """Kill this very process."""
    os.kill(os.getpid(), signal.SIGKILL)


def before_it_is_written_down() -> None:
    """Die when a message is about to be sent, and nothing says so yet."""
    sent_parts.begin = die


def before_it_goes() -> None:
    """Die when it is written down that a message goes, and nothing went."""
    PATCH.setattr(Connector, "send", die)
    PATCH.setattr(Posting, "post", die)


def before_it_is_known() -> None:
    """Die when a message was shown, and nothing says so."""
    send, post = Connector.send, Posting.post

    async def sent(self: Connector, service: str, conversation: str, activity: Any) -> str:
        await send(self, service, conversation, activity)
        return str(die())

    async def posted(self: Posting, where: Where, message: Outgoing, part: Part) -> str:
        await post(self, where, message, part)
        return str(die())

    PATCH.setattr(Connector, "send", sent)
    PATCH.setattr(Posting, "post", posted)


POINTS: dict[str, Callable[[], None]] = {
    "before it is written down": before_it_is_written_down,
    "before it goes": before_it_goes,
    "before it is known": before_it_is_known,
}


def line(platform: str, speed: float) -> Line:
    """Return a line to the small Teams, whose time goes so many times as fast as real time."""
    return Line(
        APP, trusted=lambda url: url.startswith(platform), login=platform, service=f"{platform}/emea/",
        now=lambda: steady() * speed, pause=lambda seconds: pause(seconds / speed),
    )  # fmt: skip


def platform(order: dict[str, Any]) -> dict[str, Any]:
    """Return on which platform a bot lives, as ``build`` takes it."""
    if order["channel"] == "mattermost":
        return {"mattermost": Rest(order["platform"], TOKEN)}
    return {"teams": line(order["platform"], order["speed"])}


async def live(library: Library, order: dict[str, Any]) -> None:
    """Be a bot until killed: first at one moment, and then at another."""
    place = from_word(order["place"])
    store = open_store(place, KeyStore(keys_of(place), RING))
    first, *others = [datetime.fromisoformat(one) for one in order["moments"]]
    clock = FixedClock(first)
    app = build(store, library, clock, AMSTERDAM, web_chat=False, lease=order["lease"], **platform(order))
    await app.prepare()
    for moment in others:
        await app.ticker.tick(clock.now())
        clock.move_to(moment)
    if order["point"]:
        POINTS[order["point"]]()
    await app.start()
    await asyncio.Event().wait()


def main() -> None:
    """Fork one life after the other; nobody waits for their ends."""
    logs.set_up("error")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    library = load()
    for said in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                loop.run(live(library, json.loads(said)))
            finally:
                os._exit(1)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
