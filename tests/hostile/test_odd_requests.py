"""Requests that nobody means: each way in gets odd methods, paths, headers and bodies, and none goes wrong inside (S23)."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from yarl import URL

from bot.channels.mattermost.callbacks.door import ACTIONS, COMMANDS, DIALOGS
from bot.channels.teams.endpoint import PATH
from tests.evidence.recording import Often, Record
from tests.kit.both_town import BothTown, both_town
from tests.kit.logs import captured
from tests.kit.town import TEAM

COMMAND = "t" * 26
AT_ONCE = 8
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]
WORDS = [
    "", "noor", "nobody", TEAM, "0", "-1", "1e999", "9" * 400, "..", "../../etc/passwd", "%00", "\0", "\ufeff", "\u202egeheim",
    "é" * 300, "👩🏽‍🔬", "' OR 1=1 --", "{{7*7}}", "<script>alert(1)</script>", "a\r\nSet-Cookie: x=1", "x" * 3_000,
    "\ud7ff\uffff", "2026-02-31", "2026-03-09T08:31:00+99:00", "weekly_wonder", "null", "stop", "menu", "verwijder 1",
    "pauze 99 weken",
]  # fmt: skip
ODD: list[Any] = [
    None, True, False, 0, -1, 2**63, 10**400, 1e308, float("nan"), [], {}, [[]], [None] * 50, {"a": {"b": {"c": []}}},
    {"": ""}, [{"id": 1}, "x"], *WORDS,
]  # fmt: skip
KINDS = [
    "application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data",
    "multipart/form-data; boundary=x", "text/plain", "image/png", "", "onzin/;;;=", "application/json; charset=klingon",
]  # fmt: skip
HEADERS = [
    "Accept-Language", "Authorization", "Cookie", "If-None-Match", "Last-Event-ID", "Origin", "Range", "Referer",
    "X-Forwarded-For", "X-HTTP-Method-Override",
]  # fmt: skip
ASKED = ["after", "before", "token", "page", "lang", "taal", "id", "q", "format", "next", "who", ""]


@dataclass(frozen=True, slots=True)
class Door:
    """A way in: its method and path, and what a call of it looks like that is meant."""

    method: str
    path: str
    meant: Callable[[Random], Any]
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One odd request."""

    method: str
    url: URL
    headers: dict[str, str]
    body: bytes


def doors(place: BothTown) -> list[Door]:
    """Return every way in that the bot has: what its server knows, with the calls that the platforms make."""
    teams = place.teams
    token = f"Bearer {teams.issuer.token(teams.server.service)}"

    def said(random: Random) -> Any:
        return teams.server.message("noor", random.choice(WORDS))

    def action(random: Random) -> Any:
        told = {"user_id": "noor", "channel_id": TEAM, "post_id": "p", "trigger_id": "t"}
        return told | {"context": {"do": random.choice(WORDS)}}

    def command(random: Random) -> Any:
        told = {"token": COMMAND, "user_id": "noor", "channel_id": TEAM, "trigger_id": "t", "command": "/leerbot"}
        return told | {"text": random.choice(WORDS)}

    def dialog(random: Random) -> Any:
        return {"user_id": "noor", "state": random.choice(WORDS), "submission": {"a": "b"}, "cancelled": False}

    meant: dict[str, Door] = {
        PATH: Door("POST", PATH, said, headers=(("Authorization", token),)),
        ACTIONS: Door("POST", ACTIONS, action),
        DIALOGS: Door("POST", DIALOGS, dialog),
        COMMANDS: Door("POST", COMMANDS, command, "application/x-www-form-urlencoded"),
    }
    found = list(meant.values())
    for route in teams.app.http.router.routes():
        path = route.resource.canonical if route.resource else ""
        if path and path not in meant:
            found.append(Door(route.method, path, _of_the_chat))
    return found


def _of_the_chat(random: Random) -> Any:
    body = {name: random.choice(WORDS) for name in ("text", "message", "action", "id", "token")}
    return body | {"language": "nl", "to": "2026-03-09T08:30:00+01:00"}


