"""What a group is told of a meeting: its points fitted to how long it takes, and what was told before it (S25, S27)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dialogs.gatherings.agenda import STEP, agenda, fitted
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.saying.digest import Item
from tests.dialogs.talking import NL
from tests.dialogs.test_anchors import PLAN, PLANNING, TELL, a_format

FIRST = [25, 35, 30, 20, 10]
POINT = {"id": "acquaint", "says": "Kennismaken", "minutes": 120}
SHOWS = {"sections": [{"head": "Tot nu toe", "show": ["win"]}], "empty": "Nog niets vastgelegd."}
LENGTH = {"id": "length", "kind": "choice", "ask": "Hoe lang?", "options": {"hour": {"label": "Een uur", "minutes": 60}}}
WEEKS = {"id": "weeks", "kind": "scale", "ask": "Hoe vaak?", "low": "vaker", "high": "rustiger"}


@pytest.mark.parametrize(
    ("length", "minutes"),
    [(120, FIRST), (90, [20, 25, 25, 15, 5]), (60, [15, 15, 15, 10, 5]), (105, [20, 30, 25, 20, 10])],
)
def test_s25_the_points_fit_the_meeting_and_the_last_one_takes_the_difference(length: int, minutes: list[int]) -> None:
    assert fitted(FIRST, length) == minutes


@given(st.lists(st.integers(5, 120), min_size=1, max_size=6), st.integers(60, 240))
def test_s25_the_points_take_as_long_as_the_meeting(planned: list[int], length: int) -> None:
    found = fitted(planned, length)

    assert sum(found) == length
    assert found[-1] >= STEP


def an_agenda(**words: Any) -> Output:
    return Output.model_validate({"id": "all", "kind": "agenda", "at": "meeting - 5 workdays", "head": "Kop {groep}", **words})


def test_an_agenda_says_what_the_meeting_is_for_and_how_long_each_point_takes() -> None:
    told = agenda(an_agenda(points=[POINT], close="Tot dan."), 90, [], NL, {"groep": "Noord"}, "seed")

    assert told.text == "Kop Noord\n\n- Kennismaken (90 minuten)\n\nTot dan."


def test_an_agenda_shows_what_was_told_before_or_says_that_nothing_was() -> None:
    told = [
        agenda(an_agenda(**SHOWS), 90, items, NL, {"groep": "Noord"}, "seed")
        for items in ([], [Item(3, "win", "Vragen", None)])
    ]

    assert told[0].text == "Kop Noord\n\nTot nu toe\nNog niets vastgelegd."
    assert "- \u2068Vragen\u2069" in told[1].text
    assert [one.answers for one in told] == [(), (3,)]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ({"kind": "message", "points": [POINT]}, "all is a message; points are those of an agenda"),
        ({"to": "members"}, "all goes to each of the members"),
        ({"to": "facilitator"}, "all is an agenda, which all of the group read; write to: room"),
        ({"empty": "Niets."}, "empty goes with sections"),
        (SHOWS | {"empty": None}, "empty goes with sections"),
        ({"talk": ["Waarom?"]}, "talk stands with all, which is no board"),
        ({"points": [POINT, POINT]}, "two points of all have one id: acquaint"),
    ],
)
def test_an_agenda_that_cannot_be_is_told(words: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        an_agenda(**words)


def a_programme(*asked: dict[str, Any], **words: Any) -> Format:
    needed = {"id": "meeting", "kind": "date", "ask": "Wanneer?", "required": True}
    questions = [needed if one["id"] == "meeting" else one for one in PLANNING]
    stages = [PLAN | {"questions": [*questions[:-1], WEEKS, *asked, questions[-1]]}, TELL]
    series = {"first": "meeting", "weeks": "weeks", "usual": 6, "count": 6, **words}
    return a_format({}, "tell", starts={"plans": "klein plannen"}, rhythms={}, stages=stages, programme=series)


def test_s25_how_long_a_meeting_takes_is_a_choice_that_says_so() -> None:
    assert a_programme(LENGTH, length="length").programme is not None
    for asked, words in ((LENGTH, {"length": "scribe"}), (LENGTH | {"options": {"hour": "Een uur"}}, {"length": "length"})):
        with pytest.raises(ValidationError, match="is no choice of how long a meeting takes"):
            a_programme(asked, **words)


def test_s25_there_is_a_phase_for_each_meeting_or_none() -> None:
    with pytest.raises(ValidationError, match="there are 2 phases for 6 meetings"):
        a_programme(phases=["verzamelen", "ordenen"])
    assert a_programme(phases=["verzamelen"] * 6).programme is not None


def test_s25_only_the_length_of_a_meeting_takes_minutes() -> None:
    with pytest.raises(ValidationError, match="length is not the length of a programme, so its options take no minutes"):
        a_programme(LENGTH)


def test_s25_an_agenda_belongs_to_a_programme() -> None:
    output = {"id": "all", "kind": "agenda", "at": "opening", "head": "Kop"}
    with pytest.raises(ValidationError, match="all tells of a meeting, and this format is part of no programme"):
        a_format({}, outputs=[output])
