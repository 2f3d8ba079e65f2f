"""Mattermost: whatever is brought to the three doors is answered, and leaves nothing in the log that anybody wrote (§9)."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.mattermost.callbacks.door import ACTIONS, COMMANDS, DIALOGS
from tests.channels.test_mattermost_forgeries import told
from tests.kit.dialog_town import DialogTown, checklist, dialog_town, own
from tests.kit.logs import captured

CANARY = b"kanarie"
OURS, FORM = b"application/json", b"application/x-www-form-urlencoded"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[DialogTown]:
    """A team in which Noor was asked the weekly question, with its buttons."""
    async with dialog_town(tmp_path, formats=["weekly_wonder"], command_tokens=("t" * 26,)) as opened:
        await opened.until("thu 14:00")
        yield opened


async def brought(place: DialogTown, door: str, body: bytes, kind: bytes = OURS, more: bytes = b"") -> int:
    """Bring something to a door, byte for byte; returns how it is answered. Nothing of it stands in the log."""
    lines = [b"POST %s HTTP/1.1" % door.encode(), b"Host: x", b"Connection: close", b"Content-Type: " + kind]
    lines += [*([more] if more else []), b"Content-Length: %d" % len(body), b"", body]
    with captured() as logs:
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        writer.write(b"\r\n".join(lines))
        answer = await reader.read()
        writer.close()
        await place.settle()
    assert CANARY.decode() not in json.dumps(logs, default=repr)
    assert not [one for one in logs if one["log_level"] == "error"]
    return int(answer.split(b" ", 2)[1])


def nested(depth: int) -> bytes:
    return b'{"user_id": ' + b"[" * depth + b"]" * depth + b"}"


BAD = [
    b"", b"null", b"7", b'"kanarie"', b"[]", b"{", b"{}", b"\xff\xfe", b'{"user_id": "\\ud800kanarie"}', b"[" * 100_000,
    b'{"user_id": ' + b"9" * 5_000 + b"}", b'{"user_id": 1e999}', b'{"user_id": NaN, "trigger_id": NaN, "state": NaN}',
    b'{"trigger_id": {"kanarie": 1}, "user_id": ["kanarie"], "state": ["kanarie"], "context": "kanarie"}',
    nested(900), nested(960), nested(970), nested(980), b'{"state": "' + b"W1tb" * 16_000 + b'"}', b'{"state": "Wyc="}',
]  # fmt: skip


@pytest.mark.trust("S23")
@pytest.mark.parametrize("door", [ACTIONS, DIALOGS])
async def test_whatever_is_brought_is_answered_no(place: DialogTown, door: str) -> None:
    assert {await brought(place, door, body) for body in BAD} == {400, 403}


@pytest.mark.trust("R27")
@pytest.mark.parametrize(("door", "kind"), [(ACTIONS, OURS), (DIALOGS, OURS), (COMMANDS, FORM)])
async def test_what_cannot_be_unpacked_or_is_of_another_kind_is_answered_no(place: DialogTown, door: str, kind: bytes) -> None:
    for packed in (b"gzip", b"deflate"):
        assert await brought(place, door, CANARY * 10, kind, b"Content-Encoding: " + packed) == 400
    for other in (b"text/plain", b"multipart/form-data; boundary=x", CANARY, b"\xff"):
        assert await brought(place, door, CANARY, other) == 415


async def test_a_token_of_whatever_bytes_is_answered_no(place: DialogTown) -> None:
    for token in (b"\xff", b"Token \xff\xfe", b"Token", b"Token kanarie"):
        assert await brought(place, COMMANDS, b"text=kanarie", FORM, b"Authorization: " + token) == 403


@pytest.mark.parametrize(("name", "status"), [("post_id", 200), ("channel_id", 200), ("user_id", 403), ("trigger_id", 403)])
async def test_a_press_in_which_something_strange_stands_does_nothing(place: DialogTown, name: str, status: int) -> None:
    before, called = await place.reads("noor"), len(place.server.calls)
    for strange in ("\ud800", "a" * 200_000, "\x00", "../users/me", "../users/me/teams", "x?y", "%2e%2e", "", " ", "\n", "x#y"):
        assert await brought(place, ACTIONS, json.dumps(told(place, **{name: strange})).encode()) == status

    assert await place.reads("noor") == before
    assert not [call for call in place.server.calls[called:] if "teams" in call]


@pytest.mark.parametrize(("story", "kept"), [
    ("kan\ud800arie", ["kan\ufffdarie"]), ("kan\x00arie", ["kan\ufffdarie"]), (10**400, []),
], ids=["a lone surrogate", "nothing", "a huge number"])  # fmt: skip
async def test_a_dialog_brings_whatever_can_be_kept(place: DialogTown, story: Any, kept: list[str]) -> None:
    dialog = await checklist(place)
    sent = {"user_id": "noor", "state": dialog["state"], "submission": {"moment_story": story, "more": "ready"}}

    status = await brought(place, DIALOGS, json.dumps(sent).encode())

    assert (status, await own(place)) == (200 if kept else 403, kept)
