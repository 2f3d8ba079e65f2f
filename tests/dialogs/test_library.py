"""The library on disk: editions, languages, what starts what; and the texts of both languages together."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from dialogs.answers.dates import Day, parse_moment
from dialogs.checks.agreeing import between_languages
from dialogs.language.content import Format
from dialogs.language.reading import Source, read
from dialogs.library import HERE, LANGUAGES, Edition, Library, load, overlaid, schema
from dialogs.saying.phrases import Language
from tests.dialogs.broken import ENGLISH, GOOD

LIBRARY = load()
SMALL = Edition(read("small.yaml", GOOD.encode()).body, read("en/small.yaml", ENGLISH.encode()).body)
FILES = sorted((HERE / "formats").glob("*.yaml"))


def test_every_file_of_the_folder_is_a_format_of_the_library() -> None:
    assert sorted(LIBRARY.editions) == [path.stem for path in FILES]


@pytest.mark.parametrize("name", [name for name, edition in LIBRARY.editions.items() if edition.overlay])
def test_what_is_translated_reads_otherwise_in_english(name: str) -> None:
    edition = LIBRARY.editions[name]

    assert edition.english != edition.dutch
    assert [stage.id for stage in edition.english.stages] == [stage.id for stage in edition.dutch.stages]


def test_the_words_that_start_formats_are_known_without_reading_their_english() -> None:
    editions = {name: Edition(one.body, one.overlay) for name, one in LIBRARY.editions.items()}

    assert Library(editions, LIBRARY.phrases).starters() == LIBRARY.starters()
    assert not [name for name, one in editions.items() if "english" in vars(one)]
    assert all(one.starts == (one.dutch.starts, one.english.starts) for one in editions.values())


@pytest.mark.parametrize("name", LIBRARY.editions)
def test_an_edition_is_kept_and_read_back_as_the_same(name: str) -> None:
    edition = LIBRARY.editions[name]

    again = Edition.from_json(edition.to_json())

    assert again.version == edition.version
    assert again.read_in("nl") == edition.dutch
    assert again.read_in("en") == edition.english


def test_an_edition_that_says_something_else_has_another_version() -> None:
    changed = Edition({**SMALL.body, "title": "Groot"}, SMALL.overlay)
    translated = Edition(SMALL.body, {**SMALL.overlay, "title": "Big"})

    assert len({SMALL.version, changed.version, translated.version}) == 3


def test_the_formats_of_joining_renewal_and_acts_are_found() -> None:
    assert LIBRARY.for_joining() == "onboarding"
    assert LIBRARY.for_renewal() == "privacy_changed"
    assert [LIBRARY.for_act(act) for act in ("share", "change", "withdraw", "too_few")] == [
        "share_answer", "change_answer", "withdraw_answer", "too_few"]  # fmt: skip


def test_a_library_without_such_a_format_says_so() -> None:
    with pytest.raises(KeyError, match="no format of the library does this"):
        Library({}, LIBRARY.phrases).for_joining()


def test_a_format_starts_with_its_word_in_both_languages() -> None:
    starters = LIBRARY.starters()

    assert starters["verwondering"] == starters["wonder"] == "weekly_wonder"


def test_parts_of_a_format_are_found_by_their_ids() -> None:
    format = SMALL.dutch

    assert format.stage("tell").question("moment") == format.question("moment")
    with pytest.raises(KeyError, match="nowhere"):
        format.stage("nowhere")
    with pytest.raises(KeyError, match="nothing"):
        format.question("nothing")
    with pytest.raises(KeyError, match="nothing"):
        format.stage("tell").question("nothing")


def test_a_rhythm_may_have_windows_of_its_own() -> None:
    format = LIBRARY.editions["weekly_wonder"].dutch
    stage = format.stages[0]

    assert format.window(stage, "daily") != stage.window
    assert format.window(stage, "weekly") == stage.window
    assert format.window(stage, None) == stage.window


def test_a_stage_in_a_rhythm_may_stay_open() -> None:
    body = {**SMALL.body, "outputs": [], "stages": [{"id": "tell", "questions": [{"id": "moment", "ask": "Wat viel je op?"}]}]}

    assert Edition(body, {}).dutch.stage("tell").window.closes is None


def test_texts_are_laid_over_by_id_and_the_rest_stays() -> None:
    body = {"parts": [{"id": "a", "ask": "Wat?"}, {"id": "b", "ask": "Wie?"}, "los"], "list": ["een"]}

    assert overlaid(body, {"parts": {"b": {"ask": "Who?", "help": "Anyone."}}, "list": ["one"], "new": "new"}) == {
        "parts": [{"id": "a", "ask": "Wat?"}, {"id": "b", "ask": "Who?", "help": "Anyone."}, "los"],
        "list": ["one"],
        "new": "new",
    }


def test_the_schema_names_every_word_of_a_format() -> None:
    described = json.loads(schema())

    assert set(described["properties"]) == set(Format.model_fields)


def test_the_sentences_of_both_languages_agree() -> None:
    said = {language: read(f"{language}.yaml", (HERE / f"phrases/{language}.yaml").read_bytes()) for language in LANGUAGES}

    assert list(between_languages(said)) == []


@pytest.mark.parametrize(
    ("dutch", "english", "told"),
    [
        ("a: Een\nb: Twee\n", "a: One\n", 'nl.yaml:2: "b" stands in one language only; add it to the other'),
        ("a: Een\n", "a: One\nc: Three\n", 'en.yaml:2: "c" stands in one language only; add it to the other'),
        ("a: Een\n", "a: 1\n", 'en.yaml:1: "a" is no text; put it in quotes'),
        (
            "a: Dag {naam}\n",
            "\n\na: Hello\n",
            'en.yaml:3: "a" has the place {naam} in one language only; fill the same places in both',
        ),
    ],
)
def test_what_differs_between_the_languages_is_told(dutch: str, english: str, told: str) -> None:
    said: dict[Language, Source] = {"nl": read("nl.yaml", dutch.encode()), "en": read("en.yaml", english.encode())}

    assert [str(problem) for problem in between_languages(said)] == [told]


def test_a_format_that_names_no_word_to_start_with_takes_none(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    text = GOOD.replace("starts: {rhythm: weekly, command: kleinigheid}", "starts: {rhythm: weekly}")
    (tmp_path / "formats" / "small.yaml").write_text(text, encoding="utf-8")

    assert load(tmp_path).starters() == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_stands_as_an_example_under_a_question_is_understood(language: Language) -> None:
    asked = [q for one in LIBRARY.editions.values() for stage in one.read_in(language).stages for q in stage.questions]
    examples = [text for q in asked if q.kind == "date" for text in re.findall('"([^"]+)"', q.help or "")]

    assert examples
    assert [text for text in examples if not isinstance(parse_moment(text, date(2026, 3, 2)), Day)] == []


def test_what_is_signed_and_booked_is_known_by_what_the_formats_say() -> None:
    assert LIBRARY.signing == {"duo_expense_sign", "duo_plan_sign", "duo_report_sign"}
    assert LIBRARY.ledgers == {"hours": {"hours"}, "budget": {"amount"}}
    assert Library({"small": SMALL}, LIBRARY.phrases).ledgers == {"hours": frozenset(), "budget": frozenset()}
