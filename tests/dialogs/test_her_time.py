"""The time that somebody has in a planned round, counted from when she is asked (S06, N5, X19)."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs.language.stages import Stage
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, begins_when_asked, her_time
from dialogs.timing.timetable import free_at
from tests.dialogs.talking import a_stage
from tests.kit.town import AMSTERDAM, at

GROUP = Group(AMSTERDAM)
MOMENTS = {"meeting": at("2026-03-26 14:00"), "write": at("2026-03-26 16:00")}
PLAN = Plan(
    "ingrid", 7, people={"scribe": "bram"}, moments={"meeting": at("2026-03-26 14:00"), "write": at("2026-03-26 16:00")}
)
ASKED = at("2026-03-27 09:00")


def stage(window: dict[str, Any], **words: Any) -> Stage:
    return a_stage({"id": "one"}, window=window, **words)


@pytest.mark.parametrize(
    ("window", "words", "until"),
    [
        ({}, {}, None),
        ({"opens": "meeting", "closes": "meeting + 1 workdays 12:00"}, {"who": "scribe"}, "2026-03-30 12:00"),
        ({"closes": "meeting", "passes": "+3 workdays"}, {"who": "scribe"}, "2026-03-26 14:00"),
        ({"closes": "+9 days", "passes": "+3 workdays"}, {"who": "scribe"}, "2026-04-01 09:00"),
        ({"opens": "write", "closes": "+24 hours"}, {"silence": {"default": ("yes",)}}, "2026-03-30 09:00"),
        ({"opens": "write", "closes": "+24 hours"}, {}, "2026-03-28 09:00"),
    ],
)
def test_all_her_time_counts_from_when_she_is_asked(window: dict[str, Any], words: dict[str, Any], until: str | None) -> None:
    found = her_time(stage(window, **words), PLAN, ASKED, GROUP, AMSTERDAM)

    assert found == (at(until) if until else None)


@pytest.mark.parametrize(
    ("words", "begins"),
    [({}, False), ({"who": "scribe"}, True), ({"who": "lead"}, False), ({"silence": {"d": ("yes",)}}, True)],
)
def test_a_time_begins_with_the_question_for_who_decides_or_does_something_for_the_group(
    words: dict[str, Any], begins: bool
) -> None:
    assert begins_when_asked(stage({}, **words), PLAN.people) is begins


@pytest.mark.parametrize(
    ("punctual", "paused", "asked"),
    [
        (False, None, "2026-03-27 09:00"),
        (False, "2026-04-18 09:00", "2026-04-20 09:00"),
        (True, "2026-04-18 09:00", "2026-03-27 09:00"),
    ],
)
def test_who_is_to_be_asked_in_a_pause_of_her_group_can_be_after_it(punctual: bool, paused: str | None, asked: str) -> None:
    group = replace(GROUP, paused_until=at(paused) if paused else None)

    assert free_at(stage({}, punctual=punctual), ASKED, group, group) == at(asked)
