"""C-44, X18: where somebody was told who facilitates or leads by name, that name goes when that person erases everything."""

from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.acceptance.preparing import delivers, on_the_way
from tests.kit.leergroep import GROUP
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, LEAD, Town, town

NEW = "hanna"


async def erases(place: Town, who: str) -> None:
    """Let somebody be erased, long after what names her was said."""
    await place.wait(days=180)
    await place.app.store.run(lambda unit: erase_person(unit, who, place.clock.now()))
    await place.wait(minutes=5)


async def test_c44_who_alone_reads_a_text_is_named_no_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "noor", readers=FACILITATOR_ONLY)
        before = await place.reads("noor")
        await erases(place, FACILITATOR)
        after = await place.reads("noor")

        assert "Alleen Fatima en jij" in before
        assert "Fatima" not in after
        assert "Alleen de begeleider en jij" in after


async def test_c44_who_facilitates_since_then_is_not_named_as_who_reads_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "noor", readers=FACILITATOR_ONLY)
        await place.wait(days=1)
        await place.leaves(FACILITATOR, GROUP)
        await place.add(NEW, "facilitator", team=GROUP, consent=None)
        await erases(place, FACILITATOR)
        after = await place.reads("noor")

        assert "Alleen de begeleider en jij" in after
        assert "Alleen Hanna en jij" not in after


async def test_c44_a_question_that_is_still_open_keeps_its_buttons_without_the_name(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "De brief past op één bladzijde.")
        before = (await place.shown("noor"))[-1]
        await place.app.store.run(lambda unit: erase_person(unit, FACILITATOR, place.clock.now()))
        await place.settle()
        after = (await place.shown("noor"))[-1]

        assert "Alleen de begeleider (Fatima)" in before.choices
        assert "Alleen voor mij" in after.choices
        assert not any("begeleider" in label for label in after.choices)


@pytest.mark.parametrize(("word", "who"), [("privacy", FACILITATOR), ("privacy", LEAD), ("hulp", LEAD)])
async def test_c44_what_the_bot_explains_names_nobody_who_is_erased(tmp_path: Path, word: str, who: str) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", word)
        before = await place.reads("noor")
        await erases(place, who)
        after = await place.reads("noor")

        assert who.capitalize() in before
        assert who.capitalize() not in after
