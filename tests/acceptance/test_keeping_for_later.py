"""A text that is kept for later (``flags``): what becomes of the flag when its owner thinks again, and where she sees it."""

from pathlib import Path

import pytest
from sqlalchemy import select

from dialogs.library import Library
from storage.tables import answer
from tests.kit.libraries import with_words
from tests.kit.town import NAMED, Town, town

CHOSE = "Daarbij koos je: Bewaar voor de waardecheck."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return with_words(tmp_path / "dialogs")


async def keeps(place: Town) -> None:
    """Let Noor tell a moment and keep it for the value check."""
    for text in ("inzicht", "Het werd stil.", "overslaan", "bewaar"):
        await place.says("noor", text)
    await place.hears("noor")


async def seen(place: Town) -> str:
    """Return what Noor reads of her answer."""
    await place.says("noor", "toon 1")
    return (await place.hears("noor"))[-1].text


async def test_x17_taking_the_choice_back_takes_the_flag_back(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await keeps(place)
        before = await seen(place)

        await place.says("noor", "herstel")

        await place.hears("noor")
        assert CHOSE in before
        assert CHOSE not in await seen(place)


async def test_a_text_that_is_shared_afterwards_stays_kept_for_later(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await keeps(place)

        await place.says("noor", "deel 1")
        await place.taps("noor", NAMED)

        await place.hears("noor")
        assert CHOSE in await seen(place)


async def test_what_is_deleted_is_kept_for_nothing(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await keeps(place)

        await place.says("noor", "verwijder 1")
        await place.says("noor", "ja")

        assert await place.app.store.read(lambda unit: list(unit.connection.execute(select(answer.c.flags)).scalars())) == [""]
