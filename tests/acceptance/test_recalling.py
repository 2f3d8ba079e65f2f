"""Own earlier answers come back to their owner where a format calls them to mind, and to nobody else (``recall``)."""

from pathlib import Path

import pytest

from dialogs.library import Library
from tests.kit.libraries import with_words
from tests.kit.town import NAMED, PRIVATE, Town, town

STORY = "Het werd stil in de zaal."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return with_words(tmp_path / "dialogs")


async def keeps(place: Town, who: str = "noor", text: str = STORY) -> None:
    """Let somebody tell a moment and keep it for the value check."""
    for said in ("kort inzicht", text, "overslaan", "bewaar"):
        await place.says(who, said)
    await place.hears(who)


async def asked(place: Town, who: str = "noor") -> str:
    """Return what somebody reads when she begins the value check."""
    await place.says(who, "waarde terugzien")
    return (await place.hears(who))[-1].text


async def test_s04_acceptance_5_what_was_kept_comes_back_to_its_author_only(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await keeps(place)

        assert STORY in await asked(place)
        for other in ("bram", "ingrid"):
            assert STORY not in await asked(place, other)
        assert STORY not in await place.reads("fatima")


async def test_s03_own_wonders_come_back_as_a_memory_aid_and_those_of_others_do_not(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", PRIVATE)
        await place.tells("bram", "Van Bram.", NAMED)
        await place.wait(minutes=2)
        await place.hears("noor")

        said = await asked(place)

        assert "donderdag 12 maart: \u2068Van Noor.\u2069" in said
        assert "Van Bram." not in said


async def test_what_was_not_kept_or_was_deleted_does_not_come_back(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await place.says("noor", "kort inzicht")
        await place.says("noor", "Dit bewaar ik niet.")
        await place.says("noor", "stop")
        await keeps(place, text="Dit verwijder ik.")
        for said in ("verwijder 2", "ja"):
            await place.says("noor", said)
        await place.hears("noor")

        asked_ = await asked(place)

        assert asked_.startswith("Waardecheck\nHoe heb je het beleefd?")


async def test_what_is_deleted_later_goes_from_the_message_in_which_it_came_back(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await keeps(place)
        await asked(place)
        await place.says("noor", "stop")

        for said in ("verwijder 1", "ja"):
            await place.says("noor", said)

        (message,) = [one for one in await place.shown("noor") if "Hoe heb je het beleefd?" in one.text]
        assert STORY not in message.text


async def test_a_long_text_comes_back_with_the_word_that_shows_all_of_it(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await keeps(place, text=f"{'a' * 600} einde")

        said = await asked(place)

        assert "einde" not in said
        assert 'Typ "toon 1" voor het geheel.' in said


async def test_on_a_form_what_was_told_before_stands_above_it(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await keeps(place)
        await asked(place)

        await place.says("noor", "formulier")

        (message,) = await place.hears("noor")
        assert "Dit bewaarde je voor vandaag. Alleen jij ziet dit." in message.text
        assert STORY in message.text
        assert message.form is not None
        assert [field["id"] for field in message.form["fields"]] == ["experience", "maintain"]
