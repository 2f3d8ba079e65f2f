"""GE7: which words do something with an open round, for whom, and who is told of them."""

from pathlib import Path

import pytest

from tests.kit.town import NAMED, Town, town
from tests.kit.value_checks import plan

LEADS = '- **stand**, **verplaats naar …**, **sluit nu**, **annuleer**: voor "Waardecheck" van donderdag 26 maart'


async def helped(place: Town, who: str) -> list[str]:
    """Let somebody ask for help, and return its lines."""
    await place.says(who, "hulp")
    return (await place.hears(who))[-1].text.splitlines()


@pytest.mark.parametrize("who", ["ingrid", "fatima"])
async def test_ge7_who_leads_always_reads_how_to_plan_and_with_an_open_round_what_she_can_do_with_it(
    tmp_path: Path, who: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        before = await helped(place, who)
        await plan(place)
        during = await helped(place, who)
        await place.until("2026-03-26 14:01")
        begun = await helped(place, who)

        for lines in (before, during, begun):
            assert "- **waardecheck start**: Waardecheck plannen" in lines
            assert ("- **waardecheck**" in lines) is (who == "ingrid")  # who facilitates tells no story of her own
        assert "stand" not in " ".join(before)
        assert LEADS in during
        assert '- **stand**, **annuleer**: voor "Waardecheck" van donderdag 26 maart' in begun


async def test_ge7_who_leads_nothing_reads_nothing_of_leading(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        lines = await helped(place, "noor")

        assert "- **waardecheck**" in lines
        assert [word for word in ("waardecheck start", "stand", "annuleer") if word in " ".join(lines)] == []


async def test_ge7_with_english_words_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "english")

        lines = await helped(place, "ingrid")

        assert "- **status**, **move to …**, **close now**, **cancel**: for the Value check of Thursday 26 March" in lines


@pytest.mark.parametrize("text", ["stand van zaken is goed", "annuleer de vergadering", "verplaats naar voren", '"stand"'])
async def test_ge7_what_is_more_than_a_word_for_a_round_is_an_answer_and_so_is_that_word_in_quotes(
    tmp_path: Path, text: str
) -> None:
    async with town(tmp_path) as place:
        await plan(place)
        await place.until("2026-03-12 14:01")

        for who in ("noor", "ingrid"):
            await place.tells(who, text, NAMED)
        await place.until("2026-03-18 09:01")

        assert (await place.room()).count(f"\u2068{text.strip(chr(34))}\u2069") == 2
        assert "gaat niet door" not in await place.room()


async def test_ge7_a_word_for_a_round_is_kept_as_no_answer_of_who_leads_none(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await plan(place)
        await place.until("2026-03-12 14:01")

        await place.says("noor", "annuleer")

        assert (await place.hears("noor"))[-1].text == "Er loopt nu niets dat je kunt verplaatsen of sluiten."
        await place.tells("noor", "Dat het lukte.", NAMED)
        await place.until("2026-03-18 09:01")
        assert "annuleer" not in await place.room()
        assert "Dat het lukte." in await place.room()


async def test_ge7_who_leads_nothing_and_is_asked_nothing_hears_that_there_is_nothing_to_do(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        await place.says("noor", "annuleer")

        assert (await place.hears("noor"))[-1].text == "Er loopt nu niets dat je kunt verplaatsen of sluiten."
        await place.says("ingrid", "stand")
        assert "Waardecheck loopt, tot donderdag 26 maart om 14:00." in (await place.hears("ingrid"))[-1].text


@pytest.mark.parametrize(
    ("word", "tells", "yes"),
    [
        ("annuleer", 'Dan gaat "Waardecheck" van donderdag 26 maart om 14:00 niet door.', "Ja, annuleer"),
        ("sluit nu", 'Dan begint "Waardecheck" nu, en niet pas op donderdag 26 maart om 14:00.', "Ja, begin nu"),
    ],
)
async def test_s06_what_cannot_be_taken_back_is_told_and_asked_first(tmp_path: Path, word: str, tells: str, yes: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.hears("ingrid")

        await place.says("ingrid", word)
        asked = (await place.hears("ingrid"))[-1]
        await place.taps("ingrid", "Nee, laat staan")

        assert tells in asked.text
        assert [choice for choice in asked.choices if choice != "Annuleren"] == [yes, "Nee, laat staan"]
        assert "Waardecheck loopt, tot donderdag 26 maart om 14:00." in (await place.hears("ingrid"))[-1].text


@pytest.mark.parametrize("yes", ["annuleer zeker", "ja", "1"])
async def test_s06_who_is_sure_can_type_it(tmp_path: Path, yes: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        await place.says("ingrid", "annuleer")
        await place.says("ingrid", yes)

        assert "Waardecheck gaat niet door." in (await place.hears("ingrid"))[-1].text


async def test_s06_who_was_not_told_just_now_what_will_happen_is_told_first(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "annuleer")
        await place.says("ingrid", "stand")
        await place.hears("ingrid")

        await place.says("ingrid", "annuleer zeker")

        assert "niet door. Wat mensen schreven blijft van henzelf." in (await place.hears("ingrid"))[-1].text
        assert "gaat niet door" not in await place.room()


async def test_s06_once_the_session_has_begun_she_is_told_that_no_line_will_be_placed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-26 14:01")

        await place.says("ingrid", "annuleer")
        asked = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "annuleer zeker")
        await place.until("2026-03-31 12:00")

        assert "Wat is opgeschreven plaats ik niet." in asked
        assert "Waardecheck gaat niet door." in await place.room()


async def test_s06_in_english_it_is_asked_first_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "english")

        await place.says("ingrid", "cancel")
        asked = (await place.hears("ingrid"))[-1]
        await place.says("ingrid", "cancel for sure")
        await place.until("2026-03-10 12:00")

        assert "What people wrote stays their own. Are you sure?" in asked.text
        assert list(asked.choices) == ["Yes, call it off", "No, leave it"]
        assert "gaat niet door" in await place.room()
