"""What a curious colleague can derive from what is told of all, in groups of up to six, tried in every way (V4, K1, K3).

The functions are those that tell it. Each test lists all answers that agree with everything that she can see, and looks whether
one answer is left for somebody. She may be the lead, know all answers but one, know who joined, left or took hers back, and
compare two rounds; ``docs/decisions/0028-told-together.md`` says why nothing told is more than a side.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations_with_replacement, product

import pytest

from dialogs.gatherings.choosing import outcome as chosen_together
from dialogs.gatherings.together import Votes, in_words, outcome
from dialogs.language.asking import Counted
from dialogs.settings import Settings
from dialogs.visibility import countable
from tests.dialogs.talking import LIBRARY

MOST = 6
"""People in the largest group that is tried."""
SMALLEST = (3, 4, 5)
"""From how many answers on something is told, as a group may set it."""
NOTHING = None
"""What somebody does who does not answer, skips it, would rather not say, or takes her answer back in time."""

COUNTED: dict[str, tuple[Counted, tuple[str, ...]]] = {
    f"{name} {question.id}": (question.counted, tuple(question.choices))
    for name, edition in LIBRARY.editions.items()
    for stage in edition.dutch.stages
    for question in stage.counted
    if question.counted
}
"""Everything in the house that is counted, with what can be answered to it."""

Answers = tuple[str | None, ...]


def told(counted: Counted, answers: Sequence[str | None], k: int) -> str:
    """Return the words that are told of the answers of a group."""
    return in_words(counted, outcome(counted, votes_of(answers), k))


def votes_of(answers: Sequence[str | None]) -> Votes:
    return sorted((one,) for one in answers if one is not NOTHING)


def others_of(options: Sequence[str], most: int = MOST - 1) -> Iterator[Answers]:
    """Yield all that the others may have answered: their order tells nothing, as what is told does not look at it."""
    return (found for many in range(most + 1) for found in combinations_with_replacement((*options, NOTHING), many))


def test_everything_that_is_counted_is_tried() -> None:
    assert {"week_start_mood mood", "facilitator_style style_wish", "conditions_scan scan_wish"} <= set(COUNTED)


@pytest.mark.trust("S15")
@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("k", SMALLEST)
def test_v4_who_knows_all_answers_but_one_never_knows_that_one(name: str, k: int) -> None:
    counted, options = COUNTED[name]
    answered = [one for one in options if any(one in side.of for side in counted.sides.values())]
    for others in others_of(options):
        words = {one: told(counted, (*others, one), k) for one in answered}
        for one in answered:
            assert sum(words[one] == other for other in words.values()) > 1, (others, one)


@pytest.mark.trust("S15")
@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("k", SMALLEST)
def test_v4_who_compares_two_rounds_never_knows_an_answer_that_stayed_the_same(name: str, k: int) -> None:
    """Others join, leave, take theirs back or answer otherwise in between, and she knows of each what."""
    counted, options = COUNTED[name]
    answered = [one for one in options if any(one in side.of for side in counted.sides.values())]
    tell = cache(lambda answers: told(counted, answers, k))
    several = list(others_of(_a_few_of(counted), MOST - 1))
    for before, after in product(several, several):
        words = {one: (tell((*before, one)), tell((*after, one))) for one in answered}
        for one in answered:
            assert sum(words[one] == other for other in words.values()) > 1, (before, after, one)


def _a_few_of(counted: Counted) -> tuple[str, ...]:
    """Return one answer of each side: with another of the same side nothing is told otherwise, as the next test shows."""
    return tuple(side.of[0] for side in counted.sides.values())


@pytest.mark.parametrize("name", COUNTED)
def test_v4_which_answer_of_a_side_somebody_gave_changes_nothing_that_is_told(name: str) -> None:
    counted, options = COUNTED[name]
    for others in others_of(options):
        for side in counted.sides.values():
            for k in SMALLEST:
                assert len({told(counted, (*others, one), k) for one in side.of}) == 1


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("k", SMALLEST)
def test_v4_who_knows_her_own_answer_alone_never_knows_another_and_of_one_mind_is_told_as_most(name: str, k: int) -> None:
    """As the lead does, who answers as a member, reads what everybody reads, and may know who answered and who did not."""
    counted, options = COUNTED[name]
    for hers in (*options, NOTHING):
        worlds: dict[str, set[Answers]] = {}
        for others in combinations_with_replacement((*options, NOTHING), 3):
            worlds.setdefault(told(counted, (hers, *others), k), set()).add(others)
        for found in worlds.values():
            assert len({one for others in found for one in others}) > 1  # each of them may be any of the others
    for side in counted.sides.values():
        all_of_them, most = [side.of[0]] * k, [side.of[0]] * (k - 1) + [_of_another(counted, side.of[0])]
        assert told(counted, all_of_them, k) == told(counted, most, k) == side.says


def _of_another(counted: Counted, answer: str) -> str:
    return next(side.of[0] for side in counted.sides.values() if answer not in side.of)


@pytest.mark.trust("S15")
@pytest.mark.parametrize("name", COUNTED)
def test_k1_too_few_are_told_nothing_whatever_they_answered(name: str) -> None:
    counted, options = COUNTED[name]
    for k in SMALLEST:
        for some in combinations_with_replacement(options, k - 1):
            assert told(counted, some, k) == counted.few


# -- what a group decides together, and how many took part


def outcomes(options: Sequence[str], others: int, hers: str | None) -> dict[str | None, list[Answers]]:
    """Return what the others may have chosen, each in her place, by what is told of a choice (S28, S29)."""
    found: dict[str | None, list[Answers]] = {}
    for votes in product((*options, NOTHING), repeat=others):
        found.setdefault(chosen_together(votes_of((hers, *votes)), options, others=False), []).append(votes)
    return found


@pytest.mark.parametrize("others", [3, 4, 5])
@pytest.mark.parametrize("many", [2, 3])
def test_s28_who_knows_her_own_choice_alone_does_not_know_what_another_chose(others: int, many: int) -> None:
    """The outcome of a decision is told, as that is what it is for, and never the votes, nor in which order the rest came."""
    options = tuple(f"t{number}" for number in range(many))
    for hers in (*options, NOTHING):
        for worlds in outcomes(options, others, hers).values():
            for place in range(others):
                assert len({votes[place] for votes in worlds}) > 1


@pytest.mark.parametrize("others", [3, 4, 5])
def test_k1_how_many_told_something_says_of_nobody_whether_she_did_unless_all_or_none_of_the_others_did(others: int) -> None:
    """The line on a board (``count``) and that of the facilitator's week give the number of people, and no name."""
    for hers in (0, 1):
        worlds: dict[int | None, list[tuple[int, ...]]] = {}
        for told_something in product((0, 1), repeat=others):
            worlds.setdefault(countable(hers + sum(told_something), Settings()), []).append(told_something)
        for number, found in worlds.items():
            for place in range(others):
                known = len({one[place] for one in found}) == 1
                assert not known or number == hers + others
