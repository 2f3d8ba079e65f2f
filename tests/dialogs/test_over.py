"""What somebody says just after she ended a dialog herself: it is not opened again, and no text goes silently (C-39, X15)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.talk.effects import Record
from dialogs.talk.events import Commanded
from tests.dialogs.talking import Talk, a_stage

STAGE = a_stage({"id": "told", "kind": "text", "required": True}, {"id": "felt", "kind": "text"}, {"id": "day", "kind": "date"})


def ended(word: str, talk: Talk | None = None) -> Talk:
    """Let a dialog be ended at once after its first answer."""
    talk = (talk or Talk(STAGE)).says("Het lukte.").happens(Commanded(word), timedelta(seconds=5))
    talk.facts = replace(talk.facts, over=True)
    return talk


@pytest.mark.parametrize("word", ["short", "stop"])
def test_x15_a_second_piece_after_the_end_is_put_beside_and_nothing_more_is_asked(word: str) -> None:
    talk = ended(word).soon("En het bleef.")
    asked = talk.waits
    talk.taps("held", "yes")

    assert asked == "piece"
    assert talk.said == ["piece.added"]
    assert talk.asked == []


@pytest.mark.parametrize("word", ["short", "stop"])
def test_x15_what_is_no_piece_after_the_end_answers_no_question_that_was_never_put(word: str) -> None:
    talk = ended(word).soon("Iets heel anders.").taps("held", "no")

    assert [one for one in talk.effects if isinstance(one, Record)] == []
    assert talk.said == ["piece.not_kept"]
    assert talk.asked == []


def test_x15_what_comes_later_after_the_end_is_no_answer() -> None:
    assert ended("short").says("Iets heel anders.").said == ["err.no_dialog"]
