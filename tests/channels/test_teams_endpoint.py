"""``POST /api/messages``: every call gets a clear answer, never 500, and nothing of who is not let in is taken in (S1, S23)."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web as http
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.called import LARGEST
from bot.channels.teams.activity import Activity
from bot.channels.teams.connector import is_microsoft
from bot.channels.teams.door import Door
from bot.channels.teams.endpoint import PATH, Endpoint
from bot.channels.teams.keys import Keys
from storage.errors import NotSaved
from tests.channels.test_teams_door import SERVICE, activity
from tests.kit.teams import APP
from tests.kit.teams_issuer import JSON, Issuer, issuer, key


@dataclass
class Place:
    """The endpoint, with what it took in."""

    issuer: Issuer
    client: "TestClient[Any, Any]" = field(init=False)
    taken: list[Activity] = field(default_factory=list)
    pressed: list[Activity] = field(default_factory=list)
    problem: Exception | None = None

    async def take(self, one: Activity, raw: Any) -> None:
        if self.problem is not None:
            raise self.problem
        self.taken.append(one)

    async def press(self, one: Activity, raw: Any) -> JSON:
        self.pressed.append(one)
        return {"statusCode": 200}

    async def call(self, body: Any, *, token: str | None = None, **headers: str) -> int:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        shown = self.issuer.token(SERVICE) if token is None else token
        sent = {"Authorization": f"Bearer {shown}", "Content-Type": "application/json", **headers}
        async with self.client.post(PATH, data=data, headers=sent) as answer:
            return answer.status


@asynccontextmanager
async def opened(*, guarded: bool = True) -> AsyncIterator[Place]:
    async with issuer() as signs, aiohttp.ClientSession() as session:
        keys = Keys(lambda: session, lambda: 0.0, f"{signs.url}/metadata")
        door = Door(APP, keys, is_microsoft) if guarded else None
        place, web = Place(signs), http.Application()
        web.add_routes(Endpoint(door, place.take, place.press).routes())
        async with TestClient(TestServer(web)) as place.client:
            yield place


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with opened() as found:
        yield found


async def test_what_was_taken_in_is_answered_with_202(place: Place) -> None:
    assert await place.call(activity(id="1", text="Hallo.")) == 202
    assert [one.text for one in place.taken] == ["Hallo."]


@pytest.mark.parametrize(("problem", "status"), [(NotSaved("vol"), 503), (ValueError("wat Noor schreef"), 503)])
async def test_what_could_not_be_taken_in_is_asked_for_again(place: Place, problem: Exception, status: int) -> None:
    place.problem = problem

    assert await place.call(activity()) == status


async def test_an_invoke_that_is_not_known_is_told_so_and_no_500(place: Place) -> None:
    for name in ("suggestedAction/submit", "task/fetch", "", None, 7):
        assert await place.call(activity(type="invoke", name=name, value={"action": {}})) in {400, 501}
    assert (place.taken, place.pressed) == ([], [])


async def test_what_was_pressed_on_a_card_is_answered_at_once(place: Place) -> None:
    assert await place.call(activity(type="invoke", name="adaptiveCard/action", value={"action": {}})) == 200
    assert await place.call(activity(type="invoke", name="adaptiveCard/action"), token="") == 401
    assert (len(place.pressed), place.taken) == (1, [])


async def test_who_is_not_let_in_is_told_so_and_nothing_is_taken(place: Place) -> None:
    assert await place.call(activity(), token="") == 401
    assert await place.call(activity(), token="x.y.z") == 401
    assert await place.call(activity(), token=place.issuer.token(SERVICE, with_key=key("kwaad"))) == 401
    assert await place.call(activity(), Authorization="Basic dTpw") == 401
    assert await place.call(activity(channelData={"tenant": {"id": "een ander"}})) == 403
    assert place.taken == []


async def test_who_shows_bytes_that_are_no_text_is_not_let_in(place: Place) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", place.client.port)
    lines = [b"POST %s HTTP/1.1" % PATH.encode(), b"Host: x", b"Connection: close", b"Content-Type: application/json"]
    writer.write(b"\r\n".join([*lines, b"Authorization: Bearer \xff", b"Content-Length: 2", b"", b"{}"]))
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()

    assert answer.startswith(b"HTTP/1.1 401 ")


async def test_without_a_token_not_even_the_body_is_looked_at(place: Place) -> None:
    assert await place.call(b"{", token="") == 401


async def test_while_the_keys_cannot_be_had_teams_comes_again(place: Place) -> None:
    place.issuer.status = 500

    assert await place.call(activity()) == 503
    assert place.taken == []


@pytest.mark.parametrize(("body", "status"), [
    (b"", 400), (b"{", 400), (b"[]", 400), (b"7", 400), (b'"x"', 400), (b"null", 400), (b"\xff\xfe", 400),
    (b"{" * 100_000, 400), (b"[" * 100_000, 400), (b'{"a":' * 30_000, 400), (b" " * (LARGEST + 1), 413),
    (b'{"text":"' + b"x" * LARGEST + b'"}', 413),
])  # fmt: skip
async def test_a_body_that_is_no_activity_is_refused(place: Place, body: bytes, status: int) -> None:
    assert await place.call(body) == status


@pytest.mark.parametrize("wrong", [
    {"from": "x"}, {"from": []}, {"entities": {}}, {"timestamp": "gisteren"}, {"timestamp": 5}, {"conversation": []},
    {"conversation": "a:1"},
    {"attachments": [1]}, {"membersAdded": "x"}, {"recipient": 7}, {"membersRemoved": {"a": 1}},
])  # fmt: skip
async def test_an_activity_that_cannot_be_read_is_refused_and_no_500(place: Place, wrong: JSON) -> None:
    assert await place.call(activity(**wrong)) in {400, 403}
    assert place.taken == []


async def test_another_kind_of_body_is_refused(place: Place) -> None:
    for kind in ("text/plain", "application/xml", "multipart/form-data; boundary=x", ""):
        assert await place.call(activity(), **{"Content-Type": kind}) == 415


@pytest.mark.trust("R27")
async def test_a_body_that_unfolds_to_something_huge_is_refused(place: Place) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    assert await place.call(bomb, **{"Content-Encoding": "gzip"}) == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_nothing_but_post_is_answered(place: Place, method: str) -> None:
    async with place.client.request(method, PATH) as answer:
        assert answer.status == 405


async def test_for_trying_out_on_this_machine_no_token_is_asked() -> None:
    async with opened(guarded=False) as place:
        assert await place.call(activity(serviceUrl="http://localhost:1/_connector", channelData=None), token="") == 202


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from([
    "type", "id", "text", "from", "conversation", "recipient", "entities", "attachments", "timestamp", "channelData",
    "membersAdded", "reactionsAdded", "value", "replyToId", "serviceUrl", "channelId", "localTimestamp", "textFormat",
    "suggestedActions", "expiration",
])  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(NAMES, JSONS, max_size=6))
async def test_no_activity_at_all_is_answered_with_500(place: Place, body: JSON) -> None:
    assert await place.call(activity(**body)) in {202, 400, 401, 403, 501}
