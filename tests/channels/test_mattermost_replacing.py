"""Mattermost: what can be pressed stands on a post as long as it serves, and changes with what the post says (reference §6)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.channel import MattermostChannel
from dialogs.saying.prompt import Choice, Prompt
from tests.kit.mattermost import JSON
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.town import TEAM

TEXT = "Het stoplicht bij ons voor de deur."
ASKED = Outgoing(
    "o900", "noor", "person", Prompt("Wat nu?", choices=(Choice("c1.a.x", "Delen"), Choice("c1.a.y", "Later"))), "reply"
)
STORY = Outgoing("o901", TEAM, "room", Prompt("Een verhaal."), "digest")
HOUR = 3600


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[PressingTown]:
    async with pressing_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


def channel(place: PressingTown) -> MattermostChannel:
    assert place.app.mattermost is not None
    return place.app.mattermost


def labels(place: PressingTown, person: str = "noor") -> list[str]:
    """Return what can be pressed in somebody's chat."""
    return [action["name"] for _, action in place.buttons(person)]


def first(place: PressingTown, where: str | None = None) -> JSON:
    return place.server.shown(where or place.server.chat("noor"))[0]


# -- with the text


async def test_a_post_that_says_something_else_has_other_buttons_and_they_work(place: PressingTown) -> None:
    await place.until("thu 14:00")
    before = labels(place)

    await place.says("noor", TEXT)
    await place.taps("noor", "Zo is het goed")
    await place.taps("noor", "Alleen voor mij")

    assert "Deze week niets" in before
    assert {"Wijzig 1", "Deel 1"} <= set(labels(place))
    assert "Deze week niets" not in labels(place)
    await place.taps("noor", "Deel 1")
    assert "Wie mag dit lezen?" in (await place.shown("noor"))[-1].text


async def test_a_post_that_offers_nothing_any_more_has_no_buttons(place: PressingTown) -> None:
    receipt = await channel(place).deliver(ASKED)

    await channel(place).revise(receipt, replace(ASKED, key="o902", prompt=Prompt("Gedaan.")))

    assert labels(place) == []
    assert first(place)["message"] == "Gedaan."


async def test_of_a_long_text_the_last_post_has_the_buttons(place: PressingTown) -> None:
    long = replace(ASKED.prompt, text="\n".join("een regel tekst " * 20 for _ in range(100)))

    await channel(place).deliver(replace(ASKED, prompt=long))

    *before, last = place.server.shown(place.server.chat("noor"))
    assert before
    assert not any(post["props"].get("attachments") for post in before)
    assert [one["name"] for one in last["props"]["attachments"][0]["actions"]] == ["Delen", "Later"]


async def test_in_a_room_nothing_is_pressed(place: PressingTown) -> None:
    await channel(place).deliver(replace(ASKED, to=TEAM, place="room"))

    assert "attachments" not in first(place, TEAM)["props"]


# -- where edits are forbidden after a while


async def test_where_texts_may_not_be_changed_any_more_the_old_buttons_still_go(place: PressingTown) -> None:
    place.server.settings["PostEditTimeLimit"] = "60"
    await place.until("thu 14:00")
    asked = first(place)["id"]
    place.server.pass_time(HOUR)

    await place.says("noor", TEXT)

    there = place.server.posts[asked]
    assert "verwonderd" in there["message"]
    assert [one["name"] for one in there["props"]["attachments"][0]["actions"]] == ["Wijzig 1"]
    assert len(place.server.shown(place.server.chat("noor"))) == 2


async def test_where_texts_may_not_be_changed_any_more_what_is_taken_back_goes_and_the_rest_is_said_anew(
    place: PressingTown,
) -> None:  # fmt: skip
    place.server.settings["PostEditTimeLimit"] = "60"
    receipt = await channel(place).deliver(STORY)
    place.server.pass_time(HOUR)

    again = await channel(place).revise(receipt, replace(STORY, key="o903", prompt=Prompt("Wat er nog is.")))

    assert [post["message"] for post in place.server.shown(TEAM)] == ["Wat er nog is."]
    await channel(place).withdraw(again)
    assert place.server.shown(TEAM) == []


async def test_where_it_was_said_anew_and_nobody_heard_so_it_stands_there_once(place: PressingTown) -> None:
    place.server.settings["PostEditTimeLimit"] = "60"
    receipt = await channel(place).deliver(STORY)
    place.server.pass_time(HOUR)
    revision = replace(STORY, key="o903", prompt=Prompt("Wat er nog is."))
    place.server.go_wrong("DELETE /posts", 503)
    with pytest.raises(DeliveryError):
        await channel(place).revise(receipt, revision)

    await channel(place).revise(receipt, replace(revision, again=True))

    assert [post["message"] for post in place.server.shown(TEAM)] == ["Wat er nog is."]
