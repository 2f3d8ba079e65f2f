"""What was prepared for a meeting: how far somebody is, what stands in it for whom, and when it is asked (S05, D3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.gatherings.prepared import HowFar, gather, how_far
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.saying.digest import Item
from dialogs.talk.conversation import Held, Mark, State, Status
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, Window, window_of
from tests.dialogs.talking import NL, NOW, Talk, a_stage
from tests.dialogs.test_anchors import PLAN, TELL, a_format, a_planned_format
from tests.kit.town import AMSTERDAM, at

HOW = {"id": "how", "kind": "choice", "options": {
    "typed": {"label": "Typen", "mode": "form"}, "there": {"label": "Daar", "ends": "submitted", "counts_as": "oral"},
    "pieces": {"label": "Stukjes", "mode": "conversation"}}}  # fmt: skip
STAGE = a_stage(HOW, {"id": "case"}, {"id": "more"})
ENDS = NOW
HOUR = timedelta(hours=1)
SECTIONS = [{"head": "Voor jou", "show": ["case"], "level": "V1"}, {"head": "Voor ons", "show": ["case"], "level": "V2"}]
WINDOW = {"opens": "opening", "closes": "meeting - 3 workdays 12:00", "at_least": "+2 workdays", "until": "meeting",
          "nudges": ["closing - 7 days", "closing - 1 workdays"], "first_after": "+3 workdays"}  # fmt: skip
SHOWS = {"head": "Kop", "show": ["win"]}
GROUP = Group(AMSTERDAM)


def marked(**chosen: str) -> State:
    return State(marks={key: Mark(answered=True, chosen=(name,)) for key, name in chosen.items()})


@pytest.mark.parametrize(
    ("state", "status", "done", "expected"),
    [
        (State(), Status.INVITED, None, "not_yet"),
        (State(), Status.SKIPPED, NOW, "not_yet"),
        (marked(how="typed"), Status.IN_PROGRESS, NOW, "busy"),
        (marked(how="there"), Status.SUBMITTED, NOW + HOUR, "oral"),
        (marked(how="typed", gone="typed", case="2026-03-12"), Status.SUBMITTED, NOW - HOUR, "in"),
        (marked(how="typed"), Status.SUBMITTED, NOW + HOUR, "later"),
        (marked(how="typed"), Status.SUBMITTED, None, "in"),
        (State(held=Held("name", detail="share V2 Bram")), Status.SUBMITTED, NOW, "busy"),
    ],
)
def test_how_far_somebody_is(state: State, status: Status, done: datetime | None, expected: HowFar) -> None:
    assert how_far(STAGE, state, status, done, ENDS) == expected


def test_a_choice_decides_how_the_rest_is_asked() -> None:
    assert Talk(STAGE).taps("how", "typed").asked == [("case", "form")]
    assert Talk(STAGE).taps("how", "pieces").asked == [("case", "question")]
    assert Talk(STAGE).taps("how", "there").ended is Status.SUBMITTED


def an_output(**words: Any) -> Output:
    body = {"id": "all", "kind": "prepared", "to": "facilitator", "at": "meeting", "head": "Kop", "sections": SECTIONS}
    return Output.model_validate(body | words)


def an_item(number: int, text: str | None, level: str | None) -> Item:
    return Item(number, "case", text, "Noor" if text else None, level=level)


def test_texts_stand_under_the_readers_that_were_chosen_and_what_is_gone_stands_once() -> None:
    items = [an_item(1, "een", "V2"), an_item(2, "twee", "V1"), an_item(3, None, None)]

    found = gather(an_output(close="Tot dan."), "Kop", [("Noor", "in"), ("Bram", "not_yet")], items, NL, {}, "seed")

    assert found is not None
    first, _, second = found.text.partition("Voor ons")
    assert first.startswith("Kop\n\n- **Bram**: nog niet\n- **Noor**: binnen\n\nVoor jou\n")
    assert "twee" in first
    assert "weggehaald" in first
    assert "een" in second
    assert found.text.endswith("Tot dan.")
    assert sorted(found.answers) == [1, 2, 3]


def test_where_nothing_was_shared_only_the_names_stand_and_without_these_nothing() -> None:
    names = gather(an_output(close="Tot dan."), "Kop", [("Noor", "busy")], [], NL, {}, "seed")

    assert names is not None
    assert names.text == "Kop\n\n- **Noor**: bezig"
    assert gather(an_output(to="members"), "Kop", [], [], NL, {}, "seed") is None


def window(opened: str, meeting: str, **words: Any) -> Window:
    stage = a_stage({"id": "case"}, window=WINDOW | words, late="Telt nog.")
    moments = {"meeting": at(meeting).astimezone(UTC)}
    found = window_of(stage, Plan("fatima", 1, moments=moments), at(opened).astimezone(UTC), GROUP)
    assert found is not None
    return found


def test_it_closes_and_reminds_at_its_moments() -> None:
    found = window("2026-01-30 10:00", "2026-03-12 10:00")

    assert found.closes == at("2026-03-09 12:00")
    assert found.nudges == (at("2026-03-02 12:00"), at("2026-03-06 12:00"))


def test_the_first_reminder_is_left_out_so_soon_after_the_opening() -> None:
    assert window("2026-02-26 10:00", "2026-03-12 10:00").nudges == (at("2026-03-06 12:00"),)
    assert window("2026-02-25 10:00", "2026-03-12 10:00").nudges == (at("2026-03-02 12:00"), at("2026-03-06 12:00"))


@pytest.mark.parametrize(
    ("meeting", "closes"),
    [("2026-03-16 10:00", "2026-03-12"), ("2026-03-12 10:00", "2026-03-12"), ("2026-03-11 10:00", "2026-03-11")],
)
def test_what_would_close_too_soon_lasts_two_working_days_but_not_past_the_meeting(meeting: str, closes: str) -> None:
    found = window("2026-03-10 10:00", meeting)

    assert found.closes == at(f"{closes} 10:00")


def test_what_would_close_before_it_opens_opens_at_once() -> None:
    found = window("2026-03-09 10:00", "2026-03-12 10:00", opens="opening + 3 days")

    assert (found.opens, found.closes) == (at("2026-03-09 10:00"), at("2026-03-11 10:00"))


def test_without_a_day_up_to_which_it_takes_something_it_lasts_its_two_days() -> None:
    assert window("2026-03-11 10:00", "2026-03-12 10:00", until=None).closes == at("2026-03-13 10:00")


LATE: dict[str, Any] = {"late": "Telt nog.", "too_late": "Te laat."}


def test_up_to_a_day_somebody_may_tell_it_late() -> None:
    format = a_planned_format(WINDOW, **LATE)

    assert format.days_until == {"meeting"}
    assert format.takes_until("meeting") == ["tell"]
    assert a_planned_format({"closes": "meeting"}).days_until == frozenset()


def test_what_is_gathered_stands_in_no_overview() -> None:
    assert prepared().gathered == {"win"}
    assert a_planned_format({}).gathered == frozenset()


def prepared(allow: tuple[str, ...] = ("V0", "V2"), **words: Any) -> Format:
    questions = [TELL["questions"][0], {"id": "who", "kind": "share", "ask": "Wie?", "allow": allow}]
    stages = [PLAN, TELL | LATE | {"window": WINDOW, "questions": questions}]
    output = {"id": "all", "kind": "prepared", "to": "members", "at": "meeting", "head": "Kop", "sections": [SHOWS]}
    return a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=stages, outputs=[output | words])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"to": "room"}, "which each reads in her own chat; write to: facilitator, or to: members"),
        ({"kind": "digest"}, "which only what was prepared does; write to: room"),
        ({"allow": ("V0", "V2", "V3")}, "nothing can be shared without a name; leave V3 out"),
    ],
)
def test_only_what_was_prepared_reaches_the_members_and_no_room(words: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        prepared(**words)


def test_nothing_is_prepared_where_nobody_plans_a_day() -> None:
    output = {"id": "all", "kind": "prepared", "to": "members", "at": "opening", "head": "Kop", "sections": [SHOWS]}

    with pytest.raises(ValidationError, match="gathers what was prepared for a day, and nobody plans one"):
        a_format({"closes": "tue 17:00"}, outputs=[output])


def test_a_heading_for_one_choice_of_readers_stands_only_in_what_was_prepared() -> None:
    with pytest.raises(ValidationError, match="is for one choice of readers, which only what was prepared has"):
        an_output(kind="digest", to="room")


@pytest.mark.parametrize(
    ("window", "words", "said"),
    [
        ({"at_least": "+2 workdays"}, {}, "at_least stands with tell, which closes at no planned moment"),
        ({"closes": "meeting", "first_after": "+2 workdays"}, {}, "no two reminders of which the first could be left out"),
        ({"closes": "meeting"}, {"too_late": "Te laat."}, "too_late stands with tell, where nothing is taken after closing"),
    ],
)
def test_what_has_no_sense_there_is_told(window: dict[str, Any], words: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        a_planned_format(window, **words)


def test_s29_what_counts_as_delivered_may_be_followed_by_a_free_question() -> None:
    told = {"id": "told", "only_if": {"how": ["there"]}}
    there = {"label": "Daar", "counts_as": "oral"}
    talk = Talk(a_stage({"id": "how", "kind": "choice", "required": True, "options": {"there": there, "no": "Nee"}}, told))

    talk.taps("how", "there")

    assert talk.asked == [("told", "question")]
    assert how_far(talk.stage, talk.state, Status.SUBMITTED, None, NOW) == "oral"


def test_a_choice_of_readers_decides_no_way_of_asking() -> None:
    flag = {"keep": {"label": "Bewaar", "flags": "kept", "mode": "form"}}

    with pytest.raises(ValidationError, match="give it flags, and nothing else that it does"):
        a_stage({"id": "case"}, {"id": "who", "kind": "share", "allow": ["V0", "V2"], "options": flag})


def test_what_comes_too_late_is_kept_and_that_is_said() -> None:
    talk = Talk(a_stage({"id": "case"}, window={"closes": "meeting", "until": "meeting"}, **LATE))
    talk.facts = type(talk.facts)(NOW, closed=True, carries=False)

    talk.says("Het liep anders.")

    assert talk.told == [("too_late",)]
    assert talk.kept["case"].text == "Het liep anders."
    assert talk.ended is Status.SUBMITTED


def test_who_shares_it_with_the_group_hears_that_it_is_gathered() -> None:
    share = {"id": "who", "kind": "share", "allow": ["V0", "V2"]}
    talk = Talk(a_stage({"id": "case"}, share, window={"closes": "meeting", "until": "meeting"}, **LATE))
    talk.facts = type(talk.facts)(NOW, carries=False)

    assert talk.says("Het liep anders.").taps("who", "V2").said == ["thanks.gathered"]
