"""S06, X16: planning a value check by several who lead, at once, and by who leads several groups."""

import asyncio
from pathlib import Path

from bot.channels.base import Chose, Incoming
from storage.groups import rounds
from tests.kit.town import TEAM, town
from tests.kit.two_checks import in_both, leads_two_groups
from tests.kit.value_checks import OPENED, almost


async def test_s06_edge_two_leads_the_second_hears_who_opened_it_and_nothing_that_is_not_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("lena", "lead")
        buttons = {who: await almost(place, who) for who in ("ingrid", "lena")}

        await place.presses("ingrid", buttons["ingrid"])
        await place.presses("lena", buttons["lena"])

        assert OPENED in (await place.hears("ingrid"))[-1].text
        (heard,) = await place.hears("lena")
        assert "Ingrid heeft een Waardecheck geopend, tot donderdag 26 maart om 14:00." in heard.text
        assert OPENED not in heard.text
        assert list(heard.choices) == ["Stand bekijken", "Nu sluiten", "Daarna een nieuwe plannen"]


async def test_s06_edge_two_leads_who_press_at_the_same_moment_open_one_check(tmp_path: Path) -> None:
    await both_press_at_once(tmp_path)


async def test_s06_edge_two_leads_who_press_at_the_same_moment_open_one_check_on_postgresql(on_postgres: Path) -> None:
    await both_press_at_once(on_postgres)


async def both_press_at_once(folder: Path) -> None:
    async with town(folder, formats=[]) as place:
        await place.add("lena", "lead")
        buttons = {who: await almost(place, who) for who in ("ingrid", "lena")}

        pressed = [Incoming("web", who, f"at once {who}", Chose((id_,))) for who, id_ in buttons.items()]
        await asyncio.gather(*map(place.app.receiver.receive, pressed))
        await place.settle()

        heard = [(await place.hears(who))[-1].text for who in buttons]
        assert sorted(OPENED in one for one in heard) == [False, True]
        assert sorted("heeft een Waardecheck geopend" in one for one in heard) == [False, True]
        assert len(await place.app.store.read(lambda unit: rounds.planned_in(unit, TEAM))) == 1


async def test_x16_who_leads_two_groups_is_asked_for_which_one_she_plans(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await leads_two_groups(place)

        await place.says("ingrid", "waardecheck start")
        asked = (await place.hears("ingrid"))[-1]
        await place.says("ingrid", "Team Bezwaar")
        begun = (await place.hears("ingrid"))[-1].text
        await place.taps("ingrid", "De afgelopen periode")
        for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
        opened = (await place.hears("ingrid"))[-1].text
        await place.until("2026-03-16 15:00")

        assert asked.text == "Voor welke groep?"
        assert list(asked.choices) == ["Team Vergunningen", "Team Bezwaar"]
        assert "Dit gaat over Team Bezwaar." in begun
        assert "Ik nodig Team Bezwaar op tijd uit" in opened
        assert "delen we in Team Bezwaar verhalen" in await place.reads("olaf")
        assert "delen we" not in await place.reads("noor")


async def test_x16_who_leads_two_groups_is_asked_which_check_she_moves_ends_or_looks_at(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_both(place)
        said, sure = {}, {"sluit nu": "Ja, begin nu", "annuleer": "Ja, annuleer"}
        for word in ("stand", "verplaats naar 2 april om 10:00", "sluit nu", "annuleer"):
            await place.says("ingrid", word)
            asked = (await place.hears("ingrid"))[-1]
            assert asked.text == "Voor welke groep?"
            await place.taps("ingrid", "Team Bezwaar")
            if word in sure:
                await place.taps("ingrid", sure[word])
            said[word] = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "stand")
        alone = (await place.hears("ingrid"))[-1].text

        assert "Waardecheck (Team Bezwaar) loopt, tot donderdag 26 maart om 14:00." in said["stand"]
        assert "Waardecheck (Team Bezwaar) is nu op donderdag 2 april om 10:00." in said["verplaats naar 2 april om 10:00"]
        assert "Waardecheck (Team Bezwaar) begint nu, zonder voorbereiding." in said["sluit nu"]
        assert "Waardecheck (Team Bezwaar) gaat niet door." in said["annuleer"]
        assert "Waardecheck (Team Vergunningen) loopt, tot donderdag 26 maart om 14:00." in alone
        assert await place.room() == ""


async def test_x16_an_offer_is_about_the_group_that_it_was_made_for(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["value_check_offer"]) as place:
        await leads_two_groups(place)
        await place.until("2026-05-11 10:00")

        await place.taps("ingrid", "Nu plannen")

        assert "Dit gaat over Team Vergunningen." in (await place.hears("ingrid"))[-1].text


async def test_ge8_who_plans_for_one_group_while_busy_elsewhere_is_asked_which_only_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await leads_two_groups(place)
        await place.says("ingrid", "inzicht")
        await place.says("ingrid", "waardecheck start")
        await place.taps("ingrid", "Team Bezwaar")
        await place.taps("ingrid", "Wisselen")

        assert "Dit gaat over Team Bezwaar." in (await place.hears("ingrid"))[-1].text
