"""Small habits: the words about them, when they come in a year, and what goes with the meeting of each week (S19)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers.dates import weekday_in_words
from dialogs.language.adjusting import adjusted
from dialogs.language.content import Format
from dialogs.language.starts import Rhythm
from dialogs.settings import KEYS, Settings
from dialogs.talk.commands import command
from dialogs.timing.cadence import Cadence, next_opening
from dialogs.timing.dryrun import foresee
from dialogs.timing.onlooker import Group
from tests.dialogs.talking import LIBRARY
from tests.kit import almanac

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FORMATS = {name: edition.dutch for name, edition in LIBRARY.editions.items()}
STARTERS = LIBRARY.starters()
MON, TUE, WED, THU, FRI = range(5)
MOMENTS = st.integers(0, 8 * 365 * 24).map(lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours))
NUDGED = {
    "id": "nudged", "title": "Klein", "source": "001", "why": "Daarom.", "kept": "kort", "starts": {"rhythm": "weekly"},
    "rhythms": {"weekly": {"every": "week", "on": "mon", "at": "10:00"}},
    "stages": [{"id": "ask", "who": "lead", "window": {"closes": "fri 12:00", "nudges": ["wed 10:00"]},
                "questions": [{"id": "did", "ask": "Deed je het?"}]}],
}  # fmt: skip


def foreseen(name: str, year: int, who: str, formats: dict[str, Format] = FORMATS) -> list[datetime]:
    """Return when somebody gets something of one format in a year, on the wall."""
    start, until = (datetime(one, 1, 1, tzinfo=AMSTERDAM) for one in (year, year + 1))
    rhythm = next(iter(formats[name].rhythms))
    group = Group(AMSTERDAM, roles=frozenset({"lead", "member"}), people=5)
    coming = foresee({name: rhythm}, formats, group, start, until)
    return [one.at.astimezone(AMSTERDAM).replace(tzinfo=None) for one in coming if one.who == who]


def in_year(moments: Iterable[datetime], year: int) -> list[datetime]:
    return sorted(one for one in moments if one.year == year)


@pytest.mark.parametrize("year", range(2026, 2034))
def test_s19_the_lines_of_a_year_are_those_of_the_almanac(year: int) -> None:
    span = date(year, 1, 1), date(year, 12, 31)
    expected = {
        "habit_craft_talk": almanac.monthly_lines(*span, weekday=TUE, at=time(10)),
        "habit_peer_meeting": almanac.monthly_lines(*span, weekday=MON, at=time(10)),
        "habit_stage": almanac.monthly_lines(*span, weekday=WED, at=time(10)),
        "habit_joint_meeting": almanac.monthly_lines(*span, weekday=THU, at=time(10)),
        "habit_reflection_slot": almanac.weekly_lines(*span, days=(FRI,), weeks=2, at=time(15)),
        "habit_short_update": almanac.weekly_lines(*span, days=(TUE, THU), weeks=1, at=time(9, 15)),
        "habit_ask_advice": almanac.weekly_lines(*span, days=(MON,), weeks=4, at=time(9, 30)),
        "habit_feedback_round": almanac.meeting_lines(*span, weekday=TUE, at=time(9, 50)),
        "habit_coffee_after": almanac.meeting_lines(*span, weekday=TUE, at=time(11)),
    }

    for name, moments in expected.items():
        assert set(foreseen(name, year, "room")) == set(in_year(moments, year)), name


@pytest.mark.parametrize(("name", "who", "weekday", "weeks", "at"), [
    ("habit_need_anything", "lead", TUE, 4, time(11)),
    ("habit_learned_this_week", "lead", FRI, 1, time(10)),
    ("habit_challenge_check", "member", WED, 8, time(10)),
])  # fmt: skip
def test_s19_who_leads_and_who_takes_part_are_asked_when_the_almanac_says(
    name: str, who: str, weekday: int, weeks: int, at: time
) -> None:
    expected = almanac.weekly_lines(date(2026, 1, 1), date(2026, 12, 31), days=(weekday,), weeks=weeks, at=at)

    found = foreseen(name, 2026, who)

    assert found[:3] == in_year(expected, 2026)[:3]  # after three times in silence a member is asked something else (X05)
    assert foreseen(name, 2026, "room") == []


def test_s19_who_leads_is_reminded_where_a_format_says_so() -> None:
    nudged = {"nudged": Format.model_validate(NUDGED)}

    assert foreseen("nudged", 2026, "lead", nudged)[:2] == [datetime.fromisoformat(f"2026-01-0{day} 10:00") for day in (5, 7)]


@given(st.sets(st.integers(0, 4), min_size=1), st.integers(1, 4), MOMENTS)
def test_several_weekdays_open_each_on_its_own(days: set[int], weeks: int, after: datetime) -> None:
    alone = [next_opening(Cadence(weeks, "week", frozenset({day}), time(14)), after, AMSTERDAM) for day in days]

    together = next_opening(Cadence(weeks, "week", frozenset(days), time(14)), after, AMSTERDAM)

    assert together == min(alone, key=lambda opening: opening.planned)


@given(st.integers(0, 4), MOMENTS)
def test_what_goes_with_a_meeting_never_opens_on_a_day_without_work(day: int, after: datetime) -> None:
    rhythm = Rhythm.model_validate({"every": "week", "on": ["mon", "tue", "wed", "thu", "fri"][day], "at": "10:00", "meets": 0})

    opening = next_opening(rhythm.cadence, after, AMSTERDAM)

    assert opening.opens == opening.planned
    assert almanac.works(opening.occurrence)


def test_a_rhythm_on_several_days_comes_back_sooner() -> None:
    once, twice = (Rhythm.model_validate({"every": "week", "on": on, "at": "10:00"}).cadence for on in ("tue", ["tue", "thu"]))

    assert once.length == 2 * twice.length


@pytest.mark.parametrize(("meeting", "on", "at"), [
    ("wed 09:30", ("wed",), "09:20"),
    ("mon 00:05", ("mon",), "00:00"),
])  # fmt: skip
def test_s19_what_goes_with_the_meeting_moves_with_it_and_stays_on_its_day(
    meeting: str, on: tuple[str, ...], at: str
) -> None:  # fmt: skip
    moved = adjusted(LIBRARY.editions["habit_feedback_round"], Settings({"meeting.open": meeting}))

    assert (moved.dutch.rhythms["weekly"].on, moved.dutch.rhythms["weekly"].at) == (on, at)


def test_s19_the_meeting_moves_nothing_that_does_not_go_with_it() -> None:
    for name in ("habit_craft_talk", "weekly_wonder", "leave"):
        edition = LIBRARY.editions[name]
        assert adjusted(edition, Settings({"meeting.open": "wed 09:30"})) is edition


def test_s19_the_files_stand_for_a_meeting_at_the_default() -> None:
    for name in ("habit_feedback_round", "habit_coffee_after"):
        edition = LIBRARY.editions[name]
        assert adjusted(edition, Settings({"meeting.open": KEYS["meeting.open"].default})).dutch == edition.dutch


@pytest.mark.parametrize(("said", "expected"), [
    ("overleg dinsdag 10:00", "habits meets 0 tue 10:00"),
    ("Overleg 2 vrijdag om 9 uur.", "habits meets 2 fri 09:00"),
    ("team meeting Monday at 9.30", "habits meets 0 mon 09:30"),
    ("koffie aan overleg dinsdag 10:00", "habits meets 0 tue 10:00 habit_coffee_after"),
    ("coffee on team meeting tuesday 10:00", "habits meets 0 tue 10:00 habit_coffee_after"),
    ("thee aan overleg dinsdag 10:00", None),
    ("overleg zaterdag 10:00", None),
    ("overleg gaat niet door", "habits off 0"),
    ("overleg 2 gaat niet door", "habits off 2"),
    ("team meeting 2 is off", "habits off 2"),
    ("podium in plaats van koffie", "habits swap 0 habit_stage habit_coffee_after"),
    ("stage instead of coffee 2", "habits swap 2 habit_stage habit_coffee_after"),
    ("podium in plaats van thee", None),
    ("podium aan", "switch on habit_stage"),
    ("podium uit 2", "switch off habit_stage 2"),
    ("verwondering in plaats van koffie", None),
])  # fmt: skip
def test_s19_words_about_habits(said: str, expected: str | None) -> None:
    assert command(said, STARTERS) == expected


def test_a_day_of_the_week_in_words() -> None:
    assert [weekday_in_words(day, "nl") for day in (MON, FRI)] == ["maandag", "vrijdag"]
    assert weekday_in_words(WED, "en") == "Wednesday"
