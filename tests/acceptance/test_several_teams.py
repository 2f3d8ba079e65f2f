"""X16, GE16: one person in several teams gets one weekly question, in her home team."""

from pathlib import Path

from tests.kit.town import NAMED, Town, town


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


async def test_x16_the_question_is_that_of_the_first_team_joined(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", NAMED)

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
        await place.tells("noor", "Van Noor.", NAMED)
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
