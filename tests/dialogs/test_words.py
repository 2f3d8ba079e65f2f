"""Dates, names, places in texts, and the tone of all that the bot says (C-43)."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers.dates import day_in_words
from dialogs.answers.names import listed, named_in
from dialogs.checks.tone import lapses, lapses_of, lapses_of_reminder
from dialogs.library import HERE, sources
from dialogs.saying.phrases import Phrases, fill, slots_in

AMSTERDAM, PARAMARIBO = ZoneInfo("Europe/Amsterdam"), ZoneInfo("America/Paramaribo")
LATE = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
PEOPLE = {"bram": "Bram de Boer", "noor": "Noor", "am": "Anne-Marie Smit", "nobody": ""}


def test_a_day_is_the_one_on_the_wall_of_the_reader() -> None:
    assert day_in_words(LATE, AMSTERDAM, "nl") == "vrijdag 13 maart"
    assert day_in_words(LATE, PARAMARIBO, "nl") == "donderdag 12 maart"
    assert day_in_words(LATE, PARAMARIBO, "en") == "Thursday 12 March"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Bram hielp me.", ["bram"]),
        ("bram en NOOR", ["bram", "noor"]),
        ("Ik sprak Bram\nde  Boer.", ["bram"]),
        ("Noor's idee", ["noor"]),
        ("Noor’s idee", ["noor"]),
        ("'Noor' zei iets", ["noor"]),
        ("(Noor)", ["noor"]),
        ("@noor", ["noor"]),
        ("Anne-Marie lachte", ["am"]),
        ("anne-marie's plan", ["am"]),
        ("Noors idee, en dat van Brám", ["bram", "noor"]),
        ("Anne lachte", []),
        ("In het noorden, bij de brambessen", []),
        ("", []),
        ("Een collega hielp me.", []),
    ],
)
def test_k5_a_colleague_is_found_by_name_as_a_word(text: str, named: list[str]) -> None:
    assert list(named_in(text, PEOPLE)) == named


@given(st.text())
def test_k5_no_text_is_too_odd_to_look_for_names(text: str) -> None:
    assert set(named_in(text, PEOPLE)) <= set(PEOPLE)


def test_places_are_filled_once_and_what_fills_them_is_not_read_again() -> None:
    assert fill("Dag {naam}, {naam}!", {"naam": "{team}"}) == "Dag {team}, {team}!"
    assert fill("{Naam} {naam", {}) == "{Naam} {naam"


def test_a_sign_that_nobody_can_type_is_filled_in_like_any_other() -> None:
    assert fill("Dag {naam}.\nTot {dag}!", {"naam": "No\0or", "dag": None}) == "Dag No\0or."
    assert slots_in("{a} {b} {a} {A}") == {"a", "b"}


def test_a_line_with_a_place_for_which_there_is_nothing_is_left_out() -> None:
    text = "Dag {naam}.\nJullie vraag: {vraag}\nTot {dag}."

    assert fill(text, {"naam": "Noor", "vraag": None, "dag": "maandag"}) == "Dag Noor.\nTot maandag."
    assert fill(text, {"naam": "Noor", "vraag": "Wie?", "dag": "maandag"}).splitlines()[1] == "Jullie vraag: Wie?"
    assert fill("{vraag}", {"vraag": None}) == ""


def test_a_place_without_anything_to_fill_it_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="naam"):
        Phrases("nl", {"hello": "Dag {naam}"}).text("hello")


@pytest.mark.trust("S28")
def test_c43_all_texts_of_the_library_are_in_tone() -> None:
    assert list(lapses(sources())) == []


@pytest.mark.trust("S28")
@pytest.mark.parametrize(
    ("text", "lapse"),
    [
        ("Dat heb je goed gedaan.", 'the word "goed gedaan" is not used'),
        ("Je bent TE LAAT.", 'the word "te laat" is not used'),
        ("Kort. " + "woord " * 21, "a sentence of 21 words"),
        ("woord " * 17 + ". " + "woord " * 17 + ".", "17 words a sentence on average"),
    ],
)
def test_c43_what_is_out_of_tone_is_told(text: str, lapse: str) -> None:
    ((what, mend),) = lapses_of(text)

    assert what.startswith(lapse)
    assert mend


@pytest.mark.parametrize("text", ["", "...", "Kort.", "woord " * 20 + ". Kort zinnetje.", "Het scoreverloop", "{privacy}"])
def test_c43_what_is_in_tone_passes(text: str) -> None:
    assert list(lapses_of(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anderen vertelden al iets.", "anderen"),
        ("Iedereen is je voor.", "iedereen"),
        ("Je hebt er drie gemist.", "gemist"),
        ("Je hebt nog steeds niets verteld.", "nog steeds"),
        ("Everyone else has told something.", "everyone"),
        ("You missed two rounds.", "missed"),
    ],
)
def test_n7_a_reminder_that_speaks_of_others_or_of_what_was_not_done_is_told(text: str, words: str) -> None:
    assert [what for what, _ in lapses_of_reminder(text)] == [f'a reminder does not say "{words}" (N7): {text}…']


def test_n7_the_reminders_of_all_formats_are_looked_at(tmp_path: Path) -> None:
    text = (HERE / "formats" / "weekly_wonder.yaml").read_text(encoding="utf-8")
    shutil.copytree(HERE / "formats", tmp_path / "formats")
    wrong = text.replace("Wil je nog vertellen wat je opviel?", "Iedereen deed al mee.")
    (tmp_path / "formats" / "weekly_wonder.yaml").write_text(wrong, encoding="utf-8")

    (found,) = lapses(sources(tmp_path))

    line = wrong.splitlines().index("    remind: Iedereen deed al mee. Het kan tot {datum_sluiting}. Overslaan mag ook.") + 1
    assert str(found).startswith(f'weekly_wonder.yaml:{line}: a reminder does not say "iedereen" (N7)')
    assert found.mend == "speak only of what can still be done"


@pytest.mark.parametrize(
    ("names", "dutch", "english"),
    [
        ([], "", ""),
        (["Noor"], "Noor", "Noor"),
        (["Noor", "Bram", "Joost"], "Noor, Bram en Joost", "Noor, Bram, and Joost"),
    ],
)
def test_names_are_listed_as_one_says_them(names: list[str], dutch: str, english: str) -> None:
    assert (listed(names, "nl"), listed(names, "en")) == (dutch, english)
