"""What people agree to, and what is bound to that: what a format may say of it (S24)."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from dialogs.checks.faults import FormatError
from dialogs.language.content import Format
from dialogs.library import load
from dialogs.talk import commands
from tests.dialogs.test_anchors import OVERVIEW, PLAN, PLANNING, TELL, a_format
from tests.kit.libraries import with_text

AGREES: dict[str, Any] = {
    "id": "ok",
    "kind": "choice",
    "ask": "Akkoord?",
    "options": {"agree": {"label": "Ja", "does": "agree"}},
}
DECIDED = {"id": "decided", "kind": "info", "ask": "Dit spraken jullie af.", "written": True}


def deciding(**words: Any) -> Format:
    stages = [PLAN, {"id": "agree", "window": {"closes": "+5 days"}, "questions": [DECIDED, AGREES]}]
    return a_format({}, **{"starts": {"plans": "klein plannen"}, "rhythms": {}, "stages": stages, "outputs": []} | words)


def test_a_format_in_which_people_agree_says_so() -> None:
    assert deciding().agreed_to
    assert not a_format({"closes": "tue 17:00"}).agreed_to


@pytest.mark.parametrize("question", [AGREES, DECIDED])
def test_nobody_agrees_to_what_nobody_planned(question: dict[str, Any]) -> None:
    stage = {**TELL, "window": {"closes": "tue 17:00"}, "questions": [*TELL["questions"], question]}

    with pytest.raises(ValidationError, match=f"{question['id']} (agrees to|tells) what was"):
        a_format({}, stages=[stage])


def test_nobody_agrees_while_she_still_plans() -> None:
    planning = PLAN | {"questions": [AGREES, *PLANNING]}

    with pytest.raises(ValidationError, match="and ask it in a later stage"):
        deciding(stages=[planning, {**TELL, "window": {"closes": "+5 days"}}])


def test_what_is_bound_stands_in_no_room() -> None:
    with pytest.raises(ValidationError, match="room stands in the room, where also those read it who did not agree"):
        a_format({"closes": "tue 17:00"}, bound="other")


def test_what_is_bound_may_stand_in_the_overview_of_a_facilitator() -> None:
    assert a_format({"closes": "tue 17:00"}, bound="other", outputs=[OVERVIEW]).bound == "other"


@pytest.mark.parametrize(
    ("bound", "mend"), [("leergroep_contrac", 'write "leergroep_contract"'), ("iets", "name one of: leergroep_contract")]
)
def test_a_format_is_bound_to_one_in_which_people_agree(bound: str, mend: str, tmp_path: Path) -> None:
    body = a_format({"closes": "tue 17:00"}, bound=bound, outputs=[]).model_dump(mode="json", exclude_unset=True)
    text = yaml.safe_dump(_plain(body), allow_unicode=True, sort_keys=False)

    with pytest.raises(FormatError, match=f'nobody agrees to anything in "{bound}"; {mend}'):
        with_text(tmp_path, "weekly", text)


def _plain(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"stages": [{**TELL, "window": {"closes": "tue 17:00"}}]}


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("contract akkoord", "round agree 0 leergroep_contract"),
        ("Contract akkoord 2.", "round agree 2 leergroep_contract"),
        ("contract niet akkoord", "round disagree 0 leergroep_contract"),
        ("contract not agreed 1", "round disagree 1 leergroep_contract"),
        ("akkoord", None),
        ("verwondering akkoord", None),
    ],
)
def test_agreeing_is_a_word_of_what_is_agreed_to(said: str, word: str | None) -> None:
    assert commands.command(said, load().starters()) == word
