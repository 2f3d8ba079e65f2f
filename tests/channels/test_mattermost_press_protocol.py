"""What the bot relies on in buttons and lists, on the small server and on any real one that was named (reference §8, §9, §17).

A real one has to reach this machine: ``MATTERMOST_CALLBACK_HOST`` says under which name, where that is not 127.0.0.1.
"""

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tests.channels.test_mattermost_dialog_protocol import Program, listening
from tests.channels.test_mattermost_protocol import line
from tests.kit.mattermost_world import HERE, Member, Real, World, world

JSON = dict[str, Any]


@pytest.fixture
async def program(real_mattermost: Real | None) -> AsyncIterator[Program]:
    async with listening(real_mattermost.reaches if real_mattermost else HERE) as made:
        yield made


@pytest.fixture(params=["11.7.0", "11.10.0"])
async def place(request: pytest.FixtureRequest, real_mattermost: Real | None) -> AsyncIterator[World]:
    async with world(real_mattermost, request.param) as made:
        yield made


def drawn(program: Program, **values: Any) -> JSON:
    """Return a button of a program's."""
    target = {"url": f"{program.url}/actions", "context": {"z": 1, "a": {"b": [1, "x"]}, "ends": 1_790_000_000}}
    return {"id": "ja", "type": "button", "name": "Ja", "integration": target, **values}


async def put(place: World, program: Program, who: Member | None = None, where: str = "", **values: Any) -> str:
    """Let the bot post a button, or somebody else; returns the post."""
    props = {"attachments": [{"fallback": "Ja", "actions": [drawn(program, **values)]}], "own": "1"}
    return await place.says(who or place.bot, "Kies.", where or place.room, props=props)


async def presses(place: World, who: Member, post: str, action: str = "ja", **body: Any) -> tuple[int, Any]:
    return await place.call(who, "POST", f"/posts/{post}/actions/{action}", body)


async def read(place: World, post: str) -> JSON:
    found: JSON = (await place.call(place.bot, "GET", f"/posts/{post}"))[1]
    return found


def is_older_than(place: World, *version: int) -> bool:
    return place.fake is not None and not place.fake.at_least(*version)


# -- what a program is told


async def test_a_press_brings_who_where_and_the_context_with_its_numbers_whole(place: World, program: Program) -> None:
    post = await put(place, program)

    status, _ = await presses(place, place.alice, post)

    headers, told = program.told[-1]
    assert status == 200
    assert (told["user_id"], told["channel_id"], told["post_id"]) == (place.alice.id, place.room, post)
    assert told["context"] == {"z": 1, "a": {"b": [1, "x"]}, "ends": 1_790_000_000}
    assert headers["Content-Type"] == "application/json"
    assert (told["type"], "selected_option" in told["context"]) == ("button", False)


async def test_a_press_is_signed_by_the_server_for_that_person_and_differs_each_time(place: World, program: Program) -> None:
    post = await put(place, program)
    for _ in range(2):
        await presses(place, place.alice, post)
    found = (await place.call(None, "GET", "/config/client"))[1]["AsymmetricSigningPublicKey"]
    key = load_der_public_key(base64.b64decode(found))
    assert isinstance(key, EllipticCurvePublicKey)

    parts = [base64.b64decode(told["trigger_id"]).decode().split(":") for _, told in program.told]

    assert parts[0][0] != parts[1][0]
    for id_, person, millis, signature in parts:
        assert person == place.alice.id
        key.verify(base64.b64decode(signature), f"{id_}:{person}:{millis}:".encode(), ECDSA(SHA256()))


@pytest.mark.parametrize("picked", ["yes", "never offered"])
async def test_what_is_picked_in_a_list_is_told_whether_it_was_offered_or_not(
    place: World, program: Program, picked: str
) -> None:
    post = await put(place, program, type="select", options=[{"text": "Ja", "value": "yes"}])

    await presses(place, place.alice, post, selected_option=picked)

    assert program.told[-1][1]["context"]["selected_option"] == picked


async def test_anybody_can_put_a_button_that_calls_somebody_elses_program(place: World, program: Program) -> None:
    post = await put(place, program, place.bob)

    assert (await presses(place, place.alice, post))[0] == 200
    assert program.told[-1][1]["post_id"] == post


async def test_who_cannot_read_a_post_cannot_press_on_it(place: World, program: Program) -> None:
    chat = await place.chat(place.bot, place.alice)
    post = await put(place, program, where=chat)

    assert (await presses(place, place.bob, post))[0] in {403, 404}
    assert program.told == []


