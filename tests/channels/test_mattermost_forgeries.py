"""Mattermost: what anybody could forge is refused, changes nothing, and leaves no word of it in the log (reference §9)."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.base import Outgoing
from bot.channels.mattermost.callbacks.door import ACTIONS
from dialogs.saying.prompt import Choice, Prompt
from storage.store import Unit
from storage.tables import answer, conversation
from tests.kit.logs import captured
from tests.kit.mattermost import JSON
from tests.kit.mattermost_proofs import Signer
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.town import TEAM

NOT_MINE = "Deze knop komt niet van mij. Er is niets mee gebeurd."
TEXT = "Het stoplicht bij ons voor de deur."


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[PressingTown]:
    """A team in which Noor was asked the weekly question, with its buttons."""
    async with pressing_town(tmp_path, formats=["weekly_wonder"]) as opened:
        await opened.until("thu 14:00")
        yield opened


async def kept(place: PressingTown) -> Any:
    """Return all that a press could change."""

    def read(unit: Unit) -> Any:
        return [
            [tuple(row) for row in unit.connection.execute(table.select().order_by(table.c.id))]
            for table in (answer, conversation)
        ]

    return await place.app.store.read(read), await place.reads("noor")


@asynccontextmanager
async def nothing_changes(place: PressingTown, *, warns: bool = True) -> AsyncIterator[None]:
    """Look that nothing happens but a warning in which stands nothing that anybody could write."""
    before, found = await kept(place), hers(place)
    with captured() as logs:
        yield
        await place.settle()
    assert await kept(place) == before
    assert {one["log_level"] for one in logs} == ({"warning"} if warns else set())
    logged = json.dumps(logs)
    secrets = [TEXT, found["context"]["t"], *found["context"]["refs"], "kwaad"]
    assert not [one for one in secrets if one in logged]


def hers(place: PressingTown, name: str = "") -> JSON:
    """Return the newest of Noor's buttons with that name, as the server keeps it, with the post it stands on."""
    for post in reversed(place.server.posts.values()):
        for attachment in post["props"].get("attachments") or []:
            for action in attachment["actions"]:
                if post["channel_id"] == place.server.chat("noor") and action["name"].startswith(name):
                    return {"post": post["id"], **action, **action["integration"]}
    raise AssertionError(f"Noor has no button {name}")


async def puts(place: PressingTown, who: str, where: str, context: Mapping[str, Any], **props: Any) -> str:
    """Let somebody post a button of her own that goes to us; returns the post."""
    action = {"id": "a1", "type": "button", "name": "Klik", "integration": {"url": hers(place)["url"], "context": context}}
    return await place.server.says(who, "Klik hier", where, props={"attachments": [{"actions": [action]}], **props})


async def calls(place: PressingTown, told: Mapping[str, Any]) -> tuple[int, str]:
    """Bring something to the door without the server; returns how it is answered."""
    async with aiohttp.ClientSession() as session, session.post(f"{place.callbacks.url}{ACTIONS}", json=told) as answer:
        return answer.status, await answer.text()


def told(place: PressingTown, name: str = "Deze week niets", **changed: Any) -> JSON:
    """Return what the server would tell of a press of Noor on her own button."""
    button = hers(place, name)
    return {
        "user_id": "noor", "channel_id": place.server.chat("noor"), "post_id": button["post"], "type": "button",
        "trigger_id": place.server.trigger_id("noor"), "context": button["context"], **changed,
    }  # fmt: skip


async def test_her_own_press_is_taken(place: PressingTown) -> None:
    assert await calls(place, told(place)) == (200, "{}")
    await place.settle()

    assert "Sommige weken gaan gewoon voorbij." in (await place.shown("noor"))[-1].text


# -- buttons that are not ours


@pytest.mark.parametrize("context", [
    {}, {"kwaad": "kwaad"}, {"v": 1, "what": "choose", "refs": ["do.privacy"], "place": TEAM, "person": "noor", "key": "o1",
                             "ends": 9_999_999_999, "t": "0" * 64},
])  # fmt: skip
async def test_a_button_that_somebody_else_posted_with_our_address_does_nothing(place: PressingTown, context: JSON) -> None:
    async with nothing_changes(place):
        post = await puts(place, "bram", TEAM, context)
        assert await place.presses_on("noor", post, "a1") == 200

    assert place.server.whispered == [("noor", NOT_MINE)]


@pytest.mark.trust("S4")
async def test_a_context_that_was_copied_to_another_post_does_nothing(place: PressingTown) -> None:
    async with nothing_changes(place):
        post = await puts(place, "bram", TEAM, hers(place)["context"])
        await place.presses_on("noor", post, "a1")
        await place.presses_on("bram", post, "a1")

    assert place.server.whispered == [("noor", NOT_MINE), ("bram", NOT_MINE)]


async def test_nor_does_one_in_the_same_chat_whatever_that_post_says_of_itself(place: PressingTown) -> None:
    context = hers(place)["context"]
    props = {"from_bot": "true", "leerbot_key": context["key"], "leerbot_part": 0}
    post = await puts(place, "noor", place.server.chat("noor"), context, **props)
    await place.handled(post)
    await place.settle()

    async with nothing_changes(place):
        await place.presses_on("noor", post, "a1")

    assert place.server.whispered == [("noor", NOT_MINE)]


