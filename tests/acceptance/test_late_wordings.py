"""S06: words with which a teller wants a line to be written otherwise, sent after her 48 hours: they are never lost (C-38)."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.value_checks import plan, writes_along

ASKED = "Is dit je antwoord op deze vraag? Iedereen in Team Vergunningen leest het dan."
LINE, WORDS = "Het was spannend.", "Zo was het echt."
OVER = "2026-03-31 15:00"
"""After her time, which does not end in the weekend, and after the board."""


async def too_late(place: Town, text: str = WORDS) -> None:
    """Let Noor choose to word her line otherwise, and send the words after her time."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-26 14:01")
    await writes_along(place, "bram", ("Noor", "1 Beleving", LINE), ("Samira", "1 Beleving", "Van Samira."))
    await place.until("2026-03-28 13:00")
    await place.taps("samira", "Bekijken")
    await place.taps("samira", "Klopt")
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Aanpassen")
    await place.until(OVER)
    await place.hears("noor")
    await place.says("noor", text)


async def hers(place: Town) -> str:
    """Return what Noor finds among her own answers."""
    await place.hears("noor")
    await place.says("noor", "mijn antwoorden")
    return (await place.hears("noor"))[-1].text


async def test_c38_words_that_come_after_her_time_stand_on_the_board_when_she_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await too_late(place)
        asked, before = (await place.hears("noor"))[-1].text, await place.room()
        await place.says("noor", "ja")
        await place.settle()

        assert WORDS in asked
        assert ASKED in asked
        assert WORDS not in before
        assert "Dit komt in de opbrengst van Team Vergunningen." in (await place.hears("noor"))[-1].text
        assert f"- **Noor**: \u2068{WORDS}\u2069" in (await place.shown("vergunningen", "room"))[-1].text
        assert LINE not in await place.room()


@pytest.mark.parametrize("word", ["nee", "overslaan", "stop"])
async def test_c38_words_that_come_after_her_time_are_kept_for_her_when_they_are_not_to_be_read(
    tmp_path: Path, word: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await too_late(place)

        await place.says("noor", word)
        await place.taps("noor", "Bewaren")

        assert WORDS in await hers(place)
        assert WORDS not in await place.room()


async def test_c38_thrown_away_the_line_stays_as_it_was(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await too_late(place, "Dank je wel, tot morgen.")

        await place.says("noor", "nee")
        await place.taps("noor", "Weggooien")

        assert LINE in await hers(place)
        assert "tot morgen" not in await hers(place)


async def test_k5_late_words_that_name_a_colleague_are_asked_about_and_not_lost(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await too_late(place, "Samira hielp me.")
        await place.says("noor", "ja")
        asked = (await place.hears("noor"))[-1].text

        await place.says("noor", "stop")
        await place.taps("noor", "Bewaren")

        assert "Je noemt Samira." in asked
        assert "Samira hielp me." in await hers(place)
        assert "Samira hielp me." not in await place.room()


async def test_s06_words_for_a_check_that_was_called_off_are_kept_for_her_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Noor", "1 Beleving", LINE))
        await place.until("2026-03-28 13:00")
        await place.taps("noor", "Bekijken")
        await place.taps("noor", "Aanpassen")
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")

        await place.says("noor", WORDS)
        told = (await place.hears("noor"))[-1].text
        await place.taps("noor", "Bewaren")

        assert "Deze ronde is gesloten." in told
        assert WORDS in await hers(place)
        assert WORDS not in await place.room()


async def test_ge6_who_left_the_group_keeps_her_late_words_for_herself(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("noor", team="bezwaar")
        await plan(place, scribe="Bram")
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Noor", "1 Beleving", LINE))
        await place.until("2026-03-28 13:00")
        await place.taps("noor", "Bekijken")
        await place.taps("noor", "Aanpassen")
        await place.until(OVER)
        await place.leaves("noor")

        await place.says("noor", WORDS)
        told = (await place.hears("noor"))[-1].text
        await place.taps("noor", "Bewaren")

        assert "Deze ronde is gesloten." in told
        assert WORDS in await hers(place)


@pytest.mark.parametrize("choices", [("ja",), ("nee", "Bewaren")])
async def test_s06_late_words_for_a_line_that_she_took_back_meanwhile_are_given_back(
    tmp_path: Path, choices: tuple[str, ...]
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await too_late(place)
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")
        await place.hears("noor")

        for choice in choices:
            await place.says("noor", choice)

        told = (await place.hears("noor"))[-1].text
        assert WORDS in told
        assert "Dit komt in de opbrengst" not in told
        assert WORDS not in await place.room()
