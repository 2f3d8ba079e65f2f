"""What the moments of a format may count from: only what a round has, so that planning never fails."""

from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.language.content import Format
from dialogs.language.windows import Window
from dialogs.timing.cadence import Moment

PLANNING: list[dict[str, Any]] = [
    {"id": "since", "kind": "date", "ask": "Sinds wanneer?", "behind": True},
    {"id": "meeting", "kind": "date", "ask": "Wanneer?", "time": True, "required": True},
    {"id": "scribe", "kind": "person", "ask": "Wie schrijft er mee?"},
    {"id": "go", "kind": "yesno", "ask": "Zal ik vragen?", "options": {"yes": {"label": "Ja", "does": "open round"}}},
]
PLAN = {"id": "plan", "who": "starter", "questions": PLANNING}
TELL = {
    "id": "tell",
    "questions": [{"id": "win", "ask": "Wat lukte?"}, {"id": "who", "kind": "share", "ask": "Wie?", "allow": ["V0", "V2"]}],
}


OVERVIEW = {"id": "fac", "kind": "overview", "to": "facilitator", "at": "opening", "head": "Kop"}


def a_format(window: dict[str, Any], at: str = "wed 09:00", **words: Any) -> Format:
    sections = [{"head": "Kop", "show": ["win"]}]
    body = {"id": "weekly", "title": "Klein", "source": "001", "why": "Daarom.", "kept": "kort", "starts": {"rhythm": "weekly"},
            "rhythms": {"weekly": {"every": "week", "on": "mon", "at": "10:00"}},
            "stages": [TELL | {"window": window}],
            "outputs": [{"id": "room", "at": at, "head": "Kop", "sections": sections}]}  # fmt: skip
    return Format.model_validate(body | words)


def a_planned_format(window: dict[str, Any], at: str = "tell", when: dict[str, Any] | None = None, **words: Any) -> Format:
    asked = [{**question, "options": when} if when and question["id"] == "meeting" else question for question in PLANNING]
    stages = [PLAN | {"questions": asked}, TELL | {"window": window} | words]
    return a_format({}, at, starts={"plans": "klein plannen"}, rhythms={}, stages=stages)


@pytest.mark.parametrize("place", ["opens", "closes"])
def test_a_window_counts_from_nothing_that_a_round_lacks(place: str) -> None:
    with pytest.raises(ValidationError, match='nothing here counts from "meeting"; count from the opening'):
        a_format({"closes": "+5 days", place: "meeting - 3 workdays"})


def test_a_closing_does_not_count_from_itself() -> None:
    with pytest.raises(ValidationError, match='nothing here counts from "closing"'):
        a_format({"closes": "closing - 1 days"})


def test_a_nudge_may_count_from_the_closing() -> None:
    window = a_format({"closes": "tue 17:00", "nudges": ["closing - 1 workdays 10:00"]}).stages[0].window

    assert window.nudges[0].anchor == "closing"


def test_a_nudge_counts_from_no_half_way_in_a_round_of_the_calendar() -> None:
    with pytest.raises(ValidationError, match='nothing here counts from "halfway"'):
        a_format({"closes": "tue 17:00", "nudges": ["halfway"]})


def test_an_output_counts_from_the_opening_or_the_closing() -> None:
    with pytest.raises(ValidationError, match="count from the opening or the closing"):
        a_format({"closes": "tue 17:00"}, at="meeting")


def test_a_window_of_a_rhythm_counts_from_what_a_round_has() -> None:
    weekly = {"every": "week", "on": "mon", "at": "10:00", "windows": {"tell": {"closes": "meeting"}}}
    with pytest.raises(ValidationError, match='nothing here counts from "meeting"'):
        a_format({"closes": "tue 17:00"}, rhythms={"weekly": weekly})


def test_a_planned_round_counts_from_the_days_that_were_chosen_and_the_ends_of_its_stages() -> None:
    format = a_planned_format({"opens": "meeting - 10 days", "closes": "meeting", "nudges": ["halfway"]}, at="tell + 1 hours")

    assert format.dates == ("meeting",)


@pytest.mark.parametrize("anchor", ["since", "tell", "go"])
def test_a_planned_round_counts_from_nothing_that_lies_behind_or_comes_later(anchor: str) -> None:
    with pytest.raises(ValidationError, match=f'nothing here counts from "{anchor}"; count from the opening or the meeting'):
        a_planned_format({"opens": anchor})


# -- whom a planned round asks, and when it is asked at all


@pytest.mark.parametrize("who", ["members", "home", "starter", "lead", "scribe"])
def test_a_stage_of_a_planned_round_may_ask_somebody_who_was_named(who: str) -> None:
    assert a_planned_format({}, who=who).stages[1].who == who


@pytest.mark.parametrize("who", ["meeting", "nobody"])
def test_a_stage_asks_nobody_whom_the_plan_does_not_name(who: str) -> None:
    with pytest.raises(
        ValidationError, match=f"tell asks {who}, whom nobody knows here; write one of: facilitator, home, lead, members"
    ):
        a_planned_format({}, who=who)


def test_a_stage_may_depend_on_what_was_chosen_for_the_round() -> None:
    assert a_planned_format({}, only_if={"go": ["yes"]}).stages[1].only_if == {"go": ("yes",)}


