"""X16, GE16: one person in several teams gets one weekly question, in her home team, and shares with the team she chooses."""

from pathlib import Path

from storage.timing import schedules
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, NAMED, NAMELESS, PRIVATE, Town, town

HOME, OTHER = "Team Vergunningen", "Team Bezwaar"


async def joins_another_group(place: Town) -> None:
    """Let Noor be in a second group as well, which is asked the weekly question."""
    await place.wait(hours=1)
    await place.add_team("bezwaar", "Team Bezwaar")
    for who in ("noor", "olaf", "petra", "quin"):
        await place.add(who, team="bezwaar")
    await place.switch_on("weekly_wonder", "bezwaar")


async def test_x16_who_is_in_two_teams_gets_one_weekly_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await joins_another_group(place)

        await place.until("2026-03-17 18:00")

        heard = [one.text for one in await place.hears("noor")]
        assert len(heard) == 2
        assert "verwonderd" in heard[0]
        assert "Wil je nog vertellen" in heard[1]
        assert "verwonderd" in (await place.hears("olaf"))[0].text


async def test_x16_who_is_in_two_teams_shares_with_the_first_one_joined_when_she_chooses_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", NAMED, HOME)

        await place.until("wed 10:00")

        assert "Van Noor." in await place.room()
        assert "Van Noor." not in await place.room("bezwaar")


