"""A form that comes in parts, and is looked at before anything of it is taken."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs.answers.objecting import objections
from dialogs.saying.drawing import Scene
from dialogs.saying.fields import draw_form
from dialogs.talk.effects import Echo, Value
from dialogs.talk.events import Submitted
from tests.dialogs.talking import FACTS, LIBRARY, NL, Talk, a_stage

STAGE = a_stage(
    {"id": "told", "required": True, "max": 20, "called": "Het moment"},
    {"id": "how", "kind": "choice", "required": True, "options": {"good": "Goed", "so": "Gaat wel"}},
    {"id": "day", "kind": "date", "required": True, "time": True},
    {"id": "steps", "kind": "scale", "low": "niet", "high": "zeer"},
    {"id": "more"},
    {"id": "drawn", "kind": "file"},
    mode="form",
)
FIRST = {"told", "how"}


def part(*on_it: str, **values: Any) -> Submitted:
    """Return what was filled in on a part of the form."""
    return Submitted(values, part=frozenset(on_it))


def open_on_form(talk: Talk) -> list[str]:
    """Return the questions that the form shows now."""
    form = draw_form(Scene(LIBRARY.editions["weekly_wonder"].dutch, talk.stage, talk.state, NL, 1)).form
    return [field.id for field in form.fields] if form else []


def objected(form: Submitted, talk: Talk | None = None, **facts: Any) -> dict[str, str] | None:
    """Return what is wrong with a form."""
    talk = talk or Talk(STAGE)
    return objections(talk.stage, talk.state, form, replace(talk.facts, **facts), NL)


def test_what_stood_on_no_part_stays_open_on_the_next() -> None:
    talk = Talk(STAGE).happens(part(*FIRST, told="Het lukte.", how="good"))

    assert talk.kept == {"told": Value(text="Het lukte."), "how": Value(chosen=("good",))}
    assert talk.asked == [("day", "form")]
    assert open_on_form(talk) == ["day", "steps", "more", "drawn"]


def test_what_was_left_empty_on_a_part_is_skipped_and_a_file_is_still_asked_for() -> None:
    talk = Talk(STAGE).happens(part(*FIRST, told="Het lukte.", how="good"))

    talk.happens(part("day", "steps", "more", day="12 april om 14:00", steps="", more=" "))

    assert [talk.state.marks[key].answered for key in ("steps", "more")] == [False, False]
    assert "drawn" not in talk.state.marks


def test_what_is_brought_along_from_an_earlier_part_counts_once() -> None:
    talk = Talk(STAGE).happens(part(*FIRST, told="Het lukte.", how="good"))

    talk.happens(part("steps", "more", told="Het lukte.", how="so", steps="4", more="Nee."))

    assert talk.kept == {"steps": Value(chosen=("4",)), "more": Value(text="Nee.")}
    assert talk.said == []


def test_what_was_answered_in_the_chat_meanwhile_is_given_back_and_not_lost() -> None:
    talk = Talk(STAGE).says("Het lukte.")

    talk.happens(part(*FIRST, told="Het lukte niet.", how="so"))

    assert talk.kept == {"how": Value(chosen=("so",))}
    assert talk.said == ["form.dealt_with"]
    assert Echo() in talk.effects
    assert talk.state.echo == "Het lukte niet."


def test_nothing_typed_is_nothing_to_give_back() -> None:
    talk = Talk(STAGE).says("Het lukte.")

    assert talk.happens(part(*FIRST, told=" ", how="so")).said == []


def test_what_is_as_it_should_be_has_no_objection() -> None:
    assert objected(part(*FIRST, told="Het lukte.", how="good")) == {}


@pytest.mark.parametrize(("question", "given", "said"), [
    ("told", "", "Vul dit nog in."),
    ("told", "x" * 21, "Je tekst is 21 tekens lang. Ik kan er 20 bewaren. Wil je hem inkorten?"),
    ("how", None, "Kies er nog één."),
    ("how", "bad", 'Dat begrijp ik niet helemaal. Je kunt kiezen uit: Goed · Gaat wel. Of typ "hulp".'),
    ("day", "", "Kies nog een dag."),
    ("day", "12 april", 'Zet er ook een tijd bij, zoals "12 maart om 14:00".'),
    ("steps", "7", 'Dat begrijp ik niet helemaal. Je kunt kiezen uit: 1 – niet · 2 · 3 · 4 · 5 – zeer. Of typ "hulp".'),
])  # fmt: skip
def test_each_question_says_beside_it_what_is_wrong(question: str, given: Any, said: str) -> None:
    good = {"told": "Het lukte.", "how": "good", "day": "12 april om 14:00", "steps": "4"}

    assert objected(part(*good, **good | {question: given})) == {question: said}


def test_several_are_objected_to_at_once_and_what_stood_on_another_part_is_not() -> None:
    assert list(objected(part(*FIRST)) or {}) == ["told", "how"]


def test_where_nothing_of_it_stands_open_that_is_told_instead() -> None:
    talk = Talk(STAGE).happens(part(*FIRST, told="Het lukte.", how="good"))

    assert objected(part(*FIRST, told="Het lukte niet.", how="so"), talk) is None


def test_what_comes_after_closing_is_taken_as_one_text() -> None:
    assert objected(part(*FIRST), closed=True) == {}


def test_a_question_brings_what_its_answer_is_called() -> None:
    form = draw_form(Scene(LIBRARY.editions["weekly_wonder"].dutch, STAGE, Talk(STAGE).state, NL, 1)).form

    assert form is not None
    assert [field.called for field in form.fields][:2] == ["Het moment", None]
    assert FACTS.closed is False
