"""The traps about what people press (reference §1: 3, 4 and 6): each snaps shut on a naive bot here, and not on ours."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import Outgoing
from dialogs.saying.prompt import Choice, Prompt
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.town import TEAM

ASKED = Outgoing("o900", "noor", "person", Prompt("Zo?", choices=(Choice("do.privacy", "Over privacy"),)), "reply")
SEVEN = tuple(Choice(f"c1.day.{number}", f"Dag {number}") for number in range(7))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[PressingTown]:
    async with pressing_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


async def test_trap_3_anybodys_button_with_our_address_is_delivered_and_the_seal_tells_it_apart(
    place: PressingTown,
) -> None:
    """A naive bot does what the context says, as it comes from the server."""
    assert place.app.mattermost is not None
    await place.app.mattermost.deliver(ASKED)
    ours = next(place.buttons("noor"))[0]
    target = place.server.posts[ours]["props"]["attachments"][0]["actions"][0]["integration"]
    forged = {"id": "a1", "type": "button", "name": "Klik", "integration": {**target, "context": {"refs": ["do.privacy"]}}}
    post = await place.server.says("bram", "Klik hier", TEAM, props={"attachments": [{"actions": [forged]}]})
    before = await place.reads("noor")

    assert await place.presses_on("noor", post, "a1") == 200
    await place.settle()

    assert place.server.told[-1]["context"] == {"refs": ["do.privacy"]}
    assert place.server.told[-1]["user_id"] == "noor"
    assert await place.reads("noor") == before


async def test_trap_4_a_post_that_is_written_back_as_it_was_read_has_dead_buttons_and_ours_live(place: PressingTown) -> None:
    channel = place.app.mattermost
    assert channel is not None
    receipt = await channel.deliver(ASKED)
    post, button = next(place.buttons("noor"))
    _, read = await place.server.call("GET", f"/posts/{post}", place.server.token)
    back = {"message": "Zo nu?", "props": read["props"]}
    await place.server.call("PUT", f"/posts/{post}/patch", place.server.token, json=back)
    naive = await place.presses_on("noor", post, button["id"])

    await channel.revise(receipt, ASKED)

    assert naive == 404
    assert await place.presses_on("noor", post, next(place.buttons("noor"))[1]["id"]) == 200


async def test_trap_6_a_value_that_was_not_offered_is_delivered_and_is_no_choice(place: PressingTown) -> None:
    """A naive bot takes ``selected_option`` for one of its own options."""
    assert place.app.mattermost is not None
    await place.app.mattermost.deliver(Outgoing("o901", "noor", "person", Prompt("Welke dag?", choices=SEVEN), "reply"))
    post, listed = next(place.buttons("noor"))
    before = await place.reads("noor")

    assert await place.presses_on("noor", post, listed["id"], "do.verwijder 1") == 200
    await place.settle()

    assert place.server.told[-1]["context"]["selected_option"] == "do.verwijder 1"
    assert await place.reads("noor") == before


async def test_trap_6_a_button_that_was_dealt_with_can_be_pressed_still_and_answers_nothing_twice(place: PressingTown) -> None:
    await place.until("thu 14:00")
    post, button = next(one for one in place.buttons("noor") if one[1]["name"] == "Deze week niets")
    for _ in range(2):
        assert await place.presses_on("noor", post, button["id"]) in {200, 404}
        await place.settle()

    assert (await place.reads("noor")).count("Sommige weken gaan gewoon voorbij.") == 1
