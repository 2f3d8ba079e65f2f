"""What is still taken after closing, up to an output: how that is said, what is not asked then, and which formats can (S06)."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.saying.drawing import Scene, told
from dialogs.talk.conversation import State
from dialogs.talk.effects import Tell
from dialogs.talk.fitting import Around, fitted
from tests.dialogs.talking import LIBRARY, NL, Talk, a_stage
from tests.dialogs.test_anchors import TELL, a_format, a_planned_format

LATE: dict[str, Any] = {"late": "Het telt nog mee."}
WINDOW = {"closes": "meeting", "until": "room"}
STORY = {"id": "story"}
LIVE = {"id": "live", "kind": "yesno", "in_time": True}
SHARE = {"id": "who", "kind": "share", "ask": "Wie?", "allow": ["V0", "V2"]}
STAGE = a_stage(STORY, LIVE, {"id": "more"}, window={"until": "room"}, **LATE)


def late(talk: Talk) -> Talk:
    talk.facts = replace(talk.facts, late=True)
    return talk


def said_late(talk: Talk) -> bool:
    return talk.told[:1] == [("late",)] and talk.effects[0] == Tell(("late",))


def test_who_goes_on_after_closing_hears_once_that_it_still_counts() -> None:
    talk = late(Talk(STAGE)).says("Het werd stil.")
    first = said_late(talk)

    assert first
    assert not said_late(talk.taps("live", "yes"))


def test_who_only_ends_it_hears_nothing_of_it() -> None:
    assert not said_late(late(Talk(a_stage(STORY, window={"until": "room"}, **LATE))).says("Het werd stil."))


def test_in_time_nothing_is_said_of_it() -> None:
    assert not said_late(Talk(STAGE).says("Het werd stil."))


def test_that_it_was_said_comes_back_as_it_was_kept() -> None:
    state = late(Talk(STAGE)).says("Het werd stil.").state

    assert State.from_json(replace(state, last_at=None).to_json(), None).told_late


@pytest.mark.parametrize(("after", "asked"), [(False, "live"), (True, "more")])
def test_what_makes_no_sense_any_more_is_not_asked_after_closing(after: bool, asked: str) -> None:
    talk = Talk(fitted(STAGE, Around(late=after))).says("Het werd stil.")

    assert talk.open == asked


def test_the_text_stands_in_the_format() -> None:
    scene = Scene(LIBRARY.editions["weekly_wonder"].dutch, STAGE, State(), NL, 1)

    assert told(scene, ("late",)) == "Het telt nog mee."


def test_a_stage_from_whose_end_it_counts_lasts_its_whole_time() -> None:
    format = a_planned_format(WINDOW, **LATE)

    assert format.whole == {"tell"}
    assert format.takes_until("room") == ["tell"]
    assert a_planned_format({"closes": "meeting"}).whole == frozenset()


def asks_in_time(**words: Any) -> dict[str, Any]:
    return {"questions": [{"id": "win", "ask": "Wat lukte?", "in_time": True}, SHARE], **words}


@pytest.mark.parametrize(
    ("window", "words", "said"),
    [
        (WINDOW | {"until": "board"}, LATE, 'takes answers until "board", which shows nothing; name one of: room'),
        ({"until": "room"}, LATE, "takes answers after closing, but never closes; give its window closes"),
        (WINDOW, LATE | {"who": "lead"}, "which is for what all members tell; leave until out"),
        (WINDOW, {}, "takes answers after closing, and does not say so; add late"),
        ({"closes": "meeting"}, LATE, "where nothing is taken after closing; add until to its window, or leave late out"),
        ({"closes": "meeting"}, asks_in_time(), "win is asked in time only, but nothing is asked after closing"),
    ],
)
def test_only_what_can_go_on_after_closing_says_so(window: dict[str, Any], words: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        a_planned_format(window, **words)


def test_up_to_when_it_goes_on_is_the_same_in_every_rhythm() -> None:
    window = {"closes": "tue 17:00", "until": "room"}
    weekly = {"every": "week", "on": "mon", "at": "10:00", "windows": {"tell": window}}

    assert a_format(window, stages=[TELL | LATE | {"window": window}]).stages[0].window.until == "room"
    with pytest.raises(ValidationError, match="until is the same in every rhythm; write it with the stage tell"):
        a_format(window, stages=[TELL | LATE | {"window": window}], rhythms={"weekly": weekly})
