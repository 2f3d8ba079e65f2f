"""S05 (AO), C-44: what a facilitator asked in her own words goes from where it was asked, with her or by her word."""

from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.acceptance.test_assignments_of_ones_own import FIRST, SECOND, TOLD, begins, delivers, number_of, with_own_questions
from tests.kit.town import FACILITATOR, Town

WAYS = ("Ik typ het", "In kleine stukjes")


async def goes(place: Town, how: str) -> None:
    """Let what the facilitator asked first go: by erasing her, or by her own word."""
    if how == "erased":
        await place.app.store.run(lambda unit: erase_person(unit, FACILITATOR, place.clock.now(), whole=True))
    else:
        await place.says(FACILITATOR, f"verwijder {await number_of(place, FIRST)}")
        await place.says(FACILITATOR, "ja")
    await place.wait(minutes=2)


@pytest.mark.parametrize("how", ["erased", "taken back"])
@pytest.mark.parametrize("way", WAYS)
async def test_s05_a_question_that_is_gone_stands_in_no_chat_in_which_it_was_asked(tmp_path: Path, how: str, way: str) -> None:
    async with with_own_questions(tmp_path) as place:
        await begins(place, "noor")
        await place.says("noor", "terug")
        await place.taps("noor", way)
        before = await place.reads("noor") + str((await place.shown("noor"))[-1].form)
        await goes(place, how)

        assert FIRST in before
        assert FIRST not in await place.reads("noor")
        assert not [one for one in await place.shown("noor") if FIRST in str(one.form)]


@pytest.mark.parametrize("how", ["erased", "taken back"])
async def test_s05_what_was_answered_stays_without_the_question_that_is_gone(tmp_path: Path, how: str) -> None:
    async with with_own_questions(tmp_path) as place:
        await delivers(place, "noor")
        await goes(place, how)

        read = await place.reads("noor")
        assert FIRST not in read
        assert (SECOND in read) == (how == "taken back")
        await place.says("noor", "mijn antwoorden")
        assert TOLD in await place.reads("noor")
