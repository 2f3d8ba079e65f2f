"""What somebody says just after she ended a dialog herself: it is not opened again, and no text is lost (C-39, X15)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.talk.effects import Record, Value
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
def test_x15_a_new_answer_after_the_end_is_kept_for_her_alone_and_opens_nothing(word: str) -> None:
    talk = ended(word).soon("Iets heel anders.").taps("held", "no")

    assert [one for one in talk.effects if isinstance(one, Record)] == [Record("felt", 0, Value(text="Iets heel anders."))]
    assert talk.said == ["thanks.private"]
    assert talk.asked == []


def test_x15_a_new_answer_after_the_end_that_fits_nowhere_is_given_back() -> None:
    talk = ended("short", Talk(a_stage({"id": "told", "kind": "text", "required": True, "max": 20}))).soon("Anders. " * 3)
    talk.taps("held", "no")

    assert talk.kept == {}
    assert talk.said == ["err.too_long"]
    assert talk.asked == []


def test_x15_what_comes_later_after_the_end_is_no_answer() -> None:
    assert ended("short").says("Iets heel anders.").said == ["err.no_dialog"]


def test_x15_a_new_answer_after_words_for_what_stands_there_already_has_no_place() -> None:
    rewording = Talk(a_stage({"id": "new", "kind": "text", "changes": True}))

    talk = ended("short", rewording).soon("Iets heel anders.").taps("held", "no")

    assert talk.kept == {}
    assert talk.said == ["err.no_dialog"]
