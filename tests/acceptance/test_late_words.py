"""GE1, GE13: what is written or pressed after closing. Nothing that somebody typed is lost."""

from pathlib import Path

import pytest

from tests.kit.town import NAMED, PRIVATE, Town, town

CLOSED = "Deze ronde is gesloten op dinsdag 17 maart"
MIST = "De mist boven de dijk."


async def kept(place: Town, who: str, number: int) -> str:
    """Return one of somebody's own answers, as the bot shows it to her."""
    await place.says(who, f"toon {number}")
    return (await place.hears(who))[-1].text


async def test_ge1_an_answer_to_the_second_question_after_closing_is_kept_for_her_alone(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("fri 14:00")
        await place.says("noor", "Een vriendelijke brief.")
        await place.taps("noor", "Ik heb er een vraag bij")
        await place.until("wed 10:00")

        await place.says("noor", "Hoe schrijf je zo'n brief?")
        asked = (await place.hears("noor"))[-1]
        await place.taps("noor", PRIVATE)

        assert CLOSED in asked.text
        assert "Hoe schrijf je zo'n brief?" in await kept(place, "noor", 3)
        assert "Een vriendelijke brief." in await kept(place, "noor", 1)


async def test_ge1_an_answer_to_the_second_question_may_go_along_to_the_next_round(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("fri 14:00")
        await place.says("noor", "Een vriendelijke brief.")
        await place.taps("noor", "Ik heb er een vraag bij")
        await place.until("wed 10:00")
        await place.says("noor", "Hoe schrijf je zo'n brief?")

        await place.taps("noor", "Naar de volgende keer")
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)
        await place.until("2026-03-25 10:00")

        assert "Hoe schrijf je zo'n brief?" in await place.room()


async def test_ge1_words_where_a_choice_stood_open_are_an_answer_of_their_own(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("fri 14:00")
        await place.says("noor", "Een vriendelijke brief.")
        await place.until("wed 10:00")

        await place.says("noor", "En nog iets: de bloemen.")
        await place.taps("noor", PRIVATE)

        assert "En nog iets: de bloemen." in await kept(place, "noor", 2)
        assert "bloemen" not in await kept(place, "noor", 1)


async def test_ge1_a_choice_that_is_typed_after_closing_is_no_text_to_keep(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("fri 14:00")
        await place.says("noor", "Een vriendelijke brief.")
        await place.until("wed 10:00")

        await place.says("noor", "Zo is het goed")

        assert "Er loopt nu geen gesprekje." in (await place.hears("noor"))[-1].text


async def test_ge1_who_kept_one_late_text_may_write_another(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-18 10:00")
        for text in (MIST, "De zon erna."):
            await place.says("noor", text)
            await place.taps("noor", PRIVATE)
            await place.wait(hours=1)

        assert MIST in await kept(place, "noor", 1)
        assert "De zon erna." in await kept(place, "noor", 2)


async def test_ge1_who_keeps_something_after_closing_did_not_answer_in_time(tmp_path: Path) -> None:
    async with town(tmp_path, members=["noor", "bram", "samira", "joost", "lotte"]) as place:
        await place.until("fri 14:00")
        for who, readers in (("bram", NAMED), ("samira", PRIVATE), ("joost", PRIVATE)):
            await place.tells(who, "Op tijd.", readers)
        await place.says("lotte", "Ook op tijd.")
        await place.until("2026-03-18 08:00")
        for who in ("noor", "lotte"):
            await place.says(who, MIST)
            await place.taps(who, PRIVATE)

        await place.until("2026-03-18 10:00")

        assert "4 mensen deden mee" in await place.reads("fatima")


async def test_ge1_the_words_beside_a_late_picture_are_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-18 10:00")
        await place.says("noor", MIST, ("plaat.pdf", b"%PDF-1.4\n%%EOF\n"))
        asked = (await place.hears("noor"))[-1].text

        await place.taps("noor", PRIVATE)

        assert "Bij deze vraag kan ik alleen tekst bewaren." in asked
        assert MIST in await kept(place, "noor", 1)


@pytest.mark.parametrize(
    "word", ["hulp", "waarom", "terug", "later", "overslaan", "stop", "mijn antwoorden", "privacy", "verwonderin", "english"]
)
async def test_ge1_a_late_text_that_waits_is_not_lost_by_a_command(tmp_path: Path, word: str) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-18 10:00")
        await place.says("noor", MIST)
        await place.says("noor", word)

        await place.says("noor", "1")

        assert MIST in await kept(place, "noor", 1)


async def test_ge1_who_stops_says_what_becomes_of_her_late_text(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-18 10:00")
        await place.says("noor", MIST)
        await place.says("noor", "stop")
        asked = (await place.hears("noor"))[-1]

        await place.taps("noor", "Weggooien")
        await place.says("noor", "mijn antwoorden")

        assert list(asked.choices) == ["Bewaren", "Weggooien"]
        assert "Ik heb nog geen antwoorden van je." in (await place.hears("noor"))[-1].text


async def test_ge1_throwing_a_late_text_away_leaves_what_was_in_time(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("fri 14:00")
        await place.says("noor", "Op tijd.")
        await place.until("2026-03-18 10:00")
        await place.says("noor", MIST)
        await place.says("noor", "stop")

        await place.taps("noor", "Weggooien")

        assert "Op tijd." in await kept(place, "noor", 1)


async def test_ge1_a_late_text_is_asked_about_again_after_another_dialog(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-18 10:00")
        await place.says("noor", MIST)
        await place.says("noor", "verwondering")
        await place.tells("noor", "Iets anders.", PRIVATE)
        again = (await place.hears("noor"))[-1]

        await place.says("noor", "alleen voor mij")

        assert CLOSED in again.text
        assert MIST in await kept(place, "noor", 3)


async def test_ge1_a_second_piece_that_waits_at_closing_still_joins_its_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-17 16:59")
        await place.says("noor", MIST)
        await place.says("noor", "En de stilte.")
        await place.until("2026-03-17 18:00")

        await place.taps("noor", "Ja, erbij")
        answer = (await place.hears("noor"))[-1]

        assert answer.choices == {}
        assert "En de stilte." in await kept(place, "noor", 1)


OLD_CARDS = {
    "the prompt": (["Vertellen", "Later", "Deze week niets"], []),
    "the second question": (["Zo is het goed", "Ik heb er een vraag bij"], ["De brief."]),
    "who reads it": ([NAMED, PRIVATE], ["De brief.", "1"]),
}


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("card", OLD_CARDS)
async def test_ge13_the_buttons_of_a_closed_round_change_nothing(tmp_path: Path, card: str, late: bool) -> None:
    labels, words = OLD_CARDS[card]
    async with town(tmp_path) as place:
        await place.until("fri 14:00")
        for word in words:
            await place.says("noor", word)
        buttons = [(await place.shown("noor"))[-1].choices[label] for label in labels]
        await place.until("2026-03-18 10:00")
        if late:
            await place.says("noor", MIST)
        await place.hears("noor")

        for button in buttons:
            await place.presses("noor", button)
        answers = [one.text for one in await place.hears("noor")]
        await place.until("2026-03-25 10:00")

        assert len(answers) == len(buttons)
        assert all("Deze knop hoort bij een vraag die al klaar is." in one for one in answers)
        assert all((CLOSED in one) is late for one in answers)
        assert await place.room() == ""


async def test_ge1_words_that_come_just_too_late_do_not_answer_an_older_question_that_is_open_still(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-12 13:00") as place:
        await place.switch_on("week_start_mood")
        await place.until("2026-03-12 14:05")  # the question of the week, open until Tuesday
        await place.until("2026-03-16 09:30")  # how she begins the week, until noon
        await place.until("2026-03-16 12:05")

        await place.says("noor", "Het wordt een drukke week.")

        assert "bewaar ik niet" in (await place.hears("noor"))[-1].text


async def test_ge1_words_that_come_long_after_are_for_the_question_that_is_open(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-12 13:00") as place:
        await place.switch_on("week_start_mood")
        await place.until("2026-03-12 14:05")
        await place.until("2026-03-16 14:00")

        await place.says("noor", "De balie belde mij op.")

        assert (await place.hears("noor"))[-1].text.startswith("Wil je er nog iets bij kwijt?")
