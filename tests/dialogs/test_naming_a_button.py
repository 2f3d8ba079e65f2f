"""A button that is named by what is typed, in the shape that every channel shares (DESIGN §6)."""

import pytest

from dialogs.answers.understanding import named
from dialogs.saying.prompt import Choice, none_of

SHOWN = [Choice("7.next.idea", "Een idee"), Choice("7.next.question", "Een vraag"), Choice("7.next.other", "Iets anders")]
SCALE = [Choice(f"7.rest.{step}", str(step)) for step in (3, 4, 5)]


@pytest.mark.parametrize(
    ("text", "button"),
    [("een idee", "7.next.idea"), (" Een VRAAG. ", "7.next.question"), ("3", "7.next.other"), ("0", None), ("4", None),
     ("Een", None), ("3333", None)],
)  # fmt: skip
def test_a_button_is_named_by_its_label_or_by_its_number(text: str, button: str | None) -> None:
    assert named(SHOWN, text) == button


@pytest.mark.parametrize(("text", "button"), [("3", "7.rest.3"), ("1", None)])
def test_a_step_of_a_scale_is_its_own_number(text: str, button: str | None) -> None:
    assert named(SCALE, text) == button


def test_a_label_that_stands_there_twice_names_no_button() -> None:
    assert named([Choice("7.who.a", "Noor"), Choice("7.who.b", "Noor")], "Noor") is None


@pytest.mark.parametrize("choice", ["7.who.noor", "7.who.noor.de.wit"])
def test_none_of_several_is_the_empty_choice_of_their_question(choice: str) -> None:
    assert none_of(choice) == "7.who."
