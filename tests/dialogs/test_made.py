"""A format that somebody made in chat: its template, with her questions in the place of one (S05)."""

import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.language.content import Format
from dialogs.language.made import Asked, made, options_of, place_to_fill
from tests.dialogs.talking import FACTS, LIBRARY, Talk, a_stage

TEMPLATE = LIBRARY.editions["own_assignment"]
ASKED = (Asked(0, "Wat viel je op?"), Asked(2, "Hoe was dat?", "choice", "Licht, Zwaar"), Asked(3, "Heb je een foto?", "file"))


def test_the_questions_that_were_written_stand_in_the_place_for_them() -> None:
    found = made(TEMPLATE, ASKED)

    stage = found.dutch.stage("own")
    assert [one.id for one in stage.questions] == [
        "own_form", "own_answer_0", "own_answer_2", "own_answer_3", "own_file", "own_share"
    ]  # fmt: skip
    assert [stage.question(f"own_answer_{number}").kind for number in (0, 2, 3)] == ["text", "text", "file"]
    assert [stage.question(f"own_answer_{number}").required for number in (0, 2, 3)] == [True, False, False]
    assert list(stage.question("own_answer_2").choices.values()) == ["Licht", "Zwaar"]
    assert stage.question("own_answer_0").only_if == {"own_form": ("typed", "pieces")}


@pytest.mark.parametrize("language", ["dutch", "english"])
def test_what_is_shown_shows_the_questions_that_were_written(language: str) -> None:
    format: Format = getattr(made(TEMPLATE, ASKED), language)

    for output in format.outputs:
        for section in output.sections:
            assert section.show[-4:] == ("own_answer_0", "own_answer_2", "own_answer_3", "own_file")


def test_without_questions_the_template_stays_as_it_is() -> None:
    other = LIBRARY.editions["weekly_wonder"]

    assert made(TEMPLATE, ()) is TEMPLATE
    assert made(other, ASKED) is other
    assert place_to_fill(other.dutch) is None


def test_a_choice_without_anything_to_choose_is_answered_in_words() -> None:
    assert not made(TEMPLATE, [Asked(0, "Hoe was dat?", "choice", " , ")]).dutch.stage("own").question("own_answer_0").options


def test_a_question_without_a_condition_is_asked_of_all() -> None:
    body: dict[str, Any] = json.loads(TEMPLATE.to_json())["body"]
    stage = next(one for one in body["stages"] if one["id"] == "own")
    del next(one for one in stage["questions"] if one["id"] == "own_answer")["only_if"]

    found = made(type(TEMPLATE)(body, {}), ASKED)

    assert not found.dutch.stage("own").question("own_answer_0").only_if


@pytest.mark.parametrize(
    ("text", "options"),
    [("Ja, Nee", ["Ja", "Nee"]), ("Ja, graag\nNee\n\n", ["Ja, graag", "Nee"]), ("Ja, Ja", ["Ja"]), ("x" * 100, ["x" * 80])],
)
def test_what_can_be_chosen_stands_on_lines_or_between_commas(text: str, options: list[str]) -> None:
    assert options_of(text) == options


def test_a_button_that_stands_for_its_words_is_an_answer_in_words() -> None:
    stage = a_stage({"id": "how", "options": {"o0": {"label": "Licht", "words": True}}})

    talk = Talk(stage).taps("how", "o0")

    assert talk.kept["how"].text == "Licht"


@pytest.mark.parametrize("kind", ["own_title", "template"])
def test_what_kind_a_question_is_stands_in_a_choice_of_kinds(kind: str) -> None:
    body: dict[str, Any] = json.loads(TEMPLATE.to_json())["body"]
    stage = next(one for one in body["stages"] if one["id"] == "own")
    next(one for one in stage["questions"] if one["id"] == "own_answer")["made"]["kind"] = kind

    with pytest.raises(ValidationError, match="does not say what kind a question is"):
        Format.model_validate(body)


@pytest.mark.parametrize("said", ["Ja", "Ja, ja", "Ja,", "a,b,c,d,e,f,g,h,i,j,k", f"Nee, {'x' * 81}"])
def test_s05_what_nobody_can_choose_from_is_refused_and_asked_again(said: str) -> None:
    stage = a_stage({"id": "own_options"})
    talk = Talk(stage, facts=replace(FACTS, lists=frozenset({"own_options"})))

    assert talk.says(said).said == ["err.choices"]
    assert talk.open == "own_options"


def test_s05_what_can_be_chosen_from_is_taken() -> None:
    stage = a_stage({"id": "own_options"})
    talk = Talk(stage, facts=replace(FACTS, lists=frozenset({"own_options"})))

    assert "err.choices" not in talk.says("Licht, Zwaar").said
    assert talk.open is None
