"""Mattermost: every form fits in dialogs that the server shows, and can be read and filled in there (reference §10)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from bot.channels.mattermost.forms.drawing import MOST, dialog
from bot.channels.mattermost.forms.filled import LONGEST_TEXT, MOST_PICKED, NotOurs, filled, picked
from bot.channels.mattermost.forms.short import shortened, size
from bot.channels.mattermost.in_words import in_words
from bot.foreseeing.previewing import messages
from dialogs.language.stages import Stage
from dialogs.library import load
from dialogs.saying.fields import draw_form
from dialogs.saying.prompt import Choice, Field, Form, Prompt
from dialogs.talk.conversation import Facts, Mark, State
from dialogs.talk.progress import in_form
from tests.dialogs.test_random_conversations import FACTS, LIBRARY_STAGES, PEOPLE, generated, place_of, play, scene_of
from tests.kit.generated.formats import bodies
from tests.kit.mattermost_dialog_check import objections
from tests.kit.prompts import prompts

LIBRARY = load()
DUTCH = LIBRARY.phrases["nl"]
NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
ESR, OLD = (11, 7), (10, 11)
CHOICES = tuple(Choice(f"o{number}", label) for number, label in enumerate(("Delen", "Later", "Nu niet")))
MANY = tuple(Choice(f"c1.dag.{day}", day) for day in ("ma", "di", "wo", "do", "vr", "za", "zo"))


def parts_of(prompt: Prompt, phrases: Any = DUTCH, version: tuple[int, int] = ESR) -> list[Any]:
    """Return all dialogs of a prompt, one after the other, as they come when each was sent."""
    found = []
    while (made := dialog(prompt, phrases, version)) is not None:
        found.append(made)
        assert prompt.form is not None or not made.more
        if prompt.form is None:
            break
        left = tuple(one for one in prompt.form.fields if one.id not in made.part)
        prompt = replace(prompt, form=replace(prompt.form, fields=left))
        assert made.more == (dialog(prompt, phrases, version) is not None)
    return found


def of_field(field: Field, version: tuple[int, int] = ESR) -> Any:
    """Return the one element of a form with one question."""
    form = Form("c1.!form", "Checklist", (field,), "Versturen")
    made = dialog(Prompt("Vul in.", form=form), DUTCH, version)
    assert made is not None
    assert objections(made.drawn, version) == []
    (element,) = made.drawn["elements"]
    return element


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("format_id", sorted(LIBRARY.editions))
def test_every_form_of_every_format_fits_and_asks_each_question_once(format_id: str, language: Any) -> None:
    phrases = LIBRARY.phrases[language]

    for what, prompt in messages(LIBRARY, format_id, language, NOW):
        made = parts_of(prompt, phrases)
        assert [objections(one.drawn) for one in made] == [[]] * len(made), what
        if prompt.form:
            asked = [one.id for one in prompt.form.fields if one.kind not in {"info", "file"}]
            assert [name for one in made for name in one.part] == asked, what


def positions(stage: Stage) -> list[State]:
    """Return the states in which a form may stand open: up to each question, and after each choice."""
    asked = [one for one in stage.questions if one.kind != "info"]
    skipped = [State({one.id: Mark(answered=False) for one in asked[:at]}) for at in range(len(asked))]
    return skipped + [State({one.id: Mark(answered=True, chosen=(name,))}) for one in asked for name in one.options]


@pytest.mark.no_cover
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("name", "stage"), LIBRARY_STAGES)
def test_every_form_of_every_stage_fits_wherever_somebody_is_in_it(name: str, stage: str, language: Any) -> None:
    facts = Facts(NOW, names=PEOPLE)
    place = place_of(name, stage, facts)

    for state in positions(place.stage):
        if in_form(place.stage, state):
            made = parts_of(draw_form(scene_of(place, language, state, facts)), LIBRARY.phrases[language])
            assert [objections(one.drawn) for one in made] == [[]] * len(made), state


def test_there_are_forms_to_draw() -> None:
    found = [prompt.form for id_ in LIBRARY.editions for _, prompt in messages(LIBRARY, id_, "nl", NOW) if prompt.form]

    assert len(found) > 15
    assert max(len(form.fields) for form in found) > MOST


@settings(max_examples=100)
@given(prompts(), st.sampled_from([ESR, (11, 0), OLD]))
def test_any_prompt_makes_dialogs_that_the_server_shows(prompt: Prompt, version: tuple[int, int]) -> None:
    made = parts_of(prompt, LIBRARY.phrases[prompt.language], version)

    assert [objections(one.drawn, version) for one in made] == [[]] * len(made)


@pytest.mark.no_cover
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(bodies(), FACTS, st.data(), st.sampled_from([ESR, OLD]))
def test_whatever_stands_open_in_any_format_makes_dialogs_that_the_server_shows(
    body: dict[str, object], facts: Facts, data: DataObject, version: tuple[int, int]
) -> None:
    place = generated(body, data, facts)
    state, facts = play(place, facts, data, most=6)

    if in_form(place.stage, state):
        made = parts_of(draw_form(scene_of(place, "nl", state, facts)), DUTCH, version)
        assert [objections(one.drawn, version) for one in made] == [[]] * len(made)


@given(st.text(max_size=60), st.integers(8, 40))
def test_words_are_never_longer_than_there_is_room(text: str, most: int) -> None:
    short = shortened(text, most)

    assert size(short) <= most
    assert size(short) == 0 or short == text or short.strip()


@pytest.mark.parametrize(("text", "short"), [
    ("Wat gebeurde er?", "Wat gebeurde er?"),
    ("Wat gebeurde er die dag aan de balie?", "Wat gebeurde er…"),
    ("Hoe goed past deze manier van leren bij jou?", "Hoe goed past deze…"),
    ("Beschrijf eens in het kort wat er gebeurde.", "Beschrijf eens…"),
    ("Doe je mee? Het is vrijwillig en je kunt altijd stoppen.", "Doe je mee?"),
    ("Plek. Welke spullen of software zijn nodig?", "Plek"),
    ("**Vet** en \u2068eigen\u2069", "Vet en eigen"),
    ("Arbeidsongeschiktheidsverzekering", "Arbeidsongeschiktheid…"),
    ("ëëëëëëëëëëëëëëëë", "ëëëëëëëëëë…"),
    ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
])  # fmt: skip
def test_a_label_is_cut_behind_a_word_and_never_inside_a_sign(text: str, short: str) -> None:
    assert shortened(text, 24 if text[0] != "👩" else 28) == (short if text[0] != "👩" else f"{short}…")


# -- one question


@pytest.mark.parametrize(("field", "drawn"), [
    (Field("story", "text", "Wat gebeurde er?", required=True, max=4000), {"type": "textarea", "max_length": 4000}),
    (Field("story", "text", "Wat gebeurde er?"), {"type": "textarea", "max_length": 4000}),
    (Field("name", "text", "Hoe heet het?", max=40), {"type": "text", "max_length": 40}),
    (Field("goes", "choice", "Hoe gaat het?", options=CHOICES), {"type": "radio"}),
    (Field("day", "choice", "Welke dag?", options=MANY), {"type": "select", "placeholder": "Kies er één"}),
    (Field("days", "multi", "Welke dagen?", options=MANY), {"type": "select", "multiselect": True}),
    (Field("sure", "yesno", "Zeker?"), {"type": "radio"}),
    (Field("many", "number", "Met hoeveel?", least=2, most=12), {"type": "text", "subtype": "number"}),
    (Field("some", "number", "Hoeveel?", words=True), {"type": "text", "max_length": 4000}),
    (Field("day", "date", "Welke dag?", example="Typ morgen."), {"type": "date", "help_text": ""}),
    (Field("hour", "date", "Welke dag?", "Typ de tijd.", words=True), {"type": "text", "help_text": "Typ de tijd."}),
    (Field("who", "person", "Wie?", options=CHOICES), {"type": "select"}),
    (Field("who", "person", "Wie?"), {"type": "text"}),
])  # fmt: skip
def test_each_kind_of_question_has_its_element(field: Field, drawn: dict[str, Any]) -> None:
    element = of_field(field)

    assert element | drawn == element
    assert element["optional"] is not field.required
    assert [one["value"] for one in element.get("options", [])] == [one.id for one in field.options] or field.kind == "yesno"


def test_what_a_scale_means_stands_with_its_steps() -> None:
    steps = tuple(Choice(str(one), f"{one} – zeer" if one == 5 else str(one)) for one in range(1, 6))

    assert of_field(Field("fits", "scale", "Past het?", options=steps))["options"][-1] == {"text": "5 – zeer", "value": "5"}


def test_a_long_question_stands_below_its_field_under_what_its_answer_is_called() -> None:
    field = Field("story", "text", "Wat gebeurde er precies, en wie was erbij?", "Eén zin is genoeg.", called="Het moment")

    element = of_field(field)

    assert element["display_name"] == "Het moment"
    assert element["help_text"] == "Wat gebeurde er precies, en wie was erbij? Eén zin is genoeg."


def test_what_does_not_fit_below_a_field_stands_above_the_dialog_under_its_label() -> None:
    field = Field("story", "text", "Wat gebeurde er toen? " * 9, called="Het moment")

    made = dialog(Prompt("", form=Form("c1.!form", "Checklist", (field,), "Versturen")), DUTCH, ESR)

    assert made is not None
    assert made.drawn["elements"][0]["help_text"] == ""
    assert made.drawn["introduction_text"].startswith("**Het moment**\n\nWat gebeurde er toen?")


def test_peoples_words_stand_where_they_can_be_fenced() -> None:
    field = Field("fits", "text", "Past \u2068@all **nu**\u2069 hier?")

    made = dialog(Prompt("", form=Form("c1.!form", "Checklist", (field,), "Versturen")), DUTCH, ESR)

    assert made is not None
    assert made.drawn["elements"][0]["help_text"] == ""
    assert "@\u200ball \\*\\*nu\\*\\*" in made.drawn["introduction_text"]


def test_two_questions_that_begin_alike_have_labels_of_their_own() -> None:
    fields = tuple(Field(name, "text", f"Wat viel je vandaag op aan {name}?") for name in ("balie", "brief"))

    made = dialog(Prompt("", form=Form("c1.!form", "Checklist", fields, "Versturen")), DUTCH, ESR)

    assert made is not None
    assert [one["display_name"][:2] for one in made.drawn["elements"]] == ["1.", "2."]
    assert objections(made.drawn) == []


# -- a whole form


def long_form(asked: int, *more: Field) -> Prompt:
    """Return a form of so many questions."""
    fields = tuple(Field(f"q{number}", "text", f"Vraag {number}?") for number in range(asked))
    form = Form("c1.!form", "Een heel lange titel voor een lijst", (*fields, *more), "Versturen")
    return Prompt("Alles ineens.", "Checklist", readers="Alleen jij leest dit.", form=form)


def test_a_form_says_first_what_it_is_and_last_who_reads_it() -> None:
    (made,) = parts_of(long_form(2))

    assert made.drawn["title"] == "Een heel lange titel…"
    assert made.drawn["introduction_text"].split("\n\n") == ["Alles ineens.", "*\u2068Alleen jij leest dit.\u2069*"]
    assert made.drawn["submit_label"] == "Versturen"
    assert not made.more


@pytest.mark.parametrize(("asked", "sizes"), [(6, [6]), (7, [4, 3]), (12, [6, 6]), (13, [5, 4, 4])])
def test_a_long_form_comes_in_parts_that_are_about_as_long(asked: int, sizes: list[int]) -> None:
    made = parts_of(long_form(asked))

    assert [len(one.part) for one in made] == sizes
    assert [one.drawn["submit_label"] for one in made] == ["Verder"] * (len(sizes) - 1) + ["Versturen"]
    assert "Vragen hierna: " in made[0].drawn["introduction_text"] or len(sizes) == 1


def test_what_is_told_between_questions_stands_above_the_part_that_it_belongs_to() -> None:
    before, between = Field("a", "info", "Eerst over **jou**."), Field("b", "info", "Nu over de ander.")
    asked = [Field(f"q{number}", "text", f"Vraag {number}?") for number in range(8)]
    form = Form("c1.!form", "Lijst", (before, *asked[:4], between, *asked[4:]), "Versturen")

    made = parts_of(Prompt("", form=form))

    first, second = (one.drawn["introduction_text"] for one in made[:2])
    assert ("Eerst over **jou**." in first, "Nu over de ander." in first) == (True, False)
    assert "Nu over de ander." in second


def test_a_file_is_sent_in_the_chat_and_the_form_says_so() -> None:
    (made,) = parts_of(long_form(1, Field("photo", "file", "Stuur een foto.")))

    assert made.part == ("q0",)
    assert "Een bestand gaat niet mee met dit formulier." in made.drawn["introduction_text"]


def test_a_form_that_asks_for_a_file_alone_stays_in_the_chat() -> None:
    assert parts_of(long_form(0, Field("photo", "file", "Stuur een foto."))) == []


@pytest.mark.parametrize(("version", "part"), [
    (ESR, ("q0", "days", "day")), ((11, 0), ("q0", "days")), (OLD, ("q0",)),
])  # fmt: skip
def test_what_an_older_server_lacks_is_asked_in_the_chat(version: tuple[int, int], part: tuple[str, ...]) -> None:
    prompt = long_form(1, Field("days", "multi", "Welke dagen?", options=MANY), Field("day", "date", "Welke dag?"))

    assert parts_of(prompt, version=version)[0].part == part


def test_of_a_list_several_are_picked_in_one_element() -> None:
    made = dialog(Prompt("Welke dagen?", readers="Alleen jij leest dit.", choices=MANY, many=True), DUTCH, ESR)

    assert made is not None
    assert objections(made.drawn) == []
    (element,) = made.drawn["elements"]
    assert (element["type"], element["multiselect"], element["optional"]) == ("select", True, True)
    assert [one["value"] for one in element["options"]] == [one.id for one in MANY]
    assert made.drawn["title"] == "Welke dagen?"


@pytest.mark.parametrize("prompt", [
    Prompt("Dank je."), Prompt("Wat nu?", choices=CHOICES), Prompt("Niets te kiezen.", many=True),
])  # fmt: skip
def test_what_is_no_form_and_no_list_has_no_dialog(prompt: Prompt) -> None:
    assert dialog(prompt, DUTCH, ESR) is None
    assert dialog(Prompt("Welke?", choices=MANY, many=True), DUTCH, OLD) is None


# -- what comes back


def test_what_was_filled_in_is_read_for_its_own_questions_alone() -> None:
    told = {"story": "Iets", "days": ["a", "b"], "many": 3, "half": 2.5, "empty": None, "earlier": "Nee"}

    assert filled(told, ["story", "days", "many", "half", "empty", "absent"]) == {
        "story": "Iets", "days": ["a", "b"], "many": "3", "half": "2.5",
    }  # fmt: skip


@pytest.mark.parametrize("value", [
    {"$ne": 1}, [["a"]], [1], True, "x" * (LONGEST_TEXT + 1), ["a"] * (MOST_PICKED + 1), ["x" * 201], [None],
])  # fmt: skip
def test_what_no_dialog_of_ours_brings_is_refused(value: Any) -> None:
    with pytest.raises(NotOurs):
        filled({"story": value}, ["story"])


@pytest.mark.parametrize("submission", [None, [], "x", 7])
def test_a_submission_that_is_none_is_refused(submission: Any) -> None:
    with pytest.raises(NotOurs):
        filled(submission, ["story"])


@pytest.mark.parametrize(("value", "ids"), [
    (["b", "a", "b"], ("b", "a")), ("a,b", ("a", "b")), ("", ()), ([], ()), (None, ()),
])  # fmt: skip
def test_what_was_picked_counts_once(value: Any, ids: tuple[str, ...]) -> None:
    assert picked({"picked": value}, "picked") == ids


# -- for whoever looks at a format on the command line


def test_a_dialog_is_shown_in_words_below_its_button() -> None:
    fields = (
        Field("story", "text", "Wat gebeurde er?", "Eén zin is genoeg.", required=True),
        Field("goes", "choice", "Hoe gaat het?", options=CHOICES[:2]),
        Field("days", "multi", "Welke dagen?", options=MANY[:2]),
    )
    form = Form("c1.!form", "Checklist", fields, "Versturen")

    assert in_words(Prompt("Alles **ineens**.", readers="Alleen jij leest dit.", form=form), DUTCH).split("\n") == [
        "Alles **ineens**.", "", "**Wat gebeurde er?**", "", "Eén zin is genoeg.", "", "Vragen hierna: 2.", "",
        "*Alleen jij leest dit.*", "", "[Alles invullen]", "",
        "┌─ Checklist", "│ Alles **ineens**.", "│", "│ *Alleen jij leest dit.*", "│",
        "│ Wat gebeurde er? * [...]", "│ Eén zin is genoeg.", "│",
        "│ Hoe gaat het?", "│ ( ) Delen", "│ ( ) Later", "│",
        "│ Welke dagen?", "│ [ ] ma", "│ [ ] di", "└─ [Versturen]",
    ]  # fmt: skip


@pytest.mark.parametrize(("prompt", "last"), [
    (Prompt("Dank je."), "Dank je."),
    (Prompt("Wat nu?", choices=CHOICES), "[Delen] [Later] [Nu niet]"),
    (Prompt("Welke dag?", choices=MANY), "[Kies er één ▾]"),
])  # fmt: skip
def test_what_can_be_pressed_is_shown_in_words(prompt: Prompt, last: str) -> None:
    assert in_words(prompt, DUTCH).rpartition("\n")[2] == last
