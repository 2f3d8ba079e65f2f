"""A form: several answers at once, each as if it had been typed."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs.saying.drawing import Scene
from dialogs.saying.fields import draw_form
from dialogs.talk.conversation import Status
from dialogs.talk.effects import Obey, Value
from dialogs.talk.events import Attachment, Opened
from tests.dialogs.talking import FACTS, LIBRARY, NL, Talk, a_stage

FORM = a_stage(
    {"id": "told", "required": True, "max": 20},
    {"id": "how", "kind": "choice", "options": {"good": {"label": "Goed", "says": "Mooi."}, "so": "Gaat wel"}},
    {"id": "days", "kind": "multi", "options": {"mon": "maandag", "tue": "dinsdag"}},
    {"id": "sure", "kind": "yesno"},
    {"id": "drawn", "kind": "file"},
    {"id": "why", "only_if": {"how": ["so"]}},
    {"id": "who", "kind": "share", "allow": ["V0", "V2"]},
    mode="form",
)
WHOLE: dict[str, Any] = {"told": "Het lukte.", "how": "good", "days": ["mon"], "sure": "no"}


def fields(talk: Talk) -> list[str]:
    """Return the ids of the fields that the form shows now."""
    scene = Scene(LIBRARY.editions["weekly_wonder"].dutch, talk.stage, talk.state, NL, 1)
    form = draw_form(scene).form
    return [field.id for field in form.fields] if form else []


def test_what_was_told_above_an_answer_stands_on_no_next_form() -> None:
    talk = Talk(
        a_stage(
            {"id": "before", "kind": "info", "ask": "Het gaat over deze week."},
            {"id": "told", "required": True},
            {"id": "between", "kind": "info", "ask": "Nu nog één ding."},
            {"id": "why", "only_if": {"told": ["answered"]}},
            mode="form",
        )
    ).happens(Opened(by_bot=False))

    talk.fills(told="Het lukte.")

    assert fields(talk) == ["between", "why"]


def test_a_stage_in_a_form_is_asked_as_one() -> None:
    talk = Talk(FORM).happens(Opened(by_bot=False))

    assert talk.asked == [("told", "form")]
    assert fields(talk) == ["told", "how", "days", "sure", "drawn"]


def test_a_prompt_for_a_form_is_still_a_prompt() -> None:
    assert Talk(FORM).happens(Opened(by_bot=True)).asked == [("told", "prompt")]
    assert Talk(FORM).taps("!", "!act").asked == [("told", "form")]


def test_all_that_was_filled_in_is_kept_and_the_rest_is_skipped() -> None:
    talk = Talk(FORM).fills(**WHOLE)

    assert talk.kept == {
        "told": Value(text="Het lukte."),
        "how": Value(chosen=("good",)),
        "days": Value(chosen=("mon",)),
        "sure": Value(chosen=("no",)),
    }
    assert not talk.state.marks["drawn"].answered
    assert talk.told == [("option", "how", "good")]
    assert talk.asked == [("who", "question")]


def test_a_condition_on_the_form_is_asked_about_after_it() -> None:
    talk = Talk(FORM).fills(**WHOLE | {"how": "so"})

    assert talk.asked == [("why", "form")]
    assert fields(talk) == ["why"]
    assert talk.fills(why="Daarom.").asked == [("who", "question")]


def test_files_come_with_the_form() -> None:
    talk = Talk(FORM).fills({"drawn": Attachment("f1")}, **WHOLE)

    assert talk.kept["drawn"] == Value(file="f1")


@pytest.mark.parametrize(
    ("values", "phrase"),
    [
        ({"told": ""}, "err.too_short"),
        ({"told": " \u200b"}, "err.too_short"),
        ({"told": None}, "err.too_short"),
        ({"told": 5}, "err.too_short"),
        ({"told": "x" * 21}, "err.too_long"),
        ({"told": ["a", "b"]}, "err.too_short"),
        ({"how": "nonsense"}, "err.unknown"),
        ({"how": ["good", "so"]}, "err.unknown"),
        ({"how": {"good": 1}}, "err.unknown"),
        ({"days": ["mon", "mon"]}, "err.unknown"),
        ({"days": [{}]}, "err.unknown"),
        ({"sure": True}, "err.unknown"),
    ],
)
def test_what_is_no_answer_is_asked_again_and_the_rest_is_kept(values: dict[str, Any], phrase: str) -> None:
    talk = Talk(FORM).fills(**WHOLE | values)

    assert talk.said == [phrase]
    assert fields(talk) == list(values)
    assert set(talk.kept) == set(WHOLE) - set(values)
    assert talk.ended is None


def test_nothing_chosen_is_skipped_except_where_nothing_is_a_choice() -> None:
    talk = Talk(FORM).fills(told="Het lukte.", how=[], days=[], sure="")

    assert talk.kept == {"told": Value(text="Het lukte."), "days": Value()}
    assert talk.open == "who"


def test_a_file_of_the_wrong_kind_is_refused() -> None:
    assert Talk(FORM).fills({"told": Attachment("f1")}, **WHOLE).said == ["err.file_not_here"]
    assert Talk(FORM).fills({"drawn": Attachment("f1", "kind")}, **WHOLE).said == ["err.file"]


def test_ge13_the_same_form_again_is_an_old_one() -> None:
    talk = Talk(FORM).fills(**WHOLE).fills(**WHOLE)

    assert talk.said == ["err.old_button"]
    assert talk.kept == {}


def test_a_form_lets_go_of_what_waits() -> None:
    talk = Talk(FORM).types("later").fills(**WHOLE)

    assert talk.waits is None


def test_a_form_may_be_answered_by_typing_too() -> None:
    talk = Talk(FORM).says("Het lukte.")

    assert talk.kept == {"told": Value(text="Het lukte.")}
    assert talk.asked == [("how", "form")]


def test_terug_from_a_form_puts_one_question() -> None:
    talk = Talk(FORM).fills(**WHOLE).types("back")

    assert talk.asked == [("drawn", "full")]


def test_a_form_may_be_sent_again_for_another_time() -> None:
    stage = a_stage({"id": "win", "required": True}, mode="form", repeat={"max": 2, "ask": "Nog een?"})
    talk = Talk(stage).fills(win="een").says("ja")

    assert talk.asked == [("win#1", "form")]
    assert fields(talk) == ["win"]
    assert talk.fills(win="twee").ended is Status.SUBMITTED


def test_an_option_on_a_form_may_end_it_or_have_it_put_again() -> None:
    options = {"go": "Verder", "end": {"label": "Stop", "ends": "skipped"}, "more": {"label": "Lees", "again": True}}
    stage = a_stage({"id": "how", "kind": "choice", "options": options}, {"id": "told"}, mode="form")

    assert Talk(stage).fills(how="end").ended is Status.SKIPPED
    assert Talk(stage).fills(how="more", told="a").asked == [("how", "form")]
    assert Talk(stage).fills(how="go", told="a").ended is Status.SUBMITTED


def test_ge1_what_was_written_on_a_form_that_came_after_closing_is_offered_a_place() -> None:
    stage = a_stage({"id": "one", "required": True}, {"id": "two"}, {"id": "how", "kind": "yesno"}, mode="form")
    talk = Talk(stage, facts=replace(FACTS, closed=True)).fills(one="De mist.", two="De dijk.", how="yes")

    assert talk.waits == "expired"
    assert talk.taps("held", "keep").kept == {"one": Value(text="De mist.\nDe dijk.")}


def test_ge13_a_form_without_words_that_came_after_closing_changes_nothing() -> None:
    stage = a_stage({"id": "one"}, {"id": "how", "kind": "yesno"}, mode="form")

    talk = Talk(stage, facts=replace(FACTS, closed=True)).fills(one=" ", how="yes")

    assert talk.said == ["err.old_closed"]
    assert talk.state.marks == {}


def test_what_is_decided_about_all_of_it_is_asked_after_the_form_with_what_is_told_above_it() -> None:
    decides = {"yes": {"label": "Ja", "does": "open round"}, "no": "Nee"}
    talk = Talk(
        a_stage(
            {"id": "day", "kind": "date", "required": True},
            {"id": "sum", "kind": "info", "ask": "Dit wordt het."},
            {"id": "go", "kind": "yesno", "required": True, "options": decides},
            mode="form",
        )
    ).happens(Opened(by_bot=False))
    shown = fields(talk)

    talk.fills(day="2 april om 14:00")
    unsure = talk.waits
    talk.says("ja")

    assert shown == ["day"]
    assert unsure == "date"
    assert talk.asked == [("go", "question")]
    assert not any(isinstance(effect, Obey) for effect in talk.effects)


def test_what_was_picked_may_come_as_one_text() -> None:
    talk = Talk(FORM).fills(**{**WHOLE, "days": "mon,tue"})

    assert talk.kept["days"] == Value(chosen=("mon", "tue"))


def test_x15_what_is_typed_after_a_form_belongs_to_nothing_on_it() -> None:
    talk = Talk(a_stage({"id": "told", "required": True}, {"id": "why"}, mode="form")).fills(told=" ", why="Zomaar.")

    assert talk.soon("Het lukte.").kept["told"] == Value("Het lukte.")


def test_ge10_every_text_that_is_too_long_is_given_back() -> None:
    stage = a_stage({"id": "told", "max": 5}, {"id": "when", "kind": "date"}, {"id": "why", "max": 5}, mode="form")
    talk = Talk(stage).fills(told="Het lukte wel.", when="ooit", why="Zomaar dus.")

    assert talk.said.count("err.too_long") == 2
    assert talk.state.echo == "Het lukte wel.\n\nZomaar dus."


def test_ge10_a_long_text_is_given_back_also_where_another_answer_is_asked_again() -> None:
    talk = Talk(a_stage({"id": "told", "required": True}, {"id": "why", "max": 5}, mode="form")).fills(why="Zomaar dus.")

    assert talk.said == ["err.too_long", "err.too_short"]
    assert talk.state.echo == "Zomaar dus."
    assert talk.asked == [("told", "form")]
