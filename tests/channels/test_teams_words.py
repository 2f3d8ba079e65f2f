"""Words on a card of Teams: what would be drawn as something else is guarded, and an ordinary sentence is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.teams.cards_text import ORDINARY, guarded, unmarked


@given(st.from_regex(ORDINARY, fullmatch=True))
def test_an_ordinary_sentence_needs_no_guard(text: str) -> None:
    assert guarded(text) == unmarked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "1. een",
        "- een",
        "Een *twee*",
        "Een _twee_",
        "www.nl",
        "Zie www.nl",
        "a  b",
        "Een ",
        "a\tb",
        "a:b",
        "a/b",
        "\\",
        "&amp;",
        "",
    ],
)
def test_all_else_is_looked_at_sign_by_sign(text: str) -> None:
    assert not ORDINARY.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["Met niemand", "Met mijn team, zonder naam", "Wat zag je?", "Noor’s verhaal…", "Ja", "Café 3"]
)
def test_labels_are_ordinary(text: str) -> None:
    assert ORDINARY.fullmatch(text)
