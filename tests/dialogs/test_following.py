"""A question about what somebody told in the round before (``follows``): once for each answer, called by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from pydantic import ValidationError

from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.saying.drawing import Scene, draw_question
from dialogs.talk.conversation import State
from dialogs.talk.effects import Value
from dialogs.talk.fitting import Around, fitted
from dialogs.talk.questions import holds
from tests.dialogs.talking import LIBRARY, NL, Talk, a_stage

FOLLOWS = {"id": "becomes", "ask": "Is er iets met {titel} gebeurd?", "follows": "potential"}
ASKED = {"invite": "Doe je mee?", "remind": "Doe je nog mee?"}
STAGE = a_stage({**FOLLOWS, "required": True}, {"id": "later"}, **ASKED)


def after(*asked: bool) -> Stage:
    """Return the stage for who told so many things in the round before, and is asked after some of them."""
    return fitted(STAGE, Around(followed={"becomes": asked}))


def test_each_earlier_answer_is_asked_after_once_the_newest_first() -> None:
    talk = Talk(after(True, True))
    assert talk.open == "becomes#1"

    talk.says("Ja, het loopt.")
    assert talk.kept == {"becomes": Value(text="Ja, het loopt.")}
    assert talk.open == "becomes"

    talk.says("Nee, nog niet.")
    assert talk.open == "later"


@pytest.mark.parametrize("asked", [(), (False,), (False, False)])
def test_where_there_is_nothing_to_ask_after_it_is_not_asked(asked: tuple[bool, ...]) -> None:
    assert Talk(after(*asked)).open == "later"


def test_what_is_asked_after_keeps_its_name_when_something_beside_it_is_taken_back() -> None:
    told = Talk(after(True, True)).says("Ja, het loopt.")

    assert Talk(after(True, False), state=told.state).open == "becomes"
    assert Talk(after(False, True), state=told.state).open == "later"


def test_what_was_answered_holds_on_when_what_it_asked_after_is_taken_back() -> None:
    told = Talk(after(True, True)).says("Ja, het loopt.")

    stage = after(True, False)

    assert holds(stage, stage.question("becomes#1"), told.state.marks, 0)
    assert not holds(stage, stage.question("becomes#1"), {}, 0)


def test_only_the_newest_is_a_must_where_it_has_to_be_answered() -> None:
    assert [one.required for one in after(True, True).questions] == [True, False, False]
    assert [one.required for one in after(True, False).questions] == [False, True, False]


def test_it_is_called_by_its_name_which_is_never_read_for_places() -> None:
    scene = Scene(
        LIBRARY.editions["weekly_wonder"].dutch, after(True), State(), NL, 1,
        slots={"naam": "Noor"}, titles={"becomes": "het {naam}bord"},
    )  # fmt: skip

    assert draw_question(scene, "becomes", "full").text == "Is er iets met het {naam}bord gebeurd?"


@pytest.mark.parametrize(
    ("questions", "words", "told"),
    [
        ([FOLLOWS], {"invite": "Doe je mee?"}, "becomes names what was told before, which no announcement shows"),
        ([FOLLOWS], {**ASKED, "repeat": {"max": 2, "ask": "Nog eens?"}}, "becomes is asked once for each earlier answer"),
        ([{**FOLLOWS, "repeat": {"max": 2, "ask": "Nog een?"}}], ASKED, "becomes is asked once for each earlier answer"),
        ([FOLLOWS, {"id": "how", "only_if": {"becomes": ["answered"]}}], ASKED, "how depends on becomes, which may be asked"),
        ([FOLLOWS, {"id": "later", "value": "applied"}], ASKED, "becomes asks after what nobody tells: potential"),
        ([{"id": "one", "title": True}, {"id": "two", "title": True}], {}, "tell asks for more than one title: one, two"),
    ],
)
def test_what_cannot_ask_after_earlier_answers_is_refused(
    questions: Sequence[Mapping[str, object]], words: Mapping[str, object], told: str
) -> None:
    asked = [{"ask": "?", **question} for question in questions]
    body = {"id": "small", "title": "Klein", "source": "001", "why": "Daarom.", "kept": "kort",
            "stages": [{"id": "tell", "questions": asked, **words}]}  # fmt: skip

    with pytest.raises(ValidationError, match=told):
        Format.model_validate(body)


def test_who_changes_one_of_several_answers_that_the_group_reads_is_asked_anew_who_may_read_it() -> None:
    stage = a_stage(dict(FOLLOWS), {"id": "share", "kind": "share", "allow": ["V0", "V2"], "covers": ["becomes"]}, **ASKED)
    talk = Talk(fitted(stage, Around(followed={"becomes": (True, True)}))).says("Een.", "Twee.").taps("share", "V2")
    assert talk.shared == [("V2", ("becomes#1", "becomes"), 0)]

    talk = Talk(talk.stage, replace(talk.state, back="becomes#1")).says("Toch anders.")

    assert [level for level, _, _ in talk.shared] == ["V0"]
    assert talk.open == "share"
