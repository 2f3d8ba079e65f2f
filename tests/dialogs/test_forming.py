"""A group that comes of a plan: who can be chosen for it, and who reads what a candidate answers (S22)."""

from dataclasses import replace
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.library import HERE
from dialogs.saying.drawing import Scene, draw_question
from dialogs.talk.conversation import State
from dialogs.talk.fitting import Around, fitted
from tests.dialogs.talking import FACTS, LIBRARY, NL, Talk, a_stage

SETUP = LIBRARY.editions["leergroep_setup"].dutch
PLAN, SIGN_UP = SETUP.stages
JOINS = a_stage(
    {"id": "why"},
    {
        "id": "join",
        "kind": "choice",
        "options": {"yes": {"label": "Ja", "gives": "V1", "joins": True}, "no": {"label": "Nee"}},
    },
    {"id": "more"},
    who="candidate",
)
GUIDED = replace(FACTS, levels=("V0", "V1"))


def readers(stage: Stage, key: str) -> str | None:
    scene = Scene(SETUP, stage, State(), NL, 1, slots={"begeleider": "Fatima", "groep": "Noord"})
    return draw_question(scene, key, "full").readers


def around(stage: Stage) -> Stage:
    return fitted(
        stage,
        Around(everybody={"noor": "Noor", "bram": "Bram"}, external={"fatima": "Fatima"}, internal={"ingrid": "Ingrid"}),
    )


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """Return the format with which a leergroep is started, with one thing in it changed."""
    body: Any = yaml.safe_load((HERE / "formats/leergroep_setup.yaml").read_text(encoding="utf-8"))
    place = body
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return dict(body)


def test_s22_who_joins_gives_all_that_she_answered_to_who_facilitates() -> None:
    talk = Talk(JOINS, facts=GUIDED).says("Om te leren.").taps("join", "yes")

    assert talk.shared == [("V1", ("why", "join", "more"), 0)]


def test_s22_who_says_no_after_all_gives_it_to_nobody() -> None:
    talk = Talk(JOINS, facts=GUIDED).says("Om te leren.").taps("join", "yes").types("back").taps("join", "no")

    assert talk.shared == [("V0", ("why", "join", "more"), 0)]


@pytest.mark.parametrize("facts", [FACTS, replace(GUIDED, trial=True)])
def test_s22_nothing_is_given_where_nobody_is_to_read_it(facts: Any) -> None:
    assert (
        Talk(JOINS, facts=replace(facts, levels=facts.levels if facts.trial else ("V0",)))
        .says("Iets.")
        .taps("join", "yes")
        .shared
        == []
    )


def test_s22_above_each_question_stands_who_reads_it() -> None:
    assert readers(SIGN_UP, "why_join") == "Leest Fatima, en alleen als je straks meedoet of eerst wilt praten."
    assert readers(PLAN, "group_name") == "Iedereen in de nieuwe groep leest deze naam."
    assert readers(PLAN, "common_task") == readers(SIGN_UP, "look_first") == "Alleen jij leest dit."
    assert readers(around(PLAN), "who_asked") == "Wat je kiest, gebruik ik voor de groep."


def test_s22_all_members_can_be_asked_and_who_belongs_to_them_is_no_facilitator() -> None:
    asked, guide = (around(PLAN).question(name).options for name in ("who_asked", "fac_external"))

    assert list(asked) == ["bram", "noor"]
    assert list(guide) == ["fatima", "nobody", "ingrid"]
    scene = Scene(SETUP, around(PLAN), State(), NL, 1, slots={"begeleider": "Fatima", "groep": "Noord"})
    assert [one.label for one in draw_question(scene, "fac_external", "question").choices] == ["Fatima", "Nog niemand"]
    assert not guide["fatima"].again
    assert guide["ingrid"].again
    assert "hoort bij jullie team" in (guide["ingrid"].says or "")


def test_s22_a_format_knows_at_which_question_somebody_joins() -> None:
    assert SETUP.joining is not None
    assert (SETUP.joining[0], SETUP.joining[1].id) == ("sign_up", "join")
    assert LIBRARY.editions["weekly_wonder"].dutch.joining is None


@pytest.mark.parametrize(
    ("path", "to", "said"),
    [
        (("forms", "called"), "size", "size asks for no name"),
        (("forms", "facilitator"), "who_asked", "who_asked chooses nobody from outside"),
        (("forms", "candidates"), "who_all", "who_all chooses no members"),
        (("stages", 1, "who"), "members", "join lets somebody join a group that nobody forms"),
        (("stages", 1, "questions", 5, "options"), {"yes": "Ja", "no": "Nee"}, "nobody is asked whether she joins"),
    ],
)
def test_s22_what_is_missing_to_form_a_group_is_told(path: tuple[str | int, ...], to: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Format.model_validate(changed(*path, to=to))
