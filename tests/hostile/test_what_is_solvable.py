"""Whether somebody who reads everything that is told of several can work out one of them (trust S15, §11; K1, K3, K6, GE16).

All that the product tells of more than one person's answers:

- *in words, on which side most are* (``together``: S16, S17, S26, S30, S46), to a room, on a board or to a facilitator. A
  person in two groups is asked in both (GE16), so these overlap where groups share people and are asked at the same time;
- *how often the same was ordered* (``counted_up``: S50), line after line in one round: each line holds those before it;
- *how many took part* (``took_part``: D2 and a facilitator's page), beside texts with names that she reads;
- *how many worked on a board* (S06), beside the texts that stand there: who shared nothing is not among them;
- *what was decided* (``choosing``: S28, S29), of which the outcome alone is told, and that is what it is for;
- *texts without a name* (K2, K6, S39), of which there are always three or more by as many people: tests/hostile/test_without_*;
- *how many want to join* (S22, S41), to who took the initiative and asked them, number by number: 0028 says why.

Nothing is told of an organisation as a whole, nor compared (K4). Metrics and the log know of messages, not of answers. What
somebody takes along holds her own alone. Who erases herself, leaves or takes back changes nothing that was told (K3).

Here random organisations are told of in rounds, by the functions that tell it; the reader is the worst there is: she reads
in every group, knows who answered, and that who is in two groups answers alike in both.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from dialogs.gatherings.counted_up import Chosen, Count, counted_up
from dialogs.gatherings.together import FEW, Votes, outcome, overlap
from dialogs.language.asking import Counted
from dialogs.settings import K, Settings
from dialogs.visibility import countable, pointing_at_nobody
from tests.evidence.recording import Often, Record
from tests.hostile.test_told_together import COUNTED
from tests.kit.solving import Claim, solved

ROUNDS, PEOPLE = 8, 16
ASKED = COUNTED["week_start_mood mood"][0]
SIDES = [side.of[0] for side in ASKED.sides.values()]
Outcome = Callable[[Counted, Votes, int], str]
Beside = Callable[[set[str], Sequence[set[str]]], bool]
Number = Callable[[int, int, int, Settings], int | None]
DISHES = ("coffee", "peer")


@dataclass(frozen=True, slots=True)
class Telling:
    """The functions that tell something; each can be exchanged for one that tells too much."""

    outcome: Outcome = outcome
    overlap: Beside = overlap
    number: Number = pointing_at_nobody
    count: Callable[[Mapping[str, Count], list[Chosen], int, int], dict[str, Count]] = counted_up


@dataclass(slots=True)
class Organisation:
    """People in groups that overlap, of which some come, go and are erased between rounds."""

    chance: random.Random
    k: int
    groups: dict[str, set[str]] = field(default_factory=dict)
    told: dict[str, dict[str, Count]] = field(default_factory=dict)
    numbers: int = 0

    @classmethod
    def random(cls, seed: int) -> "Organisation":
        chance = random.Random(seed)
        made = cls(chance, chance.choice((3, 4, 5)))
        people = [f"p{number}" for number in range(PEOPLE)]
        chance.shuffle(people)
        first = set(people[: chance.randint(3, 7)])
        made.groups = {"a": first, "b": first | set(people[-chance.randint(1, 4) :])}  # the second holds the first
        for name, begins in (("c", chance.randint(4, 8)), ("d", chance.randint(8, 12)))[: chance.randint(0, 2)]:
            made.groups[name] = set(
                people[begins : begins + chance.randint(3, 7)]
            )  # some share one person with another, or two
        made.told = {name: {} for name in made.groups}
        return made

    def goes_on(self) -> None:
        """Let somebody leave, join or be erased."""
        somebody, group = f"p{self.chance.randrange(PEOPLE)}", self.chance.choice([*self.groups.values()])
        match self.chance.choice(("stays", "joins", "leaves", "erased")):
            case "joins":
                group.add(somebody)
            case "leaves":
                group.discard(somebody)
            case "erased":
                for one in self.groups.values():
                    one.discard(somebody)
            case _:
                pass

    def a_round(self, telling: Telling) -> list[str]:
        """Return who can be worked out of what is told in one round of each group."""
        of_one_mind = self.chance.random()
        answers = {f"p{number}": SIDES[self.chance.random() < of_one_mind] for number in range(PEOPLE)}
        claims = list(self._sides(telling, answers))
        found = solved(claims, self.k) if claims else []
        for people in self.groups.values():
            found += [one for claim in self._took_part(telling, people) for one in solved([claim], self.k)]
        return found + [
            one for name in self.groups for claim in self._ordered(telling, name) for one in solved([claim], self.k)
        ]

    def _sides(self, telling: Telling, answers: Mapping[str, str]) -> Iterator[Claim]:
        published: list[set[str]] = []
        for people in self.chance.sample([*self.groups.values()], len(self.groups)):
            there = {who for who in sorted(people) if self.chance.random() < 0.9}
            least = self.k if len(people) >= self.k else 0
            told = telling.outcome(ASKED, sorted((answers[who],) for who in there), least)
            if told != FEW and not telling.overlap(there, published):
                published.append(there)
                ways = range(len(there) + 1)
                numbers = (many for many in ways if telling.outcome(ASKED, _votes(many, len(there)), least) == told)
                yield Claim(frozenset(there), frozenset(numbers))
                self.numbers += 1

    def _took_part(self, telling: Telling, people: set[str]) -> Iterator[Claim]:
        """Yield what is told of how many took part, beside each whose name stands at a text."""
        took_part = {who for who in sorted(people) if self.chance.random() < self.chance.choice((0.4, 0.9))}
        named = {who for who in sorted(took_part) if self.chance.random() < 0.4}
        others = frozenset(people - named)
        told = telling.number(len(took_part), len(named), len(people), Settings({K.name: str(self.k)}))
        if told is not None and others:
            yield Claim(others, frozenset({told - len(named)}))
            self.numbers += 1

    def _ordered(self, telling: Telling, name: str) -> Iterator[Claim]:
        """Yield what a line tells of who ordered since the line before it."""
        people, before = self.groups[name], self.told[name]
        if len(people) < self.k:
            return
        start = max((one.newest for one in before.values()), default=0)
        orders = [(who, dish) for who in sorted(people) for dish in DISHES if self.chance.random() < 0.5]
        chosen = [Chosen(start + number, who, dish) for number, (who, dish) in enumerate(orders, 1)]
        now = telling.count(before, chosen, 3, len(people))
        for dish, count in now.items():
            more = count.times - (before[dish].times if dish in before else 0)
            if more:
                yield Claim(frozenset(people), frozenset(range(more, len(people) + 1) if count.more else {more}))
                self.numbers += 1
        self.told[name] = {dish: Count(one.times, more=False, newest=one.newest) for dish, one in now.items()}


def _votes(many: int, total: int) -> list[tuple[str]]:
    return sorted([(SIDES[0],)] * many + [(SIDES[1],)] * (total - many))


def audited(telling: Telling, organisations: int) -> tuple[list[str], int]:
    """Return who can be worked out in random organisations, and how much was told there."""
    found, numbers = [], 0
    for seed in range(organisations):
        one = Organisation.random(seed)
        for _ in range(ROUNDS):
            found += [f"{seed}, k = {one.k}: {what}" for what in one.a_round(telling)]
            one.goes_on()
        numbers += one.numbers
    return found, numbers


@pytest.mark.trust("S15")
def test_s15_nobody_is_worked_out_of_all_that_is_told(often: Often, reached: Record) -> None:
    organisations = often(60, 1_000)
    found, numbers = audited(Telling(), organisations)
    assert found == []
    assert numbers > organisations * ROUNDS
    reached(f"{organisations:,} organisations of {ROUNDS} rounds, {numbers:,} figures: nobody worked out")


def of_three_quarters(counted: Counted, votes: Votes, least: int) -> str:
    """Tell a side of which three of three are one: what was told before this was tried."""
    found = outcome(counted, votes, least)
    alone = len(votes) == 3 and len(set(votes)) > 1
    return "+differ" if alone and found != FEW else found


NAIVE = {
    "two groups that overlap": Telling(overlap=lambda these, told: False),
    "all of three": Telling(outcome=of_three_quarters),
    "any number from k on": Telling(number=lambda number, named, asked, settings: countable(number, settings)),
    "each order as it comes": Telling(count=lambda before, chosen, least, people: counted_up(before, chosen, 1, people + 2)),
}


@pytest.mark.trust("S15")
@pytest.mark.parametrize("name", NAIVE)
def test_s15_who_tells_too_much_is_found_out(name: str) -> None:
    found, _ = audited(NAIVE[name], 60)
    assert found
