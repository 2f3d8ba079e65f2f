"""Solving for single people what is told of several: each claim is an equation, or a range where words stand for it (S15).

A claim says how many of some people may be on one side. People who stand in the same claims can't be told apart, so they are
one unknown: how many of them are on that side. All whole numbers that fit every claim are tried.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product


@dataclass(frozen=True, slots=True)
class Claim:
    """That of some people as many are on a side as one of these numbers."""

    people: frozenset[str]
    numbers: frozenset[int]


def solved(claims: Sequence[Claim], k: int) -> list[str]:
    """Return of whom it can be worked out, one of them or fewer than ``k`` together; nobody where it is well told."""
    return [one for some in _together(claims) for one in _solved_in(some, k)]


def _together(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims in parts that have nobody in common."""
    parts: list[list[Claim]] = []
    for claim in claims:
        near = [part for part in parts if any(claim.people & one.people for one in part)]
        parts = [part for part in parts if part not in near] + [[*chain.from_iterable(near), claim]]
    return parts


def _solved_in(claims: Sequence[Claim], k: int) -> Iterator[str]:
    unknowns = _unknowns(claims)
    fits = list(_fitting(claims, unknowns))
    assert fits, "what is told contradicts itself, so that the claims were made wrongly"
    for number, people in enumerate(unknowns):
        found = {one[number] for one in fits}
        if found in ({0}, {len(people)}):
            yield f"each of {sorted(people)}"
    small = [number for number, people in enumerate(unknowns) if len(people) < k]
    for some in chain.from_iterable(combinations(small, many) for many in range(1, len(small) + 1)):
        size, sums = sum(len(unknowns[one]) for one in some), {sum(fit[one] for one in some) for fit in fits}
        if size < k and len(sums) == 1:
            yield f"{sums} of {sorted(chain.from_iterable(unknowns[one] for one in some))}"


def _unknowns(claims: Sequence[Claim]) -> list[frozenset[str]]:
    """Return the people in the smallest parts that the claims tell apart."""
    found: dict[tuple[bool, ...], set[str]] = defaultdict(set)
    for one in set().union(*(claim.people for claim in claims)):
        found[tuple(one in claim.people for claim in claims)].add(one)
    return [frozenset(people) for people in found.values()]


def _fitting(claims: Sequence[Claim], unknowns: Sequence[frozenset[str]]) -> Iterator[tuple[int, ...]]:
    """Yield all ways in which so many of each part can be on the side that every claim holds."""
    parts = [([people <= claim.people for people in unknowns], claim.numbers) for claim in claims]
    for fit in product(*(range(len(people) + 1) for people in unknowns)):
        if all(sum(many for many, there in zip(fit, inside, strict=True) if there) in numbers for inside, numbers in parts):
            yield fit
