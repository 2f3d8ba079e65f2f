"""S06: who writes along looks over what she wrote, and takes a line out, until it goes to its teller."""

from pathlib import Path

from tests.acceptance.lines import harvesting, opens, texts, writes
from tests.kit.town import Town

NONE = "Je hebt nu niets opgeschreven dat nog te veranderen is."


async def two_lines(place: Town) -> None:
    """Let Bram write down a line of Noor's and one of Samira's, and be asked for another."""
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.says("bram", "ja")
    await writes(place, "bram", "samira", "Ik bel nu erst.")


async def test_s06_a_scribe_sees_the_lines_she_wrote_with_whose_they_are_and_goes_on(tmp_path: Path) -> None:
    async with harvesting(tmp_path) as place:
        await two_lines(place)
        await place.says("bram", "mijn regels")
        shown = (await place.hears("bram"))[-1]
        await place.says("bram", "ja")

        assert (
            "- **1.** Noor: \u2068Het werd stil in de zaal.\u2069\n- **2.** Samira: \u2068Ik bel nu erst.\u2069" in shown.text
        )
        assert list(shown.choices) == ["Regel 1 weg", "Regel 2 weg"]
        assert "Van wie is het verhaal?" in (await place.hears("bram"))[-1].text


async def test_s06_a_line_that_its_scribe_takes_out_and_writes_anew_reaches_its_teller_as_it_is_then(tmp_path: Path) -> None:
    async with harvesting(tmp_path) as place:
        await two_lines(place)
        await place.says("bram", "mijn regels")
        await place.taps("bram", "Regel 2 weg")
        gone = (await place.hears("bram"))[-1].text
        await place.says("bram", "ja")
        await writes(place, "bram", "samira", "Ik bel nu eerst.")
        await place.says("bram", "mijn regels")
        shown = (await place.hears("bram"))[-1].text
        await place.says("bram", "nee")
        await place.until("wed 10:01")
        await place.taps("samira", "Bekijken")
        asked = (await place.hears("samira"))[-1].text

        assert "Regel 2 is weg." in gone
        assert "nu erst" not in shown
        assert "- **3.** Samira: \u2068Ik bel nu eerst.\u2069" in shown
        assert "Ik bel nu eerst." in asked
        assert "nu erst" not in await place.reads("samira")
        assert await texts(place, reader="samira") == ["Ik bel nu eerst."]


async def test_s06_a_line_of_which_its_teller_decided_is_not_its_scribes_any_more(tmp_path: Path) -> None:
    async with harvesting(tmp_path) as place:
        await two_lines(place)
        await place.says("samira", "mijn antwoorden")
        await place.taps("samira", "Toon")
        await place.taps("samira", "Wijzig")
        await place.says("samira", "Ik bel nu als eerste.")
        await place.says("bram", "mijn regels")
        shown = (await place.hears("bram"))[-1].text
        await place.says("bram", "regel 2 weg")

        assert "Samira" not in shown
        assert "Ik vind bij jou geen regel 2 die nog te veranderen is." in (await place.hears("bram"))[-1].text
        assert await texts(place, reader="samira") == ["Ik bel nu als eerste."]


async def test_s06_what_somebody_finished_writing_or_another_wrote_is_not_hers_to_take_out(tmp_path: Path) -> None:
    async with harvesting(tmp_path) as place:
        await two_lines(place)
        await place.says("joost", "mijn regels")
        await place.says("joost", "regel 1 weg")
        other = [one.text for one in await place.hears("joost")][-2:]
        await place.says("bram", "nee")
        await place.says("bram", "regel 1 weg")

        assert NONE in other[0]
        assert "Ik vind bij jou geen regel 1" in other[1]
        assert "Ik vind bij jou geen regel 1" in (await place.hears("bram"))[-1].text
        assert await texts(place, reader="noor") == ["Het werd stil in de zaal."]