async def test_a_bot_presses_its_own_button_in_its_chat_with_itself(place: World, program: Program) -> None:
    chat = await place.chat(place.bot, place.bot)
    post = await put(place, program, where=chat)
    program.answer = {"update": {"message": "Gezien.", "props": {}}}

    assert (await presses(place, place.bot, post))[0] == 200

    assert (await read(place, post))["message"] == "Gezien."
    assert (await place.call(place.bot, "DELETE", f"/posts/{post}"))[0] == 200


# -- what a program answers


@pytest.mark.parametrize(("update", "message", "buttons"), [
    ({"message": "Ja!", "props": {}}, "Ja!", False),
    ({"message": "Ja!"}, "Ja!", True),
    ({"props": {"own": "2"}}, "", False),
])  # fmt: skip
async def test_an_answer_changes_the_post(
    place: World, program: Program, update: JSON, message: str, *, buttons: bool
) -> None:  # fmt: skip
    post = await put(place, program)
    program.answer = {"update": update}

    await presses(place, place.alice, post)

    found = await read(place, post)
    assert found["message"] == message
    assert bool(found["props"].get("attachments")) is buttons
    assert (await presses(place, place.alice, post))[0] == (200 if buttons else 404)


async def test_without_anything_to_say_nothing_changes(place: World, program: Program) -> None:
    post = await put(place, program)

    for answer in ({}, {"update": None}, {"ephemeral_text": ""}):
        program.answer = answer
        assert (await presses(place, place.alice, post))[0] == 200

    assert ((await read(place, post))["message"], (await read(place, post))["edit_at"]) == ("Kies.", 0)


@pytest.mark.parametrize(("answer", "shown"), [
    ({"ephemeral_text": "Alleen <https://voorbeeld.nl|hier>.", "skip_slack_parsing": True},
     "Alleen <https://voorbeeld.nl|hier>."),
    ({"ephemeral_text": "Alleen <https://voorbeeld.nl|hier>."}, "Alleen [hier](https://voorbeeld.nl)."),
])  # fmt: skip
async def test_what_is_said_to_one_person_is_told_to_her_alone(
    place: World, program: Program, answer: JSON, shown: str
) -> None:  # fmt: skip
    post = await put(place, program)
    program.answer = answer

    async with line(place, place.alice) as hers, line(place, place.bob) as his:
        await presses(place, place.alice, post)
        heard = await hers.until("ephemeral_message")
        others = await his.until_pong(1)

    assert json.loads(heard["data"]["post"])["message"] == shown
    assert "ephemeral_message" not in {frame.get("event") for frame in others}
    assert shown not in json.dumps((await place.call(place.bot, "GET", f"/channels/{place.room}/posts"))[1])


@pytest.mark.parametrize(("status", "older", "newer"), [
    (201, 400, 400), (204, 400, 400), (403, 400, 400), (404, 400, 400), (500, 400, 502), (503, 400, 503),
])  # fmt: skip
async def test_any_answer_but_200_is_a_failure_to_who_pressed(
    place: World, program: Program, status: int, older: int, newer: int
) -> None:
    post = await put(place, program)
    program.status = status

    found, _ = await presses(place, place.alice, post)

    assert found == (older if is_older_than(place, 11, 10) else newer)


async def test_an_answer_that_is_no_json_is_a_failure_and_nothing_at_all_is_fine(place: World, program: Program) -> None:
    post = await put(place, program)

    program.raw = b"<html>"
    assert (await presses(place, place.alice, post))[0] == 400
    program.raw = b""
    assert (await presses(place, place.alice, post))[0] == 200


async def test_a_program_that_is_not_there_is_a_failure(place: World) -> None:
    post = await put(place, Program("http://127.0.0.1:9"))

    assert (await presses(place, place.alice, post))[0] == 400


# -- the traps


async def test_a_post_that_is_written_back_as_it_was_read_has_dead_buttons(place: World, program: Program) -> None:
    post = await put(place, program)
    props = (await read(place, post))["props"]

    await place.call(place.bot, "PUT", f"/posts/{post}/patch", {"props": props})

    assert (await presses(place, place.alice, post))[0] == 404
    assert program.told == []


@pytest.mark.parametrize("id_", ["ja_nee", "ja-nee"])
async def test_older_servers_find_no_button_with_another_sign_in_its_id(place: World, program: Program, id_: str) -> None:
    post = await put(place, program, id=id_)

    assert (await presses(place, place.alice, post, id_))[0] == (404 if is_older_than(place, 11, 10) else 200)


async def test_an_id_that_is_none_of_the_post_is_not_found(place: World, program: Program) -> None:
    post = await put(place, program)

    assert (await presses(place, place.alice, post, "nee"))[0] == 404
    assert (await presses(place, place.alice, "y" * 26))[0] in {403, 404}
