"""S06, C-41: a check that begins before anybody was invited still takes a written story until the harvest is there."""

from pathlib import Path

from tests.kit.town import NAMED, Town, town
from tests.kit.value_checks import plan


async def begun_uninvited(place: Town) -> None:
    """Let a check begin at once, a week before its invitations."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await place.taps("bram", "Antwoorden")
    await place.taps("bram", "Ja, ik schrijf mee")
    await place.says("ingrid", "sluit nu")
    await place.taps("ingrid", "Ja, begin nu")
    await place.wait(minutes=5)


async def test_c41_who_was_never_invited_tells_her_story_until_the_harvest_is_there(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun_uninvited(place)

        await place.says("noor", "waardecheck")
        asked = "\n".join(one.text for one in await place.hears("noor"))
        for text in ("Ik vroeg eerst door.", *("overslaan",) * 6, "Een verhaal"):
            await place.says("noor", text)
        await place.taps("noor", NAMED)
        await place.until("2026-03-20 12:00")

        assert "De waardecheck is al begonnen. Je verhaal telt nog mee" in asked
        assert "Denk aan één moment" in asked
        assert "Ik vroeg eerst door." in await place.room()
        assert "alvast" not in await place.reads("noor") + await place.reads("samira")


async def test_c41_who_was_never_invited_hears_that_it_was_once_the_harvest_is_there(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun_uninvited(place)
        await place.until("2026-03-12 12:00")

        await place.says("noor", "waardecheck")

        assert "Denk aan één moment" not in await place.reads("noor")
        assert "Waardecheck" in (await place.hears("noor"))[-1].text
