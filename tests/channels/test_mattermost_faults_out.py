"""Mattermost: whatever goes wrong on the way out, nothing is lost, nothing stands there twice, and each fault is told apart."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.channel import IN_ALL, MattermostChannel
from bot.channels.mattermost.rest import Rest
from dialogs.saying.prompt import Prompt
from storage.groups import people
from storage.outgoing.outbox import LEASE
from storage.store import Unit
from storage.tables import outbox
from tests.kit.matter_town import SOON, MattermostTown, matter_town
from tests.kit.mattermost import BOT, TOKEN, FakeMattermost
from tests.kit.pressing_town import pressing_town
from tests.kit.town import LEAD, MEMBERS, NAMED, at_once

TEXT = "De balie was rustig."
HELLO = Outgoing("o900", "noor", "person", Prompt("Hallo."), "reply")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


async def time_passes(place: MattermostTown) -> None:
    """Let the wait before another attempt be over."""
    await place.app.store.run(lambda unit: unit.connection.execute(outbox.update().values(retry_at=None)))
    place.server.pass_time(120)
    await place.settle()


def shown_to(place: MattermostTown, person: str) -> Counter[str]:
    """Return what stands in somebody's chat, and how often."""
    return Counter(post["message"] for post in place.server.shown(place.server.chat(person)))


@pytest.mark.trust("R10")
async def test_a_burst_of_refusals_in_a_round_doubles_and_loses_nothing(place: MattermostTown) -> None:
    place.server.go_wrong("POST /posts", 429, times=4, body="limit exceeded", headers={"Retry-After": "1"})
    await place.until("thu 14:00")

    for _ in range(5):
        await time_passes(place)

    asked = [LEAD, *MEMBERS]
    assert [sum("verwonderd" in text for text in shown_to(place, one)) for one in asked] == [1] * len(asked)
    assert all(count == 1 for one in asked for count in shown_to(place, one).values())


@pytest.mark.trust("R10")
@pytest.mark.parametrize(("status", "done"), [(500, False), (500, True), (0, True), (0, False), (502, False)])
async def test_a_doubtful_answer_to_a_post_doubles_and_loses_nothing(place: MattermostTown, status: int, done: bool) -> None:
    place.server.go_wrong("POST /posts", status, done=done)

    await place.says("noor", "verwondering")
    for _ in range(3):
        await time_passes(place)

    assert list(shown_to(place, "noor").values()) == [1]


async def test_two_at_the_same_moment_with_one_number_make_one_post(place: MattermostTown) -> None:
    """The loser of that race gets a 500, which says nothing about the post."""
    channel = place.app.mattermost
    assert channel is not None
    place.server.held = asyncio.Event()
    first = asyncio.create_task(channel.deliver(HELLO))
    async with asyncio.timeout(SOON):
        while not place.server.once:
            await at_once(0)
    (pending,) = place.server.once
    body = {"channel_id": place.server.chat("noor"), "message": "Hallo.", "pending_post_id": pending}

    status, refusal = await place.server.call("POST", "/posts", TOKEN, json=body)
    place.server.held.set()
    await first

    assert (status, refusal["id"]) == (500, "api.post.deduplicate_create_post.pending")
    assert shown_to(place, "noor") == {"Hallo.": 1}


async def test_who_takes_a_message_over_while_the_server_is_still_at_it_makes_no_second_post(place: MattermostTown) -> None:
    channel = place.app.mattermost
    assert channel is not None
    place.server.held = asyncio.Event()
    first = asyncio.create_task(channel.deliver(HELLO))
    async with asyncio.timeout(SOON):
        while not place.server.once:
            await at_once(0)

    with pytest.raises(DeliveryError, match="pending"):
        await channel.deliver(replace(HELLO, again=True))
    place.server.held.set()
    await first
    await channel.deliver(replace(HELLO, again=True))

    assert shown_to(place, "noor") == {"Hallo.": 1}


async def test_a_server_that_takes_very_long_is_given_up_before_another_takes_the_message_over(
    place: MattermostTown,
) -> None:  # fmt: skip
    rest = Rest(place.server.url, TOKEN)
    channel = MattermostChannel(rest, place.app.store, place.app.editions.library.phrases, in_all=0.2)
    place.server.held = asyncio.Event()

    with pytest.raises(DeliveryError) as refused:
        await channel.deliver(HELLO)
    place.server.held.set()
    async with asyncio.timeout(SOON):
        while not shown_to(place, "noor"):
            await at_once(0)
    place.server.pass_time(60)
    slow = MattermostChannel(rest, place.app.store, place.app.editions.library.phrases)
    await slow.deliver(replace(HELLO, again=True))
    await channel.close()

    assert (refused.value.kind, refused.value.reason) == ("transient", "server away")
    assert IN_ALL < LEASE
    assert shown_to(place, "noor") == {"Hallo.": 1}


