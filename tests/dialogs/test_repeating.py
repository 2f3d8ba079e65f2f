"""A stage that may be gone through several times (``repeat``): what was told before stays told, and stays with its readers."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.library import load
from dialogs.talk.conversation import Facts, State, Status
from dialogs.talk.effects import Effect, Finish, Say, Share, Value
from dialogs.talk.engine import step
from dialogs.talk.events import Commanded as Typed
from dialogs.talk.events import Event, Said
from tests.dialogs.talking import Talk

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
PHRASES = load().phrases["nl"]
FACTS = Facts(NOW, names={"bram": "Bram"})
STAGE = Stage.model_validate({
    "id": "tell",
    "repeat": {"max": 3, "ask": "Nog een?"},
    "questions": [
        {"id": "win", "ask": "Wat lukte er?", "required": True},
        {"id": "win_share", "kind": "share", "ask": "Wie mag dit lezen?", "allow": ["V0", "V2"]},
    ],
})  # fmt: skip


def after(*events: Event | str) -> tuple[State, list[Effect]]:
    """Let things happen one after the other; return the state, and all that was asked of the world."""
    state = State()
    effects: list[Effect] = []
    for event in events:
        taken = step(STAGE, state, Said(event) if isinstance(event, str) else event, FACTS, PHRASES)
        state, effects = taken.state, [*effects, *taken.effects]
    return state, effects


def said(effects: list[Effect]) -> list[str]:
    return [effect.phrase for effect in effects if isinstance(effect, Say)]


def test_whoever_shared_is_not_told_that_it_stays_hers_alone() -> None:
    _, effects = after("Het lukte.", "Met de groep, met mijn naam", "nee")

    assert effects[-1] == Finish(Status.SUBMITTED)
    assert "thanks.V2" in said(effects)
    assert "thanks.private" not in said(effects)


def test_whoever_shared_nothing_is_told_that_it_stays_hers_alone() -> None:
    _, effects = after("Het lukte.", Typed("skip"), "nee")

    assert said(effects)[-1] == "thanks.private"


def test_stopping_after_sharing_does_not_say_that_nobody_reads_it() -> None:
    _, effects = after("Het lukte.", "Met de groep, met mijn naam", "ja", Typed("stop"))

    assert said(effects)[-1] == "stop.shared"
    assert effects[-1] == Finish(Status.SUBMITTED)


def test_stopping_after_keeping_it_private_says_so() -> None:
    _, effects = after("Het lukte.", "Alleen voor mij", "ja", Typed("stop"))

    assert said(effects)[-1] == "stop.submitted"


def test_skipping_the_second_time_leaves_the_first_submitted() -> None:
    state, effects = after("Het lukte.", "Met de groep, met mijn naam", "ja", Typed("skip"))

    assert state.held is None
    assert effects[-1] == Finish(Status.SUBMITTED)


def test_going_back_changes_who_reads_the_time_before() -> None:
    _, effects = after("Het lukte.", "Met de groep, met mijn naam", "ja", Typed("back"), "Alleen voor mij")

    assert [effect for effect in effects if isinstance(effect, Share)] == [Share("V2", ("win",), 0), Share("V0", ("win",), 0)]


def test_a_colleague_who_was_named_the_time_before_is_asked_about_there() -> None:
    state, _ = after("Bram hielp.", "Alleen voor mij", "ja", Typed("back"), "Met de groep, met mijn naam")

    assert state.held is not None
    assert state.held.kind == "name"


def test_a_colleague_who_was_named_the_time_before_is_not_asked_about_now() -> None:
    state, effects = after("Bram hielp.", "Alleen voor mij", "ja", "Het lukte alleen.", "Met de groep, met mijn naam")

    assert state.held is None
    assert Share("V2", ("win",), 1) in effects


def test_rewriting_leads_to_the_text_that_names_somebody() -> None:
    state, _ = after(
        "Bram hielp.", "Alleen voor mij", "ja", "Bram lachte.", "Met de groep, met mijn naam", "Ik pas mijn tekst aan"
    )

    assert state.back == "win#1"


MANY = Stage.model_validate({
    "id": "tell",
    "repeat": {"max": 2, "ask": "Nog een?"},
    "questions": [
        {"id": "more", "kind": "choice", "ask": "Iets erbij?", "options": {"no": "Zo is het goed", "idea": "Een idee"}},
        {"id": "idea", "ask": "Welk idee?", "only_if": {"more": ["idea"]}},
    ],
})  # fmt: skip


def test_a_choice_of_the_time_before_that_is_changed_asks_its_own_question() -> None:
    talk = Talk(MANY).says("Zo is het goed", "ja").types("back").says("Een idee")

    assert talk.asked == [("idea", "question")]
    assert talk.says("Vaker lachen.").kept == {"idea": Value(text="Vaker lachen.")}
    assert talk.open == "more#1"


def test_a_question_may_not_be_called_as_the_one_that_asks_for_another_time() -> None:
    body = {
        "id": "small", "title": "Klein", "source": "001", "why": "Daarom.", "kept": "kort",
        "stages": [{"id": "tell", "questions": [{"id": "again", "ask": "Wat lukte er?"}]}],
    }  # fmt: skip

    with pytest.raises(ValidationError, match="again is the name of the question that repeats a stage"):
        Format.model_validate(body)
