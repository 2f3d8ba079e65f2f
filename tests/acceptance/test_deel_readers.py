"""S06: "deel" offers no readers that the question about the text does not allow."""

from pathlib import Path

from tests.kit.town import NAMED, PRIVATE, town
from tests.kit.value_checks import plan, prepares


async def test_s06_a_story_of_a_check_is_shared_afterwards_only_with_whom_the_check_allows(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand.", PRIVATE, live="Liever schriftelijk")

        await place.says("noor", "deel 1")

        assert list((await place.hears("noor"))[-1].choices) == [PRIVATE, NAMED]
