"""Readers for each answer apart (``each``), and another format that comes back to what was told (``then`` with ``after``)."""

import pytest

from dialogs.talk.conversation import EACH
from dialogs.talk.effects import Ask, ComeBack, Flag, Obey, Share
from dialogs.talk.fitting import Around, fitted
from dialogs.talk.progress import question_at
from dialogs.timing.cadence import Moment
from tests.dialogs.talking import Talk, a_stage

STORY, IDEA, WISH = {"id": "story"}, {"id": "idea"}, {"id": "wish"}
SHARED = {"id": "share", "kind": "share", "allow": ["V0", "V2"], "each": True}
AROUND = Around(apart="Per antwoord kiezen")
STAGE = fitted(a_stage(STORY, IDEA, SHARED), AROUND)


def chosen(talk: Talk) -> list[Share]:
    return [effect for effect in talk.effects if isinstance(effect, Share)]


def test_readers_can_be_chosen_for_each_answer_apart() -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.", "per antwoord kiezen")

    assert chosen(talk) == []
    assert talk.open == "share+story"
    assert chosen(talk.taps("share+story", "V0")) == [Share("V0", ("story",), 0)]
    assert talk.said == []
    assert chosen(talk.taps("share+idea", "V2")) == [Share("V2", ("idea",), 0)]
    assert talk.said == ["thanks.apart"]
    assert talk.open is None


def test_what_the_choice_does_not_cover_is_not_asked_about_apart() -> None:
    stage = fitted(a_stage(STORY, IDEA, {**SHARED, "covers": ["idea"]}), AROUND)

    assert [one.id for one in stage.questions] == ["story", "idea", "share", "share+idea"]


@pytest.mark.parametrize(
    ("first", "last", "said"), [("V2", "V0", "thanks.apart"), ("V2", "V2", "thanks.V2"), ("V0", "V0", "thanks.V0")]
)
def test_the_thanks_for_a_choice_apart_speak_of_all_answers(first: str, last: str, said: str) -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.", "per antwoord kiezen")

    assert talk.taps("share+story", first).taps("share+idea", last).said == [said]


def test_who_comes_back_and_chooses_apart_anew_is_asked_about_each_answer_again() -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.", "per antwoord kiezen").taps("share+story", "V2")
    talk.types("back").types("back").taps("share", EACH)

    assert talk.open == "share+story"


def test_who_comes_back_and_chooses_for_all_has_no_choice_apart_any_more() -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.", "per antwoord kiezen").taps("share+story", "V2")
    talk.types("back").types("back").taps("share", "V0")

    assert "share+story" not in talk.state.marks


def test_who_comes_back_to_choose_apart_keeps_nothing_for_later_either() -> None:
    keeps = {"keep": {"label": "Bewaar het", "flags": "later"}}
    stage = fitted(a_stage(STORY, IDEA, {**SHARED, "options": keeps}), AROUND)

    talk = Talk(stage).says("Het was druk.", "Vroeger beginnen.").taps("share", "keep").types("back").taps("share", EACH)

    assert Flag(frozenset(), frozenset({"later"}), ("story", "idea"), 0) in talk.effects


def test_k5_who_tells_anew_what_was_shared_apart_is_asked_again_who_may_read_just_that() -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.", "per antwoord kiezen").taps("share+story", "V2")
    talk.types("back", "back", "back", "back").says("Bram was druk.")

    assert chosen(talk) == [Share("V0", ("story",), 0)]
    assert talk.open == "share+story"
    assert talk.taps("share+story", "V2").waits == "name"


def test_k5_who_tells_anew_what_was_shared_as_a_whole_is_asked_again_who_may_read_it() -> None:
    stage = a_stage(STORY, IDEA, {"id": "share", "kind": "share", "allow": ["V0", "V2"]}, repeat={"max": 2, "ask": "Nog een?"})
    talk = Talk(stage).says("Het was druk.", "Vroeger.").taps("share", "V2").types("back", "back").says("Bram was druk.")

    assert chosen(talk) == [Share("V0", ("story", "idea"), 0)]
    assert talk.open == "share"


def test_who_tells_anew_what_stayed_private_is_not_asked_again_who_may_read_it() -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.", "per antwoord kiezen").taps("share+story", "V0")
    talk.types("back", "back", "back", "back").says("Het was rustig.")

    assert chosen(talk) == []
    assert talk.open == "share+idea"


def test_who_comes_back_to_a_choice_of_readers_and_skips_it_is_not_told_that_it_is_private() -> None:
    stage = a_stage(STORY, {"id": "share", "kind": "share", "allow": ["V0", "V2"]}, repeat={"max": 2, "ask": "Nog een?"})
    talk = Talk(stage).says("Het was druk.").taps("share", "V2").types("back")

    assert talk.types("skip").said == ["skip.question"]


def test_who_chooses_once_for_all_is_not_asked_apart() -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.").taps("share", "V2")

    assert chosen(talk) == [Share("V2", ("story", "idea"), 0)]
    assert talk.open is None


