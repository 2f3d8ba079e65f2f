"""Choosing together among texts: what comes of it, what is offered to whom, and what makes such a format whole (S28, S29)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dialogs.gatherings.choosing import in_order, option_of, outcome, stands, text_of
from dialogs.gatherings.together import Votes
from dialogs.language.content import Format
from dialogs.library import load
from dialogs.saying.drawing import Scene
from dialogs.saying.readers import readers_line
from dialogs.talk.conversation import State
from dialogs.talk.fitting import NEVER, Around, fitted
from dialogs.timing.dryrun import Going, foresee
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, over_at
from tests.dialogs.talking import LIBRARY, NL, NOW, a_stage
from tests.dialogs.test_faults import library, problems
from tests.dialogs.test_generated_formats import PLANNED
from tests.kit.town import AMSTERDAM

OFFERED = ("t1", "t2", "t3")
"""Three texts that can be chosen."""
VOTES = st.lists(st.lists(st.sampled_from((*OFFERED, "t9", "own")), max_size=3, unique=True).map(tuple), max_size=6)


@pytest.mark.parametrize(
    ("votes", "offered", "others", "expected"),
    [
        ([("t1",), ("t1",), ("t2",)], OFFERED, False, "t1"),
        ([("t1",), ("t2",)], OFFERED, False, None),
        ([], OFFERED, False, None),
        ([("own",), ("t2",)], OFFERED, True, None),  # what she proposes herself is chosen as often
        ([("own",), ("t2",), ("t2",)], OFFERED, True, "t2"),
        ([("own",), ("t1",), ("t2",), ("t2",)], OFFERED, True, None),  # hers may be the other one
        ([("t1", "t2"), ("t2",)], OFFERED, False, "t2"),
        ([("t9",)], OFFERED, False, None),  # it was taken back since
        ([], ("t1",), False, "t1"),  # one alone needs no choosing
        ([], ("t1",), True, None),
        ([("t1",)], ("t1",), True, "t1"),
        ([], (), False, None),
    ],
)
def test_s28_what_most_chose_is_chosen(
    votes: Sequence[tuple[str, ...]], offered: Sequence[str], others: bool, expected: str | None
) -> None:
    assert outcome(votes, offered, others=others) == expected


@given(VOTES)
def test_s29_what_most_chose_comes_first_and_nothing_is_left_out(votes: list[tuple[str, ...]]) -> None:
    found = in_order(votes, OFFERED, "seed")

    counts = [sum(one in vote for vote in votes) for one in found]
    assert sorted(found) == sorted(OFFERED)
    assert counts == sorted(counts, reverse=True)
    assert found == in_order(votes[::-1], OFFERED[::-1], "seed")


def test_an_option_stands_for_a_text_or_is_one_of_the_format() -> None:
    assert text_of(option_of(12)) == 12
    assert text_of("not_yet") is None
    assert text_of("t") is None


PICK: dict[str, Any] = {"id": "pick", "kind": "choice", "ask": "Wat?", "names": "model", "among": ["wrote"]}


def test_who_chooses_is_offered_the_texts_before_what_the_format_offers() -> None:
    stage = a_stage({**PICK, "options": {"own": "Iets anders"}})

    asked = fitted(stage, Around(among={"pick": {"t4": "Policy windows"}})).questions[0]

    assert asked.choices == {"t4": "Policy windows", "own": "Iets anders"}


def test_without_anything_to_choose_nothing_is_asked() -> None:
    assert fitted(a_stage(PICK, {"id": "more"}), Around()).questions[0].only_if == NEVER


def test_where_nobody_wrote_it_is_asked_otherwise() -> None:
    among = {"show": ["wrote"], "empty": "Er is nog niets."}
    stage = a_stage({**PICK, "help": "Kies er één.", "among": among, "options": {"later": "Later"}})

    nothing = fitted(stage, Around()).questions[0]
    something = fitted(stage, Around(among={"pick": {"t4": "Policy windows"}})).questions[0]

    assert (nothing.ask, nothing.help) == ("Er is nog niets.", None)
    assert (something.ask, something.help) == ("Wat?", "Kies er één.")


def test_three_texts_to_choose_do_not_stand_under_what_the_bot_starts_with() -> None:
    asked = fitted(a_stage({**PICK, "required": True}), Around(among={"pick": dict.fromkeys(OFFERED, "…")})).questions[0]

    assert len(asked.options) == 3
    assert not asked.below_prompt


def test_above_what_all_choose_stands_that_only_the_outcome_is_told() -> None:
    stage = fitted(a_stage(PICK), Around(among={"pick": {"t4": "Policy windows"}}))
    scene = Scene(LIBRARY.editions["concept_choice"].dutch, stage, State(), NL, 1, slots={"groep": "Leergroep Noord"})

    assert readers_line(scene, stage.questions[0]) == "Alleen de uitkomst komt in Leergroep Noord. Wie wat koos, leest niemand."


# -- texts of other formats

CHOOSES = """\
id: chooses
title: Kiezen
source: 000 B4
why: Daarom.
kept: kort
starts: {programme: quarterly_value_check}
stages:
  - id: vote
    who: members
    window: {opens: meeting - 9 days, closes: meeting - 3 workdays 12:00}
    questions: [{id: pick, kind: multi, names: chosen, ask: "Wat?", among: {of: offers, show: [case]}}]
