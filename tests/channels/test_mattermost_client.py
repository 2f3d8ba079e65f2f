"""The bot's own client against a Mattermost: the small one, and any real one that ``MATTERMOST_URL`` names (§17)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiohttp
import pytest

from bot.channels.base import Deleted, DeliveryError, Edited, Incoming, Mentioned, Outgoing, Said
from bot.channels.mattermost.channel import MattermostChannel
from bot.channels.mattermost.listening import Pause
from bot.channels.mattermost.looking import look
from bot.channels.mattermost.rest import Rest
from bot.clock import pause
from dialogs.library import load
from dialogs.saying.prompt import Prompt
from storage.database.places import keys_of
from storage.privacy.keys import KeyStore
from storage.store import Store, open_store
from tests.kit.mattermost_world import Real, World, world
from tests.kit.pictures import png
from tests.kit.places import place_in
from tests.kit.town import RING, at_once

SOON = 20.0
LONG = "\n".join(f"Regel {number} {'x' * 90}" for number in range(300))


@dataclass
class Heard:
    """A bot on a server, and what it heard there."""

    world: World
    rest: Rest
    channel: MattermostChannel
    heard: list[Incoming] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _listening: "asyncio.Task[None] | None" = None

    async def begin(self) -> None:
        """Listen, and wait until that works."""
        self._listening = asyncio.create_task(self.channel.listen(self._receive))
        async with asyncio.timeout(SOON):
            while not self.channel.connected:
                await at_once(0)

    async def end(self) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait([self._listening])

    async def _receive(self, incoming: Incoming) -> None:
        self.heard.append(incoming)
        self._news.set()

    async def by(self, person: str, many: int = 1) -> list[Incoming]:
        """Wait until so many acts of somebody were heard, and return them."""
        async with asyncio.timeout(SOON):
            while len(found := [one for one in self.heard if one.person == person]) < many:
                self._news.clear()
                await self._news.wait()
        return found


@pytest.fixture
def store(folder: Path) -> Store:
    return open_store(place_in(folder), KeyStore(keys_of(place_in(folder)), RING))


@pytest.fixture(params=["11.7.0", "11.10.0"])
async def bot(request: pytest.FixtureRequest, real_mattermost: Real | None, store: Store) -> AsyncIterator[Heard]:
    async with world(real_mattermost, request.param) as made:
        rest = Rest(made.url, made.bot.token)
        waits: Pause = pause if real_mattermost else at_once
        found = Heard(made, rest, MattermostChannel(rest, store, load().phrases, waits))
        yield found
        await found.end()
        await found.channel.close()
        await store.close()


def to(bot: Heard, text: str, key: str = "o1") -> Outgoing:
    return Outgoing(key, bot.world.alice.id, "person", Prompt(text), "reply")


async def stands(bot: Heard, place: str) -> list[str]:
    """Return what the bot has standing in a place, the oldest first."""
    _, told = await bot.world.call(bot.world.alice, "GET", f"/channels/{place}/posts")
    posts = [told["posts"][id_] for id_ in reversed(told["order"])]
    return [post["message"] for post in posts if post["user_id"] == bot.world.bot.id and not post["type"]]


async def test_what_is_delivered_changes_and_goes_where_it_stands(bot: Heard) -> None:
    chat = await bot.world.chat(bot.world.alice, bot.world.bot)
    receipt = await bot.channel.deliver(to(bot, "Hallo."))
    first = await stands(bot, chat)

    after = await bot.channel.revise(receipt, to(bot, "Dag."))
    second = await stands(bot, chat)
    await bot.channel.withdraw(after)
    await bot.channel.withdraw(after)

    assert (first, second, await stands(bot, chat)) == (["Hallo."], ["Dag."], [])
    assert after == receipt


async def test_what_was_delivered_before_is_found_again(bot: Heard) -> None:
    chat = await bot.world.chat(bot.world.alice, bot.world.bot)
    receipt = await bot.channel.deliver(to(bot, "Hallo."))

    again = await bot.channel.deliver(replace(to(bot, "Hallo."), again=True))

    assert again == receipt
    assert await stands(bot, chat) == ["Hallo."]


async def test_a_long_digest_comes_in_parts_that_the_server_takes(bot: Heard) -> None:
    await bot.channel.deliver(Outgoing("o2", bot.world.room, "room", Prompt(LONG), "digest"))

    parts = await stands(bot, bot.world.room)

    assert len(parts) > 1
    assert "\n".join(parts).split("\n") == LONG.split("\n")


async def test_the_roster_is_the_people_of_the_room(bot: Heard) -> None:
    people = {bot.world.admin.id, bot.world.alice.id, bot.world.bob.id}

    assert set(await bot.channel.roster(bot.world.room)) == people


async def test_a_room_in_which_the_bot_is_not_is_told_apart(bot: Heard) -> None:
    elsewhere = await bot.world.chat(bot.world.alice, bot.world.bob)

    with pytest.raises(DeliveryError) as refused:
        await bot.channel.deliver(Outgoing("o3", elsewhere, "room", Prompt("Hallo."), "digest"))

    assert (refused.value.kind, refused.value.reason) == ("permanent", "the bot is no member here")


async def test_what_people_say_change_and_take_away_is_heard(bot: Heard) -> None:
    alice = bot.world.alice
    chat = await bot.world.chat(alice, bot.world.bot)
    await bot.begin()

    post = await bot.world.says(alice, "De balie was rustig.", chat)
    await bot.by(alice.id)
    await bot.world.call(alice, "PUT", f"/posts/{post}/patch", {"message": "De balie was druk."})
    await bot.by(alice.id, 2)
    await bot.world.call(alice, "DELETE", f"/posts/{post}")

    acts = [one.act for one in await bot.by(alice.id, 3)]
    assert acts == [Said("De balie was rustig."), Edited(post, "De balie was druk."), Deleted(post)]


async def test_in_a_room_only_a_mention_is_heard_with_the_thread_it_was_in(bot: Heard) -> None:
    alice, room = bot.world.alice, bot.world.room
    await bot.begin()

    root = await bot.world.says(alice, "Zullen we?", room)
    await bot.world.says(alice, f"@{bot.world.bot.username} hier hoort Team", room, root_id=root)

    (heard,) = await bot.by(alice.id)
    assert heard.act == Mentioned(room, f"{room}/{root}", "hier hoort Team")


async def test_a_file_comes_with_its_content(bot: Heard) -> None:
    alice = bot.world.alice
    chat, picture = await bot.world.chat(alice, bot.world.bot), png()
    form = aiohttp.FormData()
    form.add_field("channel_id", chat)
    form.add_field("files", picture, filename="muur.png")
    headers = {"Authorization": f"Bearer {alice.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        made = await (await session.post(f"{bot.world.url}/api/v4/files", data=form)).json()
    await bot.begin()

    await bot.world.says(alice, "Kijk eens.", chat, file_ids=[made["file_infos"][0]["id"]])

    (heard,) = await bot.by(alice.id)
    assert isinstance(heard.act, Said)
    assert [(file.name, file.body) for file in heard.act.files] == [("muur.png", picture)]


async def test_what_is_said_while_the_bot_is_away_is_heard_in_order(bot: Heard) -> None:
    alice = bot.world.alice
    chat = await bot.world.chat(alice, bot.world.bot)
    await bot.begin()
    await bot.world.says(alice, "Eerst.", chat)
    await bot.by(alice.id)
    await bot.end()

    said = [await bot.world.says(alice, f"Bericht {number}.", chat) for number in range(5)]
    bot.heard.clear()
    await bot.begin()

    heard = [one.message for one in await bot.by(alice.id, 6)]
    assert heard[1:] == said, "the first is heard once more, which is known by its name"


async def test_who_is_switched_off_is_not_written_to(bot: Heard) -> None:
    await bot.world.call(bot.world.admin, "PUT", f"/users/{bot.world.alice.id}/active", {"active": False})

    with pytest.raises(DeliveryError, match="deactivated"):
        await bot.channel.deliver(to(bot, "Hallo."))


async def test_the_bot_is_told_what_it_stands_on(bot: Heard) -> None:
    found = await look(Rest(bot.world.url, bot.world.bot.token))

    assert not [text for text, wrong in found if wrong]
