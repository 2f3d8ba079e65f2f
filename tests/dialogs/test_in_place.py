"""The question that stands open, as a form of one field for a channel that shows one."""

from dataclasses import replace

import pytest

from dialogs.saying.drawing import Scene, draw_question, joined
from dialogs.saying.prompt import Prompt
from dialogs.talk.conversation import State
from dialogs.talk.effects import Value
from dialogs.talk.events import Submitted
from tests.dialogs.talking import LIBRARY, NL, Talk, a_stage

STAGE = a_stage(
    {"id": "told", "required": True, "max": 20},
    {"id": "hours", "kind": "number", "least": 1, "most": 40},
    {"id": "how", "kind": "choice", "options": {"good": "Goed", "so": "Gaat wel"}},
    {"id": "drawn", "kind": "file"},
    {"id": "loud", "public": "V2"},
    {"id": "who", "kind": "share", "allow": ["V0", "V2"]},
)
SENT = Submitted({"told": "Het lukte."}, whole=False)
SCENE = Scene(
    LIBRARY.editions["weekly_wonder"].dutch, STAGE, State(), NL, 7, slots={"groep": "Team", "datum_sluiting": "dinsdag"}
)


@pytest.mark.parametrize("manner", ["full", "question", "prompt"])
def test_an_open_question_is_a_field_with_its_bounds(manner: str) -> None:
    answer = draw_question(SCENE, "told", manner).answer

    assert answer is not None
    assert answer.id == "c7.!chat"
    assert [(one.id, one.kind, one.label, one.max, one.required) for one in answer.fields] == [
        ("told", "text", "Je antwoord", 20, True)
    ]


def test_a_number_keeps_its_bounds() -> None:
    answer = draw_question(SCENE, "hours", "question").answer

    assert answer is not None
    assert (answer.fields[0].least, answer.fields[0].most) == (1, 40)


@pytest.mark.parametrize("key", ["how", "drawn", "loud", "who"])
def test_what_is_chosen_sent_as_a_file_or_read_by_others_is_no_field(key: str) -> None:
    assert draw_question(SCENE, key, "question").answer is None


def test_what_was_answered_and_is_looked_at_again_is_no_field() -> None:
    talk = Talk(STAGE).says("Het lukte.")

    assert draw_question(replace(SCENE, state=talk.state), "told", "question").answer is None


def test_a_reminder_in_other_words_than_the_question_has_no_field() -> None:
    assert LIBRARY.editions["weekly_wonder"].dutch.stages[0].remind
    wonder = LIBRARY.editions["weekly_wonder"].dutch
    scene = replace(SCENE, format=wonder, stage=wonder.stages[0])

    assert draw_question(scene, "wonder_text", "reminder").answer is None
    assert draw_question(scene, "wonder_text", "prompt").answer is not None


def test_several_parts_keep_the_field_of_the_last_question() -> None:
    asked = draw_question(SCENE, "told", "question")

    assert joined([Prompt("Bewaard."), asked, Prompt("Tot straks.")]).answer == asked.answer


def test_what_is_sent_of_it_is_the_answer_and_the_next_question_follows() -> None:
    talk = Talk(STAGE).happens(SENT)

    assert talk.kept == {"told": Value(text="Het lukte.")}
    assert talk.asked[-1] == ("hours", "question")


def test_what_is_sent_of_an_old_one_is_no_answer_to_anything_else() -> None:
    talk = Talk(STAGE).happens(SENT).happens(SENT)

    assert talk.kept == {}
    assert talk.said == ["err.old_button"]
    assert talk.asked == [("hours", "question")]


def test_who_sends_an_empty_one_is_asked_again() -> None:
    talk = Talk(STAGE).happens(Submitted({"told": " "}, whole=False))

    assert talk.kept == {}
    assert talk.asked == [("told", "question")]
