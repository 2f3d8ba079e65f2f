"""A series of meetings: when they are, and what is unusual about a day (S25, C-34)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.gatherings.programmes import (
    Meeting,
    anchors,
    gaps,
    in_holidays,
    lasts,
    later_by,
    meetings_from,
    planned_meetings,
    weeks_between,
)
from dialogs.language.parts import Question
from dialogs.language.starts import Programme
from dialogs.settings import DEFAULTS
from dialogs.timing.plans import Plan
from dialogs.timing.workdays import WorkCalendar

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FREE = holidays.country_holidays("NL", years=range(2024, 2040), categories=("public", "optional"))
SIX = Programme(first="day", weeks="weeks", usual=6, count=6)


@dataclass(frozen=True)
class Here:
    """A group in Amsterdam with the usual holidays."""

    zone: ZoneInfo = AMSTERDAM
    calendar: WorkCalendar = DEFAULTS.calendar
    paused_until: datetime | None = None


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def days(meetings: list[Meeting]) -> list[date]:
    return [one.at.astimezone(AMSTERDAM).date() for one in meetings]


def test_s25_six_dates_from_7_january_2026() -> None:
    found = meetings_from(wall("2026-01-07 10:00"), 6, 6, Here())

    assert [f"{day:%d-%m}" for day in days(list(found))] == ["07-01", "18-02", "01-04", "13-05", "24-06", "05-08"]
    assert {one.at.astimezone(AMSTERDAM).hour for one in found} == {10}


@given(st.dates(date(2024, 1, 1), date(2034, 12, 31)), st.integers(6, 8), st.integers(2, 11))
def test_s25_meetings_agree_with_an_independent_calendar(first: date, weeks: int, count: int) -> None:
    found = meetings_from(wall(f"{first} 14:30"), weeks, count, Here())

    for number, day in enumerate(days(list(found))):
        wanted = first + timedelta(weeks=weeks * number)
        between = [wanted + timedelta(days=n) for n in range((day - wanted).days)]
        assert day.weekday() < 5
        assert all(one.weekday() > 4 or one in FREE for one in between)  # it moved over days without work only


def test_s37_what_comes_some_weeks_later_keeps_its_hour_over_a_change_of_the_clock_and_avoids_a_holiday() -> None:
    assert later_by(wall("2026-03-23 09:00"), 1, Here()) == wall("2026-03-30 09:00")  # summer time began on 29 March
    assert later_by(wall("2026-03-23 09:00"), 2, Here()) == wall("2026-04-07 09:00")  # 6 April is Easter Monday


def test_a_plan_without_a_number_of_weeks_takes_the_usual() -> None:
    plan = Plan("fatima", 1, moments={"day": wall("2026-03-19 10:00")})

    assert weeks_between(SIX, plan) == 6
    assert gaps(planned_meetings(SIX, plan, Here())) == dict.fromkeys(range(2, 7), 6)


def test_a_plan_with_a_number_of_weeks_takes_that() -> None:
    plan = Plan("fatima", 1, {"weeks": ("8",)}, moments={"day": wall("2026-03-19 10:00")})

    assert set(gaps(planned_meetings(SIX, plan, Here())).values()) == {8}


def test_before_the_first_meeting_lies_the_planning() -> None:
    planned, first, second = wall("2026-03-09 09:00"), wall("2026-03-19 10:00"), wall("2026-04-30 10:00")
    both, hour = [Meeting(1, first), Meeting(2, second)], timedelta(hours=1)

    assert anchors(both, 1, planned, hour) == {"meeting": first, "meeting_end": first + hour, "previous": planned}
    assert anchors(both, 2, planned, hour) == {"meeting": second, "meeting_end": second + hour, "previous": first}


@pytest.mark.parametrize(("chosen", "minutes"), [((), 120), (("hour",), 60)])
def test_s25_a_meeting_takes_as_long_as_was_chosen_or_as_usual(chosen: tuple[str, ...], minutes: int) -> None:
    hour = {"label": "Een uur", "minutes": 60}
    asked = Question.model_validate({"id": "length", "kind": "choice", "ask": "Hoe lang?", "options": {"hour": hour}})
    plan = Plan("fatima", 1, {"length": chosen} if chosen else {})

    programme = SIX.model_copy(update={"length": "length"})
    assert lasts(programme, plan, {"length": asked}) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("day", "in_them"),
    [("2026-07-15", False), ("2026-07-16", True), ("2026-08-05", True), ("2026-08-31", True), ("2026-09-01", False)],
)
def test_s25_the_holiday_season_is_from_mid_july_to_the_end_of_august(day: str, in_them: bool) -> None:
    assert in_holidays(wall(f"{day} 10:00"), Here()) is in_them
