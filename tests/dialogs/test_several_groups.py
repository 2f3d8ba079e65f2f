"""With which of her groups somebody in several shares: asked once, before the readers, and again where it changed (X16)."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs.language.stages import Stage
from dialogs.saying.drawing import Scene, draw_question
from dialogs.talk.conversation import GROUP, Facts, State, Status
from dialogs.talk.effects import Ask, Share
from dialogs.talk.fitting import Around, fitted
from dialogs.visibility import Level
from tests.dialogs.talking import FACTS, LIBRARY, NL, WONDER, Talk, a_stage

ALL: tuple[Level, ...] = ("V0", "V2", "V3", "V1")
TWO = {"a": "Team A", "b": "Team B"}
SHARE = {"id": "who", "kind": "share", "allow": ["V0", "V2", "V3", "V1"]}
LATER = LIBRARY.editions["share_answer"].dutch.stages[0]


def several(stage: Stage = WONDER, groups: dict[str, str] = TWO, **facts: Any) -> Talk:
    """Return a conversation of somebody in several groups."""
    there = fitted(stage, Around(groups=groups, asks="Met welk team?"))
    return Talk(there, facts=replace(FACTS, groups=dict.fromkeys(groups, ALL), **facts))


def in_other_groups(talk: Talk, groups: dict[str, str], stage: Stage = WONDER) -> Talk:
    """Let somebody be in other groups from now on."""
    there = several(stage, groups)
    talk.stage, talk.facts = there.stage, replace(talk.facts, groups=there.facts.groups)
    return talk


def told(**facts: Any) -> Talk:
    """Return a conversation in which somebody in two groups told something, and is to choose with which to share it."""
    return several(**facts).says("Het was stil.", "1")


def test_x16_the_group_is_asked_before_the_readers() -> None:
    talk = told()

    assert talk.asked == [(GROUP, "question")]
    assert talk.says("2").asked == [("share", "question")]
    assert Share("V2", ("wonder_text",), 0, "b") in talk.says("2").effects


@pytest.mark.parametrize("words", ["1", "Team A", "team a"])
def test_x16_the_group_is_chosen_by_number_or_name(words: str) -> None:
    assert told().says(words).state.group == "a"


def test_x16_what_names_no_group_is_asked_again() -> None:
    assert told().says("met iedereen").said == ["err.unknown"]


def test_x16_who_is_in_one_group_is_not_asked() -> None:
    talk = several(groups={"a": "Team A"}).says("Het was stil.", "1")

    assert talk.asked == [("share", "question")]
    assert Share("V2", ("wonder_text",), 0, "a") in talk.says("2").effects


def test_x16_back_works_over_the_group() -> None:
    talk = told().says("1").types("back")

    assert talk.asked == [(GROUP, "full")]
    assert talk.says("2").open == "share"
    assert Share("V1", ("wonder_text",), 0, "b") in talk.says("4").effects


def test_x16_another_group_after_sharing_asks_for_its_readers_anew() -> None:
    stage = several(a_stage({"id": "win"}, SHARE, {"id": "more"})).stage
    talk = Talk(stage, facts=told().facts).says("Gelukt.", "1", "2")

    talk.types("back", "back").says("2")

    assert talk.open == "who"
    assert Share("V2", ("win",), 0, "b") in talk.says("2").effects


def test_x16_the_same_group_once_more_leaves_the_readers_as_they_are() -> None:
    talk = Talk(several(a_stage({"id": "win"}, SHARE, {"id": "more"})).stage, facts=told().facts).says("Gelukt.", "1", "2")

    assert talk.types("back", "back").says("1").open == "more"


def test_x16_no_group_is_nobody() -> None:
    talk = told().types("skip")

    assert talk.said == ["share.none"]
    assert talk.ended is Status.SUBMITTED
    assert not talk.shared


def test_x16_private_belongs_to_no_other_group() -> None:
    assert Share("V0", ("wonder_text",), 0, None) in told().says("2", "1").effects


@pytest.mark.parametrize("facts", [{"trial": True}, {"asks_to_share": False}])
def test_x16_where_nothing_is_shared_no_group_is_asked(facts: dict[str, Any]) -> None:
    assert told(**facts).ended is Status.SUBMITTED


def test_x16_the_readers_are_those_of_the_chosen_group() -> None:
    stage = a_stage({"id": "win"}, {"id": "who", "kind": "share", "allow": ["V0", "V1"]})
    readers: dict[str, tuple[Level, ...]] = {"a": ("V0", "V1"), "b": ("V0",)}
    talk = Talk(several(stage).stage, facts=replace(FACTS, groups=readers))

    assert talk.says("Gelukt.", "2").ended is Status.SUBMITTED


def test_x16_one_choice_of_group_holds_for_all_that_is_told() -> None:
    stage = a_stage({"id": "win"}, SHARE, repeat={"max": 3, "ask": "Nog een?"})
    talk = several(stage).says("Eerst.", "1", "2", "ja", "Dan.")

    assert talk.open == "who#1"
    assert Share("V3", ("win",), 1, "a") in talk.says("3").effects


def test_x16_what_is_told_after_a_first_part_that_was_skipped_asks_for_the_group_too() -> None:
    stage = a_stage({"id": "win"}, SHARE, repeat={"max": 3, "ask": "Nog een?"})
    talk = several(stage).types("skip").says("ja", "Dan.")

    assert talk.open == GROUP


def test_x16_on_a_form_the_group_is_asked_after_it() -> None:
    talk = several(a_stage({"id": "win"}, SHARE, mode="form")).fills(win="Het was stil.")

    assert talk.asked == [(GROUP, "question")]


def test_x16_an_answer_that_is_shared_afterwards_goes_to_a_chosen_group() -> None:
    talk = several(LATER).says("2")

    assert talk.open == "share"
    assert talk.says("2").said == ["share.changed"]
    assert Share("V2", (), 0, "b") in talk.effects


def test_x16_leaving_the_group_out_where_it_is_all_that_is_asked_ends_it_after_asking() -> None:
    assert several(LATER).types("skip").waits == "skip_all"


# -- in other groups than when it was asked (GE6)


def test_ge6_who_left_a_group_meanwhile_shares_with_no_group_that_she_did_not_mean() -> None:
    talk = told()
    in_other_groups(talk, {"a": "Team A"})

    talk.says("2")

    assert talk.said == ["share.other_groups"]
    assert talk.open == "share"
    assert not talk.shared
    assert Share("V2", ("wonder_text",), 0, "a") in talk.says("2").effects


def test_ge6_a_number_out_of_another_list_chooses_no_group() -> None:
    talk = told()
    in_other_groups(talk, {"b": "Team B", "c": "Team C"})

    talk.says("2")

    assert talk.said == ["share.other_groups"]
    assert talk.asked == [(GROUP, "question")]
    assert talk.says("2").state.group == "c"


def test_ge6_who_left_the_group_that_she_chose_is_asked_again() -> None:
    talk = told().says("2")
    in_other_groups(talk, {"a": "Team A", "c": "Team C"})

    talk.says("2")

    assert talk.open == GROUP
    assert not talk.shared


def test_ge6_who_left_all_groups_shares_nothing() -> None:
    talk = told().says("2")
    in_other_groups(talk, {})
    talk.facts = replace(talk.facts, levels=("V0",))

    assert talk.says("2").said == ["err.no_dialog"]
    assert not talk.shared


def test_the_groups_that_were_offered_are_remembered() -> None:
    state = told().state

    assert State.from_json(state.to_json(), None).groups == ("a", "b")


# -- what it looks like


def scene(talk: Talk) -> Scene:
    slots: dict[str, object] = {"groep": "Team B", "begeleider": "Fatima"}
    return Scene(
        LIBRARY.editions["weekly_wonder"].dutch, talk.stage, talk.state, NL, 7, slots=slots, own_words="> Het was stil."
    )


def test_x16_the_groups_can_be_pressed_and_her_own_words_stand_above() -> None:
    drawn = draw_question(scene(told()), GROUP, "question")

    assert [(choice.id, choice.label) for choice in drawn.choices] == [
        ("c7.share_group.a", "Team A"),
        ("c7.share_group.b", "Team B"),
    ]
    assert drawn.text == "> Het was stil.\n\nMet welk team?"
    assert drawn.readers == "Jij kiest wie dit leest."


def test_x16_the_group_stands_beside_its_readers() -> None:
    drawn = draw_question(scene(told().says("2")), "share", "question")

    assert [choice.label for choice in drawn.choices] == [
        "Alleen voor mij",
        "Met de groep, met mijn naam (Team B)",
        "Met de groep, zonder naam (Team B)",
        "Alleen de begeleider (Fatima)",
    ]


def test_facts_of_who_is_in_one_group_hold_no_groups() -> None:
    assert Facts(FACTS.now).groups == {}
    assert Ask(GROUP) not in Talk(WONDER).says("Het was stil.", "1").effects
