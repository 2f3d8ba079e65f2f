"""``leerbot people rooms``: who is in a room and not on the list is shown, and nobody is added or kept by that (X20, X22)."""

from pathlib import Path

import pytest

from bot.channels.mattermost import looking as on_mattermost
from bot.channels.mattermost.rest import Rest
from bot.channels.teams import looking as on_teams
from bot.commands.people_rooms import _compared
from bot.config import Config
from bot.upkeep.rooms_compared import compared, listed
from storage.groups import rooms
from storage.tables import person
from tests.kit.commands import run, settings
from tests.kit.matter_town import matter_town
from tests.kit.mattermost import TOKEN
from tests.kit.teams_town import teams_town
from tests.kit.town import TEAM


async def test_x20_who_is_in_a_room_of_teams_and_not_on_the_list_is_told_with_guests_apart(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=[]) as place:
        place.server.add("gast")
        place.server.people["gast"]["userPrincipalName"] = "gast_elders.nl#EXT#@voorbeeld.nl"
        place.server.add("zoe")
        place.server.rooms[TEAM] += ["gast", "zoe"]
        place.server.rooms[TEAM].remove("noor")
        before = await place.app.store.read(lambda unit: unit.connection.execute(person.select()).all())
        (one,) = await place.app.store.read(lambda unit: listed(unit, ["teams", "mattermost"], TEAM))
        line = place.line

        found = await compared(one, lambda room: on_teams.who_is_in(line, place.server.service, room))

        assert found == [
            f"{TEAM} (teams {TEAM}): 7 in the room",
            "  in the room and not on the list: Gast (guest), gast",
            "  in the room and not on the list: Zoe, zoe",
            "  on the list and not in the room: noor",
        ]
        assert await place.app.store.read(lambda unit: unit.connection.execute(person.select()).all()) == before


async def test_x20_a_room_on_mattermost_is_looked_at_as_well(tmp_path: Path) -> None:
    async with matter_town(tmp_path, formats=[]) as place:
        rest = Rest(place.server.url, TOKEN)
        (one,) = await place.app.store.read(lambda unit: listed(unit, ["mattermost"]))
        assert await compared(one, lambda room: on_mattermost.who_is_in(rest, room)) == [
            f"{TEAM} (mattermost {TEAM}): 6 in the room, all on the list"
        ]
        place.server.add_user("zoe", roles="system_guest")
        place.server.places[TEAM]["members"].add("zoe")
        await place.add_team("balie", room=False)
        await place.app.store.run(lambda unit: rooms.put(unit, "balie", "teams", "19:b@thread.tacv2"))
        found = await place.app.store.read(lambda unit: listed(unit, ["mattermost", "teams"]))
        config = Config(channels=("mattermost",), mattermost_url=place.server.url, mattermost_token=TOKEN)

        lines = await _compared(config, found, "https://elders.example/")

        assert lines[1:] == [
            "  in the room and not on the list: @zoe (guest), zoe",
            "balie (teams 19:b@thread.tacv2): cannot be looked at: ServiceUrlNotTrusted",
        ]
        await place.app.store.run(lambda unit: rooms.put(unit, "balie", "mattermost", "weg"))
        found = await place.app.store.read(lambda unit: listed(unit, ["mattermost"], "balie"))
        assert await _compared(config, found, "") == ["balie (mattermost weg): cannot be looked at: the bot is no member here"]
        await rest.close()


def test_without_rooms_it_says_so_and_an_unknown_group_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, tmp_path)
    run("migrate")

    assert run("people", "rooms").output == "no group has a room in Teams or on Mattermost\n"
    assert 'there is no group "nergens"' in run("people", "rooms", "--group", "nergens").output
