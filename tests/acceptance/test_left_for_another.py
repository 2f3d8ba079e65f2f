"""GE8: what was answered and left open when something else came still takes the choice that stood open in it."""

from pathlib import Path

from tests.acceptance.preparing import gathered, on_the_way
from tests.kit.town import Town

OTHER_DAY = "2026-02-02 10:01"


async def tells_and_leaves(place: Town) -> None:
    """Let Noor tell what she prepared, and choose no readers before something else is put before her on another day."""
    await place.taps("noor", "Beginnen")
    await place.taps("noor", "In kleine stukjes")
    await place.says("noor", "De bezorger vergat de sleutel.")
    for _ in range(5):
        await place.says("noor", "overslaan")
    await place.until(OTHER_DAY)
    assert "leerpunten" in (await place.shown("noor"))[-1].text


async def test_ge8_the_readers_can_still_be_chosen_on_the_card_that_asks_for_them(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await tells_and_leaves(place)

        await place.taps("noor", "Met de groep")

        assert "Deze knop hoort bij" not in await place.reads("noor")
        await place.until("2026-03-11 12:05")
        assert "De bezorger vergat de sleutel." in await gathered(place, "bram")


async def test_ge8_the_other_question_is_put_once_more_after_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await tells_and_leaves(place)
        asked = (await place.shown("noor"))[-1].choices

        await place.taps("noor", "Met de groep")
        await place.taps("noor", "Niet nu")

        assert "Niet nu" in asked
        assert "Deze knop hoort bij" not in await place.reads("noor")


async def test_ge13_once_the_meeting_is_over_the_card_is_old(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await tells_and_leaves(place)
        await place.until("2026-03-12 12:05")

        await place.taps("noor", "Met de groep")

        assert "Deze knop hoort bij" in await place.reads("noor")
