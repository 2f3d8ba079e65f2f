"""What the bot relies on in dialogs and commands, on the small server and on any real one that was named (§10, §11, §17).

A real one has to reach this machine: ``MATTERMOST_CALLBACK_HOST`` says under which name, where that is not 127.0.0.1.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import web as http
from aiohttp.test_utils import TestServer

from tests.channels.test_mattermost_protocol import line
from tests.kit.mattermost_world import HERE, Member, Real, World, world

WRONG: Any = {"title": "x" * 30, "elements": [{"display_name": "y" * 40, "name": "a", "type": "nothing"}]}
DIALOG: Any = {
    "title": "Lijst", "callback_id": "list", "state": "as it was made", "submit_label": "Versturen",
    "elements": [
        {"display_name": "Naam", "name": "name", "type": "text", "min_length": 0, "max_length": 40},
        {"display_name": "Kies", "name": "pick", "type": "select", "options": [{"text": "Ja", "value": "yes"}]},
    ],
}  # fmt: skip


@dataclass
class Program:
    """Somebody's program that a server calls: what it was told, and what it answers."""

    url: str = ""
    answer: Any = field(default_factory=dict)
    status: int = 200
    raw: bytes | None = None
    """What it answers instead, where that is no JSON."""
    told: list[tuple[dict[str, str], Any]] = field(default_factory=list)

    async def take(self, request: http.Request) -> http.Response:
        """Note what is told."""
        form = request.content_type == "application/x-www-form-urlencoded"
        self.told.append((dict(request.headers), dict(await request.post()) if form else await request.json()))
        if self.raw is not None:
            return http.Response(body=self.raw, status=self.status)
        return http.json_response(self.answer, status=self.status)


@asynccontextmanager
async def listening(host: str) -> AsyncIterator[Program]:
    program, web = Program(), http.Application()
    web.add_routes([http.post("/{tail:.*}", program.take)])
    async with TestServer(web, host=HERE if host == HERE else "0.0.0.0") as running:
        program.url = f"http://{host}:{running.port}"
        yield program


@pytest.fixture
async def program(real_mattermost: Real | None) -> AsyncIterator[Program]:
    async with listening(real_mattermost.reaches if real_mattermost else HERE) as made:
        yield made


@pytest.fixture(params=["11.7.0", "11.10.0"])
async def place(request: pytest.FixtureRequest, real_mattermost: Real | None) -> AsyncIterator[World]:
    async with world(real_mattermost, request.param) as made:
        yield made


async def types(place: World, program: Program, who: Member, text: str = "hoi", where: str = "") -> tuple[int, Any]:
    """Let somebody type a command of the team; returns how her app is answered."""
    word = f"w{uuid4().hex[:10]}"
    about = {"team_id": place.team, "trigger": word, "url": f"{program.url}/commands", "method": "P"}
    assert (await place.call(place.admin, "POST", "/commands", about))[0] == 201
    told = {"channel_id": where or place.room, "team_id": place.team, "command": f"/{word} {text}"}
    return await place.call(who, "POST", "/commands/execute", told)


async def trigger(place: World, program: Program, who: Member) -> str:
    """Return a trigger id of somebody who has just typed a command."""
    await types(place, program, who)
    return str(program.told[-1][1]["trigger_id"])


async def opens(place: World, program: Program, with_what: str, dialog: Any = None) -> int:
    """Open a dialog without any login; returns how that is answered."""
    told = {"trigger_id": with_what, "url": f"{program.url}/dialogs", "dialog": dialog or DIALOG}
    return (await place.call(None, "POST", "/actions/dialogs/open", told))[0]


async def sends(place: World, program: Program, who: Member, **otherwise: Any) -> tuple[int, Any]:
    """Let somebody's app send a dialog, or what else it likes; returns how it is answered."""
    told = {
        "url": f"{program.url}/dialogs", "callback_id": "list", "state": "as it was made", "channel_id": place.room,
        "team_id": place.team, "submission": {"name": "Noor", "pick": "yes"}, **otherwise,
    }  # fmt: skip
    return await place.call(who, "POST", "/actions/dialogs/submit", told)


# -- commands


