"""What the bot relies on in a Mattermost server, on the small one and on any real one that ``MATTERMOST_URL`` names (§17)."""

import base64
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tests.kit.mattermost_world import Member, Real, World, world

ID = re.compile(r"[ybndrfg8ejkmcpqxot1uwisza345h769]{26}")
SOON = 10.0
BUTTON = {"id": "ja", "type": "button", "name": "Ja", "integration": {"url": "http://127.0.0.1:9/x", "context": {"a": "b"}}}


@pytest.fixture(params=["11.7.0", "11.10.0"])
async def place(request: pytest.FixtureRequest, real_mattermost: Real | None) -> AsyncIterator[World]:
    async with world(real_mattermost, request.param) as made:
        yield made


Frame = dict[str, Any]


class Line:
    """A websocket as a client holds it; frames are kept in the order in which they came."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def frame(self) -> Frame:
        """Return the next frame."""
        found: Frame = await self.socket.receive_json(timeout=SOON)
        return found

    async def until(self, event: str) -> Frame:
        """Return the next event of that kind."""
        while (found := await self.frame()).get("event") != event:
            pass
        return found

    async def until_pong(self, seq: int) -> list[Frame]:
        """Ask for a sign of life, and return what came before it."""
        await self.socket.send_json({"seq": seq, "action": "ping"})
        found: list[Frame] = []
        while (frame := await self.frame()).get("seq_reply") != seq:
            found.append(frame)
        assert frame["status"] == "OK"
        return found

    async def challenge(self, token: str, seq: int = 1) -> None:
        """Say who one is, the other way."""
        await self.socket.send_json({"seq": seq, "action": "authentication_challenge", "data": {"token": token}})


@asynccontextmanager
async def line(place: World, who: Member | None, **asked: str) -> AsyncIterator[Line]:
    headers = {"Authorization": f"Bearer {who.token}"} if who else {}
    async with aiohttp.ClientSession(headers=headers) as session:
        url = f"ws{place.url.removeprefix('http')}/api/v4/websocket"
        async with session.ws_connect(url, params=asked) as socket:
            yield Line(socket)


# -- names, errors, settings


async def test_ids_are_26_signs_and_refusals_name_their_reason(place: World) -> None:
    status, refusal = await place.call(place.bot, "GET", f"/channels/{place.team}")

    assert all(ID.fullmatch(one) for one in (place.alice.id, place.bot.id, place.team, place.room))
    assert status in {403, 404}
    assert {"id", "message", "status_code"} <= set(refusal)


async def test_a_place_that_is_not_there_is_forbidden_to_post_in(place: World) -> None:
    body = {"channel_id": "y" * 26, "message": "x"}

    assert (await place.call(place.bot, "POST", "/posts", body))[0] == 403


async def test_everybody_is_told_the_key_with_which_the_server_signs(place: World) -> None:
    _, told = await place.call(None, "GET", "/config/client")

    key = load_der_public_key(base64.b64decode(told["AsymmetricSigningPublicKey"]))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"


async def test_for_one_pair_of_eyes_a_bot_may_not_post(place: World) -> None:
    body = {"user_id": place.alice.id, "post": {"channel_id": place.room, "message": "Alleen jij."}}

    assert (await place.call(place.bot, "POST", "/posts/ephemeral", body))[0] == 403


# -- posts


async def test_a_private_chat_is_one_however_often_it_is_made(place: World) -> None:
    first = await place.call(place.bot, "POST", "/channels/direct", [place.bot.id, place.alice.id])
    second = await place.call(place.bot, "POST", "/channels/direct", [place.alice.id, place.bot.id])

    assert (first[0], second[0], first[1]["id"]) == (201, 201, second[1]["id"])
    assert first[1]["name"] == "__".join(sorted([place.bot.id, place.alice.id]))


async def test_times_of_posts_rise(place: World) -> None:
    posts = [await place.says(place.alice, str(number), place.room) for number in range(3)]

    moments = [(await place.call(place.bot, "GET", f"/posts/{post}"))[1]["create_at"] for post in posts]

    assert moments == sorted(set(moments))


@pytest.mark.parametrize(("length", "status"), [(16_383, 201), (16_384, 400)])
async def test_the_longest_post_is_counted_in_signs(place: World, length: int, status: int) -> None:
    body = {"channel_id": place.room, "message": "ë" * length}

    assert (await place.call(place.bot, "POST", "/posts", body))[0] == status


async def test_a_number_counts_once_whoever_used_it(place: World) -> None:
    chat = await place.chat(place.bot, place.alice)
    number = f"{place.alice.id}:1"
    body = {"channel_id": chat, "message": "Van haar.", "pending_post_id": number}
    first = await place.call(place.alice, "POST", "/posts", body)

    second = await place.call(place.bot, "POST", "/posts", {**body, "message": "Van de bot."})

    assert (first[0], second[0]) == (201, 201)
    assert (second[1]["id"], second[1]["user_id"], second[1]["pending_post_id"]) == (first[1]["id"], place.alice.id, "")


async def test_where_a_button_goes_is_never_told_again_and_writing_back_what_was_read_loses_it(place: World) -> None:
    props = {"attachments": [{"text": "Kies", "actions": [BUTTON]}], "own": 1}
    post = await place.says(place.bot, "Kies maar.", place.room, props=props)

    told = [(await place.call(who, "GET", f"/posts/{post}"))[1]["props"]["attachments"] for who in (place.bot, place.alice)]
    read = told[0][0]
    assert not any("integration" in one[0]["actions"][0] for one in told)
    _, patched = await place.call(place.bot, "PUT", f"/posts/{post}/patch", {"props": {"attachments": [read]}})
    status, refusal = await place.call(place.alice, "POST", f"/posts/{post}/actions/ja", {})

    assert "own" not in patched["props"], "all props give way to the new ones"
    assert status in {400, 404}, refusal


async def test_a_reply_to_a_reply_is_refused_and_the_first_post_takes_replies_along(place: World) -> None:
    root = await place.says(place.bot, "Een verhaal.", place.room)
    reply = await place.says(place.alice, "Mooi!", place.room, root_id=root)
    again = {"channel_id": place.room, "message": "Ja!", "root_id": reply}

    assert (await place.call(place.bob, "POST", "/posts", again))[0] == 400
    assert (await place.call(place.bot, "DELETE", f"/posts/{root}"))[0] == 200
    assert (await place.call(place.alice, "GET", f"/posts/{reply}"))[0] == 404
    assert (await place.call(place.bot, "DELETE", f"/posts/{root}"))[0] in {403, 404}


async def test_pages_go_back_from_a_post_also_from_one_that_was_deleted(place: World) -> None:
    posts = [await place.says(place.alice, str(number), place.room) for number in range(4)]
    await place.call(place.alice, "DELETE", f"/posts/{posts[2]}")

    _, before = await place.call(place.bot, "GET", f"/channels/{place.room}/posts?before={posts[2]}&per_page=2")
    _, after = await place.call(place.bot, "GET", f"/channels/{place.room}/posts?after={posts[2]}")
    _, nothing = await place.call(place.bot, "GET", f"/channels/{place.room}/posts?after={'y' * 26}")

    assert before["order"] == [posts[1], posts[0]]
    assert after["order"] == [posts[3]]
    assert nothing["order"] == [], "as of a post that retention has removed"


async def test_an_edit_makes_a_place_newer_without_a_new_post(place: World) -> None:
    async def newest() -> int:
        _, told = await place.call(place.bot, "GET", "/users/me/channels")
        return int(next(one["last_post_at"] for one in told if one["id"] == place.room))

    post = await place.says(place.alice, "Eerst zo.", place.room)
    before = await newest()
    status, patched = await place.call(place.alice, "PUT", f"/posts/{post}/patch", {"message": "Dan zo."})

    assert status == 200
    assert patched["edit_at"] > 0
    assert await newest() >= before


async def test_who_is_no_member_reads_nothing(place: World) -> None:
    chat = await place.chat(place.alice, place.bob)
    post = await place.says(place.alice, "Onder ons.", chat)

    assert (await place.call(place.bot, "GET", f"/posts/{post}"))[0] == 403
    assert (await place.call(place.bot, "GET", f"/channels/{chat}/posts"))[0] == 403


# -- people


async def test_language_and_zone_of_people_are_told_to_the_bot(place: World) -> None:
    zone = {"useAutomaticTimezone": "false", "automaticTimezone": "", "manualTimezone": "Europe/Amsterdam"}
    await place.call(place.alice, "PUT", "/users/me/patch", {"locale": "en", "timezone": zone})

    _, told = await place.call(place.bot, "GET", f"/users/{place.alice.id}")
    _, both = await place.call(place.bot, "POST", "/users/ids", [place.alice.id, place.bob.id])

    assert (told["locale"], told["timezone"]["manualTimezone"]) == ("en", "Europe/Amsterdam")
    assert told["timezone"]["useAutomaticTimezone"] == "false"
    assert {one["id"] for one in both} == {place.alice.id, place.bob.id}


async def test_who_is_switched_off_can_be_seen_and_is_posted_to_all_the_same(place: World) -> None:
    chat = await place.chat(place.bot, place.bob)
    await place.call(place.admin, "PUT", f"/users/{place.bob.id}/active", {"active": False})

    _, told = await place.call(place.bot, "GET", f"/users/{place.bob.id}")
    status, _ = await place.call(place.bot, "POST", "/posts", {"channel_id": chat, "message": "Hallo."})

    assert told["delete_at"] > 0
    assert status == 201


async def test_a_token_that_is_revoked_is_refused_at_once(place: World) -> None:
    body = {"description": "nog een"}
    _, made = await place.call(place.admin, "POST", f"/users/{place.bot.id}/tokens", body)
    other = Member(place.bot.id, place.bot.username, made["token"])
    before = (await place.call(other, "GET", "/users/me"))[0]

    await place.call(place.admin, "POST", "/users/tokens/revoke", {"token_id": made["id"]})

    assert (before, (await place.call(other, "GET", "/users/me"))[0]) == (200, 401)


# -- the websocket


async def test_with_the_header_hello_comes_first_and_a_challenge_gets_no_reply(place: World) -> None:
    async with line(place, place.bot) as mine:
        hello = await mine.frame()
        await mine.challenge(place.bot.token)
        between = await mine.until_pong(2)

    assert (hello["event"], hello["seq"]) == ("hello", 0)
    assert ID.fullmatch(hello["data"]["connection_id"])
    assert not [frame for frame in between if "seq_reply" in frame]


async def test_with_the_challenge_hello_comes_before_the_reply(place: World) -> None:
    async with line(place, None) as mine:
        await mine.challenge(place.bot.token)
        first, second = await mine.frame(), await mine.frame()

    assert first["event"] == "hello"
    assert (second["status"], second["seq_reply"]) == ("OK", 1)


async def test_with_a_wrong_token_the_socket_closes_without_a_word(place: World) -> None:
    async with line(place, None) as mine:
        await mine.challenge("x" * 26)

        ends = {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}
        assert (await mine.socket.receive(timeout=SOON)).type in ends


async def test_who_comes_back_hears_what_was_missed_under_its_old_number(place: World) -> None:
    async with line(place, place.bot) as mine:
        hello = await mine.frame()
        first = await place.says(place.alice, "Eerst.", place.room)
        seen = await mine.until("posted")
    second = await place.says(place.alice, "Daarna.", place.room)

    asked = {"connection_id": hello["data"]["connection_id"], "sequence_number": str(seen["seq"] + 1)}
    async with line(place, place.bot, **asked) as mine:
        missed = await mine.until("posted")

    assert [json.loads(one["data"]["post"])["id"] for one in (seen, missed)] == [first, second]
    assert missed["seq"] > seen["seq"]


@pytest.mark.parametrize("asked", [{"connection_id": "y" * 26, "sequence_number": "4"}])
async def test_who_asks_for_what_is_not_kept_begins_anew(place: World, asked: dict[str, str]) -> None:
    async with line(place, place.bot, **asked) as mine:
        hello = await mine.frame()

    assert (hello["event"], hello["seq"]) == ("hello", 0)
    assert hello["data"]["connection_id"] != asked["connection_id"]


async def test_events_come_to_members_alone_and_hold_posts_as_text(place: World) -> None:
    chat = await place.chat(place.alice, place.bob)
    async with line(place, place.bot) as mine:
        await mine.frame()
        await place.says(place.alice, "Onder ons.", chat)
        post = await place.says(place.alice, f"@{place.bot.username} hoi", place.room)
        event = await mine.until("posted")

    told = json.loads(event["data"]["post"])
    assert told["id"] == post
    assert event["data"]["channel_type"] == "O"
    assert place.bot.id in json.loads(event["data"]["mentions"])


async def test_both_hear_of_a_private_chat(place: World) -> None:
    async with line(place, place.bot) as mine:
        await mine.frame()
        chat = await place.chat(place.alice, place.bot)
        event = await mine.until("direct_added")

    assert event["broadcast"]["channel_id"] == chat
    assert place.alice.id in {event["data"]["creator_id"], event["data"]["teammate_id"]}


async def test_who_takes_the_bot_out_of_a_room_tells_it(place: World) -> None:
    async with line(place, place.bot) as mine:
        await mine.frame()
        await place.call(place.admin, "DELETE", f"/channels/{place.room}/members/{place.bot.id}")
        went = await mine.until("user_removed")
        await place.call(place.admin, "POST", f"/channels/{place.room}/members", {"user_id": place.bot.id})
        came = await mine.until("user_added")

    assert place.room in {went["data"].get("channel_id"), went["broadcast"].get("channel_id")}
    assert came["data"]["user_id"] == place.bot.id


async def test_a_webhook_speaks_in_the_name_of_who_made_it(place: World) -> None:
    _, hook = await place.call(place.admin, "POST", "/hooks/incoming", {"channel_id": place.room, "display_name": "x"})
    async with aiohttp.ClientSession() as session:
        body = {"channel": f"@{place.bot.username}", "text": "Dit schreef ik niet."}
        assert (await session.post(f"{place.url}/hooks/{hook['id']}", json=body)).status == 200
    chat = await place.chat(place.bot, place.admin)

    _, told = await place.call(place.bot, "GET", f"/channels/{chat}/posts")

    (post,) = [one for one in told["posts"].values() if one["message"] == body["text"]]
    assert (post["user_id"], post["props"]["from_webhook"]) == (place.admin.id, "true")
