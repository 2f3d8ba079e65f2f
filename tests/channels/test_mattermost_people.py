"""What the bot takes from accounts and what setting up makes, on the small Mattermost and on any real one (X04, §7, §16)."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bot.channels.mattermost.profiles import profile_of
from bot.channels.mattermost.rest import Rest
from bot.channels.mattermost.setting_up import Wanted, set_up
from tests.kit.mattermost_world import Real, World, world


@pytest.fixture(params=["11.7.0", "11.10.0"])
async def place(request: pytest.FixtureRequest, real_mattermost: Real | None) -> AsyncIterator[World]:
    async with world(real_mattermost, request.param) as made:
        yield made


async def test_until_when_somebody_is_out_of_office_is_told_to_the_bot(place: World) -> None:
    until = datetime(2096, 5, 1, 15, 0, tzinfo=UTC)
    away = {"emoji": "palm_tree", "text": "Vakantie", "duration": "date_and_time", "expires_at": until.isoformat()}
    status, _ = await place.call(place.alice, "PUT", "/users/me/status/custom", away)

    _, told = await place.call(place.bot, "GET", f"/users/{place.alice.id}")
    await place.call(place.alice, "DELETE", "/users/me/status/custom")
    _, after = await place.call(place.bot, "GET", f"/users/{place.alice.id}")

    assert status == 200
    assert profile_of(told).away_until == until
    assert json.loads(told["props"]["customStatus"])["text"] == "Vakantie"
    assert profile_of(after).away_until is None


async def test_what_is_set_up_is_a_bot_that_can_work_and_doing_it_again_changes_nothing(place: World) -> None:
    _, team = await place.call(place.admin, "GET", f"/teams/{place.team}")
    name = f"leerbot-{uuid4().hex[:8]}"
    admin = Rest(place.url, place.admin.token)
    wanted = Wanted(place.url, teams=(team["name"],), name=name, callback="https://leerbot.example.nl")

    made = await set_up(admin, wanted)
    token = made.settings["MATTERMOST_TOKEN"]
    again = await set_up(admin, Wanted(place.url, (team["name"],), name=name, token=token, callback=wanted.callback))
    await admin.close()

    bot = Rest(place.url, token)
    me, teams = await bot.me(), await bot.call("GET", "/users/me/teams")
    await bot.close()
    assert (me.bot, me.username) == (True, name)
    assert place.team in {one["id"] for one in teams}
    assert "MATTERMOST_TOKEN" not in again.settings
    assert again.settings["MATTERMOST_COMMAND_TOKENS"] == made.settings["MATTERMOST_COMMAND_TOKENS"]