"""
OFFERS = """\
id: offers
title: Aanbieden
source: 000 B4
why: Daarom.
kept: kort
starts: {programme: quarterly_value_check}
stages:
  - id: offer
    window: {opens: previous + 1 days, closes: meeting - 9 days}
    questions: [{id: case, ask: "Waarover?"}, {id: may_read, kind: share, allow: [V0, V2], ask: "Wie mag dit lezen?"}]
outputs:
  - {id: all, kind: prepared, to: members, at: meeting, head: Dit is er, sections: [{head: Gedeeld, show: [case]}]}
"""


def test_texts_of_another_format_around_the_same_meeting_can_be_chosen(tmp_path: Path) -> None:
    library(tmp_path, PLANNED, name="quarterly_value_check")
    library(tmp_path, OFFERS, name="offers")

    assert "chooses" in load(library(tmp_path, CHOOSES, name="chooses")).editions


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ("of: offers", "of: offer", '"offer" is no part of the same programme, so there is nothing to choose from',
         "name a format around the same meetings"),
        ("show: [case]", "show: [cases]", "offers asks nobody to share cases with the group",
         "choose among texts that can be shared with V2"),
    ],
)  # fmt: skip
def test_texts_that_are_not_there_to_choose_are_told(old: str, new: str, what: str, mend: str, tmp_path: Path) -> None:
    library(tmp_path, PLANNED, name="quarterly_value_check")
    library(tmp_path, OFFERS, name="offers")

    (found,) = problems(library(tmp_path, CHOOSES.replace(old, new), name="chooses"))

    assert (found.what, found.mend) == (what, mend)


@pytest.mark.parametrize(
    ("votes", "before", "stands_"),
    [
        ([], [], True),
        ([("yes",)], [], True),
        ([("no",)], [], False),
        ([], [("t1",), ("t2",)], False),
        ([("yes",)], [("t1",), ("t2",)], True),
        ([("yes",), ("no",)], [("t1",), ("t2",)], False),
    ],
)
def test_s28_a_proposal_stands_without_a_no_and_after_a_tie_with_a_yes(votes: Votes, before: Votes, *, stands_: bool) -> None:
    assert stands(votes, before) == stands_


# -- whole formats

WROTE = {"id": "wrote", "ask": "Wat?", "public": "V2"}
WRITES = {"id": "writes", "who": "facilitator", "consent": False, "window": {"opens": "opening"}, "questions": [WROTE]}
BY_ONE = {**PICK, "names": "proposal"}
PROPOSES = {"id": "proposes", "who": "facilitator", "consent": False, "window": {"opens": "writes"}, "questions": [BY_ONE]}
VOTE = {"id": "vote", "window": {"opens": "writes", "closes": "+3 workdays"}, "questions": [PICK]}
WINDOW = {"opens": "proposal", "closes": "+2 workdays"}
AGREE = {"id": "agree", "kind": "yesno", "ask": "Mag het?", "names": "model", "unopposed": "proposal"}
AGREES = {"id": "agrees", "window": WINDOW, "questions": [AGREE]}


def a_choosing_format(*stages: dict[str, Any], **words: Any) -> Format:
    body: dict[str, Any] = {
        "id": "choosing", "title": "Kiezen", "source": "000 B2", "why": "Samen.", "kept": "kort", "groups": ["leergroep"],
        "starts": {"programme": "leergroep_cycle", "nth": [2], "takes": ["model", "proposal"]}, "stages": [WRITES, *stages],
    }  # fmt: skip
    return Format.model_validate({**body, **words})


@pytest.mark.parametrize(
    ("stages", "what"),
    [
        ([{**VOTE, "window": {"opens": "writes"}}], "pick is decided when vote ends, which it never does"),
        ([{**VOTE, "who": "owner"}], "pick is not asked once of all, or of who chooses for the group"),
        (
            [{**PROPOSES, "questions": [{**BY_ONE, "kind": "multi"}]}],
            "pick names one thing, and lets one person choose several",
        ),
        ([{**VOTE, "questions": [{**PICK, "options": {"t1": "Iets"}}]}], "pick has options that are called as a text is: t1"),
        ([AGREES], "nothing before agree names proposal, so nobody can say no to it"),
        ([{**VOTE, "only_if": {"model": ["maybe"]}}], "vote depends on model = maybe, which is no option of it"),
    ],
)
def test_what_is_wrong_with_choosing_is_told(stages: list[dict[str, Any]], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        a_choosing_format(*stages)


def test_who_owns_what_was_chosen_can_be_asked_and_until_the_meeting_it_may_be_taken_back() -> None:
    asks = {
        "id": "asks",
        "who": "model",
        "window": {"opens": "model", "closes": "+2 workdays"},
        "questions": [{"id": "yes", "ask": "Ja?"}],
    }

    whose, plain = a_choosing_format(VOTE, asks), a_choosing_format(VOTE)

    assert whose.asks_whose == {"model"}
    assert plain.asks_whose == frozenset()
    plan = Plan("fatima", 1, moments={"meeting": MEETS}, reached=("writes",))
    assert over_at(whose, plan.ends("writes", NOW), NOW, Group(AMSTERDAM)) == MEETS
    assert over_at(plain, plan.ends("writes", NOW), NOW, Group(AMSTERDAM)) < MEETS


def test_what_waits_for_something_to_be_named_may_come_until_the_meeting() -> None:
    waits = a_choosing_format({**VOTE, "only_if": {"proposal": ["answered"]}})
    plan = Plan("fatima", 1, moments={"meeting": MEETS})

    assert over_at(waits, plan, NOW, Group(AMSTERDAM)) == MEETS


MEETS = datetime.fromisoformat("2026-12-10T10:00+00:00")


def test_x08_where_nobody_writes_nobody_is_foreseen_to_choose_and_what_comes_after_it_is() -> None:
    after = {
        "id": "after",
        "who": "facilitator",
        "consent": False,
        "window": {"opens": "vote"},
        "questions": [{"id": "so", "ask": "En?"}],
    }
    format, plan = a_choosing_format(VOTE, after), Plan("fatima", 1, moments={"meeting": MEETS})

    found = foresee(
        {}, {"choosing": format}, Group(AMSTERDAM), NOW, MEETS, going=[Going("choosing", plan, NOW, MEETS)]
    )  # fmt: skip

    assert {piece.part for one in found for piece in one.holds} == {"writes", "after"}


def test_a_proposal_to_which_nobody_says_no_needs_nothing_more_to_be_whole() -> None:
    assert a_choosing_format(PROPOSES, AGREES).stage("agrees").decided == (
        a_choosing_format(PROPOSES, AGREES).question("agree"),
    )


def test_a_condition_on_what_was_named_is_met_once_it_is() -> None:
    plan = Plan("fatima", 1)

    assert plan.holds({"model": ("skipped",)})
    assert Plan("fatima", 1, named={"model": (1, "wrote#0")}).holds({"model": ("answered",)})