async def test_nor_does_one_on_another_post_of_the_bot(place: PressingTown) -> None:
    await place.says("noor", "privacy")
    other = place.server.shown(place.server.chat("noor"))[-1]["id"]

    async with nothing_changes(place):
        assert NOT_MINE in (await calls(place, told(place, "", post_id=other)))[1]


@pytest.mark.parametrize("changed", [
    {"channel_id": TEAM}, {"channel_id": None}, {"post_id": "nowhere"}, {"post_id": None}, {"post_id": ["x"]},
    {"context": None}, {"context": []},
])  # fmt: skip
async def test_a_proven_press_of_what_is_not_there_does_nothing(place: PressingTown, changed: JSON) -> None:
    async with nothing_changes(place):
        assert NOT_MINE in (await calls(place, told(place, **changed)))[1]


async def test_somebody_elses_button_does_nothing_for_who_can_prove_herself_alone(place: PressingTown) -> None:
    async with nothing_changes(place):
        status, said = await calls(place, told(place, user_id="bram", trigger_id=place.server.trigger_id("bram")))

    assert (status, NOT_MINE in said) == (200, True)


# -- presses that nobody made


@pytest.mark.parametrize("trigger", ["", None, 7, "kwaad"])
async def test_who_calls_without_a_trigger_hears_no(place: PressingTown, trigger: object) -> None:
    async with nothing_changes(place):
        assert (await calls(place, told(place, trigger_id=trigger)))[0] == 403


async def test_who_calls_with_a_trigger_of_another_server_hears_no(place: PressingTown) -> None:
    async with nothing_changes(place):
        signed = Signer().trigger_id("act", "noor", place.server.now())
        assert (await calls(place, told(place, trigger_id=signed)))[0] == 403


@pytest.mark.parametrize("late", [-61_000, 61_000])
async def test_who_calls_with_a_trigger_of_another_moment_hears_no(place: PressingTown, late: int) -> None:
    async with nothing_changes(place):
        signed = place.server.trigger_id("noor", millis=place.server.now() + late)
        assert (await calls(place, told(place, trigger_id=signed)))[0] == 403


@pytest.mark.trust("S4")
async def test_who_calls_for_somebody_with_an_own_trigger_hears_no(place: PressingTown) -> None:
    async with nothing_changes(place):
        assert (await calls(place, told(place, trigger_id=place.server.trigger_id("bram"))))[0] == 403


@pytest.mark.trust("S4")
async def test_a_trigger_that_was_used_does_nothing_more(place: PressingTown) -> None:
    await place.says("noor", TEXT)
    await place.taps("noor", "Zo is het goed")
    used = place.server.told[-1]

    async with nothing_changes(place):
        assert (await calls(place, used))[0] == 200
        other = hers(place, "Alleen voor mij")
        assert (await calls(place, used | {"post_id": other["post"], "context": other["context"]}))[0] == 200


# -- what was never offered


async def test_what_a_list_did_not_offer_is_not_chosen(place: PressingTown) -> None:
    assert place.app.mattermost is not None
    seven = tuple(Choice(f"c1.day.{number}", f"Dag {number} ") for number in range(7))
    await place.app.mattermost.deliver(Outgoing("o900", "noor", "person", Prompt("Welke dag?", choices=seven), "reply"))
    post, listed = next(place.buttons("noor"))
    assert listed["type"] == "select"

    for picked in ("do.verwijder 1", "kwaad", " "):
        async with nothing_changes(place):
            await place.presses_on("noor", post, listed["id"], picked)

    async with nothing_changes(place):  # a list in which nothing was picked brings nothing
        await place.presses_on("noor", post, listed["id"])
    assert place.server.whispered == [("noor", NOT_MINE)] * 4


async def test_the_bots_own_test_press_is_nobody_elses(place: PressingTown) -> None:
    mark = {**hers(place)["context"], "what": "test"}
    async with nothing_changes(place):
        assert NOT_MINE in (await calls(place, told(place, context=mark)))[1]


# -- old buttons


async def test_the_button_of_a_question_that_is_done_is_answered_so(place: PressingTown) -> None:
    late = told(place)
    await place.tells("noor", TEXT, "Alleen voor mij")

    assert await calls(place, late) == (200, "{}")
    await place.settle()

    assert "Deze knop hoort bij een vraag die al klaar is." in (await place.shown("noor"))[-1].text


async def test_two_presses_of_one_button_are_one_answer_and_the_second_is_told_so(place: PressingTown) -> None:
    first, second = told(place), told(place)

    assert [await calls(place, one) for one in (first, second)] == [(200, "{}")] * 2
    await place.settle()

    assert "Sommige weken gaan gewoon voorbij." in await place.reads("noor")
    assert "Deze knop hoort bij een vraag die al klaar is." in (await place.shown("noor"))[-1].text
