"""A round that is planned for a meeting: which one is chosen, from what it counts, and what moves along (S05)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from dialogs.checks.faults import FormatError
from dialogs.gatherings.for_meetings import around_a_day, moved_along
from dialogs.language.content import Format
from dialogs.library import HERE, Edition
from dialogs.talk.fitting import Around, fitted
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, window_of
from dialogs.timing.supposing import supposed
from tests.dialogs.talking import FACTS, LIBRARY, Talk, a_stage
from tests.kit.libraries import with_text

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 2, 23, 9, tzinfo=AMSTERDAM).astimezone(UTC)
MEETING = datetime(2026, 3, 26, 14, tzinfo=AMSTERDAM).astimezone(UTC)
DUE = datetime(2026, 3, 20, 9, tzinfo=AMSTERDAM).astimezone(UTC)
OWN = LIBRARY.editions["own_assignment"].dutch
CHECK = LIBRARY.editions["quarterly_value_check"].dutch
WHICH = {"id": "meeting", "kind": "date", "required": True, "time": True, "meetings": True, "help": "Noem de dag."}
MORE = {"id": "more", "kind": "yesno", "another": 5}
STAGE = a_stage(WHICH, MORE)
TO_COME = {"meeting_2": "donderdag 12 maart om 14:00", "meeting_3": "donderdag 26 maart om 14:00"}
DAYS = {"meeting_2": "2026-03-12T14:00", "meeting_3": "2026-03-26T14:00"}


def choosing(meetings: Mapping[str, str], prepared: Sequence[str] = (), in_series: int = 0) -> Talk:
    """Return a talk in which a meeting is chosen."""
    stage = fitted(STAGE, Around(moments=meetings, prepared=tuple(prepared), in_series=in_series))
    return Talk(stage, facts=replace(FACTS, days=DAYS))


@pytest.mark.parametrize("said", ["2", "donderdag 26 maart om 14:00", "donderdag 26"])
def test_a_meeting_is_chosen_among_those_to_come_and_stands_for_its_day(said: str) -> None:
    talk = choosing(TO_COME).says(said)

    assert talk.kept["meeting"].chosen == ("2026-03-26T14:00",)
    assert talk.kept["meeting"].text == "donderdag 26 maart 2026, 14:00"
    assert talk.open is None


def test_without_meetings_to_come_the_day_is_typed_and_confirmed() -> None:
    assert choosing({}).says("26 maart om 14:00").waits == "date"


@pytest.mark.parametrize(
    ("prepared", "in_series", "asked"),
    [([], 0, False), ([DAYS["meeting_3"]], 4, False), ([], 5, True), ([DAYS["meeting_2"]], 1, True)],
)
def test_one_more_is_asked_about_where_something_is_prepared_already(prepared: list[str], in_series: int, asked: bool) -> None:
    talk = choosing(TO_COME, prepared, in_series).says("1")

    assert (talk.open == "more") is asked


PIECES = {"piece_1_0": "vrijdag 6 maart: De balie…", "piece_2_0": "vrijdag 13 maart: Een brief…"}
TEXTS = {"piece_1_0": "De balie ging open.", "piece_2_0": "Een brief op één bladzijde."}


def picking(pieces: Mapping[str, str]) -> Talk:
    """Return a talk in which one of her own texts is picked."""
    asked = {"id": "pick", "recall": [{"of": "project_journal", "show": ["journal_entry"], "picks": True}]}
    return Talk(fitted(a_stage(asked), Around(pieces={"pick": pieces})), facts=replace(FACTS, pieces=TEXTS))


def test_a_text_that_is_picked_is_the_answer_as_if_it_was_typed() -> None:
    talk = picking(PIECES).taps("pick", "piece_2_0")

    assert talk.kept["pick"].text == "Een brief op één bladzijde."
    assert not talk.kept["pick"].chosen


def test_who_has_nothing_to_pick_writes_it() -> None:
    assert picking({}).says("Dit neem ik mee.").kept["pick"].text == "Dit neem ik mee."


@pytest.mark.parametrize(
    ("change", "wrong"),
    [({"meanwhile": {"format": "project_journal", "opens": "never + 1 days"}}, "nothing here counts from never"),
     ({"window": {"opens": "opening"}}, "pick never closes, so what is asked meanwhile never ends")],
)  # fmt: skip
def test_what_is_asked_meanwhile_begins_and_ends_with_the_round(change: dict[str, object], wrong: str) -> None:
    body: dict[str, Any] = json.loads(LIBRARY.editions["own_assignment"].to_json())["body"]
    stage = next(one for one in body["stages"] if one["id"] == "pick")
    for word in ("late", "too_late", "otherwise", "deadline"):
        del stage[word]

    with pytest.raises(ValidationError, match=wrong):
        Format.model_validate(body | {"stages": [*body["stages"][:1], stage | change], "outputs": []})


def test_what_the_calendar_does_not_ask_is_not_asked_meanwhile(tmp_path: Path) -> None:
    written = (HERE / "formats" / "own_assignment.yaml").read_text(encoding="utf-8")
    text = written.replace("format: project_journal", "format: leave")

    with pytest.raises(FormatError) as found:
        with_text(tmp_path, "own_assignment", text)

    assert 'the calendar asks no "leave" meanwhile' in str(found.value)


def test_a_round_counts_from_its_meeting_and_else_from_now() -> None:
    assert around_a_day(OWN, {"meeting": MEETING}, NOW) == {
        "previous": NOW, "meeting": MEETING, "meeting_end": MEETING + timedelta(hours=1)
    }  # fmt: skip
    assert around_a_day(OWN, {}, NOW) == {}
    assert around_a_day(CHECK, {"vc_when": MEETING}, NOW) == {"vc_when": MEETING}


def test_the_day_of_the_round_is_that_of_its_meeting() -> None:
    assert OWN.dates == ("due", "meeting")
    assert OWN.anchors == ("previous", "meeting_end", "due", "meeting")
    assert CHECK.anchors == CHECK.dates


def test_what_was_chosen_beside_the_meeting_moves_along_over_a_change_of_the_clock() -> None:
    plan = Plan("", 0, moments={**around_a_day(OWN, {"meeting": MEETING, "due": DUE}, NOW), "effective": DUE})
    later = datetime(2026, 4, 2, 10, tzinfo=AMSTERDAM).astimezone(UTC)

    moved = moved_along(OWN, plan, {"meeting": later}, AMSTERDAM)

    assert moved["meeting"] == later
    assert moved["due"].astimezone(AMSTERDAM) == datetime(2026, 3, 27, 9, tzinfo=AMSTERDAM)
    assert moved.keys() == {"meeting", "meeting_end", "due"}
    assert moved_along(OWN, plan, {"previous": later}, AMSTERDAM) == {"previous": later}
    assert moved_along(CHECK, plan, {"vc_when": later}, AMSTERDAM) == {"vc_when": later}


@pytest.mark.parametrize(("due", "closes"), [(DUE, DUE), (MEETING + timedelta(days=3), MEETING)])
def test_a_stage_closes_on_the_day_that_was_chosen_though_not_after_the_meeting(due: datetime, closes: datetime) -> None:
    moments = around_a_day(OWN, {"meeting": MEETING, "due": due}, NOW)
    plan = Plan("", 0, {"meeting": ("2026-03-26T14:00",), "due": ("2026-03-20",)}, moments=moments)

    window = window_of(OWN.stage("effective"), plan, NOW, Group(AMSTERDAM))

    assert window is not None
    assert window.closes == closes


def test_nobody_chooses_another_due_day_in_a_round_that_is_supposed() -> None:
    plan = supposed(OWN, NOW, Group(AMSTERDAM), None, NOW)

    assert "due" not in plan.moments
    assert plan.moments.keys() >= {"meeting", "previous", "meeting_end"}


@pytest.mark.parametrize("without", ["required", "time"])
def test_the_meeting_is_always_known_with_its_hour(without: str) -> None:
    body = Edition.from_json(LIBRARY.editions["own_assignment"].to_json()).body
    del body["stages"][0]["questions"][1][without]

    with pytest.raises(ValidationError, match="meeting is a day with its hour, which is always known"):
        Format.model_validate(body)