async def test_a_message_of_another_leerbot_with_the_same_account_is_not_taken_for_our_own(place: MattermostTown) -> None:
    """Numbers of messages begin at one in each database, as after an installation anew."""
    assert place.app.mattermost is not None
    props = {"leerbot_key": HELLO.key, "leerbot_part": 0, "leerbot_of": "another"}
    await place.server.says(BOT, "Van vroeger.", place.server.chat("noor"), props=props)

    await place.app.mattermost.deliver(replace(HELLO, again=True))

    assert shown_to(place, "noor") == {"Van vroeger.": 1, "Hallo.": 1}


async def test_who_shares_no_team_with_the_bot_is_told_apart_and_reached_once_she_does(place: MattermostTown) -> None:
    place.server.settings["RestrictDirectMessage"] = "team"
    place.server.teams["team"]["members"].discard("noor")

    await place.until("thu 14:00")

    reason = await place.app.store.read(lambda unit: people.load(unit, "noor").undeliverable)
    assert reason == "the bot shares no team with this person"
    assert await place.app.store.read(lambda unit: people.load(unit, "bram").undeliverable) is None


@pytest.mark.trust("R11")
@pytest.mark.parametrize(("change", "reason"), [
    (lambda server: server.users["noor"].update(delete_at=1), "person is deactivated"),
    (lambda server: server.go_wrong("POST /posts", 403), "the bot is no member here"),
    (lambda server: server.go_wrong("GET /users/noor", 404), "message or person is gone"),
])  # fmt: skip
async def test_each_reason_why_somebody_is_not_reached_is_told_apart(
    place: MattermostTown, change: Callable[[FakeMattermost], None], reason: str
) -> None:
    assert place.app.mattermost is not None
    change(place.server)

    with pytest.raises(DeliveryError) as refused:
        await place.app.mattermost.deliver(HELLO)

    assert (refused.value.kind, refused.value.reason) == ("permanent", reason)


async def test_who_was_deactivated_a_moment_ago_is_not_written_to(place: MattermostTown) -> None:
    assert place.app.mattermost is not None
    await place.app.mattermost.deliver(HELLO)
    place.server.users["noor"]["delete_at"] = 1
    await place.server.lines.tell({BOT}, "user_activation_status_change", {}, {})
    await place.says("bram", "hulp")

    with pytest.raises(DeliveryError, match="deactivated"):
        await place.app.mattermost.deliver(replace(HELLO, key="o901"))


async def test_a_bot_that_is_switched_off_makes_nobody_unreachable(place: MattermostTown) -> None:
    place.server.users[BOT]["delete_at"] = 1

    await place.until("thu 14:00")

    def reachable(unit: Unit) -> list[bool]:
        return [people.load(unit, person).undeliverable is None for person in MEMBERS]

    assert all(await place.app.store.read(reachable))
    place.server.users[BOT]["delete_at"] = 0
    await time_passes(place)
    assert all(sum("verwonderd" in text for text in shown_to(place, one)) == 1 for one in MEMBERS)


async def test_a_post_that_is_too_old_to_change_gives_way_to_another(place: MattermostTown) -> None:
    """``PostEditTimeLimit``: what somebody takes back may not stay readable in it."""
    channel: MattermostChannel | None = place.app.mattermost
    assert channel is not None
    receipt = await channel.deliver(replace(HELLO, prompt=Prompt("Met geheim.")))
    place.server.settings["PostEditTimeLimit"] = "60"
    place.server.pass_time(120)
    without = replace(HELLO, prompt=Prompt("Zonder."))

    place.server.go_wrong("DELETE /posts", 502)
    with pytest.raises(DeliveryError):
        await channel.revise(receipt, without)
    after = await channel.revise(receipt, replace(without, again=True))

    assert shown_to(place, "noor") == {"Zonder.": 1}
    assert after != receipt
    await channel.withdraw(after)
    assert shown_to(place, "noor") == {}


async def test_where_nothing_of_an_old_post_may_change_its_old_buttons_stay_and_do_no_harm(tmp_path: Path) -> None:
    async with pressing_town(tmp_path) as place:
        place.server.settings["PostEditTimeLimit"], place.server.strict_edits = "60", True
        await place.until("thu 14:00")
        post, button = next(place.buttons("noor"))
        await place.wait(hours=1)

        await place.says("noor", "De balie was rustig.")
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)
        await place.presses_on("noor", post, button["id"])
        await place.settle()

        assert "Deze knop hoort bij een vraag die al klaar is." in (await place.shown("noor"))[-1].text
        failed = select(outbox.c.kind).where(outbox.c.status == "failed")
        assert await place.app.store.read(lambda unit: unit.connection.execute(failed).all()) == []