def changed(random: Random, body: Any) -> Any:
    """Return a body in which something was taken out, put in or made something else."""
    if isinstance(body, dict) and body and random.random() < 0.8:
        key = random.choice(list(body))
        fate = random.random()
        if fate < 0.2:
            return {name: value for name, value in body.items() if name != key}
        if fate < 0.3:
            return body | {str(random.choice(WORDS)): random.choice(ODD)}
        return body | {key: changed(random, body[key])}
    if isinstance(body, list) and body and random.random() < 0.7:
        place = random.randrange(len(body))
        return [*body[:place], changed(random, body[place]), *body[place + 1 :]]
    return random.choice(ODD)


def _written(random: Random, door: Door) -> bytes:
    body = door.meant(random)
    for _ in range(random.choice((0, 1, 1, 2, 5))):
        body = changed(random, body)
    if door.kind == "application/x-www-form-urlencoded" and isinstance(body, dict):
        text = "&".join(f"{quote(str(key), safe='')}={quote(str(value), safe='')}" for key, value in body.items())
    else:
        text = json.dumps(body)
    raw = text.encode("utf-8", "surrogatepass")
    fate = random.random()
    if fate < 0.05:
        return raw[: random.randrange(len(raw) + 1)]
    if fate < 0.1:
        return random.randbytes(random.choice((1, 40, 4_000)))
    return raw


def made(random: Random, base: URL, ways: Sequence[Door]) -> Call:
    """Make a request up."""
    door = random.choice(ways)
    path = door.path
    while "{" in path:
        before, _, after = path.partition("{")
        path = before + quote(random.choice(WORDS), safe="") + after.partition("}")[2]
    if random.random() < 0.3:
        path += "?" + "&".join(
            f"{random.choice(ASKED)}={quote(random.choice(WORDS), safe='')}" for _ in range(random.randrange(1, 4))
        )
    headers = {"Content-Type": door.kind} | dict(door.headers)
    if random.random() < 0.2:
        headers["Content-Type"] = random.choice(KINDS)
    if random.random() < 0.3:
        odd = random.choice(WORDS).encode("ascii", "ignore").decode()
        headers[random.choice(HEADERS)] = "".join(sign for sign in odd if sign.isprintable())
    method = door.method if door.method in METHODS and random.random() < 0.85 else random.choice(METHODS)
    return Call(method, URL(f"{base}{path}", encoded=True), headers, _written(random, door))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[BothTown]:
    """A team that can be reached by every door at once."""
    async with both_town(tmp_path, callback_url="http://127.0.0.1:9", command_tokens=(COMMAND,)) as opened:
        await opened.teams.until("thu 14:00")
        yield opened


@pytest.mark.trust("S23")
async def test_s23_no_odd_request_goes_wrong_inside_and_the_bot_goes_on(
    place: BothTown, often: Often, reached: Record, caplog: pytest.LogCaptureFixture
) -> None:
    requests, random, ways = often(2_000, 100_000), Random(23), doors(place)
    base, got, tried = URL(f"http://127.0.0.1:{place.teams.port}"), Counter[int](), Counter[str]()
    caplog.set_level(logging.ERROR)
    calls = iter(range(requests))

    async def tries(session: aiohttp.ClientSession) -> None:
        for _ in calls:
            call = made(random, base, ways)
            async with session.request(
                call.method, call.url, data=call.body, headers=call.headers, allow_redirects=False
            ) as answer:
                got[answer.status] += 1
                assert answer.status < 500, call
            tried[call.url.path.split("/")[1]] += 1

    with captured() as logs:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as session, asyncio.TaskGroup() as at_once:
            for _ in range(AT_ONCE):
                at_once.create_task(tries(session))
        await place.teams.settle()

    assert not [one for one in logs if one["log_level"] in {"error", "critical"}]
    assert not caplog.records
    assert got.keys() >= {200, 202, 400, 403, 404}
    await place.teams.says("samira", "menu")
    assert await place.teams.hears("samira")
    told = ", ".join(f"{status}: {many:,}" for status, many in sorted(got.items()))
    reached(f"{requests:,} requests to {len(ways)} doors, none over 499 ({told})")
