"""S02 as far as it is there, GE3, GE22: what somebody can do with her own answers."""

from pathlib import Path

import pytest

from dialogs.talk import commands
from tests.kit.town import FACILITATOR_ONLY, NAMED, PRIVATE, Town, town


async def test_s02_acceptance_1_a_text_made_private_leaves_the_post_and_stays_out_of_the_next_digest(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Liever weer voor mezelf.", NAMED)
        await place.tells("bram", "Dit blijft staan.", NAMED)
        await place.until("wed 10:00")
        before = await place.room()

        await place.says("noor", "maak privé 1")
        await place.wait(days=14)

        assert "Liever weer voor mezelf." in before
        for text in (await place.room(), await place.reads("fatima")):
            assert "Liever weer voor mezelf." not in text
            assert "Dit blijft staan." in text
        assert (await place.room()).count("De schrijver heeft deze tekst weggehaald.") == 1


async def test_s02_own_answers_are_listed_with_who_reads_them_and_shown_in_full(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Een lange gedachte. " * 10, FACILITATOR_ONLY)
        await place.says("noor", "mijn antwoorden")
        listed = (await place.hears("noor"))[-1]

        await place.taps("noor", "Toon 1")

        one = (await place.hears("noor"))[-1]
        assert "Alleen jij ziet deze lijst." in listed.text
        assert "Wat heeft jou verwonderd? (donderdag 12 maart)" in listed.text
        assert "Alleen de begeleider" in listed.text
        assert one.text.count("Een lange gedachte.") == 10
        assert list(one.choices) == ["Maak privé 1", "Deel 1", "Wijzig 1", "Verwijder 1"]


async def test_s02_the_list_goes_on_after_ten(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for number in range(12):
            await place.says("noor", "verwondering")
            await place.tells("noor", f"Gedachte {number}.", PRIVATE)
            await place.wait(minutes=2)
        await place.says("noor", "mijn antwoorden")
        first = (await place.hears("noor"))[-1].text

        await place.says("noor", "mijn antwoorden 2")

        second = (await place.hears("noor"))[-1].text
        assert "Gedachte 11." in first
        assert "Gedachte 1." not in first
        assert 'Typ "mijn antwoorden 2".' in first
        assert "Gedachte 1." in second
        assert "Gedachte 0." in second


async def test_ge3_a_withdrawn_text_is_nowhere_any_more_not_even_in_her_own_column(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Dit neem ik terug.", NAMED)
        await place.says("noor", "mijn antwoorden")
        await place.until("wed 10:00")

        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        bots = await place.room() + await place.reads("fatima") + await place.reads("noor")
        assert "Dit neem ik terug." not in bots


async def test_ge3_a_figure_that_was_given_stays_as_it_was(tmp_path: Path) -> None:
    async with town(tmp_path, members=["noor", "bram", "samira", "joost", "lotte"]) as place:
        await place.until("thu 14:00")
        for who, readers in (("noor", NAMED), ("bram", NAMED), ("samira", PRIVATE), ("joost", PRIVATE)):
            await place.tells(who, f"Van {who}.", readers)
        await place.until("wed 10:00")

        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        overview = await place.reads("fatima")
        assert "4 mensen deden mee" in overview
        assert "Van noor." not in overview


async def test_ge3_who_withdraws_before_closing_is_counted_no_more_and_not_reminded(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        for who in ("bram", "samira", "joost"):
            await place.tells(who, f"Van {who}.", NAMED)
        await place.says("noor", "Toch niet.")
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")
        await place.hears("noor")

        await place.until("wed 10:00")

        assert await place.hears("noor") == []
        assert "deden mee" not in await place.reads("fatima")


@pytest.mark.parametrize("word", ["toon 1", "deel 1", "wijzig 1", "maak privé 1", "verwijder 1"])
async def test_ge22_numbers_are_ones_own_so_nobody_reaches_the_answers_of_another(tmp_path: Path, word: str) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Alleen van Noor.", PRIVATE)
        await place.hears("bram")

        for who in ("bram", "ingrid", "fatima"):
            await place.says(who, word)

        for who in ("bram", "ingrid"):
            assert "Ik vind bij jou geen antwoord 1." in (await place.hears(who))[-1].text
        for who in ("bram", "ingrid", "fatima"):
            assert "Alleen van Noor." not in await place.reads(who)


async def test_ge22_a_button_under_somebody_elses_question_is_refused(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Alleen van Noor.")
        noors = (await place.hears("noor"))[-1].choices["Zo is het goed"]
        await place.hears("bram")

        await place.presses("bram", noors)

        (refused,) = await place.hears("bram")
        assert refused.text == "Dat antwoord is van iemand anders. Alleen die persoon kan het laten zien."
        assert refused.choices == {}
        assert await place.hears("noor") == []


@pytest.mark.parametrize(("word", "asked"), [("verwijder 1", "Weet je het zeker?"), ("wijzig 1", "Hoe wil je het nu zeggen?")])
async def test_s02_before_a_text_is_deleted_or_changed_it_stands_above_the_question(
    tmp_path: Path, word: str, asked: str
) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "De mist boven het veld.", PRIVATE)

        await place.says("noor", word)

        said = (await place.hears("noor"))[-1].text
        assert said.index("De mist boven het veld.") < said.index(asked)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_s02_the_words_on_a_button_of_an_own_answer_can_be_typed(tmp_path: Path, language: str) -> None:
    async with town(tmp_path) as place:
        await place.set("noor", language=language)
        await place.until("thu 14:00")
        await place.says("noor", "De mist.")
        await place.says("noor", "toon 1")

        for label in (await place.hears("noor"))[-1].choices:
            assert commands.command(label, {}) is not None


async def test_s02_who_took_everything_back_is_told_that_nothing_is_left(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "De mist.", PRIVATE)
        await place.says("noor", "verwijder 1")
        await place.says("noor", "ja")

        await place.says("noor", "mijn antwoorden")

        assert "Ik heb geen antwoorden meer van je." in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("page", ["0", "7"])
async def test_s02_a_page_that_is_not_there_is_the_first_one(on_postgres: Path, page: str) -> None:
    async with town(on_postgres) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "De mist.", PRIVATE)

        await place.says("noor", f"mijn antwoorden {page}")

        assert "De mist." in (await place.hears("noor"))[-1].text


BRAM = "Bram hielp een aanvrager die huilde."


async def rewords(place: Town, readers: str, *words: str) -> list[str]:
    """Let Noor share a text, see it in the room, and write it anew; return what she then hears."""
    await place.until("thu 14:00")
    await place.tells("noor", "Iemand hielp een aanvrager.", readers)
    await place.until("wed 10:00")
    await place.says("noor", "wijzig 1")
    await place.hears("noor")
    for word in words:
        await place.says("noor", word)
    return [one.text for one in await place.hears("noor")]


async def test_k5_before_a_group_reads_a_colleagues_name_in_a_changed_text_the_author_is_asked(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        (asked,) = await rewords(place, NAMED, BRAM)
        before = await place.room()

        await place.taps("noor", "Ja, dat is oké")

        assert "Je noemt Bram. Is dat oké voor Bram?" in asked
        assert "Bram hielp" not in before
        assert BRAM in await place.room()
        assert "Aangepast." in (await place.hears("noor"))[-1].text


async def test_k5_a_changed_text_that_names_a_colleague_may_be_kept_private(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await rewords(place, NAMED, BRAM)

        await place.taps("noor", "Houd het privé")
        answer = (await place.hears("noor"))[-1].text
        await place.says("noor", "toon 1")

        assert "Dit blijft alleen voor jou." in answer
        assert "aanvrager" not in await place.room()
        assert BRAM in (await place.hears("noor"))[-1].text


async def test_k5_a_changed_text_that_names_a_colleague_is_given_back_to_be_written_anew(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await rewords(place, NAMED, BRAM)

        await place.taps("noor", "Ik pas mijn tekst aan")
        again = (await place.hears("noor"))[-1].text
        await place.says("noor", "Een collega hielp.")

        assert BRAM in again
        assert "Hoe wil je het nu zeggen?" in again
        assert "Een collega hielp." in await place.room()


async def test_k5_a_second_piece_of_a_changed_text_is_asked_about_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        *_, asked = await rewords(place, NAMED, "Een collega hielp.", BRAM, "ja")
        before = await place.room()

        await place.taps("noor", "Ja, dat is oké")

        assert "Je noemt Bram." in asked
        assert BRAM not in before
        assert BRAM in await place.room()


async def test_k5_nobody_is_asked_about_a_name_where_no_group_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        (answer,) = await rewords(place, PRIVATE, BRAM)

        assert "Aangepast." in answer
