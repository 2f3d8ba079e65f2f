"""What comes at the very moment that a group chose itself, at whatever hour that is (S06, N1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from dialogs.language.content import Format
from dialogs.language.options import Option
from dialogs.language.parts import Question
from dialogs.talk.conversation import Mark
from dialogs.timing.named_days import named, names_an_hour
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan
from dialogs.timing.timetable import asked_at, awaited, reports, still_punctual
from tests.dialogs.test_anchors import PLAN, a_format, a_planned_format

ZONE = ZoneInfo("Europe/Amsterdam")
GROUP = Group(ZONE)
SATURDAY = datetime(2026, 3, 28, 13, tzinfo=UTC)
MONDAY = datetime(2026, 3, 30, 12, tzinfo=UTC)
OPENS = {"opens": "meeting", "closes": "meeting + 1 workdays"}


@dataclass(frozen=True)
class Planned:
    """A round of which the day was chosen."""

    moments: Mapping[str, datetime]
    rhythm: None = None
    planned: datetime = SATURDAY
    opens_at: datetime = SATURDAY
    closes_at: None = None
    holds = Plan("ingrid", 7).holds


def a_message(at: str = "meeting", **words: Any) -> Format:
    """Return a planned format that says something in the room."""
    tell = {"id": "tell", "window": {"closes": "meeting"}, "questions": [{"id": "win", "ask": "Wat lukte?"}]}
    output = {"id": "begin", "kind": "message", "at": at, "head": "Welkom."} | words
    return a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=[PLAN, tell], outputs=[output])


@pytest.mark.parametrize(("punctual", "asked"), [(True, SATURDAY), (False, MONDAY)])
def test_what_is_punctual_is_asked_on_a_free_day_too(punctual: bool, asked: datetime) -> None:
    stage = a_planned_format(OPENS, who="scribe", punctual=punctual).stages[1]

    assert asked_at(stage, SATURDAY, GROUP, GROUP) == asked


@pytest.mark.parametrize(
    ("later", "asked"), [(timedelta(minutes=30), SATURDAY + timedelta(minutes=30)), (timedelta(hours=2), MONDAY)]
)
def test_who_follows_somebody_is_asked_at_once_only_while_it_is_the_hour(later: timedelta, asked: datetime) -> None:
    stage = a_planned_format(OPENS, who="scribe", punctual=True).stages[1]
    found = asked_at(stage, SATURDAY, GROUP, GROUP, SATURDAY + later)

    assert found.astimezone(ZONE).date() == asked.astimezone(ZONE).date()
    assert (found == SATURDAY + later) is (asked == SATURDAY + later)


@pytest.mark.parametrize(("punctual", "said"), [(True, SATURDAY), (False, datetime(2026, 3, 30, 7, tzinfo=UTC))])
def test_what_is_punctual_is_said_on_a_free_day_too(punctual: bool, said: datetime) -> None:
    running = Planned({"meeting": SATURDAY})

    assert [moment for _, moment in reports(a_message(punctual=punctual), running, GROUP)] == [said]


@pytest.mark.parametrize(("minutes", "still"), [(-1, False), (0, True), (60, True), (61, False)])
def test_what_is_more_than_an_hour_late_is_not_punctual_any_more(minutes: int, still: bool) -> None:
    assert still_punctual(SATURDAY, SATURDAY + timedelta(minutes=minutes)) is still


@pytest.mark.parametrize(
    ("body", "flaw"),
    [
        ({"window": OPENS, "who": "lead"}, "tell is not begun by one person or the group at a moment that it chose"),
        (
            {"window": {"opens": "meeting - 1 days", "closes": "meeting"}, "who": "scribe"},
            "tell is not begun by one person or the group",
        ),
    ],
)
def test_only_what_one_person_begins_on_the_chosen_day_is_punctual(body: dict[str, Any], flaw: str) -> None:
    with pytest.raises(ValidationError, match=flaw):
        a_planned_format(body.pop("window"), punctual=True, **body)


def test_only_a_message_on_the_chosen_day_is_punctual() -> None:
    with pytest.raises(ValidationError, match="begin is no message at a moment that the group chose; leave punctual out"):
        a_message("tell", punctual=True)


@pytest.mark.parametrize(("now", "meant"), [("20:15", "09:00"), ("07:30", "09:00"), ("16:59", "16:59"), ("09:00", "09:00")])
def test_a_button_that_names_no_hour_means_one_at_which_the_group_works(now: str, meant: str) -> None:
    options = {"channel": {"label": "In het kanaal", "moment": "+10 days"}}
    body = {"id": "meeting", "kind": "date", "ask": "Wanneer?", "workday": True, "options": options}
    moment = datetime.fromisoformat(f"2026-03-09 {now}").replace(tzinfo=ZONE)

    found = named(Question.model_validate(body), Mark(answered=True, chosen=("channel",)), moment, GROUP)

    assert found is not None
    assert found.astimezone(ZONE).strftime("%a %H:%M") == f"Thu {meant}"


@pytest.mark.parametrize(("moments", "ids"), [({"meeting": SATURDAY}, ["begin"]), ({"meeting": SATURDAY, "tell": MONDAY}, [])])
def test_what_counts_from_the_end_of_a_stage_is_awaited_until_that_is_known(
    moments: Mapping[str, datetime], ids: list[str]
) -> None:
    assert [one.id for one in awaited(a_message(at="tell + 1 workdays 09:00"), Planned(moments))] == ids


@pytest.mark.parametrize(("chosen", "hour"), [("2026-03-12T09:00", True), ("2026-03-12", False), ("open", False)])
def test_s51_whether_an_hour_was_named_is_not_told_by_the_clock(chosen: str, hour: bool) -> None:
    question = Question(id="day", kind="date", ask="Wanneer?", options={"open": Option(label="Dat spreken we af")})

    assert names_an_hour(question, Mark(answered=True, chosen=(chosen,))) is hour
