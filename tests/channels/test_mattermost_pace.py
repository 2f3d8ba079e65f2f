"""Mattermost: calls keep to a pace, a round costs few of them, and a reply goes first (§3)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.limits import RATE
from bot.channels.mattermost.rest import AT_ONCE, Rest
from bot.channels.pace import Pace
from dialogs.saying.prompt import Prompt
from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.mattermost import BOT, TOKEN
from tests.kit.mattermost_server import fake_mattermost
from tests.kit.town import at_once

TEXT = "De balie was rustig."
HELLO = Outgoing("o900", "noor", "person", Prompt("Hallo."), "reply")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


async def test_a_round_to_many_keeps_to_the_pace_and_a_reply_goes_first() -> None:
    async with fake_mattermost() as server:
        seconds = [0.0]

        async def pause(wait: float) -> None:
            await at_once(0)
            seconds[0] += wait

        rest = Rest(server.url, TOKEN, now=lambda: seconds[0], pause=pause)
        server.add_user("noor")
        chat = await rest.private_chat(BOT, "noor")

        round_ = [rest.post(urgent=False, channel_id=chat, message=str(number)) for number in range(100)]
        await asyncio.gather(*round_, rest.post(channel_id=chat, message="reply"))
        await rest.close()

        came = [post["message"] for post in server.posts.values()]
    assert came.index("reply") < 80, "it was asked for last"
    assert seconds[0] == pytest.approx((1 + 100 + 1 - AT_ONCE - 1) / RATE)


async def test_what_goes_together_after_a_pause_is_shared_by_all_processes() -> None:
    waited: list[float] = []

    async def pause(wait: float) -> None:
        waited.append(wait)
        await asyncio.Event().wait()

    def together(pace: Pace) -> list["asyncio.Task[None]"]:
        return [asyncio.create_task(pace.turn(urgent=True)) for _ in range(AT_ONCE + 5)]

    paces = [Pace(lambda: 0.0, pause, RATE, AT_ONCE, senders=4) for _ in range(4)]
    tasks = [task for pace in paces for task in together(pace)]
    await asyncio.wait(tasks, timeout=0.0)
    while len(waited) < len(paces):
        await at_once(0)
    went = sum(task.done() for task in tasks)
    for task in tasks:
        task.cancel()
    for pace in paces:
        await pace.close()

    assert AT_ONCE <= went <= AT_ONCE + len(paces)


async def test_a_round_to_many_costs_one_call_for_each_and_few_beside(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as place:
        for number in range(20):
            await place.add(f"lid{number}")
            place.server.chat(f"lid{number}")
        await place.restart()
        await place.server.restart()  # a new connection learns of all chats
        await place.says("noor", "hulp")
        before = len(place.server.calls)

        await place.until("thu 14:00")

        calls = Counter(call for call in place.server.calls[before:])
        assert calls["POST /posts"] >= 20
        assert sum(calls.values()) - calls["POST /posts"] <= 5, calls


async def test_who_is_not_there_is_told_apart_from_those_who_are_looked_up_along_with_her(place: MattermostTown) -> None:
    channel = place.app.mattermost
    assert channel is not None
    both = [channel.deliver(replace(HELLO, key=f"o{to}", to=to)) for to in ("noor", "niemand", "bram")]

    found = await asyncio.gather(*both, return_exceptions=True)

    assert [isinstance(one, DeliveryError) for one in found] == [False, True, False]
    assert str(found[1]) == "message or person is gone"
    assert place.server.calls.count("POST /users/ids") == 1
    place.server.go_wrong("POST /users/ids", 503)
    channel.people.all_changed()
    both = [channel.deliver(replace(HELLO, key=f"p{to}", to=to)) for to in ("noor", "bram")]
    assert all(isinstance(one, DeliveryError) for one in await asyncio.gather(*both, return_exceptions=True))


@pytest.mark.trust("R9")
async def test_after_too_many_calls_none_is_made_for_as_long_as_the_server_says() -> None:
    async with fake_mattermost() as server:
        waited: list[float] = []

        async def pause(wait: float) -> None:
            await at_once(0)
            waited.append(wait)
            now[0] += wait

        now = [0.0]
        rest = Rest(server.url, TOKEN, now=lambda: now[0], pause=pause)
        server.go_wrong("GET /users/me", 429, body="limit exceeded", headers={"Retry-After": "7"})
        with pytest.raises(Exception, match="429"):
            await rest.me()
        await rest.me()
        await rest.close()

    assert sum(waited) == pytest.approx(7)
