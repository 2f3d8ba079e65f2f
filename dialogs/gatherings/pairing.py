"""Who goes with whom: pairs out of a list of people, drawn by a seed (S41, S48). Pure.

Two who may not meet never do. Nobody is dropped in silence: who has no pair is told to be waiting. The same people and the same
seed give the same pairs, in whatever order the people are named. Nothing here knows anybody's age, rank or name.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

NEAREST = 24
"""With how many others somebody is compared at first; with all of them where that leaves more people waiting than needed."""

Two = frozenset[str]
"""Two people, in no order."""
Fit = Callable[[str, str], int]
"""How well two people go together, the same either way: from 0, where it does not matter, to less than ``MOST_FIT``."""
MOST_FIT = 1_000
_Worths = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Who goes with whom: in pairs, or in one trio where that was asked, and who waits, in the order of the draw."""

    together: tuple[tuple[str, ...], ...]
    waiting: tuple[str, ...] = ()


def anybody(_one: str, _other: str) -> int:
    """Say of every two people that they go together equally well."""
    return 0


def draw(
    people: Collection[str],
    seed: str,
    *,
    fit: Fit = anybody,
    apart: Collection[Two] = (),
    met: Mapping[Two, int] | None = None,
    trio: bool = False,
) -> Drawn:
    """Return pairs of people: as many as can be, with as few as can be who met before, and then as well fitting as can be.

    Two who are ``apart`` never come together. ``met`` says how often two did before. With ``trio`` who is left over joins a
    pair of which both may meet her, one in each; without it, or where there is none, she waits.
    """
    order = sorted(set(people), key=lambda one: hashlib.sha256(f"{seed} {one}".encode()).digest())
    pool = _Pool(order, fit, frozenset(apart), met or {})
    pairs = _best_pairs(pool)
    waiting = [one for one in order if not any(one in pair for pair in pairs)]
    return _with_trio(pool, pairs, waiting) if trio else Drawn(tuple(pairs), tuple(waiting))


@dataclass(frozen=True, slots=True)
class _Pool:
    """The people in the order of the draw, and what is known of every two of them."""

    order: Sequence[str]
    fit: Fit
    apart: frozenset[Two]
    met: Mapping[Two, int]

    def worth(self, one: str, other: str) -> int | None:
        """Return how good it is that two come together: one meeting fewer outweighs all that fits. None where they may not."""
        two = frozenset({one, other})
        return None if two in self.apart else self.fit(one, other) - self.met.get(two, 0) * MOST_FIT * len(self.order)


def _best_pairs(pool: _Pool) -> list[tuple[str, ...]]:
    """Return the best pairs among those who fit each other best, or among all where that could leave fewer people alone."""
    order = pool.order
    worths = {
        (at, beside): worth
        for at, one in enumerate(order)
        for beside in range(at)
        if (worth := pool.worth(one, order[beside])) is not None
    }
    near = _nearest(worths, len(order))
    pairs = _matched(pool, near)
    complete = len(pairs) == len(order) // 2 and not any(pool.met.get(frozenset(pair)) for pair in pairs)
    return pairs if complete or len(near) == len(worths) else _matched(pool, worths)


def _nearest(worths: _Worths, count: int) -> _Worths:
    """Return of every two those who are best for one of them; of those who are equally good whom the seed put next to her."""
    hers: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]
    for (one, other), worth in worths.items():
        hers[one].append((-worth, (other - one) % count, other))
        hers[other].append((-worth, (one - other) % count, one))
    best = {(max(at, beside), min(at, beside)) for at, found in enumerate(hers) for _, _, beside in nsmallest(NEAREST, found)}
    return {two: worths[two] for two in sorted(best)}


def _matched(pool: _Pool, worths: _Worths) -> list[tuple[str, ...]]:
    """Return a matching with as many pairs as there can be, of which the worth is the highest."""
    from rustworkx import PyGraph, max_weight_matching  # noqa: PLC0415 - three megabytes that most bots need not hold

    graph: PyGraph[int, int] = PyGraph()
    graph.add_nodes_from(range(len(pool.order)))
    graph.add_edges_from([(one, other, worth) for (one, other), worth in worths.items()])
    found = max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return [(pool.order[one], pool.order[other]) for one, other in sorted((min(pair), max(pair)) for pair in found)]


def _with_trio(pool: _Pool, pairs: Sequence[tuple[str, ...]], waiting: Sequence[str]) -> Drawn:
    """Let who is left over join the pair that is best for her, of those that are two still."""
    groups, left = list(pairs), list[str]()
    for one in waiting:
        worths = {at: [pool.worth(one, other) for other in pair] for at, pair in enumerate(groups) if len(pair) == 2}
        open_to_her = {at: sum(filter(None, found)) for at, found in worths.items() if None not in found}
        if open_to_her:
            best = max(open_to_her, key=lambda at: open_to_her[at])
            groups[best] = (*groups[best], one)
        else:
            left.append(one)
    return Drawn(tuple(groups), tuple(left))
