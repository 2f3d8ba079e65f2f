"""What can be pressed can be typed, by its words or by its number."""

import pytest

from tests.web.desk import Desk

ASKED = "2026-03-12T14:00"


@pytest.mark.parametrize("typed", ["Deze week niets", "deze week niets.", "3"])
async def test_a_button_of_the_invitation_can_be_typed(desk: Desk, typed: str) -> None:
    await desk.moves(ASKED)

    await desk.says("noor", typed)

    assert "Sommige weken gaan gewoon voorbij." in (await desk.newest("noor"))["text"]


async def test_the_same_words_between_quotes_are_an_answer(desk: Desk) -> None:
    await desk.moves(ASKED)

    await desk.says("noor", '"3"')

    assert (await desk.newest("noor"))["text"] == "Wil je er nog iets bij kwijt?"


async def test_a_number_without_anything_to_choose_is_an_answer(desk: Desk) -> None:
    await desk.says("noor", "verwondering")

    await desk.says("noor", "3")

    assert (await desk.newest("noor"))["text"] == "Wil je er nog iets bij kwijt?"


async def test_buttons_that_were_dealt_with_are_not_typed_any_more(desk: Desk) -> None:
    await desk.moves(ASKED)
    await desk.says("noor", "vertellen")

    await desk.says("noor", "Vertellen")

    assert (await desk.newest("noor"))["text"] == "Wil je er nog iets bij kwijt?"


async def test_a_word_that_is_offered_is_taken_by_typing_yes(desk: Desk) -> None:
    await desk.says("noor", "mijn antwoordn")

    await desk.says("noor", "ja")

    assert "nog geen antwoorden" in (await desk.newest("noor"))["text"]


async def test_a_number_typed_in_the_middle_of_a_dialog_is_meant_for_it_and_not_for_what_came_in_between(desk: Desk) -> None:
    await desk.moves("2026-03-12T13:50")
    await desk.says("noor", "verwondering")
    await desk.says("noor", "Wat ik al schreef.")
    await desk.moves(ASKED)

    await desk.says("noor", "1")  # of the dialog "Zo is het goed", of the invitation in between "Vertellen"

    assert "Wie mag dit lezen?" in (await desk.newest("noor"))["text"]


async def test_a_number_that_is_a_text_of_the_dialog_stays_one_though_a_question_came_in_between(desk: Desk) -> None:
    await desk.moves("2026-03-12T13:50")
    await desk.says("noor", "verwondering")
    await desk.moves(ASKED)

    await desk.says("noor", "3")

    assert (await desk.newest("noor"))["text"] == "Wil je er nog iets bij kwijt?"


async def test_the_words_of_a_button_that_came_in_between_are_that_button(desk: Desk) -> None:
    await desk.moves("2026-03-12T13:50")
    await desk.says("noor", "verwondering")
    await desk.says("noor", "Wat ik al schreef.")
    await desk.moves(ASKED)

    await desk.says("noor", "Vertellen")

    assert [choice["label"] for choice in (await desk.newest("noor"))["choices"]] == ["Eerst afmaken", "Wisselen"]


async def test_ge8_the_words_with_which_a_question_in_between_is_left_out_are_said_in_the_running_dialog(desk: Desk) -> None:
    await desk.moves("2026-03-12T13:50")
    await desk.says("noor", "verwondering")
    await desk.moves(ASKED)

    await desk.says("noor", "Deze week niets")

    assert (await desk.newest("noor"))["text"] == "Wil je er nog iets bij kwijt?"
