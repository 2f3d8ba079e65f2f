"""The traps of Mattermost by their number (reference §1): each snaps shut on a naive client here, and not on the bot.

Numbers 3, 4 and 6 are about what people press, and stand in ``test_mattermost_traps_pressed``.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.channel import MattermostChannel
from bot.channels.mattermost.listening import Listening
from bot.channels.mattermost.rest import Rest
from dialogs.saying.prompt import Prompt
from storage.groups import people
from storage.talks import answers
from tests.kit.matter_town import SOON, MattermostTown, matter_town
from tests.kit.mattermost import BOT, TOKEN, FakeMattermost
from tests.kit.mattermost_lines import unchanged
from tests.kit.mattermost_server import fake_mattermost
from tests.kit.town import NAMED, TEAM, at_once

TEXT = "De balie was rustig."
HELLO = Outgoing("o900", "noor", "person", Prompt("Hallo."), "reply")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


@pytest.fixture
async def server() -> AsyncIterator[FakeMattermost]:
    async with fake_mattermost() as opened:
        opened.add_user("noor")
        opened.add_user("bram")
        yield opened


def channel(place: MattermostTown) -> MattermostChannel:
    """Return the channel itself."""
    assert place.app.mattermost is not None
    return place.app.mattermost


async def told(place: MattermostTown, person: str = "noor") -> list[str]:
    """Return the answers that are kept of somebody."""
    found = await place.app.store.read(lambda unit: answers.own(unit, people.viewer(unit, person), person, 0, 1000))
    return [one.value.text or "" for one in found]


async def by_challenge(server: FakeMattermost, **resuming: str) -> list[dict[str, Any]]:
    """Log in on the websocket as a naive client does, and return what comes until it is asked for a sign of life."""
    async with aiohttp.ClientSession() as session:
        url = f"{server.url}/api/v4/websocket"
        async with session.ws_connect(url, params=resuming) as socket:
            challenge = {"seq": 1, "action": "authentication_challenge", "data": {"token": TOKEN}}
            await socket.send_json(challenge)
            await socket.send_json({"seq": 2, "action": "ping"})
            found = []
            while (frame := json.loads((await socket.receive()).data)).get("seq_reply") != 2:
                found.append(frame)
            return found


# -- 1: the header, not the challenge


async def test_trap_1_who_logs_in_by_challenge_cannot_go_on_where_it_was(server: FakeMattermost) -> None:
    hello, reply = await by_challenge(server)
    await server.says("noor", TEXT)
    again = await by_challenge(server, connection_id=hello["data"]["connection_id"], sequence_number="1")

    assert (hello["event"], hello["seq"], reply) == ("hello", 0, {"status": "OK", "seq_reply": 1})
    assert [frame.get("event") for frame in again] == ["hello", None], "the naive client never hears what Noor said"
    assert again[0]["data"]["connection_id"] != hello["data"]["connection_id"]


async def test_trap_1_the_bot_goes_on_where_it_was_without_asking_for_posts(place: MattermostTown) -> None:
    await place.says("noor", "verwondering")
    fetched = place.server.calls.count("GET /users/me/channels")
    await place.server.lines.drop()

    await place.handled(await place.server.says("noor", TEXT))

    assert await told(place) == [TEXT]
    assert place.server.calls.count("GET /users/me/channels") == fetched


# -- 2: going on is no guarantee


async def test_trap_2_after_a_restart_a_client_that_only_goes_on_hears_nothing(server: FakeMattermost) -> None:
    heard: list[str] = []
    rest = Rest(server.url, TOKEN)
    naive = Listening(rest, at_once, lambda frame: heard.append(frame["event"]), lambda: None)
    running = asyncio.create_task(naive.run())
    async with asyncio.timeout(SOON):
        await server.lines.connected(BOT).wait()
        server.lines.deliver = lambda frame: []
        await server.says("noor", TEXT)
        await server.restart()
        server.lines.deliver = unchanged
        await server.lines.connected(BOT).wait()
        await server.says("noor", "Nog iets.")
        while "posted" not in heard:
            await at_once(0)
    running.cancel()
    await asyncio.wait([running])
    await rest.close()

    assert heard.count("posted") == 1


async def test_trap_2_the_bot_fetches_what_came_before_the_restart(place: MattermostTown) -> None:
    await place.says("noor", "verwondering")
    place.server.lines.deliver = lambda frame: []
    said = await place.server.says("noor", TEXT)
    await place.server.restart()
    place.server.lines.deliver = unchanged

    await place.handled(said)

    assert await told(place) == [TEXT]


# -- 5: pending_post_id


async def test_trap_5_a_derived_number_that_somebody_used_first_lets_the_bots_words_vanish(server: FakeMattermost) -> None:
    chat, derived = server.chat("noor"), f"leerbot {HELLO.key}"
    body = {"channel_id": chat, "message": "Van Noor.", "pending_post_id": derived}
    await server.call("POST", "/posts", server.log_in("noor"), json=body)

    status, answer = await server.call("POST", "/posts", TOKEN, json={**body, "message": "Van de bot."})

    assert (status, answer["message"], answer["pending_post_id"]) == (201, "Van Noor.", "")
    assert server.shown(chat) == []


async def test_trap_5_the_number_of_a_post_is_derived_from_nothing(place: MattermostTown) -> None:
    await channel(place).deliver(HELLO)
    first = set(place.server.once)
    await channel(place).deliver(replace(HELLO, key="o901"))
    second = set(place.server.once) - first

    assert len(first) == len(second) == 1
    assert HELLO.key not in "".join(first)


async def test_trap_5_after_half_a_minute_the_same_number_posts_twice(server: FakeMattermost) -> None:
    body = {"channel_id": server.chat("noor"), "message": "Hallo.", "pending_post_id": "x"}
    await server.call("POST", "/posts", TOKEN, json=body)
    await server.call("POST", "/posts", TOKEN, json=body)
    server.pass_time(31)

    await server.call("POST", "/posts", TOKEN, json=body)

    assert len(server.shown(body["channel_id"])) == 2


async def test_trap_5_the_bot_looks_for_its_own_mark_first(place: MattermostTown) -> None:
    place.server.go_wrong("POST /posts", 0, done=True)
    with pytest.raises(DeliveryError):
        await channel(place).deliver(HELLO)
    place.server.pass_time(31)

    await channel(place).deliver(replace(HELLO, again=True))

    assert [one.text for one in await place.shown("noor")] == ["Hallo."]


# -- 7: webhooks


async def test_trap_7_a_webhook_speaks_in_the_name_of_who_owns_it(place: MattermostTown) -> None:
    """A naive client looks at ``user_id`` alone, which is Noor's."""
    await place.says("noor", "verwondering")
    place.server.hooks["hook"] = {"user_id": "noor", "channel_id": TEAM}
    async with aiohttp.ClientSession() as session:
        body = {"channel": "@leerbot", "text": "Dit schreef ik niet.", "props": {"from_bot": ""}}
        assert (await session.post(f"{place.server.url}/hooks/hook", json=body)).status == 200
    posted = next(post for post in place.server.posts.values() if post["message"] == body["text"])

    await place.says("noor", TEXT)

    assert (posted["user_id"], posted["channel_id"]) == ("noor", place.server.chat("noor"))
    assert await told(place) == [TEXT]


