"""Every change of the clocks: once per local date; a missing time at the end of the gap, a double one the first time.

These are the rules of trust R5 and R6, against plain arithmetic that asks nothing of ours what an instant is.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dialogs.timing.cadence import Cadence, Opening, next_opening
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import EVERYDAY

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
YEARS = range(2024, 2036)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def last_sunday(year: int, month: int) -> date:
    """Return the night of a change: the last Sunday of a month of 31 days."""
    last = date(year, month, 31)
    return last - (last.weekday() + 1) % 7 * DAY


NIGHTS = [last_sunday(year, month) for year in YEARS for month in (3, 10)]


def on_the_wall(day: date, clock: time) -> datetime:
    """Return the instant by the two written rules: in Amsterdam the clock goes forward at two and back at three."""
    spring, autumn = last_sunday(day.year, 3), last_sunday(day.year, 10)
    naive = datetime.combine(day, clock, UTC)
    if day == spring and time(2) <= clock < time(3):
        return datetime.combine(day, time(1), UTC)  # the first instant after the gap
    summer = datetime.combine(spring, time(2), UTC) <= naive < datetime.combine(autumn, time(3), UTC)
    return naive - (2 if summer else 1) * HOUR


def around_the_nights(cadence: Cadence) -> list[Opening]:
    """Return every opening in the ten days around each night of a change."""
    found = []
    for night in NIGHTS:
        start, end = (datetime.combine(night + days * DAY, time(), AMSTERDAM) for days in (-6, 5))
        opening = next_opening(cadence, start - timedelta(seconds=1), AMSTERDAM)
        while opening.planned < end:
            found.append(opening)
            opening = next_opening(cadence, opening.planned, AMSTERDAM)
    return found


def days_around(wanted: Callable[[date], bool]) -> list[date]:
    """Return the days in the same stretches that are wanted."""
    return [day for night in NIGHTS for number in range(-6, 5) if wanted(day := night + number * DAY)]


@pytest.mark.trust("R5")
@pytest.mark.parametrize("clock", HALF_HOURS, ids=lambda clock: clock.isoformat("minutes"))
def test_n8_around_every_change_of_the_clocks_a_daily_round_opens_once_a_working_day_at_its_time(clock: time) -> None:
    found = around_the_nights(Cadence(1, "day", frozenset(), clock))

    assert [one.occurrence for one in found] == days_around(EVERYDAY.is_working_day)
    assert all(one.planned == on_the_wall(one.occurrence, clock) for one in found)


@pytest.mark.trust("R5")
@pytest.mark.parametrize("clock", HALF_HOURS, ids=lambda clock: clock.isoformat("minutes"))
def test_n8_in_every_night_of_a_change_a_weekly_round_opens_once_at_its_time(clock: time) -> None:
    found = around_the_nights(Cadence(1, "week", frozenset({6}), clock))

    assert [one.occurrence for one in found] == NIGHTS
    assert all(one.planned == on_the_wall(one.occurrence, clock) for one in found)


@pytest.mark.trust("R5")
@pytest.mark.parametrize("clock", HALF_HOURS, ids=lambda clock: clock.isoformat("minutes"))
@pytest.mark.parametrize(("every", "unit"), [(13, "week"), (3, "month")])
def test_n8_a_quarterly_round_opens_once_a_quarter_at_its_time(every: int, unit: str, clock: time) -> None:
    cadence = Cadence(13, "week", frozenset({6}), clock) if unit == "week" else Cadence(3, "month", frozenset({6}), clock)
    found, opening = [], next_opening(cadence, on_the_wall(date(2024, 1, 1), time()), AMSTERDAM)
    while opening.occurrence.year in YEARS:
        found.append(opening)
        opening = next_opening(cadence, opening.planned, AMSTERDAM)

    first = found[0].occurrence
    weeks = [first + number * 13 * 7 * DAY for number in range(len(found))]
    months = [next(d for day in range(1, 8) if (d := date(year, month, day)).weekday() == 6)
              for year in YEARS for month in (1, 4, 7, 10)]  # fmt: skip
    assert [one.occurrence for one in found] == (weeks if unit == "week" else months)
    assert len(found) in {48, 49}
    assert all(one.planned == on_the_wall(one.occurrence, clock) for one in found)


def first_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the instant by walking through the hours around it: the first that shows the time, or shows a later one."""
    wanted, start = datetime.combine(day, clock), datetime.combine(day, clock, UTC)
    low, high = start - 30 * HOUR, start + 30 * HOUR
    offsets = {(low + number * HOUR).astimezone(zone).utcoffset() or timedelta() for number in range(60)}
    shown = sorted(start - offset for offset in offsets if _wall(start - offset, zone) == wanted)
    if shown:
        return shown[0]
    while high - low > timedelta(seconds=1):  # in a gap: the first instant at which the wall is past the time
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _wall(middle, zone) < wanted else (low, middle)
    return high


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


