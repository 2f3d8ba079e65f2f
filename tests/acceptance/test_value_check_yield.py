"""S06: what a value check brings: the board, small actions, the answer of the lead, and what is kept for the next one."""

from pathlib import Path

import pytest

from tests.kit.town import MEMBERS, Town, town
from tests.kit.value_checks import asks_the_team, confirms, harvest, plan, prepares, writes_along


async def test_s06_e2_a_check_from_plan_to_board(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        opening = await harvest(place)
        assert (
            "Hoor ik niets, dan plaats ik het alleen als je dat eerder goedvond. Wat een collega noemt, plaats ik dan niet."
            in await place.reads("noor")
        )
        await confirms(place, samira="Klopt", noor="Weglaten", ingrid="Klopt")
        before = await place.room()
        await place.until("2026-03-31 09:30")

        board = await place.room()
        assert "Bram schrijft mee" in opening
        assert "Totaalopbrengst" not in before
        assert "**Beleving**\nDeze keer niets, dat is prima." in board
        assert "**Toegepast**\n- **Samira**: \u2068Ik bel nu eerst.\u2069" in board
        assert "**Effect**\n- **Ingrid**: \u2068Er komen minder vragen.\u2069" in board
        for text in ("Ik ken nu iemand bij de balie.", "Een lijstje."):
            assert text in board
        for text in ("Een idee voor de brief.", "De proef liep door.", "Het was spannend."):
            assert text not in board


async def test_s06_e2_actions_are_taken_up_by_who_wants_to_and_the_lead_answers_the_questions(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await harvest(place)
        await confirms(place, samira="Klopt", noor="Klopt", ingrid="Klopt")
        await place.until("2026-03-31 09:30")
        await place.taps("bram", "Opschrijven")
        for joins, text in (("Joost", "Een proef met bellen."), ("Noor", "Een praatje bij de balie.")):
            await place.taps("bram", joins)
            await place.says("bram", text)
            await place.taps("bram", "Ja" if joins == "Joost" else "Nee")
        await place.until("2026-04-01 12:00")
        await place.taps("joost", "Bekijken")
        await place.taps("joost", "Ja, ik pak dit op")
        await place.taps("noor", "Bekijken")
        await place.taps("noor", "Liever niet")
        await place.taps("ingrid", "Antwoorden")
        await place.says("ingrid", "We vragen ruimte voor een proef.")
        await place.until("2026-04-10 12:00")

        room = await place.room()
        assert "**Kleine acties**\n- **Joost**: \u2068Een proef met bellen.\u2069" in room
        assert "Een praatje bij de balie." not in room
        assert "**Dit doen we met jullie vragen**\n- **Ingrid**: \u2068We vragen ruimte voor een proef.\u2069" in room


async def test_s04_acceptance_5_what_was_kept_is_offered_at_the_next_check_to_its_author_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "inzicht")
        await place.says("noor", "De klant belde zelf terug.")
        await place.taps("noor", "Zo is het klaar")
        await place.taps("noor", "Bewaar voor de waardecheck")
        await plan(place)
        await place.until("2026-03-16 14:01")

        for who in ("noor", "bram"):
            await place.taps(who, "Voorbereiden")

        offered = (await place.hears("noor"))[-1].text
        assert "Misschien zit er een verhaal in." in offered
        assert "De klant belde zelf terug." in offered
        assert "Misschien zit er een verhaal in." not in await place.reads("bram")
        for who in (*MEMBERS[1:], "ingrid", "fatima"):
            assert "De klant belde" not in await place.reads(who)
        assert "De klant belde" not in await place.room()


async def test_s06_the_answer_of_the_lead_is_read_by_all_as_soon_as_it_is_there(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_the_team(place)
        await place.until("2026-03-31 09:31")
        await place.taps("ingrid", "Antwoorden")
        await place.says("ingrid", "We vragen ruimte voor een proef.")
        await place.until("2026-03-31 09:40")

        assert "**Dit doen we met jullie vragen**" in await place.room()
        assert "We vragen ruimte voor een proef." in await place.room()


async def test_s06_with_two_who_lead_both_answers_stand_under_the_board_in_one_message(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("lena", "lead")
        await asks_the_team(place)
        await place.until("2026-03-31 09:31")
        first = ""
        for who, answer in (("ingrid", "We vragen ruimte voor een proef."), ("lena", "Ik bel de balie.")):
            await place.taps(who, "Antwoorden")
            await place.says(who, answer)
            await place.wait(hours=2)
            first = first or await place.room()

        room = await place.room()
        assert "We vragen ruimte voor een proef." in first
        assert room.count("**Dit doen we met jullie vragen**") == 1
        assert "We vragen ruimte voor een proef." in room
        assert "Ik bel de balie." in room


async def test_s06_with_two_who_lead_the_answer_of_the_second_stands_there_when_the_first_passes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("lena", "lead")
        await asks_the_team(place)
        await place.until("2026-03-31 09:31")
        await place.taps("ingrid", "Nu niet")
        await place.wait(hours=2)
        await place.taps("lena", "Antwoorden")
        await place.says("lena", "We vragen ruimte voor een proef.")
        await place.wait(minutes=10)

        assert "**Lena**: \u2068We vragen ruimte voor een proef.\u2069" in await place.room()


async def test_s06_edge_nobody_prepares_and_nothing_is_posted(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-04-20 12:00")

        assert "Totaalopbrengst" not in await place.room()


async def test_s06_a_second_quarter_asks_each_teller_after_her_own_items_for_later_and_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await harvest(place)
        await place.until("2026-06-08 10:00")
        await plan(place, when="25 juni om 14:00")
        await place.until("2026-06-15 14:01")

        for who in ("noor", "joost", "bram"):
            await place.hears(who)
            await place.taps(who, "Voorbereiden")

        assert "Vorige keer noemde je" in (await place.hears("noor"))[-1].text
        assert "Ik ken nu iemand" not in await new_words(place, "joost")
        assert "Vorige keer noemde je" not in await new_words(place, "bram")


async def new_words(place: Town, who: str) -> str:
    """Return what somebody heard since she was looked at last."""
    return "\n".join(one.text for one in await place.hears(who))


@pytest.mark.parametrize(("alone", "placed"), [("Ja", True), ("Nee", False)])
async def test_s06_acceptance_6_who_says_nothing_is_held_to_what_she_said_before(
    tmp_path: Path, alone: str, placed: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.", alone=alone)
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Noor", "1 Beleving", "Het was spannend."))
        await place.until("2026-03-27 09:30")
        before = await place.room()
        await place.until("2026-04-02 12:00")

        assert "Het was spannend." not in before
        assert ("Het was spannend." in await place.room()) is placed
        assert "Ik ken nu iemand bij de balie." in await place.room()


async def test_x16_who_is_in_two_teams_shares_what_one_of_them_harvests_with_that_one_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.wait(hours=1)
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("lena", "lead", team="bezwaar")
        for who in ("noor", "olaf", "petra"):
            await place.add(who, team="bezwaar")
        await place.wait(hours=1)
        await plan(place, who="lena")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.", alone="Ja")
        await place.until("2026-04-02 12:00")

        assert "Ik ken nu iemand bij de balie." in await place.room("bezwaar")
        assert "Ik ken nu iemand" not in await place.room()
