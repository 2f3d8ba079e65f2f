"""Mattermost: the bot's light Markdown is drawn, and nothing of what people write is carried out (reference §6, §14)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.mattermost.drawing import LONGEST, light, literal, parts, split
from dialogs.library import load
from dialogs.saying.prompt import Choice, Field, Form, Prompt
from tests.kit.matter_town import as_seen

DUTCH = load().phrases["nl"]
DRAWN = re.compile(
    r"(?<!\\)[*_`\[\]|#]|[@~]\w|&#?\w+;|[a-z]:(?://|\w)|\bwww\d{0,3}\.|\.[a-z]{2,4}/",
)
"""What a server or an app of Mattermost would make something of."""


def in_words(prompt: Prompt) -> str:
    """Return a prompt as people see it who only type."""
    return re.sub("[\u200b\u2068\u2069]", "", "\n\n".join(parts(prompt, DUTCH)))


@pytest.mark.trust("R29")
@pytest.mark.parametrize("text", [
    "@all @here @channel @noor", "~town-square", "~~weg~~", "https://kwaad.example/a_b", "www.kwaad.example", "kwaad.nl/pad",
    "mmaction://wis", "mailto:jan@voorbeeld.nl", "**vet** _schuin_ `code`", "[klik](https://kwaad.example)", "#onderwerp",
    "![plaatje](https://kwaad.example/p.png)", "| a | b |", "&lt;b&gt;",
])  # fmt: skip
def test_a_persons_words_call_nobody_and_link_nowhere(text: str) -> None:
    drawn = literal(text)

    assert not DRAWN.search(drawn.replace("\\\\", ""))
    assert as_seen(drawn) == text


def test_a_list_within_a_list_is_left_to_mattermost() -> None:
    story = "- **Noor**\n  - Wat het opleverde: \u2068rust\u2069"

    assert light(story) == story


@pytest.mark.trust("R28")
@given(st.text(st.characters(codec="utf-8", exclude_characters="\u200b"), max_size=60))
def test_any_words_are_seen_as_they_were_written(text: str) -> None:
    assert as_seen(literal(text)) == text


@given(st.text("\\*_`[]|#@~&:;/.wabc1 ", max_size=20))
def test_no_mixture_of_signs_is_drawn(text: str) -> None:
    drawn = literal(text)

    assert as_seen(drawn) == text
    assert not re.search(r"[@~]\w|[a-z]:(?://|\w)|\bwww\d{0,3}\.", drawn)


def test_what_the_bot_says_keeps_bold_lists_quotes_and_its_own_links() -> None:
    text = "**Vet**\n- een\n- twee\n\n> citaat\n\nhttps://leerbot.example/pages/a_b of privacy@voorbeeld.nl"

    assert light(text) == text


def test_after_a_quote_the_next_line_is_no_part_of_it() -> None:
    assert light("> citaat\nEn verder.") == "> citaat\n\nEn verder."


def test_choices_are_a_numbered_list_and_say_how_to_choose() -> None:
    prompt = Prompt("Wat nu?", choices=(Choice("a", "Delen"), Choice("b", "Niet delen")))

    assert in_words(prompt) == "Wat nu?\n\n1. Delen\n2. Niet delen\n\nTyp het nummer van je keuze."


@pytest.mark.parametrize("labels", [("1", "2", "3"), ("toon 12", "toon 11")])
def test_what_is_a_number_already_gets_no_other_one(labels: tuple[str, ...]) -> None:
    prompt = Prompt("Hoe gaat het?", choices=tuple(Choice(label, label) for label in labels))

    listed = "\n".join(f"- {label}" for label in labels)
    assert in_words(prompt) == f"Hoe gaat het?\n\n{listed}\n\nTyp wat je kiest."


def test_of_several_choices_it_says_so() -> None:
    prompt = Prompt("Welke dagen?", choices=(Choice("a", "maandag"), Choice("b", "dinsdag")), many=True)

    assert "Typ de nummers van je keuzes." in in_words(prompt)


def test_a_form_is_asked_one_question_after_the_other() -> None:
    fields = (
        Field("a", "choice", "Hoe vaak?", "Ongeveer.", options=(Choice("x", "Soms"), Choice("y", "Vaak"))),
        Field("b", "text", "Wat nog?"),
    )
    prompt = Prompt("Vul in.", "Lijst", form=Form("c1.!form", "Lijst", fields, "Versturen"))

    drawn = in_words(prompt)

    assert drawn.startswith("**Lijst**\n\nVul in.\n\n**Hoe vaak?**\n\nOngeveer.\n\n1. Soms\n2. Vaak")
    assert drawn.endswith("Vragen hierna: 1.")


def test_what_can_be_chosen_stands_in_the_last_part() -> None:
    long = "\n".join("een regel tekst " * 20 for _ in range(100))

    *before, last = parts(Prompt(long, "Titel", choices=(Choice("a", "Ja"),)), DUTCH)

    assert before
    assert "Titel" in before[0]
    assert "1. \u2068Ja\u2069" in last


@given(st.text("ab \n\\*@\u200b", min_size=1, max_size=400), st.integers(20, 60))
def test_a_text_in_pieces_loses_nothing_but_space(text: str, most: int) -> None:
    pieces = split(text, most)

    assert max(len(piece) for piece in pieces) <= most
    assert "".join(pieces).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


def test_words_that_go_on_in_the_next_piece_keep_their_fence() -> None:
    one, two = split(f"- \u2068{'woord ' * 40}\u2069", 200)

    assert one.endswith("\u2069")
    assert two.startswith("\u2068")
    assert LONGEST == 16_383
