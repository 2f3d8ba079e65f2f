"""Writing to the bot while the explanation of privacy has changed (S01)."""

from pathlib import Path

import pytest

from tests.kit.town import town

CHANGED = "De uitleg over privacy is veranderd."


@pytest.mark.parametrize("word", ["hoi", "meedoen", "verwondering"])
async def test_who_writes_before_being_asked_again_gets_that_question_once(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, renewing=["noor"]) as place:
        await place.app.prepare()
        await place.says("noor", word)
        await place.taps("noor", "Ja, ik doe mee")

        await place.until("wed 12:00")

        read = await place.reads("noor")
        assert read.count(CHANGED) == 1
        assert "We kennen elkaar nog niet" not in read


async def test_who_declines_and_writes_in_the_same_moment_is_answered(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.says("lotte", "hoi")
        await place.taps("lotte", "Nu niet")
        await place.says("lotte", "hoi")
        await place.taps("lotte", "Nu niet")

        await place.says("lotte", "hoi")

        assert "Ja, ik doe mee" in (await place.shown("lotte"))[-1].choices


async def test_who_is_asked_again_may_leave_and_have_everything_deleted_instead(tmp_path: Path) -> None:
    async with town(tmp_path, renewing=["noor"]) as place:
        await place.app.prepare()
        await place.says("noor", "afmelden")
        await place.taps("noor", "Alles verwijderen")
        await place.taps("noor", "Ja, stop en verwijder alles")

        await place.until("wed 12:00")

        assert CHANGED not in await place.reads("noor")
        assert "Je bent afgemeld." in (await place.shown("noor"))[-1].text