@pytest.mark.parametrize(
    ("only_if", "flaw"),
    [
        ({"win": ["short"]}, "which is not chosen when"),
        ({"go": ["blue"]}, "go = blue, which is no option of it"),
    ],
)
def test_a_stage_depends_on_nothing_else(only_if: dict[str, list[str]], flaw: str) -> None:
    with pytest.raises(ValidationError, match=flaw):
        a_planned_format({}, only_if=only_if)


def test_a_stage_has_something_to_ask_whatever_was_chosen() -> None:
    asked = [
        {"id": "win", "ask": "Wat lukte?", "only_if": {"go": ["yes"]}},
        {"id": "who", "kind": "share", "ask": "Wie?", "allow": ["V0", "V2"], "only_if": {"win": ["answered"]}},
    ]
    with pytest.raises(ValidationError, match="tell may have nothing to ask in some rounds; give the stage only_if"):
        a_planned_format({}, questions=asked)


def test_a_round_is_planned_by_an_answer_that_opens_it() -> None:
    asked = PLAN | {"questions": PLANNING[:3]}
    with pytest.raises(ValidationError, match="no answer opens the round that is planned"):
        a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=[asked, TELL])


def test_a_round_opens_by_the_calendar_or_by_a_word() -> None:
    with pytest.raises(ValidationError, match="leave rhythms or plans out"):
        a_format({}, starts={"plans": "klein plannen", "rhythm": "weekly"}, stages=[PLAN, TELL])


def test_nothing_can_be_planned_without_a_stage() -> None:
    with pytest.raises(ValidationError, match="there is nothing to plan a round with"):
        a_format(
            {},
            starts={"plans": "klein plannen"},
            rhythms={},
            stages=[],
            outputs=[OVERVIEW],
        )


def test_only_a_planned_format_opens_a_round() -> None:
    with pytest.raises(ValidationError, match="only the first stage of a format with a word to plan opens a round"):
        a_format({}, stages=[PLAN | {"who": "members"}])


def test_a_text_that_the_group_reads_may_name_a_round_that_is_planned() -> None:
    name = {"id": "called_so", "ask": "Hoe heet het?", "public": "V2", "replaces": {"Kop": "{called_so}"}}
    format = a_format({}, starts={"plans": "klein plannen"}, rhythms={}, outputs=[],
                      stages=[PLAN | {"questions": [name, *PLANNING]}, TELL])  # fmt: skip

    assert [one.id for one in format.names] == ["called_so"]


WHEN = {"channel": {"label": "In het kanaal", "moment": "+10 days"}}


def an_output(**words: Any) -> list[dict[str, Any]]:
    return [{"id": "begin", "kind": "message", "at": "meeting", "head": "Welkom.", **words}]


def a_round_that_is_planned(outputs: list[dict[str, Any]], **words: Any) -> Format:
    asked = [{**one, "options": WHEN} if one["id"] == "meeting" else one for one in PLANNING]
    stages = [PLAN | {"questions": asked}, TELL | {"window": {"closes": "meeting"}} | words]
    return a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=stages, outputs=outputs)


def test_an_output_may_come_in_some_rounds_only() -> None:
    (output,) = a_round_that_is_planned(an_output(only_if={"meeting": ["day"]})).outputs

    assert output.only_if == {"meeting": ("day",)}


@pytest.mark.parametrize(
    ("only_if", "what"),
    [
        ({"win": ["answered"]}, "begin depends on win, which is not chosen when the round is planned"),
        ({"meeting": ["evening"]}, "begin depends on meeting = evening, which is no option of it"),
        ({"scribe": ["day"]}, "begin depends on scribe = day, which is no option of it"),
    ],
)
def test_an_output_depends_on_nothing_else(only_if: dict[str, list[str]], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        a_round_that_is_planned(an_output(only_if=only_if))


@pytest.mark.parametrize(
    ("otherwise", "what"),
    [
        ({"only_if": {"win": ["answered"]}}, "tell depends on win, which is not chosen when the round is planned"),
        ({"only_if": {"meeting": ["channel"]}, "window": {"opens": "tuesday"}}, "tuesday"),
        ({"only_if": {"meeting": ["channel"]}, "window": {"opens": "since"}}, 'nothing here counts from "since"'),
        (
            {"only_if": {"meeting": ["channel"]}, "window": {"closes": "+3 days", "until": "begin"}},
            "until is the same in every",
        ),
    ],
)
def test_what_is_otherwise_in_a_stage_is_checked_as_the_stage(otherwise: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        a_round_that_is_planned(an_output(), otherwise=otherwise)


def test_a_stage_may_have_another_window_where_something_else_was_chosen() -> None:
    otherwise = {"only_if": {"meeting": ["channel"]}, "window": {"closes": "meeting + 3 workdays"}}

    tell = a_round_that_is_planned(an_output(), otherwise=otherwise).stages[1]

    assert tell.otherwise is not None
    assert tell.otherwise.window is not None


def test_a_moment_that_is_one_already_is_taken_as_it_is() -> None:
    moment = Moment.parse("+2 days 10:00")

    assert Window(opens=moment).opens == moment
