"""A round of one person in which others are asked: what goes to whom, and what is wrong with it (S39, S40)."""

from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.checks.faults import FormatError
from dialogs.language.content import Format
from dialogs.talk.commands import for_another
from dialogs.timing.plans import Plan
from tests.dialogs.talking import LIBRARY, Talk, a_stage

GO = {"id": "go", "kind": "yesno", "ask": "Zal ik?", "options": {"yes": {"label": "Ja", "does": "open round"}}}
WHO = {"id": "who", "kind": "person", "known": True, "ask": "Wie?"}
THEY = {"id": "they", "kind": "multi", "people": True, "ask": "Wie allemaal?"}
DAY = {"id": "day", "kind": "date", "ask": "Wanneer?"}
WHAT = {"id": "what", "kind": "choice", "ask": "Wat ben je?", "options": {"a": "A", "b": "B"}}
MAY = {"id": "may", "kind": "yesno", "ask": "Mag het?"}
TEXT = {"id": "text", "ask": "Wat zie je?"}
GATHERS = {"told_by": "what", "named_if": "may"}


def made(*questions: dict[str, Any], **words: Any) -> Format:
    """Return a format in which somebody asks one person, and several."""
    plan = {"id": "plan", "who": "owner", "questions": [WHO, THEY, DAY, GO]}
    give = {"id": "give", "who": "they", "gathers": GATHERS, "questions": [WHAT, TEXT, MAY]}
    own = {"id": "own", "who": "owner", "questions": [*questions, {"id": "else", "ask": "Nog iets?"}]}
    body = {"id": "path", "title": "Pad", "source": "001", "why": "Daarom.", "kept": "kort",
            "stages": [plan, give | words, own], "starts": {"plans": "pad", "alone": True}}  # fmt: skip
    return Format.model_validate(body)


def test_it_asks_whom_she_named() -> None:
    format = made(
        {"id": "for_who", "ask": "Wat?", "goes_to": "who"}, {"id": "later", "kind": "date", "ask": "?", "moves": "day"}
    )
    assert set(format.asked_by_her) == {"who", "they"}
    assert format.moved_days == {"later": "day"}


@pytest.mark.parametrize(
    ("question", "words", "says"),
    [
        ({"id": "q", "ask": "?", "goes_to": "nobody"}, {}, "goes to nobody"),
        ({"id": "q", "ask": "?", "also": "who"}, {}, "names people beside who"),
        ({"id": "q", "kind": "date", "ask": "?", "moves": "who"}, {}, "takes the place of who"),
        (
            {"id": "q", "kind": "multi", "ask": "?", "options": {"text": "T"}, "releases": {"to": "x"}},
            {},
            "releases answers to x",
        ),
        ({"id": "q", "ask": "?", "releases": {"to": "who"}}, {}, "choice of several"),
        (TEXT | {"id": "q"}, {"who": "members"}, "asks others"),
        (TEXT | {"id": "q"}, {"who": "owner"}, "asks no people"),
        (TEXT | {"id": "q"}, {"gathers": GATHERS | {"told_by": "may"}}, "is no choice question"),
        (TEXT | {"id": "q"}, {"gathers": GATHERS | {"named_if": "what"}}, "is no yesno question"),
    ],
)
def test_what_is_wrong_says_so(question: dict[str, Any], words: dict[str, Any], says: str) -> None:
    with pytest.raises((ValidationError, FormatError)) as wrong:
        made(question, **words)
    assert says in str(wrong.value)


def test_people_named_later_stand_beside_those_of_before_each_once() -> None:
    plan = Plan("noor", 1).asking("they", ["bram", "samira"]).without("bram").asking("they", ["joost", "samira", "joost"])
    assert sorted(plan.asked("they")) == ["joost", "samira"]
    assert Plan("noor", 1).asking("who", ["bram"], several=False).people == {"who": "bram"}


def test_who_begins_for_another_is_recognised() -> None:
    starters = LIBRARY.starters()
    assert for_another("pop voor Noor", starters)
    assert not for_another("iets anders voor Noor", starters)
    assert not for_another("pop", starters)
    assert not for_another("pop voor " + "x" * 90, starters)


@pytest.mark.parametrize(("chosen", "next_"), [("two", "pick"), ("one", "more")])
def test_s08_what_was_picked_of_one_plan_does_not_stand_picked_of_another(chosen: str, next_: str) -> None:
    plans = {"id": "plan", "kind": "choice", "which": "trajectory_before", "options": {"one": "Een", "two": "Twee"}}
    pick = {"id": "pick", "kind": "multi", "releases": {"to": "lead"}, "options": {"want": "Wat ik wil leren"}}
    talk = Talk(a_stage(plans, pick, {"id": "more"})).taps("plan", "one").taps("pick", "want").types("back", "back")

    assert talk.taps("plan", chosen).open == next_
