"""How often the same was chosen is told as a number that points to nobody (S50, K1, K3)."""

import pytest

from dialogs.gatherings.counted_up import Chosen, Count, counted_up, unpacked


def chose(*people: str, after: int = 0) -> list[Chosen]:
    """Return that people chose the same, one after the other."""
    return [Chosen(number, who, "along") for number, who in enumerate(people, after + 1)]


@pytest.mark.parametrize(
    ("chosen", "people", "told"),
    [
        (chose("noor", "bram"), 9, {}),
        (chose("noor", "noor", "noor"), 9, {}),
        (chose("noor", "bram", "samira"), 9, {"along": Count(3, more=False, newest=3)}),
        (chose("noor", "bram", "samira"), 5, {"along": Count(3, more=True, newest=3)}),
        (chose("noor", "bram", "samira", "joost"), 5, {"along": Count(3, more=True, newest=4)}),
        (chose("noor", "bram", "samira"), 4, {}),
    ],
)
def test_a_number_is_told_of_enough_people_who_are_not_all(chosen: list[Chosen], people: int, told: dict[str, Count]) -> None:
    assert counted_up({}, chosen, 3, people) == told


def test_each_thing_is_counted_by_itself_and_told_only_where_enough_chose_that() -> None:
    walked = [Chosen(number, who, "walk") for number, who in enumerate(("joost", "eva"), 8)]

    assert counted_up({}, chose("noor", "bram", "samira") + walked, 3, 9) == {"along": Count(3, more=False, newest=3)}


def test_what_came_since_waits_until_it_is_enough_by_itself() -> None:
    first = counted_up({}, chose("noor", "bram", "samira"), 3, 9)
    more = chose("noor", "bram", "samira", "joost", "eva")
    assert counted_up(first, more, 3, 9) == first

    then = counted_up(first, [*more, Chosen(6, "ingrid", "along")], 3, 9)
    assert then == {"along": Count(6, more=False, newest=6)}


def test_so_many_at_least_stays_so_when_the_group_has_grown() -> None:
    before = {"along": Count(3, more=True, newest=4)}

    assert counted_up(before, chose("eva", "ingrid", "mila", after=4), 3, 12) == {"along": Count(6, more=True, newest=7)}


def test_what_was_told_stays_when_it_is_taken_back() -> None:
    first = counted_up({}, chose("noor", "bram", "samira"), 3, 9)

    assert counted_up(first, [], 3, 9) == first


@pytest.mark.parametrize("count", [Count(3, more=True, newest=8), Count(4, more=False, newest=12)])
def test_a_count_is_kept_with_its_round(count: Count) -> None:
    assert unpacked(count.packed()) == count
