"""S06: silence places no line that its teller was not asked about: she was away, or it was written after she was asked."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.value_checks import plan, prepares

ASKED = "Dit is uit jouw verhaal opgeschreven."


async def prepared(place: Town) -> None:
    """Let Noor say that lines may be placed when she says nothing, and the session begin."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-16 14:01")
    await prepares(place, "noor", "De balie.", alone="Ja")
    await place.until("2026-03-26 14:01")
    await place.taps("bram", "Schrijven")


async def writes(place: Town, line: str) -> None:
    """Let Bram write a line of Noor's."""
    await place.taps("bram", "Noor")
    await place.taps("bram", "1 Beleving")
    await place.says("bram", line)


@pytest.mark.parametrize(
    ("away", "word", "within"),
    [
        ("30 maart", None, "2026-03-31 09:00"),
        ("20 april", "2026-03-30 13:30", "2026-03-31 09:00"),
        ("20 april", "2026-03-27 12:00", "2026-03-30 09:00"),
    ],
)
async def test_s06_who_comes_back_from_a_pause_is_asked_and_has_her_whole_time(
    tmp_path: Path, away: str, word: str | None, within: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await prepared(place)
        await place.says("noor", f"afwezig tot {away}")
        await writes(place, "Noor belt nu eerst.")
        await place.taps("bram", "Nee")
        if word is not None:
            await place.until(word)
            await place.says("noor", "terug van pauze")

        await place.until(within)
        early = await place.room()
        await place.until("2026-04-03 16:00")

        assert "Noor belt nu eerst." not in early
        assert ASKED in await place.reads("noor")
        assert "Noor belt nu eerst." in await place.room()


@pytest.mark.parametrize("late", ["2026-03-27 16:00", "2026-03-30 11:50"])
async def test_s06_a_line_that_came_after_its_teller_was_asked_is_not_placed_by_her_silence(tmp_path: Path, late: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await prepared(place)
        await writes(place, "Noor belt nu eerst.")
        await place.taps("bram", "Ja")
        await place.taps("bram", "Noor")
        await place.taps("bram", "3 Toegepast")
        await place.until(late)
        await place.says("bram", "Een regel die zij nooit zag.")

        await place.until("2026-04-01 16:00")

        assert "Noor belt nu eerst." in await place.room()
        assert "Een regel die zij nooit zag." not in await place.room()
