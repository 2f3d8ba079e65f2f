"""What comes of what several wrote about one person (S39)."""

import pytest

from dialogs.gatherings.gathered import comes_of_it, may_be_named, place_among, told_of_all


@pytest.mark.parametrize(
    ("written", "longer", "way"), [(4, False, "enough"), (5, True, "enough"), (3, False, "few"), (3, True, "still")]
)
def test_four_are_enough_and_fewer_never_are(written: int, longer: bool, way: str) -> None:
    assert comes_of_it(written, 4, longer=longer) == way


def test_what_they_are_is_told_only_where_all_said_the_same() -> None:
    assert told_of_all(["client"] * 4, 4) == "client"
    assert told_of_all(["client"] * 3, 4) is None  # the fourth wrote nothing
    assert told_of_all(["client", "client", "client", "lead"], 4) is None
    assert told_of_all([], 0) is None


def test_names_come_only_with_the_yes_of_each() -> None:
    assert may_be_named(3, 3, 3)
    assert not may_be_named(3, 2, 3)
    assert not may_be_named(2, 2, 3)


def test_a_text_stands_where_its_own_words_put_it() -> None:
    assert place_among("s", "q", "a") == place_among("s", "q", "a")
    assert place_among("s", "q", "a") != place_among("s", "p", "a")
