"""Who may read what of the most private formats, as the formats themselves say, beside what the specification allows (§3).

The table is made of the formats: a format that lands later joins it by one line in ``SPEC``.
"""

from collections.abc import Mapping

import pytest

from dialogs.language.content import Format
from tests.dialogs.talking import LIBRARY

SPEC: Mapping[str, frozenset[str]] = {
    "pop_route": frozenset(),
    "pop_feedback_360": frozenset({"owner, without a name", "whom she asks"}),
    "pop_conversation": frozenset({"owner", "talk_with"}),
    "performance_conversation": frozenset({"lead", "talk_partner"}),
    "learning_interview": frozenset({"owner", "V0", "V2", "room", "whom she chose"}),
    "interview_asked": frozenset(),
    "speed_coaching": frozenset({"whom she chose"}),
    "leader_reflection": frozenset(),
    "duo_plan": frozenset({"whom she chose"}),
    "duo_plan_sign": frozenset({"V2"}),
    "duo_report": frozenset({"whom she chose"}),
    "duo_report_sign": frozenset({"owner", "V2"}),
    "duo_hours": frozenset({"V5"}),
    "duo_expense": frozenset({"whom she chose"}),
    "duo_expense_sign": frozenset({"V5"}),
    "duo_intervision": frozenset({"V1", "V2", "facilitator", "members", "room"}),
    "duo_monitoring": frozenset({"V1", "V2"}),
    "duo_final": frozenset({"V1"}),
}
"""Who may read anything besides its author (spec §3, S33, S38–S40, S42–S48, S52, S53); nobody but these."""


def readers(format: Format) -> set[str]:
    """Return who reads anything of a format besides its author, as its words say."""
    found: set[str] = set()
    for stage in format.stages:
        for question in stage.questions:
            if question.goes_to is not None:
                several = question.goes_to in format.plan and format.plan[question.goes_to].people
                found.add("whom she asks" if several else question.goes_to)
            found |= {question.releases.to} if question.releases else set()
            found |= {"owner"} if question.belongs_to or question.returns else set()
            found |= {"whom she chose"} if question.asks else set()
            found |= set(question.offers) - {"V0"}
            found |= {option.signs for option in question.options.values() if option.signs}
        found |= {"owner, without a name"} if stage.gathers else set()
    return found | {output.to for output in format.outputs}


@pytest.mark.trust("S5")
@pytest.mark.parametrize("name", [name for name in SPEC if name in LIBRARY.editions])
def test_nobody_reads_more_than_the_specification_allows(name: str) -> None:
    assert readers(LIBRARY.editions[name].dutch) <= SPEC[name]


def test_s48_whom_she_asks_to_begin_interviews_with_her_reads_the_day_and_nothing_else() -> None:
    assert set(LIBRARY.editions["interview_asked"].dutch.stages[0].shows) == {"interview_day"}


@pytest.mark.parametrize("name", [name for name in SPEC if name.startswith("pop_")])
def test_of_a_plan_of_ones_own_no_group_room_or_facilitator_reads_anything(name: str) -> None:
    format = LIBRARY.editions[name].dutch
    assert not readers(format) & {"V1", "V2", "V3", "room", "facilitator", "members"}
    assert not format.outputs


@pytest.mark.parametrize("name", [name for name in SPEC if name.startswith("duo_")])
def test_what_is_told_in_a_duo_is_told_where_nobody_leads(name: str) -> None:
    format = LIBRARY.editions[name].dutch
    assert set(format.groups) <= {"duo", "duos"}
    assert not {stage.who for stage in format.stages} & {"lead", "home"}


def test_what_who_guides_a_duo_writes_is_hers_until_she_sends_it() -> None:
    format = LIBRARY.editions["duo_monitoring"].dutch
    writes = format.stages[0]
    assert not format.outputs
    assert not [question.id for question in writes.questions if question.public or question.goes_to or question.kind == "share"]
    gives = {(question.id, name) for question in writes.questions for name, one in question.options.items() if one.gives}
    assert gives == {("send", "yes")}


def test_of_peer_consultation_only_the_learning_points_are_shared_by_writing_them() -> None:
    asked = [question for stage in LIBRARY.editions["duo_intervision"].dutch.stages for question in stage.questions]
    assert {one.id for one in asked if one.public} == {"iv_points", "iv_points_guide"}
    assert all(one.unsigned for one in asked if one.public)
