"""What the bot starts by itself: the next event of a conversation and the budget of a day (N1–N4, C-36)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.content import Format
from dialogs.language.stages import Priority, Stage
from dialogs.settings import DEFAULTS
from dialogs.timing.nudges import ORDER, Course, Due, Plan, Wish, next_event, share_out, spoken, was_agreed, wish_of
from dialogs.timing.onlooker import Group
from dialogs.timing.timetable import on_another_day
from dialogs.timing.workdays import next_allowed
from tests.dialogs.talking import LIBRARY

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PRIORITIES: tuple[Priority, ...] = get_args(Priority)


def at(text: str) -> datetime:
    """Return a moment in the week of the round: ``12 14:00`` is Thursday 12 March."""
    day, clock = text.split()
    return datetime.fromisoformat(f"2026-03-{day}T{clock}").replace(tzinfo=AMSTERDAM).astimezone(UTC)


def allowed(moment: datetime) -> datetime:
    return next_allowed(moment, AMSTERDAM)


THURSDAY = at("12 14:00")
COURSE = Course(opens=THURSDAY, closes=at("17 17:00"), nudges=(at("16 10:00"),))
PROMPTED = replace(COURSE, prompted=THURSDAY)


def test_first_comes_the_prompt() -> None:
    assert next_event(COURSE, allowed) == Due("prompt", THURSDAY)


def test_n1_the_prompt_waits_for_the_hours_of_the_bot() -> None:
    assert next_event(replace(COURSE, opens=at("14 14:00")), allowed) == Due("prompt", at("16 09:00"))


def test_then_comes_the_reminder_and_then_the_closing() -> None:
    assert next_event(PROMPTED, allowed) == Due("nudge", at("16 10:00"), 1)
    assert next_event(replace(PROMPTED, nudged=1), allowed) == Due("close", at("17 17:00"))


def test_n4_whoever_answered_or_skipped_is_not_reminded() -> None:
    assert next_event(replace(PROMPTED, done=True), allowed) == Due("close", at("17 17:00"))
    assert next_event(replace(PROMPTED, done=True, closes=None), allowed) is None


def test_n4_whoever_is_away_until_after_the_closing_hears_nothing() -> None:
    def back_in_april(moment: datetime) -> datetime:
        return allowed(max(moment, at("31 23:00")))

    assert next_event(COURSE, back_in_april) == Due("close", at("17 17:00"))
    assert next_event(PROMPTED, back_in_april) == Due("close", at("17 17:00"))


def test_n3_a_reminder_never_comes_on_the_day_of_the_prompt() -> None:
    moved = replace(COURSE, prompted=at("16 09:00"))

    assert next_event(moved, allowed) == Due("close", at("17 17:00"))


def test_n3_the_last_reminder_still_comes_when_the_first_fell_on_the_day_of_the_prompt() -> None:
    moved = replace(COURSE, prompted=at("16 09:00"), nudges=(at("16 10:00"), at("17 10:00")))

    assert next_event(moved, allowed) == Due("nudge", at("17 10:00"), 2)


def test_n3_there_is_no_reminder_after_the_last() -> None:
    course = replace(PROMPTED, closes=None, nudges=(at("16 10:00"), at("17 10:00")), nudged=2)

    assert next_event(course, allowed) is None


def test_a_reminder_that_would_come_after_the_closing_is_left_out() -> None:
    course = replace(PROMPTED, nudges=(at("17 16:59"), at("17 18:00")), nudged=1)

    assert next_event(course, allowed) == Due("close", at("17 17:00"))


def test_whoever_said_later_is_asked_again_then_and_not_reminded_before() -> None:
    assert next_event(replace(PROMPTED, resume=at("13 09:00")), allowed) == Due("resume", at("13 09:00"))
    assert next_event(replace(PROMPTED, resume=at("14 09:00")), allowed) == Due("resume", at("16 09:00"))


def test_n2_what_did_not_fit_is_looked_at_again_the_next_day() -> None:
    assert next_event(replace(COURSE, not_before=at("13 09:00")), allowed) == Due("prompt", at("13 09:00"))
    assert next_event(replace(PROMPTED, not_before=at("16 12:00")), allowed) == Due("nudge", at("16 12:00"), 1)


def test_what_never_closes_is_asked_all_the_same() -> None:
    assert next_event(replace(COURSE, closes=None), allowed) == Due("prompt", THURSDAY)


HOURS = st.integers(0, 400).map(lambda hours: at("09 00:00") + timedelta(hours=hours))
COURSES = st.builds(
    Course,
    opens=HOURS,
    closes=st.none() | HOURS,
    nudges=st.lists(HOURS, max_size=2).map(lambda found: tuple(sorted(found))),
    not_before=st.none() | HOURS,
)


@given(COURSES)
def test_n1_n3_a_whole_course_is_one_prompt_and_at_most_two_reminders_in_office_hours(course: Course) -> None:
    sent: list[Due] = []

    while (due := next_event(course, allowed)) and due.kind != "close":
        sent.append(due)
        assert len(sent) <= 3
        course = (
            replace(course, prompted=due.at) if due.kind == "prompt" else replace(course, nudged=due.number, not_before=due.at)
        )

    assert [due.kind for due in sent] == ["prompt", "nudge", "nudge"][: len(sent)]
    assert [due.at for due in sent] == sorted(due.at for due in sent)
    assert all(allowed(due.at) == due.at for due in sent)
    assert all(due.at >= course.opens for due in sent)
    assert all(course.closes is None or due.at < course.closes for due in sent)
    assert all(due.at.date() > sent[0].at.date() for due in sent[1:])


@given(COURSES, st.integers(0, 2))
def test_n4_nothing_but_the_closing_comes_to_whoever_is_done(course: Course, nudged: int) -> None:
    done = replace(course, done=True, nudged=nudged, resume=None, prompted=course.opens)

    due = next_event(done, allowed)

    assert due == (Due("close", course.closes) if course.closes else None)


@given(COURSES, HOURS)
def test_who_answered_and_asked_for_a_later_moment_hears_of_it_once_before_closing(course: Course, resume: datetime) -> None:
    done = replace(course, done=True, resume=resume, prompted=course.opens)
    closing = Due("close", course.closes) if course.closes else None

    due = next_event(done, allowed)

    assert due is not None
    assert due == closing or (due.kind == "resume" and due.at == allowed(due.at) and due.at >= resume)
    assert next_event(replace(done, resume=None), allowed) == closing


# -- the budget of a day


def wishes(*priorities: Priority) -> list[Wish]:
    return [Wish(number, priority) for number, priority in enumerate(priorities)]


def test_n2_one_wish_on_a_fresh_day_is_sent() -> None:
    assert share_out(wishes("wonder"), 0, 0, DEFAULTS) == Plan(send=(0,))


def test_n2_nothing_due_is_nothing_sent() -> None:
    assert share_out([], 0, 0, DEFAULTS) == Plan()


def test_n2_after_one_message_today_there_is_no_second() -> None:
    assert share_out(wishes("wonder", "assignment", "mood", "habit"), 1, 1, DEFAULTS) == Plan(move=(1, 0), drop=(2, 3))


def test_n2_after_three_messages_this_week_there_is_no_fourth() -> None:
    assert share_out(wishes("wonder", "mood"), 0, 3, DEFAULTS) == Plan(move=(0,), drop=(1,))


def test_n2_two_items_fit_in_one_message_and_the_rest_moves_or_is_left_out() -> None:
    assert share_out(wishes("mood", "wonder", "insight", "assignment"), 0, 0, DEFAULTS) == Plan(
        send=(3, 2), move=(1,), drop=(0,)
    )


def test_n2_announcements_of_assignments_may_exceed_the_week_but_never_the_day() -> None:
    announced = Wish(1, "assignment", beyond_week=True)

    assert share_out([announced, Wish(2, "wonder")], 0, 3, DEFAULTS) == Plan(send=(1,), move=(2,))
    assert share_out([announced], 1, 3, DEFAULTS) == Plan(move=(1,))


ASSIGNMENT = Format.model_validate(
    {"id": "a", "title": "A", "source": "s", "why": "w", "kept": "k", "priority": "assignment", "overflow": "exempt",
     "stages": [{"id": "tell", "questions": [{"id": "q", "ask": "?"}]}]}
)  # fmt: skip
TWICE = Course(at("02 09:00"), at("06 09:00"), nudges=(at("03 09:00"), at("04 09:00")))


@pytest.mark.parametrize(
    ("due", "beyond"),
    [(Due("prompt", at("02 09:00")), True), (Due("nudge", at("03 09:00"), 1), False), (Due("nudge", at("04 09:00"), 2), True),
     (Due("resume", at("04 09:00")), False)],
)  # fmt: skip
def test_c36_only_announcement_and_last_reminder_of_what_is_exempt_go_beyond_the_week(due: Due, beyond: bool) -> None:
    assert wish_of(1, ASSIGNMENT, ASSIGNMENT.stages[0], TWICE, due).beyond_week is beyond


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ({}, Wish(1, "assignment", beyond_week=True, overflow="exempt")),
        ({"priority": "confirmation"}, Wish(1, "confirmation", beyond_week=True, overflow="exempt")),
        ({"overflow": "move"}, Wish(1, "assignment", overflow="move")),
        ({"priority": "habit", "overflow": "drop"}, Wish(1, "habit", overflow="drop")),
    ],
)
def test_c36_a_stage_goes_by_its_own_priority_and_overflow_or_else_by_those_of_its_format(
    words: dict[str, str], wish: Wish
) -> None:
    stage = Stage.model_validate({"id": "confirm", "questions": [{"id": "line_ok", "ask": "?"}], **words})

    assert wish_of(1, ASSIGNMENT, stage, TWICE, Due("prompt", at("02 09:00"))) == wish


def test_n2_a_format_may_say_otherwise_what_becomes_of_what_does_not_fit() -> None:
    dropped, moved = Wish(1, "wonder", overflow="drop"), Wish(2, "mood", overflow="move")

    assert share_out([dropped, moved], 1, 0, DEFAULTS) == Plan(move=(2,), drop=(1,))


def test_c36_what_does_not_count_goes_along_whatever_was_sent() -> None:
    report = Wish(1, "follow_up", counted=False)

    assert share_out([report, Wish(2, "wonder")], 1, 3, DEFAULTS) == Plan(send=(1,), move=(2,))
    assert share_out([report, Wish(2, "wonder"), Wish(3, "insight")], 0, 0, DEFAULTS) == Plan(send=(1, 3), move=(2,))


def test_c36_the_order_is_that_of_the_list() -> None:
    wanted = (
        "assignment contract confirmation value_check transfer during before after duo_report nameless insight conditions "
        "story wonder journal follow_up mood habit"
    )

    assert ORDER[:-1] == tuple(wanted.split())
    assert ORDER[-1] == "invitation"


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDER)))
def test_c36_what_stands_earlier_in_the_list_goes_first(first: Priority, second: Priority) -> None:
    plan = share_out([Wish(1, second), Wish(2, first)], 0, 0, DEFAULTS)

    assert plan.send == (2, 1)


@given(
    st.lists(
        st.builds(Wish, st.integers(), st.sampled_from(PRIORITIES), st.booleans(), st.booleans()), unique_by=lambda one: one.id
    ),
    st.integers(0, 3),
    st.integers(0, 5),
)
def test_n2_every_wish_is_sent_moved_or_left_out_and_never_over_budget(found: list[Wish], today: int, week: int) -> None:
    plan = share_out(found, today, week, DEFAULTS)

    by_id = {wish.id: wish for wish in found}
    sent = [by_id[id_] for id_ in plan.send]
    assert sorted((*plan.send, *plan.move, *plan.drop)) == sorted(by_id)
    assert len(plan.send) <= 2
    assert all(by_id[id_].drops for id_ in plan.drop)
    assert not any(by_id[id_].drops for id_ in plan.move)
    if today:
        assert not any(wish.counted for wish in sent)
    if week >= 3:
        assert all(wish.beyond_week or not wish.counted for wish in sent)


@given(st.lists(st.sampled_from(PRIORITIES), min_size=1, max_size=6), st.integers(0, 3), st.integers(0, 5))
def test_n2_the_order_of_the_question_does_not_matter(priorities: list[Priority], today: int, week: int) -> None:
    found = wishes(*priorities)

    assert share_out(found, today, week, DEFAULTS) == share_out(reversed(found), today, week, DEFAULTS)


def test_what_was_asked_to_be_heard_later_takes_the_place_of_the_reminder_of_that_day() -> None:
    later = replace(PROMPTED, resume=at("16 09:00"))

    told = spoken(later, Due("resume", at("16 09:00")), at("16 09:00"), AMSTERDAM)

    assert next_event(told, allowed, AMSTERDAM) == Due("close", at("17 17:00"))


@pytest.mark.parametrize(
    ("format", "optional", "agreed"),
    [
        ("weekly_wonder", False, False),
        ("quarterly_value_check", False, True),
        ("assignment", False, True),
        ("leergroep_meeting", True, False),
    ],
)
def test_x05_what_a_group_planned_itself_is_put_in_nobodys_place(format: str, optional: bool, agreed: bool) -> None:
    assert was_agreed(LIBRARY.editions[format].dutch, optional=optional) is agreed


@pytest.mark.parametrize(
    ("due", "closes", "expected"),
    [
        ("12 14:00", None, "13 14:00"),
        ("12 14:00", "13 15:00", "13 14:00"),
        ("12 14:00", "13 12:00", "13 09:00"),
        ("12 18:00", None, "13 09:00"),
        ("13 10:00", None, "16 10:00"),
    ],
)
def test_n2_what_did_not_fit_comes_on_another_day_at_its_own_hour(due: str, closes: str | None, expected: str) -> None:
    group = Group(AMSTERDAM)

    found = on_another_day(at(due), at(due), at(closes) if closes else None, group, group)

    assert found == at(expected)
