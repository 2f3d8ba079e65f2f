"""Second pieces and colleagues' names: nothing is shared that nobody chose to share (X15, K5)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dialogs.talk.conversation import Status
from dialogs.talk.effects import Ask, Change, Echo, Record, Share, Value
from dialogs.talk.events import Attachment, Commanded
from dialogs.talk.sharing import named_at
from tests.dialogs.talking import FACTS, LIBRARY, Talk, a_stage, wonder

SHORT = a_stage({"id": "win"}, {"id": "who", "kind": "share", "allow": ["V0", "V2", "V3", "V1"]})


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("zonder naam", "V3"),
        ("Met naam", "V2"),
        ("met mijn naam", "V2"),
        ("de begeleider", "V1"),
        ("voor mij", "V0"),
        ("3", "V3"),
    ],
)
def test_a_choice_of_readers_may_be_typed_by_its_last_words(words: str, level: str) -> None:
    assert Talk(SHORT).says("Het werd stil.", words).shared == [(level, ("win",), 0)]


@pytest.mark.parametrize("words", ["naam", "de", "met de groep", "met of zonder naam", "mijn mijn"])
def test_what_may_be_several_readers_or_is_one_small_word_shares_nothing(words: str) -> None:
    talk = Talk(SHORT).says("Het werd stil.", words)

    assert talk.shared == []
    assert talk.open == "who"


# -- in several pieces


def test_x15_acceptance_1_two_texts_ten_seconds_apart_become_one_answer_in_order() -> None:
    talk = wonder("Eerst was het druk.").soon("Toen werd het stil.")

    assert talk.waits == "piece"
    assert talk.kept == {}
    assert talk.says("ja").effects[0] == Record("wonder_text", 0, Value(text="Toen werd het stil."), append=True)
    assert talk.said == ["piece.added"]
    assert talk.asked == [("wonder_next", "question")]


def test_x15_no_makes_it_an_answer_of_its_own() -> None:
    talk = Talk(a_stage({"id": "one"}, {"id": "two"})).says("een").soon("twee")

    assert talk.taps("held", "no").kept == {"two": Value(text="twee")}


NO_PIECES = [
    ("Het was druk.", {"id": "next", "kind": "choice", "options": {"a": "Zo is het goed", "b": "Een vraag"}}, "err.unknown"),
    ("elke vrijdag even", {"id": "day", "kind": "date"}, "err.no_day"),
    ("y", {"id": "how", "kind": "scale", "low": "slecht", "high": "goed"}, "err.scale"),
]


@pytest.mark.parametrize(("text", "question", "refused"), NO_PIECES)
def test_x15_no_at_a_question_that_takes_no_words_leaves_the_answer_before_as_it_is(
    text: str, question: Mapping[str, Any], refused: str
) -> None:
    talk = Talk(a_stage({"id": "one"}, question)).says("Het was stil.").soon(text)
    talk.taps("held", "no")

    assert talk.kept == {}
    assert talk.said == [refused]
    assert talk.open == question["id"]


def test_x15_no_to_what_the_open_question_takes_answers_it() -> None:
    talk = Talk(a_stage({"id": "one"}, {"id": "two", "max": 8})).says("een").soon("veel te lang").says("nee")

    assert talk.said == ["err.too_long"]
    assert talk.kept == {}
    assert talk.open == "two"


def test_x15_after_a_minute_it_is_a_new_answer() -> None:
    stage = a_stage({"id": "one"}, {"id": "two"}, {"id": "three"})

    assert Talk(stage).says("een").soon("twee", 60).waits == "piece"
    assert Talk(stage).says("een").soon("twee", 61).kept == {"two": Value(text="twee")}


def test_x15_a_third_piece_joins_the_second() -> None:
    talk = wonder("een").soon("twee").soon("drie").says("ja")

    assert talk.kept == {"wonder_text": Value(text="twee\ndrie")}


def test_x15_the_minute_counts_from_the_last_piece() -> None:
    talk = wonder("een").soon("twee", 50).soon("ja", 5).soon("drie", 50)

    assert talk.waits == "piece"


@pytest.mark.parametrize(("choice", "rest"), [("yes", ["two", "three", "four"]), ("no", ["three", "four"])])
def test_x15_who_answers_open_questions_quickly_is_asked_once_what_belongs_together(choice: str, rest: list[str]) -> None:
    talk = Talk(a_stage({"id": "one"}, {"id": "two"}, {"id": "three"}, {"id": "four"})).says("een").soon("en nog wat")

    talk.taps("held", choice)

    for name in rest:
        assert talk.soon(f"antwoord op {name}").kept == {name: Value(text=f"antwoord op {name}")}


def test_x15_who_skips_a_question_has_read_on() -> None:
    talk = Talk(a_stage({"id": "one"}, {"id": "two"}, {"id": "three"})).says("een")
    talk.happens(Commanded("skip"), timedelta(seconds=5))

    assert talk.soon("drie").kept == {"three": Value(text="drie")}


def test_x15_what_answers_the_next_question_is_no_piece() -> None:
    assert wonder("De rust.").soon("zo is het goed").open == "share"
    assert wonder("De rust.").soon("En de kalmte.").waits == "piece"


def test_x15_what_was_chosen_by_a_button_is_whole() -> None:
    stage = a_stage({"id": "one", "options": {"usual": {"label": "Zoals altijd", "words": True}}}, {"id": "two"})

    talk = Talk(stage).taps("one", "usual").soon("Om bij te praten")

    assert talk.kept == {"two": Value(text="Om bij te praten")}


def test_x15_white_space_and_files_are_no_pieces() -> None:
    talk = wonder("De rust.").soon(" \u200b")

    assert talk.waits is None
    assert talk.said == ["err.too_short"]


def test_x15_a_file_while_a_piece_waits_is_asked_back() -> None:
    talk = wonder("een").soon("twee").says("", files=[Attachment("f1")])

    assert talk.said == ["err.unknown_held"]
    assert talk.waits == "piece"


def test_x15_a_piece_after_the_last_question_belongs_too() -> None:
    talk = Talk(a_stage({"id": "one"})).says("een")
    assert talk.ended is Status.SUBMITTED

    assert talk.soon("twee").says("ja").kept == {"one": Value(text="twee")}


def test_x15_no_after_the_last_question_has_nowhere_to_go() -> None:
    assert Talk(a_stage({"id": "one"})).says("een").soon("twee").says("nee").said == ["err.no_dialog"]


def test_x15_a_piece_that_is_too_long_is_given_back() -> None:
    talk = wonder("een").soon("x" * 4001).says("ja")

    assert talk.said == ["err.too_long"]
    assert talk.kept == {}


def test_x15_a_piece_of_a_changed_text_changes_that_text() -> None:
    change = LIBRARY.editions["change_answer"].dutch.stages[0]

    talk = Talk(change).says("Zo dan.").soon("En zo.").says("ja")

    assert [effect for effect in talk.effects if isinstance(effect, Change)] != []


def test_x15_what_others_may_read_is_not_added_to() -> None:
    shared = Talk(SHORT).says("Het lukte.").soon("Met de groep, met mijn naam").soon("Bram zat fout.")
    private = Talk(SHORT).says("Het lukte.").soon("Alleen voor mij").soon("Nog iets.")

    assert shared.waits is None
    assert shared.said == ["err.no_dialog"]
    assert private.waits == "piece"


# -- colleagues' names


@pytest.mark.parametrize("level", ["Met de groep, met mijn naam", "Met de groep, zonder naam"])
def test_k5_before_the_group_reads_a_name_it_is_asked(level: str) -> None:
    talk = Talk(SHORT).says("Bram hielp me.", level)

    assert talk.waits == "name"
    assert talk.state.held is not None
    assert named_at(talk.state.held) == ["bram"]
    assert talk.shared == []


@pytest.mark.parametrize("level", ["Alleen voor mij", "Alleen de begeleider"])
def test_k5_where_the_group_does_not_read_it_nothing_is_asked(level: str) -> None:
    assert Talk(SHORT).says("Bram hielp me.", level).waits is None


def test_k5_yes_shares_it() -> None:
    talk = Talk(SHORT).says("Bram hielp me.", "2", "Ja, dat is oké")

    assert talk.shared == [("V2", ("win",), 0)]
    assert talk.ended is Status.SUBMITTED


def test_k5_it_may_be_kept_private_instead() -> None:
    assert Talk(SHORT).says("Bram hielp me.", "3", "Houd het privé").shared == [("V0", ("win",), 0)]


def test_k5_the_text_may_be_written_anew_and_the_readers_are_asked_again() -> None:
    talk = Talk(SHORT).says("Bram hielp me.", "2", "Ik pas mijn tekst aan")

    assert talk.asked == [("win", "full")]
    assert talk.says("Een collega hielp me.").kept == {"win": Value(text="Een collega hielp me.")}
    assert talk.asked == [("who", "question")]
    assert talk.says("2").shared == [("V2", ("win",), 0)]


def test_k5_a_name_in_a_second_piece_counts() -> None:
    talk = Talk(SHORT).says("Iemand hielp me.").soon("Het was Bram.").says("ja", "2")

    assert talk.waits == "name"


def test_k5_a_name_in_what_is_not_shared_does_not_count() -> None:
    stage = a_stage({"id": "one"}, {"id": "two"}, {"id": "who", "kind": "share", "allow": ["V0", "V2"], "covers": ["two"]})

    assert Talk(stage).says("Bram hielp me.", "Het lukte.", "2").shared == [("V2", ("two",), 0)]


def test_k5_a_name_in_an_answer_that_is_shared_afterwards_counts() -> None:
    talk = Talk(LIBRARY.editions["share_answer"].dutch.stages[0])
    talk.facts = type(talk.facts)(talk.facts.now, subject_names=("bram",))

    assert talk.says("2").waits == "name"
    assert talk.says("1").shared == [("V2", (), 0)]


def test_x18_who_chose_a_facilitator_that_is_somebody_else_by_now_is_asked_again() -> None:
    talk = Talk(SHORT).says("Iemand hielp me.")
    talk.facts = replace(talk.facts, other_facilitator=True)

    talk.says("4")

    assert talk.said == ["share.other_facilitator"]
    assert talk.shared == []
    talk.facts = replace(talk.facts, other_facilitator=False)
    assert talk.says("4").shared == [("V1", ("win",), 0)]


def test_k5_an_answer_that_is_shared_afterwards_cannot_be_rewritten_here_and_stays_private() -> None:
    talk = Talk(LIBRARY.editions["share_answer"].dutch.stages[0])
    talk.facts = type(talk.facts)(talk.facts.now, subject_names=("bram",))

    assert talk.says("2", "Ik pas mijn tekst aan").shared == [("V0", (), 0)]


CHANGE = LIBRARY.editions["change_answer"].dutch.stages[0]
BRAM = "Bram hielp me."


def rewording(*texts: str, **facts: Any) -> Talk:
    """Return a conversation in which a text that a group reads is said otherwise."""
    return Talk(CHANGE, facts=replace(FACTS, subject_level="V2", **facts)).says(*texts)


def test_k5_a_new_text_that_names_a_colleague_waits_for_a_yes() -> None:
    talk = rewording(BRAM)

    assert talk.waits == "name"
    assert talk.effects == (Ask("held", "held"),)
    assert talk.taps("held", "share").effects[0] == Change(BRAM)
    assert talk.ended is Status.SUBMITTED


def test_k5_a_new_text_may_be_kept_private() -> None:
    talk = rewording(BRAM).taps("held", "private")

    assert talk.effects[:2] == (Share("V0", (), 0), Change(BRAM))
    assert talk.said == ["thanks.V0"]


def test_k5_a_new_text_is_given_back_to_be_written_anew() -> None:
    talk = rewording(BRAM).taps("held", "rewrite")

    assert talk.effects == (Echo(), Ask("new_text", "full"))
    assert talk.state.echo == BRAM


def test_k5_a_further_piece_that_names_a_colleague_waits_for_a_yes_too() -> None:
    talk = rewording("Iemand hielp me.").soon(BRAM).says("ja")

    assert talk.waits == "name"
    assert talk.taps("held", "share").effects[0] == Change(BRAM, append=True)


def test_k5_who_was_named_before_is_not_asked_about_again() -> None:
    assert rewording(BRAM, subject_names=("bram",)).effects[0] == Change(BRAM)


def test_the_thanks_of_a_format_itself_are_said_after_sharing_too() -> None:
    stage = a_stage(
        {"id": "text", "required": True}, {"id": "share", "kind": "share", "allow": ["V0", "V2"]}, thanks="Tot gauw."
    )

    talk = Talk(stage).says("Het lukte.", "2")

    assert talk.said == ["thanks.V2"]
    assert talk.told == [("thanks",)]


def test_s06_what_is_shared_in_a_planned_round_comes_in_its_own_report() -> None:
    talk = wonder("Waarom zeven?", carries=False)
    while talk.open != "share":
        talk.types("skip")

    assert talk.taps("share", "V2").said == ["thanks.planned"]
