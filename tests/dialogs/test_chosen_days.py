"""What is said of a day that somebody names: too near the last round, far away, or no working day (S06)."""

from dataclasses import replace
from datetime import date

import pytest

from dialogs.talk.effects import Say, Tell
from dialogs.timing.chosen_days import first_day
from dialogs.timing.workdays import WorkCalendar
from tests.dialogs.talking import FACTS, Talk, a_stage

LAST = date(2026, 3, 6)
BESIDE = {
    "channel": {"label": "In het kanaal", "moment": "+10 days"},
    "later": {"label": "Later", "moment": "+4 weeks"},
    "soon": {"label": "Straks", "moment": "+2 hours"},
    "workdays": {"label": "Over een werkweek", "moment": "+5 workdays"},
    "unknown": "Dat weten we nog niet",
}
WHEN = {"id": "meeting", "kind": "date", "time": True, "apart": 4, "options": BESIDE}
MEETING = a_stage(WHEN)
FREE = a_stage({"id": "day", "kind": "date", "workday": True})
LONG_AGO = a_stage({"id": "since", "kind": "date", "behind": True, "far": {"weeks": 13, "says": "Dat is lang geleden."}})


def after_a_round(last: date | None = LAST) -> Talk:
    return Talk(MEETING, facts=replace(FACTS, last=last))


@pytest.mark.parametrize("said", ["2 april om 14:00", "In het kanaal"])
def test_a_day_too_near_the_last_round_is_refused_with_the_first_one_that_is_possible(said: str) -> None:
    talk = after_a_round().says(said)

    assert talk.effects[0] == Say("err.too_near", {"dag": "vrijdag 3 april 2026"})
    assert talk.open == "meeting"


@pytest.mark.parametrize("option", ["channel", "soon", "workdays"])
def test_a_button_beside_the_day_is_refused_alike(option: str) -> None:
    talk = after_a_round().taps("meeting", option)

    assert talk.effects[0] == Say("err.too_near", {"dag": "vrijdag 3 april 2026"})
    assert talk.kept == {}


@pytest.mark.parametrize("option", ["later", "unknown"])
def test_a_button_that_names_a_day_far_enough_or_none_is_taken(option: str) -> None:
    assert after_a_round().taps("meeting", option).open is None


def test_the_first_day_that_is_far_enough_is_asked_to_be_confirmed() -> None:
    assert after_a_round().says("3 april om 14:00").waits == "date"


def test_without_a_round_before_any_day_will_do() -> None:
    assert after_a_round(None).says("18 maart om 14:00").waits == "date"
    assert first_day(MEETING.questions[0], None) is None


@pytest.mark.parametrize(("said", "noted"), [("28 maart", True), ("30 maart", True), ("26 maart", False)])
def test_of_a_day_without_work_it_is_said_before_it_is_confirmed(said: str, noted: bool) -> None:
    calendar = WorkCalendar(added=frozenset({date(2026, 3, 30)}))

    talk = Talk(FREE, facts=replace(FACTS, calendar=calendar)).says(said)

    assert (Say("date.no_workday") in talk.effects) is noted
    assert talk.waits == "date"


@pytest.mark.parametrize(("said", "noted"), [("1 november", True), ("1 maart", False)])
def test_of_a_day_long_ago_the_format_says_something_before_it_is_confirmed(said: str, noted: bool) -> None:
    talk = Talk(LONG_AGO).says(said)

    assert (Tell(("far", "since")) in talk.effects) is noted
    assert talk.waits == "date"


def test_a_day_that_is_chosen_between_two_is_spoken_of_when_it_is_chosen() -> None:
    talk = Talk(FREE).says("volgende zaterdag")
    before = talk.said
    talk.taps("held", "2026-03-28")

    assert before == []
    assert talk.said[0] == "date.no_workday"
    assert talk.kept["day"].chosen == ("2026-03-28",)


@pytest.mark.parametrize(("workday", "day"), [(True, "vrijdag 27 maart 2026"), (False, "donderdag 26 maart 2026")])
def test_a_button_beside_the_day_tells_the_day_that_it_means(workday: bool, day: str) -> None:
    stage = a_stage(WHEN | {"workday": workday})

    calendar = WorkCalendar(added=frozenset({date(2026, 3, 26)}))
    talk = Talk(stage, facts=replace(FACTS, calendar=calendar)).taps("meeting", "channel")

    assert Say("date.chosen", {"dag": day}) in talk.effects


def test_a_button_that_means_no_day_tells_none() -> None:
    talk = after_a_round(None).taps("meeting", "unknown")

    assert not any(isinstance(one, Say) and one.phrase == "date.chosen" for one in talk.effects)
