"""The plan of a round: the days that were chosen, and when its stages are reached (S06)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dialogs.language.stages import Stage
from dialogs.talk.conversation import Mark
from dialogs.talk.fitting import Around, fitted
from dialogs.timing.named_days import planned
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, Window, comes, ends_at, over_at, window_of
from tests.dialogs.talking import a_stage
from tests.dialogs.test_anchors import PLAN, PLANNING, TELL, a_format, a_planned_format
from tests.dialogs.test_going_over import going_over
from tests.kit.town import AMSTERDAM, at

GROUP = Group(AMSTERDAM)
OPENED = at("2026-03-09 10:00").astimezone(UTC)
MEETING = at("2026-03-26 14:00").astimezone(UTC)
LAST = at("2026-01-08 14:00").astimezone(UTC)


def a_plan(**words: Any) -> Plan:
    return Plan("ingrid", 7, **words)


def stage(window: dict[str, Any], **words: Any) -> Stage:
    return a_stage({"id": "one"}, window=window, **words)


def test_a_plan_comes_back_as_it_was_kept() -> None:
    plan = a_plan(
        chosen={"focus": ("kort",)}, people={"scribe": "bram"}, moments={"meeting": MEETING}, reached=("tell",),
        passed=("noor",), silent=("joost",), named={"model": (4, "concept_name")}, again=True,
    )  # fmt: skip

    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize(("chosen", "moment"), [("2026-03-26T14:00", "2026-03-26 14:00"), ("2026-03-26", "2026-03-26 09:00")])
def test_a_day_that_was_chosen_becomes_a_moment_on_the_wall_of_the_group(chosen: str, moment: str) -> None:
    found = planned(a_planned_format({}), {"meeting": Mark(answered=True, chosen=(chosen,))}, OPENED, GROUP, LAST, LAST)

    assert found == {"meeting": at(moment)}


def test_a_button_beside_a_day_may_say_when() -> None:
    format = a_planned_format({}, when={"channel": {"label": "In het kanaal", "moment": "+10 days"}})

    found = planned(format, {"meeting": Mark(answered=True, chosen=("channel",))}, OPENED, GROUP, LAST, LAST)

    assert found == {"meeting": at("2026-03-19 10:00")}


@pytest.mark.parametrize("mark", [None, Mark(answered=False), Mark(answered=True, chosen=("unknown",))])
def test_what_was_not_chosen_is_no_moment(mark: Mark | None) -> None:
    format = a_planned_format({}, when={"unknown": "Dat weten we nog niet"})

    assert planned(format, {"meeting": mark} if mark else {}, OPENED, GROUP, LAST, LAST) == {}


def test_a_stage_is_not_reached_while_it_is_not_known_when_it_opens() -> None:
    assert window_of(stage({"opens": "write"}), a_plan(), OPENED, GROUP) is None


def test_a_stage_opens_at_the_end_of_another() -> None:
    plan = a_plan().ends("write", MEETING)

    assert window_of(stage({"opens": "write", "closes": "+48 hours"}), plan, OPENED, GROUP) == Window(
        MEETING, MEETING + timedelta(hours=48), ()
    )


def test_a_stage_that_does_not_close_reminds_nobody() -> None:
    assert window_of(stage({}), a_plan(), OPENED, GROUP) == Window(OPENED, None, ())


def test_a_stage_never_opens_before_its_round() -> None:
    plan = a_plan(moments={"meeting": MEETING})
    found = window_of(stage({"opens": "meeting - 30 days", "closes": "meeting"}), plan, OPENED, GROUP)

    assert found == Window(OPENED, MEETING, ())


def test_a_stage_that_is_reached_late_has_its_whole_time_from_then() -> None:
    plan, late = a_plan().ends("write", MEETING), MEETING + timedelta(days=5)

    found = window_of(stage({"opens": "write", "closes": "+48 hours"}), plan, OPENED, GROUP, reached=late)

    assert found == Window(late, late + timedelta(hours=48), ())


LONG = {
    "opens": "meeting - 10 days", "closes": "meeting", "nudges": ["+5 days 10:00", "+9 days 10:00"],
    "shorter": ["halfway", "closing - 1 workdays 10:00"],
}  # fmt: skip


def test_s06_reminders_come_on_day_five_and_nine_of_the_preparation() -> None:
    found = window_of(stage(LONG), a_plan(moments={"meeting": MEETING}), OPENED, GROUP)

    assert found is not None
    assert found.nudges == (at("2026-03-21 10:00"), at("2026-03-25 10:00"))


def test_s06_a_shorter_preparation_reminds_halfway_and_a_working_day_before_it_closes() -> None:
    meeting = at("2026-03-16 10:00").astimezone(UTC)

    found = window_of(stage(LONG), a_plan(moments={"meeting": meeting}), OPENED, GROUP)

    assert found is not None
    assert found.nudges == (OPENED + (meeting - OPENED) / 2, at("2026-03-13 10:00"))


def test_a_round_that_moved_closer_does_not_close_before_it_opens() -> None:
    plan = a_plan(moments={"meeting": datetime(2026, 3, 1, tzinfo=UTC)})

    assert window_of(stage(LONG), plan, OPENED, GROUP) == Window(
        OPENED, OPENED, (at("2026-03-09 10:00"), at("2026-03-06 10:00"))
    )


@pytest.mark.parametrize(("chosen", "expected"), [({"focus": ("kort",)}, True), ({"focus": ("lang",)}, False), ({}, False)])
def test_a_stage_comes_where_what_was_chosen_asks_for_it(chosen: dict[str, tuple[str, ...]], expected: bool) -> None:
    assert comes(stage({}, only_if={"focus": ["kort"]}), a_plan(chosen=chosen)) is expected


def test_a_stage_that_was_reached_does_not_come_again() -> None:
    assert not comes(stage({}), a_plan().ends("tell", OPENED))


def test_what_ends_early_is_reached_once() -> None:
    plan = a_plan().ends("write", MEETING).ends("write", OPENED)

    assert (plan.reached, plan.moments) == (("write",), {"write": OPENED})


def test_s06_a_stage_that_is_put_back_is_still_to_be_reached() -> None:
    ended = a_plan().ends("prepare", at("2026-03-26 14:00")).ends("write", at("2026-03-27 12:00"))

    back = ended.not_reached("write")

    assert back == a_plan().ends("prepare", at("2026-03-26 14:00"))


@pytest.mark.parametrize(
    ("ended", "over"), [("2026-03-10 10:00", "2026-03-14 10:00"), ("2026-03-20 10:00", "2026-03-20 10:00")]
)  # fmt: skip
def test_k3_a_round_is_over_when_its_stages_had_their_whole_time_however_early_somebody_was_done(ended: str, over: str) -> None:
    format = a_planned_format({"closes": "+5 days"})

    assert over_at(format, a_plan().ends("tell", at(ended)), OPENED, GROUP) == at(over)


def test_what_does_not_come_in_a_round_makes_it_no_longer() -> None:
    format = a_planned_format({"closes": "+5 days"}, only_if={"go": ["no"]})

    assert over_at(format, a_plan(), OPENED, GROUP) == OPENED


@pytest.mark.parametrize(
    ("closes", "ends"),
    [
        ("2026-04-02 14:00", "2026-04-02 14:00"),
        ("2026-04-04 14:00", "2026-04-07 14:00"),  # from a Saturday over Easter Monday
        ("2026-04-06 14:00", "2026-04-07 14:00"),
    ],
)
def test_s06_a_time_to_decide_does_not_end_on_a_day_without_work(closes: str, ends: str) -> None:
    asks = going_over(4, silence={"sure": ["yes"]})

    assert ends_at(asks, Window(OPENED, at(closes), ()), GROUP) == at(ends)


def test_another_stage_ends_when_it_closes_or_else_when_it_opens() -> None:
    assert ends_at(stage({}), Window(OPENED, at("2026-04-04 14:00"), ()), GROUP) == at("2026-04-04 14:00")
    assert ends_at(stage({}), Window(OPENED, None, ()), GROUP) == OPENED


# -- what is asked in such a round


ASKED = a_stage(
    {"id": "always"},
    {"id": "short", "only_if": {"focus": ["kort"]}},
    {"id": "long", "only_if": {"focus": ["lang"], "always": ["answered"]}},
)


@pytest.mark.parametrize(("focus", "asked"), [("kort", ["always", "short"]), ("lang", ["always", "long"])])
def test_s06_what_was_chosen_for_a_round_decides_what_is_asked_in_it(focus: str, asked: list[str]) -> None:
    there = fitted(ASKED, Around(plan=a_plan(chosen={"focus": (focus,)})))

    assert [question.id for question in there.questions] == asked
    assert there.questions[-1].only_if == ({"always": ("answered",)} if focus == "lang" else {})


def test_a_stage_that_depends_on_itself_alone_stays_as_it_is_in_a_planned_round() -> None:
    there = a_stage({"id": "one"}, {"id": "two", "only_if": {"one": ["answered"]}})

    assert fitted(there, Around(plan=a_plan())) is there


def test_a_plan_knows_what_somebody_does_in_it() -> None:
    plan = Plan("ingrid", 7, people={"scribe": "bram", "host": "noor"}, passed=("bram",))

    assert (plan.parts_of("ingrid"), plan.parts_of("bram"), plan.parts_of("joost")) == (["starter"], ["scribe", "passed"], [])


def test_who_is_erased_stands_nowhere_in_a_plan_and_the_others_stay() -> None:
    plan = Plan("ingrid", 7, people={"scribe": "bram", "host": "noor"}, passed=("bram", "samira"))

    assert plan.without("bram") == Plan("ingrid", 7, people={"host": "noor"}, passed=("samira",))
    assert plan.without("ingrid").starter == ""


def test_a_day_that_was_skipped_may_be_counted_from_the_last_round() -> None:
    since = {"id": "since", "kind": "date", "ask": "Sinds wanneer?", "behind": True, "default": "last + 1 days"}
    format = a_format({}, starts={"plans": "klein plannen"}, rhythms={}, outputs=[],
                      stages=[PLAN | {"questions": [since, *PLANNING[1:]]}, TELL])  # fmt: skip

    assert planned(format, {"since": Mark(answered=False)}, OPENED, GROUP, LAST, LAST) == {"since": at("2026-01-09 14:00")}
    assert planned(format, {"since": Mark(answered=False)}, OPENED, GROUP, None, LAST) == {"since": LAST}


OTHERWISE = {"only_if": {"meeting": ["channel"]}, "window": {"closes": "+3 workdays 17:00"}, "invite": "In het kanaal."}


@pytest.mark.parametrize(
    ("chosen", "closes", "invite"),
    [("channel", "2026-03-12 17:00", "In het kanaal."), ("2026-03-26T14:00", "2026-03-10 12:00", "Kom je?")],
)
def test_a_stage_is_otherwise_where_something_else_was_chosen(chosen: str, closes: str, invite: str) -> None:
    one = stage({"closes": "+1 workdays 12:00"}, invite="Kom je?", remind="Nog even.", otherwise=OTHERWISE)
    plan = a_plan(chosen={"meeting": (chosen,)})

    window, seen = window_of(one, plan, OPENED, GROUP), fitted(one, Around(plan=plan))

    assert window is not None
    assert window.closes == at(closes)
    assert (seen.invite, seen.remind) == (invite, "Nog even.")


@pytest.mark.parametrize(
    ("chosen", "met"),
    [(("channel",), {"channel", "answered"}), (("2026-03-26T14:00",), {"day", "answered"}), ((), {"skipped"})],
)
def test_a_condition_tells_a_day_from_a_button_beside_it(chosen: tuple[str, ...], met: set[str]) -> None:
    plan = a_plan(chosen={"meeting": chosen} if chosen else {})

    assert {one for one in ("channel", "day", "answered", "skipped") if plan.holds({"meeting": (one,)})} == met


@pytest.mark.parametrize(("known", "met"), [("done", {"answered"}), ("declined", {"declined", "skipped"})])
def test_a_stage_that_was_let_go_by_is_skipped(known: str, met: set[str]) -> None:
    plan = a_plan(chosen={"review": (known,)}, reached=("review",))

    assert {one for one in ("answered", "declined", "skipped") if plan.holds({"review": (one,)})} == met


def test_somebody_stands_in_a_plan_under_the_id_by_which_she_is_known_now() -> None:
    doing = {"scribe": "noor", "host": "bram"}
    plan = a_plan(people=doing, passed=("noor",), silent=("noor", "bram"), chosen={"who": ("noor",)})

    now = plan.with_another("noor", "olga").with_another("ingrid", "ina")

    there = a_plan(people=doing | {"scribe": "olga"}, passed=("olga",), silent=("olga", "bram"), chosen={"who": ("olga",)})
    assert now == replace(there, starter="ina")


@pytest.mark.parametrize(("silent", "passed", "said_nothing"), [(False, ("bram",), ()), (True, (), ("bram",))])
def test_who_says_no_and_who_says_nothing_are_told_apart(
    silent: bool, passed: tuple[str, ...], said_nothing: tuple[str, ...]
) -> None:
    without = a_plan(people={"scribe": "bram"}).without_doing("bram", silent=silent)

    assert (without.passed, without.silent) == (passed, said_nothing)
