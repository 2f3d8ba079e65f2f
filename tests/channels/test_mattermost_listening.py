"""Mattermost: what people do is heard once, whatever happens to the connection (reference mattermost.md §4, §5, §11)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.base import Incoming, Mentioned, Outgoing
from bot.channels.mattermost.channel import MattermostChannel
from bot.channels.mattermost.listening import Lanes
from bot.channels.mattermost.rest import Rest
from dialogs.saying.prompt import Prompt
from storage.errors import NotSaved
from storage.groups import people
from storage.store import Unit
from storage.tables import metadata
from storage.talks import answers
from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.mattermost import BOT, TOKEN
from tests.kit.mattermost_lines import Frame, unchanged
from tests.kit.pictures import png
from tests.kit.town import TEAM


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


async def told(place: MattermostTown, person: str = "noor") -> list[str]:
    """Return the answers that are kept of somebody, the oldest first."""
    found = await place.app.store.read(lambda unit: answers.own(unit, people.viewer(unit, person), person, 0, 1000))
    return [one.value.text or "" for one in found][::-1]


def losing(frame: Frame) -> list[Frame]:
    """Lose an event on its way, as after a queue that ran over."""
    return []


async def asked(place: MattermostTown) -> None:
    """Put the weekly question before Noor, so that whatever she says is an answer."""
    await place.says("noor", "verwondering")


# -- the connection


async def test_the_health_page_says_whether_the_bot_hears_what_people_do(place: MattermostTown) -> None:
    async def channels() -> object:
        async with client.get("/health/ready") as ready:
            return (await ready.json())["channels"]

    async with TestClient(TestServer(place.app.http)) as client:
        await asked(place)
        connected = await channels()
        await place.end()

        assert (connected, await channels()) == ({"web": "ok", "mattermost": "ok"}, {"web": "ok", "mattermost": "away"})


async def test_what_is_said_while_the_connection_is_broken_off_is_heard_once(place: MattermostTown) -> None:
    await asked(place)
    await place.server.lines.drop()

    said = await place.server.says("noor", "De balie was rustig.")
    await place.handled(said)

    assert await told(place) == ["De balie was rustig."]
    assert len(place.server.lines.all) == 1


async def test_what_is_said_while_the_server_comes_up_again_is_heard_once(place: MattermostTown) -> None:
    await asked(place)
    said = [await place.server.says("noor", "De balie was rustig.")]
    place.server.lines.deliver = losing
    said.append(await place.server.says("bram", "hulp"))
    await place.server.restart()
    place.server.lines.deliver = unchanged

    for message in said:
        await place.handled(message)

    assert await told(place) == ["De balie was rustig."]


async def test_what_is_said_while_the_bot_is_down_is_heard_once_and_in_order(place: MattermostTown) -> None:
    await asked(place)
    await place.end()
    said = [await place.server.says("noor", text) for text in ("De balie was rustig.", "1", "1")]

    await place.restart()
    for message in said:
        await place.handled(message)
    await place.restart()
    await place.says("bram", "hulp")

    assert await told(place) == ["De balie was rustig."]


async def test_a_message_from_before_the_first_start_is_no_answer(tmp_path: Path) -> None:
    async with matter_town(tmp_path) as place:
        await place.end()
        await place.app.store.run(lambda unit: unit.connection.execute(metadata.tables["setting"].delete()))
        old = await place.server.says("noor", "verwondering")

        await place.begin()
        await place.says("bram", "hulp")

        assert old not in place.handled_so_far
        assert await place.shown("noor") == []


async def test_more_missed_messages_than_one_page_holds_are_all_heard(place: MattermostTown) -> None:
    await place.says("noor", "hulp")
    await place.end()
    place.server.add_user("vreemd")  # nothing follows from her posts, so that this takes little time
    said = [await place.server.says("vreemd", f"Bericht nummer {number}.") for number in range(450)]

    await place.begin()
    for message in said:
        await place.handled(message)

    assert len(place.handled_so_far & set(said)) == 450


async def test_an_event_that_is_missing_is_asked_for_again(place: MattermostTown) -> None:
    await asked(place)
    place.server.lines.deliver = losing
    lost = await place.server.says("noor", "De balie was rustig.")
    place.server.lines.deliver = unchanged

    later = await place.server.says("bram", "hulp")
    await place.handled(lost)
    await place.handled(later)

    assert await told(place) == ["De balie was rustig."]


@pytest.mark.trust("R14")
async def test_an_event_that_comes_twice_counts_once(place: MattermostTown) -> None:
    await asked(place)
    said = await place.server.says("noor", "De balie was rustig.")
    await place.handled(said)

    await place.server.tell_posted(place.server.posts[said])
    await place.says("bram", "hulp")
    await place.says("noor", "1")

    assert await told(place) == ["De balie was rustig."]


async def test_two_processes_that_listen_take_each_message_once(place: MattermostTown) -> None:
    await asked(place)
    rival = MattermostChannel(Rest(place.server.url, TOKEN), place.app.store, place.app.editions.library.phrases)
    place.server.lines.connected(BOT).clear()
    second = asyncio.create_task(rival.listen(place.app.receiver.receive))
    await place.connected()

    await place.says("noor", "De balie was rustig.")
    await place.says("noor", "1")

    second.cancel()
    await asyncio.wait([second])
    await rival.close()
    assert len(place.server.lines.all) == 2
    assert await told(place) == ["De balie was rustig."]
    assert len([one for one in await place.shown("noor") if "Wil je er nog iets bij kwijt?" in one.text]) == 1


async def test_a_refused_token_is_tried_again_and_nothing_is_missed(place: MattermostTown) -> None:
    await asked(place)
    place.server.token = "another"
    await place.server.restart()
    said = await place.server.says("noor", "De balie was rustig.")

    place.server.token = TOKEN
    await place.handled(said)

    assert await told(place) == ["De balie was rustig."]


async def test_what_could_not_be_stored_is_tried_until_it_is(place: MattermostTown) -> None:
    await place.end()
    tries: list[Incoming] = []
    stored = asyncio.Event()

    async def receive(incoming: Incoming) -> None:
        tries.append(incoming)
        if len(tries) < 4:
            raise NotSaved("the disk is full")
        stored.set()

    assert place.app.mattermost is not None
    place.server.lines.connected(BOT).clear()
    listening = asyncio.create_task(place.app.mattermost.listen(receive))
    await place.connected()
    said = await place.server.says("noor", "De balie was rustig.")
    async with asyncio.timeout(10):
        await stored.wait()
    listening.cancel()

    assert [one.message for one in tries] == [said] * 4


# -- who is heard


@pytest.mark.parametrize("forged", [
    {"props": {"from_webhook": "true"}},
    {"props": {"from_plugin": "true"}},
    {"props": {"from_oauth_app": "true"}},
    {"type": "system_auto_responder"},
])  # fmt: skip
async def test_what_a_program_posts_in_a_persons_name_is_no_answer(place: MattermostTown, forged: dict[str, Any]) -> None:
    await asked(place)

    await place.server.says("noor", "Dit schreef ik niet.", **forged)
    await place.says("noor", "De balie was rustig.")

    assert await told(place) == ["De balie was rustig."]


async def test_another_bot_is_not_heard_whatever_its_posts_say(place: MattermostTown) -> None:
    place.server.add_user("robot", is_bot=True)
    said = await place.server.says("robot", "verwondering", props={"from_bot": ""})
    await place.says("noor", "hulp")

    assert said not in place.handled_so_far


async def test_who_marks_an_own_post_as_a_bots_is_heard_all_the_same(place: MattermostTown) -> None:
    await asked(place)

    await place.handled(await place.server.says("noor", "De balie was rustig.", props={"from_bot": "true"}))

    assert await told(place) == ["De balie was rustig."]


async def test_of_somebody_who_is_not_known_here_nothing_is_kept_and_nothing_is_said(place: MattermostTown) -> None:
    place.server.add_user("vreemd")
    before = await rows(place)

    await place.handled(await place.server.says("vreemd", "verwondering"))
    await place.settle()

    assert await rows(place) == before
    assert await place.shown("vreemd") == []


async def rows(place: MattermostTown) -> dict[str, int]:
    """Return how many rows each table has."""

    def count(unit: Unit) -> dict[str, int]:
        return {name: len(unit.connection.execute(table.select()).all()) for name, table in metadata.tables.items()}

    return {name: number for name, number in (await place.app.store.read(count)).items() if name != "setting"}


async def test_in_a_room_only_who_mentions_the_bot_is_heard_and_answered_in_private(place: MattermostTown) -> None:
    ignored = await place.server.says("noor", "Mooi overzicht, en een mail naar jan@leerbot.example", TEAM)

    await place.acts("noor", Mentioned())

    assert ignored not in place.handled_so_far
    assert await place.shown(TEAM, "room") == []
    assert "Ik praat liever één op één." in (await place.shown("noor"))[-1].text


async def test_a_picture_is_kept_as_an_answer(place: MattermostTown) -> None:
    await asked(place)

    await place.says("noor", "Kijk eens.", ("muur.png", png()))

    assert await told(place) == ["Kijk eens."]
    assert "Wil je er nog iets bij kwijt?" in (await place.shown("noor"))[-1].text


async def test_a_file_that_is_too_large_is_refused_in_words(place: MattermostTown) -> None:
    await asked(place)

    await place.says("noor", "Kijk eens.", ("film.png", bytes(11 * 1024 * 1024)))

    assert "tot 10 MB kan wel" in (await place.shown("noor"))[-1].text


async def test_a_file_that_is_gone_again_is_refused_in_words(place: MattermostTown) -> None:
    await asked(place)

    await place.handled(await place.server.says("noor", "Kijk eens.", file_ids=["weg"]))
    await place.settle()

    assert "tot 10 MB kan wel" in (await place.shown("noor"))[-1].text


# -- what was offered


async def test_after_a_restart_a_number_still_chooses_what_stands_there(place: MattermostTown) -> None:
    await place.until("thu 14:00")
    await place.restart()

    await place.says("noor", "3")

    assert "Sommige weken gaan gewoon voorbij." in (await place.shown("noor"))[-1].text


async def test_a_digest_in_between_leaves_what_was_asked_before_it(place: MattermostTown) -> None:
    await place.until("thu 14:00")
    assert place.app.mattermost is not None
    await place.app.mattermost.deliver(Outgoing("o999", "noor", "person", Prompt("Een overzicht."), "digest"))

    await place.says("noor", "3")

    assert "Sommige weken gaan gewoon voorbij." in (await place.shown("noor"))[-1].text


async def test_the_bots_own_account_is_never_heard(place: MattermostTown) -> None:
    await place.says("noor", "hulp")
    await place.says("noor", "hulp")

    own = {post["id"] for post in place.server.posts.values() if post["user_id"] == BOT}
    assert own
    assert not own & place.handled_so_far


@pytest.mark.trust("R26")
async def test_what_cannot_be_handled_does_not_take_along_what_waits_behind_it() -> None:
    handled = asyncio.Queue[str]()

    async def handle(item: str) -> None:
        if item == "broken":
            raise KeyError(item)
        await handled.put(item)

    lanes = Lanes(handle)
    for item in ("broken", "whole"):
        lanes.put("", item)

    async with asyncio.timeout(10):
        assert await handled.get() == "whole"
    await lanes.stop()
