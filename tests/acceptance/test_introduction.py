"""X19: the first message that introduces the bot in a group's room, once."""

from pathlib import Path

from bot.channels.base import DeliveryError
from bot.foreseeing.foretelling import dry_run
from bot.outgoing.rooms import introduce
from bot.timing.editions import Editions
from dialogs.library import HERE, load
from storage.groups import teams
from storage.outgoing import outbox
from storage.store import Unit
from tests.kit.pigeons import Pigeons
from tests.kit.town import LEAD, TEAM, Town, at, town

HELLO = "Hoi allemaal!"


async def said(place: Town, team: str = TEAM) -> int:
    """Return how often the bot introduced itself in a room."""
    return (await place.room(team)).count(HELLO)


async def test_x19_the_bot_introduces_itself_in_the_room_when_the_group_works(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        await place.until("2026-03-09 08:59")
        early = await said(place)

        await place.until("2026-03-09 09:00")

        assert early == 0
        assert await said(place) == 1
        assert "Team Vergunningen" in await place.room()
        assert "vraag het Fatima of je beheerder" in await place.room()


async def test_n1_in_a_weekend_it_waits_until_monday(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-14 12:00", introduces=True) as place:
        await place.until("2026-03-15 23:00")
        early = await said(place)

        await place.until("2026-03-16 09:00")

        assert (early, await said(place)) == (0, 1)


async def test_x19_it_does_so_once_after_a_restart_too(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        await place.until("2026-03-09 09:00")
        await place.restart()
        await place.until("2026-03-11 09:00")

        assert await said(place) == 1


async def test_x19_whoever_ticks_second_introduces_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        now = place.clock.now()

        def twice(unit: Unit) -> list[str]:
            introduce(unit, TEAM, now)
            introduce(unit, TEAM, now)
            return [one.key for one in outbox.claim(unit, "me", at("2026-03-10 09:00"), 9)]

        assert await place.app.store.run(twice) == ["introduction web:vergunningen"]


async def test_x19_a_room_that_another_group_gets_later_hears_it_too(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        await place.until("2026-03-10 12:00")
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.until("2026-03-10 12:01")

        assert await said(place, "bezwaar") == 1
        assert await said(place) == 1


async def test_x19_a_group_without_a_room_hears_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        await place.add_team("duo", "Duo", room=False)
        await place.until("2026-03-10 12:00")

        assert await said(place, "duo") == 0


async def test_ge15_a_room_that_does_not_take_it_is_gone_and_nobody_gets_it_instead(tmp_path: Path) -> None:
    pigeons = Pigeons()
    pigeons.refusals.append(DeliveryError("permanent", "room gone"))
    async with town(tmp_path, formats=[], introduces=True, channels={"pigeon": pigeons}) as place:
        await place.add_team("bezwaar", "Team Bezwaar", channel="pigeon")
        await place.add("hanna", "facilitator", team="bezwaar", consent=None)

        await place.until("2026-03-09 09:00")

        group = await place.app.store.read(lambda unit: teams.load(unit, "bezwaar"))
        assert group.room is None
        assert await place.hears("hanna") == []


async def test_x11_english_is_added_where_somebody_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        await place.set("bram", language="en")

        await place.until("2026-03-09 09:00")

        assert "Hello everyone! I am Leerbot, a bot." in await place.room()
        assert (await place.room()).index(HELLO) < (await place.room()).index("Hello everyone!")


async def test_x19_it_costs_nobody_her_message_of_the_day(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-12 08:30", introduces=True) as place:
        await place.until("2026-03-12 14:00")

        assert await said(place) == 1
        assert "verwonderd" in (await place.hears("noor"))[-1].text


async def test_x08_the_dry_run_tells_of_it_until_it_was_said(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        now = place.clock.now()
        foretold = await place.app.store.run(lambda unit: dry_run(unit, Editions(load(HERE)), TEAM, "nl", now, 2))
        await place.until("2026-03-09 08:40")
        await place.says(LEAD, "proefkalender 2")
        planned = (await place.hears(LEAD))[-1].text
        await place.until("2026-03-09 09:01")
        await place.says(LEAD, "proefkalender 2")

        assert "maandag 9 maart 09:00: Ik stel me voor" in foretold
        assert "maandag 9 maart 09:00: Ik stel me voor" in planned
        assert "Ik stel me voor" not in (await place.hears(LEAD))[-1].text
