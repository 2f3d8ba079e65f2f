"""§4.1: what is typed under an invitation that was not opened does what its buttons do, and answers no question unseen."""

from pathlib import Path

import pytest

from tests.acceptance.test_stopping import comes_back, invited
from tests.kit.town import town

FIRST = "Denk aan één moment"
LEFT_OUT = "Ook goed. Zonder voorbereiding ben je ook welkom."


@pytest.mark.parametrize("word", ["overslaan", "nee", "Nee."])
@pytest.mark.parametrize("day", ["2026-03-16 14:02", "2026-03-23 10:30"])
async def test_s4_1_the_word_to_skip_or_a_no_leaves_out_what_was_not_opened(tmp_path: Path, word: str, day: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.until(day)
        await place.hears("noor")

        await place.says("noor", word)
        told = [heard.text for heard in await place.hears("noor")]
        back = await comes_back(place)

        assert told == [LEFT_OUT]
        assert FIRST in back


async def test_s4_1_a_yes_under_an_invitation_opens_it_and_is_no_story(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)

        await place.says("noor", "ja")
        opened = (await place.hears("noor"))[-1].text
        await place.says("noor", "De balie was stil.")
        await place.says("noor", "toon 1")

        assert FIRST in opened
        assert "De balie was stil." in (await place.hears("noor"))[-1].text


async def test_s4_1_a_story_under_an_invitation_is_still_a_story(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)

        await place.says("noor", "Ja, de balie was stil.")
        await place.says("noor", "toon 1")

        assert "Ja, de balie was stil." in (await place.hears("noor"))[-1].text


async def test_s4_1_once_it_was_opened_the_word_to_skip_is_for_the_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.taps("noor", "Voorbereiden")
        await place.hears("noor")

        await place.says("noor", "overslaan")

        assert "Hoe was dat moment voor jou?" in (await place.hears("noor"))[-1].text
