"""What a group chose together: which side is told of it, in which words, and what makes that whole (S16, S17, S26, K1)."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.gatherings.together import DIFFER, FEW, Votes, as_chosen, in_words, outcome, overlap
from dialogs.language.asking import Counted
from dialogs.language.content import Format
from dialogs.saying.board import Line, ToldTogether, as_message, board, told_together
from dialogs.saying.drawing import Scene
from dialogs.saying.readers import readers_line
from dialogs.settings import DEFAULTS
from dialogs.talk.conversation import State
from dialogs.talk.effects import Record, Share
from dialogs.talk.fitting import NEVER, Around, fitted
from dialogs.timing.plans import Plan
from tests.dialogs.talking import LIBRARY, NL, Talk, a_stage

SIDES: dict[str, Any] = {
    "free": {"of": ["light", "any"], "says": "De meesten willen licht."},
    "led": {"of": ["structure", "example"], "says": "De meesten willen houvast."},
}
TOLD: dict[str, Any] = {"sides": SIDES, "differ": "Wensen verschillen.", "few": "Te weinig."}
WISHES = Counted.model_validate(TOLD)
PICKS = Counted.model_validate({**TOLD, "most": True})
OPTIONS = {
    "light": "Licht",
    "any": "Maakt niet uit",
    "structure": "Structuur",
    "example": "Voordoen",
    "rather_not": "Liever niet",
}
WISH: dict[str, Any] = {"id": "wish", "kind": "choice", "ask": "Wat?", "options": OPTIONS, "shown": True, "counted": TOLD}
READS: dict[str, Any] = {"id": "reads", "kind": "share", "ask": "Wie?", "allow": ["V1", "V0"]}


def chose(light: int = 0, any_: int = 0, example: int = 0, rather_not: int = 0) -> Votes:
    many = {"light": light, "any": any_, "example": example, "rather_not": rather_not}
    return [(name,) for name, times in many.items() for _ in range(times)]


@pytest.mark.parametrize(
    ("counted", "votes", "least", "expected"),
    [
        (WISHES, chose(light=3, example=2), 4, DIFFER),
        (WISHES, chose(light=3, example=1), 4, "free"),
        (WISHES, chose(light=2, any_=1, example=1), 4, "free"),  # together they are a side
        (WISHES, chose(light=6, example=2), 4, "free"),  # three quarters, and no fewer
        (WISHES, chose(light=5, example=2), 4, DIFFER),
        (WISHES, chose(light=4, example=2), 4, DIFFER),
        (WISHES, chose(light=4), 4, "free"),  # that all did is told no otherwise
        (WISHES, chose(example=4), 4, "led"),
        (WISHES, chose(light=2, example=2), 4, DIFFER),
        (WISHES, chose(light=2, example=1, rather_not=1), 4, FEW),  # who would rather not say is not counted
        (WISHES, chose(light=1, example=1), 4, FEW),
        (WISHES, chose(light=2, example=1), 3, "free"),  # three of three are told no otherwise
        (WISHES, chose(light=4), 5, FEW),
        (WISHES, chose(light=9), 0, FEW),  # the group is too small for it (K6)
        (PICKS, chose(light=3, example=2), 4, "free"),
        (PICKS, chose(light=2, example=2), 4, DIFFER),
        (PICKS, [], 4, FEW),
    ],
)
def test_v4_the_side_that_most_are_on_is_told_from_so_many_answers_on(
    counted: Counted, votes: Votes, least: int, expected: str
) -> None:
    assert outcome(counted, votes, least) == expected


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ("led", "De meesten willen houvast."),
        (DIFFER, "Wensen verschillen."),
        (FEW, "Te weinig."),
        (None, "Te weinig."),
        ("gone", "Te weinig."),
    ],
)
def test_v4_what_comes_of_it_is_told_in_words(found: str | None, words: str) -> None:
    assert in_words(WISHES, found) == words


@pytest.mark.parametrize(
    ("format", "counts", "line"),
    [
        ("facilitator_style", 4, "Vanaf 4 antwoorden leest Fatima wat eruit komt"),
        ("week_start_mood", 5, "Vanaf 5 antwoorden leest Team Zuid wat eruit komt"),
        ("facilitator_style", 0, "Alleen jij leest dit, tot je zelf deelt."),
    ],
)
def test_s26_it_is_said_beforehand_who_reads_what_is_counted_where_that_is_so(format: str, counts: int, line: str) -> None:
    stage = a_stage(WISH, READS)
    slots: dict[str, object] = {"begeleider": "Fatima", "groep": "Team Zuid"}
    scene = Scene(LIBRARY.editions[format].dutch, stage, State(), NL, 1, counts=counts, slots=slots)

    counted = f"Ik tel dit mee, zonder naam. {line}, als dat van niemand apart iets zegt."
    assert readers_line(scene, stage.questions[0]) == (counted if counts else line)


def test_s26_the_words_of_a_choice_may_be_shared_as_a_text() -> None:
    talk = Talk(a_stage(WISH, READS)).taps("wish", "light")

    (kept,) = [effect for effect in talk.effects if isinstance(effect, Record)]
    assert (kept.value.text, kept.value.chosen) == ("Licht", ("light",))
    talk.taps("reads", "V1")
    (shared,) = [effect for effect in talk.effects if isinstance(effect, Share)]
    assert (shared.level, shared.questions) == ("V1", ("wish",))


MOOD = {"id": "mood", "kind": "choice", "ask": "Hoe?", "options": OPTIONS, "counted": TOLD}
ASKS: dict[str, Any] = {"id": "ask", "window": {"closes": "+165 minutes"}, "questions": [MOOD]}


def a_counting_format(stage: dict[str, Any], **words: Any) -> Format:
    body: dict[str, Any] = {
        "id": "counting", "title": "Tellen", "source": "001 §2.5.3", "why": "Samen.", "kept": "kort", "stages": [stage],
        "starts": {"rhythm": "weekly"}, "rhythms": {"weekly": {"every": "week", "on": "mon", "at": "09:15"}},
    }  # fmt: skip
    return Format.model_validate({**body, **words})


BOARD: dict[str, Any] = {
    "id": "board", "kind": "board", "at": "closing", "head": "Opbrengst", "empty": "Niets",
    "sections": [{"head": "Beleving", "value": ["experience"]}],
}  # fmt: skip


def with_sides(**sides: Any) -> dict[str, Any]:
    return {**ASKS, "questions": [{**MOOD, "counted": {**TOLD, "sides": {**SIDES, **sides}}}]}


@pytest.mark.parametrize(
    ("stage", "words", "what"),
    [
        ({**ASKS, "window": {}}, {}, "mood is counted when ask ends; ask all of a round"),
        ({**ASKS, "who": "owner"}, {"starts": {"command": "x"}, "rhythms": {}}, "mood is counted when ask ends"),
        ({**ASKS, "repeat": {"max": 2, "ask": "Nog?"}}, {}, "mood is counted when ask ends"),
        (with_sides(free={"of": ["light", "heavy"], "says": "Licht"}), {}, "mood has no answer heavy"),
        (with_sides(free={"of": ["light", "example"], "says": "Licht"}), {}, "example of mood is on two sides"),
        (with_sides(free={"of": ["light", "light"], "says": "Licht"}), {}, "light of mood is on two sides, or twice on one"),
        (with_sides(free={"of": ["light"], "says": "Licht"}), {}, "at least 2 items"),
        (with_sides(few={"of": ["light", "any"], "says": "Licht"}), {}, "a side of mood is called few"),
        (
            ASKS,
            {"outputs": [{**BOARD, "together": {"head": "Samen", "show": ["mood"], "few": "-"}}]},
            "not counted, or has no name",
        ),
    ],
)
def test_v4_what_is_wrong_with_what_is_counted_is_told(stage: dict[str, Any], words: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        a_counting_format(stage, **words)


def test_s17_a_scale_can_be_counted_too() -> None:
    sides = {"often": {"of": ["3", "4", "5"], "says": "Vaak."}, "seldom": {"of": ["1", "2"], "says": "Weinig."}}
    scale = {"id": "much", "kind": "scale", "ask": "Hoe?", "low": "niet", "high": "sterk", "counted": {**TOLD, "sides": sides}}
    (stage,) = a_counting_format({**ASKS, "questions": [scale]}).stages

    assert [one.id for one in stage.counted] == ["much"]


VISIT: dict[str, Any] = {
    "id": "visit", "kind": "choice", "ask": "Wie?", "visits": True,
    "options": {"no": "Nee", "lead": {"label": "Mijn leidinggevende", "to": "lead"}},
}  # fmt: skip


@pytest.mark.parametrize(("others", "offered"), [(["lead", "member"], ["no", "lead"]), (["member"], ["no"])])
def test_s16_somebody_is_offered_to_drop_by_where_there_is_another_in_that_role(others: list[str], offered: list[str]) -> None:
    (asked,) = fitted(a_stage(VISIT), Around(others=others)).questions

    assert list(asked.options) == offered


def test_s16_above_it_stands_what_that_one_hears() -> None:
    stage = a_stage(VISIT)
    scene = Scene(LIBRARY.editions["week_start_mood"].dutch, stage, State(), NL, 1)

    assert readers_line(scene, stage.questions[0]) == "Wie je kiest, hoort alleen je naam."


@pytest.mark.parametrize(("more", "lost"), [((), True), ((READS,), False)])
def test_s16_what_comes_late_is_not_kept_where_it_is_only_counted(more: tuple[dict[str, Any], ...], *, lost: bool) -> None:
    talk = Talk(a_stage(WISH, {"id": "note", "ask": "Nog iets?"}, *more))
    talk.facts = replace(talk.facts, closed=True)

    assert ("expired.not_kept" in talk.says("Het was een lang weekend.").said) == lost


# -- on a board


SCAN = LIBRARY.editions["conditions_scan"].dutch


def on_the_board(**told: str) -> ToldTogether:
    found = told_together(SCAN, SCAN.outputs[0], told)
    assert found is not None
    return found


def test_s17_a_board_tells_in_a_line_each_what_people_chose_together() -> None:
    told = on_the_board(change_felt="often", feedback_both="seldom", lead_support=DIFFER, rewarded=FEW, scan_wish="see")
    words = {line.called: (line.words, line.place) for line in told.lines}

    assert words["Verandering merken"] == ("vaak herkend", 0)
    assert words["Feedback krijgen en geven"] == ("weinig herkend", 2)
    assert words["Steun van wie leidt"] == ("wisselend", 1)
    assert words["Gezien en beloond"] == ("wisselend", 1)
    assert words["Hier willen jullie het over hebben"] == ("feedback en wat het werk vraagt", None)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"change_felt": "often"}, "- Verandering merken: **vaak herkend**"),
        ({}, "Een totaalbeeld laat ik alleen zien als het van niemand apart iets zegt."),
    ],
)
def test_s17_a_board_is_posted_for_what_is_told_of_all_or_for_the_talk_alone(told: dict[str, str], says: str) -> None:
    output = SCAN.outputs[0]
    made = board(output, [], 0, {"team": "Noord", "datum": "vandaag"}, "seed", DEFAULTS)

    message = as_message(replace(made, together=on_the_board(**told)), NL)

    assert says in message.text
    assert "- Waar zit verschil?" in message.text
    assert ("Vaak herkend: de meesten kozen" in message.text) == bool(told)


@pytest.mark.parametrize("reason", ["weinig", "few"])
def test_0041_where_nothing_is_told_no_words_say_why(reason: str) -> None:
    """Of too few answers, and of two groups that share people, is told alike: the words say neither."""
    for edition in LIBRARY.editions.values():
        for format in (edition.dutch, edition.english):
            counted = [one.counted.few for stage in format.stages for one in stage.counted if one.counted]
            shown = [output.together for output in format.outputs if output.together]
            said = [*counted, *(one.few for one in shown), *(one.how or "" for one in shown)]
            assert not [one for one in said if f" {reason} " in f" {one} "], format.id


def test_another_board_tells_nothing_of_all_together() -> None:
    check = LIBRARY.editions["quarterly_value_check"].dutch

    assert all(told_together(check, output, {}) is None for output in check.outputs)


def test_s17_a_later_stage_may_depend_on_what_is_told() -> None:
    plan = Plan("ingrid", 1, chosen={"scan_wish": (as_chosen(DIFFER),)})
    nothing = Plan("ingrid", 1, chosen={"scan_wish": (as_chosen(FEW),)})
    reply = SCAN.stage("reply")

    assert list(SCAN.told_before(reply)["scan_wish"].options) == ["see", "backed", "open", "differ", "few"]
    assert (plan.holds(reply.only_if), nothing.holds(reply.only_if)) == (True, False)
    assert SCAN.told_before(SCAN.stage("plan")) == {}


def test_without_words_on_how_to_read_it_only_the_lines_stand_there() -> None:
    told = ToldTogether("Samen", (Line("Wens", "steun", None),), None, "Niets.")
    made = board(SCAN.outputs[0], [], 0, {"team": "Noord", "datum": "vandaag"}, "seed", DEFAULTS)

    assert "Samen\n- Wens: **steun**\n\n**Voorbeelden**" in as_message(replace(made, together=told), NL).text


def test_who_does_several_things_together_has_a_button_for_each_and_nothing_else_changes() -> None:
    asked = [
        {"id": "note", "kind": "choice", "ask": "Hoe?", "options": {"well": "Goed", "badly": "Niet goed"}},
        {
            "id": "sure",
            "kind": "yesno",
            "ask": "Stop je?",
            "options": {"yes": {"label": "Ja, ik stop", "does": "end together"}},
        },
    ]
    stage = a_stage(*asked)

    one = fitted(stage, Around(together={"c1": "Stop: Buddy, Samira"}))
    several = fitted(stage, Around(together={"c1": "Stop: Buddy, Samira", "c2": "Stop: Actie, Bram"}))

    assert one.question("sure").options["yes"].label == "Ja, ik stop"
    assert [several.question("sure").options[name].label for name in ("c1", "c2")] == [
        "Stop: Buddy, Samira",
        "Stop: Actie, Bram",
    ]
    assert several.question("note").options == stage.question("note").options


def test_s08_which_plan_is_meant_is_asked_where_several_go_on_and_of_one_nothing() -> None:
    stage = a_stage({"id": "plan", "kind": "choice", "ask": "Welk?", "which": "trajectory_before"}, {"id": "note"})

    one = fitted(stage, Around(own={"plan": {"own+1": "Rekenen (maandag 8 juni)"}}))
    several = fitted(stage, Around(own={"plan": {"own+2": "Schrijven (vrijdag 5 juni)", "own+1": "Rekenen (maandag 8 juni)"}}))

    assert one.question("plan").only_if == NEVER
    assert several.question("plan").choices == {"own+2": "Schrijven (vrijdag 5 juni)", "own+1": "Rekenen (maandag 8 juni)"}


@pytest.mark.parametrize(
    ("told", "hides"),
    [
        ([], False),
        (["def"], False),
        (["cdef"], False),
        (["cde", "af"], False),
        (["abc"], False),
        (["bcd"], True),
        (["abcd"], True),
        (["ab"], True),
    ],
)
def test_s15_of_groups_with_several_in_common_one_is_told_of_unless_all_are_the_same(told: list[str], hides: bool) -> None:
    assert overlap("abc", told) is hides
