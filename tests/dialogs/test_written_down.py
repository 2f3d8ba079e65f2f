"""What somebody writes down for another is hers from that moment on (``belongs_to``, S06)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dialogs.language.stages import Stage
from dialogs.talk.effects import Record, Value
from dialogs.talk.events import Said
from dialogs.talk.fitting import Around, fitted
from dialogs.talk.late import key_for
from dialogs.talk.progress import for_somebody
from tests.dialogs.talking import FACTS, Talk, a_stage

PEOPLE = {"bram": "Bram", "joost": "Joost"}
TAKING_PART = {"bram": "Bram", "noor": "Noor"}
AROUND = Around(PEOPLE, TAKING_PART)
TELLER = {"id": "teller", "kind": "person", "known": True, "taking_part": True}
LINE = {"id": "line", "belongs_to": "teller"}
LEVEL = {"id": "level", "kind": "choice", "options": {"one": "Beleving", "two": "Voor later"}}


def writing(*questions: Mapping[str, Any], **words: Any) -> Stage:
    return fitted(a_stage(*questions, **words), AROUND)


WRITE = writing(TELLER, LEVEL, LINE, repeat={"max": 9, "ask": "Nog een regel?"})


def recorded(talk: Talk) -> list[tuple[str, int, str | None]]:
    return [(one.question, one.repetition, one.owner) for one in talk.effects if isinstance(one, Record)]


def test_a_line_is_kept_for_the_person_who_was_chosen_before_it() -> None:
    talk = Talk(WRITE).taps("teller", "bram").taps("level", "one").says("Het werd stil.")

    assert recorded(talk) == [("line", 0, "bram")]
    assert talk.kept == {"line": Value(text="Het werd stil.")}


def test_each_line_belongs_to_whom_was_chosen_that_time() -> None:
    talk = Talk(WRITE).taps("teller", "bram").taps("level", "one").says("Een.", "ja").taps("teller#1", "noor")

    assert recorded(talk.taps("level#1", "two").says("Twee.")) == [("line", 1, "noor")]


def test_only_who_takes_part_can_be_chosen_and_whoever_writes_too() -> None:
    assert list(WRITE.question("teller").options) == ["bram", "noor"]


def test_elsewhere_nobody_chooses_herself() -> None:
    stage = writing(TELLER, {"id": "idea"})

    assert list(stage.question("teller").options) == ["bram"]


def test_without_a_person_nothing_is_written_down() -> None:
    talk = Talk(writing(TELLER, LINE, {"id": "last"})).types("skip")

    assert talk.open == "last"


def test_a_form_asks_for_the_line_when_it_is_known_whose_it_is() -> None:
    talk = Talk(writing(TELLER, LINE, mode="form")).fills(teller="bram", line="Niet gevraagd.")

    assert (talk.open, recorded(talk)) == ("line", [("teller", 0, None)])


def test_several_lines_of_one_person_are_all_hers() -> None:
    many = {**LINE, "repeat": {"max": 3, "ask": "En verder?"}}

    talk = Talk(writing(TELLER, many)).taps("teller", "bram").says("Een.")

    assert recorded(talk) == [("line", 0, "bram")]
    assert recorded(talk.says("Twee.")) == [("line", 1, "bram")]


def test_a_person_may_be_chosen_each_time_that_something_repeats() -> None:
    along = {"id": "note", "repeat": {"max": 3, "ask": "Wat nog?", "along": ["teller", "line"]}}
    talk = Talk(writing(along, TELLER, LINE)).says("Kop.").taps("teller", "bram").says("Een.")

    talk.says("Nog een kop.").taps("teller#1", "noor").says("Twee.")

    assert recorded(talk) == [("line", 1, "noor")]


def test_what_is_said_soon_after_a_line_is_no_piece_of_it() -> None:
    talk = Talk(WRITE).taps("teller", "bram").taps("level", "one").says("Het werd stil.")

    assert talk.happens(Said("En toen?"), timedelta(seconds=5)).waits is None
    assert recorded(talk) == []


def test_nobody_goes_back_to_a_line_or_to_whose_it_is() -> None:
    talk = Talk(WRITE).taps("teller", "bram").taps("level", "one").says("Het werd stil.")

    assert talk.types("back").said == ["back.first"]


def test_until_the_line_is_written_one_can_choose_somebody_else() -> None:
    talk = Talk(WRITE).taps("teller", "bram").taps("level", "one").types("back", "back")

    assert recorded(talk.taps("teller", "noor").says("Het werd stil.")) == [("line", 0, "noor")]


@pytest.mark.parametrize("closed", [False, True])
def test_nothing_is_kept_for_somebody_who_went_away_meanwhile(closed: bool) -> None:
    talk = Talk(WRITE).taps("teller", "bram").taps("level", "one")
    talk.stage = fitted(a_stage(TELLER, LEVEL, LINE), Around({}, {"noor": "Noor"}))
    talk.facts = replace(talk.facts, closed=closed)

    talk.says("Het werd stil.")

    assert recorded(talk) == []
    assert talk.said[:1] == ["err.owner_gone"]
    assert "expired.for_owner" not in talk.said


def test_a_line_that_comes_after_closing_is_kept_for_whom_it_was_meant() -> None:
    talk = Talk(WRITE).taps("teller", "bram").taps("level", "one")
    talk.facts = replace(talk.facts, closed=True)

    assert recorded(talk.says("Net te laat.")) == [("line", 0, "bram")]
    assert (talk.said, talk.waits) == (["expired.for_owner"], None)


def test_after_closing_nothing_is_kept_of_which_nobody_said_whose_it_is() -> None:
    talk = Talk(WRITE)

    assert key_for(talk.stage, talk.state, FACTS) is None


def test_a_text_for_somebody_stands_open_once_she_is_chosen_and_until_it_is_there() -> None:
    begun, chosen = Talk(WRITE), Talk(WRITE).taps("teller", "bram").taps("level", "one")
    written = Talk(WRITE).taps("teller", "bram").taps("level", "one").says("Het werd stil.")

    assert [for_somebody(WRITE, talk.state) for talk in (begun, chosen, written)] == [False, True, False]
