"""What a person gets to see: the question, who reads it, the buttons, why it is asked (C-42, N6, X13, X18)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

import pytest

from bot.foreseeing.samples import slots
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.saying.drawing import Scene, draw_held, draw_question, explain, joined, told
from dialogs.saying.phrases import Language
from dialogs.saying.prompt import Choice, Field, Form, Prompt
from dialogs.saying.sources import in_words
from dialogs.talk.conversation import Held, HeldKind, Mark, State
from tests.dialogs.talking import LIBRARY, NOW, Talk, a_stage

BOTH: tuple[Language, ...] = ("nl", "en")
QUESTIONS = [
    (name, stage.id, question.id, language)
    for name, edition in LIBRARY.editions.items()
    for language in BOTH
    for stage in edition.read_in(language).stages
    for question in stage.questions
]
STAGES = [
    (name, stage.id, language)
    for name, edition in LIBRARY.editions.items()
    for language in BOTH
    for stage in edition.dutch.stages
]
ASKED_BY_THE_BOT = [
    (name, stage.id, language, manner)
    for name, edition in LIBRARY.editions.items()
    if edition.dutch.rhythms
    for stage in edition.dutch.stages
    for language in BOTH
    for manner in ("prompt", "reminder")
]


def scene_of(name: str, stage: str, language: Language = "nl") -> Scene:
    format = LIBRARY.editions[name].read_in(language)
    return scene_in(format, format.stage(stage), language)


def scene_in(format: Format, stage: Stage, language: Language = "nl") -> Scene:
    phrases = LIBRARY.phrases[language]
    return Scene(format, stage, State(), phrases, 12, slots=slots(LIBRARY, format, language, NOW) | {"genoemde": "Bram"})


WONDER = scene_of("weekly_wonder", "tell")


def small(*questions: Mapping[str, object], **words: object) -> Scene:
    """Return the scene of a stage with these questions, in the format of the weekly wonder."""
    return scene_in(WONDER.format, a_stage(*questions, **words))


@pytest.mark.trust("S17")
@pytest.mark.parametrize(("name", "stage", "question", "language"), QUESTIONS)
@pytest.mark.parametrize("manner", ["question", "full", "prompt", "reminder"])
def test_c42_every_question_says_in_one_line_who_reads_it(
    name: str, stage: str, question: str, language: Language, manner: str
) -> None:
    prompt = draw_question(scene_of(name, stage, language), question, manner)

    assert prompt.readers
    assert len(prompt.readers.splitlines()) == 1
    assert prompt.text
    assert prompt.language == language


def test_c42_the_line_is_true() -> None:
    wonder, private = WONDER, replace(WONDER, private=True)
    change = scene_of("change_answer", "rewrite")

    assert draw_question(wonder, "wonder_text", "question").readers == "Alleen jij leest dit, tot je zelf deelt."
    assert draw_question(private, "wonder_text", "question").readers == "Alleen jij leest dit."
    assert draw_question(wonder, "share", "question").readers == "Jij kiest wie dit leest."
    assert draw_question(change, "new_text", "full").readers == "Wie de oude tekst mag lezen, leest ook deze."
    assert draw_question(scene_of("onboarding", "meet"), "call_name", "question").readers == "Alleen jij leest dit."


@pytest.mark.parametrize(("name", "stage", "language", "manner"), ASKED_BY_THE_BOT)
def test_n6_what_the_bot_starts_has_three_buttons_and_at_most_two_lines(
    name: str, stage: str, language: Language, manner: str
) -> None:
    scene = scene_of(name, stage, language)
    first = scene.stage.questions[0].id

    for variant in range(8):
        prompt = draw_question(replace(scene, variant=variant), first, manner)

        assert [choice.id.rsplit(".", 1)[1] for choice in prompt.choices] == ["!act", "!later", "!skip"]
        assert len(prompt.text.splitlines()) <= 2
        assert prompt.title == scene.filled(scene.format.title)
        assert prompt.help is None


def test_n7_a_reminder_says_nothing_of_others() -> None:
    prompt = draw_question(WONDER, "wonder_text", "reminder")

    assert prompt.text == "Wil je nog vertellen wat je opviel? Het kan tot dinsdag 24 maart. Overslaan mag ook."


def test_an_invitation_is_answered_with_its_own_buttons_and_reminded_of_with_three() -> None:
    scene = scene_of("onboarding", "meet")

    assert [choice.label for choice in draw_question(scene, "consent_start", "prompt").choices] == [
        "Ja, ik doe mee", "Eerst meer lezen", "Nu niet"]  # fmt: skip
    assert len(draw_question(scene, "consent_start", "reminder").choices) == 3


def test_a_question_has_its_title_when_asked_in_full_and_its_help_the_first_time() -> None:
    scene = small({"id": "win", "help": "Groot of klein."}, repeat={"max": 3, "ask": "Nog een?"})

    full, first, second = (
        draw_question(scene, *how) for how in (("win#1", "full"), ("win", "question"), ("win#1", "question"))
    )

    assert (full.title, full.help) == ("Wat heeft jou verwonderd?", "Groot of klein.")
    assert (first.title, first.help) == (None, "Groot of klein.")
    assert (second.title, second.help) == (None, None)
    assert draw_question(scene, "again", "question").text == "Nog een?"


def test_whether_to_go_on_is_kept_nowhere_so_nothing_is_said_of_who_reads_it() -> None:
    scene = small({"id": "win"}, {"id": "who", "kind": "share", "allow": ["V0", "V2"]}, repeat={"max": 3, "ask": "Nog een?"})

    assert draw_question(scene, "win", "question").readers == "Alleen jij leest dit, tot je zelf deelt."
    assert draw_question(scene, "again", "question").readers is None


def test_a_wording_is_taken_in_turn_and_in_the_words_of_the_rhythm() -> None:
    daily = replace(WONDER, variant=9, replaces={"de afgelopen week": "vandaag"})

    assert draw_question(daily, "wonder_text", "question").text == "Wat bleef er vandaag even in je hoofd hangen, en waarom?"


def test_options_are_buttons_that_say_what_they_choose() -> None:
    stage = {"id": "days", "kind": "multi", "options": {"mon": "maandag"}}
    sure = draw_question(small({"id": "sure", "kind": "yesno"}), "sure", "question")
    days = draw_question(small(stage), "days", "question")

    assert sure.choices == (Choice("c12.sure.yes", "Ja"), Choice("c12.sure.no", "Nee"))
    assert (days.choices, days.many) == ((Choice("c12.days.mon", "maandag"),), True)


def test_a_yesno_may_have_labels_of_its_own() -> None:
    scene = small({"id": "sure", "kind": "yesno", "options": {"yes": "Graag"}})

    assert [choice.label for choice in draw_question(scene, "sure", "question").choices] == ["Graag", "Nee"]


def test_x18_the_name_stands_beside_the_role_of_a_reader() -> None:
    labels = [choice.label for choice in draw_question(WONDER, "share", "question").choices]

    assert "Alleen de begeleider (Fatima)" in labels


def test_k6_only_readers_that_there_can_be_are_offered() -> None:
    scene = replace(WONDER, levels=("V0", "V2"))

    assert [choice.id for choice in draw_question(scene, "share", "question").choices] == ["c12.share.V0", "c12.share.V2"]


def test_the_own_words_stand_above_the_question_who_may_read_them() -> None:
    scene = replace(WONDER, own_words="> De rust.")

    assert draw_question(scene, "share", "question").text == "> De rust.\n\nWie mag dit lezen?"
    assert "> De rust." not in draw_question(scene, "wonder_text", "question").text


@pytest.mark.trust("S17")
@pytest.mark.parametrize(("name", "stage", "question", "language"), QUESTIONS)
def test_x13_why_is_two_lines_with_reason_source_readers_and_how_long(
    name: str, stage: str, question: str, language: Language
) -> None:
    scene = scene_of(name, stage, language)
    readers = draw_question(scene, question, "question").readers

    lines = explain(scene, question).splitlines()

    assert len(lines) == 2
    assert lines[0].startswith(scene.format.why)
    assert in_words(scene.format.source, scene.phrases) in lines[0]
    assert not re.search(r"\b\d{3} ", lines[0])
    assert readers is not None
    assert lines[1].startswith(readers)
    assert scene.format.kept in lines[1]


DETAILS: dict[HeldKind, str] = {
    "date": "day\n2026-03-12\n2026-03-19", "later": "tomorrow\nnext_week", "person": "wonder_text\nbram",
    "public": "wonder_text",
}  # fmt: skip


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("kind", get_args(HeldKind))
def test_what_waits_is_asked_with_its_own_buttons(kind: HeldKind, language: Language) -> None:
    scene = replace(
        scene_of("weekly_wonder", "tell", language), state=State(held=Held(kind, detail=DETAILS.get(kind, "afmelden")))
    )

    prompt = draw_question(scene, "held", "held")

    assert prompt.text
    assert "{" not in prompt.text
    assert len(prompt.choices) in {2, 3}
    assert all(choice.id.startswith("c12.held.") for choice in prompt.choices)
    assert prompt.language == language


def test_what_no_longer_waits_is_not_asked() -> None:
    assert draw_held(WONDER) == Prompt(text="")


def test_a_form_shows_what_is_open_with_who_reads_it() -> None:
    scene = small(
        {"id": "told", "required": True, "max": 40, "help": "Kort."},
        {"id": "how", "kind": "choice", "options": {"good": "Goed"}},
        {"id": "why", "only_if": {"how": ["good"]}},
        {"id": "who", "kind": "share", "allow": ["V0", "V2"]},
        mode="form",
        intro="Vul in wat je wilt, {naam}.",
    )

    prompt = draw_question(scene, "told", "form")

    assert prompt.text == "Vul in wat je wilt, Noor."
    assert prompt.readers == "Alleen jij leest dit, tot je zelf deelt."
    assert isinstance(prompt.form, Form)
    assert (prompt.form.id, prompt.form.title, prompt.form.submit) == ("c12.!form", "Wat heeft jou verwonderd?", "Versturen")
    told_, how = prompt.form.fields
    assert (told_.id, told_.label, told_.help, told_.required, told_.max) == ("told", "told?", "Kort.", True, 40)
    assert how.options == (Choice("good", "Goed"),)


def test_a_form_without_an_intro_has_no_text_above_it() -> None:
    assert draw_question(small({"id": "told"}, mode="form"), "told", "form").text == ""


@pytest.mark.parametrize(("name", "stage", "language"), STAGES)
def test_every_text_of_a_stage_can_be_told(name: str, stage: str, language: Language) -> None:
    scene = scene_of(name, stage, language)
    places = [("option", q.id, key) for q in scene.stage.questions for key, option in q.options.items() if option.says]

    texts = [told(scene, place) for place in (*places, ("skip_says",), ("thanks",))]

    assert all("{" not in text for text in texts)
    assert all(texts[: len(places)])


def test_what_a_stage_does_not_say_is_nothing() -> None:
    scene = small({"id": "how", "kind": "choice", "options": {"good": "Goed"}})

    assert [told(scene, place) for place in (("option", "how", "good"), ("skip_says",), ("thanks",))] == ["", "", ""]


def test_a_place_that_there_is_not_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        told(WONDER, ("nowhere",))


def test_several_parts_become_one_message_with_the_buttons_of_the_last_question() -> None:
    first = Prompt("Dank je.", readers="Alleen jij.", choices=(Choice("a", "A"),), files=("f1",))
    second = Prompt("", files=("f2",))
    third = Prompt(
        "En dan?", title="Titel", help="Zo.", readers="Jij kiest.", choices=(Choice("b", "B"),), many=True, language="en"
    )

    one = joined([first, second, third])

    assert one == Prompt(
        "Dank je.\n\nEn dan?", "Titel", "Zo.", "Jij kiest.", (Choice("b", "B"),), many=True, files=("f1", "f2"), language="en"
    )


def test_parts_that_ask_nothing_have_no_buttons() -> None:
    assert joined([Prompt("Dank je."), Prompt("Tot later.")]) == Prompt("Dank je.\n\nTot later.")


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["Dank je. Dit blijft van jou.", "Dank je."], "Dank je. Dit blijft van jou."),
        (["Dank je. Dit blijft van jou.", "Dank je. Praat erover."], "Dank je. Dit blijft van jou.\n\nPraat erover."),
        (["Goed.", "Dank je."], "Goed.\n\nDank je."),
        (["> Ja. En dat was het.", "> Ja. En nog wat."], "> Ja. En dat was het.\n\n> Ja. En nog wat."),
    ],
)
def test_a_short_word_with_which_several_parts_begin_is_said_once(parts: Sequence[str], text: str) -> None:
    assert joined([Prompt(part) for part in parts]) == Prompt(text)


def test_a_question_that_was_answered_is_not_on_the_form_any_more() -> None:
    scene = small({"id": "one"}, {"id": "two"}, mode="form")
    answered = replace(scene, state=State(marks={"one": Mark(answered=True)}))

    form = draw_question(answered, "two", "form").form

    assert form is not None
    assert [field.id for field in form.fields] == ["two"]
    assert Talk(scene.stage).fills(one="a").open is None
    assert isinstance(scene.question("one"), Question)


def test_it_is_known_whether_a_message_names_somebody_wherever_that_stands() -> None:
    field = Field("who", "choice", "Wie leest dit?", "Fatima is er nieuw.", options=(Choice("1", "Alleen Bram"),))
    form = Form("f", "Vooraf", (field,), "Versturen")
    prompt = Prompt("Dank je.", readers="Alleen Ingrid leest dit.", choices=(Choice("2", "Met Noor"),), form=form)

    assert all(prompt.names(name) for name in ("Fatima", "Bram", "Ingrid", "Noor"))
    assert not prompt.names("Samira")
    assert not Prompt("Dank je.").names("Bram")
