"""Where several answers stand together, each says which question it answered (S02, S06)."""

from pathlib import Path

from tests.kit.town import Town, town
from tests.kit.value_checks import plan


async def prepares_in_pieces(place: Town) -> None:
    """Let somebody prepare a story, with an answer of two lines, up to the choice of readers."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-16 14:01")
    await place.taps("noor", "Voorbereiden")
    await place.says("noor", "Het was druk.\nToen werd het stil.")
    await place.wait(minutes=2)
    await place.says("noor", "Fijn.")
    await place.wait(minutes=2)
    for _ in range(5):
        await place.says("noor", "overslaan")
    await place.says("noor", "De stille balie")
    await place.taps("noor", "Ja")
    await place.taps("noor", "Nee")


async def test_s06_where_readers_are_chosen_each_piece_stands_under_the_name_of_its_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await prepares_in_pieces(place)

        asked = (await place.hears("noor"))[-1].text

        assert "**Het moment**\n> \u2068Het was druk.\u2069\n> \u2068Toen werd het stil.\u2069\n\n" in asked
        assert "**Hoe het was**\n> \u2068Fijn.\u2069" in asked
        assert "**De naam van het verhaal**\n> \u2068De stille balie\u2069" in asked
        assert " / " not in asked


async def test_s06_readers_that_are_chosen_apart_are_asked_under_the_name_of_the_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await prepares_in_pieces(place)
        await place.taps("noor", "Per antwoord kiezen")

        assert "**Het moment**\n> \u2068Het was druk.\u2069" in (await place.hears("noor"))[-1].text


async def test_s02_the_list_of_own_answers_says_which_question_each_answered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await prepares_in_pieces(place)

        await place.says("noor", "mijn antwoorden")

        listed = (await place.hears("noor"))[-1].text
        assert "- **2.** Waardecheck – Hoe het was (maandag 16 maart): \u2068Fijn.\u2069" in listed
        assert "- **3.** Waardecheck – De naam van het verhaal (maandag 16 maart): \u2068De stille balie\u2069" in listed


async def test_s02_a_line_that_somebody_wrote_down_is_listed_under_its_heading(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await prepares_in_pieces(place)
        await place.until("2026-03-26 14:01")
        await place.taps("bram", "Schrijven")
        for answer in ("Noor", "2 Voor later", "Een nieuw idee"):
            await place.says("bram", answer)

        await place.says("noor", "mijn antwoorden")

        assert (
            "Waardecheck – Voor later (donderdag 26 maart): \u2068Een nieuw idee\u2069" in (await place.hears("noor"))[-1].text
        )


async def test_s02_a_choice_is_shown_in_the_words_of_its_button(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await prepares_in_pieces(place)

        for number in (4, 5):
            await place.says("noor", f"toon {number}")

        telling, posting = (one.text for one in (await place.hears("noor"))[-2:])
        assert "**4. Waardecheck – Vertellen** (maandag 16 maart)\n\n> \u2068Ja\u2069" in telling
        assert "**5. Waardecheck – Plaatsen zonder bericht** (maandag 16 maart)\n\n> \u2068Nee\u2069" in posting


async def test_s02_a_person_who_was_chosen_is_shown_by_name(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        numbers = range(1, 8)
        for number in numbers:
            await place.says("ingrid", f"toon {number}")

        assert "> \u2068Bram\u2069" in await place.reads("ingrid")
        assert "(bestand)" not in await place.reads("ingrid")
