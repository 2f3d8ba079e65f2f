"""Goal P2: an answer on Mattermost, by a button whose press is proven and by a post, kept and confirmed, beside the bare turn.

A turn is over when its reply stands there, and by a button when the question says what was chosen. Server CPU, side by side.
"""

import json
import sys
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import build
from bot.channels.base import Incoming, Outgoing, Said
from bot.channels.mattermost.callbacks.door import ACTIONS
from bot.channels.mattermost.callbacks.sealing import PURPOSE, Sealed, Sealing
from bot.channels.mattermost.reading import NAME
from bot.clock import FixedClock, pause, steady
from dialogs.library import load
from tests.bench import world
from tests.bench.answers import check, cpu, process, server
from tests.bench.floors import held
from tests.bench.load import request, send_all
from tests.kit.ports import free_port

REPEATS = 5
EACH = 640
CONNECTIONS = 32
ENOUGH = "wonder_next.enough"
"""The button that is pressed: it answers a question, and another one follows."""
SHORT = 200
"""Signs of what was told before: who told that little is asked whether it is enough."""
JSON = Mapping[str, Any]


@dataclass(slots=True)
class Measured:
    """What was seen, repeat by repeat: turns a second, and microseconds of CPU for one."""

    rates: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)


class Asked:
    """Stands in for Mattermost while the questions are put that are answered later; remembers each with its buttons."""

    name = NAME

    def __init__(self) -> None:
        self.found: dict[str, Outgoing] = {}

    async def deliver(self, message: Outgoing) -> str:
        self.found[message.to] = message
        return f"chat-{message.to} question-{message.to}"

    async def revise(self, receipt: str, message: Outgoing) -> str:
        return receipt

    async def withdraw(self, receipt: str) -> None:
        pass

    async def roster(self, room: str) -> list[str]:
        return []


async def run() -> None:
    """Measure and print."""
    for by_button in (True, False):
        with TemporaryDirectory() as name:
            print(await _beside(Path(name), by_button=by_button), flush=True)


async def _beside(folder: Path, *, by_button: bool) -> str:
    store = world.open_world(folder)
    ids = await world.fill(store, world.editions(), EACH * (REPEATS + 1), channel=NAME)
    await store.close()
    told = await _asked(folder, ids) if by_button else {}
    bare, ours = Measured(), Measured()
    async with process(sys.executable, "-m", "tests.bench.matter_platform") as there:
        platform, port = f"http://127.0.0.1:{there}", free_port()
        async with server("bare", folder) as plain, server("mattermost", folder, platform, str(port)):
            texts = world.texts(2)
            for repeat in range(REPEATS + 1):
                mine = ids[repeat * EACH : (repeat + 1) * EACH]
                before, began = cpu(plain), steady()
                await send_all(plain, [request("/turn", {"id": id_, "text": next(texts)}) for id_ in mine], CONNECTIONS, b"202")
                _note(bare, repeat, steady() - began, cpu(plain) - before)
                before, began = cpu(port), steady()
                await (_press(platform, port, mine, told) if by_button else _say(platform, mine, texts))
                while not _over(_came(platform), by_button=by_button):
                    await pause(0.01)
                seconds = steady() - began
                await pause(0.2)  # what it still writes down
                _note(ours, repeat, seconds, cpu(port) - before)
    if not by_button:
        await check(folder, ids)
    return _told(bare, ours, by_button=by_button)


def _over(came: JSON, *, by_button: bool) -> bool:
    """Whether every reply stands there, once, and each question says what was chosen."""
    assert came["posted"] == came["places"], came
    return came["posted"] == EACH and (came["changed"] == EACH or not by_button)


def _note(one: Measured, repeat: int, seconds: float, used: float) -> None:
    if repeat:  # the first time warms up
        one.rates.append(EACH / seconds)
        one.used.append(used / EACH * 1e6)


# -- by a button


async def _asked(folder: Path, ids: list[str]) -> dict[str, JSON]:
    """Let everybody tell something, and return for each what the server tells of a press on the question that follows."""
    channel, clock = Asked(), FixedClock(world.NOW - timedelta(hours=1))
    store = world.open_world(folder)
    app = build(
        store, load(), clock, ZoneInfo("Europe/Amsterdam"), channels={NAME: channel}, web_chat=False, callback_url="http://here"
    )
    texts = world.texts(1)
    for id_ in ids:
        await app.receiver.receive(Incoming(NAME, id_, f"text-{id_}", Said(next(texts)[:SHORT])))
    await app.sender.drain()
    sealing = Sealing(partial(store.keys.derived, PURPOSE), clock)
    told = {id_: _press_of(id_, message, sealing) for id_, message in channel.found.items()}
    await app.stop()
    assert len(told) == len(ids)
    return told


def _press_of(person: str, message: Outgoing, sealing: Sealing) -> JSON:
    (choice,) = [one for one in message.prompt.choices if one.id.endswith(ENOUGH)]
    sealed = Sealed("choose", (choice.id,), f"chat-{person}", person, message.key)
    return {
        "user_id": person, "user_name": person, "channel_id": sealed.place, "channel_name": "", "team_id": "",
        "team_domain": "", "post_id": f"question-{person}", "type": "button", "data_source": "",
        "context": sealing.context(sealed),
    }  # fmt: skip


async def _press(platform: str, port: int, ids: list[str], told: Mapping[str, JSON]) -> None:
    signed = _ask(f"{platform}/signed", [[f"act-{id_}", id_] for id_ in ids])
    calls = [request(ACTIONS, {**told[id_], "trigger_id": token}) for id_, token in zip(ids, signed, strict=True)]
    _came(platform, again=True)
    await send_all(port, calls, CONNECTIONS, b"200")


# -- by a post


async def _say(platform: str, ids: list[str], texts: Any) -> None:
    posts = [
        {
            "id": f"post-{id_}", "user_id": id_, "channel_id": f"chat-{id_}", "message": next(texts), "props": {}, "type": "",
            "create_at": int(world.NOW.timestamp() * 1000), "file_ids": [],
        }
        for id_ in ids
    ]  # fmt: skip
    _came(platform, again=True)
    _ask(f"{platform}/say", posts)


def _came(platform: str, *, again: bool = False) -> JSON:
    found: JSON = _ask(f"{platform}/came{'?again' if again else ''}")
    return found


def _ask(url: str, body: object = None) -> Any:
    """Ask the platform."""
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, {"Content-Type": "application/json"})) as answer:
        return json.load(answer)


def _told(bare: Measured, ours: Measured, *, by_button: bool) -> str:
    dearer = sorted(a / b for a, b in zip(ours.used, bare.used, strict=True))
    slower = sorted(a / b for a, b in zip(ours.rates, bare.rates, strict=True))
    how = "a button, its press proven" if by_button else "a post"
    return (
        f"P2  Mattermost, {how}: {median(ours.rates):,.0f} answers/s beside {median(bare.rates):,.0f} "
        f"bare turns/s, ratio {median(slower):.2f}; CPU of one {median(ours.used):.0f} µs beside "
        f"{median(bare.used):.0f}, ratio {median(dearer):.1f} ({dearer[0]:.1f}–{dearer[-1]:.1f})"
        + held("floor 3×, goal 2×", median(dearer) <= 3)
    )
