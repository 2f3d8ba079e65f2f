"""Who reads what, as the menu says it of a whole format (C-42), and what has no place in it."""

from typing import Any

import pytest

from dialogs.checks.unlisted import unlisted
from dialogs.language.content import Format
from dialogs.language.reading import read
from dialogs.library import load, sources
from dialogs.saying.menu import read_by
from tests.dialogs.broken import GOOD as OUT_OF_IT

LIBRARY = load()
GOOD = OUT_OF_IT.replace("menu: never\n", "")
BASE = {"id": "small", "title": "Klein", "source": "001 §1.2", "why": "Daarom.", "kept": "kort", "starts": {"command": "klein"}}
TEXT: dict[str, Any] = {"id": "told", "ask": "Wat?"}
PUBLIC = TEXT | {"public": "V2"}
SHARE = {"id": "share", "kind": "share", "ask": "Wie?", "allow": ["V0", "V1"]}
GIVES = {"id": "tells", "kind": "choice", "ask": "Mag het?", "options": {"yes": {"label": "Ja", "gives": "V1"}, "no": "Nee"}}


def told_of(text: str) -> list[str]:
    source = read("small.yaml", text.encode())
    return [str(problem) for problem in unlisted(source, Format.model_validate(source.body))]


@pytest.mark.parametrize(("questions", "expected"), [
    ([TEXT], "only_you"),
    ([TEXT, SHARE], "choose"),
    ([PUBLIC], "group"),
    ([PUBLIC | {"id": "first"}, TEXT, SHARE], "each"),
    ([PUBLIC | {"id": "first"}, TEXT], "each"),
    ([TEXT, GIVES], "each"),
])  # fmt: skip
def test_who_reads_it_is_said_in_the_words_of_the_most_that_holds_for_all_of_it(
    questions: list[dict[str, Any]], expected: str
) -> None:
    format = Format.model_validate(BASE | {"stages": [{"id": "tell", "who": "owner", "questions": questions}]})

    assert read_by(format, plans=False) == expected


@pytest.mark.trust("S17")
@pytest.mark.parametrize(("name", "plans", "expected"), [
    ("weekly_wonder", False, "choose"),
    ("quarterly_value_check", True, "each"),  # the group hears of the day, and not of every choice
    ("quarterly_value_check", False, "each"),
    ("learning_form_advisor", False, "only_you"),
    ("community_share", False, "choose"),
    ("buddy", False, "each"),  # who is asked reads it too
    ("invitation_card", False, "each"),
    ("learning_question", False, "group"),  # written for all by who facilitates
])  # fmt: skip
def test_who_reads_it_holds_for_formats_of_the_library(name: str, *, plans: bool, expected: str) -> None:
    assert read_by(LIBRARY.editions[name].dutch, plans=plans) == expected


def test_a_word_without_a_place_in_the_menu_is_told_with_its_line_and_the_mend() -> None:
    (told,) = told_of(GOOD)

    assert told.startswith("small.yaml:6: it has a word, and no place in the menu")
    assert told.endswith("or leave it out on purpose: menu: never")


def test_a_place_in_the_menu_without_a_word_is_told_with_its_line_and_the_mend() -> None:
    (told,) = told_of(GOOD.replace("starts: {rhythm: weekly, command: kleinigheid}", "menu: after\nstarts: {rhythm: weekly}"))

    assert told.startswith("small.yaml:6: it stands in the menu, and nobody has a word to begin it")
    assert told.endswith("give it a command under starts, or leave menu out")


def test_a_format_in_the_menu_under_no_need_is_told_with_its_line_and_the_mend() -> None:
    (told,) = told_of(GOOD.replace("starts:", "menu: between\nstarts:"))

    assert told.startswith("small.yaml:6: it stands in the menu, and under nothing that people run into")
    assert "add serves, with any of: known, able, own" in told


@pytest.mark.parametrize("menu", ["", "menu: never\n"])
def test_a_need_of_a_format_that_does_not_stand_in_the_menu_is_told_with_its_line_and_the_mend(menu: str) -> None:
    told = told_of(GOOD.replace("starts:", f"{menu}serves: [own]\nstarts:"))

    assert "it says what it is of use for, and does not stand in the menu" in told[-1]
    assert told[-1].endswith("say when: menu: before; or leave serves out")


@pytest.mark.parametrize("text", [
    GOOD.replace("starts:", "menu: between\nserves: [own]\nstarts:"),
    GOOD.replace("starts:", "menu: never\nstarts:"),
    GOOD.replace(", command: kleinigheid", ""),
])  # fmt: skip
def test_what_has_a_word_and_a_place_or_neither_is_as_it_should_be(text: str) -> None:
    assert told_of(text) == []


def test_every_format_of_the_library_with_a_word_has_a_place_in_the_menu_or_is_left_out_on_purpose() -> None:
    read_here = [one for one in sources() if not one.name.startswith("en/") and one.name[:-5] in LIBRARY.editions]

    assert [str(told) for one in read_here for told in unlisted(one, LIBRARY.editions[one.name[:-5]].dutch)] == []
