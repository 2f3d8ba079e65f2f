"""The menu: what there is to do, by moment, with how long it takes, who reads it, and the word that starts it (§4.1)."""

from pathlib import Path

import pytest

from tests.kit.leergroep import gather, plan
from tests.kit.town import FACILITATOR, LEAD, town
from tests.kit.trajectories import plan_training

MOMENTS = ["Vooraf", "Tijdens", "Na afloop", "Tussendoor"]
"""The parts of the menu, as their buttons say."""


async def test_the_menu_tells_what_there_is_by_moment_with_the_time_the_readers_and_the_word(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "menu")

        (menu,) = await place.hears("noor")
        before, between = menu.text.index("**Vooraf**"), menu.text.index("**Tussendoor**")
        assert before < menu.text.index("- **welke werkvorm**: Welke werkvorm past? (3 min, alleen jij leest het)") < between
        assert between < menu.text.index("- **inzicht**: Een moment van inzicht (5 min, jij kiest wie het leest)")
        assert not {"**pauze**", "**mijn gegevens**", "**afmelden**"} & set(menu.text.split(":"))
        assert list(menu.choices) == [*(one for one in MOMENTS if f"**{one}**" in menu.text), "Waar loop je tegenaan?"]


@pytest.mark.parametrize("said", ["menu tussendoor", "Menu Tussendoor!"])
async def test_one_moment_of_the_menu_has_a_button_for_each_word(tmp_path: Path, said: str) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", said)
        (menu,) = await place.hears("noor")
        assert "**Vooraf**" not in menu.text

        await place.taps("noor", "verwondering")

        assert "Wat heeft jou de afgelopen week verwonderd" in (await place.hears("noor"))[-1].text


async def test_a_moment_is_chosen_by_its_button_its_number_or_its_name(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for who, act in (("noor", place.taps), ("bram", place.says), ("samira", place.says)):
            await place.says(who, "menu")
            (menu,) = await place.hears(who)

            await act(who, str(list(menu.choices).index("Tussendoor") + 1) if who == "bram" else "Tussendoor")

            assert "verwondering" in (await place.hears(who))[-1].choices


async def test_the_menu_is_that_of_somebodys_role(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for who in (LEAD, FACILITATOR, "noor"):
            await place.says(who, "menu")

        assert "**waardecheck start**: Waardecheck plannen" in await place.reads(LEAD)
        assert "**waardecheck start**" in await place.reads(FACILITATOR)
        assert "**verwondering**" not in await place.reads(FACILITATOR)
        assert "**waardecheck start**" not in await place.reads("noor")


async def test_the_menu_is_that_of_the_kind_of_group(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await gather(place)
        await plan(place)

        for who in ("noor", LEAD, FACILITATOR):
            await place.says(who, "menu")

        assert "**opdracht**" in await place.reads("noor")
        assert "**opdracht**" not in await place.reads(LEAD)
        assert "**contract**" in await place.reads(FACILITATOR)


async def test_the_menu_stands_beside_a_question_that_stays_open(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "verwondering")
        await place.says("noor", "menu")
        await place.hears("noor")

        await place.says("noor", "De wachtrij was om drie uur leeg.")

        assert "Wil je er nog iets bij kwijt?" in (await place.hears("noor"))[-1].text


async def test_who_is_offered_nothing_is_told_so(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("ada", "admin", consent=None)

        await place.says("ada", "menu")

        assert "Hier is nu niets voor je te doen." in await place.reads("ada")


async def test_a_moment_without_anything_to_do_is_told_so_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("ada", "admin", consent=None)

        await place.says("ada", "menu tussendoor")

        assert "Hier is nu niets voor je te doen." in await place.reads("ada")


async def test_who_did_not_agree_yet_hears_first_who_the_bot_is(tmp_path: Path) -> None:
    async with town(tmp_path, members=("noor",), asked=["joost"]) as place:
        await place.says("joost", "menu")

        assert "**Tussendoor**" not in await place.reads("joost")


async def test_x11_the_menu_is_told_in_english_with_english_words(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "english")
        await place.says("noor", "menu in between")

        menu = (await place.hears("noor"))[-1]
        assert "**In between**, in ordinary work" in menu.text
        assert "you choose who reads it" in menu.text


async def test_what_comes_around_a_trajectory_stands_in_the_menu_once_somebody_planned_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "menu")
        before = (await place.hears("noor"))[-1].text
        await plan_training(place, "noor", "Helder schrijven", "1 juni")
        await place.says("noor", "menu")

        assert "- **traject**" in before
        for word in ("leerplan", "oogsten"):
            assert f"- **{word}**" not in before
            assert f"- **{word}**" in await place.reads("noor")


async def test_the_menu_is_read_by_what_somebody_runs_into_as_well(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "menu")
        await place.hears("noor")
        await place.taps("noor", "Waar loop je tegenaan?")
        (needs,) = await place.hears("noor")
        assert "Een lastige situatie" in needs.choices

        await place.taps("noor", "Een lastige situatie")

        (menu,) = await place.hears("noor")
        assert "**Een lastige situatie** van jezelf\n- **" in menu.text
        assert "**condities start**" not in menu.text
        assert "inzicht" in menu.choices


async def test_a_need_is_offered_only_to_who_has_something_there(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for who in (LEAD, "noor"):
            await place.says(who, "menu waar loop je tegenaan")

        assert "Anderen laten leren" in (await place.hears(LEAD))[-1].choices
        assert "Samen met één collega" in (await place.hears("noor"))[-1].choices
        await place.says(LEAD, "menu anderen laten leren")
        assert "**waardecheck start**" in await place.reads(LEAD)


async def test_s21_leads_to_the_part_of_the_menu_that_fits(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "welke werkvorm")
        await place.taps("noor", "Ik wil iets kunnen")
        await place.taps("noor", "Laat zien")

        assert "**Iets kunnen**" in (menu := await place.reads("noor"))
        assert "- **traject**" in menu


async def test_x11_needs_are_told_in_english(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "english")
        await place.says("noor", "menu what are you running into")

        assert "A difficult situation" in (await place.hears("noor"))[-1].choices
