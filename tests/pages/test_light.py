"""Light Markdown on a page: bold, lists and quotes of the bot; people's words as they were written (0008)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pages.light import Block, Line, Piece, blocks, pieces


def test_a_digest_becomes_paragraphs_lists_and_quotes() -> None:
    drawn = blocks("**Kop**\n\n- een\n- twee\n\n> gezegd\nslot")

    assert [(block.kind, len(block.lines)) for block in drawn] == [("text", 1), ("list", 2), ("quote", 1), ("text", 1)]


def test_stars_in_somebodys_words_are_stars() -> None:
    assert list(pieces("- **Noor**: \u2068een **vet** woord\u2069"))[1:] == [
        Piece("Noor", "bold"), Piece(": "), Piece("een **vet** woord", "words"),
    ]  # fmt: skip


def test_what_belongs_to_a_line_of_a_list_stands_below_it() -> None:
    assert blocks("- **Noor**\n  - Toen: \u2068klaar\u2069\n- Bram") == [
        Block("list", [
            Line([Piece("Noor", "bold")], [[Piece("Toen: "), Piece("klaar", "words")]]),
            Line([Piece("Bram")]),
        ])
    ]  # fmt: skip


def test_what_belongs_to_a_line_that_stands_in_an_earlier_part_is_a_line() -> None:
    assert blocks("  - Toen") == [Block("list", [Line([Piece("Toen")])])]


@pytest.mark.parametrize("line", ["** los **", "een * ster", "****", "**open"])
def test_stars_that_enclose_nothing_are_stars(line: str) -> None:
    assert blocks(line) == [Block("text", [Line([Piece(line)])])]


@given(st.text(alphabet="ab *>-\n\u2068\u2069", max_size=60))
def test_nothing_that_was_said_is_lost(text: str) -> None:
    lines = [row for block in blocks(text) for line in block.lines for row in (line.pieces, *line.below)]
    drawn = "".join(piece.text for row in lines for piece in row)

    assert [sign for sign in drawn if sign in "ab"] == [sign for sign in text if sign in "ab"]
