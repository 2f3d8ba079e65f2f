"""Broken format files: each is answered with the file, the line, what is wrong and the mend."""

from pathlib import Path

import pytest

from dialogs.checks.faults import FormatError, Problem
from dialogs.library import load
from tests.dialogs.broken import BROKEN, ENGLISH, GOOD, TRANSLATIONS
from tests.kit.commands import run


def library(folder: Path, text: str | bytes, english: str | None = None, name: str = "small") -> Path:
    """Make a library of one format in a folder."""
    (folder / "formats" / "en").mkdir(parents=True, exist_ok=True)
    body = text.encode() if isinstance(text, str) else text
    (folder / "formats" / f"{name}.yaml").write_bytes(body)
    if english is not None:
        (folder / "formats" / "en" / f"{name}.yaml").write_text(english, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(FormatError) as refused:
        load(folder)
    return list(refused.value.problems)


def broken(old: str, new: str) -> str:
    """Return the good format with one piece of it broken."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def line_of(text: str, piece: str) -> int:
    """Return on which line a piece stands for the last time."""
    return max(number for number, line in enumerate(text.splitlines(), 1) if piece in line)


def test_the_format_that_these_tests_break_is_whole(tmp_path: Path) -> None:
    found = load(library(tmp_path, GOOD))

    assert list(found.editions) == ["small"]
    assert found.starters() == {"kleinigheid": "small"}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_told_with_line_and_mend(case: str, tmp_path: Path) -> None:
    old, new, where, what, mend = BROKEN[case]
    text = broken(old, new)

    found = problems(library(tmp_path, text))

    assert [(one.file, one.line, one.what, one.mend) for one in found] == [("small.yaml", line_of(text, where), what, mend)]


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (found,) = problems(library(tmp_path, ""))

    assert str(found) == "small.yaml:1: the file holds no names with values; begin with id: and the name of the file"


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    text = broken("Wat viel je op?", "Wat viel je op, één ding?").encode("latin-1")

    (found,) = problems(library(tmp_path, text))

    assert (found.line, found.mend) == (line_of(GOOD, "§"), "save the file as UTF-8")


def test_a_mark_of_windows_before_the_first_line_is_no_fault(tmp_path: Path) -> None:
    assert load(library(tmp_path, GOOD.encode("utf-8-sig"))).editions


def test_a_folder_without_formats_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path)

    assert found.what == "no format stands in this folder"


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = broken("title: Klein", "title: 3").replace("kind: choice", "kind: choise")

    found = problems(library(tmp_path, text))

    assert [one.line for one in found] == [2, line_of(text, "choise")]


def test_a_word_that_two_formats_want_is_told(tmp_path: Path) -> None:
    library(tmp_path, GOOD)
    library(tmp_path, broken("id: small", "id: smaller"), name="smaller")

    assert [(one.file, one.what) for one in problems(tmp_path)] == [
        ("small.yaml", '"kleinigheid" starts smaller too'),
        ("smaller.yaml", '"kleinigheid" starts small too'),
    ]


def test_a_translation_lays_its_texts_over_the_dutch(tmp_path: Path) -> None:
    edition = load(library(tmp_path, GOOD, ENGLISH)).editions["small"]

    assert edition.read_in("en").question("moment").ask == "What did you notice?"
    assert edition.read_in("en").question("where_to").ask == "Waarheen?"
    assert edition.read_in("nl").question("moment").ask == "Wat viel je op?"


@pytest.mark.parametrize("case", TRANSLATIONS)
def test_what_is_broken_in_a_translation_is_told_there(case: str, tmp_path: Path) -> None:
    old, new, where, what, mend = TRANSLATIONS[case]
    assert ENGLISH.count(old) == 1
    text = ENGLISH.replace(old, new)

    (found,) = problems(library(tmp_path, GOOD, text))

    assert (found.file, found.line) == ("en/small.yaml", line_of(text, where))
    assert (found.what, found.mend) == (what, mend)


def test_a_translated_label_leaves_what_choosing_it_does(tmp_path: Path) -> None:
    dutch = GOOD.replace("options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, ends: skipped}, no: Nee}")
    english = ENGLISH.replace("{yes: Yes}", "{yes: Yes, no: {label: No}}")

    question = load(library(tmp_path, dutch, english)).editions["small"].read_in("en").question("further")

    assert (question.options["yes"].label, question.options["yes"].ends) == ("Yes", "skipped")
    assert question.options["no"].label == "No"


def test_a_translation_adds_nothing_that_choosing_does(tmp_path: Path) -> None:
    english = ENGLISH.replace("{yes: Yes}", "{yes: {label: Yes, ends: skipped}}")

    (found,) = problems(library(tmp_path, GOOD, english))

    assert found.what == '"ends" is decided in the Dutch, and this differs from it'


def test_a_translation_of_nothing_is_told(tmp_path: Path) -> None:
    library(tmp_path, GOOD)
    (tmp_path / "formats" / "en" / "smal.yaml").write_text("title: Small\n", encoding="utf-8")

    (found,) = problems(tmp_path)

    assert (found.file, found.what) == ("en/smal.yaml", "there is no Dutch format of this name")


def test_check_prints_file_line_what_is_wrong_and_the_mend(tmp_path: Path) -> None:
    text = broken("        required: true", "        requierd: true")
    folder = library(tmp_path, text)

    result = run("check", "--formats", str(folder))

    assert result.exit_code == 1
    assert 'small.yaml:18: "requierd" is no word of the format language; write "required"' in result.stderr
    assert "leerbot: 1 to mend, see above" in result.stderr


def test_check_tells_of_what_can_be_shared_and_is_shown_nowhere(tmp_path: Path) -> None:
    result = run("check", "--formats", str(library(tmp_path, GOOD.replace("show: [moment, where_to]", "show: [moment]"))))

    assert result.exit_code == 1
    assert "where_to can be shared with the group, but nothing shows it there" in result.output


def test_what_is_chosen_beforehand_can_be_chosen_there(tmp_path: Path) -> None:
    leads = "options: {yes: {label: Ja, then: small, chosen: {further: no}}, no: Nee}"

    found = load(library(tmp_path, broken("options: {yes: Ja, no: Nee}", leads)))

    assert found.editions["small"].dutch.stages[0].question("further").options["yes"].chosen == {"further": "no"}


def test_check_is_content_with_a_whole_format(tmp_path: Path) -> None:
    result = run("check", "--formats", str(library(tmp_path, GOOD)))

    assert (result.exit_code, result.stdout) == (0, "1 formats read\nall well\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [("kind: choice", f"kind: {'a' * 500}"), ("kind: choice", "kind: {a: [" + "x, " * 200 + "x]}"),
     ("- id: further", "- id: {a: b}"), ("- id: further", f"- id: {'a' * 500}"), ("every: week", f"every: {'a' * 500}")],
)  # fmt: skip
def test_what_is_very_long_or_no_word_at_all_is_told_in_one_short_line(tmp_path: Path, old: str, new: str) -> None:
    told = [str(problem) for problem in problems(library(tmp_path, broken(old, new)))]

    assert all(len(line) < 300 and "{'" not in line.partition("cannot be")[0] for line in told)
