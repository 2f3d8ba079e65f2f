"""A number and the word that goes with it: one week, two weeks."""

import pytest

from dialogs.saying.phrases import fill, slots_in


@pytest.mark.parametrize(("number", "said"), [(0, "0 weken"), (1, "1 week"), (2, "2 weken"), (21, "21 weken")])
def test_a_word_follows_its_number(number: int, said: str) -> None:
    assert fill("{aantal} {aantal:week|weken}", {"aantal": number}) == said


def test_a_place_with_two_words_is_one_place() -> None:
    assert slots_in("{aantal} {aantal:week|weken} {naam}") == {"aantal", "naam"}


def test_words_are_said_otherwise_only_where_they_stand() -> None:
    assert fill("Wat zag je, {naam}?", {"naam": "zag"}, {"zag": "hoorde", "las": "schreef"}) == "Wat hoorde je, zag?"
