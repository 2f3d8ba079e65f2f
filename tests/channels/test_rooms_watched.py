"""Whether the bot is in the rooms of groups: told by Teams in any order, looked at, and said to who guides them (GE15, X09)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest

from bot.channels.base import Channel, DeliveryError, Mentioned
from bot.channels.reasons import ARCHIVED, GONE, NOT_INSTALLED
from bot.outgoing.room_watch import NOT_THERE, RoomWatch
from storage.groups import rooms
from tests.channels.ways import WHERE, channel_of
from tests.kit.teams import BOT, JSON
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import NAMED, TEAM, Town, town

GONE_WORDS = "Ik kan niet meer plaatsen in het kanaal van Team Vergunningen"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as opened:
        opened.server.teams[TEAM] = [TEAM, "19:ander@thread.tacv2"]
        yield opened


async def problem(place: Town, group: str = TEAM) -> str | None:
    room = await place.app.store.read(lambda unit: rooms.of(unit, group))
    assert room is not None
    return room.problem


async def looks(place: Town) -> None:
    await place.app.rooms.look()
    await place.settle()


async def tells(place: TeamsTown, *told: JSON) -> None:
    for activity in told:
        assert await place.told(activity) == 202
    await looks(place)


def removed(place: TeamsTown) -> list[JSON]:
    """Take the app out of the team; Teams tells it twice."""
    place.server.installed.discard(TEAM)
    return [
        place.server.news(TEAM, membersRemoved=[{"id": BOT}]),
        place.server.news(TEAM) | {"type": "installationUpdate", "action": "remove"},
    ]


def added(place: TeamsTown) -> list[JSON]:
    """Put the app in the team; Teams tells it twice."""
    place.server.installed.add(TEAM)
    return [
        place.server.news(TEAM) | {"type": "installationUpdate", "action": "add"},
        place.server.news(TEAM, "teamMemberAdded", membersAdded=[{"id": BOT}]),
    ]


@pytest.mark.trust("R32")
@pytest.mark.parametrize("turned", [1, -1])
async def test_ge15_an_app_that_leaves_a_team_and_comes_back_is_known_in_either_order(place: TeamsTown, turned: int) -> None:
    await place.until("mon 09:30")
    before = await place.room()
    await tells(place, *(removed(place) * 2)[::turned])
    assert await problem(place) == NOT_THERE
    for guide in ("ingrid", "fatima"):
        assert (await place.reads(guide)).count(GONE_WORDS) == 1
    assert GONE_WORDS not in await place.reads("noor")

    await tells(place, *(added(place) * 2)[::turned])

    assert await problem(place) is None
    await place.until("tue 09:30")
    assert await place.room() == before  # no second welcome


async def test_ge15_while_the_room_is_lost_the_digest_goes_where_it_goes_without_one(place: TeamsTown) -> None:
    await tells(place, *removed(place))
    await place.until("thu 14:00")
    await place.tells("noor", "De rust op de gang.", NAMED)
    await place.until("wed 10:00")
    assert "De rust op de gang." in await place.reads("fatima")

    await tells(place, *added(place))
    await place.until("thu 14:00")
    await place.tells("noor", "De kat op kantoor.", NAMED)
    await place.until("wed 10:00")

    assert "De kat op kantoor." in await place.room()


async def test_s01_a_lead_who_did_not_agree_to_take_part_is_told_nothing(place: TeamsTown) -> None:
    await place.set("ingrid", consent="no")
    await tells(place, *removed(place))
    await place.until("tue 10:00")

    assert await place.reads("ingrid") == ""
    assert GONE_WORDS in await place.reads("fatima")


async def test_an_upgrade_is_no_news_for_a_room_and_welcomes_nobody_again(place: TeamsTown) -> None:
    upgrade = place.server.news(TEAM) | {"type": "installationUpdate"}
    await tells(place, upgrade | {"action": "add-upgrade"}, upgrade | {"action": "remove-upgrade"})
    await place.until("tue 09:30")

    assert await problem(place) is None
    assert await place.room() == ""


async def test_a_channel_that_was_deleted_is_gone_and_can_be_given_back(place: TeamsTown) -> None:
    there = place.server.messages.pop(TEAM)
    await tells(place, place.server.news(TEAM, "channelDeleted"))
    assert await problem(place) == GONE

    place.server.messages[TEAM] = there
    await tells(place, place.server.news(TEAM, "channelRestored"))
    assert await problem(place) is None


@pytest.mark.parametrize("refused", [False, True])
async def test_an_archived_team_is_told_apart_as_its_people_can_be_seen_still(place: TeamsTown, refused: bool) -> None:
    if refused:
        place.server.go_wrong(f"GET /teams/{TEAM}", 403, times=2)
    await tells(place, place.server.news(TEAM, "teamArchived"))
    assert await problem(place) == ARCHIVED
    await tells(place, *added(place))
    assert await problem(place) == ARCHIVED

    await tells(place, place.server.news(TEAM, "teamUnarchived"))
    assert await problem(place) is None


@pytest.mark.parametrize("event", ["channelRenamed", "teamRenamed", "channelCreated", "teamMemberAdded", "iets nieuws"])
async def test_other_news_changes_nothing(place: TeamsTown, event: str) -> None:
    before = len(place.server.calls)
    await place.told(place.server.news(TEAM, event, membersAdded=[{"id": "29:vreemd"}]))
    await place.told(place.server.news(TEAM, event))
    await place.settle()

    assert len(place.server.calls) == before
    assert await problem(place) is None


async def test_where_no_team_is_named_the_conversation_is_that_of_one_and_without_a_place_there_is_no_news(
    place: TeamsTown,
) -> None:
    archived = place.server.news(TEAM, "teamArchived")
    data = {**archived["channelData"], "team": "x"}
    await place.told(archived | {"conversation": {"id": "", "tenantId": archived["conversation"]["tenantId"]}})
    assert await problem(place) is None

    await place.told(archived | {"channelData": data})
    assert await problem(place) == ARCHIVED


async def test_that_posting_was_refused_stays_known_until_something_changes_there(place: TeamsTown) -> None:
    async def refused() -> None:
        await place.app.store.run(lambda unit: rooms.lose(unit, "teams", TEAM, NOT_INSTALLED))

    await refused()
    await looks(place)
    assert await problem(place) == NOT_INSTALLED

    await place.acts("noor", Mentioned())
    assert await problem(place) is None

    await refused()
    await tells(place, *added(place))
    assert await problem(place) is None


@pytest.mark.parametrize("status", [429, 500, 503, 0])
async def test_a_look_that_fails_says_nothing_of_a_room(place: TeamsTown, status: int) -> None:
    place.server.go_wrong(f"GET /conversations/{TEAM}/pagedmembers", status, times=2)
    await looks(place)

    assert await problem(place) is None
    assert await place.reads("ingrid") == ""


async def test_what_was_told_before_a_crash_is_found_by_the_look_at_the_start(place: TeamsTown) -> None:
    for activity in removed(place):
        await place.told(activity)
    await place.restart()  # before anybody looked
    await looks(place)
    assert await problem(place) == NOT_THERE

    added(place)  # and what Teams told meanwhile never came
    await place.restart()
    await looks(place)
    assert await problem(place) is None


@pytest.mark.parametrize("way", ["mattermost", "teams"])
async def test_a_room_that_is_not_there_any_more_is_found_by_a_look_on_each_platform(tmp_path: Path, way: str) -> None:
    async with WHERE[way](tmp_path, formats=[]) as place:
        await place.add_team("balie", "Team Balie")
        await place.app.store.run(lambda unit: rooms.put(unit, "balie", way, "weg"))
        await looks(place)

        assert await problem(place, "balie") in {GONE, NOT_THERE}
        assert await problem(place) is None
        with pytest.raises(DeliveryError):
            await channel_of(place).roster("weg")


class Waited:
    """A channel that tells when somebody looked who is in a room."""

    name = "pigeon"

    def __init__(self) -> None:
        self.looked: asyncio.Queue[str] = asyncio.Queue()

    async def roster(self, room: str) -> list[str]:
        await self.looked.put(room)
        return []


async def test_a_running_bot_looks_at_the_start_and_again_when_something_changed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        waited = Waited()
        await place.add_team("bezwaar", "Team Bezwaar", channel="pigeon")
        watch = RoomWatch(place.app.store, {"pigeon": cast("Channel", waited)}, place.clock)
        running = asyncio.create_task(watch.run())
        assert await waited.looked.get() == "bezwaar"

        watch.changed(hopeful=False)

        assert await waited.looked.get() == "bezwaar"
        running.cancel()
        await asyncio.wait([running])


class Broken(Waited):
    """A channel in which our own mistake stands: each look at a room ends with it."""

    async def roster(self, room: str) -> list[str]:
        await super().roster(room)
        raise LookupError(room)


async def test_a_look_that_breaks_ends_neither_that_at_other_rooms_nor_the_next(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        broken, both = Broken(), ("bezwaar", "balie")
        for name in both:
            await place.add_team(name, channel="pigeon")
        watch = RoomWatch(place.app.store, {"pigeon": cast("Channel", broken)}, place.clock)
        running = asyncio.create_task(watch.run())
        async with asyncio.timeout(20):
            first = {await broken.looked.get() for _ in both}
            watch.changed(hopeful=True)
            again = {await broken.looked.get() for _ in both}
        running.cancel()
        await asyncio.wait([running])

        assert first == again == {*both}