def test_what_was_not_told_is_not_asked_apart() -> None:
    stage = fitted(a_stage(STORY, IDEA, WISH, SHARED), AROUND)
    talk = Talk(stage).says("Het was druk.").types("skip").says("Een stiltekamer.").taps("share", EACH)

    assert talk.taps("share+story", "V2").open == "share+wish"


def test_of_one_answer_nothing_is_chosen_apart() -> None:
    talk = Talk(STAGE).says("Het was druk.").types("skip")

    assert EACH not in question_at(talk.stage, talk.state, "share").options
    assert chosen(talk.taps("share", EACH)) == []
    assert talk.open == "share"
    assert chosen(talk.says("per antwoord kiezen")) == []
    assert chosen(talk.taps("share", "V2")) == [Share("V2", ("story",), 0)]


def test_who_comes_back_to_choose_apart_has_shared_nothing_yet() -> None:
    talk = Talk(STAGE).says("Het was druk.", "Vroeger beginnen.").taps("share", "V2").types("back")

    assert chosen(talk.taps("share", EACH)) == [Share("V0", ("story", "idea"), 0)]


def test_in_a_stage_that_repeats_each_time_has_its_own_choice() -> None:
    stage = fitted(a_stage(STORY, IDEA, SHARED, repeat={"max": 2, "ask": "Nog een?"}), AROUND)
    talk = Talk(stage).says("Het was druk.", "Vroeger beginnen.").taps("share", "V2").says("ja")

    talk.says("Het was stil.", "Later beginnen.", "per antwoord kiezen")

    assert talk.open == "share+story#1"
    assert chosen(talk.taps("share+story#1", "V0")) == [Share("V0", ("story",), 1)]
    assert chosen(talk.taps("share+idea#1", "V2")) == [Share("V2", ("idea",), 1)]


# -- coming back


def test_another_format_begins_later_where_a_choice_says_when() -> None:
    options = {"yes": {"label": "Ja", "then": "quiet", "after": "+14 days"}, "no": {"label": "Nee", "then": "quiet"}}
    stage = a_stage(STORY, {"id": "again_later", "kind": "yesno", "options": options})

    later = Talk(stage).says("Het was druk.", "ja").effects
    now = Talk(stage).says("Het was druk.", "nee").effects

    assert ComeBack("quiet", Moment(count=14), 0) in later
    assert not any(isinstance(effect, Obey) for effect in later)
    assert Obey("start quiet") in now


def test_ge8_a_question_waits_until_what_was_chosen_meanwhile_is_done() -> None:
    options = {"yes": {"label": "Ja", "then": "quiet"}, "no": "Nee"}
    stage = a_stage({"id": "now", "kind": "yesno", "options": options}, {"id": "after"})

    begun = Talk(stage).says("ja").effects
    goes_on = Talk(stage).says("nee").effects

    assert Obey("start quiet") in begun
    assert not any(isinstance(effect, Ask) for effect in begun)
    assert any(isinstance(effect, Ask) for effect in goes_on)


LATER = {"yes": {"label": "Ja", "then": "quiet", "after": "+14 days"}, "no": "Nee"}
OFFERED = a_stage(
    {"id": "applied", "options": {"not_yet": "Nog niet"}},
    {"id": "again_later", "kind": "yesno", "options": LATER, "only_if": {"applied": ["not_yet"]}},
    {"id": "more"},
)


def test_x07_who_comes_back_to_a_yes_and_says_no_is_not_asked_later() -> None:
    talk = Talk(OFFERED).says("nog niet", "ja").types("back").says("nee")

    assert ComeBack("quiet", None, 0) in talk.effects


def test_x07_who_comes_back_and_takes_away_the_reason_for_the_offer_is_not_asked_later() -> None:
    talk = Talk(OFFERED).says("nog niet", "ja").types("back", "back").says("Ik bel eerst.")

    assert ComeBack("quiet", None, 0) in talk.effects


def test_s15_a_yes_that_holds_is_chosen_already_when_it_comes_again() -> None:
    holds = {"yes": {"label": "Ja", "then": "quiet", "after": "+7 days", "holds": True}, "no": "Nee"}
    stage = a_stage(STORY, {"id": "each_week", "kind": "yesno", "options": holds})
    said = Talk(stage).says("Het was druk.", "ja")

    assert ComeBack("quiet", Moment(count=7), 0, {"each_week": "yes"}) in said.effects
    assert ComeBack("quiet", None, 0) in said.types("back").says("nee").effects


def test_x07_who_says_yes_again_is_asked_once() -> None:
    talk = Talk(OFFERED).says("nog niet", "ja").types("back").says("ja")

    assert not any(isinstance(effect, ComeBack) for effect in talk.effects)


def test_when_something_begins_needs_what_begins() -> None:
    with pytest.raises(ValueError, match="says when, and not what begins then"):
        a_stage(STORY, {"id": "later", "kind": "yesno", "options": {"yes": {"label": "Ja", "after": "+14 days"}}})


def test_a_format_that_comes_back_counts_from_the_choice_alone() -> None:
    options = {"yes": {"label": "Ja", "then": "quiet", "after": "closing + 2 days"}}

    with pytest.raises(ValueError, match="count from the opening"):
        a_stage(STORY, {"id": "later", "kind": "yesno", "options": options})
