"""S06: what is typed when its own question has closed, while a preparation still goes on until the board."""

from pathlib import Path

from tests.kit.town import town
from tests.kit.value_checks import plan


async def test_s06_a_line_that_a_scribe_sends_after_the_closing_is_kept_for_its_teller_and_is_no_story_of_his(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-26 14:01")
        for choice in ("Schrijven", "Noor", "1 Bel"):
            await place.taps("bram", choice)
        await place.until("2026-03-27 12:05")

        await place.says("bram", "Ik was er bang voor.")
        told = (await place.hears("bram"))[-1].text
        await place.says("noor", "mijn antwoorden")
        await place.says("bram", "mijn antwoorden")

        assert "Deze regel heb ik nog bewaard voor wie je koos." in told
        assert "Ik was er bang voor." in (await place.hears("noor"))[-1].text
        assert "Ik was er bang voor." not in (await place.hears("bram"))[-1].text


async def test_s06_thanks_after_the_session_are_no_story_and_the_word_still_opens_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-27 10:00")
        await place.hears("samira")

        await place.says("samira", "dank je wel, tot morgen")
        answered = (await place.hears("samira"))[-1].text
        await place.says("samira", "overzicht")
        await place.taps("samira", "Waardecheck")
        await place.says("samira", "De balie was stil.")

        assert "Er loopt nu geen gesprekje." in answered
        assert "Je verhaal telt nog mee" in await place.reads("samira")
        await place.says("samira", "toon 1")
        assert "De balie was stil." in (await place.hears("samira"))[-1].text


async def test_s06_who_began_days_before_the_session_goes_on_only_by_going_there_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-17 10:00")
        await place.taps("noor", "Voorbereiden")
        await place.says("noor", "De balie was stil.")
        await place.until("2026-03-27 10:00")
        await place.hears("noor")

        await place.says("noor", "Dank je wel, tot morgen.")

        assert "verhaal telt nog mee" not in (await place.hears("noor"))[-1].text
