"""A conversation from its first question to its last: answers, conditions, repeats, endings."""

import pytest

from dialogs.talk.conversation import Mark, State, Status
from dialogs.talk.effects import Change, Echo, Explain, Record, SetFact, Share, Start, Value, Withdraw
from dialogs.talk.events import Attachment, Opened, Resumed
from dialogs.talk.progress import status_of
from tests.dialogs.talking import FACTS, LIBRARY, MEET, NOW, WONDER, Talk, a_stage, wonder

PHOTO = Attachment("f1")


def test_what_the_bot_starts_is_asked_as_a_prompt() -> None:
    assert Talk().happens(Opened(by_bot=True)).asked == [("wonder_text", "prompt")]


def test_what_the_person_starts_is_asked_in_full() -> None:
    assert Talk().happens(Opened(by_bot=False)).asked == [("wonder_text", "full")]


def test_what_was_left_is_taken_up_at_the_question_that_stood_open() -> None:
    assert wonder("De rust.").happens(Resumed()).asked == [("wonder_next", "question")]


def test_an_answer_is_recorded_and_the_next_question_asked() -> None:
    talk = wonder("De rust op de gang.")

    assert talk.kept == {"wonder_text": Value(text="De rust op de gang.")}
    assert talk.asked == [("wonder_next", "question")]
    assert talk.ended is None


def test_s03_a_photo_is_an_answer() -> None:
    talk = wonder().says("", files=[PHOTO])

    assert talk.kept == {"wonder_text": Value(file="f1")}


@pytest.mark.parametrize(("choice", "follows"), [("1", "share"), ("2", "wonder_question"), ("3", "wonder_idea")])
def test_conditions_look_back_at_what_was_chosen(choice: str, follows: str) -> None:
    assert wonder("De rust.", choice).open == follows


def test_conditions_look_at_whether_something_was_answered_or_skipped() -> None:
    stage = a_stage(
        {"id": "first"},
        {"id": "why_not", "only_if": {"first": ["skipped"]}},
        {"id": "more", "only_if": {"first": ["answered"]}},
        {"id": "both", "only_if": {"first": ["answered"], "more": ["answered"]}},
    )

    assert Talk(stage).types("skip").open == "why_not"
    assert Talk(stage).says("a").open == "more"
    assert Talk(stage).says("a", "b").open == "both"
    assert Talk(stage).says("a").types("skip").open is None


def test_s03_once_the_first_question_is_answered_it_counts() -> None:
    assert status_of(WONDER, State()) is Status.INVITED
    assert status_of(WONDER, wonder("De rust.").state) is Status.SUBMITTED


def test_an_answer_to_another_question_than_the_one_that_is_needed_does_not_count_yet() -> None:
    stage = a_stage({"id": "aside"}, {"id": "needed", "required": True})

    assert status_of(stage, Talk(stage).says("a").state) is Status.IN_PROGRESS
    assert status_of(stage, Talk(stage).says("a", "b").state) is Status.SUBMITTED


def test_where_nothing_is_needed_any_answer_counts() -> None:
    stage = a_stage({"id": "one"}, {"id": "two"})

    assert Talk(stage).types("skip", "skip").ended is Status.SKIPPED
    assert Talk(stage).types("skip").says("b").ended is Status.SUBMITTED


def test_a_whole_wonder_ends_with_sharing_and_one_thank_you() -> None:
    talk = wonder("De rust.", "Ik heb er een vraag bij", "Hoe dan?", "Met de groep, met mijn naam")

    assert talk.shared == [("V2", ("wonder_text", "wonder_question"), 0)]
    assert talk.said == ["thanks.V2"]
    assert talk.ended is Status.SUBMITTED


def test_a_share_question_speaks_of_the_questions_it_covers() -> None:
    stage = a_stage(
        {"id": "one"},
        {"id": "two"},
        {"id": "who", "kind": "share", "allow": ["V0", "V2"], "covers": ["two"]},
    )

    assert Talk(stage).says("a", "b", "Met de groep, met mijn naam").shared == [("V2", ("two",), 0)]
    assert Talk(stage).says("a").types("skip").ended is Status.SUBMITTED


def test_a_name_to_be_called_by_is_nothing_to_share() -> None:
    stage = a_stage({"id": "name", "sets": "call_name"}, {"id": "who", "kind": "share", "allow": ["V0", "V2"]})

    assert Talk(stage).says("Noor").ended is Status.SUBMITTED


