"""The channels there are, each with a town to try it in; another channel joins by standing here."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

from aiohttp.test_utils import TestClient, TestServer

from bot.channels.base import Channel, Noting, Outgoing
from tests.kit.mail_town import MailTown, mail_town
from tests.kit.matter_town import matter_town
from tests.kit.pressing_town import pressing_town
from tests.kit.teams_town import teams_town
from tests.kit.town import Town, town
from tests.pages.mailing import types_on_her_page

Where: TypeAlias = Callable[..., AbstractAsyncContextManager[Town]]
WHERE: dict[str, Where] = {
    "web": town,
    "mattermost": matter_town,
    "mattermost with buttons": pressing_town,
    "teams": teams_town,
    "email": mail_town,
}
WITH_ROOMS = ("web", "mattermost", "mattermost with buttons", "teams")


def channel_of(place: Town) -> Channel:
    """Return the channel with which a town speaks."""
    return place.app.mattermost or place.app.teams or place.app.email or place.app.web_channel


async def delivers(place: Town, message: Outgoing) -> str:
    """Deliver a message as somebody whose claim on it ended meanwhile, so that it may be delivered once more."""
    receipt = await channel_of(place).deliver(message)
    await _notes(place, message, receipt, anew=False)
    return receipt


async def revises(place: Town, receipt: str, message: Outgoing) -> None:
    """Change a message where it stands."""
    await _notes(place, message, await channel_of(place).revise(receipt, message), anew=True)


async def _notes(place: Town, message: Outgoing, receipt: str, *, anew: bool) -> None:
    channel = channel_of(place)
    if isinstance(channel, Noting):
        await place.app.store.run(lambda unit: channel.went(unit, message, receipt, settled=False, anew=anew))


async def types(place: Town, person: str, text: str) -> None:
    """Let somebody type, by the way that people type on this channel."""
    if place.channel in {"mattermost", "teams"}:
        await place.says(person, text)
        return
    if isinstance(place, MailTown):
        await types_on_her_page(place, person, text)
        return
    async with TestClient(TestServer(place.app.http)) as client:
        answer = await client.post(f"/chat/api/people/{person}/messages", json={"text": text})
        assert answer.status == 202
    await place.settle()
