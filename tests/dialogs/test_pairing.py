"""Who goes with whom: nobody is dropped in silence, and nobody meets again where somebody else is there (S41)."""

from collections.abc import Collection
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.gatherings.pairing import NEAREST, Drawn, Two, draw

NAMES = [f"p{number}" for number in range(9)]
PEOPLE = st.lists(st.sampled_from(NAMES), unique=True, max_size=9)
TWOS = st.sets(st.frozensets(st.sampled_from(NAMES), min_size=2, max_size=2), max_size=20)
SEEDS = st.text(max_size=3)
FITS = st.dictionaries(st.frozensets(st.sampled_from(NAMES), min_size=2, max_size=2), st.integers(0, 9))


def twos_in(drawn: Drawn) -> list[Two]:
    return [frozenset(two) for group in drawn.together for two in combinations(group, 2)]


def every_way(people: Collection[str], apart: Collection[Two]) -> list[list[Two]]:
    """Return every way in which people can go in pairs, some or all of them."""
    if not people:
        return [[]]
    first, *rest = people
    ways = every_way(rest, apart)
    for other in rest:
        if frozenset({first, other}) not in apart:
            others = [one for one in rest if one != other]
            ways = ways + [[frozenset({first, other}), *way] for way in every_way(others, apart)]
    return ways


@given(PEOPLE, TWOS, TWOS, SEEDS, st.booleans())
def test_everybody_is_in_one_group_or_waits_and_the_excluded_never_meet(
    people: list[str], apart: set[Two], met: set[Two], seed: str, trio: bool
) -> None:
    drawn = draw(people, seed, apart=apart, met=dict.fromkeys(met, 1), trio=trio)
    assert sorted([one for group in drawn.together for one in group] + list(drawn.waiting)) == sorted(people)
    assert not apart & set(twos_in(drawn))
    assert {len(group) for group in drawn.together} <= ({2, 3} if trio else {2})


@given(PEOPLE, SEEDS, st.booleans())
def test_the_same_seed_gives_the_same_pairs_in_whatever_order_people_are_named(
    people: list[str], seed: str, trio: bool
) -> None:
    assert draw(people, seed, trio=trio) == draw(sorted(people), seed, trio=trio)


@given(PEOPLE.filter(lambda found: len(found) < 8), TWOS, TWOS, SEEDS)
def test_as_many_pairs_as_can_be_and_as_few_that_met_as_can_be(
    people: list[str], apart: set[Two], met: set[Two], seed: str
) -> None:
    drawn = twos_in(draw(people, seed, apart=apart, met=dict.fromkeys(met, 1)))
    best = max((len(way), -len(met & set(way))) for way in every_way(people, apart))
    assert (len(drawn), -len(met & set(drawn))) == best


@given(PEOPLE.filter(lambda found: len(found) < 8), SEEDS, FITS)
def test_of_all_pairs_those_who_fit_best(people: list[str], seed: str, fits: dict[Two, int]) -> None:
    def fit(one: str, other: str) -> int:
        return fits.get(frozenset({one, other}), 0)

    drawn = twos_in(draw(people, seed, fit=fit))
    ways = [way for way in every_way(people, ()) if len(way) == len(people) // 2]
    assert sum(fits.get(two, 0) for two in drawn) == max(sum(fits.get(two, 0) for two in way) for way in ways)


def test_who_is_left_over_waits_or_joins_two_whom_she_may_meet() -> None:
    five = NAMES[:5]
    assert len(draw(five, "a").waiting) == 1
    assert sorted(map(len, draw(five, "a", trio=True).together)) == [2, 3]


def test_who_may_meet_nobody_waits_also_where_there_are_trios() -> None:
    apart = {frozenset({"p0", other}) for other in NAMES[1:]}
    drawn = draw(NAMES, "a", apart=apart, trio=True)
    assert drawn.waiting == ("p0",)
    assert sorted(map(len, drawn.together)) == [2, 2, 2, 2]


def test_two_who_are_left_over_join_different_pairs() -> None:
    """Three may meet none of each other, and each of the others may meet all: two pairs at most hold one of them."""
    apart = {frozenset(two) for two in combinations(["p0", "p1", "p2", "p3"], 2)}
    drawn = draw(["p0", "p1", "p2", "p3", "p4", "p5"], "a", apart=apart, trio=True)
    assert len(drawn.together) == 2
    assert len(drawn.waiting) == 2, "each of the two pairs holds somebody whom who is left may not meet"


def test_who_is_left_joins_those_whom_she_met_least() -> None:
    met = {frozenset({one, other}): 1 for one in NAMES[:5] for other in NAMES[:5] if one < other}
    first = draw(NAMES[:5], "a", met=met, trio=True)
    (three,) = (group for group in first.together if len(group) == 3)
    fresh = {two: times for two, times in met.items() if three[2] not in two or not two & set(three[:2])}
    assert draw(NAMES[:5], "a", met=fresh, trio=True).waiting == ()


def test_another_seed_gives_other_pairs() -> None:
    assert len({draw(NAMES[:8], str(seed)).together for seed in range(20)}) > 5


@pytest.mark.parametrize("many", [NEAREST + 10, 3 * NEAREST])
def test_in_a_large_group_the_hard_ones_are_placed_too(many: int) -> None:
    """Each of the first half may meet one of the other half alone; among those who fit best there is nobody for them."""
    half = many // 2
    names = [f"n{number:03}" for number in range(2 * half)]
    odd = {frozenset({names[at], other}) for at in range(half) for other in names if other not in {names[at], names[half + at]}}
    drawn = draw(names, "a", apart=odd)
    assert drawn.waiting == ()
    assert all({names[at], names[half + at]} in map(set, drawn.together) for at in range(half))


def test_nobody_meets_again_in_a_large_group_where_there_is_another_way() -> None:
    """All fit those best whom the others want too, so that it takes all of them to find pairs that are new."""
    names = [f"n{number:03}" for number in range(2 * NEAREST + 20)]
    stars, rest = names[: NEAREST + 4], names[NEAREST + 4 :]
    met = {frozenset(two): 1 for two in combinations(stars, 2)}
    drawn = draw(names, "a", fit=lambda one, other: len({one, other} & set(stars)), met=met)
    need = max(0, (len(stars) - len(rest) + 1) // 2)
    assert sum(frozenset(pair) in met for pair in drawn.together) == need