def test_s01_acceptance_3_who_asked_to_keep_everything_private_is_not_asked_to_share() -> None:
    assert wonder("De rust.", "1", asks_to_share=False).ended is Status.SUBMITTED
    assert wonder("De rust.", "1", asks_to_share=True).open == "share"


def test_s01_a_trial_is_never_shared_and_says_that_it_stays_private() -> None:
    talk = wonder("De rust.", "1", trial=True)

    assert talk.said == ["thanks.private"]
    assert talk.ended is Status.SUBMITTED


def test_k6_where_nobody_else_can_read_along_nobody_is_asked_who_may() -> None:
    assert wonder("De rust.", "1", levels=("V0",)).ended is Status.SUBMITTED


def test_nobody_is_asked_who_may_read_what_she_did_not_write() -> None:
    stage = a_stage({"id": "one"}, {"id": "who", "kind": "share", "allow": ["V0", "V2"]})

    assert Talk(stage).types("skip").ended is Status.SKIPPED


def test_the_thanks_of_a_stage_are_told_and_else_one_of_the_usual_is_said() -> None:
    plain, own = a_stage({"id": "one"}), a_stage({"id": "one"}, thanks="Dat was het.")

    assert Talk(own).says("a").told == [("thanks",)]
    assert Talk(plain).says("a").said == ["thanks.2"]


def test_several_options_may_be_chosen_and_none_too() -> None:
    stage = a_stage({"id": "days", "kind": "multi", "options": {"mon": "maandag", "tue": "dinsdag"}})

    assert Talk(stage).says("1, 2").kept == {"days": Value(chosen=("mon", "tue"))}
    assert Talk(stage).taps("days", "tue").kept == {"days": Value(chosen=("tue",))}
    assert Talk(stage).happens(Opened(by_bot=False)).taps("days").kept == {"days": Value()}


def test_an_option_may_put_the_question_again_after_telling_more() -> None:
    talk = Talk(MEET).says("Eerst meer lezen")

    assert talk.told == [("option", "consent_start", "more")]
    assert talk.asked == [("consent_start", "full")]
    assert talk.state.marks == {}


def test_an_option_may_end_the_conversation() -> None:
    talk = Talk(MEET).says("Nu niet")

    assert talk.effects[0] == SetFact("consent", ("no",))
    assert talk.told == [("option", "consent_start", "no")]
    assert talk.ended is Status.SKIPPED
    assert talk.asked == []


def test_what_is_told_of_oneself_becomes_a_fact() -> None:
    talk = Talk(MEET).says("ja")

    assert talk.effects[0] == SetFact("consent", ("yes",))
    assert talk.says("Lot").effects[0] == SetFact("call_name", ("Lot",))
    assert talk.says("geen").effects[0] == SetFact("quiet_days", ())
    assert talk.says("1").effects[0] == SetFact("default_share", ("ask",))
    assert talk.says("nee").told == [("thanks",)]


def test_an_option_may_start_a_trial_of_another_format() -> None:
    talk = Talk(MEET).says("ja").types("skip", "skip", "skip").says("ja")

    assert Start("weekly_wonder") in talk.effects
    assert talk.kept == {}


def test_an_option_may_share_or_withdraw_what_the_conversation_is_about() -> None:
    too_few = LIBRARY.editions["too_few"].dutch.stages[0]
    withdraw = LIBRARY.editions["withdraw_answer"].dutch.stages[0]

    assert Share("V2", (), 0) in Talk(too_few).says("1").effects
    assert Withdraw() in Talk(withdraw).says("ja").effects
    assert Withdraw() not in Talk(withdraw).says("nee").effects


def test_a_new_text_takes_the_place_of_the_old_one() -> None:
    change = LIBRARY.editions["change_answer"].dutch.stages[0]

    talk = Talk(change).says("Zo dan.")

    assert talk.effects[0] == Change("Zo dan.")
    assert talk.kept == {}


def test_sharing_an_answer_afterwards_is_about_that_answer_alone() -> None:
    share = LIBRARY.editions["share_answer"].dutch.stages[0]

    talk = Talk(share).says("Alleen de begeleider")

    assert talk.shared == [("V1", (), 0)]
    assert talk.said == ["share.changed"]


# -- a stage that repeats

