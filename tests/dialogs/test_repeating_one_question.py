"""A question that may be answered several times (``repeat``, S27, S28): it comes again after each answer in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import ValidationError

from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.talk.conversation import Mark, State, Status
from dialogs.talk.effects import Value
from dialogs.talk.events import Chose
from dialogs.talk.fitting import Around, fitted
from dialogs.talk.progress import told_before
from dialogs.talk.questions import keys_told
from tests.dialogs.talking import Talk, a_stage

POINT = {"id": "point", "required": True, "repeat": {"max": 3, "ask": "Wat nog meer?"}}
NEXT = {"id": "next"}


def repeating(*questions: Mapping[str, object]) -> Stage:
    return fitted(a_stage(*questions), Around())


def test_s27_it_is_asked_again_until_the_person_says_that_this_was_all() -> None:
    talk = Talk(repeating(POINT, NEXT)).says("een", "twee")

    assert talk.open == "point#2"
    assert talk.kept == {"point": Value(text="twee")}
    assert talk.taps("point#2", "+enough").open == "next"
    assert talk.kept == {}


def test_x15_who_says_that_this_was_all_has_read_on() -> None:
    talk = Talk(repeating(POINT, NEXT)).says("een").happens(Chose("point#1", ("+enough",)), timedelta(seconds=5))

    assert talk.soon("verder").kept == {"next": Value(text="verder")}


@pytest.mark.parametrize("word", ["nee", "Geen", "Dit was het", "niets."])
def test_that_this_was_all_may_be_typed(word: str) -> None:
    talk = Talk(repeating(POINT, NEXT)).says("een", word)

    assert (talk.open, talk.kept) == ("next", {})


def test_skipping_ends_it_too_and_leaves_the_rest_to_be_asked() -> None:
    assert Talk(repeating(POINT, NEXT)).says("een").types("skip").open == "next"


def test_no_is_an_answer_like_any_other_to_the_first_time() -> None:
    assert Talk(repeating(POINT, NEXT)).says("nee").kept == {"point": Value(text="nee")}


def test_s28_no_more_is_asked_than_may_be_answered() -> None:
    talk = Talk(repeating(POINT, NEXT)).says("een", "twee", "drie")

    assert talk.open == "next"


def test_whoever_skips_the_first_time_is_not_asked_for_more() -> None:
    assert Talk(repeating({**POINT, "required": False}, NEXT)).types("skip").open == "next"


def test_a_button_beside_it_is_no_answer_after_which_more_is_asked() -> None:
    talk = Talk(repeating({**POINT, "options": {"none": "Niets bijzonders"}}, NEXT)).says("niets bijzonders")

    assert talk.open == "next"


def test_what_goes_along_is_asked_each_time_under_its_own_condition() -> None:
    point = {**POINT, "repeat": {"max": 3, "ask": "Wat nog meer?", "along": ["hard", "why"]}}
    hard = {"id": "hard", "kind": "yesno"}
    why = {"id": "why", "only_if": {"hard": ["yes"]}}
    talk = Talk(repeating(point, hard, why, NEXT)).says("een", "nee")

    assert talk.open == "point#1"
    assert talk.says("twee").open == "hard#1"
    assert talk.says("ja").open == "why#1"
    assert talk.says("zomaar").open == "point#2"
    assert talk.says("nee").open == "next"


def test_what_only_tells_is_told_once() -> None:
    stage = repeating({"id": "before", "kind": "info"}, POINT, NEXT)

    state = Talk(stage).says("een").state
    assert told_before(stage, state, "point#1") == []


def test_one_choice_of_readers_is_about_every_time() -> None:
    share = {"id": "who", "kind": "share", "allow": ["V0", "V2"], "covers": ["point"]}
    talk = Talk(repeating(POINT, share)).says("een", "twee", "nee", "Met de groep, met mijn naam")

    assert talk.shared == [("V2", ("point", "point#1"), 0)]
    assert talk.ended is Status.SUBMITTED


def test_k5_a_colleague_named_the_second_time_is_asked_about_there() -> None:
    share = {"id": "who", "kind": "share", "allow": ["V0", "V2"]}
    talk = Talk(repeating(POINT, share)).says("een", "Bram hielp.", "nee", "Met de groep, met mijn naam")

    assert talk.waits == "name"
    assert talk.says("Ik pas mijn tekst aan").open == "point#1"


def test_going_back_leads_to_the_last_time() -> None:
    talk = Talk(repeating(POINT, NEXT)).says("een", "twee", "nee").types("back")

    assert talk.open == "point#2"
    assert talk.says("drie").kept == {"point": Value(text="drie")}


def test_who_changes_a_further_answer_that_the_group_reads_is_asked_anew_who_may_read_it() -> None:
    share = {"id": "share", "kind": "share", "allow": ["V0", "V2"]}
    talk = Talk(repeating(POINT, share)).says("een", "twee", "nee", "Met de groep, met mijn naam")
    talk = Talk(talk.stage, replace(talk.state, back="point#1")).says("Bram hielp.")

    assert talk.shared == [("V0", ("point", "point#1"), 0)]
    assert talk.open == "share"


@pytest.mark.parametrize(
    ("questions", "words", "told"),
    [
        ([POINT], {"repeat": {"max": 2, "ask": "Nog eens?"}}, "point repeats in a stage that repeats as a whole"),
        ([{**POINT, "sets": "call_name"}], {}, "point can be answered once only"),
        (
            [{**POINT, "repeat": {"max": 2, "ask": "Nog een?", "along": ["later"]}}, NEXT, {"id": "later"}],
            {},
            "does not follow",
        ),
        ([{**POINT, "repeat": {"max": 2, "ask": "Nog een?", "along": ["b"]}}, {**POINT, "id": "b"}], {}, "does not follow"),
        ([{**POINT, "kind": "yesno"}], {}, "repeat stands with point, which is a yesno question; it belongs to text and file"),
    ],
)
def test_what_cannot_repeat_is_refused(
    questions: Sequence[Mapping[str, object]], words: Mapping[str, object], told: str
) -> None:
    asked = [{"ask": "?", **question} for question in questions]
    body = {"id": "small", "title": "Klein", "source": "001", "why": "Daarom.", "kept": "kort",
            "stages": [{"id": "tell", "questions": asked, **words}]}  # fmt: skip

    with pytest.raises(ValidationError, match=told):
        Format.model_validate(body)


def test_s42_what_is_put_to_another_is_each_time_that_it_was_told() -> None:
    told = State({name: Mark(answered=True) for name in ("moments", "moments#1", "about", "edges#1")})

    assert keys_told(told, ["moments", "about"]) == ["moments", "about", "moments#1"]
    assert keys_told(replace(told, repetition=1), ["moments"]) == ["moments"]
