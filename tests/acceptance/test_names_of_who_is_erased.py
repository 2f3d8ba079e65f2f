"""C-44: in what Leerbot told others of its own accord, the name of who erases everything goes too."""

from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.acceptance.preparing import on_the_way
from tests.acceptance.test_newcomers import NEW, comes_in
from tests.kit.duo_call import chooses, opens_call, puts, signs_up
from tests.kit.forming import answers, completes, starts
from tests.kit.town import FACILITATOR, Town, town

START = "2026-03-09 09:30"


async def erased(place: Town, who: str, reader: str) -> tuple[str, str]:
    """Let somebody be erased half a year later; return what a reader read before that, and reads after it."""
    await place.wait(days=2)
    before = await place.reads(reader)
    await place.wait(days=180)
    await place.app.store.run(lambda unit: erase_person(unit, who, place.clock.now()))
    await place.wait(minutes=5)
    return before, await place.reads(reader)


async def test_c44_who_could_not_come_to_a_meeting_is_named_no_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("bram", "afwezig")
        before, after = await erased(place, "bram", FACILITATOR)

        assert "Bram kan niet op" in before
        assert "Bram kan niet op" not in after
        assert "Oud-lid kan niet op" in after


async def test_c44_who_came_into_a_leergroep_is_named_no_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await comes_in(place)
        before, after = await erased(place, NEW, FACILITATOR)

        assert "Hanna is nu deelnemer" in before
        assert "Hanna is nu deelnemer" not in after
        assert "Een van de deelnemers doet niet meer mee in Leergroep Noord." in after


async def test_c44_with_whom_a_leergroep_began_is_named_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await starts(place)
        for one in ("bram", "samira"):
            await answers(place, one, "Ik doe mee")
        await completes(place)
        before, after = await erased(place, "bram", "samira")

        assert "– Bram" in before
        assert "bram" not in after.casefold()
        assert "– Oud-lid" in after


@pytest.mark.parametrize("who", ["noor", "bram"])
async def test_c44_neither_of_a_duo_is_named_any_more_to_who_guides_them(tmp_path: Path, who: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await opens_call(place)
        await signs_up(place, "noor", brings=["Overzicht"], seeks=["Nieuwe ideeën"])
        await signs_up(place, "bram", brings=["Nieuwe ideeën"], seeks=["Overzicht"])
        await puts(place)
        for one in ("noor", "bram"):
            await chooses(place, one, "Ja")
        before, after = await erased(place, who, FACILITATOR)

        assert "Noor en Bram zijn nu een leerduo" in before
        assert who.capitalize() not in after
