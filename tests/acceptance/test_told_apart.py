"""Matters of one name are told apart, wherever somebody chooses between them or asks for them (S06, GE16)."""

from pathlib import Path

from tests.kit.town import LEAD, Town, town
from tests.kit.value_checks import TRAJECTORY, plan

OTHER = "handhaving"


async def in_two_groups(place: Town) -> None:
    """Let Noor be in a second group too, which Lena leads."""
    await place.add_team(OTHER)
    await place.add("lena", "lead", team=OTHER)
    for who in ("noor", "piet", "anna"):
        await place.add(who, team=OTHER)


async def open_for(place: Town, who: str) -> list[str]:
    """Return the buttons of what is open for somebody."""
    await place.says(who, "overzicht")
    return list((await place.hears(who))[-1].choices)


async def test_s06_two_parts_of_one_check_that_are_open_are_told_apart_by_what_is_to_be_done(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when="17 maart om 14:00", scribe="Bram")
        await place.until("2026-03-10 12:00")

        shown = await open_for(place, "bram")

        assert sorted(shown) == ["Waardecheck (Antwoorden)", "Waardecheck (Voorbereiden)"]
        assert "- Waardecheck (Voorbereiden) (tot" in (await place.shown("bram"))[-1].text


async def test_s06_checks_of_two_groups_that_are_open_are_told_apart_by_the_group(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_two_groups(place)
        await plan(place, when="17 maart om 14:00", scribe="Bram")
        await plan(place, when="17 maart om 14:00", scribe="Piet", who="lena")
        await place.until("2026-03-11 12:00")

        shown = await open_for(place, "noor")

        assert sorted(shown) == ["Waardecheck (Handhaving)", "Waardecheck (Team Vergunningen)"]


async def test_s06_who_is_in_two_groups_hears_for_each_who_can_start_a_check_and_chooses_whom_to_ask(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_two_groups(place)
        await place.says("noor", "waardecheck start")
        refused = (await place.hears("noor"))[-1]
        await place.taps("noor", "Handhaving")
        await place.until("2026-03-09 09:05")

        assert "Team Vergunningen: alleen Ingrid of Fatima kan dit starten." in refused.text
        assert "Handhaving: alleen Lena of" in refused.text
        assert "Iemand in het team vraagt" in await place.reads("lena")
        assert "Iemand in het team vraagt" not in await place.reads(LEAD)


async def test_s06_the_name_of_a_trajectory_is_no_contribution_in_the_week_of_the_facilitator(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await place.says(LEAD, "waardecheck start")
        await place.taps(LEAD, TRAJECTORY)
        for said in ("Beter luisteren", "overslaan", "26 maart om 14:00", "ja", "Bram"):
            await place.says(LEAD, said)
        await place.taps(LEAD, "Ja, nodig uit")
        await place.until("2026-03-12 12:00")

        assert "Deze week is er niets nieuws om te laten zien." in await place.reads("fatima")
        assert "Beter luisteren" not in await place.reads("fatima")


async def test_s06_the_help_of_a_member_names_the_word_for_what_the_group_harvested(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "hulp")

        assert "- **opbrengst**: lees wat je groep samen oogstte" in (await place.hears("noor"))[-1].text


async def test_s06_the_help_in_english_calls_it_as_the_board_does(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], public_url="https://bot.example") as place:
        await place.set("noor", language="en")
        await place.says("noor", "help")
        said = (await place.hears("noor"))[-1].text
        await place.says("noor", "harvest")

        assert "- **harvest**: read what your group harvested together" in said
        assert "what your groups harvested together" in (await place.hears("noor"))[-1].text
