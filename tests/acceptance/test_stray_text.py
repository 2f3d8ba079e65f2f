"""What everybody reads at once is taken from no text that was meant for something else (S06, K5)."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.value_checks import asks_the_team

QUESTION = "Wat ga je doen met de vragen aan team en organisatie?"


async def offered(place: Town) -> None:
    """Play a check until the lead was asked for her reply, and did not look at it."""
    await asks_the_team(place)
    await place.until("2026-04-02 12:00")
    assert QUESTION in await place.reads("ingrid")
    await place.hears("ingrid")


@pytest.mark.parametrize("text", ["Is Bram er morgen weer?", "12 januari om 10:00", '"stand"'])
async def test_s06_a_sentence_after_the_invitation_is_shown_back_and_posted_by_no_means_without_a_yes(
    tmp_path: Path, text: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offered(place)
        await place.says("ingrid", text)
        asked = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "nee")
        await place.says("ingrid", "En dit is ook iets anders.")
        await place.until("2026-04-03 12:00")

        assert text.strip('"') in asked
        assert "Is dit je antwoord op deze vraag?" in asked
        room = await place.room()
        assert text.strip('"') not in room
        assert "iets anders" not in room


async def test_s06_a_sentence_after_the_invitation_that_is_the_answer_is_posted_after_a_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offered(place)
        await place.says("ingrid", "Ik regel een tweede scherm.")
        await place.taps("ingrid", "Ja")
        await place.until("2026-04-03 12:00")

        assert "Ik regel een tweede scherm." in await place.room()


async def test_s06_after_antwoorden_an_answer_is_taken_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offered(place)
        await place.taps("ingrid", "Antwoorden")
        await place.says("ingrid", "Ik regel een tweede scherm.")
        await place.until("2026-04-03 12:00")

        assert "Ik regel een tweede scherm." in await place.room()


async def test_s06_overslaan_without_looking_puts_the_question_first(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offered(place)
        await place.says("ingrid", "overslaan")
        asked = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "Ik regel een tweede scherm.")
        await place.until("2026-04-03 12:00")

        assert QUESTION in asked
        assert "Ik regel een tweede scherm." in await place.room()
