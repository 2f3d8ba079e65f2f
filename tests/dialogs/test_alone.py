"""A round of one person, and a programme of hers: its days, from what it counts, and what is wrong with one (S08, S11)."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.answers.dates import Day, nearest
from dialogs.answers.days_said import Unclear
from dialogs.checks.faults import FormatError
from dialogs.gatherings.programmes import opens_around, place_in_series, planned_meetings, with_own_meetings
from dialogs.language.content import Format
from dialogs.language.starts import Programme, Starts
from dialogs.library import load
from dialogs.talk.commands import command
from dialogs.talk.conversation import Facts, Mark
from dialogs.talk.effects import Tell
from dialogs.timing.named_days import planned
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, window_of
from tests.dialogs.talking import LIBRARY, Talk, a_stage
from tests.kit.town import AMSTERDAM, at

HERE = Group(AMSTERDAM)
NOW = at("2026-05-11 09:00")
OWN = Programme(first="begins", last="ends", usual=2, days="each_day")
GO = {"id": "go", "kind": "yesno", "ask": "Zal ik?", "options": {"yes": {"label": "Ja", "does": "open round"}}}
DAY = {"id": "each_day", "kind": "date", "ask": "Wanneer?", "required": True, "repeat": {"max": 3, "ask": "Nog een?"}}
UNTIL = {"id": "until", "kind": "date", "ask": "Tot wanneer?"}
PLAN: dict[str, Any] = {"id": "plan", "who": "owner", "questions": [DAY, UNTIL, GO]}
TELL: dict[str, Any] = {
    "id": "tell", "who": "owner", "questions": [
        {"id": "fits", "kind": "choice", "ask": "Past het?", "options": {"yes": "Ja", "no": "Nee"}},
        {"id": "own_day", "kind": "date", "ask": "Wanneer kijk je?"},
    ],
}  # fmt: skip
LATER: dict[str, Any] = {
    "id": "later", "who": "owner", "only_if": {"fits": ["yes"]}, "window": {"opens": "own_day", "closes": "+5 workdays"},
    "questions": [{"id": "seen", "ask": "Wat zie je?"}],
}  # fmt: skip


def of_one(stages: list[dict[str, Any]] | None = None, **words: Any) -> Format:
    body = {"id": "path", "title": "Pad", "source": "001", "why": "Daarom.", "kept": "kort",
            "stages": stages or [PLAN, TELL, LATER], "starts": {"plans": "pad", "alone": True},
            "programme": {"first": "each_day", "last": "until", "usual": 2, "days": "each_day"}}  # fmt: skip
    return Format.model_validate(body | words)


def moments(**days: str) -> dict[str, datetime]:
    return {name.replace("_again", "#1"): at(day) for name, day in days.items()}


def meetings(**days: str) -> list[str]:
    found = planned_meetings(OWN, Plan("noor", 1, moments=moments(**days)), HERE)
    return [f"{one.number} {one.at.astimezone(AMSTERDAM):%d-%m}" for one in found]


def test_each_day_that_is_named_is_a_meeting_in_their_order() -> None:
    assert meetings(each_day="2026-06-01 09:00", each_day_again="2026-05-18 09:00") == ["1 18-05", "2 01-06"]


def test_a_task_has_a_moment_every_two_weeks_between_its_days() -> None:
    assert meetings(begins="2026-03-02 09:00", ends="2026-03-27 09:00") == ["1 02-03", "2 16-03", "3 27-03"]


def test_days_that_were_named_the_other_way_round_are_taken_as_meant() -> None:
    assert meetings(begins="2026-03-27 09:00", ends="2026-03-02 09:00") == ["1 02-03", "2 16-03", "3 27-03"]


def test_a_task_of_one_day_has_one_moment() -> None:
    assert meetings(begins="2026-03-02 09:00") == ["1 02-03"]


def test_without_a_day_there_are_no_meetings() -> None:
    assert meetings() == []


def test_days_that_repeat_are_moments_each() -> None:
    marks = {"each_day": Mark(answered=True, chosen=("2026-05-18",)), "each_day#1": Mark(answered=True, chosen=("2026-06-01",)),
             "each_day#2": Mark(answered=False)}  # fmt: skip
    found = planned(of_one(), marks, NOW, HERE, None, NOW)
    assert found == {"each_day": at("2026-05-18 09:00"), "each_day#1": at("2026-06-01 09:00")}


@pytest.mark.parametrize(("number", "where"), [(1, ("1", "first")), (2, ("2", "between")), (3, ("3", "last"))])
def test_where_a_meeting_is_among_the_others(number: int, where: tuple[str, ...]) -> None:
    some = planned_meetings(OWN, Plan("noor", 1, moments=moments(begins="2026-03-02 09:00", ends="2026-03-27 09:00")), HERE)
    assert place_in_series(some, number) == where
    starts = Starts(programme="path", where=({"kind": ("training",)}, {"kind": ("task",), "meeting": ("between",)}))
    assert opens_around(starts, Plan("noor", 1, {"kind": ("task",)}), some, number) == (number == 2)
    assert opens_around(starts, Plan("noor", 1, {"kind": ("training",)}), some, number)


@pytest.mark.parametrize(("day", "lay"), [("2026-06-01 09:00", "ahead"), ("2026-05-04 09:00", "behind")])
def test_a_plan_knows_where_its_meetings_begin_and_end(day: str, lay: str) -> None:
    plan = with_own_meetings(of_one(), Plan("noor", 1, moments=moments(each_day=day)), HERE, NOW)
    assert plan.chosen["first_meeting"] == (lay,)
    assert plan.moments["last_meeting"] == plan.moments["first_meeting"] == at(day)


def test_a_plan_without_meetings_stays_as_it_is() -> None:
    plan = Plan("noor", 1)
    assert with_own_meetings(of_one(), plan, HERE, NOW) is plan


def test_her_days_and_choices_are_known() -> None:
    format = of_one()
    assert format.own_days == ("own_day",)
    assert format.own_choices == {"fits"}
    assert set(format.anchors) == {"first_meeting", "last_meeting", "each_day", "until", "own_day"}
    assert LIBRARY.editions["weekly_wonder"].dutch.own_choices == frozenset()


def test_what_depends_otherwise_on_a_choice_of_hers_is_known() -> None:
    other = {"only_if": {"fits": ["no"]}, "window": {"opens": "own_day", "closes": "+2 workdays"}}
    assert of_one([PLAN, TELL, LATER | {"only_if": {}, "otherwise": other}]).own_choices == {"fits"}


SOONER = {"opens": "last_meeting + 12 days 10:00", "closes": "last_meeting + 14 days 17:00", "sooner": True}


@pytest.mark.parametrize(
    ("meeting", "asked"),
    [
        ("2026-05-11 09:00", "2026-05-22 10:00"),
        ("2026-06-08 09:00", "2026-06-20 10:00"),
        ("2026-06-10 09:00", "2026-06-22 10:00"),
    ],
)
def test_s11_the_last_message_never_comes_too_late(meeting: str, asked: str) -> None:
    stage = of_one([PLAN, TELL, LATER | {"only_if": {}, "window": SOONER}]).stages[2]
    window = window_of(stage, Plan("noor", 1, moments=moments(last_meeting=meeting)), at("2026-05-01 09:00"), HERE)
    assert window is not None
    assert window.opens == at(asked)


@pytest.mark.parametrize(
    ("said", "day"),
    [("4 mei", "2026-05-04"), ("1 juni", "2026-06-01"), ("gisteren", "2026-05-10"), ("12 november 2025", "2025-11-12")],
)
def test_a_day_on_either_side_is_the_nearest(said: str, day: str) -> None:
    assert nearest(said, date(2026, 5, 11)) == Day(date.fromisoformat(day))


def test_what_is_no_day_on_either_side_is_unclear() -> None:
    assert isinstance(nearest("ooit", date(2026, 5, 11)), Unclear)


FAR = a_stage({"id": "start", "kind": "date", "far": {"weeks": 2, "after": "last_meeting", "says": "Dat is ver weg."}})


@pytest.mark.parametrize(("said", "noted"), [("20 juni", True), ("15 juni", False), ("16 juni", True), ("12 mei", False)])
def test_s08_a_day_may_be_far_from_the_last_meeting(said: str, noted: bool) -> None:
    talk = Talk(FAR, facts=Facts(NOW, AMSTERDAM, round_days={"last_meeting": date(2026, 6, 1)}))
    talk.says(said)
    assert (Tell(("far", "start")) in talk.effects) is noted


def test_without_that_day_nothing_is_far() -> None:
    talk = Talk(FAR, facts=Facts(NOW, AMSTERDAM))
    talk.says("20 juni")
    assert Tell(("far", "start")) not in talk.effects


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("mijn trajecten", "own list"),
        ("my trajectories", "own list"),
        ("verplaats traject 1 dag 2 naar 12 maart", "own move 1 2 12 maart"),
        ("verplaats traject dag 2", "own move 0 2"),
        ("verplaats traject 1 naar 12 maart", "own shift 1 12 maart"),
        ("move trajectory to 12 march", "own shift 0 12 march"),
        ("annuleer traject 1 dag 2", "own cancel 1 2"),
        ("annuleer traject", "own end 0"),
        ("traject 2 gaat niet door.", "own off 2"),
        ("ik stop met traject 2", "own stop 2"),
        ("stop trajectory 2", "own stop 2"),
        ("stop met traject", "own stop 0"),
        ("verplaats traject 1 dag 2 naar ooit eens", None),
        ("verplaats traject 1 naar ooit eens", None),
        (f"stop met traject{' ' * 80}x", None),
        (f"mijn traject{'x' * 80}", None),
    ],
)
def test_words_about_an_own_trajectory(said: str, does: str | None) -> None:
    assert command(said, {}) == does


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"starts": {"command": "pad", "alone": True}, "programme": None, "stages": [TELL]}, "nobody plans a round for"),
        ({"outputs": [{"id": "out", "to": "room", "at": "tell", "head": "Kop", "kind": "message"}]}, "nothing is told to"),
        ({"stages": [PLAN, TELL | {"who": "members"}]}, "tell asks others"),
        ({"stages": [PLAN, TELL | {"window": {"sooner": True}}]}, "tell never closes"),
        ({"starts": {"plans": "pad", "alone": True, "newest": True}}, "newest is about meetings of a programme"),
        ({"starts": {"plans": "pad", "alone": True, "where": [{"meeting": ["1"]}]}}, "where is about meetings of a programme"),
        ({"programme": {"first": "each_day", "usual": 2}}, "is no choice of how many weeks"),
        ({"programme": {"first": "each_day", "usual": 2, "last": "until", "count": 3}}, "both count and last"),
        ({"programme": {"first": "each_day", "usual": 2, "last": "go"}}, "go asks for no day"),
        ({"starts": {"plans": "pad"}}, "each_day asks for no day that lies ahead"),
        (
            {
                "starts": {"plans": "pad"}, "programme": {"first": "until", "last": "until", "usual": 2, "days": "each_day"},
                "stages": [PLAN | {"questions": [UNTIL | {"required": True}, DAY, GO]}, TELL | {"who": "members"}],
            },
            "only who is alone in a round names each day",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_rounds_of_one_person_is_told(words: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        of_one(**words)


def test_no_meeting_is_called_so() -> None:
    with pytest.raises(ValidationError, match="no meeting is called middle; write its number, first, last or between"):
        of_one([TELL], starts={"programme": "path", "where": [{"meeting": ["middle"]}]}, programme=None)


def test_what_recalls_an_own_round_elsewhere_is_told() -> None:
    asked = [{"id": "seen", "ask": "Wat?", "recall": [{"show": ["seen"], "here": True}]}]
    with pytest.raises(ValidationError, match="seen recalls what was told in a round of one person, and is asked in none"):
        of_one([{"id": "tell", "who": "owner", "questions": asked}], starts={"command": "pad"}, programme=None)


def test_that_somebody_missed_a_day_is_only_said_where_one_is_asked_about() -> None:
    asked = [{"id": "seen", "ask": "Wat?", "options": {"absent": {"label": "Ik was er niet", "missed": True}}}]
    with pytest.raises(ValidationError, match="seen says that she missed a day of hers, and is about none"):
        of_one([{"id": "tell", "who": "owner", "questions": asked}], starts={"command": "pad"}, programme=None)


def test_a_stage_knows_that_somebody_missed_the_day() -> None:
    stage = LIBRARY.editions["trajectory_during"].dutch.stages[0]
    assert stage.says_missed({"how_was": Mark(answered=True, chosen=("absent",))})
    assert not stage.says_missed({"how_was": Mark(answered=True), "team_slot": Mark(answered=True, chosen=("yes",))})


def test_a_day_far_from_no_day_of_the_round_is_told() -> None:
    own = {"id": "own_day", "kind": "date", "ask": "Wanneer?", "far": {"weeks": 2, "after": "harvest", "says": "Ver weg."}}
    with pytest.raises(
        ValidationError, match="own_day lies far after harvest, which is no day of the round; choose from: first"
    ):
        of_one([PLAN, TELL | {"questions": [own]}])


def test_a_day_is_not_asked_on_either_side_and_ahead() -> None:
    with pytest.raises(ValidationError, match="each_day may lie behind and ahead, so neither is asked for"):
        of_one([PLAN | {"questions": [DAY | {"either": True, "behind": True}, GO]}])


def test_the_last_of_a_series_alone_is_known() -> None:
    last = of_one([TELL], starts={"programme": "path", "where": [{"meeting": ["last"]}]}, programme=None)
    first = of_one([TELL], starts={"programme": "path", "where": [{"meeting": ["1"]}]}, programme=None)
    assert (last.of_last_meeting, first.of_last_meeting, of_one().of_last_meeting) == (True, False, False)


AROUND = """\
id: around
title: Eromheen
source: 001
why: Daarom leer je.
kept: twaalf maanden
menu: never
starts: {STARTS}
stages:
  - id: tell
    who: WHO
    questions:
      - {id: seen, ask: Wat zag je?}
