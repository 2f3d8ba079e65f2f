"""What a page reads: people, rooms, messages in order, the time line, the page itself and its health."""

from datetime import timedelta

import pytest
from aiohttp import web as http

from bot.channels.web.pages import PAGE
from storage.outgoing import outbox
from tests.kit.town import TEAM
from tests.web.desk import Desk, assert_refused, moment

CALLS = {
    "people": ["GET"],
    "rooms": ["GET"],
    "people/{id}/language": ["PUT"],
    "people/{id}/messages": ["GET", "POST"],
    "people/{id}/messages/{mid}": ["PATCH", "DELETE"],
    "people/{id}/files": ["POST"],
    "people/{id}/files/{file}": ["GET"],
    "people/{id}/actions": ["POST"],
    "rooms/{id}/messages": ["GET", "POST"],
    "clock": ["GET", "POST"],
    "timeline": ["GET"],
    "stream": ["GET"],
}
"""The calls of docs/reference/web-chat-api.md."""


async def test_the_people_are_those_of_the_demo_with_their_roles(desk: Desk) -> None:
    people = {person["id"]: person for person in (await desk.get("people")).body}

    assert people["noor"] == {
        "id": "noor", "name": "Noor", "roles": ["member"], "language": "nl",
        "groups": [{"id": TEAM, "name": "Team Vergunningen", "role": "member"}],
    }  # fmt: skip
    assert {people[who]["roles"][0] for who in ("ingrid", "fatima", "ruud")} == {"lead", "facilitator", "admin"}


async def test_the_room_is_that_of_the_team(desk: Desk) -> None:
    assert (await desk.get("rooms")).body == [{"id": TEAM, "name": "Team Vergunningen", "group": TEAM}]


async def test_a_message_has_every_part_that_the_reference_names(desk: Desk) -> None:
    await desk.says("noor", "verwondering")

    message = await desk.newest("noor")

    assert set(message) == {
        "seq", "id", "at", "from", "text", "lang", "title", "help", "readers", "thread", "choices", "many", "chosen",
        "form", "files", "image", "link", "state",
    }  # fmt: skip
    assert message["title"] == "Wat heeft jou verwonderd?"
    assert message["readers"] == "Alleen jij leest dit, tot je zelf deelt."
    assert message["at"].startswith("2026-03-09T08:3")
    assert message["at"].endswith("+01:00")


async def test_reading_on_gives_only_what_is_new(desk: Desk) -> None:
    await desk.says("noor", "verwondering")
    before = await desk.column("noor")

    await desk.says("noor", "De stilte na een lange dag.")
    after = await desk.column("noor", before[-1]["seq"])

    assert [message["seq"] for message in after] == sorted(message["seq"] for message in after)
    assert min(message["seq"] for message in after) > before[-1]["seq"]
    assert after[0]["text"] == "De stilte na een lange dag."
    assert await desk.column("noor", after[-1]["seq"]) == []


async def test_an_answered_question_comes_again_under_a_new_number_without_its_buttons(desk: Desk) -> None:
    await desk.says("noor", "verwondering")
    await desk.says("noor", "De stilte na een lange dag.")
    asked = await desk.newest("noor")

    await desk.presses("noor", "Zo is het goed")
    again = next(message for message in await desk.column("noor", asked["seq"]) if message["id"] == asked["id"])

    assert asked["choices"]
    assert (again["state"], again["choices"], again["chosen"]) == ("sent", [], ["Zo is het goed"])
    assert again["text"] == asked["text"]
    assert [message["id"] for message in await desk.column("noor")].count(asked["id"]) == 1


async def test_one_column_holds_nothing_of_another(desk: Desk) -> None:
    await desk.says("noor", "verwondering")
    await desk.says("noor", "De stilte na een lange dag.")

    assert await desk.column("bram") == []
    assert await desk.room() == []


async def test_the_time_line_tells_what_happened_and_reads_on(desk: Desk) -> None:
    await desk.moves("2026-03-12T14:00")

    events = (await desk.get("timeline")).body["events"]
    rest = (await desk.get(f"timeline?after={events[1]['seq']}")).body["events"]

    assert {"round_opened", "prompt", "invitation"} <= {event["what"] for event in events}
    assert rest == events[2:]
    prompted = next(event for event in events if event["what"] == "prompt")
    assert prompted["titles"] == {"nl": "Wat heeft jou verwonderd?", "en": "What surprised you?"}
    assert prompted["message"] in {message["id"] for message in await desk.column(prompted["person"])}


