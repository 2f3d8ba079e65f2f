"""Somebody in two groups: what was told in one is not shared in the other (GE16, K5)."""

from pathlib import Path

from tests.kit.town import NAMED, PRIVATE, Town, town


async def joins_another_group(place: Town) -> None:
    """Let Noor be in a second group as well, where she gets the weekly question."""
    await place.wait(hours=1)
    await place.add_team("bezwaar", "Team Bezwaar")
    for who in ("noor", "olaf", "petra", "quin"):
        await place.add(who, team="bezwaar")
    await place.switch_on("weekly_wonder", "bezwaar")
    await place.says("noor", "thuisteam 2")


async def test_ge16_what_was_told_in_the_second_group_is_not_shared_in_the_first(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await joins_another_group(place)
        await place.until("thu 14:00")
        await place.tells("noor", "Onder ons van Bezwaar.", PRIVATE, "Team Bezwaar")
        await place.says("noor", "deel 1")
        await place.taps("noor", "Team Bezwaar")
        await place.taps("noor", NAMED)

        await place.until("wed 10:00")

        assert "Onder ons van Bezwaar." not in await place.room()
        assert "Onder ons van Bezwaar." in await place.room("bezwaar")


async def test_k5_a_new_text_that_names_a_colleague_of_the_second_group_is_asked_about(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await joins_another_group(place)
        await place.until("thu 14:00")
        await place.tells("noor", "Iets moois.", NAMED)
        await place.says("noor", "wijzig 1")

        await place.says("noor", "Olaf was boos.")

        assert "Je noemt Olaf." in (await place.hears("noor"))[-1].text
