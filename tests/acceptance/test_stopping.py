"""§4.1: what "stop" does to an invitation that was not opened yet, and the way back to it."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.value_checks import plan

STOPPED = 'We stoppen hier met "Waardecheck". Wil je toch nog? Typ dan "waardecheck".'


async def invited(place: Town) -> None:
    """Let the members be invited to a check."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await place.taps("bram", "Antwoorden")
    await place.taps("bram", "Ja, ik schrijf mee")
    await place.until("2026-03-16 14:01")
    await place.hears("noor")


async def comes_back(place: Town) -> str:
    """Let Noor type the word of the check; return what she hears."""
    await place.says("noor", "waardecheck")
    return (await place.hears("noor"))[-1].text


async def test_s4_1_stop_on_an_invitation_says_what_is_stopped_and_the_word_comes_back_to_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)

        await place.says("noor", "stop")
        told = (await place.hears("noor"))[-1].text
        await place.until("2026-03-24 17:00")
        after = await place.hears("noor")
        back = await comes_back(place)
        await place.says("noor", "De balie was stil.")
        await place.says("noor", "toon 1")

        assert told == STOPPED
        assert after == []
        assert "Denk aan één moment" in back
        assert "De balie was stil." in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("move", ["verplaats naar 2 april om 10:00", "verplaats naar 2 april om 16:00"])
async def test_s06_who_left_it_out_comes_back_until_the_day_to_which_it_was_moved(tmp_path: Path, move: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.taps("noor", "Deze keer niet")
        await place.says("ingrid", move)
        await place.until("2026-04-02 09:30")

        back = await comes_back(place)

        assert "Denk aan één moment" in back
        assert "telt nog mee" not in back


async def test_s06_who_left_it_out_and_was_not_there_may_write_until_the_board(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.says("noor", "stop")
        await place.until("2026-03-26 15:00")

        back = await comes_back(place)

        assert "Je verhaal telt nog mee" in back
        assert "Denk aan één moment" in back


@pytest.mark.parametrize("over", ["2026-04-03 12:00", ""])
async def test_s06_what_is_over_or_called_off_is_not_come_back_to(tmp_path: Path, over: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.says("noor", "stop")
        if over:
            await place.until(over)
        else:
            await place.says("ingrid", "annuleer")
            await place.says("ingrid", "ja")
        await place.hears("noor")

        assert "Denk aan één moment" not in await comes_back(place)


async def test_s4_1_stop_on_the_question_of_the_week_tells_its_word(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-12 14:01")

        await place.says("noor", "stop")

        assert 'Typ dan "verwondering".' in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("word", ["kort", "stop"])
@pytest.mark.parametrize(
    ("says", "heard", "is_kept"),
    [("Ja, erbij", "Erbij gezet.", True), ("Nee, nieuw antwoord", "dus dit bewaar ik niet", False)],
)
async def test_c39_what_is_said_just_after_the_end_opens_the_dialog_no_more_and_answers_no_question_that_was_not_put(
    tmp_path: Path, word: str, says: str, heard: str, is_kept: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.taps("noor", "Voorbereiden")
        await place.says("noor", "De balie was stil.")
        await place.says("noor", word)
        await place.says("noor", "En de koffie was warm.")
        await place.taps("noor", says)
        answered = (await place.hears("noor"))[-1]
        await place.says("noor", "mijn antwoorden")
        listed = (await place.hears("noor"))[-1].text

        assert heard in answered.text
        assert "?" not in answered.text
        assert answered.choices == {}
        assert "De balie was stil." in listed
        assert ("En de koffie was warm." in listed) is is_kept


async def begins_a_card(place: Town) -> None:
    """Let Noor write a card for Bram, up to the question when, which may be left out."""
    await place.says("noor", "kaartje")
    await place.taps("noor", "Samen sparren")
    await place.says("noor", "bram")
    await place.says("noor", "Heb je een half uur?")


@pytest.mark.parametrize(("choice", "kept"), [("Bewaren", True), ("Weggooien", False)])
async def test_s4_1_who_stops_before_a_card_is_done_sends_it_to_nobody(tmp_path: Path, choice: str, *, kept: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins_a_card(place)
        await place.says("noor", "stop")
        asked = (await place.hears("noor"))[-1].text
        await place.taps("noor", choice)
        await place.until("tue 17:00")
        await place.says("noor", "mijn antwoorden")

        assert "alleen voor jou? Of gooi ik het weg?" in asked
        assert not await place.hears("bram")
        assert ("half uur" in (await place.hears("noor"))[-1].text) is kept


async def test_s4_1_who_goes_on_after_all_sends_her_card(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins_a_card(place)
        await place.says("noor", "stop")
        await place.says("noor", "terug")
        await place.says("noor", "Heb je een uur?")
        await place.says("noor", "Dat spreken we af")
        await place.until("tue 17:00")

        assert "uitnodigingskaartje" in await place.reads("bram")


async def test_s4_1_who_stops_after_an_order_asks_nobody_along_and_ordered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "bestellen")
        await place.taps("noor", "Samen sparren")
        await place.wait(minutes=2)
        await place.says("noor", "overslaan")
        await place.taps("noor", "Dat spreken we af")
        await place.says("noor", "bram")
        await place.says("noor", "stop")
        said = (await place.hears("noor"))[-1].text
        await place.until("tue 17:00")

        assert "Wat je schreef is bewaard, alleen voor jou." in said
        assert not await place.hears("bram")
