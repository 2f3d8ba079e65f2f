"""The werkvormen of a leergroep hold to what the documents behind them say (docs/reference/facts.md)."""

import pytest

from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.library import load

FORMATS = {name: edition.dutch for name, edition in load().editions.items()}
ASSIGNMENTS = FORMATS["assignment"].stages
MEETINGS = FORMATS["leergroep_meeting"]


def asked(format_id: str) -> dict[str, Question]:
    return {question.id: question for stage in FORMATS[format_id].stages for question in stage.questions}


def points_of(meeting: str) -> dict[str, int]:
    (agenda,) = [one for one in MEETINGS.outputs if one.kind == "agenda" and one.id == f"agenda_{meeting}"]
    return {point.id: point.minutes for point in agenda.points}


def test_f15_groups_choose_whether_they_talk_about_their_own_functioning() -> None:
    assert list(asked("leergroep_contract")["own_functioning"].options) == ["yes", "no", "own_wish"]


@pytest.mark.parametrize("stage", ASSIGNMENTS, ids=lambda stage: str(stage.id))
def test_f19_every_assignment_says_how_long_it_takes_at_most(stage: Stage) -> None:
    assert stage.invite is not None
    assert "hooguit twee uur" in stage.invite


def test_f19_there_are_at_most_five_assignments_and_that_is_said() -> None:
    assert len(ASSIGNMENTS) == 5
    assert sum("hooguit vijf" in (stage.invite or "") for stage in ASSIGNMENTS) == 4  # the one that is optional says so instead


def test_f24_three_moments_to_look_back_at_and_two_kinds_of_learning_are_told() -> None:
    told = asked("loop_explainer")

    assert all(word in (told["loops"].ask or "") for word in ("Enkelslag", "Dubbelslag"))
    assert all(word in (told["moments"].ask or "") for word in ("Tijdens", "Na afloop", "je eigen terugkijken"))


@pytest.mark.parametrize("ways", ["unsuccessful_ways", "apply_ways", "case_ways"])
def test_f28_four_ways_to_describe_a_case_are_offered(ways: str) -> None:
    said = asked("assignment")[ways].ask or ""

    assert all(way in said for way in ("uitgebreid", "gesprek", "gevoelens de vrije loop", "tekening"))


def test_f32_and_f37_the_last_assignment_asks_the_five_questions_and_what_is_done_otherwise() -> None:
    (last,) = [stage for stage in ASSIGNMENTS if stage.id == "looking_back"]
    texts = [question.id for question in last.questions if question.kind == "text"]

    assert texts == ["helped", "missed", "external_value", "yield_self", "yield_group", "new_repertoire"]


def test_f35_one_case_takes_most_of_the_fourth_meeting_after_what_is_left_of_applying() -> None:
    assert points_of("4") == {"continue": 30, "deep_case": 80, "points": 10}


def test_f36_the_fifth_meeting_is_about_the_texts_of_a_few_and_the_ways_of_colleagues() -> None:
    assert points_of("5") == {"loops": 60, "colleague_ways": 50, "points": 10}


def test_f06_f07_f09_what_the_initiator_is_asked_about_the_group() -> None:
    asks = asked("leergroep_setup")

    assert {"common_task", "common_context", "common_position", "layers"} <= asks.keys()
    assert "Directe collega's hoeven het niet te zijn" in (asks["warn_context"].ask or "")
    assert "ook wie leidinggeeft" in (asks["note_layers"].ask or "")


def test_f29_what_worked_stands_beside_what_worked_less() -> None:
    assert {"worked", "worked_less", "lesson"} <= asked("own_assignment").keys()
