"""Who leads a group calls the bot in the room that it is to have, and says yes in private; on each platform (X19, GE15)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import Mentioned
from storage.groups import rooms
from storage.groups.rooms import GroupRoom
from storage.store import Unit
from storage.tables import audit
from tests.channels.ways import WHERE
from tests.kit.matter_town import MattermostTown
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import NAMED, TEAM, Town

ROOM = "19:nieuw_Q1@thread.tacv2"
HERE = Mentioned(ROOM)


@pytest.fixture(params=["mattermost", "teams"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    """A team whose room was never chosen, on a platform where everybody is in one."""
    async with WHERE[request.param](tmp_path, formats=["weekly_wonder"]) as opened:
        assert isinstance(opened, MattermostTown | TeamsTown)
        people = ("ingrid", "noor", "fatima", "bram")
        if isinstance(opened, TeamsTown):
            opened.server.add_room(ROOM, *people)
        else:
            opened.server.add_room(ROOM)
            opened.server.places[ROOM]["members"] |= set(people)
        await opened.app.store.run(without_room)
        yield opened


def without_room(unit: Unit) -> None:
    unit.connection.exec_driver_sql("UPDATE team SET room_channel = NULL, room_external = NULL, introduced = NULL")


async def room_of(place: Town, group: str = TEAM) -> GroupRoom | None:
    return await place.app.store.read(lambda unit: rooms.of(unit, group))


async def last(place: Town, person: str) -> str:
    return (await place.shown(person))[-1].text


async def test_x19_who_leads_is_offered_the_room_in_which_she_calls_the_bot(place: Town) -> None:
    await place.acts("ingrid", HERE)
    assert "Zal ik in dat kanaal plaatsen wat voor heel Team Vergunningen is" in await last(place, "ingrid")
    assert await room_of(place) is None

    await place.taps("ingrid", "Ja, in dat kanaal")

    assert await room_of(place) == GroupRoom(TEAM, place.channel, ROOM, None)
    assert "plaats ik voortaan in dat kanaal" in await last(place, "ingrid")
    acts = await place.app.store.read(lambda unit: unit.connection.execute(select(audit.c.act, audit.c.actor)).all())
    assert ("room chosen", "ingrid") in acts
    await place.until("mon 10:00")
    assert (await place.room(ROOM)).count("Hoi allemaal!") == 1


async def test_s07_what_is_for_the_group_is_posted_changed_and_taken_back_in_the_room_that_was_chosen(place: Town) -> None:
    await place.acts("ingrid", HERE)
    await place.taps("ingrid", "Ja, in dat kanaal")
    await place.until("thu 14:00")
    await place.tells("noor", "De rust op de gang.", NAMED)
    await place.until("wed 09:00")
    assert "De rust op de gang." in await place.room(ROOM)

    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja, verwijder")

    room = await place.room(ROOM)
    assert "De rust op de gang." not in room
    assert "weggehaald" in room


async def test_with_her_words_she_gives_the_room_of_a_group_that_has_another(place: Town) -> None:
    await place.add_team("balie", "Team Balie")
    await place.add("ingrid", "lead", team="balie")
    await place.acts("ingrid", Mentioned(ROOM, text="Hier hoort team balie."))
    await place.taps("ingrid", "Ja, in dat kanaal")

    assert await room_of(place, "balie") == GroupRoom("balie", place.channel, ROOM, None)


async def test_who_leads_several_groups_chooses_which(place: Town) -> None:
    await place.add_team("balie", "Team Balie", room=False)
    await place.add("ingrid", "lead", team="balie")
    await place.acts("ingrid", HERE)
    await place.taps("ingrid", "Team Balie")

    assert await room_of(place, "balie") == GroupRoom("balie", place.channel, ROOM, None)
    assert await room_of(place) is None


async def test_who_leads_takes_the_room_away_again_and_then_it_goes_to_people(place: Town) -> None:
    await place.app.store.run(lambda unit: rooms.put(unit, TEAM, place.channel, TEAM))
    nothing = Mentioned(TEAM, text="hier hoort niets meer")
    await place.acts("noor", nothing)
    assert "kiest de teamleider" in await last(place, "noor")
    await place.acts("ingrid", nothing)
    assert "niets meer plaatsen van Team Vergunningen" in await last(place, "ingrid")

    await place.taps("ingrid", "Niets meer plaatsen")

    assert await room_of(place) is None
    await place.acts("ingrid", nothing)  # there is nothing to take away
    assert "Zal ik in dat kanaal plaatsen" not in await last(place, "ingrid")
    await place.until("thu 14:00")
    await place.tells("noor", "De rust op de gang.", NAMED)
    await place.until("wed 10:00")
    assert "De rust op de gang." in await place.reads("fatima")
    assert "De rust op de gang." not in await place.room()


@pytest.mark.parametrize("who", ["noor", "fatima"])
async def test_who_may_not_choose_it_is_told_who_may(place: Town, who: str) -> None:
    await place.acts(who, Mentioned(ROOM, text="hier hoort Team Vergunningen"))

    assert "kiest de teamleider" in await last(place, who)
    await place.acts(who, HERE)
    assert "kiest de teamleider" not in await last(place, who)
    assert await room_of(place) is None


async def test_the_facilitator_of_a_leergroep_chooses_its_room(place: Town) -> None:
    await place.add_team("leergroep", "Leergroep Zuid", room=False, kind="leergroep")
    await place.add("fatima", "facilitator", team="leergroep", consent=None)
    await place.acts("fatima", HERE)
    await place.taps("fatima", "Ja, in dat kanaal")

    assert await room_of(place, "leergroep") == GroupRoom("leergroep", place.channel, ROOM, None)


async def test_a_room_of_another_group_stays_with_it(place: Town) -> None:
    await place.app.store.run(lambda unit: rooms.put(unit, TEAM, place.channel, TEAM))
    await place.add_team("balie", "Team Balie")
    await place.add("bram", "lead", team="balie")

    await place.acts("bram", Mentioned(TEAM, text="hier hoort Team Balie"))
    assert "hoort al bij een andere groep" in await last(place, "bram")
    await place.acts("ingrid", Mentioned(TEAM, text="hier hoort Team Vergunningen"))
    assert "hoort al bij Team Vergunningen" in await last(place, "ingrid")
    await place.acts("ingrid", Mentioned(TEAM))
    assert "liever één op één" in await last(place, "ingrid")


async def test_a_room_is_named_by_calling_the_bot_there_and_by_nothing_else(place: Town) -> None:
    await place.says("ingrid", f"hier hoort {TEAM} {place.channel}:{ROOM}")
    assert "Noem me eerst in het kanaal zelf" in await last(place, "ingrid")

    await place.acts("ingrid", HERE)
    await place.says("ingrid", "hulp")
    await place.says("ingrid", f"hier hoort {TEAM} {place.channel}:{ROOM}")

    assert "Noem me eerst in het kanaal zelf" in await last(place, "ingrid")
    assert await room_of(place) is None


async def test_who_lost_the_role_meanwhile_gives_no_room(place: Town) -> None:
    await place.acts("ingrid", HERE)
    await place.leaves("ingrid")
    await place.taps("ingrid", "Ja, in dat kanaal")

    assert "kiest de teamleider" in await last(place, "ingrid")
    assert await room_of(place) is None


async def test_s01_a_lead_who_did_not_agree_is_asked_that_first(place: Town) -> None:
    await place.add("nina", "lead", consent=None)
    await place.acts("nina", Mentioned(TEAM, text="hier hoort Team Vergunningen"))

    assert "Doe je mee?" in await last(place, "nina")


async def test_what_waits_for_the_room_of_before_goes_to_the_new_one(place: Town) -> None:
    await place.app.store.run(lambda unit: rooms.put(unit, TEAM, place.channel, TEAM))
    await place.until("thu 14:00")
    await place.tells("noor", "De rust op de gang.", NAMED)
    await place.until("wed 08:59")
    await place.jump("wed 20:00")  # too late to be posted, so it is planned and waits
    await place.settle()
    await place.acts("ingrid", Mentioned(ROOM, text="hier hoort Team Vergunningen"))
    await place.taps("ingrid", "Ja, in dat kanaal")
    await place.wait(days=1)

    assert "De rust op de gang." in await place.room(ROOM)
    assert "De rust op de gang." not in await place.room()


async def test_what_waits_for_a_room_that_was_taken_away_goes_to_people(place: Town) -> None:
    await place.app.store.run(lambda unit: rooms.put(unit, TEAM, place.channel, TEAM))
    await place.until("thu 14:00")
    await place.tells("noor", "De rust op de gang.", NAMED)
    await place.until("wed 08:59")
    await place.jump("wed 20:00")  # too late to be posted, so it is planned and waits
    await place.settle()
    await place.acts("ingrid", Mentioned(TEAM, text="hier hoort niets meer"))
    await place.taps("ingrid", "Niets meer plaatsen")
    await place.wait(days=1)

    assert "De rust op de gang." not in await place.room()
    assert "De rust op de gang." in await place.reads("fatima")


async def test_x19_in_a_room_that_is_taken_away_at_once_it_introduces_itself_only_when_given_it_again(place: Town) -> None:
    await place.until("mon 20:00")
    await place.app.store.run(lambda unit: rooms.put(unit, TEAM, place.channel, TEAM))
    await place.settle()
    await place.acts("ingrid", Mentioned(TEAM, text="hier hoort niets meer"))
    await place.taps("ingrid", "Niets meer plaatsen")
    await place.until("tue 12:00")
    assert await place.room() == ""

    await place.app.store.run(lambda unit: rooms.put(unit, TEAM, place.channel, TEAM))
    await place.until("wed 09:30")
    assert (await place.room()).count("Ik ben Leerbot") == 1


# -- in Teams


async def test_s01_who_cannot_be_written_to_hears_below_her_message_what_to_do_and_once(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=[]) as town:
        town.server.installed.discard(town.server.chat("noor"))
        mention = town.server.mention("noor", TEAM)
        for _ in range(3):
            await town.told(mention)
        await town.settle()

        (line,) = town.server.messages[TEAM].values()
        assert "Voeg de app van Leerbot toe" in line["text"]
        assert line["thread"] == "1"
        assert "Noor" not in line["text"]