async def test_a_command_comes_as_a_form_with_the_token_of_its_team_in_the_header(place: World, program: Program) -> None:
    program.answer = {"response_type": "ephemeral", "text": "Dank je."}

    status, answer = await types(place, program, place.alice, "verwondering vandaag")

    headers, told = program.told[-1]
    assert (status, answer["text"]) == (200, "Dank je.")
    assert headers["Authorization"] == f"Token {told['token']}"
    assert told | {"user_id": place.alice.id, "channel_id": place.room, "text": "verwondering vandaag"} == told
    assert told["trigger_id"]


async def test_a_command_works_in_a_private_chat_as_well(place: World, program: Program) -> None:
    program.answer = {"text": "Dank je."}
    chat = await place.chat(place.alice, place.bot)

    status, _ = await types(place, program, place.alice, where=chat)

    assert (status, program.told[-1][1]["channel_id"]) == (200, chat)


async def test_a_program_that_fails_is_told_to_who_typed(place: World, program: Program) -> None:
    program.status = 500

    assert (await types(place, program, place.alice))[0] >= 400


# -- opening


async def test_a_trigger_opens_dialogs_again_and_again_without_a_login_and_for_its_person_alone(
    place: World, program: Program
) -> None:
    key = await trigger(place, program, place.alice)

    async with line(place, place.alice) as hers, line(place, place.bob) as his:
        assert [await opens(place, program, key) for _ in range(2)] == [200, 200]
        shown = await hers.until("open_dialog")
        between = await his.until_pong(1)

    assert DIALOG["title"] in shown["data"]["dialog"]
    assert key not in shown["data"]["dialog"]
    assert not [one for one in between if one.get("event") == "open_dialog"]


async def test_a_dialog_that_breaks_every_limit_is_answered_as_a_good_one(place: World, program: Program) -> None:
    assert await opens(place, program, await trigger(place, program, place.alice), WRONG) == 200


async def test_a_trigger_that_was_made_up_opens_nothing(place: World, program: Program) -> None:
    key = await trigger(place, program, place.alice)

    assert [await opens(place, program, one) for one in ("", "bm9uc2Vuc2U=", key[:-8])] == [400] * 3


# -- sending


async def test_who_sends_it_is_known_and_all_else_is_what_the_app_says(place: World, program: Program) -> None:
    status, _ = await sends(
        place, program, place.alice, state="changed", callback_id="another", user_id=place.bob.id,
        submission={"pick": "never offered", "unasked": ["a"]},
    )  # fmt: skip

    _, told = program.told[-1]
    assert status == 200
    assert (told["type"], told["user_id"], told["channel_id"]) == ("dialog_submission", place.alice.id, place.room)
    assert (told["state"], told["callback_id"]) == ("changed", "another")
    assert told["submission"] == {"pick": "never offered", "unasked": ["a"]}


async def test_a_dialog_that_was_closed_says_so(place: World, program: Program) -> None:
    await sends(place, program, place.alice, submission={}, cancelled=True)

    assert program.told[-1][1]["cancelled"] is True


async def test_a_chat_that_she_cannot_read_is_no_place_to_send_from(place: World, program: Program) -> None:
    chat = await place.chat(place.bob, place.bot)

    assert (await sends(place, program, place.alice, channel_id=chat))[0] == 403
    assert program.told == []


@pytest.mark.parametrize("answer", [
    {}, {"errors": {"name": "Vul dit nog in."}}, {"error": "Dat ging mis."}, {"type": "form", "form": DIALOG},
])  # fmt: skip
async def test_what_a_program_answers_reaches_the_app(place: World, program: Program, answer: Any) -> None:
    program.answer = answer

    status, found = await sends(place, program, place.alice)

    assert status == 200
    assert {name: found.get(name) for name in ("error", "errors")} == {name: answer.get(name) for name in ("error", "errors")}
    assert (found.get("form") or {}).get("title") == (answer.get("form") or {}).get("title")


async def test_a_program_that_says_no_is_an_error_to_the_app(place: World, program: Program) -> None:
    program.status = 403

    assert (await sends(place, program, place.alice))[0] >= 400
