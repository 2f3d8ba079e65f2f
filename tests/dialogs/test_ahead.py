"""X10: what somebody writes takes the place of a message's words; what tells a day, or was named, stays below it."""

import pytest

from dialogs.gatherings.ahead import place_of, reworded, stage_at, words_at
from dialogs.library import load
from dialogs.talk.commands import command
from dialogs.timing.plans import Plan

FORMAT = load().editions["assignment"].dutch
PLAN = Plan("fatima", 1)
SLOTS = {"datum_sluiting": "maandag", "model": "Policy windows", "groep": "Noord"}


def test_x10_the_sentence_that_tells_a_day_stays_below_what_was_written() -> None:
    words = "Er staat iets klaar. Graag vóór {datum_sluiting}. Vertellen mag ook."

    assert (
        reworded(words, "Hoe kleiner,\n\nhoe beter.", SLOTS, ())
        == "\u2068Hoe kleiner,\u2069\n\u2068hoe beter.\u2069\n\nGraag vóór maandag."
    )


def test_x10_what_was_named_in_the_programme_stays_too_and_nothing_else() -> None:
    words = "Dag {groep}. Jullie kozen samen: {model}. Leg het naast een situatie."

    assert reworded(words, "Kijk eens.", SLOTS, ["model"]).endswith("\n\nJullie kozen samen: Policy windows.")
    assert reworded("Dag {groep}.", "Kijk eens.", SLOTS, ["model"]) == "\u2068Kijk eens.\u2069"


def test_x10_an_announcement_and_a_reminder_have_a_place_and_an_agenda_is_no_stage() -> None:
    for number, said in ((0, "komt bij elkaar"), (1, "staat nog voor je klaar"), (2, "staat nog voor je klaar")):
        found = stage_at(FORMAT, place_of("unsuccessful", number), PLAN)
        assert found is not None
        assert said in words_at(*found)
    assert stage_at(FORMAT, "agenda_2", PLAN) is None
    assert words_at(FORMAT.stage("apply").model_copy(update={"remind": None}), 1) == ""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("berichten", "ahead list"),
        ("proef", "ahead trial"),
        ("Messages.", "ahead list"),
        ("wijzig bericht 2", "ahead change 2"),
        ("wijzig bericht 12 unsuccessful.1", "ahead change 12 unsuccessful.1"),
        ("change message 12 agenda_2", "ahead change 12 agenda_2"),
        ("wijzig bericht", None),
        ("wijzig bericht twee", None),
    ],
)
def test_x10_words_about_what_goes_by_itself(said: str, meant: str | None) -> None:
    assert command(said, {}) == meant
