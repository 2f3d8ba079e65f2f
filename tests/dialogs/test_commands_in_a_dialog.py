"""The words that steer a dialog, one table each (spec §4.1, C-39, P5), and the change between a form and a conversation."""

from collections.abc import Sequence

import pytest

from dialogs.saying.drawing import Scene
from dialogs.saying.fields import draw_form
from dialogs.talk.conversation import Status
from dialogs.talk.effects import Park, Value
from dialogs.talk.events import Opened, Submitted
from tests.dialogs.talking import LIBRARY, NL, Talk, a_stage, wonder

ALL = a_stage({"id": "one"}, {"id": "two", "required": True}, {"id": "three"})
FREE = a_stage({"id": "one"}, {"id": "two"})
FORM = a_stage(
    {"id": "told", "required": True, "max": 20},
    {"id": "sure", "kind": "yesno"},
    {"id": "days", "kind": "scale", "low": "weinig", "high": "veel"},
    {"id": "who", "kind": "share", "allow": ["V0", "V2"]},
    mode="form",
)


def played(talk: Talk, steps: Sequence[str]) -> Talk:
    """Let somebody type answers, and commands where a step begins with an exclamation mark."""
    for step in steps:
        talk = talk.types(step[1:]) if step.startswith("!") else talk.says(step)
    return talk


@pytest.mark.parametrize(
    ("steps", "open_", "said"),
    [
        (["!skip"], "two", ["skip.question"]),
        (["een", "!skip"], "two", []),
        (["een", "!skip", "nee"], "two", []),
        (["een", "twee", "!skip"], None, ["skip.question", "thanks.4"]),
        (["een", "!back", "!skip"], "two", ["skip.question"]),
    ],
)
def test_overslaan_leaves_out_what_is_not_needed_and_asks_before_it_leaves_all_out(
    steps: list[str], open_: str | None, said: list[str]
) -> None:
    talk = played(Talk(ALL), steps)

    assert talk.open == open_
    assert talk.said == said


@pytest.mark.parametrize("answer", ["ja", "overslaan"])
def test_overslaan_of_what_is_needed_ends_all_after_a_yes(answer: str) -> None:
    talk = played(Talk(ALL), ["een", "!skip", "!skip" if answer == "overslaan" else answer])

    assert talk.ended is Status.SKIPPED


@pytest.mark.parametrize(
    ("steps", "open_", "kept"),
    [
        (["!back"], "one", {}),
        (["een", "!back"], "one", {}),
        (["een", "twee", "!back", "!back"], "one", {}),
        (["een", "twee", "!back", "!back", "anders"], "three", {"one": Value("anders")}),
        (["een", "twee", "!back", "!skip"], "three", {}),
        (["een", "twee", "!back", "nieuw"], "three", {"two": Value("nieuw")}),
    ],
)
def test_terug_puts_an_earlier_question_and_its_answer_stays_unless_it_is_replaced(
    steps: list[str], open_: str, kept: dict[str, Value]
) -> None:
    talk = played(Talk(ALL), steps)

    assert talk.open == open_
    assert talk.kept == kept
    assert all(talk.state.marks[name].answered for name in ("one", "two") if name in talk.state.marks)


@pytest.mark.parametrize(
    ("answer", "until"),
    [("vanmiddag", "afternoon"), ("morgen", "tomorrow"), ("volgende week", "next_week"), ("2", "tomorrow")],
)
def test_later_parks_the_dialog_until_a_moment_that_is_chosen(answer: str, until: str) -> None:
    talk = played(Talk(ALL), ["een", "!later"])
    assert talk.waits == "later"

    assert [effect.until for effect in talk.says(answer).effects if isinstance(effect, Park)] == [until]
    assert talk.ended is None


@pytest.mark.parametrize(
    ("stage", "steps", "ended", "said"),
    [
        (ALL, ["!stop"], Status.SKIPPED, ["skip.round"]),
        (ALL, ["een", "!stop", "bewaren"], Status.SKIPPED, ["stop.kept"]),
        (ALL, ["een", "!stop", "weggooien"], Status.SKIPPED, ["stop.thrown"]),
        (ALL, ["een", "twee", "!stop"], Status.SUBMITTED, ["stop.submitted"]),
        (FREE, ["een", "!stop"], Status.SUBMITTED, ["stop.submitted"]),
        (FREE, ["!skip", "!stop"], Status.SKIPPED, ["skip.round"]),
    ],
)
def test_stop_ends_the_dialog_and_asks_what_is_to_become_of_an_answer_that_is_not_enough(
    stage: object, steps: list[str], ended: Status, said: list[str]
) -> None:
    talk = played(Talk(ALL if stage is ALL else FREE), steps)

    assert talk.ended is ended
    assert talk.said == said
    assert talk.shared == []


