"""The channels there are, each with a town to try it in; another channel joins by standing here."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

from aiohttp.test_utils import TestClient, TestServer

from bot.channels.base import Channel
from tests.kit.matter_town import matter_town
from tests.kit.town import Town, town

Where: TypeAlias = Callable[..., AbstractAsyncContextManager[Town]]
WHERE: dict[str, Where] = {"web": town, "mattermost": matter_town}


def channel_of(place: Town) -> Channel:
    """Return the channel with which a town speaks."""
    return place.app.mattermost or place.app.web_channel


async def types(place: Town, person: str, text: str) -> None:
    """Let somebody type, by the way that people type on this channel."""
    if place.app.mattermost is not None:
        await place.says(person, text)
        return
    async with TestClient(TestServer(place.app.http)) as client:
        answer = await client.post(f"/chat/api/people/{person}/messages", json={"text": text})
        assert answer.status == 202
    await place.settle()
