"""``leerbot calendar``: what each role of a group would get, before anything is switched on (X08)."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from bot.clock import WallClock
from bot.foreseeing.moving import SETTING
from tests.kit.commands import run


@pytest.fixture
def grouped(configured: Path) -> Path:
    """Add a group to a new database."""
    run("migrate")
    with closing(sqlite3.connect(configured / "leerbot.db")) as connection, connection:
        connection.execute("INSERT INTO team (id, kind, name) VALUES ('bezwaar', 'team', 'Bezwaar')")
    return configured


def test_x08_calendar_tells_what_each_role_of_a_group_would_get_before_anything_is_switched_on(grouped: Path) -> None:
    found = run("calendar", "bezwaar", "--weeks", "2", "--start", "2026-03-09T08:30")

    assert found.exit_code == 0
    assert "4 keer. Alles beantwoorden kost hooguit 11 minuten." in found.output
    assert "- donderdag 12 maart 14:00: Wat heeft jou verwonderd?\n" in found.output
    assert "- maandag 16 maart 10:00: Wat heeft jou verwonderd? (herinnering)" in found.output
    assert "- woensdag 11 maart 09:30: Weekoverzicht" in found.output


def test_x08_calendar_of_a_demo_counts_from_the_day_to_which_its_clock_was_moved(grouped: Path) -> None:
    with closing(sqlite3.connect(grouped / "leerbot.db")) as connection, connection:
        ahead = (datetime(2031, 3, 10, 8, tzinfo=UTC) - WallClock().now()).total_seconds()
        connection.execute("INSERT INTO setting (team, name, value) VALUES ('', ?, ?)", (SETTING, str(ahead)))

    found = run("calendar", "bezwaar", "--weeks", "1")

    assert "- donderdag 13 maart 14:00: Wat heeft jou verwonderd?\n" in found.output


def test_x08_calendar_tries_another_rhythm(grouped: Path) -> None:
    words = ("calendar", "bezwaar", "--weeks", "1", "--start", "2026-03-09T08:30", "--language", "en")

    found = run(*words, "--with", "weekly_wonder:daily", "--with", "facilitator_week")

    assert found.output.startswith("**Dry run for Bezwaar**, 1 week.")
    assert "A member, and the lead alike:** 3 times. Answering everything takes 9 minutes at most." in found.output


def test_x08_calendar_shows_what_a_round_would_ask_that_somebody_plans(grouped: Path) -> None:
    words = ("calendar", "bezwaar", "--weeks", "1", "--start", "2026-03-09T08:30", "--language", "en")

    found = run(*words, "--with", "quarterly_value_check")

    assert found.exit_code == 0
    assert "**An example: Value check, if you plan it on Monday 9 March.**" in found.output
    assert "The first day that is possible then is Monday 16 March at 09:00." in found.output
    assert "- Monday 16 March 09:00: Value check – Writing down what is told\n" in found.output
    assert "- Tuesday 17 March 12:00: Value check – Reading your own lines\n" in found.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nergens",), 'there is no group "nergens"; choose from bezwaar'),
        (("bezwaar", "--with", "wonder"), 'there is no format "wonder"; choose from'),
        (("bezwaar", "--with", "weekly_wonder:hourly"), 'has no rhythm "hourly"; choose from weekly, biweekly, daily'),
        (("bezwaar", "--with", "leave"), "choose from none: it has no rounds"),
        (("bezwaar", "--with", "quarterly_value_check:weekly"), "choose from none: somebody plans its rounds"),
        (("bezwaar", "--with", "leergroep_cycle"), "choose from none: somebody plans its rounds"),
        (("bezwaar", "--language", "fr"), 'there is no language "fr"; write nl or en'),
        (("bezwaar", "--start", "morgen"), '--start "morgen" is no moment'),
    ],
)
def test_x08_calendar_says_in_one_line_what_is_wrong(grouped: Path, words: tuple[str, ...], told: str) -> None:
    found = run("calendar", *words)

    assert found.exit_code == 1
    assert told in found.output
    assert len(found.output.splitlines()) == 1


@pytest.mark.parametrize(("platform", "called"), [("teams", "Teams"), ("mattermost", "Mattermost")])
def test_x08_calendar_tells_how_long_a_message_to_a_large_group_takes(
    grouped: Path, monkeypatch: pytest.MonkeyPatch, platform: str, called: str
) -> None:
    monkeypatch.setenv(f"LEERBOT_{platform.upper()}_RATE", "1")
    there = [str(uuid5(NAMESPACE_URL, str(one))) if platform == "teams" else f"{one:a>26}" for one in range(70)]
    lines = [f"p{one},Naam {one},bezwaar,member,{platform},{there[one]}" for one in range(70)]
    (grouped / "people.csv").write_text("\n".join(["id,name,group,role,platform,platform_id", *lines]), encoding="utf-8")
    assert run("people", "import", str(grouped / "people.csv"), "--yes").exit_code == 0

    found = run("calendar", "bezwaar", "--weeks", "1", "--start", "2026-03-09T08:30")

    assert found.output.endswith(f"\nEen bericht aan alle 70 mensen op {called} is na ongeveer 2 minuten overal.\n")


def test_x08_calendar_says_nothing_of_what_is_soon_done(grouped: Path) -> None:
    found = run("calendar", "bezwaar", "--weeks", "1", "--start", "2026-03-09T08:30")

    assert "minuten overal" not in found.output
