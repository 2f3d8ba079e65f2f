"""Mattermost: where it calls, every call gets a clear answer, and a refusal says and logs nothing of what it brought (§9)."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiohttp import web as http
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.called import LARGEST
from bot.channels.mattermost.callbacks.door import ACTIONS, COMMANDS, DIALOGS, Door
from bot.channels.mattermost.callbacks.trigger import KeyAway, NotLetIn
from tests.kit.logs import captured

USER = "u" * 26
Client = TestClient[Any, Any]


async def refuse(told: Mapping[str, Any], token: str = "") -> Mapping[str, Any]:
    if told.get("do") == "away":
        raise KeyAway
    if told.get("do") == "in":
        return {"told": dict(told), "token": token}
    raise NotLetIn("no trigger")


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    app = http.Application()
    app.add_routes(Door(refuse, refuse, refuse).routes())
    async with TestClient(TestServer(app)) as opened:
        yield opened


@pytest.mark.parametrize("path", [ACTIONS, DIALOGS])
async def test_who_is_let_in_is_answered_with_json(client: Client, path: str) -> None:
    async with client.post(path, json={"do": "in"}) as answer:
        assert (answer.status, await answer.json()) == (200, {"told": {"do": "in"}, "token": ""})


async def test_a_command_comes_as_a_form_with_its_token(client: Client) -> None:
    headers = {"Authorization": "Token geheim"}
    async with client.post(COMMANDS, data={"do": "in", "text": ""}, headers=headers) as answer:
        assert await answer.json() == {"told": {"do": "in", "text": ""}, "token": "geheim"}


@pytest.mark.parametrize("path", [ACTIONS, DIALOGS])
@pytest.mark.parametrize(("body", "status"), [
    (b"", 400), (b"{", 400), (b"[]", 400), (b"7", 400), (b"\xff", 400), (b"[" * 100_000, 400), (b" " * (LARGEST + 1), 413),
])  # fmt: skip
async def test_what_is_no_call_is_told_so(client: Client, path: str, body: bytes, status: int) -> None:
    async with client.post(path, data=body, headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == status


@pytest.mark.parametrize(("path", "kind", "status"), [
    (ACTIONS, "text/plain", 415), (ACTIONS, "application/x-www-form-urlencoded", 415), (COMMANDS, "application/json", 415),
    (DIALOGS, "multipart/form-data", 415),
])  # fmt: skip
async def test_another_kind_of_content_is_not_read(client: Client, path: str, kind: str, status: int) -> None:
    async with client.post(path, data=b"{}", headers={"Content-Type": kind}) as answer:
        assert answer.status == status


@pytest.mark.parametrize("body", [b"\xff=1", "&".join(f"f{number}=1" for number in range(60)).encode()])
async def test_a_form_that_cannot_be_read_is_told_so(client: Client, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with client.post(COMMANDS, data=body, headers=headers) as answer:
        assert answer.status == 400


async def test_a_refusal_is_logged_with_ids_and_nothing_that_anybody_wrote(client: Client) -> None:
    told = {"user_id": USER, "channel_id": "een geheim dat iemand schreef", "post_id": 7, "context": {"x": "geheim"}}
    with captured() as logs:
        async with client.post(ACTIONS, json=told) as answer:
            assert answer.status == 403
            assert "geheim" not in await answer.text()

    assert logs == [{"event": "a call of Mattermost was refused", "call": "action", "why": "no trigger", "user_id": USER,
                     "log_level": "warning"}]  # fmt: skip


async def test_while_nobody_can_say_mattermost_is_told_to_come_again(client: Client) -> None:
    async with client.post(ACTIONS, json={"do": "away"}) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
