"""What a group must have before a round opens (``needs``): by the calendar nothing is asked, by the word it is said."""

from pathlib import Path

import pytest

from dialogs.library import Library
from tests.kit.libraries import with_words
from tests.kit.town import FACILITATOR, Town, town

QUESTION = "Waar ben je trots op?"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return with_words(tmp_path / "dialogs")


async def begins(place: Town) -> str:
    """Return what Noor hears when she types the word."""
    await place.says("noor", "tweegesprek")
    return (await place.hears("noor"))[-1].text


async def test_in_a_group_that_is_too_small_nobody_is_asked_and_the_word_says_why(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=["pairs"]) as place:
        await place.until("wed 17:00")

        assert await place.hears("noor") == []
        assert await begins(place) == "Dit kan vanaf 6 mensen in jullie groep."


async def test_once_the_group_has_what_it_takes_the_next_round_opens(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=["pairs"]) as place:
        await place.until("wed 17:00")
        await place.add("lotte", consent="no")

        await place.until("tue 10:00")

        assert QUESTION in (await place.hears("noor"))[-1].text


async def test_without_a_facilitator_it_waits(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=["pairs"]) as place:
        await place.add("lotte")
        await place.leaves(FACILITATOR)

        await place.until("tue 17:00")

        assert await place.hears("noor") == []
        assert await begins(place) == "De begeleider is nodig om dit te beginnen. Die is er nu niet in jullie groep."


async def test_without_a_room_it_waits(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        await place.add(FACILITATOR, "facilitator", team="bezwaar")
        for number in range(6):
            await place.add(f"iemand{number}", team="bezwaar")

        await place.says("iemand1", "tweegesprek")

        assert (await place.hears("iemand1"))[-1].text == "Dit kan als jullie groep een eigen kanaal heeft."


async def test_who_is_in_no_group_hears_that_too(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await place.leaves("noor")

        assert await begins(place) == "Dat kan ik niet voor je doen. Een teamlid kan dit wel."


async def test_in_a_round_that_is_open_the_word_works_when_the_group_has_become_too_small(
    tmp_path: Path, library: Library
) -> None:
    async with town(tmp_path / "town", library=library, formats=["pairs"]) as place:
        await place.add("lotte")
        await place.until("tue 10:00")
        await place.says("noor", "Op de rust.")
        await place.leaves("lotte")
        await place.hears("noor")

        assert QUESTION in await begins(place)


async def test_x08_the_dry_run_leaves_out_what_the_group_lacks_something_for(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=["pairs"]) as place:
        await place.says("ingrid", "proefkalender 2")
        before = (await place.hears("ingrid"))[-1].text
        await place.add("lotte")

        await place.says("ingrid", "proefkalender 2")

        assert "Leerinterview" not in before
        assert "Leerinterview" in (await place.hears("ingrid"))[-1].text
