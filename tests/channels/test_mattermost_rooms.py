"""Mattermost: what becomes of a room is noticed when it happens, and a line goes below the message it answers (GE15, §4)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.reasons import ARCHIVED
from bot.outgoing.room_watch import NOT_THERE
from dialogs.saying.prompt import Prompt
from storage.groups import rooms
from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.mattermost import BOT
from tests.kit.town import LEAD, TEAM

POSTED = Outgoing("o900", TEAM, "room", Prompt("Een overzicht."), "digest")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


async def problem(place: MattermostTown) -> str | None:
    room = await place.app.store.read(lambda unit: rooms.of(unit, TEAM))
    assert room is not None
    return room.problem


async def noticed(place: MattermostTown) -> None:
    """Wait until what was told before is taken in, and look where that is wanted."""
    await place.says("bram", "hulp")
    if place.app.rooms._news.is_set():
        await place.app.rooms.look()
    await place.settle()


async def test_who_takes_the_bot_out_of_a_room_is_noticed_and_so_is_who_puts_it_back(place: MattermostTown) -> None:
    await noticed(place)
    await place.server.leaves(BOT, TEAM, LEAD)
    await noticed(place)
    gone = await problem(place)

    await place.server.joins(BOT, TEAM)
    await noticed(place)

    assert gone == NOT_THERE
    assert await problem(place) is None


async def test_somebody_else_who_comes_or_goes_is_no_reason_to_look(place: MattermostTown) -> None:
    await noticed(place)
    place.server.add_user("gast")

    await place.server.joins("gast", TEAM)
    await place.server.leaves("gast", TEAM, LEAD)
    await place.says("bram", "hulp")

    assert not place.app.rooms._news.is_set()


async def test_an_archived_room_is_told_apart_and_used_again_when_it_is_back(place: MattermostTown) -> None:
    await noticed(place)
    await place.server.archive(TEAM)
    await noticed(place)
    archived = await problem(place)

    await place.server.archive(TEAM, back=True)
    await noticed(place)

    assert archived == ARCHIVED
    assert await problem(place) is None


async def test_a_room_that_came_back_while_nobody_listened_is_used_again(place: MattermostTown) -> None:
    await place.server.archive(TEAM)
    await noticed(place)
    archived = await problem(place)
    await place.end()
    place.server.places[TEAM]["delete_at"] = 0

    await place.restart()
    await place.says("noor", "hulp")

    assert archived == ARCHIVED
    assert await problem(place) is None


async def test_one_that_is_still_archived_is_not(place: MattermostTown) -> None:
    await place.server.archive(TEAM)
    await noticed(place)

    await place.restart()
    await place.says("noor", "hulp")

    assert await problem(place) == ARCHIVED


async def test_posting_in_an_archived_room_says_why_it_is_not_taken(place: MattermostTown) -> None:
    assert place.app.mattermost is not None
    place.server.places[TEAM]["delete_at"] = 1

    with pytest.raises(DeliveryError) as refused:
        await place.app.mattermost.deliver(POSTED)

    assert (refused.value.kind, refused.value.reason) == ("permanent", ARCHIVED)


async def test_after_a_restart_of_the_server_all_rooms_are_looked_at(place: MattermostTown) -> None:
    await noticed(place)
    await place.server.lines.drop()
    place.server.places[TEAM]["members"].discard(BOT)
    await place.server.restart()
    await place.connected()

    await noticed(place)

    assert await problem(place) == NOT_THERE


@pytest.mark.parametrize("in_thread", [True, False])
async def test_who_cannot_be_written_to_is_answered_below_her_message(place: MattermostTown, in_thread: bool) -> None:
    root = await place.server.says("bram", "Zullen we beginnen?", TEAM) if in_thread else ""
    place.server.settings["RestrictDirectMessage"] = "team"
    place.server.teams["team"]["members"].discard("noor")

    said = await place.server.says("noor", "@leerbot hoi", TEAM, root_id=root)
    await place.handled(said)
    await place.settle()

    (line,) = place.server.shown(TEAM)
    assert line["root_id"] == (root or said)
