"""S06, GE3: a message of which all own lines were left out still says something."""

from pathlib import Path

from tests.kit.town import NAMED, Town, town
from tests.kit.value_checks import plan, prepares, writes_along

GONE = "De verteller heeft deze tekst weggehaald."


async def reads_her_line(place: Town) -> None:
    """Let a line be written down for Noor, and let her look at it."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-16 14:01")
    await prepares(place, "noor", "Een lijstje.", NAMED)
    await place.until("2026-03-26 14:01")
    await writes_along(place, "bram", ("Noor", "1 Beleving", "Het was stil."))
    await place.until("2026-03-27 09:30")
    await place.taps("noor", "Bekijken")


async def test_s06_above_the_question_about_a_line_that_was_left_out_stands_that_it_is_gone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await reads_her_line(place)
        await place.taps("noor", "Weglaten")

        assert (await place.shown("noor"))[-2].text == f"Waardecheck\n{GONE}\n\nKlopt het zo?"


async def test_s06_a_form_of_which_all_lines_were_left_out_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await reads_her_line(place)
        await place.says("noor", "formulier")
        form = (await place.hears("noor"))[-1].form
        assert form is not None
        await place.fills("noor", **{field["id"]: "out" for field in form["fields"] if field["kind"] == "choice"})

        assert (await place.shown("noor"))[-2].text == f"Waardecheck\n{GONE}"
        assert "Het was stil." not in await place.reads("noor")
