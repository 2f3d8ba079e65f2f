"""Reading an answer: what counts, what does not, and odd texts (spec §0.2, GE9–GE11, GE21)."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers.kinds import Misunderstood, Unsure, pick
from dialogs.answers.understanding import says_something, tidy, understand
from dialogs.language.parts import Question
from dialogs.talk.conversation import Status
from dialogs.talk.effects import Value
from dialogs.talk.events import Attachment
from tests.dialogs.talking import Talk, a_stage

TEXT = Question(id="told", ask="Wat zag je?")
PHOTO = Question(id="told", ask="Wat zag je?", file=True)
FILE = Question(id="drawn", kind="file", ask="Stuur een tekening.")
NEXT = {"enough": "Zo is het goed", "question": "Ik heb er een vraag bij", "idea": "Het bracht me op een idee"}
DAYS = {"mon": "maandag", "tue": "dinsdag", "wed": "woensdag", "thu": "donderdag", "fri": "vrijdag"}
CHOICE = Question.model_validate({"id": "next", "kind": "choice", "ask": "Nog iets?", "options": NEXT})
MULTI = Question.model_validate({"id": "days", "kind": "multi", "ask": "Wanneer?", "options": DAYS})
YESNO = Question(id="sure", kind="yesno", ask="Zeker?")
TODAY = date(2026, 3, 5)
GOOD, BIG = Attachment("f1"), Attachment("f2", "size")
FAMILY, TONED = "👨\u200d👩\u200d👧", "👍🏽"


def read(question: Question, text: str, *files: Attachment) -> Value | Unsure | Misunderstood:
    return understand(question, question.choices, tidy(text), files, TODAY)


@pytest.mark.parametrize(
    "text",
    ["Een zin.", "a", "👍", TONED, FAMILY, "🇳🇱", "\u200bzin", "שלום", "\u202eom\u202c", "<script>alert(1)</script>", "\ufeffja",
     "**vet** _schuin_ [link](javascript:x)", "{naam}", "'; DROP TABLE answer; --", "x" * 4000, "é" * 4000, "0", "..."],
)  # fmt: skip
def test_ge11_anything_to_read_is_an_answer_as_it_was_written(text: str) -> None:
    assert read(TEXT, text) == Value(text=text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t ", "\u200b", "\u200d\u200c", "\u202e\u202c", "\ufeff", "\u00a0", "\x01\x02", "\x00", "\ud800"]
)
def test_ge11_white_space_and_what_nobody_sees_is_no_answer(text: str) -> None:
    assert read(TEXT, text) == Misunderstood("empty")


def test_ge10_a_text_may_have_four_thousand_characters_and_not_one_more() -> None:
    assert read(TEXT, "x" * 4000) == Value(text="x" * 4000)
    assert read(TEXT, "x" * 4001) == Misunderstood("too_long")


def test_ge10_the_limit_is_that_of_the_question_and_counts_what_is_kept() -> None:
    short = Question(id="name", ask="Hoe heet je?", max=4)

    assert read(short, "  Noor  ") == Value(text="Noor")
    assert read(short, "e\u0301e\u0301e\u0301e\u0301") == Value(text="éééé")
    assert read(short, "Noort") == Misunderstood("too_long")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("\udfff", "\ufffd"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("  om heen \n", "om heen"),
        ("cafe\u0301", "café"),
        (FAMILY, FAMILY),
        ("a\u200db", "a\u200db"),
    ],
)
def test_a_text_is_kept_so_that_every_database_takes_it(written: str, kept: str) -> None:
    assert tidy(written) == kept


@given(st.text(st.characters(codec=None), max_size=200))
def test_whatever_is_written_can_be_kept_and_is_not_changed_twice(text: str) -> None:
    kept = tidy(text)

    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\x00" not in kept
    assert "\r" not in kept
    assert tidy(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert says_something(kept) == says_something(text)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("1", "enough"),
        ("2.", "question"),
        ("03", "idea"),
        ("Zo is het goed", "enough"),
        ("zo IS het goed!", "enough"),
        ("zo", "enough"),
        ("ik heb", "question"),
        ("H", "idea"),
        ("0", None),
        ("4", None),
        ("-1", None),
        ("1,5", None),
        ("0000001", None),
        ("1" * 5000, None),
        ("0" * 5000 + "1", None),
        ("²", None),
        ("١", None),
        ("ja", None),
        ("enough", None),
        ("?", None),
        ("!", None),
    ],
)
def test_a_choice_is_made_by_number_label_or_first_letters(text: str, option: str | None) -> None:
    assert pick(NEXT, text) == option


@pytest.mark.parametrize(
    ("text", "option"), [("voor later", "b"), ("2 Voor later", "b"), ("2", "b"), ("bel", "a"), ("vier", None), ("", None)]
)
def test_a_label_with_a_number_of_its_own_is_named_without_it_too(text: str, option: str | None) -> None:
    assert pick({"a": "1 Beleving", "b": "2 Voor later", "c": "4 Vierkant", "d": "5 Vierhoek"}, text) == option


def test_letters_with_which_two_labels_begin_choose_neither() -> None:
    labels = {"a": "Ja, graag", "b": "Ja, maar later", "c": "Ja"}

    assert pick(labels, "ja,") == "c"
    assert pick(labels, "j") is None
    assert pick(labels, "ja, m") == "b"


@pytest.mark.parametrize(
    ("text", "kept"), [("ja", "yes"), ("J", "yes"), ("ok", "yes"), ("1", "yes"), ("nee!", "no"), ("2", "no")]
)
def test_yes_and_no_may_be_said_in_several_ways(text: str, kept: str) -> None:
    labels = {"yes": "Graag", "no": "Liever niet nu"}

    assert understand(YESNO, labels, text, (), TODAY) == Value(chosen=(kept,))


def test_ge9_what_is_no_option_is_not_understood() -> None:
    assert read(CHOICE, "misschien") == Misunderstood("unknown")
    assert understand(YESNO, {"yes": "Ja", "no": "Nee"}, "misschien", (), TODAY) == Misunderstood("unknown")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1, 3", ("mon", "wed")),
        ("3 1", ("mon", "wed")),
        ("1 1 1", ("mon",)),
        ("maandag en dinsdag", ("mon", "tue")),
        ("vrijdag and maandag", ("mon", "fri")),
        ("woe", ("wed",)),
        ("maandag,", ("mon",)),
        ("geen", ()),
        ("None.", ()),
        ("0", ()),
    ],
)
def test_several_options_are_named_at_once(text: str, days: tuple[str, ...]) -> None:
    assert read(MULTI, text) == Value(chosen=days)


@pytest.mark.parametrize("text", ["1, 9", "maandag, nooit", ",", "², 1", "1 x", "d"])
def test_several_options_count_only_when_each_is_one(text: str) -> None:
    assert read(MULTI, text) == Misunderstood("unknown")


def test_a_label_that_holds_a_comma_can_be_typed_in_full() -> None:
    drinks = {"both": "Koffie, thee", "none": "Water en brood"}
    question = Question.model_validate({"id": "drink", "kind": "multi", "ask": "Wat?", "options": drinks})

    assert read(question, "koffie, thee") == Value(chosen=("both",))
    assert read(question, "Water en brood") == Value(chosen=("none",))


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(min_size=1, max_size=20), max_size=12), st.text())
def test_whatever_is_typed_only_an_option_is_chosen(labels: dict[str, str], text: str) -> None:
    found = pick(labels, text)

    assert found is None or found in labels


def test_ge21_a_file_is_an_answer_where_it_is_welcome() -> None:
    assert read(PHOTO, "", GOOD) == Value(file="f1")
    assert read(PHOTO, " \u200b ", GOOD) == Value(file="f1")
    assert read(PHOTO, "Bij de balie", GOOD) == Value(text="Bij de balie", file="f1")
    assert read(FILE, "", GOOD) == Value(file="f1")


def test_ge21_a_file_is_refused_where_only_text_can_be_kept() -> None:
    assert read(TEXT, "", GOOD) == Misunderstood("file_not_here")
    assert read(CHOICE, "1", GOOD) == Misunderstood("file_not_here")


def test_ge21_a_file_that_cannot_be_kept_or_a_second_one_is_refused() -> None:
    assert read(PHOTO, "", BIG) == Misunderstood("file")
    assert read(PHOTO, "", GOOD, GOOD) == Misunderstood("file")


def test_ge10_a_text_beside_a_file_has_the_same_limit() -> None:
    assert read(PHOTO, "x" * 4001, GOOD) == Misunderstood("too_long")


def test_a_file_is_never_the_only_way_to_answer() -> None:
    assert read(FILE, "Ik teken niet, ik schrijf.") == Value(text="Ik teken niet, ik schrijf.")


@pytest.mark.parametrize("name", ["Bram de Boer", " bram  DE boer", "Bram\u200b de Boer"])
def test_s01_nobody_takes_the_name_of_a_colleague(name: str) -> None:
    talk = Talk(a_stage({"id": "call", "sets": "call_name"})).says(name)

    assert talk.said == ["err.name_taken"]
    assert talk.asked == [("call", "full")]


def test_s01_a_part_of_the_name_of_a_colleague_is_free() -> None:
    assert Talk(a_stage({"id": "call", "sets": "call_name"})).says("Bram").ended is Status.SUBMITTED
