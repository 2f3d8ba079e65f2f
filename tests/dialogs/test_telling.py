"""Who tells in a group, in which order and how long it takes; and what is asked of who leads it alone (S06)."""

from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.gatherings.telling import Tellers, in_order, said_of
from dialogs.language.content import Format
from dialogs.talk.fitting import Around, fitted
from dialogs.talk.progress import pending
from tests.dialogs.talking import FACTS, Talk, a_stage
from tests.dialogs.test_anchors import PLAN, a_format, a_planned_format

PEOPLE = [f"person {number}" for number in range(9)]
LIVE = {"id": "live", "kind": "yesno", "ask": "Vertel je?"}
TELLERS = {"who": {"live": ["yes"]}, "says": "{volgorde} ({duur})", "nobody": "Niemand."}


def a_message(kind: str = "message", asked: dict[str, Any] = LIVE, **tellers: Any) -> Format:
    """Return a planned format with a message that names tellers."""
    output = {"id": "begin", "kind": kind, "at": "tell", "head": "Welkom.", "tellers": TELLERS | tellers}
    tell = {"id": "tell", "window": {"closes": "meeting"}, "questions": [{"id": "win", "ask": "Wat lukte?"}, asked]}
    return a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=[PLAN, tell], outputs=[output])


def test_an_order_is_the_same_every_time_and_another_in_another_round() -> None:
    first, again = (in_order(people, (), (), "seed") for people in (PEOPLE, PEOPLE[::-1]))

    assert first == again
    assert sorted(first) == PEOPLE
    assert first != in_order(PEOPLE, (), (), "another seed")


@pytest.mark.parametrize("one", PEOPLE)
def test_who_wants_to_begin_is_first_and_nobody_else_changes_place(one: str) -> None:
    drawn = in_order(PEOPLE, (), (), "seed")

    assert in_order(PEOPLE, {one}, {one}, "seed") == [one, *(other for other in drawn if other != one)]


@pytest.mark.parametrize("one", PEOPLE)
def test_who_is_never_first_is_not_first(one: str) -> None:
    assert in_order(PEOPLE, (), {one}, "seed")[0] != one


def test_who_is_never_first_and_tells_alone_is_first() -> None:
    assert in_order(["ingrid"], (), {"ingrid"}, "seed") == ["ingrid"]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Niemand."), (2, "1. a\n2. b (40)"), (10, "(120)"), (11, "(130)\n\nTwee keer, want 130.")],
)
def test_the_length_is_told_and_where_it_is_too_long_that_too(count: int, said: str) -> None:
    tellers = Tellers.model_validate(TELLERS | {"longer": "Twee keer, want {duur}."})

    assert said_of(tellers, list("abcdefghijk")[:count], {}).endswith(said)


def test_what_is_too_long_needs_no_words() -> None:
    assert said_of(Tellers.model_validate(TELLERS), PEOPLE * 3, {}).endswith("(290)")


@pytest.mark.parametrize(("roles", "key"), [(["lead", "member"], "begins"), (["member"], "share_it"), ([], "share_it")])
def test_what_is_asked_of_the_lead_is_asked_of_nobody_else(roles: list[str], key: str) -> None:
    stage = a_stage({"id": "win"}, {"id": "begins", "kind": "yesno", "role": "lead"}, {"id": "share_it", "kind": "yesno"})

    talk = Talk(fitted(stage, Around(roles=roles))).says("Het lukte goed.")

    assert pending(talk.stage, talk.state, FACTS) == key


@pytest.mark.parametrize(("roles", "key"), [(["facilitator", "member"], "share_it"), (["lead", "member"], "begins")])
def test_s48_what_is_not_asked_of_who_facilitates_is_asked_of_all_others(roles: list[str], key: str) -> None:
    begins = {"id": "begins", "kind": "yesno", "unless_role": "facilitator"}
    stage = a_stage({"id": "win"}, begins, {"id": "share_it", "kind": "yesno"})

    talk = Talk(fitted(stage, Around(roles=roles))).says("Het lukte goed.")

    assert pending(talk.stage, talk.state, FACTS) == key


def test_who_leads_no_more_keeps_what_she_answered_and_goes_on() -> None:
    stage = a_stage({"id": "begins", "kind": "yesno", "role": "lead"}, {"id": "win"})
    led = Talk(fitted(stage, Around(roles=["lead"]))).says("ja")

    after = Talk(fitted(stage, Around()), led.state).says("Het lukte goed.")

    assert pending(after.stage, after.state, FACTS) is None


def test_a_message_names_tellers_by_a_choice_that_is_asked() -> None:
    (output,) = a_message(begins={"live": ["yes"]}, never_first="lead").outputs

    assert output.tellers is not None
    assert output.tellers.asked == ("live", "live")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"who": {"dead": ["yes"]}}, "looks for tellers where nobody is asked: dead = yes"),
        ({"who": {"live": ["perhaps"]}}, "looks for tellers where nobody is asked: live = perhaps"),
        ({"who": {"live": []}}, "looks for tellers where nobody is asked"),
        ({"begins": {"win": ["yes"]}}, "looks for tellers where nobody is asked: win = yes"),
        ({"begins": {"go": ["yes"]}}, "looks for tellers where nobody is asked: go = yes"),
        ({"who": {}}, "at least 1 item"),
    ],
)
def test_tellers_who_are_asked_nowhere_are_refused(words: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        a_message(**words)


def test_only_a_message_names_tellers() -> None:
    with pytest.raises(ValidationError, match="only a message to the room says who tells"):
        a_message(kind="digest")


def test_a_stage_asks_everybody_something() -> None:
    with pytest.raises(ValidationError, match="has nothing to ask of who has another role"):
        a_planned_format({"closes": "meeting"}, questions=[{"id": "win", "ask": "Wat lukte?", "role": "lead"}])


def test_where_nobody_tells_there_is_no_order() -> None:
    assert in_order([], (), (), "seed") == []


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"nobody": None}, "has no words for where nobody tells"),
        ({"each": True}, "has no words for where nobody tells"),
        ({"titles": ["win"]}, "names stories by win, which nobody is asked to share"),
    ],
)
def test_what_is_said_of_tellers_fits_how_they_are_named(words: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        a_message(**words)


def test_a_title_stands_beside_a_name_where_it_can_be_shared() -> None:
    share = {"id": "who", "kind": "share", "ask": "Wie?", "allow": ["V0", "V2"], "covers": ["win"]}
    tell = {"id": "tell", "window": {"closes": "meeting"}, "questions": [{"id": "win", "ask": "Wat?"}, LIVE, share]}
    begin = {"id": "begin", "kind": "message", "at": "tell", "head": "Welkom.", "tellers": TELLERS | {"titles": ["win"]}}

    format = a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=[PLAN, tell], outputs=[begin])

    assert format.outputs[0].tellers is not None
    assert format.outputs[0].tellers.titles == ("win",)
