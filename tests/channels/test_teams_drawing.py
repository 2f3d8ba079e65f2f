"""Teams: the bot's light Markdown is drawn as XML, and nothing of what people write is carried out (0008, R28, R29)."""

import re
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.teams.drawing import LARGEST, light, literal, parts, size
from dialogs.library import load
from dialogs.saying.prompt import Choice, Link, Prompt
from tests.kit.teams_seeing import as_seen

DUTCH = load().phrases["nl"]
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u200b\u2068\u2069\xa0\ufffe\uffff")


def tags(drawn: str) -> set[str]:
    """Return the elements of a text; raises ParseError for one that is not well-formed."""
    return {one.tag for one in fromstring(f"<div>{drawn}</div>").iter()} - {"div"}


@pytest.mark.trust("R29")
@pytest.mark.parametrize("text", [
    "<at>Noor</at>", "<script>alert(1)</script>", "<b>vet</b>", "&lt;b&gt; &amp;", "**vet** _schuin_",
    "[klik](https://kwaad.nl)", "https://kwaad.nl/a_b", "www.kwaad.nl", "kwaad.nl/pad", "mailto:jan@voorbeeld.nl", "> citaat",
    "]]>", "<!-- x -->",
    "<br/>", "a  b   c", " voor", "${x} {{DATE()}}", "<a href='x'>", "\"quotes' <",
])  # fmt: skip
def test_a_persons_words_are_seen_as_written_and_nothing_is_made_of_them(text: str) -> None:
    drawn = light(f"- **Noor**: \u2068{text}\u2069")

    assert tags(drawn) == {"b"}
    assert as_seen(drawn) == f"- **Noor**: \u2068{text}\u2069"
    assert not re.search(r"[a-z]:(?://|\w)|\bwww\d{0,3}\.", drawn.replace("&#160;", ""))


@pytest.mark.trust("R28")
@given(st.text(SIGNS, max_size=80))
def test_any_words_are_well_formed_and_seen_as_they_were_written(text: str) -> None:
    drawn = literal(text)

    assert tags(drawn) == set()
    assert as_seen(drawn) == f"\u2068{text}\u2069"


@given(st.text(st.characters(), max_size=60))
def test_any_signs_at_all_are_well_formed(text: str) -> None:
    assert tags(light(text).replace("\n", "<br/>")) <= {"b", "a", "blockquote", "br"}


@given(st.text("*>&< \nab\u2068\u2069/:.htps", max_size=40))
def test_no_mixture_of_signs_breaks_the_xml(text: str) -> None:
    for part in parts(Prompt(text, "Titel"), DUTCH):
        assert tags(part) <= {"b", "a", "blockquote", "br"}


def test_what_the_bot_says_keeps_bold_quotes_and_its_own_links() -> None:
    text = "**Vet** en a&b\n- een\n  - twee\n> citaat\n> nog een\nhttps://leerbot.example/p?a=1&b=2 klaar"

    assert light(text) == (
        "<b>Vet</b> en a&amp;b\n- een\n&#160; - twee\n<blockquote>citaat\nnog een</blockquote>"
        '<a href="https://leerbot.example/p?a=1&amp;b=2">https://leerbot.example/p?a=1&amp;b=2</a> klaar'
    )


def test_a_prompt_is_one_message_with_all_that_belongs_to_it() -> None:
    link = Link("Open", "https://leerbot.example/pages/open/a_b*c")
    prompt = Prompt("Wat nu?", "Een titel", "Hulp.", "Alleen jij.", (Choice("a", "Delen"), Choice("b", "Niet")), link=link)

    (drawn,) = parts(prompt, DUTCH)

    assert tags(drawn) == {"b", "a", "i", "br"}
    assert as_seen(drawn).translate(dict.fromkeys(map(ord, "\u2068\u2069"))).split("\n\n") == [
        "**Een titel**", "Wat nu?", "Hulp.", f"Open\n{link.url}", "1. Delen\n2. Niet", "Typ het nummer van je keuze.",
        "Alleen jij.",
    ]  # fmt: skip


@pytest.mark.trust("R30")
@pytest.mark.parametrize(
    "text", ["\u2068" + "<&>" * 9000 + "\u2069", "regel\n" * 9000, "> \u2068" + "woord " * 9000 + "\u2069", "😀" * 9000]
)
def test_a_text_that_is_too_long_comes_in_pieces_that_teams_takes(text: str) -> None:
    drawn = parts(Prompt(text, "Titel", choices=(Choice("a", "Ja"),)), DUTCH)

    assert len(drawn) > 1
    assert max(size(part) for part in drawn) <= LARGEST
    assert all(tags(part) is not None for part in drawn)
    seen = as_seen("".join(drawn)).translate(dict.fromkeys(map(ord, "\u2068\u2069\n >")))
    assert text.translate(dict.fromkeys(map(ord, "\u2068\u2069\n >")))[-500:] in seen
    assert "1. \u2068Ja\u2069" in drawn[-1]


def test_what_stands_around_a_text_goes_beside_it_when_both_are_too_long() -> None:
    long = "\u2068" + "x " * 6000 + "\u2069"

    drawn = parts(Prompt(long, "Titel", help="y " * 2000), DUTCH)

    assert [max(0, size(part) - LARGEST) for part in drawn] == [0] * len(drawn)
    assert len(drawn) == 2
