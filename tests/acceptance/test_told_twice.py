"""S06: what somebody prepared and told again in the same words stands on the board once, as she confirmed it."""

from pathlib import Path

from tests.kit.town import town
from tests.kit.value_checks import confirms, plan, prepares, writes_along

PREPARED = "Ik ken nu iemand bij de balie."


async def test_s06_what_was_prepared_and_written_down_in_the_same_words_stands_on_the_board_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await place.taps("bram", "Antwoorden")
        await place.taps("bram", "Ja, ik schrijf mee")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", PREPARED)
        await prepares(place, "samira", "Een idee voor de brief.")
        await place.until("2026-03-26 14:01")
        await writes_along(
            place, "bram", ("Noor", "2 Voor later", "ik ken nu iemand bij de balie"), ("Samira", "2 Voor later", "Een idee.")
        )
        await place.until("2026-03-27 12:00")
        await confirms(place, noor="Klopt", samira="Klopt")
        await place.until("2026-04-02 12:00")
        board = await place.room()
        await place.says("noor", "mijn antwoorden")
        listed = (await place.hears("noor"))[-1].text

        assert "\u2068ik ken nu iemand bij de balie\u2069" in board
        assert PREPARED not in board
        assert "Een idee." in board
        assert "Een idee voor de brief." in board
        assert PREPARED in listed


async def test_s06_what_was_prepared_stands_there_again_when_the_line_in_the_same_words_is_taken_away(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await place.taps("bram", "Antwoorden")
        await place.taps("bram", "Ja, ik schrijf mee")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", PREPARED)
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Noor", "2 Voor later", "ik ken nu iemand bij de balie"))
        await place.until("2026-03-27 12:00")
        await confirms(place, noor="Klopt")
        await place.until("2026-04-02 12:00")
        await place.says("noor", "mijn antwoorden")
        number = next(line for line in (await place.hears("noor"))[-1].text.splitlines() if "ik ken" in line).split("**")[1]
        await place.says("noor", f"maak privé {number.rstrip('.')}")
        await place.wait(minutes=5)

        assert PREPARED in await place.room()
        assert "ik ken nu" not in await place.room()
