"""Words and buttons that steer: overslaan, terug, later, stop, old buttons, another dialog (spec §4.1, N6, GE8, GE13)."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs.talk.conversation import Held, Mark, State, Status
from dialogs.talk.effects import Discard, Park, Record, Say, Value
from dialogs.talk.events import Opened
from dialogs.talk.holding import let_go, sentence
from dialogs.talk.progress import chose_to_end, complete, status_of
from tests.dialogs.talking import FACTS, LIBRARY, MEET, Talk, a_stage, wonder

ASKED = LIBRARY.editions["action_together"].dutch.stages[0]
SEVERAL = a_stage({"id": "one"}, {"id": "two", "required": True}, {"id": "three"})


# -- overslaan


def test_a_question_that_is_not_needed_is_skipped_at_once() -> None:
    talk = wonder("De rust.").types("skip")

    assert talk.said == ["skip.question"]
    assert talk.open == "share"
    assert talk.kept == {}


def test_skipping_who_may_read_it_keeps_it_private() -> None:
    talk = wonder("De rust.", "1").types("skip")

    assert talk.said == ["share.none"]
    assert talk.shared == []
    assert talk.ended is Status.SUBMITTED


def test_skipping_the_question_that_is_needed_is_asked_back() -> None:
    talk = wonder().types("skip")

    assert talk.waits == "skip_all"
    assert talk.says("ja").told == [("skip_says",)]
    assert talk.ended is Status.SKIPPED


def test_whoever_thinks_better_of_it_gets_the_question_again() -> None:
    talk = wonder().types("skip").says("nee")

    assert talk.asked == [("wonder_text", "question")]
    assert talk.waits is None


def test_a_stage_without_words_of_its_own_for_skipping_uses_the_usual() -> None:
    assert Talk(SEVERAL).types("skip", "skip").says("ja").said == ["skip.round"]


# -- terug


def test_terug_puts_the_question_before_once_more_and_takes_a_new_answer() -> None:
    talk = wonder("De rust.", "1").types("back")

    assert talk.asked == [("wonder_next", "full")]
    assert talk.types("back").asked == [("wonder_text", "full")]
    assert talk.says("De drukte.").kept == {"wonder_text": Value(text="De drukte.")}
    assert talk.asked == [("share", "question")]


def test_terug_keeps_the_earlier_answer_when_it_is_not_replaced() -> None:
    talk = wonder("De rust.", "1").types("back", "back", "skip")

    assert talk.said == ["skip.question"]
    assert talk.state.marks["wonder_text"].answered
    assert talk.open == "share"


def test_terug_at_the_first_question_says_so_and_stays() -> None:
    talk = wonder().types("back")

    assert talk.said == ["back.first"]
    assert talk.asked == [("wonder_text", "full")]
    assert wonder("De rust.").types("back", "back").said == ["back.first"]


def test_terug_goes_to_what_was_skipped_too() -> None:
    talk = wonder("De rust.").types("skip", "back")

    assert talk.asked == [("wonder_next", "full")]


# -- later


def test_later_asks_when_and_parks() -> None:
    talk = wonder().types("later")

    assert talk.waits == "later"
    assert talk.says("morgen").effects == (Park("tomorrow"),)
    assert talk.waits is None


@pytest.mark.parametrize(
    ("text", "until"), [("1", "afternoon"), ("vanmiddag", "afternoon"), ("Morgen!", "tomorrow"), ("3", "next_week")]
)
def test_later_is_chosen_by_number_or_word(text: str, until: str) -> None:
    assert wonder().types("later").says(text).effects == (Park(until),)  # type: ignore[arg-type]


def test_s16_later_offers_only_what_lies_before_closing() -> None:
    talk = wonder(laters=("hour",)).types("later")

    assert talk.waits == "later"
    assert talk.says("over een uur").effects == (Park("hour"),)


def test_s16_where_no_moment_is_left_later_says_so_and_holds_nothing() -> None:
    talk = wonder(laters=()).types("later")

    assert talk.said == ["later.closes"]
    assert talk.waits is None


def test_what_is_no_moment_for_later_is_not_understood_and_asked_again() -> None:
    talk = wonder().types("later").says("ooit eens")

    assert talk.said == ["err.unknown_held"]
    assert talk.asked == [("held", "held")]
    assert talk.kept == {}


def test_a_reminder_lets_go_of_a_choice_that_nobody_made_and_of_no_text() -> None:
    assert let_go(State(held=Held("later"))).held is None
    assert let_go(State(held=Held("near", text="overslan"))).held is not None


def test_x15_a_second_piece_joins_what_it_came_after_when_the_person_goes_another_way() -> None:
    talk = wonder("een").soon("twee").taps("wonder_next", "enough")

    assert Record("wonder_text", 0, Value(text="twee"), append=True) in talk.effects
    assert "piece.added" in talk.said


def test_x15_too_long_a_second_piece_is_given_back_when_the_person_goes_another_way() -> None:
    talk = wonder("een").soon("x" * 4001).taps("wonder_next", "enough")

    assert "err.too_long" in talk.said
    assert not any(isinstance(effect, Record) and effect.append for effect in talk.effects)


# -- stop


def test_stop_before_anything_was_said_ends_it() -> None:
    talk = wonder().types("stop")

    assert talk.said == ["skip.round"]
    assert talk.ended is Status.SKIPPED


def test_stop_before_anything_was_said_tells_the_word_to_come_back_with() -> None:
    talk = wonder(word="verwondering").types("stop")

    assert Say("stop.nothing", {"commando": "verwondering"}) in talk.effects
    assert talk.ended is Status.SKIPPED


def test_stop_after_the_needed_answer_keeps_it_private() -> None:
    talk = wonder("De rust.").types("stop")

    assert talk.said == ["stop.submitted"]
    assert talk.ended is Status.SUBMITTED


def test_stop_before_the_needed_answer_asks_what_to_do_with_the_rest() -> None:
    kept = Talk(SEVERAL).says("a").types("stop")
    thrown = Talk(SEVERAL).says("a").types("stop")

    assert kept.waits == "stop"
    assert kept.says("bewaren").said == ["stop.kept"]
    assert kept.ended is Status.SKIPPED
    assert Discard() in thrown.says("2").effects
    assert thrown.said == ["stop.thrown"]


def test_another_word_lets_go_of_what_waited() -> None:
    talk = Talk(SEVERAL).says("a").types("stop", "back")

    assert talk.waits is None
    assert talk.asked == [("one", "full")]


def test_waarom_and_hulp_leave_what_waits_as_it_is() -> None:
    talk = Talk(SEVERAL).says("a").types("stop", "why")

    assert talk.asked == [("held", "held")]
    assert talk.types("help").asked == [("held", "held")]
    assert talk.says("1").said == ["stop.kept"]


@pytest.mark.parametrize(("option", "ended"), [("enough", True), ("more", False)])
def test_s4_1_who_chose_to_end_it_left_nothing_open(option: str, ended: bool) -> None:
    options = {"enough": {"label": "Genoeg", "ends": "submitted"}, "more": {"label": "Meer"}}
    talk = Talk(a_stage({"id": "go", "kind": "choice", "options": options}, {"id": "last"})).taps("go", option)

    assert chose_to_end(talk.stage, talk.state) is ended


# -- what a colleague asks


@pytest.mark.parametrize("word", ["stop", "skip"])
@pytest.mark.parametrize("opened", [False, True])
def test_s18_what_a_colleague_asks_is_named_before_a_word_declines_it(word: str, opened: bool) -> None:
    talk = Talk(ASKED, facts=replace(FACTS, elsewhere=not opened)).types(word)

    assert talk.waits == "skip_all"
    assert talk.state.held is not None
    assert sentence(talk.state.held) == "skip.asked_confirm"
    assert talk.ended is None
    assert talk.says("ja").ended is Status.SKIPPED


def test_s18_the_button_of_what_a_colleague_asks_declines_it_at_once() -> None:
    assert Talk(ASKED, facts=replace(FACTS, elsewhere=True)).taps("!", "!skip").ended is Status.SKIPPED


# -- buttons


def test_a_button_answers_the_question_that_stands_open() -> None:
    assert wonder("De rust.").taps("wonder_next", "idea").open == "wonder_idea"


@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("wonder_text", ("enough",)),
        ("wonder_next", ("nonsense",)),
        ("wonder_next", ()),
        ("wonder_next", ("enough", "idea")),
        ("share", ("V2",)),
        ("nonsense", ("yes",)),
        ("wonder_next#7", ("enough",)),
        ("again", ("yes",)),
        ("held", ("yes",)),
        ("", ("",)),
    ],
)
def test_ge13_an_old_button_changes_nothing_and_shows_where_one_is(key: str, options: tuple[str, ...]) -> None:
    before = wonder("De rust.")
    state = before.state

    talk = before.taps(key, *options)

    assert talk.said == ["err.old_button"]
    assert talk.asked == [("wonder_next", "question")]
    assert talk.state == state


def test_ge13_an_old_button_when_all_is_done_says_that_nothing_is_open() -> None:
    talk = wonder("De rust.", "1", "Alleen voor mij").taps("wonder_next", "idea")

    assert talk.said == ["err.old_closed"]
    assert talk.asked == []


def test_ge13_an_old_button_leaves_what_waits() -> None:
    talk = wonder("De rust.").types("later").taps("wonder_text", "x")

    assert talk.said == ["err.old_button"]
    assert talk.asked == [("held", "held")]


def test_ge13_a_button_after_closing_asks_nothing() -> None:
    assert wonder(closed=True).taps("!", "!act").asked == []


def test_the_same_option_twice_is_no_choice() -> None:
    stage = a_stage({"id": "days", "kind": "multi", "options": {"mon": "maandag", "tue": "dinsdag"}})

    assert Talk(stage).taps("days", "mon", "mon").said == ["err.old_button"]


def test_a_button_of_the_question_lets_go_of_what_waits() -> None:
    talk = wonder("De rust.").types("later").taps("wonder_next", "enough")

    assert talk.waits is None
    assert talk.open == "share"


def test_n6_the_button_that_begins_puts_the_question_in_full() -> None:
    assert wonder().happens(Opened(by_bot=True)).taps("!", "!act").asked == [("wonder_text", "full")]


def test_n6_the_button_later_asks_when() -> None:
    assert wonder().taps("!", "!later").waits == "later"


def test_n6_the_button_that_skips_ends_it_at_once() -> None:
    talk = wonder().taps("!", "!skip")

    assert talk.told == [("skip_says",)]
    assert talk.ended is Status.SKIPPED


def test_n6_skipping_after_the_answer_keeps_the_answer() -> None:
    assert wonder("De rust.").taps("!", "!skip").ended is Status.SUBMITTED


INVITING = {"invite": "Doe je mee?", "prompt": {"act": "Beginnen", "skip": "Nee", "skip_says": "Ook goed."}}
"""What a stage has that asks first whether somebody wants to begin."""


def invited(**question: Any) -> Talk:
    """Return a conversation of which somebody saw the invitation alone."""
    return Talk(a_stage({"id": "story", "kind": "text"} | question, **INVITING), facts=replace(FACTS, elsewhere=True))


@pytest.mark.parametrize("required", [True, False])
def test_skipping_what_was_not_opened_does_what_its_button_does(required: bool) -> None:
    talk = invited(required=required).types("skip")

    assert talk.told == [("skip_says",)]
    assert talk.ended is Status.SKIPPED


def test_s4_1_stop_names_what_a_colleague_asks_only_to_be_told() -> None:
    reading = LIBRARY.editions["plan_read"].dutch.stages[0]

    talk = Talk(reading, facts=replace(FACTS, elsewhere=True)).types("stop")

    assert (talk.said, talk.ended) == (["stop.asked"], Status.SKIPPED)


def test_a_yes_under_an_invitation_opens_it_and_a_no_leaves_it_out() -> None:
    yes, no, said = invited().says("ja"), invited().says("nee"), invited().says("ja", literal=True)

    assert (yes.asked, yes.kept) == ([("story", "full")], {})
    assert (no.told, no.kept) == ([("skip_says",)], {})
    assert said.kept == {"story": Value(text="ja")}


def test_a_yes_under_an_invitation_is_the_answer_where_one_can_be_chosen() -> None:
    assert invited(kind="yesno").says("ja").kept == {"story": Value(chosen=("yes",))}


def put_in(*, beforehand: bool) -> Talk:
    """Return a conversation of which somebody saw the invitation alone, with whom it is put in already: for her, or by her."""
    marks = {"partner": Mark(answered=True, beforehand=beforehand)}
    stage = a_stage({"id": "partner"}, {"id": "story", "required": True}, **INVITING)
    return Talk(stage, state=State(marks), facts=replace(FACTS, elsewhere=True))


@pytest.mark.parametrize("beforehand", [True, False])
def test_s48_what_was_put_in_for_somebody_makes_nothing_complete(beforehand: bool) -> None:
    marks = {"partner": Mark(answered=True, beforehand=beforehand)}
    for required in (True, False):
        stage = a_stage({"id": "partner", "required": required}, {"id": "story"}, **INVITING)
        assert complete(stage, State(marks)) is not beforehand
        assert status_of(stage, State(marks)) is (Status.INVITED if beforehand else Status.SUBMITTED)


def test_s48_what_was_put_in_for_somebody_is_nothing_that_she_told() -> None:
    stopped, cut_short = put_in(beforehand=True).types("stop"), put_in(beforehand=True).types("short")

    assert (stopped.said, stopped.ended, stopped.waits) == (["skip.round"], Status.SKIPPED, None)
    assert (cut_short.said, cut_short.ended) == (["short.first"], None)


def test_s48_what_was_put_in_for_somebody_leaves_the_invitation_unopened() -> None:
    skipped, said_no = put_in(beforehand=True).types("skip"), put_in(beforehand=True).says("nee")

    assert skipped.told == said_no.told == [("skip_says",)]
    assert said_no.kept == {}


def test_what_somebody_put_in_herself_is_kept_or_thrown_away_as_she_says() -> None:
    assert put_in(beforehand=False).types("stop").waits == "stop"


def test_skipping_an_introduction_with_its_answers_below_it_is_asked_back() -> None:
    assert Talk(MEET, facts=replace(FACTS, elsewhere=True)).types("skip").waits == "skip_all"


@pytest.mark.parametrize(
    ("words", "told", "said"),
    [({"thanks": "Dank je."}, [("thanks",)], []), ({}, [], ["thanks.2"])],
)
def test_an_option_that_ends_it_and_says_nothing_of_its_own_is_thanked_for(
    words: dict[str, str], told: list[tuple[str, ...]], said: list[str]
) -> None:
    stage = a_stage({"id": "back", "options": {"read": {"label": "Gelezen", "ends": "submitted"}}}, **words)

    talk = Talk(stage).taps("back", "read")

    assert (talk.told, talk.said, talk.ended) == (told, said, Status.SUBMITTED)
