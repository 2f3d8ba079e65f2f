"""From the wall to the instant, over every change of the clocks (N8)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dialogs.timing.wallclock import to_utc

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONES = [
    "Europe/Amsterdam", "America/Paramaribo", "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Cairo",
    "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "America/St_Johns", "Asia/Kathmandu", "UTC",
]  # fmt: skip
"""Among them zones that change at midnight, by half an hour, and that lie the furthest off."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Amsterdam", "2026-03-28T02:30", "2026-03-28T01:30"),
        ("Europe/Amsterdam", "2026-03-28T02:30:00.250", "2026-03-28T01:30:00.250"),
        ("Europe/Amsterdam", "2026-03-29T01:59", "2026-03-29T00:59"),
        ("Europe/Amsterdam", "2026-03-29T02:00", "2026-03-29T01:00"),
        ("Europe/Amsterdam", "2026-03-29T02:30", "2026-03-29T01:00"),
        ("Europe/Amsterdam", "2026-03-29T03:00", "2026-03-29T01:00"),
        ("Europe/Amsterdam", "2026-03-29T09:00", "2026-03-29T07:00"),
        ("Europe/Amsterdam", "2026-10-25T01:59", "2026-10-24T23:59"),
        ("Europe/Amsterdam", "2026-10-25T02:00", "2026-10-25T00:00"),
        ("Europe/Amsterdam", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("Europe/Amsterdam", "2026-10-25T03:00", "2026-10-25T02:00"),
        ("Europe/Amsterdam", "2026-10-25T09:00", "2026-10-25T08:00"),
        ("Asia/Beirut", "2026-03-29T00:00", "2026-03-28T22:00"),
        ("Asia/Beirut", "2026-03-29T00:30", "2026-03-28T22:00"),
        ("Africa/Cairo", "2026-04-24T00:15", "2026-04-23T22:00"),
        ("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30"),
        ("America/Sao_Paulo", "2018-11-04T00:30", "2018-11-04T03:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),
        ("America/Paramaribo", "2026-03-29T14:00", "2026-03-29T17:00"),
    ],
)
def test_a_time_on_the_wall_is_one_instant(zone: str, wall: str, instant: str) -> None:
    moment = datetime.fromisoformat(wall)

    assert to_utc(moment.date(), moment.time(), ZoneInfo(zone)) == utc(instant)


def test_every_time_that_is_skipped_gives_the_instant_at_which_the_gap_ends() -> None:
    skipped = [time(2, minute, second) for minute in range(60) for second in range(0, 60, 7)]

    assert {to_utc(date(2026, 3, 29), at, AMSTERDAM) for at in skipped} == {utc("2026-03-29T01:00")}


@given(
    st.sampled_from(ZONES),
    st.dates(date(2015, 1, 1), date(2037, 12, 31)),
    st.times().map(lambda at: at.replace(microsecond=0)),
)
@example("Europe/Amsterdam", date(2026, 3, 29), time(2, 59, 59))
@example("Asia/Beirut", date(2026, 3, 29), time(0, 0, 1))
def test_the_wall_shows_the_time_or_the_first_one_after_the_gap(name: str, day: date, at: time) -> None:
    zone = ZoneInfo(name)
    wanted = datetime.combine(day, at)

    instant = to_utc(day, at, zone)

    shown = instant.astimezone(zone).replace(tzinfo=None)
    assert instant.tzinfo is UTC
    assert shown >= wanted
    assert shown == wanted or to_utc(shown.date(), shown.time(), zone) == instant


@given(st.sampled_from(ZONES), st.integers(0, 800_000))
def test_from_the_instant_to_the_wall_and_back_is_the_first_such_instant(name: str, quarters: int) -> None:
    zone = ZoneInfo(name)
    instant = utc("2015-01-01") + quarters * timedelta(minutes=15)
    wall = instant.astimezone(zone)

    again = to_utc(wall.date(), wall.replace(tzinfo=None).time(), zone)

    assert again == instant if not wall.fold else again < instant
