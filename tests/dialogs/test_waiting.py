"""What waits for a yes: another dialog, a mistyped word, an answer after closing (GE1, GE8, X17)."""

from dataclasses import replace

import pytest

from dialogs.talk.conversation import Status
from dialogs.talk.effects import Carry, Obey, Record, Switch, Value
from dialogs.talk.events import Attachment, Interrupted, Resumed, Said
from dialogs.talk.holding import sentence
from tests.dialogs.talking import Talk, a_stage, wonder

# -- another dialog


def test_ge8_another_dialog_is_offered_and_this_one_waits() -> None:
    talk = wonder("De rust.").happens(Interrupted("start insight"))

    assert talk.waits == "switch"
    assert talk.says("wisselen").effects == (Switch("start insight"),)
    assert talk.open == "wonder_next"


def test_ge8_whoever_finishes_first_goes_on_where_she_was() -> None:
    talk = wonder("De rust.").happens(Interrupted("start insight")).taps("held", "finish")

    assert talk.asked == [("wonder_next", "question")]


def test_ge8_what_closed_before_she_chose_is_not_finished_first() -> None:
    talk = wonder("De rust.").happens(Interrupted("start insight"))
    talk.facts = replace(talk.facts, closed=True)

    assert talk.taps("held", "finish").effects == (Switch("start insight"),)


def test_whoever_asks_for_what_cannot_be_asked_any_more_hears_that() -> None:
    talk = Talk().types("skip")
    talk.facts = replace(talk.facts, closed=True)

    assert talk.waits == "skip_all"
    assert talk.taps("held", "no").said == ["err.closed_meanwhile"]


def test_what_is_taken_up_again_is_what_waited() -> None:
    talk = wonder("De rust.").types("later").happens(Resumed())

    assert talk.asked == [("held", "held")]


def test_ge9_after_three_times_a_choice_that_waits_has_a_way_out_too() -> None:
    talk = wonder("De rust.").types("later")

    said = [talk.says("blauw").said for _ in range(3)]

    assert said == [["err.unknown_held"], ["err.unknown_held"], ["err.unknown_third"]]
    assert talk.asked == [("held", "held")]
    assert talk.types("skip").said == ["skip.question"]


@pytest.mark.parametrize("files", [(), (Attachment("brug"),)])
def test_who_tells_something_where_she_is_asked_whether_to_skip_everything_has_answered(files: tuple[Attachment, ...]) -> None:
    talk = Talk().types("skip").happens(Said("De rust in de wachtkamer.", files))

    assert [effect.value.text for effect in talk.effects if isinstance(effect, Record)] == ["De rust in de wachtkamer."]
    assert (talk.waits, talk.open) == (None, "wonder_next")


def test_who_is_not_understood_where_she_is_asked_whether_to_skip_everything_is_asked_again() -> None:
    talk = Talk().types("skip").says("tja hoor")

    assert (talk.waits, talk.said) == ("skip_all", ["err.unknown_held"])


def test_ge9_skipping_where_she_is_asked_whether_to_skip_everything_is_a_yes() -> None:
    talk = wonder().types("skip").says("blauw", "groen", "rood").types("skip")

    assert talk.ended is Status.SKIPPED


# -- a word within one typing error


def test_x17_a_near_miss_is_asked_back_and_nothing_happens_yet() -> None:
    talk = wonder("De rust.", "afmeldn")

    assert talk.waits == "near"
    assert talk.state.held is not None
    assert talk.state.held.detail == "afmelden"
    assert talk.says("ja").effects == (Obey("start leave"),)


def test_x17_a_word_of_the_dialog_itself_is_obeyed_in_it() -> None:
    assert wonder("De rust.", "overslan", "ja").said == ["skip.question"]
    assert wonder("waaorm", "ja").open == "wonder_text"


def test_x17_no_means_that_it_was_the_answer() -> None:
    assert wonder("overslan", "nee").kept == {"wonder_text": Value(text="overslan")}


def test_x17_between_quotes_it_is_the_answer_at_once() -> None:
    assert wonder().says("overslan", literal=True).kept == {"wonder_text": Value(text="overslan")}


def test_x17_an_option_that_is_near_a_word_is_the_option() -> None:
    stage = a_stage({"id": "how", "kind": "choice", "options": {"a": "Overslag", "b": "Terug van pauzes"}})

    assert Talk(stage).says("overslag").kept == {"how": Value(chosen=("a",))}


def test_x17_a_further_text_joins_the_one_that_waits() -> None:
    talk = wonder("overslan", "van de trein")

    assert talk.asked == [("held", "held")]
    assert talk.says("nee").kept == {"wonder_text": Value(text="overslan\nvan de trein")}


