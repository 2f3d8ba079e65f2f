"""A group that pauses: what would begin is left out, and what would go waits, or comes too late (X19, N5)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dialogs.timing.onlooker import Group
from dialogs.timing.timetable import at_work, free_from, goes_out, in_pause

ZONE = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


PAUSES = Group(ZONE, paused_until=at("2026-03-16 09:00"))
WORKS = Group(ZONE)


@pytest.mark.parametrize(
    ("group", "opening", "left_out"),
    [
        (PAUSES, "2026-03-12 14:00", True),
        (PAUSES, "2026-03-16 08:59", True),
        (PAUSES, "2026-03-16 09:00", False),
        (WORKS, "2026-03-12 14:00", False),
    ],
)
def test_x19_a_round_that_would_open_in_a_pause_is_left_out(group: Group, opening: str, left_out: bool) -> None:
    assert in_pause(at(opening), group) is left_out


def test_x19_a_group_is_spoken_to_again_on_the_first_day_at_work_after_its_pause() -> None:
    easter = Group(ZONE, paused_until=at("2026-04-06 09:00"))

    assert at_work(at("2026-03-12 14:00"), easter) == at("2026-04-07 09:00")
    assert at_work(at("2026-03-12 14:00"), WORKS) == at("2026-03-12 14:00")
    assert free_from(at("2026-03-12 14:00"), WORKS, easter) == at("2026-04-07 09:00")


@pytest.mark.parametrize(
    ("planned", "goes"),
    [("2026-03-11 09:00", "2026-03-16 09:00"), ("2026-03-09 09:00", "2026-03-16 09:00"), ("2026-03-06 09:00", None)],
)
def test_n5_a_report_waits_for_the_end_of_a_pause_for_a_week(planned: str, goes: str | None) -> None:
    assert goes_out(at(planned), PAUSES) == (at(goes) if goes else None)
