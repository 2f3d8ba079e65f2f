"""Mattermost: whether the bot is connected is known at any time, and a connection that serves no more is given up (§3, §4)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.listening import Listening
from bot.channels.mattermost.rest import Rest
from dialogs.saying.prompt import Prompt
from tests.kit.matter_town import SOON, MattermostTown, matter_town
from tests.kit.mattermost import BOT, TOKEN, FakeMattermost
from tests.kit.mattermost_lines import Frame
from tests.kit.mattermost_server import fake_mattermost
from tests.kit.town import at_once

HELLO = Outgoing("o900", "noor", "person", Prompt("Hallo."), "reply")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


async def test_a_token_that_is_refused_ends_the_listening_though_the_socket_stays_open(place: MattermostTown) -> None:
    assert place.app.mattermost is not None
    place.server.token = "another"

    with pytest.raises(DeliveryError) as refused:
        await place.app.mattermost.deliver(HELLO)

    assert (refused.value.kind, refused.value.reason) == ("transient", "token refused")
    assert not place.app.mattermost.connected
    async with asyncio.timeout(SOON):
        while any(one.socket is not None and not one.socket.closed for one in place.server.lines.all.values()):
            await at_once(0)
    said = await place.server.says("noor", "verwondering")
    place.server.token = TOKEN
    await place.handled(said)
    assert place.app.mattermost.connected


async def test_a_connection_that_stays_quiet_after_it_was_taken_up_again_counts_as_connected(place: MattermostTown) -> None:
    assert place.app.mattermost is not None
    await place.says("noor", "hulp")
    await place.server.lines.drop()
    await place.connected()

    async with asyncio.timeout(SOON):
        while not place.app.mattermost.connected:
            await at_once(0)

    assert len(place.server.lines.all) == 1


@asynccontextmanager
async def listening(server: FakeMattermost, alive: float) -> AsyncIterator[Listening]:
    """Listen to a server, with a sign of life asked so often."""
    rest = Rest(server.url, TOKEN)
    made = Listening(rest, at_once, lambda frame: None, lambda: None, alive)
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()
    await asyncio.wait([task])
    await rest.close()


async def test_a_connection_that_is_dead_without_a_word_is_noticed_and_taken_up_again() -> None:
    async with fake_mattermost() as server:
        server.lines.frozen = True
        async with listening(server, 0.05) as made, asyncio.timeout(SOON):
            while server.calls.count("GET /websocket") < 2 or not made.connected:
                await at_once(0)

        assert made.connection in server.lines.all


async def test_a_proxy_that_takes_the_token_from_the_websocket_is_no_connection() -> None:
    async with fake_mattermost() as server:
        server.lines.strips_login, server.lines.login_within = True, 0.02
        async with listening(server, 30) as made, asyncio.timeout(SOON):
            while made.failures < 2:
                await at_once(0)

        assert not made.connected


@pytest.mark.parametrize(("status", "times"), [(0, 2), (503, 2), (401, 1), (429, 2)])
async def test_a_server_that_is_not_there_at_the_start_is_waited_for(place: MattermostTown, status: int, times: int) -> None:
    await place.end()
    place.server.go_wrong("GET /users/me", status, times=times)

    await place.begin()
    await place.handled(await place.server.says("noor", "hulp"))

    assert place.app.mattermost is not None
    assert place.app.mattermost.connected


@pytest.mark.parametrize("odd", [{"event": "posted"}, {"event": "posted", "seq": 2, "data": {"post": "<html>"}}])
async def test_an_event_that_cannot_be_read_costs_no_other(place: MattermostTown, odd: Any) -> None:
    spoiled: list[Any] = []

    def deliver(frame: Frame) -> list[Any]:
        if spoiled or frame["event"] != "posted":
            return [frame]
        spoiled.append(odd)
        return [odd]

    place.server.lines.deliver = deliver

    said = await place.server.says("noor", "hulp")
    await place.handled(said)

    assert spoiled == [odd]


@pytest.mark.parametrize("post", ['{"id": "x", "channel_id": "y"}', '{"id": "x", "channel_id": "y", "create_at": "z"}', "7"])
async def test_nor_does_one_that_comes_while_it_catches_up(place: MattermostTown, post: str) -> None:
    await place.says("noor", "hulp")
    await place.end()
    await place.server.says("noor", "hulp")
    saying: list[asyncio.Task[str]] = []

    async def says() -> str:
        await place.server.lines.tell({BOT}, "posted", {}, {"post": post})
        return await place.server.says("noor", "help")

    def called(call: str) -> None:
        if call.startswith(f"GET /channels/{place.server.chat('noor')}/posts") and not saying:
            saying.append(asyncio.create_task(says()))

    place.server.on_call = called
    await place.begin()
    async with asyncio.timeout(SOON):
        while not saying:
            await at_once(0)

    await place.handled(await saying[0])