"""


@pytest.mark.parametrize(
    ("starts", "who", "what", "mend"),
    [
        ("programme: trajectory_before", "members", "the programme of trajectory_before is of one person", "who: owner"),
        ("programme: trajectory_before, where: [{traj_kind: [walk]}]", "owner", "where depends on traj_kind = walk", "options"),
        ("programme: trajectory_before, where: [{weather: [dry]}]", "owner", "where depends on weather = dry", "its options"),
        ("stopped: trajectory_befor", "owner", 'nobody plans "trajectory_befor" for herself', 'write "trajectory_before"'),
        ("stopped: iets", "owner", 'nobody plans "iets" for herself', "name one of: trajectory_before"),
        ("programme: trajectory_before, nth: [2]", "owner", "trajectory_before has no fixed number of meetings", "meetings"),
    ],
)  # fmt: skip
def test_what_does_not_agree_with_a_programme_of_one_person_is_told(
    starts: str, who: str, what: str, mend: str, tmp_path: Path
) -> None:
    (tmp_path / "formats").mkdir()
    for name in ("trajectory_before.yaml", "trajectory_offer.yaml", "plan_read.yaml"):
        shipped = Path(__file__).parents[2] / "dialogs" / "formats" / name
        (tmp_path / "formats" / name).write_text(shipped.read_text())
    (tmp_path / "formats" / "around.yaml").write_text(AROUND.replace("STARTS", starts).replace("WHO", who))
    with pytest.raises(FormatError) as told:
        load(tmp_path)
    (found,) = (one for one in told.value.problems if one.file == "around.yaml")
    assert what in found.what
    assert mend in found.mend


def test_who_stops_with_what_she_planned_may_be_asked_something() -> None:
    assert LIBRARY.for_who_stops("weekly_wonder") is None


def test_s08_a_day_that_lies_before_the_one_from_which_it_counts_is_refused() -> None:
    asked = [{"id": "begins", "kind": "date"}, {"id": "ends", "kind": "date", "no_earlier": "begins"}]
    talk = Talk(a_stage(*asked)).says("27 maart 2027").says("ja").says("2 maart 2027")
    assert talk.open == "ends"
    assert "err.too_early" in talk.said
    assert talk.says("27 maart 2027").says("ja").open is None
