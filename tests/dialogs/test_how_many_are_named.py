"""How many people somebody names in a round of her own, against how many are usual and how many it takes (S39)."""

import pytest

from dialogs.talk.conversation import Mark
from dialogs.talk.holding import sentence
from dialogs.talk.questions import holds
from tests.dialogs.talking import LIBRARY, Talk

FIVE = ("bram", "samira", "joost", "youssef", "ingrid")
NAMED = Mark(answered=True)


@pytest.mark.parametrize(
    ("colleagues", "guests", "told"),
    [(5, 0, None), (4, 1, None), (4, 0, "fewer_than_five"), (5, 1, "more_than_five"), (3, 2, "too_few_colleagues"),
     (3, 3, "too_few_colleagues"), (0, 1, "too_few_colleagues")],
)  # fmt: skip
def test_s39_she_hears_how_many_it_takes_and_no_two_things_at_once(colleagues: int, guests: int, told: str | None) -> None:
    stage = LIBRARY.editions["pop_feedback_360"].dutch.stage("choose")
    marks = {"givers": Mark(answered=True, chosen=FIVE[:colleagues]) if colleagues else Mark(answered=False)}
    marks |= {"guests" if not number else f"guests#{number}": NAMED for number in range(guests)}
    heard = [one.id for one in stage.questions if one.kind == "info" and one.only_if and holds(stage, one, marks, 0)]
    assert heard == ([told] if told else [])


def test_s39_whom_she_names_after_all_count_too() -> None:
    stage = LIBRARY.editions["pop_feedback_360"].dutch.stage("choose")
    marks = {"givers": Mark(answered=False), "givers_again": Mark(answered=True, chosen=FIVE[:4])}
    assert not holds(stage, stage.question("too_few_colleagues"), marks, 0)
    assert holds(stage, stage.question("fewer_than_five"), marks, 0)


def test_who_skips_one_of_several_answers_that_are_needed_is_not_told_that_it_is_the_only_one() -> None:
    stage = LIBRARY.editions["experiment_charter"].dutch.stage("plan")
    talk = Talk(stage).types("skip")
    assert talk.state.held is not None
    assert sentence(talk.state.held) == "skip.needed_confirm"
