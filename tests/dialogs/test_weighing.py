"""Weighing scales: what somebody leans to follows from the means, and nothing is said where little was said (S23)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.stages import Stage
from dialogs.talk.conversation import Facts, State
from dialogs.talk.effects import Effect, Tell
from dialogs.talk.engine import step
from dialogs.talk.events import Event, Opened, Said
from dialogs.talk.weighing import Pair, Weighing
from tests.dialogs.talking import LIBRARY, NL, NOW

SCAN = LIBRARY.editions["learning_preference_scan"].dutch.stages[0]
FIT = SCAN.weighs["group_fit"]


def answers(*given: int | None) -> dict[str, int]:
    """Return the answers to the eight scales, in the order in which they are asked."""
    return {name: value for name, value in zip([one.id for one in SCAN.asked], given, strict=False) if value is not None}


@pytest.mark.parametrize(
    ("given_", "leaning"),
    [
        ((5, 5, 2, 2, 5, 4, 5, 2), "towards"),
        ((2, 2, 5, 5, 2, 2, 2, 5), "away"),
        ((4, 4, 4, 3, 4, 3, 3, 3), "towards"),  # just half a point more, and no less for looking back
        ((4, 3, 3, 3, 3, 3, 3, 3), "near"),
        ((3, 3, 3, 4, 3, 4, 4, 4), "near"),  # just half a point less
        ((5, 5, 1, 1, 5, 2, 2, 5), "away"),  # the second pair lies far to the other side
        ((3, 3, 3, 3, 3, 3, 3, 3), "unclear"),
        ((5, None, 1, None, None, None, None, None), "unclear"),
        ((5, None, 1, None, None, 5, None, 1), "towards"),
        ((5, 5, None, None, 5, 5, 5, 1), "unclear"),
        ((None,) * 8, "unclear"),
    ],
)
def test_s23_the_advice_follows_from_the_means(given_: tuple[int | None, ...], leaning: str) -> None:
    assert FIT.leans(answers(*given_)) == leaning


@given(st.lists(st.integers(1, 5), min_size=8, max_size=8))
def test_s23_the_advice_agrees_with_arithmetic_in_whole_numbers(given_: list[int]) -> None:
    observe, participate, acquire, practise, discover, interaction, reflection, reproduction = given_
    ways = 2 * (observe + participate + discover) - 3 * (acquire + practise)  # six times the difference
    habits = interaction + reflection - 2 * reproduction  # twice the difference

    leaning = FIT.leans(answers(*given_))

    if len(set(given_)) == 1:
        assert leaning == "unclear"
    elif ways >= 3 and habits >= 0:
        assert leaning == "towards"
    else:
        assert leaning == ("near" if ways >= -3 and habits >= -1 else "away")


def test_a_difference_is_exact() -> None:
    weighing = Weighing(pairs=(Pair(more=("a", "b", "c"), than=("d",), by=0.3),))

    assert weighing.leans({"a": 4, "b": 3, "c": 3, "d": 3}) == "towards"
    assert Fraction(10, 3) - 3 > Fraction(3, 10)


def said(stage: Stage, texts: list[str]) -> list[Effect]:
    """Return all effects of going through the stage."""
    state, facts = State(), Facts(now=NOW)
    effects: list[Effect] = []
    events: list[Event] = [Opened(by_bot=False), *(Said(text) for text in texts)]
    for event in events:
        taken = step(stage, state, event, facts, NL)
        state = taken.state
        effects += taken.effects
    return effects


def test_what_depends_on_it_is_told_once_all_scales_were_asked() -> None:
    only = Stage.model_construct(**{**dict(SCAN), "questions": tuple(q for q in SCAN.questions if q.kind in {"scale", "info"})})

    half = said(only, ["5", "5", "2", "2"])
    whole = said(only, ["5", "5", "2", "2", "5", "4", "5", "2"])

    assert Tell(("info", "fits_well")) not in half
    assert [one.place[1] for one in whole if isinstance(one, Tell) and one.place[1].startswith("fits")] == ["fits_well"]
