"""S15: the time line of own moments, from the first to the last, for who wrote them alone."""

import re
from pathlib import Path

from tests.kit.town import Town
from tests.pages.visiting import visiting

FIRST, SECOND = "De burger lachte.", "Het werd stil aan de balie."


async def writes(town: Town, who: str, text: str, learned: str = "overslaan") -> None:
    """Let somebody write down a moment."""
    await town.says(who, "logboekje")
    await town.says(who, text)
    await town.wait(minutes=2)
    await town.says(who, learned)
    await town.wait(minutes=2)
    await town.says(who, "overslaan")
    await town.taps(who, "Nee, ik begin zelf")


async def test_s15_the_time_line_shows_moments_from_the_first_to_the_last(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await writes(visit.town, "noor", FIRST, "Eerst vragen.")
        await visit.town.wait(days=7)
        await writes(visit.town, "noor", SECOND)
        page = (await (await visit.inside("noor")).reads("/pages/moments")).text

        assert page.index(FIRST) < page.index("Eerst vragen.") < page.index(SECOND)
        assert re.findall(r"<time[^>]*>([^<]*)<", page) == ["9 maart 2026", "16 maart 2026"]
        assert "Wat neem je daarvan mee?" in page


async def test_s15_the_time_line_holds_nothing_of_others_and_nothing_else(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await writes(visit.town, "bram", FIRST)
        await visit.town.says("noor", "verwondering")
        await visit.town.says("noor", "Dit is een verwondering.")
        page = (await (await visit.inside("noor")).reads("/pages/moments")).text

        assert FIRST not in page
        assert "verwondering." not in page
        assert "Er staan nog geen momenten." in page


async def test_s15_what_is_taken_back_is_not_on_the_time_line(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await writes(visit.town, "noor", FIRST)
        noor = await visit.inside("noor")
        assert FIRST in (await noor.reads("/pages/moments")).text
        await visit.town.says("noor", "verwijder 1")
        await visit.town.taps("noor", "Ja, verwijder")

        assert FIRST not in (await noor.reads("/pages/moments")).text


async def test_s15_a_word_gives_the_link_and_without_pages_says_where_to_read(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.says("noor", "tijdlijn")

        assert "Hier is een link naar je eigen tijdlijn." in (await visit.town.hears("noor"))[-1].text