async def test_x16_the_home_team_is_changed_in_chat(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.says("noor", "thuisteam")
        asked = (await place.hears("noor"))[-1]

        await place.says("noor", "2")
        said = (await place.hears("noor"))[-1].text
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", NAMED, OTHER)
        await place.until("wed 10:00")

        assert list(asked.choices) == ["Team Vergunningen", "Team Bezwaar"]
        assert "hoort vanaf nu bij Team Bezwaar" in said
        assert "Van Noor." in await place.room("bezwaar")
        assert "Van Noor." not in await place.room()


async def test_x16_a_home_team_is_taken_back_like_any_choice(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.says("noor", "thuisteam 2")

        await place.says("noor", "herstel")
        await place.says("noor", "thuisteam")

        assert "hoort nu bij Team Vergunningen" in (await place.hears("noor"))[-1].text


async def test_x16_who_leaves_her_home_team_is_asked_in_the_other(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.leaves("noor")

        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", NAMED)
        await place.until("wed 10:00")

        assert "Van Noor." in await place.room("bezwaar")


async def test_x16_who_is_in_one_team_hears_that(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("bram", "thuisteam")

        assert (await place.hears("bram"))[-1].text == "Je zit in één team. Daar hoort de wekelijkse vraag bij."


# -- with which team it is shared


async def asked_at_sharing(place: Town) -> None:
    """Let Noor, who is in two groups, tell what surprised her, so that she is asked with which group to share it."""
    await joins_another_group(place)
    await place.add("gijs", "facilitator", team="bezwaar", consent=None)
    await place.switch_on("facilitator_week", "bezwaar")
    await place.until("thu 14:00")
    await place.tells("noor", "Van Noor.")


async def test_x16_at_sharing_she_chooses_the_team(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        asked = (await place.hears("noor"))[-1]
        await place.taps("noor", OTHER)
        readers = (await place.hears("noor"))[-1]
        await place.taps("noor", NAMED)
        await place.until("wed 10:00")

        assert "Met welk team wil je dit delen?" in asked.text
        assert list(asked.choices) == [HOME, OTHER]
        assert list(readers.choices) == [PRIVATE, f"{NAMED} ({OTHER})", f"{NAMELESS} ({OTHER})", f"{FACILITATOR_ONLY} (Gijs)"]
        assert "Van Noor." in await place.room("bezwaar")
        assert "Van Noor." not in await place.room()


async def test_x16_v1_is_the_facilitator_of_the_chosen_team(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        await place.taps("noor", OTHER)
        await place.taps("noor", FACILITATOR_ONLY)
        thanks = (await place.hears("noor"))[-1].text
        await place.until("wed 10:00")

        assert "Alleen Gijs en jij" in thanks
        assert "Van Noor." in await place.reads("gijs")
        assert "Van Noor." not in await place.reads(FACILITATOR)


async def test_x16_the_team_is_chosen_by_a_typed_number_and_back_works_over_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        for words in ("1", "terug", "2", "2"):
            await place.says("noor", words)
        await place.until("wed 10:00")

        assert "Van Noor." in await place.room("bezwaar")
        assert "Van Noor." not in await place.room()


FIVE = ("noor", "bram", "samira", "joost", "lotte")


async def three_answer_at_home(place: Town) -> None:
    """Let three of the five at home answer, one of them by name; with Noor they are as many as a figure takes."""
    await place.tells("bram", "Van bram.", NAMED)
    for who in ("samira", "joost"):
        await place.tells(who, f"Van {who}.", PRIVATE)
    await place.until("wed 10:00")


async def test_x16_no_other_teams_round_counts_it_as_answered(tmp_path: Path) -> None:
    async with town(tmp_path, members=FIVE) as place:
        await asked_at_sharing(place)
        await place.taps("noor", OTHER)
        await place.taps("noor", FACILITATOR_ONLY)
        await three_answer_at_home(place)

        assert "Van bram." in await place.reads(FACILITATOR)
        assert "deden mee" not in await place.reads(FACILITATOR)


async def test_x17_sharing_with_the_other_team_that_is_taken_back_counts_at_home_again(tmp_path: Path) -> None:
    async with town(tmp_path, members=FIVE) as place:
        await asked_at_sharing(place)
        await place.taps("noor", OTHER)
        await place.taps("noor", FACILITATOR_ONLY)
        await place.says("noor", "herstel")
        await three_answer_at_home(place)

        assert "4 mensen deden mee" in await place.reads(FACILITATOR)
        assert "Van Noor." not in await place.reads(FACILITATOR)


async def test_x16_who_is_in_one_team_is_not_asked(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.until("thu 14:00")
        await place.tells("bram", "Van Bram.")

        assert list((await place.hears("bram"))[-1].choices)[1] == NAMED


async def test_x16_a_team_that_the_question_does_not_run_for_is_not_offered(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.app.store.run(lambda unit: schedules.switch_off(unit, "weekly_wonder", "bezwaar"))
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", NAMED)
        await place.until("wed 10:00")

        assert "Van Noor." in await place.room()


async def test_x16_an_answer_that_is_shared_afterwards_goes_to_the_team_she_chooses(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        await place.taps("noor", HOME)
        await place.taps("noor", PRIVATE)
        await place.says("noor", "deel 1")
        await place.taps("noor", OTHER)
        await place.taps("noor", NAMED)
        await place.until("wed 10:00")

        assert "Van Noor." in await place.room("bezwaar")
        assert "Van Noor." not in await place.room()


async def test_x16_a_text_that_moves_to_the_other_team_leaves_the_first_and_comes_in_its_next_digest(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        await place.taps("noor", HOME)
        await place.taps("noor", NAMED)
        await place.until("wed 10:00")
        stood = await place.room()
        await place.says("noor", "deel 1")
        await place.taps("noor", OTHER)
        await place.taps("noor", NAMED)
        await place.until("wed 10:00")

        assert "Van Noor." in stood
        assert "Van Noor." not in await place.room()
        assert "Van Noor." in await place.room("bezwaar")


async def test_c37_what_is_shared_after_the_chosen_team_got_its_digest_comes_in_the_next_one(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        await place.taps("noor", HOME)
        await place.taps("noor", PRIVATE)
        await place.until("wed 10:00")
        await place.says("noor", "deel 1")
        await place.taps("noor", OTHER)
        await place.taps("noor", NAMED)
        await place.until("fri 10:00")
        before = await place.room("bezwaar")
        await place.until("wed 10:00")

        assert "Van Noor." not in before
        assert "Van Noor." in await place.room("bezwaar")


async def test_x16_on_a_form_the_team_is_asked_after_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.until("thu 14:00")
        await place.taps("noor", "Vertellen")
        await place.says("noor", "formulier")
        await place.fills("noor", wonder_text="Van Noor.")
        await place.fills("noor", wonder_next="enough")
        await place.taps("noor", OTHER)
        await place.taps("noor", NAMED)
        await place.until("wed 10:00")

        assert "Van Noor." in await place.room("bezwaar")


async def test_ge6_who_leaves_one_of_the_teams_in_the_middle_shares_with_no_team_that_she_did_not_mean(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        await place.leaves("noor", "bezwaar")
        await place.says("noor", "2")
        said = (await place.hears("noor"))[-1]
        await place.until("wed 10:00")

        assert "andere teams" in said.text
        assert f"{NAMED} ({HOME})" in said.choices
        assert "Van Noor." not in await place.room()


async def test_ge6_who_leaves_the_team_that_she_chose_is_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        await place.taps("noor", OTHER)
        await place.leaves("noor", "bezwaar")
        await place.taps("noor", NAMED)
        said = (await place.hears("noor"))[-1].text
        await place.until("wed 10:00")

        assert "andere teams" in said
        assert "Van Noor." not in await place.room("bezwaar")
        assert "Van Noor." not in await place.room()


async def test_k6_a_chosen_team_that_is_small_and_has_no_facilitator_offers_its_name_only(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.wait(hours=1)
        await place.add_team("klein", "Team Klein")
        for who in ("noor", "olaf"):
            await place.add(who, team="klein")
        await place.switch_on("weekly_wonder", "klein")
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.")
        await place.taps("noor", "Team Klein")
        asked = (await place.hears("noor"))[-1]

        assert list(asked.choices) == [PRIVATE, f"{NAMED} (Team Klein)"]
        assert "Jullie team is klein." in asked.text


async def test_k5_a_colleague_of_the_other_team_is_asked_about_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.until("thu 14:00")
        await place.tells("noor", "Olaf was boos.", NAMED, OTHER)

        assert "Je noemt Olaf." in (await place.hears("noor"))[-1].text


async def test_x17_a_choice_of_team_and_readers_is_taken_back(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await asked_at_sharing(place)
        await place.taps("noor", OTHER)
        await place.taps("noor", NAMED)
        await place.says("noor", "herstel")
        await place.until("wed 10:00")

        assert "Van Noor." not in await place.room("bezwaar")