TWICE = a_stage(
    {"id": "win", "required": True},
    {"id": "win_why", "only_if": {"win": ["answered"]}},
    repeat={"max": 2, "ask": "Nog een?"},
)


def test_a_stage_may_be_gone_through_again_with_answers_of_its_own() -> None:
    talk = Talk(TWICE).says("een", "omdat", "ja")

    assert talk.asked == [("win#1", "question")]
    assert talk.says("twee").effects[0] == Record("win", 1, Value(text="twee"))
    assert talk.open == "win_why#1"


def test_a_stage_ends_when_nobody_wants_it_again_or_it_was_often_enough() -> None:
    assert Talk(TWICE).says("een", "omdat", "nee").ended is Status.SUBMITTED
    assert Talk(TWICE).says("een", "omdat").types("skip").ended is Status.SUBMITTED
    assert Talk(TWICE).says("een", "omdat", "ja", "twee", "omdat").ended is Status.SUBMITTED


# -- what is no answer


def test_ge9_three_misses_offer_a_way_out() -> None:
    talk = wonder("De rust.", "misschien")

    assert talk.said == ["err.unknown"]
    assert talk.asked == [("wonder_next", "full")]
    assert talk.says("wie weet").said == ["err.unknown"]
    assert talk.says("nou ja").said == ["err.unknown_third"]
    assert talk.says("1").open == "share"
    assert talk.says("misschien").said == ["err.unknown"]


def test_ge9_a_button_or_a_skip_begins_the_count_anew() -> None:
    talk = wonder("De rust.", "misschien", "wie weet").types("skip")

    assert talk.state.misses == 0


def test_ge10_a_text_that_is_too_long_is_given_back_and_not_kept() -> None:
    talk = wonder("x" * 4001)

    assert talk.said == ["err.too_long"]
    assert Echo() in talk.effects
    assert talk.state.echo == "x" * 4001
    assert talk.kept == {}
    assert talk.says("x" * 4000).kept == {"wonder_text": Value(text="x" * 4000)}


def test_ge10_what_was_given_back_is_forgotten_at_the_next_miss() -> None:
    assert wonder("x" * 4001, " ").state.echo == ""


def test_ge11_white_space_is_no_answer() -> None:
    talk = wonder(" \n\u200b ")

    assert talk.said == ["err.too_short"]
    assert talk.asked == [("wonder_text", "full")]


def test_ge21_a_file_where_text_is_asked_is_refused_kindly() -> None:
    talk = wonder("De rust.").says("", files=[PHOTO])

    assert talk.said == ["err.file_not_here"]
    assert wonder().says("", files=[Attachment("f2", "kind")]).said == ["err.file"]


# -- looking at a conversation from outside


def test_x13_waarom_explains_and_puts_the_question_again() -> None:
    talk = wonder("De rust.").types("why")

    assert talk.effects[0] == Explain("wonder_next")
    assert talk.asked == [("wonder_next", "question")]


def test_hulp_tells_where_one_is_and_puts_the_question_again() -> None:
    talk = wonder("De rust.").types("help")

    assert talk.said == ["help.step"]
    assert talk.asked == [("wonder_next", "full")]


@pytest.mark.parametrize("word", ["why", "skip", "later", "privacy"])
def test_where_nothing_stands_open_there_is_nothing_to_steer(word: str) -> None:
    talk = wonder("De rust.", "1", "Alleen voor mij").types(word)

    assert talk.said == ["err.no_dialog"]
    assert talk.says("En nog iets.").said == ["err.no_dialog"]


@pytest.mark.parametrize(
    "state",
    [
        State(),
        State({"partner": Mark(answered=True, chosen=("bram",), beforehand=True)}),
        wonder("Bram hielp.", "2").state,
        wonder("Bram hielp.", "1", "Met de groep, met mijn naam").state,
        wonder("x" * 4001).state,
        wonder("De rust.").types("back").state,
        Talk(TWICE).says("een", "omdat", "ja", "hm").soon("nog").state,
        State(listed=()),
        State(listed=("free_1", "free_2")),
    ],
)
def test_a_state_is_kept_as_plain_values_and_read_back(state: State) -> None:
    again = State.from_json(state.to_json(), lambda seconds: type(NOW).fromtimestamp(seconds, NOW.tzinfo))

    assert again == state
    assert FACTS.now == NOW
