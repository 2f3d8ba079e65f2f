"""What an organisation or a group may set otherwise: the catalogue, and whose choice holds (spec §14)."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from dialogs.language.adjusting import adjusted
from dialogs.library import load
from dialogs.settings import (
    DEFAULTS,
    HOLIDAYS_ADDED,
    HOLIDAYS_REMOVED,
    KEYS,
    MOST_CHARACTERS,
    PER_WEEK,
    SPLIT_AT,
    WINDOW,
    ZONE,
    K,
    Settings,
    WrongSetting,
    key_named,
    require_place,
    together,
    with_holiday,
)

EDITIONS = load().editions
WONDER = EDITIONS["weekly_wonder"]


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_every_default_is_a_value_that_can_be_set(key: object) -> None:
    name = str(getattr(key, "name"))  # noqa: B009 - the keys have different types

    assert KEYS[name].read(KEYS[name].default) == DEFAULTS[KEYS[name]]


def test_without_any_choice_the_numbers_of_the_spec_hold() -> None:
    assert DEFAULTS[ZONE] == ZoneInfo("Europe/Amsterdam")
    assert DEFAULTS[WINDOW] == (time(9), time(17))
    assert (DEFAULTS[PER_WEEK], DEFAULTS[K], DEFAULTS[MOST_CHARACTERS], DEFAULTS[SPLIT_AT]) == (3, 4, 4000, 12_000)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nudge.max_per_day", "3"), ("nudge.max_per_day", "0"), ("nudge.max_per_week", "veel"), ("anonymity.k", "2"),
        ("anonymity.k_text", "-3"), ("time.zone", "Amsterdam"), ("time.zone", "Europe"), ("time.zone", "../secret"),
        ("time.window", "9 tot 5"), ("time.window", "17:00-09:00"), ("time.window", "09:00-25:00"),
        ("wonder.open", "sun 14:00"), ("wonder.open", "+1 days 14:00"), ("wonder.close", "dinsdag"),
        ("wonder.cadence", "monthly"), ("holidays.added", "24 december"), ("contact", "x" * 201), ("reminder.max", "²"),
        ("security.contact", "iemand"), ("security.contact", "http://voorbeeld.nl/melden"),
        ("security.contact", "a@b.nl Contact: c@d.nl"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_says_what_to_write(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=rf'{name} cannot be ".*"; write '):
        key_named(name).read(value)


@pytest.mark.parametrize(
    ("name", "said"), [("nudge.maxperweek", 'did you mean "nudge.max_per_week"'), ("qqq", "the settings are time.zone, ")]
)
def test_a_misspelt_key_names_the_nearest_one_or_all(name: str, said: str) -> None:
    with pytest.raises(WrongSetting, match=said):
        key_named(name)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("security@voorbeeld.nl", "mailto:security@voorbeeld.nl"), ("https://voorbeeld.nl/melden", "https://voorbeeld.nl/melden")],
)
def test_where_a_weakness_is_reported_is_kept_as_the_page_for_it_says_it(text: str, kept: str) -> None:
    assert key_named("security.contact").read(text) == kept


@pytest.mark.parametrize(("name", "text", "below"), [
    ("anonymity.k", "2", True), ("anonymity.k", " -1 ", True), ("anonymity.k", "3", False), ("anonymity.k", "99", False),
    ("anonymity.k", "veel", False), ("anonymity.k", "", False), ("contact", "2", False),
])  # fmt: skip
def test_only_a_number_can_be_lower_than_a_setting_can_be(name: str, text: str, *, below: bool) -> None:
    assert key_named(name).is_below(text) is below


def test_how_long_things_are_kept_is_no_choice_of_a_group() -> None:
    require_place(key_named("retention.left_days"), None)
    require_place(key_named("anonymity.k"), "bezwaar")

    with pytest.raises(WrongSetting, match="holds for the whole organisation; leave out --group bezwaar"):
        require_place(key_named("retention.left_days"), "bezwaar")


def test_what_a_group_chose_goes_before_its_organisation_and_that_before_the_default() -> None:
    holds = Settings(together({"nudge.max_per_week": "2", "anonymity.k": "5"}, {"nudge.max_per_week": "1"}))

    assert (holds[PER_WEEK], holds[K], holds[SPLIT_AT]) == (1, 5, 12_000)


def test_holidays_of_organisation_and_group_add_up_and_a_group_may_work_on_one() -> None:
    organisation = {"holidays.added": "2026-12-24,2026-12-31", "holidays.removed": "2026-05-05"}
    group = {"holidays.added": "2026-05-05,2026-10-03", "holidays.removed": "2026-12-24"}

    holds = Settings(together(organisation, group))

    assert holds[HOLIDAYS_ADDED] == {date(2026, 12, 31), date(2026, 10, 3), date(2026, 5, 5)}
    assert holds[HOLIDAYS_REMOVED] == {date(2026, 12, 24)}
    assert holds.calendar.is_holiday(date(2026, 5, 5))
    assert not holds.calendar.is_holiday(date(2026, 12, 24))


def test_a_day_stands_in_one_of_both_lists() -> None:
    free = with_holiday({"holidays.removed": "2026-05-05,2026-04-27"}, date(2026, 5, 5), free=True)
    works = with_holiday(free, date(2026, 5, 5), free=False)

    assert free == {"holidays.added": "2026-05-05", "holidays.removed": "2026-04-27"}
    assert works == {"holidays.added": "", "holidays.removed": "2026-04-27,2026-05-05"}


def test_what_cannot_be_read_any_more_counts_as_not_chosen() -> None:
    holds = Settings({"of.a.newer.version": "1", "anonymity.k": "many", "nudge.max_per_week": "2"})

    assert holds.chosen == {"nudge.max_per_week": "2"}
    assert (holds[K], holds[PER_WEEK]) == (4, 2)


def test_a_format_stays_as_it_is_where_nothing_touches_it() -> None:
    assert adjusted(WONDER, Settings({"contact": "Anneke"})) is WONDER


def test_the_defaults_of_the_weekly_question_are_those_of_its_file() -> None:
    said = {name: key.default for name, key in KEYS.items() if name.startswith("wonder.")}

    assert adjusted(WONDER, Settings(said)) is WONDER


def test_the_moments_of_the_weekly_question_are_those_that_were_set() -> None:
    chosen = {"cadence": "biweekly", "open": "wed 11:00", "close": "fri 12:00", "reminder": "fri 09:30", "digest": "mon 10:00"}

    moved = adjusted(WONDER, Settings({f"wonder.{name}": value for name, value in chosen.items()}))

    body = moved.body
    assert moved.dutch.starts.rhythm == "biweekly"
    assert {(one.get("on"), one["at"]) for one in body["rhythms"].values()} == {("wed", "11:00"), (None, "11:00")}
    assert (body["stages"][0]["window"], body["outputs"][0]["at"]) == (
        {"closes": "fri 12:00", "nudges": ["fri 09:30"]}, "mon 10:00",
    )  # fmt: skip
    assert moved.version != WONDER.version
    assert moved.english.title == WONDER.english.title


def test_how_often_and_how_long_people_are_asked_for_a_moment_of_insight_is_what_was_set() -> None:
    moved = adjusted(
        load().editions["informal_insight_checklist"], Settings({"insight.every_weeks": "6", "insight.open_days": "15"})
    )

    assert {one["every"] for one in moved.body["rhythms"].values()} == {"6 weeks"}
    assert moved.body["stages"][0]["window"]["closes"] == "+15 workdays"


def test_a_reminder_that_would_come_after_closing_is_left_out() -> None:
    moved = adjusted(WONDER, Settings({"wonder.open": "tue 11:00"}))

    assert moved.dutch.stages[0].window.nudges == ()


def test_reminders_and_lengths_are_cut_to_what_was_set_but_never_made_larger() -> None:
    onboarding = load().editions["onboarding"]

    less = adjusted(onboarding, Settings({"reminder.max": "0", "text.max_chars": "600"}))

    assert all(stage.window.nudges == () for stage in less.dutch.stages)
    assert less.dutch.question("call_name").max == onboarding.dutch.question("call_name").max
    assert adjusted(WONDER, Settings({"text.max_chars": "600"})).dutch.question("wonder_text").max == 600


def test_s17_how_often_a_scan_is_offered_and_when_the_week_begins_is_what_was_set() -> None:
    offer = adjusted(load().editions["conditions_offer"], Settings({"conditions.every_months": "3"})).dutch
    start = adjusted(load().editions["week_start_mood"], Settings({"mood.open": "tue 10:00"})).dutch

    assert [(one.window.opens.count, one.window.closes.count) for one in offer.stages if one.window.closes] == [
        (13, 15),
        (26, 28),
    ]
    assert (start.rhythms["weekly"].on, start.rhythms["weekly"].at) == (("tue",), "10:00")


def test_s18_somebody_is_asked_how_it_went_after_as_many_days_as_is_set() -> None:
    picker = adjusted(load().editions["action_picker"], Settings({"picker.followup_days": "21"})).dutch
    assert picker.stages[0].afterwards is not None
    after = picker.stages[0].afterwards.after
    assert (after.count, after.unit) == (21, "days")


@pytest.mark.parametrize(
    ("format_id", "name", "text", "usual", "count"),
    [("duo_begin", "duo.report_weeks", "8", 8, 5), ("duo_meetings", "duo.intervision_count", "4", 8, 4),
     ("duo_begin", "duo.intervision_count", "4", 6, 5), ("duo_meetings", "duo.hours_per_person", "40", 8, 3)],
)  # fmt: skip
def test_a_programme_has_as_many_days_and_weeks_between_as_was_set(
    format_id: str, name: str, text: str, usual: int, count: int
) -> None:
    programme = adjusted(EDITIONS[format_id], Settings({name: text})).dutch.programme
    assert programme is not None
    assert (programme.usual, programme.count) == (usual, count)