async def test_no_event_holds_a_text_of_a_person(desk: Desk) -> None:
    await desk.shares("noor", "kanarievogel")

    happened = (await desk.moves("2026-03-11T09:00")).body["happened"]

    assert [event["room"] for event in happened if event["what"] == "digest"] == [TEAM]
    assert "kanarievogel" not in str(happened)
    assert set().union(*happened) <= {"seq", "at", "what", "titles", "person", "room", "message"}


@pytest.mark.parametrize("path", ["people/noor/messages", f"rooms/{TEAM}/messages", "timeline"])
@pytest.mark.parametrize("after", ["-1", "1.5", "abc", "", "²", "9" * 30, "1 or 1=1"])
async def test_a_place_to_read_on_from_that_is_no_number_is_refused(desk: Desk, path: str, after: str) -> None:
    assert_refused(await desk.call("GET", path, params={"after": after}), 422)


@pytest.mark.parametrize("path", ["people/piet/messages", "rooms/kelder/messages", "people/%00/messages", "people/😀/messages"])
async def test_nobody_and_nowhere_have_no_messages(desk: Desk, path: str) -> None:
    assert_refused(await desk.get(path), 404)


async def test_the_clock_tells_the_time_on_the_wall_and_its_zone(desk: Desk) -> None:
    clock = (await desk.get("clock")).body

    assert set(clock) == {"now", "zone"}
    assert clock["zone"] == "Europe/Amsterdam"
    assert 0 <= (desk.app.clock.now() - moment(clock["now"])).total_seconds() < 60


async def test_every_call_of_the_reference_is_there_and_no_other(desk: Desk) -> None:
    told = {(method, f"/chat/api/{path}".count("/"), path.split("/")[0]) for path, ways in CALLS.items() for method in ways}
    found = set()
    for route in desk.app.http.router.routes():
        address = route.resource.canonical if isinstance(route.resource, http.Resource) else ""
        if address.startswith("/chat/api/") and route.method != "HEAD":
            found.add((route.method, address.count("/"), address.split("/")[3]))

    assert found == told


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "niets", 404), ("POST", "people", 405), ("PUT", "clock", 405)])
async def test_an_unknown_call_is_refused_in_words(desk: Desk, method: str, path: str, status: int) -> None:
    assert_refused(await desk.call(method, path), status)


# The page


@pytest.mark.parametrize("part", sorted(path.name for path in PAGE.iterdir()))
async def test_every_part_of_the_page_is_served_as_what_it_is(desk: Desk, part: str) -> None:
    async with desk.client.get(f"/chat/page/{part}") as response:
        assert response.status == 200
        assert (
            response.content_type
            == {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}[
                part.rpartition(".")[2]
            ]
        )
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_may_run_only_its_own_scripts(desk: Desk) -> None:
    async with desk.client.get("/") as response:
        assert response.url.path == "/chat"
        policy = response.headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("part", ["..%2Fapi.py", "%2e%2e%2fapi.py", "chat", "api.py", "..%2f..%2f..%2fclock.py", ".js"])
async def test_nothing_but_the_page_is_served(desk: Desk, part: str) -> None:
    async with desk.client.get(f"/chat/page/{part}") as response:
        assert response.status == 404


# Health


@pytest.mark.trust("S29")
async def test_a_bot_that_runs_is_live_and_ready(desk: Desk) -> None:
    async with desk.client.get("/health/live") as live, desk.client.get("/health/ready") as ready:
        assert (live.status, await live.json()) == (200, {"live": True})
        assert (ready.status, await ready.json()) == (
            200,
            {"ready": True, "database": "ok", "sending": "on", "oldest_waiting_seconds": 0, "channels": {"web": "ok"}},
        )


@pytest.mark.trust("S29")
async def test_a_bot_whose_messages_wait_too_long_is_not_ready(desk: Desk) -> None:
    long_ago = desk.app.clock.now() - timedelta(hours=1)
    await desk.app.store.run(lambda unit: outbox.add(unit, outbox.Message("late", "web:noor", "reply", [], long_ago)))

    async with desk.client.get("/health/ready") as ready:
        status, body = ready.status, await ready.json()

    assert status == 503
    assert not body["ready"]
    assert body["oldest_waiting_seconds"] > 120
    async with desk.client.get("/health/taking") as taking:
        assert (taking.status, await taking.json()) == (200, {"taking": True}), "what people write is kept all the same"


@pytest.mark.trust("S29")
async def test_a_bot_whose_database_is_away_takes_nothing_in(desk: Desk) -> None:
    await desk.app.store.run(lambda unit: unit.connection.exec_driver_sql("DROP TABLE outbox").rowcount)

    async with desk.client.get("/health/taking") as taking, desk.client.get("/health/ready") as ready:
        assert (taking.status, ready.status) == (503, 503)
