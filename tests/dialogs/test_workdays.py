"""Working days, holidays and the hours of the bot (C-34, C-35, N1)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.timing.workdays import EVERYDAY, WorkCalendar, dutch_holidays, next_allowed, same_time_on_a_free_day

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MINUTE = timedelta(minutes=1)
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
ZONES = st.sampled_from(["Europe/Amsterdam", "America/Paramaribo", "Pacific/Auckland", "Asia/Beirut", "Asia/Kathmandu"])
QUIET = st.frozensets(st.integers(0, 4), max_size=5)
C34 = {
    2026: ["01-01", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25", "12-26"],
    2027: ["01-01", "03-29", "04-27", "05-05", "05-06", "05-17", "12-25", "12-26"],
}


def at(text: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize("year", C34)
def test_c34_the_holidays_are_those_of_the_list(year: int) -> None:
    assert sorted(dutch_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in C34[year]]


@given(DAYS)
def test_c34_every_year_has_the_days_of_the_list_and_no_good_friday(day: date) -> None:
    listed = dutch_holidays(day.year)

    easter_monday = min(one for one in listed if one.month in {3, 4})
    assert {(1, 1), (5, 5), (12, 25), (12, 26)} <= {(one.month, one.day) for one in listed}
    assert easter_monday.weekday() == 0
    assert easter_monday - timedelta(days=3) not in listed
    assert easter_monday + timedelta(days=38) in listed
    assert easter_monday + timedelta(days=49) in listed
    assert len(listed) == (7 if easter_monday + timedelta(days=38) == date(day.year, 5, 5) else 8)


@pytest.mark.parametrize("year", range(2020, 2060))
def test_c34_the_list_is_that_of_the_library_of_holidays_without_good_friday_and_sundays(year: int) -> None:
    theirs = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="en_US")

    assert dutch_holidays(year) == {day for day in theirs if theirs[day] not in {"Good Friday", "Easter Sunday", "Pentecost"}}


def test_c34_a_group_may_add_and_take_away_holidays() -> None:
    calendar = WorkCalendar(added=frozenset({date(2026, 4, 3)}), removed=frozenset({date(2026, 5, 5)}))

    assert not calendar.is_working_day(date(2026, 4, 3))
    assert calendar.is_working_day(date(2026, 5, 5))
    assert EVERYDAY.is_working_day(date(2026, 4, 3))
    assert not EVERYDAY.is_working_day(date(2026, 5, 5))


def test_a_day_that_is_both_added_and_taken_away_is_a_holiday() -> None:
    day = date(2026, 4, 7)

    assert WorkCalendar(added=frozenset({day}), removed=frozenset({day})).is_holiday(day)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-03-12", -3, "2026-03-09"),
        ("2026-03-12", 0, "2026-03-12"),
        ("2026-03-14", 0, "2026-03-14"),
        ("2026-03-13", 1, "2026-03-16"),
        ("2026-03-14", 1, "2026-03-16"),
        ("2026-03-14", -1, "2026-03-13"),
        ("2026-04-03", 1, "2026-04-07"),
        ("2026-04-07", -1, "2026-04-03"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-12-31", 1, "2027-01-04"),
    ],
)
def test_c35_working_days_are_counted_without_weekends_and_holidays(start: str, count: int, end: str) -> None:
    assert EVERYDAY.shift(date.fromisoformat(start), count) == date.fromisoformat(end)


@given(DAYS, st.integers(1, 60))
def test_c35_going_there_and_back_ends_on_the_same_working_day(day: date, count: int) -> None:
    start = EVERYDAY.first_free(day)

    there = EVERYDAY.shift(start, count)

    assert EVERYDAY.is_working_day(there)
    assert EVERYDAY.shift(there, -count) == start


N1 = [
    ("2026-03-12T14:00", "2026-03-12T14:00", "on a working day, in the hours"),
    ("2026-03-12T09:00", "2026-03-12T09:00", "on the first minute"),
    ("2026-03-12T08:59", "2026-03-12T09:00", "before the hours"),
    ("2026-03-12T16:59", "2026-03-12T16:59", "in the last minute"),
    ("2026-03-12T17:00", "2026-03-13T09:00", "when the hours are over"),
    ("2026-03-13T17:00", "2026-03-16T09:00", "on a Friday evening"),
    ("2026-03-14T12:00", "2026-03-16T09:00", "on a Saturday"),
    ("2026-03-15T23:59", "2026-03-16T09:00", "on a Sunday night"),
    ("2026-03-28T12:00", "2026-03-30T09:00", "in the weekend in which the clock goes forward"),
    ("2026-10-25T02:30", "2026-10-26T09:00", "in the hour that comes twice"),
    ("2026-04-06T10:00", "2026-04-07T09:00", "on Easter Monday"),
    ("2026-04-03T10:00", "2026-04-03T10:00", "on Good Friday, which is no holiday here"),
    ("2026-05-05T10:00", "2026-05-06T09:00", "on the fifth of May"),
    ("2026-12-24T18:00", "2026-12-28T09:00", "before Christmas and a weekend"),
    ("2026-12-31T17:30", "2027-01-04T09:00", "on New Year's Eve"),
]


@pytest.mark.parametrize(("moment", "allowed"), [row[:2] for row in N1], ids=[row[2] for row in N1])
def test_n1_a_message_waits_for_the_next_allowed_moment(moment: str, allowed: str) -> None:
    assert next_allowed(at(moment), AMSTERDAM) == at(allowed)


def test_n1_quiet_days_are_passed_over() -> None:
    assert next_allowed(at("2026-03-12T10:00"), AMSTERDAM, quiet=frozenset({3, 4})) == at("2026-03-16T09:00")


def test_n1_five_quiet_days_count_as_none() -> None:
    assert next_allowed(at("2026-03-12T10:00"), AMSTERDAM, quiet=frozenset(range(5))) == at("2026-03-12T10:00")


def test_n1_the_hours_are_those_of_the_person() -> None:
    paramaribo = ZoneInfo("America/Paramaribo")

    assert next_allowed(at("2026-03-12T09:00"), paramaribo) == at("2026-03-12T09:00", paramaribo)


@given(st.integers(0, 6_000_000), ZONES, QUIET)
def test_n1_what_is_allowed_is_in_the_hours_of_a_free_day_and_nothing_sooner_is(
    minutes: int, name: str, quiet: frozenset[int]
) -> None:
    zone, moment = ZoneInfo(name), at("2024-01-01") + minutes * MINUTE

    found = next_allowed(moment, zone, EVERYDAY, quiet)

    wall = found.astimezone(zone)
    assert found >= moment
    assert time(9) <= wall.time() < time(17)
    assert EVERYDAY.is_working_day(wall.date())
    assert len(quiet) == 5 or wall.weekday() not in quiet
    assert next_allowed(found, zone, EVERYDAY, quiet) == found
    if found > moment:
        assert next_allowed(found - MINUTE, zone, EVERYDAY, quiet) == found


def test_what_falls_on_a_holiday_opens_at_the_same_time_on_the_next_free_day() -> None:
    moved = same_time_on_a_free_day(date(2026, 5, 14), time(14), AMSTERDAM)

    assert moved == at("2026-05-15T14:00")


def test_what_is_planned_in_the_evening_opens_the_next_morning() -> None:
    moved = same_time_on_a_free_day(date(2026, 3, 12), time(20), AMSTERDAM)

    assert moved == at("2026-03-13T09:00")
