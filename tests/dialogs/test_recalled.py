"""Where what somebody told before stands in a message (``recall``): with its question, above a form, and in no reminder."""

import pytest

from dialogs.saying.drawing import Scene, draw_question, shown_at, told
from dialogs.talk.conversation import State
from tests.dialogs.talking import LIBRARY, NL, a_stage

STAGE = a_stage(
    {"id": "memory", "kind": "info", "recall": [{"show": ["moment"]}]}, {"id": "moment"},
    {"id": "later", "recall": [{"show": ["moment"]}]},
)  # fmt: skip
SCENE = Scene(LIBRARY.editions["weekly_wonder"].dutch, STAGE, State(), NL, 1)


@pytest.mark.parametrize(
    ("key", "manner", "shown"),
    [
        ("moment", "full", ["memory", "moment"]),
        ("later", "question", ["memory", "later"]),
        ("moment", "form", ["memory", "moment", "later"]),
        ("moment", "prompt", []),
        ("moment", "reminder", []),
        ("held", "held", []),
    ],
)
def test_the_questions_of_a_message_are_those_that_are_read_in_it(key: str, manner: str, shown: list[str]) -> None:
    assert [question.id for question in shown_at(SCENE, key, manner)] == shown


def test_what_only_recalls_tells_nothing_where_there_is_nothing() -> None:
    assert told(SCENE, ("info", "memory")) == ""
    assert draw_question(SCENE, "moment", "question").text == "moment?"
