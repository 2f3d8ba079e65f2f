"""S06 where somebody is gone, comes too late, or goes back on what happened: the value check goes on, and stays true."""

from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.kit.town import MEMBERS, Town, town
from tests.kit.value_checks import confirms, harvest, plan, prepares


async def test_s06_once_the_session_has_begun_it_is_not_moved_or_closed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-27 12:00")
        before = await place.room()
        await place.hears("ingrid")

        for word in ("verplaats naar 2 april om 10:00", "sluit nu", "waardecheck start", "stand"):
            await place.says("ingrid", word)
        heard = await place.hears("ingrid")
        await place.until("2026-04-03 12:00")

        moved, closed, again, stands = heard
        assert moved.text == closed.text == "Dat kan niet meer. Waardecheck was op donderdag 26 maart om 14:00."
        assert "Er loopt nog een Waardecheck, van donderdag 26 maart om 14:00." in again.text
        assert list(again.choices) == ["Stand bekijken", "Daarna een nieuwe plannen"]
        assert "Waardecheck was op donderdag 26 maart om 14:00." in stands.text
        assert await place.room() == before


async def test_s06_what_was_told_to_the_group_is_not_called_off(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await harvest(place)
        await confirms(place, samira="Klopt", noor="Klopt", ingrid="Klopt")
        await place.until("2026-03-31 09:30")

        await place.says("ingrid", "annuleer")
        await place.until("2026-04-03 12:00")

        assert "Dat kan niet meer." in await place.reads("ingrid")
        assert "gaat niet door" not in await place.room()


@pytest.mark.parametrize("whole", [False, True])
async def test_s06_edge_a_scribe_who_is_not_there_any_more_is_followed_by_somebody_else(tmp_path: Path, whole: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-17 10:00")
        await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now(), whole=whole))

        await place.until("2026-03-26 14:03")

        [scribe] = [who for who in (*MEMBERS, "ingrid") if "Jij schrijft mee" in await place.reads(who)]
        assert scribe not in {"bram", "ingrid"}
        assert f"{scribe.capitalize()} schrijft mee" in await place.room()


async def test_s06_edge_a_scribe_who_left_the_group_is_asked_nothing_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-17 10:00")
        await place.leaves("bram")

        await place.until("2026-03-26 14:03")

        assert "Jij schrijft mee" not in await place.reads("bram")
        assert [who for who in ("noor", "samira", "joost") if "Jij schrijft mee" in await place.reads(who)]


async def test_s06_a_check_of_which_the_starter_was_erased_goes_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.says("ingrid", "plan na sluiting")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")
        await place.app.store.run(lambda unit: erase_person(unit, "ingrid", place.clock.now(), whole=True))

        await place.until("2026-04-20 12:00")

        assert "Ik ken nu iemand bij de balie." in await place.room()


async def planned_by_fatima(place: Town) -> None:
    """Let the facilitator plan a check, on the lead's behalf."""
    await place.says("fatima", "waardecheck start")
    await place.taps("fatima", "De afgelopen periode")
    for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
        await place.says("fatima", said)
    await place.taps("fatima", "Ja, nodig uit")


async def test_s06_a_facilitator_who_was_never_asked_to_take_part_plans_for_the_lead_and_moves_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await planned_by_fatima(place)
        await place.says("fatima", "verplaats naar 2 april om 10:00")
        await place.until("2026-03-23 10:05")

        assert "Op donderdag 2 april om 10:00 delen we" in await place.reads("noor")
        assert "Waardecheck is nu op donderdag 2 april om 10:00." in await place.room()
        assert "delen we" not in await place.reads("fatima")


async def test_ge7_a_facilitator_is_offered_the_same_and_may_type_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        await place.says("fatima", "waardecheck start")
        await place.says("fatima", "Stand bekijken")

        assert "Waardecheck loopt, tot donderdag 26 maart om 14:00." in (await place.hears("fatima"))[-1].text


async def test_s06_the_facilitator_whom_a_member_has_asked_can_plan_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "waardecheck start")
        await place.taps("noor", "Ja, vraag het")
        await place.until("2026-03-09 09:05")

        await place.taps("fatima", "Nu plannen")

        assert "Waar kijken jullie op terug?" in (await place.hears("fatima"))[-1].text


async def test_s01_a_facilitator_is_still_asked_nothing_else(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("fatima", "verwondering")

        assert "Er staat nu geen vraag voor je open." in (await place.hears("fatima"))[-1].text


async def test_s06_a_facilitator_of_another_group_changes_nothing_here(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("ander", "Team Ander")
        await place.add("gijs", "facilitator", team="ander", consent=None)
        await plan(place)

        for word in ("stand", "annuleer", "verplaats naar 2 april om 10:00", "sluit nu", "plan na sluiting"):
            await place.says("gijs", word)
        await place.until("2026-03-16 14:01")

        assert {one.text for one in await place.hears("gijs")} == {"Er loopt nu niets dat je kunt verplaatsen of sluiten."}
        assert "Op donderdag 26 maart om 14:00 delen we" in await place.reads("noor")
        assert await place.room() == ""


@pytest.mark.trust("R15")
async def test_ge1_a_story_that_comes_too_late_is_kept_for_its_author_and_makes_nobody_a_planner(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")
        await place.until("2026-03-30 13:01")

        await place.says("noor", "Ik was er niet bij, en vertel het zo.")
        offered = (await place.hears("noor"))[-1]
        await place.taps("noor", "Bewaren")
        await place.says("noor", "mijn antwoorden")

        assert "Deze ronde is gesloten." in offered.text
        assert list(offered.choices) == ["Bewaren", "Weggooien"]
        assert "Ik was er niet bij, en vertel het zo." in (await place.hears("noor"))[-1].text


async def test_s06_who_leads_no_more_opens_nothing_that_she_was_planning(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "waardecheck start")
        await place.taps("ingrid", "De afgelopen periode")
        for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.leaves("ingrid")
        await place.add("ingrid")

        await place.taps("ingrid", "Ja, nodig uit")
        await place.until("2026-03-16 14:01")

        assert "delen we" not in await place.reads("noor")


async def test_x05_one_check_in_which_somebody_reacts_to_nothing_is_one_silent_round(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")

        await place.until("2026-04-20 12:00")

        assert "Jij schrijft mee" in await place.reads("bram")
        assert "Zal ik een tijdje stil zijn?" not in await place.reads("bram")
