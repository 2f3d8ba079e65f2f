"""Mattermost: whatever goes wrong on the way in, no message of a person is lost and none is taken twice (§4, §5)."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.channels.base import Incoming, Outgoing
from dialogs.saying.prompt import Prompt
from storage.groups import people
from storage.talks import answers
from tests.evidence.recording import Often, Record
from tests.kit.matter_town import SOON, MattermostTown, matter_town
from tests.kit.mattermost import BOT
from tests.kit.mattermost_lines import Frame, unchanged
from tests.kit.town import at_once

TEXT = "De balie was rustig."
HELLO = Outgoing("o900", "noor", "person", Prompt("Hallo."), "reply")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


async def told(place: MattermostTown, person: str = "noor") -> list[str]:
    """Return the answers that are kept of somebody."""
    found = await place.app.store.read(lambda unit: answers.own(unit, people.viewer(unit, person), person, 0, 1000))
    return [one.value.text or "" for one in found]


async def asked_next(place: MattermostTown) -> int:
    """Return how often Noor was asked what comes after her answer."""
    return sum("Wil je er nog iets bij kwijt?" in one.text for one in await place.shown("noor"))


def losing(frame: Frame) -> list[Frame]:
    return []


def twice(frame: Frame) -> list[Frame]:
    return [frame, frame]


def late() -> Callable[[Frame], list[Frame]]:
    """Let every other event come after the one behind it."""
    held: list[Frame] = []

    def deliver(frame: Frame) -> list[Frame]:
        if not held:
            held.append(frame)
            return []
        return [frame, held.pop()]

    return deliver


@pytest.mark.trust("R17")
async def test_the_socket_breaks_while_an_event_is_on_its_way(place: MattermostTown) -> None:
    await place.says("noor", "verwondering")
    place.server.lines.deliver = losing
    said = await place.server.says("noor", TEXT)
    place.server.lines.deliver = unchanged

    await place.server.lines.drop()
    await place.handled(said)
    await place.settle()

    assert (await told(place), await asked_next(place)) == ([TEXT], 1)


@pytest.mark.trust("R17")
async def test_the_server_goes_down_and_its_queues_with_it(place: MattermostTown) -> None:
    await place.says("noor", "verwondering")
    place.server.lines.deliver = losing
    said = await place.server.says("noor", TEXT)
    await place.server.restart()
    place.server.lines.deliver = unchanged

    await place.handled(said)
    await place.settle()

    assert (await told(place), await asked_next(place)) == ([TEXT], 1)


@pytest.mark.trust("R15")
@pytest.mark.parametrize("deliver", [twice, late()], ids=["twice", "reordered"])
async def test_events_come_twice_or_in_another_order(place: MattermostTown, deliver: Callable[[Frame], list[Frame]]) -> None:
    await place.says("noor", "verwondering")
    place.server.lines.deliver = deliver

    said = [await place.server.says("noor", TEXT), await place.server.says("bram", "hulp")]
    said.append(await place.server.says("bram", "hulp"))
    for message in said:
        await place.handled(message)
    await place.settle()

    assert (await told(place), await asked_next(place)) == ([TEXT], 1)
    assert len(await place.shown("bram")) == 2


@pytest.mark.trust("R17")
async def test_who_is_away_for_five_minutes_goes_on_with_nothing_lost(place: MattermostTown) -> None:
    await place.says("noor", "verwondering")
    await place.server.lines.drop()
    said = await place.server.says("noor", TEXT)
    place.server.pass_time(301)

    await place.handled(said)

    assert await told(place) == [TEXT]


@pytest.mark.parametrize("hours", [-5, 5])
async def test_a_server_whose_clock_is_hours_off_loses_nothing(tmp_path: Path, hours: int) -> None:
    async with matter_town(tmp_path) as place:
        place.server.pass_time(hours * 3600)
        await place.says("noor", "verwondering")
        await place.end()
        said = await place.server.says("noor", TEXT)

        await place.restart()
        await place.handled(said)
        await place.restart()
        await place.says("noor", "1")

        assert await told(place) == [TEXT]


async def test_an_event_that_something_on_the_way_always_eats_is_fetched_instead(place: MattermostTown) -> None:
    """A proxy that cannot take a frame would else be asked for it again and again."""
    await place.says("noor", "verwondering")
    place.server.lines.deliver = lambda frame: [] if TEXT in str(frame["data"]) else [frame]
    said = await place.server.says("noor", TEXT)

    await place.says("bram", "hulp")
    await place.handled(said)

    assert await told(place) == [TEXT]


@pytest.mark.trust("R17")
async def test_messages_that_came_meanwhile_are_each_heard_once_and_in_order_however_many(
    tmp_path: Path, often: Often, reached: Record
) -> None:
    many = often(5_000, 10_000)
    async with matter_town(tmp_path) as place:
        await place.says("noor", "hulp")
        await place.end()
        crowd = [f"mens{number}" for number in range(250)]
        for person in crowd:
            place.server.add_user(person)
        said = [await place.server.says(crowd[number % 250], f"Bericht {number}.") for number in range(many)]
        heard: list[Incoming] = []
        done = asyncio.Event()

        async def receive(incoming: Incoming) -> None:
            if incoming.person in crowd:
                heard.append(incoming)
            if len(heard) == many:
                done.set()

        assert place.app.mattermost is not None
        before, loop = len(place.server.calls), asyncio.get_running_loop()
        began = loop.time()
        listening = asyncio.create_task(place.app.mattermost.listen(receive))
        async with asyncio.timeout(240):
            await done.wait()
        seconds = loop.time() - began
        listening.cancel()
        await asyncio.wait([listening])

        assert sorted(one.message for one in heard) == sorted(said)
        for person in crowd[:5]:
            own = [one.message for one in heard if one.person == person]
            assert own == said[crowd.index(person) :: 250]
        looked_up = [call for call in place.server.calls[before:] if call.startswith("GET /users/mens")]
        assert looked_up == [], "one call for each of them would take minutes"
        reached(f"{many:,} messages that came meanwhile, each heard once and in order, in {seconds:.1f} s")


async def test_a_bot_that_is_busy_lets_no_event_wait_so_that_the_server_does_not_cut_it_off(place: MattermostTown) -> None:
    await place.end()
    place.server.add_user("vreemd")
    free, heard = asyncio.Event(), list[str]()

    async def receive(incoming: Incoming) -> None:
        await free.wait()
        heard.append(incoming.message)

    assert place.app.mattermost is not None
    place.server.lines.connected(BOT).clear()
    listening = asyncio.create_task(place.app.mattermost.listen(receive))
    await place.connected()
    said = [await place.server.says("vreemd", f"Bericht {number}.") for number in range(600)]
    place.server.lines.all[list(place.server.lines.all)[-1]].written.clear()  # what was not read by now is gone for good
    free.set()
    async with asyncio.timeout(SOON):
        while len(heard) < 600:
            await at_once(0)
    listening.cancel()
    await asyncio.wait([listening])

    assert heard == said


def says_nothing_of_itself(frame: Frame) -> list[Frame]:
    """Let a post come without its properties, as a database from long ago holds them."""
    if frame["event"] != "posted":
        return [frame]
    post = {**json.loads(frame["data"]["post"]), "props": None}
    return [{**frame, "data": {**frame["data"], "post": json.dumps(post)}}]


async def test_a_post_that_says_nothing_of_itself_is_heard_as_any_other(place: MattermostTown) -> None:
    await place.says("noor", "verwondering")
    place.server.lines.deliver = says_nothing_of_itself

    await place.handled(await place.server.says("noor", TEXT))
    await place.says("noor", "1")

    assert await told(place) == [TEXT]
