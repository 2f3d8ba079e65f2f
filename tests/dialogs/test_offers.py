"""What is offered to a lead a while after something else (``since``), and the button that plans it (``plans``)."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import ValidationError

from dialogs.checks.faults import FormatError
from dialogs.language.content import Format
from dialogs.talk.effects import Obey
from tests.dialogs.talking import Talk, a_stage
from tests.kit.libraries import with_text

WINDOW = {"opens": "+9 weeks", "closes": "+11 weeks"}
OFFER = """
id: offer
title: Aanbod
source: 001 §2.4.2
why: Daarom.
kept: kort
starts: {{since: {since}}}
stages:
  - id: plan
    who: lead
    window: {{opens: "+9 weeks", closes: "+11 weeks"}}
    questions:
      - {{id: wanted, ask: "Zullen we?"}}
"""


def offered(**words: object) -> Mapping[str, object]:
    """Return a format that is offered, with other words in its stage."""
    stage = {"id": "plan", "who": "lead", "window": WINDOW, "questions": [{"id": "wanted", "ask": "Zullen we?"}], **words}
    return {"id": "offer", "title": "Aanbod", "source": "001", "why": "Daarom.", "kept": "kort",
            "starts": {"since": "weekly_wonder"}, "stages": [stage]}  # fmt: skip


def test_an_offer_comes_without_anybodys_word() -> None:
    assert Format.model_validate(offered()).starts.unasked


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"window": {"opens": "+9 weeks"}}, "plan is offered at no moment after the other format"),
        ({"window": {"closes": "+9 weeks"}}, "plan is offered at no moment after the other format"),
        ({"window": {**WINDOW, "nudges": ["+10 weeks"]}}, "plan is an offer, which is made once"),
        ({"who": "members"}, "plan asks members, whom nobody knows here; write one of: lead"),
    ],
)
def test_what_cannot_be_offered_is_refused(words: Mapping[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Format.model_validate(offered(**words))


def test_what_is_offered_before_the_next_round_may_have_a_reminder() -> None:
    window = {"opens": "next - 2 weeks 10:00", "closes": "+10 workdays", "nudges": ["+5 workdays"]}

    assert Format.model_validate(offered(window=window)).offered_before
    assert not Format.model_validate(offered()).offered_before


def test_what_was_written_to_plan_a_round_stands_on_a_card_and_in_no_other_digest() -> None:
    go = {"id": "go", "kind": "yesno", "ask": "Zal ik?", "options": {"yes": {"label": "Ja", "does": "open round"}}}
    plan = {"id": "plan", "who": "starter", "questions": [{"id": "fixed", "ask": "Wat?", "public": "V2"}, go]}
    card = {"id": "card", "at": "opening", "head": "Kaart", "sections": [{"head": "Vast", "show": ["fixed"]}]}
    format = {**offered(), "starts": {"plans": "vast"}, "stages": [plan], "outputs": [card]}

    with pytest.raises(
        ValidationError, match="card shows fixed, and what was written when its round was planned stands on a card"
    ):
        Format.model_validate(format)
    assert Format.model_validate(format | {"outputs": [card | {"written": True}]}).outputs[0].of_round


@pytest.mark.parametrize(
    ("since", "mend"), [("weekly_wondr", 'write "weekly_wonder"'), ("leave", "name one of: "), ("xyzzy", "name one of: ")]
)
def test_an_offer_counts_from_a_format_that_has_rounds(tmp_path: Path, since: str, mend: str) -> None:
    with pytest.raises(FormatError, match=f'there are no rounds of "{since}" to count from; {mend}'):
        with_text(tmp_path, "offer", OFFER.format(since=since))


def test_the_button_plans_a_round_as_if_its_word_had_been_typed() -> None:
    options = {"now": {"label": "Nu plannen", "plans": "weekly_wonder", "ends": "submitted"}, "later": "Later"}
    talk = Talk(a_stage({"id": "wanted", "kind": "choice", "options": options})).taps("wanted", "now")

    assert Obey("start weekly_wonder plan") in talk.effects
    assert talk.kept == {}


@pytest.mark.parametrize("other", ["plan", "nowhere"])
def test_what_is_asked_again_is_another_stage_of_the_offer(other: str) -> None:
    asked = {"id": "month", "kind": "date", "ask": "Wanneer?", "asks_again": other}

    with pytest.raises(ValidationError, match=f"month lets {other} be asked again, which is no other stage of an offer"):
        Format.model_validate(offered(questions=[asked]))
