"""S06: in the next quarter each teller is asked after what she named for later, in words that are hers."""

from pathlib import Path

from tests.kit.town import NAMED, PRIVATE, Town, town
from tests.kit.value_checks import plan, prepares, writes_along


async def begun(place: Town) -> None:
    """Plan a check, and wait until everybody may prepare."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-16 14:01")


async def asked_next_time(place: Town) -> str:
    """Let Noor begin to prepare the next check; return what she is asked first."""
    await place.until("2026-06-08 10:00")
    await plan(place, when="25 juni om 14:00")
    await place.until("2026-06-15 14:01")
    await place.taps("noor", "Voorbereiden")
    return (await place.hears("noor"))[-1].text


async def test_s06_what_is_followed_is_called_by_its_own_words_and_not_by_the_name_of_its_story(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun(place)
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")

        assert 'Vorige keer noemde je "\u2068Ik ken nu iemand bij de balie.\u2069" voor later.' in await asked_next_time(place)


async def test_s06_what_is_followed_without_a_name_of_its_story_is_called_by_its_first_words(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun(place)
        await place.taps("noor", "Voorbereiden")
        for said in ("overslaan", "overslaan", "overslaan", "Een naam bij de balie.", *["overslaan"] * 4):
            await place.says("noor", said)
        await place.taps("noor", "Liever schriftelijk")
        await place.taps("noor", NAMED)

        assert 'Vorige keer noemde je "\u2068Een naam bij de balie.\u2069" voor later.' in await asked_next_time(place)


async def test_s06_a_line_that_its_teller_never_confirmed_is_not_put_in_her_mouth(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun(place)
        await prepares(place, "noor", "overslaan", PRIVATE)
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Noor", "2 Voor later", "Iets van Bram."))

        asked = await asked_next_time(place)

        assert "Vorige keer noemde je" not in asked
        assert "Iets van Bram." not in asked


async def test_k3_a_facilitators_week_counts_nobody_where_the_harvest_says_how_many_worked_on_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await begun(place)
        for one, readers in (("noor", NAMED), ("bram", NAMED), ("samira", PRIVATE), ("joost", PRIVATE), ("ingrid", PRIVATE)):
            await prepares(place, one, "Iets.", readers)
        await place.until("2026-03-26 18:00")
        await place.switch_on("weekly_wonder")
        for _ in range(4):  # a week in which nothing is shared tells of no round either
            await place.until("thu 14:00")
            await place.tells("noor", "Een gedachte.", NAMED)
        await place.until("2026-04-29 10:00")

        overviews = await place.reads("fatima")
        assert "Waardecheck (gesloten)" in overviews
        assert "deden mee" not in overviews
