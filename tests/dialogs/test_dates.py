"""Days in words: what people type is read back as the day they meant, or as a reason to ask again (spec §0.2, C-39)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers.dates import (
    FAR,
    Day,
    begins_with_a_day,
    day_ahead,
    day_in_full,
    day_in_words,
    hour_in_words,
    parse_date,
    parse_moment,
)
from dialogs.answers.days_said import Unclear

THURSDAY = date(2026, 3, 5)
DAYS = st.dates(date(2000, 1, 1), date(2150, 12, 31))
NEAR = st.integers(0, 3000)

AHEAD = {
    "vandaag": date(2026, 3, 5),
    "Morgen.": date(2026, 3, 6),
    "overmorgen": date(2026, 3, 7),
    "the day after tomorrow": date(2026, 3, 7),
    "vrijdag": date(2026, 3, 6),
    "op woensdag": date(2026, 3, 11),
    "aanstaande donderdag": date(2026, 3, 12),
    "a.s. maandag": date(2026, 3, 9),
    "volgende donderdag": date(2026, 3, 12),
    "deze zaterdag": date(2026, 3, 7),
    "volgende week donderdag": date(2026, 3, 12),
    "dinsdag volgende week": date(2026, 3, 10),
    "next week": date(2026, 3, 9),
    "over twee weken": date(2026, 3, 19),
    "in 10 days": date(2026, 3, 15),
    "over één maand": date(2026, 4, 5),
    "donderdag over twee weken": date(2026, 3, 19),
    "over 3 weken vrijdag": date(2026, 3, 27),
    "12 maart": date(2026, 3, 12),
    "1 maart": date(2027, 3, 1),
    "donderdag 12 mrt": date(2026, 3, 12),
    "March 12, 2026": date(2026, 3, 12),
    "the 12th of March": date(2026, 3, 12),
    "12-3": date(2026, 3, 12),
    "12/3/26": date(2026, 3, 12),
    "12.3.2026": date(2026, 3, 12),
    "2026-03-12": date(2026, 3, 12),
    "de 12e": date(2026, 3, 12),
    "de 4e": date(2026, 4, 4),
    "31": date(2026, 3, 31),
    "29 februari": date(2028, 2, 29),
    "eind mei": date(2026, 5, 31),
    "begin januari": date(2027, 1, 1),
    "medio april 2027": date(2027, 4, 15),
    "volgende maand": date(2026, 4, 1),
    "half volgende maand": date(2026, 4, 15),
    "eind van de maand": date(2026, 3, 31),
    "eind volgende week": date(2026, 3, 13),
    "einde van de week": date(2026, 3, 6),
}
BEHIND = {
    "gisteren": date(2026, 3, 4),
    "eergisteren": date(2026, 3, 3),
    "maandag": date(2026, 3, 2),
    "afgelopen vrijdag": date(2026, 2, 27),
    "vorige week vrijdag": date(2026, 2, 27),
    "twee weken geleden": date(2026, 2, 19),
    "3 months ago": date(2025, 12, 5),
    "12 maart": date(2025, 3, 12),
    "de 12e": date(2026, 2, 12),
    "begin januari": date(2026, 1, 1),
    "eind maart": date(2025, 3, 31),
    "vorige maand": date(2026, 2, 1),
}
UNCLEAR = {
    "": Unclear("no_day"),
    "ooit": Unclear("no_day"),
    "in mei": Unclear("no_day"),
    "over 99999999999 weken": Unclear("no_day"),
    "31 april": Unclear("no_such_day"),
    "30-2-2027": Unclear("no_such_day"),
    "2026-13-01": Unclear("no_such_day"),
    "gisteren": Unclear("past", (date(2026, 3, 4),)),
    "12-3-2025": Unclear("past", (date(2025, 3, 12),)),
    "deze maandag": Unclear("past", (date(2026, 3, 2),)),
    "over 40 jaar": Unclear("no_day"),
    "over 900 weken": Unclear("far"),
    "donderdag": Unclear("several", (date(2026, 3, 5), date(2026, 3, 12))),
    "volgende vrijdag": Unclear("several", (date(2026, 3, 6), date(2026, 3, 13))),
    "vrijdag 12 maart": Unclear("weekday", (date(2026, 3, 12),)),
}


@pytest.mark.parametrize(("text", "day"), AHEAD.items())
def test_a_day_ahead_is_read_as_people_say_it(text: str, day: date) -> None:
    assert parse_date(text, THURSDAY) == day


@pytest.mark.parametrize(("text", "day"), BEHIND.items())
def test_a_day_behind_is_read_as_people_say_it(text: str, day: date) -> None:
    assert parse_date(text, THURSDAY, back=True) == day


@pytest.mark.parametrize(("text", "why"), UNCLEAR.items())
def test_what_is_no_one_day_says_why(text: str, why: Unclear) -> None:
    assert parse_date(text, THURSDAY) == why


def test_a_day_that_is_asked_for_behind_cannot_lie_ahead() -> None:
    assert parse_date("morgen", THURSDAY, back=True) == Unclear("future", (date(2026, 3, 6),))


def test_today_by_its_weekday_may_be_a_week_ago_too() -> None:
    assert parse_date("donderdag", THURSDAY, back=True) == Unclear("several", (THURSDAY, date(2026, 2, 26)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("donderdag", date(2026, 3, 12)),
        ("morgen", date(2026, 3, 6)),
        ("vandaag", Unclear("past", (THURSDAY,))),
        ("gauw", Unclear("no_day")),
    ],
)
def test_something_that_lasts_until_a_day_ends_after_today(text: str, day: date | Unclear) -> None:
    assert day_ahead(text, THURSDAY) == day


def test_a_month_on_from_the_last_day_is_the_last_day_of_a_shorter_month() -> None:
    assert parse_date("over een maand", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("text", "meant"),
    {
        "morgen om 14:00": Day(date(2026, 3, 6), time(14)),
        "12-3 9:05": Day(date(2026, 3, 12), time(9, 5)),
        "12 maart 2026, 14.30 uur": Day(date(2026, 3, 12), time(14, 30)),
        "12 maart om 9": Day(date(2026, 3, 12), time(9)),
        "tomorrow at 9h": Day(date(2026, 3, 6), time(9)),
        "maart 12": Day(date(2026, 3, 12)),
        "12.03": Day(date(2026, 3, 12)),
        "17 december 13.30": Day(date(2026, 12, 17), time(13, 30)),
        "donderdag 12.03": Day(date(2026, 3, 12)),
        "32.03": Unclear("no_such_day"),
        "ooit 13.30": Unclear("no_day"),
        "vrijdag om tien uur": Day(date(2026, 3, 6), time(10)),
        "morgen om half elf": Day(date(2026, 3, 6), time(10, 30)),
        "morgen, half 3": Day(date(2026, 3, 6), time(14, 30)),
        "12 maart om half een": Day(date(2026, 3, 12), time(12, 30)),
        "12 maart kwart voor twee": Day(date(2026, 3, 12), time(13, 45)),
        "12 maart om kwart over negen uur": Day(date(2026, 3, 12), time(9, 15)),
        "tomorrow at half past one": Day(date(2026, 3, 6), time(13, 30)),
        "tomorrow at twelve o'clock": Day(date(2026, 3, 6), time(12)),
        "half maart": Day(date(2026, 3, 15)),
        "over een uur": Unclear("no_day"),
        "ooit om drie uur": Unclear("no_day"),
        "morgen om 25:00": Unclear("no_day"),
        "morgen om 12:75": Unclear("no_day"),
        "ooit om 12:00": Unclear("no_day"),
        "ooit": Unclear("no_day"),
    }.items(),
)
def test_a_time_may_stand_behind_a_day(text: str, meant: Day | Unclear) -> None:
    assert parse_moment(text, THURSDAY) == meant


@given(DAYS, NEAR, st.sampled_from(["nl", "en"]))
def test_what_the_bot_says_in_full_is_read_back_as_the_same_day(today: date, ahead: int, language: str) -> None:
    day = today + timedelta(days=ahead)

    assert parse_date(day_in_full(day, "nl" if language == "nl" else "en"), today) == day


@given(DAYS, NEAR, st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]), st.booleans())
def test_a_day_in_figures_is_read_back_ahead_and_behind(today: date, away: int, pattern: str, back: bool) -> None:
    day = today + timedelta(days=-away if back else away)

    assert parse_date(day.strftime(pattern), today, back=back) == day


@given(DAYS, st.integers(0, 300))
def test_a_day_without_a_year_is_the_first_one_ahead(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)

    assert parse_date(f"{day.day}-{day.month}", today) == day


@given(st.text(), DAYS, st.booleans())
def test_any_text_is_a_day_on_the_right_side_or_unclear(text: str, today: date, back: bool) -> None:
    found = parse_date(text, today, back=back)

    assert isinstance(found, Unclear) or (found <= today if back else found >= today)


@given(
    st.lists(st.sampled_from(["12", "3", "2027", "week", "donderdag", "volgende", "eind", "mei", "over", "-", "maand"])), DAYS
)
def test_any_row_of_words_about_days_is_a_day_that_is_not_far_or_unclear(words: list[str], today: date) -> None:
    found = parse_date(" ".join(words), today)

    assert isinstance(found, Unclear) or found - today <= FAR


def test_a_day_in_another_year_than_now_is_said_with_its_year_on_the_wall() -> None:
    zone, moment = ZoneInfo("Europe/Amsterdam"), datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert day_in_words(moment, zone, "nl") == "vrijdag 1 januari"
    assert day_in_words(moment, zone, "nl", datetime(2026, 12, 31, 22, tzinfo=UTC)) == "vrijdag 1 januari 2027"
    assert hour_in_words(moment, zone, "en", datetime(2026, 12, 31, 22, tzinfo=UTC)) == "Friday 1 January 2027 at 00:30"
    assert hour_in_words(moment, zone, "nl", moment) == "vrijdag 1 januari om 00:30"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("dinsdag 25:00", True),
        ("volgende week dinsdag 10 uur", True),
        ("menu", False),
        ("morgen ga ik het echt doen denk ik", False),
    ],
)
def test_a_few_words_that_begin_with_a_day_are_meant_as_a_moment(text: str, begins: bool) -> None:
    assert begins_with_a_day(text) is begins