# -- 8: who is gone, and what an address proves


async def test_trap_8_the_server_takes_posts_to_who_is_deactivated(place: MattermostTown) -> None:
    place.server.add_user("weg", delete_at=1)
    chat = place.server.chat("weg")
    status, _ = await place.server.call("POST", "/posts", TOKEN, json={"channel_id": chat, "message": "Hallo."})

    with pytest.raises(DeliveryError, match="deactivated"):
        await channel(place).deliver(replace(HELLO, to="weg"))

    assert status == 201
    assert len(place.server.shown(chat)) == 1


async def test_trap_8_who_has_the_same_mail_address_is_somebody_else(place: MattermostTown) -> None:
    place.server.users["noor"]["email"] = "noor@voorbeeld.nl"
    place.server.add_user("namaak", username="noor2", email="noor@voorbeeld.nl")

    await place.handled(await place.server.says("namaak", "mijn antwoorden"))
    await place.settle()

    assert await place.shown("namaak") == []


# -- 9: the first post of a thread


async def test_trap_9_deleting_the_first_post_takes_everybodys_replies_along(server: FakeMattermost) -> None:
    server.add_room(TEAM, "noor")
    root = await server.says(BOT, "Een verhaal.", TEAM)
    reply = await server.says("noor", "Mooi!", TEAM, root_id=root)

    await server.call("DELETE", f"/posts/{root}", TOKEN)

    assert server.posts[reply]["delete_at"] > 0


async def test_trap_9_the_bot_empties_such_a_post_instead(place: MattermostTown) -> None:
    receipt = await channel(place).deliver(Outgoing("o901", TEAM, "room", Prompt("Een verhaal."), "digest"))
    reply = await place.server.says("noor", "Mooi!", TEAM, root_id=receipt.split(" ")[1])

    await channel(place).withdraw(receipt)

    assert place.server.posts[reply]["delete_at"] == 0
    assert "verhaal" not in await place.room()


# -- 10: by text alone


async def test_trap_10_where_nothing_reaches_the_bot_all_of_it_works_by_typing(place: MattermostTown) -> None:
    """A naive bot draws buttons that nobody can press; whole conversations by text stand in ``tests/test_stories.py``."""
    await place.until("thu 14:00")
    await place.says("noor", TEXT)
    await place.taps("noor", "Zo is het goed")
    await place.taps("noor", NAMED)
    await place.until("wed 09:00")

    own = [post for post in place.server.posts.values() if post["user_id"] == BOT]
    assert await told(place) == [TEXT]
    assert not any("attachments" in post["props"] for post in own)
