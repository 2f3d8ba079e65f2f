"""Calls that no page makes: broken or endless JSON, other bodies, wrong types, strange hosts. Each is refused in words."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from bot.channels.base import LARGEST_FILE
from bot.channels.web.calls import LARGEST_BODY
from storage.store import Unit
from tests.kit.town import TEAM
from tests.web.desk import Desk, assert_refused

SAY = "people/noor/messages"
JSON = {"Content-Type": "application/json"}
CHANGES = [
    ("POST", SAY), ("PATCH", f"{SAY}/x"), ("POST", "people/noor/actions"), ("PUT", "people/noor/language"),
    ("POST", f"rooms/{TEAM}/messages"), ("POST", "clock"),
]  # fmt: skip
"""Every call with a body of JSON."""
NO_JSON = [
    b"", b"{", b'{"text": "hoi"', b"{'text': 'hoi'}", b'{"text": "hoi"}}', b"\xff\xfe\x00", b'{"text": "\xc3\x28"}', b"NaN,",
    b'{"text": "\n"}', b'{"number": ' + b"9" * 5000 + b"}",
]  # fmt: skip
NO_OBJECT = [b"[]", b'"hoi"', b"7", b"null", b"true", b"[" + b'{"text": "hoi"},' * 3 + b"{}]", b"NaN"]


async def assert_all_refused(desk: Desk, body: bytes, headers: Mapping[str, str], status: int) -> None:
    """Every call refuses such a body, and nothing came of it."""
    await desk.says("noor", "hoi", id="x")
    before = await desk.column("noor")

    for method, path in CHANGES:
        assert_refused(await desk.call(method, path, data=BytesIO(body), headers=headers), status)

    assert await desk.column("noor") == before


@pytest.mark.parametrize("body", NO_JSON, ids=lambda body: repr(body[:20]))
async def test_what_is_no_json_is_refused(desk: Desk, body: bytes) -> None:
    await assert_all_refused(desk, body, JSON, 400)


@pytest.mark.parametrize("body", NO_OBJECT, ids=lambda body: repr(body[:20]))
async def test_json_without_names_is_refused(desk: Desk, body: bytes) -> None:
    await assert_all_refused(desk, body, JSON, 422)


@pytest.mark.trust("R27")
@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
async def test_json_thousands_deep_is_refused(desk: Desk, opening: bytes) -> None:
    assert_refused(await desk.call("POST", SAY, data=BytesIO(opening * 13_000), headers=JSON), 400)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "onzin", ""]
)
async def test_another_kind_of_body_is_refused(desk: Desk, kind: str) -> None:
    await assert_all_refused(desk, b'{"text": "hoi"}', {"Content-Type": kind}, 415)


async def test_json_is_read_as_utf_8_whatever_its_header_says(desk: Desk) -> None:
    kind = {"Content-Type": "application/json; charset=klingon"}

    answer = await desk.call("POST", SAY, data='{"text": "Eén"}'.encode(), headers=kind)

    assert answer.status == 202
    assert (await desk.wrote("noor"))[0]["text"] == "Eén"


@pytest.mark.trust("R27")
@pytest.mark.parametrize("more", [1, LARGEST_FILE])
async def test_a_body_that_no_message_needs_is_too_large(desk: Desk, more: int) -> None:
    body = b'{"text": "' + b"x" * (LARGEST_BODY - len('{"text": ""}') + more) + b'"}'

    await assert_all_refused(desk, body, JSON, 413)
    assert_refused(await desk.call("POST", SAY, data=BytesIO(body), headers=JSON, chunked=True), 413)


async def test_the_longest_text_in_any_alphabet_is_taken(desk: Desk) -> None:
    answer = await desk.call("POST", SAY, {"text": "🙂" * 4000})

    assert answer.status == 202


async def test_a_text_that_is_far_too_long_is_refused_in_words(desk: Desk) -> None:
    answer = await desk.call("POST", SAY, {"text": "x" * LARGEST_BODY})

    assert answer == (413, {"error": "Dit bericht is te groot.", "mend": "Stuur het in kortere stukken."})


@pytest.mark.parametrize(
    "body",
    [
        {"text": 7}, {"text": ["hoi"]}, {"text": {"a": 1}}, {"text": True},
        {"text": "hoi", "id": 7}, {"text": "hoi", "id": ["x"]}, {"text": "hoi", "id": "o12"},
        {"text": "hoi", "id": "o12.2"}, {"text": "hoi", "id": "x" * 81},
        {"text": "hoi", "id": "x\ny"}, {"text": "hoi", "id": "x\x00"},
        {"text": "hoi", "files": "f1"}, {"text": "hoi", "files": {"a": 1}}, {"text": "hoi", "files": [None]},
        {"text": "hoi", "files": ["bestaat-niet"]},
    ],
    ids=lambda body: repr(body)[:40],
)  # fmt: skip
async def test_a_message_of_the_wrong_types_is_refused_and_not_kept(desk: Desk, body: dict[str, object]) -> None:
    assert_refused(await desk.post(SAY, body), 422)
    assert await desk.column("noor") == []


@pytest.mark.parametrize(
    "body",
    [
        {"action": 7}, {"action": ["c1.x.y"]}, {"action": ""}, {"action": "many", "values": {"chosen": "c1.x.y"}},
        {"action": "many", "values": {"chosen": {"a": 1}}}, {"action": "x", "id": 7}, {"action": "x", "id": "x" * 10_000},
        {"action": "x", "message": 7}, {"action": "x", "message": ["m1"]},
    ],
    ids=lambda body: repr(body)[:40],
)  # fmt: skip
async def test_an_act_of_the_wrong_types_is_refused(desk: Desk, body: dict[str, object]) -> None:
    assert_refused(await desk.post("people/noor/actions", body), 422)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"from": "noor"}, 422), ({"from": "noor", "text": "  "}, 422), ({"from": "noor", "text": 7}, 422),
        ({"from": 7, "text": "hoi"}, 422), ({"from": "noor", "text": "hoi", "thread": 7}, 422),
        ({"from": "noor", "text": "hoi", "thread": {"a": 1}}, 422), ({"text": "hoi"}, 403),
    ],
)  # fmt: skip
async def test_a_post_in_the_room_of_the_wrong_types_is_refused(desk: Desk, body: dict[str, object], status: int) -> None:
    assert_refused(await desk.post(f"rooms/{TEAM}/messages", body), status)
    assert await desk.room() == []


@pytest.mark.parametrize("who", ["piet", "NOOR", "noor%20", "%2e%2e", "bot", "vergunningen", "%00", "😀"])
async def test_nobody_is_nobody_in_every_call(desk: Desk, who: str) -> None:
    answers = [
        await desk.call("POST", f"people/{who}/messages", {"text": "hoi"}),
        await desk.call("PATCH", f"people/{who}/messages/x", {"text": "hoi"}),
        await desk.call("DELETE", f"people/{who}/messages/x"),
        await desk.call("POST", f"people/{who}/actions", {"action": "x"}),
        await desk.call("PUT", f"people/{who}/language", {"language": "en"}),
        await desk.uploads(who, "x.png", b"x"),
        await desk.get(f"people/{who}/files/x"),
    ]

    for answer in answers:
        assert_refused(answer, 404)


# From elsewhere


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8787", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.3.7.evil.example"]
)
async def test_another_host_name_is_refused(desk: Desk, host: str) -> None:
    for path in ("/chat", "/chat/api/people", "/chat/api/clock", "/chat/page/chat.js", "/health/live", "/metrics", "/"):
        async with desk.client.get(path, headers={"Host": host}, allow_redirects=False) as response:
            assert response.status == 403
            assert set(await response.json()) == {"error", "mend"}


@pytest.mark.parametrize("host", ["10.0.3.7:8787", "10.0.3.7", "[fd00::7]:8787"])
@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
async def test_a_machine_beside_us_may_look_how_we_are_and_nothing_else(desk: Desk, host: str, path: str) -> None:
    async def status(path: str, **more: str) -> int:
        async with desk.client.get(path, headers={"Host": host, **more}, allow_redirects=False) as response:
            return response.status

    assert await status(path) == 200
    assert await status(path, **{"x-forwarded-for": "192.0.2.1"}) == 403, "through a proxy, so from anywhere"
    assert await status(path, Origin="https://evil.example") == 403
    assert {await status(other) for other in ("/chat", "/chat/api/people", "/")} == {403}


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1", "[::1]:8787"])
async def test_this_machine_is_called_by_its_usual_names(desk: Desk, host: str) -> None:
    assert (await desk.call("GET", "people", headers={"Host": host})).status == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1", "file://", "onzin", ""]
)
async def test_another_origin_is_refused(desk: Desk, origin: str) -> None:
    await desk.says("noor", "hoi", id="x")
    before = await desk.column("noor")

    for method, path in (*CHANGES, ("DELETE", f"{SAY}/x"), ("GET", "people"), ("GET", SAY)):
        assert_refused(await desk.call(method, path, {"text": "hoi"}, headers={"Origin": origin}), 403)

    assert await desk.column("noor") == before


async def test_the_page_itself_is_no_other_origin(desk: Desk) -> None:
    origin = str(desk.client.make_url("/")).rstrip("/")

    assert (await desk.call("POST", SAY, {"text": "hoi"}, headers={"Origin": origin})).status == 202


# When it cannot be stored


def without_waiting(unit: Unit) -> None:
    """Let the store give up at once, so that the test need not wait either."""
    unit.connection.exec_driver_sql("PRAGMA busy_timeout = 0")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the database, as another program might."""
    other = sqlite3.connect(folder / "leerbot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", SAY, {"text": "hoi", "id": "x"}),
        ("POST", "people/noor/actions", {"action": "do.hulp"}),
        ("PUT", "people/noor/language", {"language": "en"}),
        ("POST", f"rooms/{TEAM}/messages", {"from": "noor", "text": "hoi"}),
        ("POST", "clock", {"advance": "PT1M"}),
    ],
)
async def test_what_cannot_be_stored_is_said_and_can_be_sent_again(
    desk: Desk, folder: Path, method: str, path: str, body: dict[str, object]
) -> None:
    await desk.app.store.run(without_waiting)

    with locked(folder):
        refused = await desk.call(method, path, body)
    again = await desk.call(method, path, body)

    assert_refused(refused, 503)
    assert again.status < 300


async def test_what_cannot_be_read_is_said(desk: Desk) -> None:
    await desk.app.store.run(lambda unit: unit.connection.exec_driver_sql("DROP TABLE web_message").rowcount)

    for path in (SAY, f"rooms/{TEAM}/messages"):
        assert_refused(await desk.get(path), 503)
