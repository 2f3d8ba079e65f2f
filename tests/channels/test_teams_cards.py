"""Teams: what is asked stands on a card that everybody can read and use, and people's words on it stay words (0019, R28)."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from bot.channels.teams.in_words import in_words
from bot.channels.teams.messages import CARD, LARGEST, bodies, size
from bot.foreseeing.previewing import messages
from dialogs.library import load
from dialogs.saying.prompt import Chart, Choice, Field, Form, Link, Prompt
from tests.kit.prompts import prompts
from tests.kit.teams_card_check import objections
from tests.kit.teams_seeing import card_of, card_seen, offered

LIBRARY = load()
DUTCH = LIBRARY.phrases["nl"]
NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
CHOICES = tuple(Choice(f"c1.vraag.{number}", label) for number, label in enumerate(("Delen", "Later", "Nu niet")))
OWN = (Choice("a3.change", "Wijzig 3"), Choice("a3.share", "Deel 3"))
MANY = tuple(Choice(f"c1.dag.{day}", day) for day in ("ma", "di", "wo", "do", "vr", "za", "zo"))


def drawn(prompt: Prompt) -> Any:
    """Return the one card of a prompt."""
    (body,) = bodies(prompt, DUTCH)
    assert objections(body) == []
    return card_of(body)


def inputs(card: Any) -> dict[str, Any]:
    """Return the inputs of a card by their ids."""
    within = [one for part in card["body"] for one in (part, *part.get("items", ()))]
    return {one["id"]: one for one in within if one["type"].startswith("Input.")}


def told(card: Any) -> list[Any]:
    """Return what each button of a card brings back, with its words."""
    return [(one["title"], one["data"]["leerbot"]) for one in card.get("actions", ()) if "data" in one]


@pytest.mark.trust("S27")
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("format_id", sorted(LIBRARY.editions))
def test_every_card_of_every_format_is_as_teams_and_its_readers_need_it(format_id: str, language: Any) -> None:
    found = [
        (what, problem)
        for what, prompt in messages(LIBRARY, format_id, language, NOW)
        for body in bodies(prompt, LIBRARY.phrases[language])
        if "attachments" in body
        for problem in objections(body)
    ]

    assert found == []


@settings(max_examples=60)
@given(prompts())
def test_any_prompt_makes_cards_that_teams_takes_and_all_of_it_can_be_answered(prompt: Prompt) -> None:
    made = bodies(prompt, LIBRARY.phrases[prompt.language])

    assert [objections(body) for body in made if "attachments" in body] == [[] for body in made if "attachments" in body]
    last = card_of(made[-1])
    if prompt.choices:
        assert [one["id"] for one in offered(last or {})] == [one.id for one in prompt.choices]
    if prompt.form:
        assert set(inputs(last)) == {one.id for one in prompt.form.fields if one.kind not in {"info", "file"}}
    in_words(prompt, LIBRARY.phrases[prompt.language])


def test_a_question_has_its_title_first_then_its_text_help_readers_and_buttons() -> None:
    card = drawn(Prompt("Wat viel je op?", "Verwondering", "Eén zin is genoeg.", "Alleen jij leest dit.", CHOICES))

    assert card["body"][0] | {"text": "Verwondering", "style": "heading"} == card["body"][0]
    assert card_seen(card).split("\n\n") == [
        "**Verwondering**", "Wat viel je op?", "Eén zin is genoeg.", "Alleen jij leest dit.\nTypen mag ook.",
    ]  # fmt: skip
    assert told(card) == [(one.label, {"do": "choose", "choice": one.id}) for one in CHOICES]
    assert {one["associatedInputs"] for one in card["actions"]} == {"none"}


def test_what_can_be_done_with_an_answer_stands_below_who_reads_it() -> None:
    card = drawn(Prompt("Wat viel je op?\n\n> De rust.", "Verwondering", readers="Alleen jij leest dit.", choices=OWN))

    assert card_seen(card).split("\n\n")[-1] == "Alleen jij leest dit."


def test_who_sees_no_card_gets_all_of_it_as_people_do_who_type() -> None:
    card = drawn(Prompt("Wat viel je op?", "Verwondering", readers="Alleen jij leest dit.", choices=CHOICES))

    assert card["fallbackText"].split("\n\n") == [
        "**Verwondering**", "Wat viel je op?", "1. Delen\n2. Later\n3. Nu niet", "Typ het nummer van je keuze.",
        "Alleen jij leest dit.",
    ]  # fmt: skip


def test_more_than_six_buttons_are_a_list_of_which_one_is_chosen() -> None:
    card = drawn(Prompt("Welke dag?", choices=MANY))

    picked = inputs(card)["picked"]
    assert [one["value"] for one in picked["choices"]] == [one.id for one in MANY]
    assert (picked["isMultiSelect"], picked["isRequired"]) == (False, True)
    assert told(card) == [("Versturen", {"do": "pick", "of": MANY[0].id})]
    assert "associatedInputs" not in card["actions"][0]


def test_of_a_list_of_which_several_may_be_chosen_none_may_be_as_well() -> None:
    card = drawn(Prompt("Welke dagen?", choices=MANY[:3], many=True))

    picked = inputs(card)["picked"]
    assert picked["isMultiSelect"]
    assert "isRequired" not in picked
    assert [one["title"][-5:] for one in picked["choices"]] == ["1. ma", "2. di", "3. wo"]


FIELDS = (
    Field("intro", "info", "Nu over **jou**."),
    Field("story", "text", "Wat gebeurde er?", "Eén zin is genoeg.", required=True, max=4000),
    Field("name", "text", "Hoe heet het?", max=40),
    Field("goes", "choice", "Hoe gaat het?", required=True, options=CHOICES),
    Field("days", "multi", "Welke dagen?", options=MANY),
    Field("sure", "yesno", "Zeker?"),
    Field("fits", "scale", "Past het?", options=tuple(Choice(str(one), str(one)) for one in range(1, 6))),
    Field("many", "number", "Met hoeveel?", least=2, most=12),
    Field("some", "number", "Hoeveel?", words=True, least=2, most=12),
    Field("day", "date", "Welke dag?", example="Typ bijvoorbeeld morgen."),
    Field("hour", "date", "Welke dag en tijd?", "Typ bijvoorbeeld 12 maart om 14:00.", required=True, words=True),
    Field("who", "person", "Wie?", options=CHOICES),
    Field("photo", "file", "Stuur een foto.", required=True),
    Field("drawing", "file", "Een tekening?"),
)
INSTEAD = Choice("c1.!chat", "Liever één voor één")
FORM = Prompt("Alles ineens.", "Checklist", form=Form("c1.!form", "Checklist", FIELDS, "Versturen", INSTEAD))


def test_a_form_is_one_card_with_an_input_for_each_kind_of_question() -> None:
    found = inputs(drawn(FORM))

    assert {id_: one["type"].removeprefix("Input.") for id_, one in found.items()} == {
        "story": "Text", "name": "Text", "goes": "ChoiceSet", "days": "ChoiceSet", "sure": "ChoiceSet", "fits": "ChoiceSet",
        "many": "Number", "some": "Text", "day": "Date", "hour": "Text", "who": "ChoiceSet",
    }  # fmt: skip
    assert (found["story"]["maxLength"], found["story"]["isMultiline"]) == (4000, True)
    assert (found["name"]["maxLength"], found["name"]["isMultiline"]) == (40, False)
    assert (found["many"]["min"], found["many"]["max"]) == (2, 12)
    assert found["days"]["isMultiSelect"]
    assert [one["value"] for one in found["sure"]["choices"]] == ["yes", "no"]
    assert {id_ for id_, one in found.items() if one.get("isRequired")} == {"story", "goes", "hour"}


def test_where_nobody_can_be_chosen_a_name_is_typed() -> None:
    card = drawn(Prompt("Wie?", "Groep", many=True))
    form = Form("c1.!form", "Groep", (Field("who", "person", "Wie?", required=True),), "Versturen")

    assert "actions" not in card
    assert inputs(drawn(Prompt("", "Groep", form=form)))["who"]["type"] == "Input.Text"


def test_what_is_missing_in_a_form_is_said_in_words_with_the_way_around_it() -> None:
    found = inputs(drawn(FORM))

    assert found["story"]["errorMessage"] == 'Vul dit nog in. Liever één voor één? Typ dan "een voor een".'
    assert found["goes"]["errorMessage"].startswith("Kies er nog één.")
    assert found["hour"]["errorMessage"] == found["story"]["errorMessage"]
    assert found["many"]["errorMessage"] == "Geef een getal van 2 tot en met 12."


def test_a_form_says_that_a_file_is_sent_in_the_chat_and_a_day_is_picked_where_a_day_is_all() -> None:
    card = drawn(FORM)

    seen = card_seen(card)
    assert "Stuur een foto.\nEen bestand gaat niet mee met dit formulier. Stuur het daarna in de chat." in seen
    assert 'Een tekening?\nEen bestand gaat niet mee met dit formulier. Wil je er een sturen? Kies dan "Liever één' in seen
    assert "Typ bijvoorbeeld morgen." not in seen
    assert "Typ bijvoorbeeld 12 maart om 14:00." in seen
    assert told(card) == [
        ("Versturen", {"do": "form", "form": "c1.!form"}),
        ("Liever één voor één", {"do": "instead", "choice": "c1.!chat", "form": "c1.!form"}),
    ]


@pytest.mark.trust("R29")
@pytest.mark.parametrize("text", [
    "[klik](https://kwaad.nl)", "**vet** *schuin* _ook_", "1. een", "- punt", "&lt;b&gt;", "{{DATE(2020-01-01,SHORT)}}",
    "www.kwaad.nl", "\\*ster", "[x]: https://kwaad.nl",
])  # fmt: skip
def test_a_persons_words_are_no_markdown_anywhere_on_a_card(text: str) -> None:
    prompt = Prompt(
        f"Je schreef:\n> \u2068{text}\u2069", text, choices=tuple(Choice(one.id, text) for one in MANY), readers=text
    )
    card = drawn(prompt)

    title, quoted, option = (
        card["body"][0]["text"],
        card["body"][2]["items"][0]["inlines"],
        inputs(card)["picked"]["choices"][0],
    )
    assert quoted[0].get("selectAction") is None
    assert "weight" not in quoted[0]
    assert "](" not in title + option["title"] + card["fallbackText"]
    for shown in (title, option["title"], quoted[0]["text"], card["fallbackText"]):
        assert "{{" not in shown
        assert "https:/" not in shown
        assert "www.k" not in shown
    assert card_seen(card).startswith(f"**{text}**")


def test_the_bots_own_bold_lists_quotes_and_links_are_drawn() -> None:
    card = drawn(Prompt("**Kop**\nEen **vet** woord, https://leerbot.nl/a.\n- een\n  - twee\n> citaat", help="Hulp."))

    assert card_seen(card).split("\n")[:5] == [
        "**Kop**", "Een **vet** woord, https://leerbot.nl/a.", "- een", "  - twee", "> citaat",
    ]  # fmt: skip
    assert card["body"][0]["style"] == "heading"
    opens = [run["selectAction"]["url"] for run in card["body"][1]["inlines"] if "selectAction" in run]
    assert opens == ["https://leerbot.nl/a"]


def test_a_link_is_a_button_with_its_whole_address() -> None:
    link = Link("Open de pagina", "https://leerbot.nl/pages/open/a_b*c")

    (action,) = drawn(Prompt("Hier is je pagina.", link=link))["actions"]

    assert (action["type"], action["title"], action["url"]) == ("Action.OpenUrl", link.label, link.url)


def test_what_is_only_text_is_no_card() -> None:
    (body,) = bodies(Prompt("Dank je. **Mooi** zo.\n> ja"), DUTCH)

    assert body["textFormat"] == "xml"
    assert "summary" not in body  # a notification may say how it begins


def test_what_somebody_wrote_is_in_no_notification_as_it_would_be_of_a_text() -> None:
    secret = "> \u2068Geheim.\u2069"

    (short,) = bodies(Prompt(f"{secret}\n\nBewaard."), DUTCH)
    (digest,) = bodies(Prompt(f"**Wat opviel** (Team Vergunningen)\n\n{secret}"), DUTCH)
    long = bodies(Prompt(f"**Wat opviel** (Team Vergunningen)\n\n{secret}\n" + "regel\n" * 30_000), DUTCH)

    assert objections(short) == objections(digest) == []
    assert (short["summary"], digest["summary"]) == ("Een bericht voor je", "Wat opviel (Team Vergunningen)")
    assert len(long) > 1
    assert {one["summary"] for one in long} == {"Wat opviel (Team Vergunningen)"}


@pytest.mark.trust("R30")
@pytest.mark.parametrize("text", ["regel\n" * 30_000, "> \u2068" + "woord " * 30_000 + "\u2069"])
def test_what_is_too_large_for_one_card_comes_in_several_messages_with_the_buttons_on_the_last(text: str) -> None:
    *before, last = bodies(Prompt(text, "Titel", choices=CHOICES), DUTCH)

    assert len(before) > 1
    assert {one["textFormat"] for one in before} == {"xml"}
    assert objections(last) == []
    assert size(last) <= LARGEST
    assert [one["id"] for one in offered(card_of(last) or {})] == [one.id for one in CHOICES]
    shown = "".join([*(one["text"] for one in before), card_seen(card_of(last) or {})])
    word = "woord" if "woord" in text else "regel"
    assert shown.count(word) == 30_000
    assert "Titel" in before[0]["text"]


def test_a_list_too_large_for_any_card_is_typed_from() -> None:
    prompt = Prompt("Wat?", "Titel", choices=tuple(Choice(f"c{number}", "x" * 300) for number in range(200)))

    assert all(body["textFormat"] == "xml" for body in bodies(prompt, DUTCH))


def test_a_notification_says_the_title_and_never_what_somebody_wrote() -> None:
    def summary(prompt: Prompt) -> object:
        return bodies(prompt, DUTCH)[0]["summary"]

    assert summary(Prompt("Je schreef iets.", "Verwondering", choices=CHOICES)) == "Verwondering"
    assert summary(Prompt(BOARD)) == "Totaalopbrengst"
    assert summary(Prompt("> \u2068Geheim.\u2069\n\nKlopt het?", choices=CHOICES)) == "Een vraag voor je"
    assert summary(Prompt("Hier.", "\u2068Geheim\u2069", form=FORM.form)) == "Een paar vragen voor je"
    assert summary(Prompt("Hier.", help="Meer.")) == "Een bericht voor je"


def test_the_preview_shows_a_card_as_it_is_read() -> None:
    prompt = Prompt("Wat?", "Titel", choices=CHOICES, link=Link("Open", "https://leerbot.nl/x"))

    assert in_words(prompt, DUTCH).split("\n") == [
        "Titel", "", "Wat?", "", "Typen mag ook.", "", "[Open] https://leerbot.nl/x", "[Delen]", "[Later]", "[Nu niet]",
    ]  # fmt: skip


def test_what_a_card_is_sent_as_names_its_kind() -> None:
    (body,) = bodies(Prompt("Wat?", choices=CHOICES), DUTCH)

    assert body["attachments"][0]["contentType"] == CARD
    assert json.loads(json.dumps(body)) == body


BARS = Chart("Waar de verhalen over gaan", (("Beleving", 3), ("Voor later", 1)))
BOARD = "**Totaalopbrengst**\n\n**Beleving**\n- **Noor**: \u2068De balie zong.\u2069\n\n**Effect**\nDeze keer niets."


def test_a_board_begins_with_its_heading_and_ends_with_its_figures_in_bars_and_in_words() -> None:
    card = drawn(Prompt(BOARD, chart=BARS))

    assert [one["text"] for one in card["body"] if one.get("style") == "heading"] == ["Totaalopbrengst", "Beleving", "Effect"]
    title, chart = card["body"][-2:]
    assert title["inlines"][0]["text"] == BARS.title
    assert [(one["x"], one["y"]) for one in chart["data"]] == list(BARS.bars)
    assert [(one["title"], one["value"]) for one in chart["fallback"]["facts"]] == [("Beleving", "3"), ("Voor later", "1")]
    assert in_words(Prompt(BOARD, chart=BARS), DUTCH).endswith("Beleving: 3\nVoor later: 1")


def test_a_board_too_large_for_one_card_is_text_and_has_no_figures() -> None:
    long = f"{BOARD}\n" + "- **Bram**: \u2068Een verhaal dat lang is.\u2069\n" * 700

    made = bodies(Prompt(long, chart=BARS), DUTCH, split_at=12_000)

    assert len(made) > 1
    assert {body["textFormat"] for body in made} == {"xml"}
