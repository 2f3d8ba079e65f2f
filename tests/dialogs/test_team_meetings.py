"""The meeting that a team has each week, and the moment some working days before it (S09)."""

from itertools import islice

from dialogs.settings import Settings
from dialogs.timing import team_meetings
from tests.kit.town import AMSTERDAM, at

MONDAYS = Settings({"meeting.open": "mon 10:00"})
NOW = at("2026-05-13 09:00")


def test_s09_a_team_meets_each_week_and_not_on_a_day_without_work() -> None:
    found = list(islice(team_meetings.meetings(MONDAYS, NOW, AMSTERDAM), 2))
    assert found == [at("2026-05-18 10:00"), at("2026-06-01 10:00")]  # 25 May is Whit Monday


def test_s09_before_a_monday_is_friday() -> None:
    assert team_meetings.before(MONDAYS, 1, NOW, AMSTERDAM) == team_meetings.Before(
        at("2026-05-15 10:00"), at("2026-05-18 10:00")
    )


def test_s09_a_moment_that_is_behind_us_is_that_of_the_meeting_after() -> None:
    friday = at("2026-05-15 10:00")
    assert team_meetings.before(MONDAYS, 1, friday, AMSTERDAM).meeting == at("2026-06-01 10:00")


def test_s09_a_meeting_that_is_off_is_passed_over_and_so_is_one_that_comes_too_soon() -> None:
    off = Settings({"meeting.open": "mon 10:00", "meeting.off": "2026-05-18"})
    assert team_meetings.before(off, 1, NOW, AMSTERDAM).meeting == at("2026-06-01 10:00")
    again = at("2026-05-16 10:00")
    assert team_meetings.before(MONDAYS, 1, NOW, AMSTERDAM, not_before=again).meeting == at("2026-06-01 10:00")


def test_s09_days_that_are_behind_us_are_kept_no_longer() -> None:
    off = Settings({"meeting.off": "2026-05-04,2026-05-18"})
    assert team_meetings.with_off(off, at("2026-06-01 10:00"), NOW, AMSTERDAM) == "2026-05-18,2026-06-01"


def test_s09_a_team_that_did_not_say_when_it_meets_is_known() -> None:
    assert [team_meetings.known(one) for one in (Settings(), MONDAYS)] == [False, True]