def test_x17_a_word_that_no_longer_starts_anything_becomes_help() -> None:
    talk = wonder("afmeldn")
    talk.facts = type(talk.facts)(talk.facts.now)

    assert talk.says("ja").said == ["help.step"]


# -- after closing


def test_ge1_an_answer_after_closing_is_offered_a_place() -> None:
    talk = wonder("De rust.", closed=True)

    assert talk.waits == "expired"
    assert talk.kept == {}


def test_ge1_it_may_be_kept_for_oneself() -> None:
    talk = wonder("De rust.", "1", closed=True)

    assert talk.kept == {"wonder_text": Value(text="De rust.")}
    assert talk.said == ["thanks.private"]
    assert talk.ended is Status.EXPIRED


def test_ge1_it_may_go_along_to_the_next_round() -> None:
    assert wonder("De rust.", "2", closed=True).effects == (Carry("De rust."),)


def test_s06_where_somebody_plans_each_round_nothing_is_taken_along() -> None:
    talk = wonder(closed=True)
    talk.facts = replace(talk.facts, carries=False)

    assert talk.says("De rust.").said == ["expired.over"]
    assert talk.waits == "stop"
    assert talk.taps("held", "keep").kept == {"wonder_text": Value(text="De rust.")}


@pytest.mark.parametrize(("choice", "kept"), [("keep", {"wonder_text": Value(text="De rust.")}), ("throw", {})])
def test_ge1_who_stops_says_what_becomes_of_it(choice: str, kept: dict[str, Value]) -> None:
    talk = wonder("De rust.", closed=True).types("stop")

    assert talk.waits == "stop"
    assert talk.taps("held", choice).kept == kept
    assert talk.ended is Status.EXPIRED


def test_ge1_who_says_stop_twice_keeps_it_and_is_not_asked_a_third_time() -> None:
    talk = wonder("De rust.", closed=True).types("stop")

    assert talk.state.held is not None
    assert sentence(talk.state.held) == "stop.late"  # nothing is stopped that is over
    assert talk.types("stop").kept == {"wonder_text": Value(text="De rust.")}
    assert talk.said == ["stop.kept"]


def test_ge1_a_second_text_joins_the_first() -> None:
    assert wonder("De rust.", "En de kalmte.", "1", closed=True).kept == {"wonder_text": Value(text="De rust.\nEn de kalmte.")}


@pytest.mark.parametrize(("text", "phrase"), [("", "err.too_short"), ("\u200b", "err.too_short"), ("x" * 4001, "err.too_long")])
def test_ge1_what_would_be_no_answer_is_none_after_closing(text: str, phrase: str) -> None:
    talk = wonder(text, closed=True)

    assert talk.said == [phrase]
    assert talk.waits is None


def test_ge1_a_file_after_closing_cannot_wait() -> None:
    assert wonder(closed=True).says("", files=[Attachment("f1")]).said == ["err.file_not_here"]


def test_ge1_a_late_text_never_takes_the_place_of_what_is_there() -> None:
    talk = wonder("De rust.", "1").types("back", "back")
    talk.facts = replace(talk.facts, closed=True)

    assert talk.says("De kalmte.", "1").effects[0] == Record("wonder_text", 1, Value(text="De kalmte."))


def test_ge1_where_nothing_was_asked_in_words_there_is_nothing_to_keep() -> None:
    stage = a_stage({"id": "how", "kind": "choice", "options": {"a": "Goed", "b": "Slecht"}})
    talk = Talk(stage)
    talk.facts = type(talk.facts)(talk.facts.now, closed=True)

    assert talk.says("goed").said == ["err.no_dialog"]


def test_an_option_that_leads_on_is_done_when_the_conversation_is_over_and_is_no_answer() -> None:
    options = {"pause": {"label": "Pauze", "then": "pause"}, "view": {"label": "Bekijken", "does": "mine"}}
    stage = a_stage({"id": "what", "kind": "choice", "required": True, "options": options})

    started, looked = Talk(stage).says("pauze"), Talk(stage).says("bekijken")

    assert Obey("start pause") in started.effects
    assert Obey("mine") in looked.effects
    assert not [effect for effect in (*started.effects, *looked.effects) if isinstance(effect, Record)]


def test_ge10_what_does_not_fit_with_a_text_after_closing_is_given_back_and_the_first_stays() -> None:
    talk = wonder("De rust.", "x" * 4000, closed=True)

    assert talk.said == ["err.too_long"]
    assert talk.waits == "expired"
    assert talk.taps("held", "keep").kept == {"wonder_text": Value(text="De rust.")}
