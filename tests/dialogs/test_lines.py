"""What is told at the end follows from what was chosen: each line where it fits, a few at once (S12)."""

import pytest

from dialogs.talk.conversation import Mark
from dialogs.talk.questions import holds, lines_of
from tests.dialogs.talking import LIBRARY

CHECK = LIBRARY.editions["hill_design_check"].dutch.stages[0]
PRINCIPLES = (
    "urgency", "ownership", "action_sharing", "team_and_individual", "blended_interaction", "informal", "progress",
)  # fmt: skip


def answered(chosen: str, *others: str) -> dict[str, Mark]:
    """Return the marks of who chose one thing at the first principles, and another at those that follow."""
    values = [chosen] * (len(PRINCIPLES) - len(others)) + list(others)
    return {"for_whom": Mark(answered=False)} | {
        name: Mark(answered=True, chosen=(value,)) for name, value in zip(PRINCIPLES, values, strict=True)
    }


@pytest.mark.parametrize(("not_yet", "now", "later"), [(0, 0, 0), (1, 1, 0), (3, 3, 0), (5, 3, 2), (7, 3, 4)])
def test_s12_so_many_ideas_are_told_at_once_and_the_rest_waits(not_yet: int, now: int, later: int) -> None:
    marks = answered("yes", *["not_yet"] * not_yet)

    found = [len(lines_of(CHECK, CHECK.question(name), marks)) for name in ("already", "ideas", "more_ideas")]

    assert found == [7 - not_yet, now, later]
    assert [holds(CHECK, CHECK.question(name), marks, 0) for name in ("ideas", "more")] == [bool(now), bool(later)]


def test_s12_what_was_not_chosen_yet_has_no_line() -> None:
    assert lines_of(CHECK, CHECK.question("already"), {}) == []


def test_s12_each_idea_stands_for_one_answer() -> None:
    marks = answered("not_yet", "a_bit")

    assert [one.split(":")[0] for one in lines_of(CHECK, CHECK.question("more_ideas"), marks)][-1] == "**Vooruitgang"
    assert not any("leren zien" in one for one in lines_of(CHECK, CHECK.question("ideas"), marks))
