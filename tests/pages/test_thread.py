"""The red thread beside the photo of a team: its own words, and nothing that compares (S49)."""

from bot.pages.thread import LONGEST, of_board
from dialogs.language.values import Worth
from dialogs.saying.board import Board, Heading
from dialogs.saying.digest import Item


def _board(*headings: tuple[str, tuple[Worth, ...], tuple[str, ...]]) -> Board:
    made = (
        Heading(f"**{title}**", values, tuple((Item(number, "theme_add", text, None),) for number, text in enumerate(texts)))
        for title, values, texts in headings
    )
    return Board("**Foto**", tuple(made), "Niets.", None, (), None)


def test_it_goes_from_word_to_word_and_what_is_strengthened_is_a_large_knot() -> None:
    thread = of_board(
        _board(
            ("Wat helpt", ("helps",), ("Bellen",)),
            ("Wat hindert", ("hinders",), ()),
            ("Versterken", ("strengthen",), ("Bellen",)),
        )
    )

    assert thread is not None
    assert [title for _, title in thread.headings] == ["Wat helpt", "Versterken"]
    assert [(knot.text, knot.strong) for knot in thread.knots] == [("Bellen", False), ("Bellen", True)]
    assert thread.path.startswith("M")
    assert all(knot.y < thread.height for knot in thread.knots)


def test_of_one_word_there_is_no_thread() -> None:
    assert of_board(_board(("Wat helpt", ("helps",), ("Bellen",)))) is None


def test_a_long_word_is_cut_for_the_picture() -> None:
    thread = of_board(_board(("Wat helpt", ("helps",), ("lang " * 20, "kort"))))

    assert thread is not None
    assert [len(knot.text) <= LONGEST for knot in thread.knots] == [True, True]