@pytest.mark.parametrize(
    ("steps", "ended", "said"),
    [
        (["!short"], None, ["short.first"]),
        (["!skip", "!short"], None, ["short.first"]),
        (["een", "!short"], Status.SKIPPED, ["stop.submitted"]),
        (["een", "twee", "!short"], Status.SUBMITTED, ["stop.submitted"]),
        (["!skip", "twee", "!short"], Status.SUBMITTED, ["stop.submitted"]),
    ],
)
def test_c39_kort_ends_any_dialog_that_has_its_first_answer(steps: list[str], ended: Status | None, said: list[str]) -> None:
    talk = played(Talk(ALL), steps)

    assert talk.ended is ended
    assert talk.said == said


def test_c39_kort_says_that_sharing_can_be_done_later_where_it_can() -> None:
    stage = a_stage({"id": "one"}, {"id": "two"}, {"id": "share", "kind": "share", "allow": ["V0", "V2"]})

    assert played(Talk(stage), ["een", "!short"]).said == ["short.done"]


def test_c39_kort_says_nothing_of_sharing_where_only_what_was_not_told_can_be_shared() -> None:
    share = {"id": "share", "kind": "share", "allow": ["V0", "V2"], "covers": ["two"]}
    stage = a_stage({"id": "one"}, {"id": "two"}, share, {"id": "three"})

    assert played(Talk(stage), ["een", "!short"]).said == ["stop.submitted"]
    assert played(Talk(stage), ["een", "twee", "!short"]).said == ["short.done"]


def test_c39_kort_says_where_what_was_shared_can_be_found() -> None:
    stage = a_stage({"id": "one"}, {"id": "share", "kind": "share", "allow": ["V0", "V2"]}, {"id": "two"})

    assert played(Talk(stage), ["een", "2", "!short"]).said == ["stop.shared"]


@pytest.mark.parametrize("word", ["later", "back", "why", "skip", "short", "form", "chat"])
def test_a_word_after_the_end_says_that_nothing_runs(word: str) -> None:
    talk = played(Talk(a_stage({"id": "one"})), ["een", f"!{word}"])

    assert "err.no_dialog" in talk.said or word == "back"


# -- a form and a conversation


def fields(talk: Talk) -> list[str]:
    scene = Scene(LIBRARY.editions["weekly_wonder"].dutch, talk.stage, talk.state, NL, 1)
    form = draw_form(scene).form
    return [field.id for field in form.fields] if form else []


def test_who_would_rather_go_one_by_one_keeps_what_was_filled_in() -> None:
    talk = Talk(FORM).happens(Opened(by_bot=False))
    talk = talk.happens(Submitted({"told": "Het lukte."}, whole=False))

    assert talk.kept == {"told": Value("Het lukte.")}
    assert talk.asked == [("sure", "question")]


def test_an_empty_form_that_is_left_for_a_conversation_begins_at_its_first_question() -> None:
    talk = Talk(FORM).happens(Submitted({}, whole=False))

    assert talk.said == []
    assert talk.asked == [("told", "question")]


def test_what_will_not_do_on_a_form_that_is_left_is_asked_first() -> None:
    talk = Talk(FORM).happens(Submitted({"told": "x" * 21, "sure": "yes"}, whole=False))

    assert talk.kept == {"sure": Value(chosen=("yes",))}
    assert talk.said == ["err.too_long"]
    assert talk.open == "told"


def test_halfway_a_conversation_the_rest_may_come_as_a_form() -> None:
    talk = Talk(FORM).happens(Submitted({"told": "Het lukte."}, whole=False)).types("form")

    assert talk.asked == [("sure", "form")]
    assert fields(talk) == ["sure", "days"]


def test_a_conversation_of_a_stage_without_a_form_may_become_one() -> None:
    talk = Talk(ALL).says("een").types("form")
    assert fields(talk) == ["two", "three"]

    assert talk.fills(two="twee").ended is Status.SUBMITTED


def test_a_form_may_be_left_by_typing_so() -> None:
    talk = Talk(FORM).happens(Opened(by_bot=False)).types("chat")

    assert talk.asked == [("told", "full")]
    assert talk.says("Het lukte.").asked == [("sure", "question")]


# -- X06: who writes much is asked less


def test_x06_acceptance_1_after_a_long_wonder_the_follow_up_is_not_asked_and_sharing_is() -> None:
    assert wonder("x" * 281).open == "share"
    assert wonder("x" * 280).open == "wonder_next"


def test_x06_pieces_count_together() -> None:
    talk = wonder("x" * 200).soon("y" * 80).says("ja")

    assert talk.open == "share"


def test_x06_a_format_may_set_another_length() -> None:
    stage = a_stage({"id": "told", "full": 5}, {"id": "more", "only_if": {"told": ["short"]}}, {"id": "rest"})

    assert Talk(stage).says("kort").open == "more"
    assert Talk(stage).says("langer").open == "rest"
    assert Talk(stage).types("skip").open == "rest"
