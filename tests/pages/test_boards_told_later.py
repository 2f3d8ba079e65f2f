"""S06: a line that its teller has still to read stands on no page and in no download; once she says yes, everybody reads it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.test_value_check_told_later import HERS, OTHERS, told_while_away
from tests.kit.value_checks import confirms
from tests.pages.test_boards import opened
from tests.pages.visiting import Visit, visiting

READERS = ("ingrid", "noor", "bram", "fatima")


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(tmp_path, formats=[]) as built:
        await told_while_away(built.town)
        yield built


async def everything(visit: Visit, person: str) -> str:
    """Return the board as somebody reads and downloads it."""
    browser, where = await opened(visit, person)
    return "".join([(await browser.reads(f"{where}{end}")).text for end in ("", ".csv", ".md")])


async def test_s06_what_a_teller_who_is_away_has_not_read_yet_stands_nowhere(visit: Visit) -> None:
    read = [await everything(visit, who) for who in READERS]

    for text in read:
        assert HERS not in text
        assert text.count(OTHERS) >= 3


async def test_s06_once_she_is_back_and_says_yes_everybody_reads_it(visit: Visit) -> None:
    await visit.town.until("2026-05-07 09:00")
    before = "".join([await everything(visit, who) for who in READERS])
    await confirms(visit.town, samira="Klopt")
    after = [await everything(visit, who) for who in READERS]

    assert HERS not in before
    for text in after:
        assert text.count(HERS) >= 3
