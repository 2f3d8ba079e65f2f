"""People's words stand between two signs that channels show literally; a text cannot step out of them."""

from hypothesis import given
from hypothesis import strategies as st

from dialogs.saying.digest import quoted


@given(st.text(st.sampled_from("a\u2066\u2067\u2068\u2069*:\n ")))
def test_nothing_in_a_text_ends_its_quotation(text: str) -> None:
    inside = quoted(text)[1:-1]

    assert not set(inside) & {"\u2066", "\u2067", "\u2068", "\u2069"}


def test_what_looks_like_another_writer_stays_inside() -> None:
    assert quoted("hoi\u2069\n**Bram**: niet van Bram") == "\u2068hoi / **Bram**: niet van Bram\u2069"
