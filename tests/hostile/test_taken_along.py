"""A late text that goes along to the next round is not lost on the way (GE1)."""

from pathlib import Path

from tests.kit.town import PRIVATE, town


async def test_ge1_a_text_taken_along_to_a_round_in_which_a_choice_waits_is_its_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.until("wed 10:00")
        await place.says("noor", "De mist boven de dijk.")
        late = (await place.hears("noor"))[-1]
        await place.until("thu 14:00")
        await place.taps("noor", "Later")

        await place.presses("noor", late.choices["Naar de volgende keer"])
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", PRIVATE)
        await place.says("noor", "toon 1")

        assert "De mist boven de dijk." in (await place.hears("noor"))[-1].text
