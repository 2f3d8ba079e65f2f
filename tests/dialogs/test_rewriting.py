"""A message that its author wrote otherwise: what it answered changes only when she says yes (S02, C-38)."""

import pytest

from dialogs.talk.conversation import Status
from dialogs.talk.effects import Change
from dialogs.talk.events import Edited
from tests.dialogs.talking import LIBRARY, Talk

CHANGE = LIBRARY.editions["change_answer"].dutch.stages[0]


def an_edit(text: str = " De balie was druk. ") -> Talk:
    return Talk(CHANGE).happens(Edited(text))


def test_an_edit_asks_first_and_changes_nothing() -> None:
    talk = an_edit()

    assert talk.waits == "edited"
    assert not [one for one in talk.effects if isinstance(one, Change)]


@pytest.mark.parametrize("yes", ["ja", "1"])
def test_after_a_yes_the_answer_says_what_the_message_says(yes: str) -> None:
    talk = an_edit().says(yes)

    assert Change("De balie was druk.") in talk.effects
    assert talk.ended is Status.SUBMITTED


def test_after_a_no_it_is_over() -> None:
    talk = an_edit().taps("held", "no")

    assert talk.said == ["edited.no"]
    assert talk.ended is Status.SKIPPED


def test_what_is_told_meanwhile_is_no_yes() -> None:
    talk = an_edit().says("Nog iets anders.")

    assert (talk.said, talk.waits) == (["err.unknown_held"], "edited")


def test_the_newest_edit_is_the_one_that_waits() -> None:
    talk = an_edit().happens(Edited("Toch weer anders.")).says("ja")

    assert Change("Toch weer anders.") in talk.effects
