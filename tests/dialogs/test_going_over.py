"""A stage that goes over somebody's own texts asks its one choice about each of them (``over``, S06)."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs.language.stages import Stage
from dialogs.saying.drawing import Scene, draw_question, shows_own_words, told
from dialogs.saying.fields import draw_form
from dialogs.talk.conversation import State
from dialogs.talk.effects import Change, Share, Withdraw
from dialogs.talk.events import Submitted
from dialogs.talk.fitting import Around, fitted
from tests.dialogs.talking import FACTS, LIBRARY, NL, Talk, a_stage

CHOICE = {"id": "fits", "kind": "choice", "options": {
    "right": {"label": "Klopt", "shares": "V2"}, "other": "Aanpassen",
    "out": {"label": "Weglaten", "withdraws": True, "says": "Weggelaten."},
}}  # fmt: skip
WORDS = {"id": "words", "changes": True, "public": "V2", "only_if": {"fits": ["other"]}}


def going_over(*texts: int, public: bool = True, **words: Any) -> Stage:
    stage = a_stage(CHOICE, WORDS, over=["line"], thanks="Dank je.", **words)
    return fitted(stage, Around(texts=texts, public=public))


def confirming(*texts: int, named: tuple[int, ...] = (), stage: Stage | None = None) -> Talk:
    facts = replace(FACTS, texts={text: ("bram",) if text in named else () for text in texts})
    return Talk(stage or going_over(*texts), facts=facts)


def done(talk: Talk) -> list[object]:
    return [one for one in talk.effects if isinstance(one, Share | Change | Withdraw)]


def test_it_asks_about_each_text_and_each_choice_is_about_that_text() -> None:
    talk = confirming(4, 9).taps("fits+4", "right")

    assert done(talk) == [Share("V2", (), 0, about=4)]
    assert talk.open == "fits+9"
    assert done(talk.taps("fits+9", "out")) == [Withdraw(9)]
    assert talk.told == [("option", "fits", "out"), ("thanks",)]
    assert talk.ended is not None


def test_nothing_of_a_choice_is_kept_as_an_answer() -> None:
    assert confirming(4).taps("fits+4", "right").kept == {}


def test_new_words_take_the_place_of_the_text_and_are_shared() -> None:
    talk = confirming(4, 9).taps("fits+4", "other")

    assert (talk.open, done(talk)) == ("words+4", [])
    assert done(talk.says("Het was stil.")) == [Change("Het was stil.", about=4), Share("V2", (), 0, about=4)]
    assert talk.open == "fits+9"


def test_whoever_has_no_group_any_more_changes_her_text_for_herself() -> None:
    talk = confirming(4, stage=going_over(4, public=False)).taps("fits+4", "other").says("Het was stil.")

    assert done(talk) == [Change("Het was stil.", about=4)]
    assert done(talk.soon("Heel stil.").taps("held", "yes")) == [Change("Heel stil.", append=True, about=4)]


def test_without_texts_nothing_is_asked() -> None:
    assert confirming().open is None


def test_a_text_may_be_left_undecided() -> None:
    talk = confirming(4, 9).types("skip")

    assert (talk.open, done(talk)) == ("fits+9", [])


def test_a_text_that_went_away_meanwhile_is_left_out() -> None:
    talk = confirming(4, 9).taps("fits+4", "out")
    talk.stage, talk.facts = going_over(9), replace(talk.facts, texts={9: ()})

    assert talk.open == "fits+9"
    assert talk.types("back").said == ["back.first"]
    assert talk.taps("fits+9", "right").ended is not None


def test_one_may_go_back_to_a_text_that_is_there() -> None:
    talk = confirming(4, 9).taps("fits+4", "right").types("back")

    assert done(talk.taps("fits+4", "out")) == [Withdraw(4)]


@pytest.mark.parametrize("key", ["fits+5", "fits", "words+4", "fits+"])
def test_hostile_a_button_of_another_text_does_nothing(key: str) -> None:
    talk = confirming(4).taps(key, "right")

    assert (done(talk), talk.said) == ([], ["err.old_button"])


def test_k5_a_colleagues_name_is_asked_about_before_a_text_is_shared() -> None:
    talk = confirming(4, named=(4,)).taps("fits+4", "right")

    assert (talk.waits, done(talk)) == ("name", [])
    assert done(talk.taps("held", "share")) == [Share("V2", (), 0, about=4)]


def test_k5_a_text_with_a_colleagues_name_can_be_kept_private() -> None:
    talk = confirming(4, 9, named=(4,)).taps("fits+4", "right").taps("held", "private")

    assert done(talk) == [Share("V0", (), 0, about=4)]
    assert (talk.said, talk.open) == (["thanks.V0"], "fits+9")


def test_k5_a_text_with_a_colleagues_name_can_be_worded_otherwise() -> None:
    talk = confirming(4, named=(4,)).taps("fits+4", "right").taps("held", "rewrite")

    assert talk.open == "words+4"
    assert done(talk.says("Een collega werd stil.")) == [Change("Een collega werd stil.", about=4), Share("V2", (), 0, about=4)]


def test_k5_where_nothing_can_be_worded_otherwise_the_choice_comes_again() -> None:
    alone = fitted(a_stage(CHOICE, over=["line"]), Around(texts=(4,)))

    assert confirming(4, named=(4,), stage=alone).taps("fits+4", "right").taps("held", "rewrite").open == "fits+4"


@pytest.mark.parametrize(("choice", "level"), [("share", "V2"), ("private", "V0")])
def test_k5_new_words_with_a_name_are_asked_about_too(choice: str, level: str) -> None:
    talk = confirming(4).taps("fits+4", "other").says("Bram de Boer werd stil.")

    assert (talk.waits, done(talk)) == ("name", [])
    assert {(one.level, one.about) for one in done(talk.taps("held", choice)) if isinstance(one, Share)} == {(level, 4)}


def test_k5_leaving_a_text_out_asks_nothing_about_names() -> None:
    assert done(confirming(4, named=(4,)).taps("fits+4", "out")) == [Withdraw(4)]


def test_stopping_half_way_leaves_what_was_confirmed() -> None:
    talk = confirming(4, 9).taps("fits+4", "other").says("Het was stil.").types("stop")

    assert done(talk) == []
    assert talk.said == ["stop.shared"]


def test_all_at_once_each_choice_is_about_its_text() -> None:
    talk = confirming(4, 9, 12, stage=going_over(4, 9, 12, mode="form"))
    talk.happens(Submitted({"fits+4": "right", "fits+9": "out", "fits+12": "other"}))

    assert done(talk) == [Share("V2", (), 0, about=4), Withdraw(9)]
    assert talk.open == "words+12"


def test_k5_all_at_once_names_are_asked_about_after_the_form() -> None:
    talk = confirming(4, 9, named=(4,), stage=going_over(4, 9, mode="form"))
    talk.happens(Submitted({"fits+4": "right", "fits+9": "right"}))

    assert (talk.waits, done(talk)) == ("name", [Share("V2", (), 0, about=9)])
    assert done(talk.taps("held", "share")) == [Share("V2", (), 0, about=4)]


# -- how it looks


def scene(*texts: int, own_words: str = "") -> Scene:
    format = LIBRARY.editions["weekly_wonder"].dutch
    quotes = {text: f"> tekst {text}" for text in texts}
    slots: dict[str, object] = {"groep": "Team Vergunningen"}
    return Scene(format, going_over(*texts), State(), NL, 1, own_words=own_words, texts=quotes, slots=slots)


def test_the_text_stands_above_its_question() -> None:
    drawn = draw_question(scene(4, 9, own_words="> tekst 4"), "fits+4", "question")

    assert drawn.text == "> tekst 4\n\nfits?"
    assert drawn.readers == "Alleen jij leest dit, tot je zelf deelt."
    assert [choice.id for choice in drawn.choices] == ["c1.fits+4.right", "c1.fits+4.other", "c1.fits+4.out"]
    assert shows_own_words(scene(4), "fits+4")


def test_above_new_words_stands_where_the_group_will_read_them() -> None:
    reads = draw_question(scene(4), "words+4", "question").readers

    assert reads == "Dit komt in de opbrengst van Team Vergunningen, met je naam erbij."


def test_on_a_form_each_text_stands_with_its_question() -> None:
    form = draw_form(scene(4, 9)).form

    assert form is not None
    assert [(field.id, field.help) for field in form.fields] == [("fits+4", "> tekst 4"), ("fits+9", "> tekst 9")]


def test_a_message_about_a_text_that_is_gone_can_still_be_drawn() -> None:
    gone = scene(9)

    assert draw_question(gone, "fits+4", "question").text == "fits?"
    assert told(gone, ("option", "fits", "out")) == "Weggelaten."


def test_the_first_message_tells_no_text_and_has_its_three_buttons() -> None:
    drawn = draw_question(scene(4, own_words="> tekst 4"), "fits+4", "prompt")

    assert "tekst 4" not in drawn.text
    assert [choice.id for choice in drawn.choices] == ["c1.!.!act", "c1.!.!later", "c1.!.!skip"]
