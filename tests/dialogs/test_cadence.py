"""When rounds open, and the moments that hang on them (C-35, N8)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.starts import Rhythm
from dialogs.timing.cadence import Cadence, Moment, next_opening, resolve
from dialogs.timing.workdays import WorkCalendar

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]


def at(text: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


ANCHORS = {"opening": at("2026-03-12T14:00"), "meeting": at("2026-03-12T09:30")}
MOMENTS = [
    ("opening", "2026-03-12T14:00"),
    ("tue 17:00", "2026-03-17T17:00"),
    ("thu 14:00", "2026-03-19T14:00"),
    ("thu 14:01", "2026-03-12T14:01"),
    ("thu 13:59", "2026-03-19T13:59"),
    ("sun 02:30", "2026-03-15T02:30"),
    ("meeting - 3 workdays 12:00", "2026-03-09T12:00"),
    ("meeting-3 workdays 12:00", "2026-03-09T12:00"),
    ("+1 workdays 13:00", "2026-03-13T13:00"),
    ("+ 2 workday", "2026-03-16T14:00"),
    ("opening + 3 weeks", "2026-04-02T14:00"),
    ("meeting - 10 days 09:00", "2026-03-02T09:00"),
    ("meeting + 90 minutes", "2026-03-12T11:00"),
    ("  +   5  workdays   10:00 ", "2026-03-19T10:00"),
    ("meeting 17:00", "2026-03-12T17:00"),
    ("+4 weeks 02:30", "2026-04-09T02:30"),
    ("-1 hour", "2026-03-12T13:00"),
]


@pytest.mark.parametrize(("text", "instant"), MOMENTS)
def test_a_moment_hangs_on_its_anchor(text: str, instant: str) -> None:
    assert resolve(Moment.parse(text), ANCHORS, AMSTERDAM) == at(instant)


def test_c35_three_working_days_before_the_meeting_is_the_monday_at_noon() -> None:
    moment = Moment.parse("meeting - 3 workdays 12:00")

    assert resolve(moment, {"meeting": at("2026-03-12T10:00")}, AMSTERDAM) == at("2026-03-09T12:00")


def test_c35_working_days_are_those_of_the_group() -> None:
    calendar = WorkCalendar(added=frozenset({date(2026, 3, 11)}))

    assert resolve(Moment.parse("meeting - 3 workdays 12:00"), ANCHORS, AMSTERDAM, calendar) == at("2026-03-06T12:00")


def test_n8_days_over_a_change_of_the_clocks_keep_the_time_on_the_wall() -> None:
    anchors = {"opening": at("2026-03-26T14:00")}

    assert resolve(Moment.parse("+7 days"), anchors, AMSTERDAM) == at("2026-04-02T14:00")
    assert resolve(Moment.parse("+168 hours"), anchors, AMSTERDAM) == at("2026-04-02T15:00")


def test_a_moment_without_its_anchor_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="party"):
        resolve(Moment.parse("party + 1 days"), ANCHORS, AMSTERDAM)


@pytest.mark.parametrize(
    "text",
    ["", " ", "tue 17", "tue 25:00", "tue 17:60", "12:00", "+5", "+ workdays", "+5 jaren",
     "meeting 3 workdays", "+1 days 24:00", "+1000 days", "Opening", "opening + 1 days 9:00", "tue 17:00 mon", "½ days"],
)  # fmt: skip
def test_what_is_no_moment_is_refused_in_words_that_name_the_mend(text: str) -> None:
    with pytest.raises(ValueError, match='is no moment; write "tue 17:00", "\\+5 workdays 10:00" or "closing'):
        Moment.parse(text)


@pytest.mark.parametrize("text", ["7 days", "1 week", "5  workdays 10:00"])
def test_an_offset_without_its_sign_is_offered_with_it(text: str) -> None:
    with pytest.raises(ValueError, match=r'is no moment; write "\+\d \w+( 10:00)?"$'):
        Moment.parse(text)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_a_clear_refusal(text: str) -> None:
    try:
        moment = Moment.parse(text)
    except ValueError as refused:
        told = str(refused)
    else:
        told = ""
        assert resolve(moment, {moment.anchor: at("2026-03-12T14:00")}, AMSTERDAM).tzinfo is UTC

    assert not told or "is no moment; write" in told


def openings(cadence: Cadence, first: datetime, until: datetime) -> list[date]:
    """Return the names of all openings from one moment up to another."""
    found, opening = [], next_opening(cadence, first - timedelta(minutes=1), AMSTERDAM)
    while opening.planned < until:
        assert opening.opens >= opening.planned
        found.append(opening.occurrence)
        opening = next_opening(cadence, opening.planned, AMSTERDAM)
    return found


@given(
    st.sampled_from(["Europe/Amsterdam", "Asia/Beirut", "Africa/Cairo", "America/Havana"]),
    st.integers(0, 4000).map(lambda hours: at("2024-01-01T00:00") + timedelta(hours=25 * hours)),
    st.sampled_from(HALF_HOURS),
    st.integers(1, 4),
    st.integers(0, 6),
)
def test_the_next_opening_is_the_first_one_of_its_kind(
    name: str, after: datetime, clock: time, every: int, weekday: int
) -> None:
    zone = ZoneInfo(name)

    opening = next_opening(Cadence(every, "week", frozenset({weekday}), clock), after, zone)

    assert opening.planned > after
    assert opening.planned - after <= timedelta(weeks=every, hours=2)
    assert opening.occurrence.weekday() == weekday
    assert opening.planned.astimezone(zone).date() == opening.occurrence


def test_n1_a_weekly_opening_on_a_holiday_moves_to_the_next_working_day_and_keeps_its_name() -> None:
    opening = next_opening(Cadence(1, "week", frozenset({3}), time(14)), at("2026-05-13T12:00"), AMSTERDAM)

    assert opening.occurrence == date(2026, 5, 14)
    assert opening.planned == at("2026-05-14T14:00")
    assert opening.opens == at("2026-05-15T14:00")


def test_s16_where_all_of_a_round_moves_it_is_planned_for_the_next_working_day_too() -> None:
    opening = next_opening(Cadence(1, "week", frozenset({0}), time(9, 15), moves=True), at("2026-04-01T12:00"), AMSTERDAM)

    assert opening.occurrence == date(2026, 4, 6)
    assert (opening.planned, opening.opens) == (at("2026-04-07T09:15"), at("2026-04-07T09:15"))


def test_a_daily_opening_on_a_holiday_is_left_out() -> None:
    opening = next_opening(Cadence(1, "day", frozenset(), time(14)), at("2026-05-13T15:00"), AMSTERDAM)

    assert opening.occurrence == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("cadence", "found"),
    [
        (Cadence(2, "week", frozenset({3}), time(14)), ["03-05", "03-19", "04-02"]),
        (Cadence(3, "week", frozenset({3}), time(14)), ["03-12", "04-02", "04-23"]),
        (Cadence(5, "week", frozenset({3}), time(14)), ["03-05", "04-09", "05-14"]),
        (Cadence(2, "day", frozenset(), time(9)), ["03-02", "03-04", "03-06"]),
        (Cadence(3, "day", frozenset(), time(9)), ["03-03", "03-06", "03-09"]),
        (Cadence(5, "month", frozenset({0}), time(9)), ["04-06", "09-07", "02-01"]),
    ],
)
def test_what_comes_once_in_so_many_is_counted_from_one_monday_for_all(cadence: Cadence, found: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in openings(cadence, at("2026-03-01T00:00"), at("2027-03-01T00:00"))[:3]] == found


def test_s19_what_goes_with_another_is_left_out_on_a_day_without_work() -> None:
    cadence = Cadence(1, "week", frozenset({3}), time(14), stays=True)

    found = openings(cadence, at("2026-05-06T00:00"), at("2026-05-28T00:00"))

    assert [f"{day:%m-%d}" for day in found] == ["05-07", "05-21"]


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        (Cadence(3, "day", frozenset(), time(9)), 3),
        (Cadence(2, "week", frozenset({0}), time(9)), 14),
        (Cadence(1, "week", frozenset({0, 3}), time(9)), 3.5),
        (Cadence(3, "month", frozenset({0}), time(9)), 90),
    ],
)
def test_how_long_it_takes_from_one_opening_to_the_next(cadence: Cadence, days: float) -> None:
    assert cadence.length == timedelta(days=days)


@pytest.mark.parametrize(
    ("rhythm", "cadence"),
    [
        ({"every": "week", "on": "thu", "at": "14:00"}, Cadence(1, "week", frozenset({3}), time(14))),
        ({"every": "2 weeks", "on": "mon", "at": "09:30"}, Cadence(2, "week", frozenset({0}), time(9, 30))),
        ({"every": "day", "at": "14:00"}, Cadence(1, "day", frozenset(), time(14))),
        ({"every": "3 days", "at": "08:00"}, Cadence(3, "day", frozenset(), time(8))),
        ({"every": "month", "on": "tue", "at": "10:00"}, Cadence(1, "month", frozenset({1}), time(10))),
        ({"every": "3 months", "on": "tue", "at": "10:00"}, Cadence(3, "month", frozenset({1}), time(10))),
    ],
)
def test_a_rhythm_of_a_format_is_a_cadence(rhythm: dict[str, str], cadence: Cadence) -> None:
    assert Rhythm.model_validate(rhythm).cadence == cadence


def test_every_three_months_opens_on_the_first_such_weekday_of_each_quarter() -> None:
    cadence = Cadence(3, "month", frozenset({1}), time(10))

    found = openings(cadence, at("2026-01-01T00:00"), at("2027-02-01T00:00"))

    assert [day.isoformat() for day in found] == ["2026-01-06", "2026-04-07", "2026-07-07", "2026-10-06", "2027-01-05"]


def test_a_quarterly_opening_on_a_holiday_moves_to_the_next_working_day_and_keeps_its_name() -> None:
    opening = next_opening(Cadence(3, "month", frozenset({0}), time(10)), at("2026-04-01T00:00"), AMSTERDAM)

    assert opening.occurrence == date(2026, 4, 6)
    assert opening.opens == at("2026-04-07T10:00")


def test_every_two_weeks_is_counted_alike_wherever_one_starts() -> None:
    cadence = Cadence(2, "week", frozenset({3}), time(14))

    found = openings(cadence, at("2026-03-01T00:00"), at("2026-05-01T00:00"))

    assert found == [first + timedelta(weeks=2 * number) for number, first in enumerate([found[0]] * len(found))]
    assert openings(cadence, at(f"{found[0]}T15:00"), at("2026-05-01T00:00")) == found[1:]


def test_n8_the_two_moments_of_an_hour_that_comes_twice_are_not_taken_for_each_other() -> None:
    first = datetime(2025, 10, 26, 2, 30, tzinfo=AMSTERDAM)
    soon = Moment(count=10, unit="minutes")

    found = [resolve(soon, {"opening": one}, AMSTERDAM) for one in (first, first.replace(fold=1))]

    assert found == [datetime(2025, 10, 26, 0, 40, tzinfo=UTC), datetime(2025, 10, 26, 1, 40, tzinfo=UTC)]


def test_a_weekday_may_lie_some_weeks_on() -> None:
    wednesday = datetime(2026, 3, 4, 9, tzinfo=AMSTERDAM)

    found = [resolve(Moment.parse(said), {"opening": wednesday}, AMSTERDAM) for said in ("fri 11:00", "fri 11:00 + 1 weeks")]

    assert [one.astimezone(AMSTERDAM).strftime("%d %H:%M") for one in found] == ["06 11:00", "13 11:00"]