@pytest.mark.trust("R6")
@given(
    st.sampled_from(ZONES),
    st.dates(date(1975, 1, 1), date(2037, 12, 30)),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 29, 30, 45, 59])),
)
@example("Europe/Amsterdam", date(2026, 3, 29), time(2, 30))
@example("Europe/Amsterdam", date(2026, 10, 25), time(2, 30))
@example("Asia/Beirut", date(2026, 3, 29), time(0, 0))
@example("Africa/Cairo", date(2026, 4, 24), time(0, 15))
@example("Pacific/Apia", date(2011, 12, 30), time(12, 0))
@example("Europe/Amsterdam", date(2028, 2, 29), time(14, 0))
@example("Europe/Amsterdam", date(2026, 12, 31), time(23, 59))
def test_trust_r6_in_every_zone_a_time_is_the_first_instant_that_shows_it_or_ends_the_gap(
    name: str, day: date, clock: time
) -> None:
    zone = ZoneInfo(name)

    assert to_utc(day, clock, zone) == first_instant(day, clock, zone)


@pytest.mark.trust("R6")
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2015, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - its zone comes beside it
    st.sampled_from(HALF_HOURS),
    st.sampled_from(
        [
            Cadence(1, "day", frozenset(), time()),
            Cadence(1, "week", frozenset({6}), time()),
            Cadence(3, "month", frozenset({6}), time()),
        ]
    ),
)
def test_trust_r6_in_every_zone_an_opening_is_the_next_of_its_kind_and_comes_once_per_local_date(
    name: str, after: datetime, clock: time, kind: Cadence
) -> None:
    zone, cadence = ZoneInfo(name), Cadence(kind.every, kind.unit, kind.weekdays, clock)

    first = next_opening(cadence, after, zone)
    second = next_opening(cadence, first.planned, zone)

    assert after < first.planned < second.planned
    assert first.occurrence < second.occurrence
    assert first.planned == first_instant(first.occurrence, clock, zone)
    if kind.unit == "week":
        assert second.occurrence - first.occurrence == 7 * DAY


def test_n8_a_leap_day_and_the_end_of_a_year_are_days_as_all_others() -> None:
    daily, weekly = Cadence(1, "day", frozenset(), time(14)), Cadence(1, "week", frozenset({3}), time(14))

    leap = next_opening(weekly, on_the_wall(date(2024, 2, 28), time()), AMSTERDAM)
    after = next_opening(daily, leap.planned, AMSTERDAM)
    last = next_opening(weekly, on_the_wall(date(2026, 12, 31), time()), AMSTERDAM)
    new = next_opening(daily, last.planned, AMSTERDAM)

    assert (leap.occurrence, after.occurrence) == (date(2024, 2, 29), date(2024, 3, 1))
    assert (last.occurrence, new.occurrence) == (date(2026, 12, 31), date(2027, 1, 4))
