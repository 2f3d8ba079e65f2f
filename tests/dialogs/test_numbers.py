"""Numbers as people type them, with a decimal comma, in figures or in words (spec §0.2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers.numbers import NoNumber, parse_number, written

TO_TEN = range(11)


@pytest.mark.parametrize(
    ("text", "number"),
    {
        "3": "3",
        "03": "3",
        "drie": "3",
        "three": "3",
        "geen": "0",
        "7 uur": "7",
        "twee weken": "2",
        "-0": "0",
        "10,0": "10",
    }.items(),
)
def test_a_whole_number_is_read(text: str, number: str) -> None:
    assert parse_number(text, TO_TEN) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    {
        "2,5": "2.5",
        "2.5": "2.5",
        "2½": "2.5",
        "½ uur": "0.5",
        "anderhalf": "1.5",
        "anderhalf uur": "1.5",
        "2,50": "2.5",
    }.items(),
)
def test_a_half_is_read_with_a_comma_a_point_or_in_words(text: str, number: str) -> None:
    assert parse_number(text, TO_TEN, halves=True) == Decimal(number)


def test_a_point_between_thousands_is_no_decimal_point() -> None:
    assert parse_number("1.000", range(2000)) == 1000
    assert parse_number("1.000,5", range(2000), halves=True) == Decimal("1000.5")


@pytest.mark.parametrize(
    ("text", "why"),
    {"veel": "no_number", "": "no_number", "-": "no_number", "1,": "no_number", "11": "out_of_range", "-1": "out_of_range",
     "10,5": "out_of_range", "2,5": "not_whole"}.items(),
)  # fmt: skip
def test_what_will_not_do_says_why(text: str, why: NoNumber) -> None:
    assert parse_number(text, TO_TEN) == why


def test_a_quarter_is_no_half() -> None:
    assert parse_number("2,25", TO_TEN, halves=True) == "not_half"


@given(st.integers(-2000, 2000))
def test_what_is_written_is_read_back(doubled: int) -> None:
    number = Decimal(doubled) / 2

    assert parse_number(written(number), range(-1000, 1001), halves=True) == number


@given(st.text())
def test_any_text_is_a_number_in_range_or_says_why(text: str) -> None:
    found = parse_number(text, TO_TEN)

    assert isinstance(found, str) or 0 <= found <= 10
