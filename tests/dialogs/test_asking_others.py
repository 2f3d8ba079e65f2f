"""Asking somebody else, and beginning a format with something chosen already (S15, S18)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.checks.faults import FormatError
from dialogs.language.options import Option
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.library import load
from dialogs.saying.drawing import draw_question
from dialogs.saying.readers import readers_line
from dialogs.talk.conversation import Facts, Mark, State
from dialogs.talk.effects import Ask, Obey, Say
from dialogs.talk.engine import step
from dialogs.talk.events import Chose, Opened, Said
from dialogs.talk.fitting import NEVER, Around, fitted
from dialogs.talk.progress import in_form
from tests.dialogs.talking import LIBRARY, NL, NOW, Talk, a_stage
from tests.dialogs.test_drawing import small

PICKER = LIBRARY.editions["action_picker"].dutch
TOGETHER = LIBRARY.editions["action_together"].dutch


def test_s18_what_is_chosen_beforehand_goes_along_to_the_format_that_begins() -> None:
    leads = Option(label="Ja", then="action_picker", chosen={"level": "team"})
    question = Question(id="wish", kind="choice", ask="Wat?", options={"go": leads, "stay": Option(label="Nee")})
    stage = Stage(id="wish", who="owner", questions=(question,))
    opened = step(stage, State(), Opened(by_bot=False), Facts(now=NOW), NL)

    taken = step(stage, opened.state, Chose("wish", ("go",)), Facts(now=NOW), NL)

    assert Obey("start action_picker", {"level": "team"}) in taken.effects


def test_s18_who_is_asked_says_yes_with_one_option() -> None:
    assert TOGETHER.stages[0].accepts
    assert not PICKER.stages[0].accepts
    assert [one.id for one in PICKER.stages[0].asks] == ["with"]
    assert TOGETHER.stages[0].returns == ()


def test_s18_beside_each_question_stands_who_reads_the_answer() -> None:
    scene = small(
        {"id": "whom", "kind": "person", "known": True, "asks": "action_together"},
        {"id": "joins", "kind": "yesno", "options": {"yes": {"label": "Ja", "accepts": True}}},
        {"id": "back", "returns": True},
    )

    lines = [readers_line(scene, question) for question in scene.stage.questions]

    assert [line.split()[:3] for line in lines] == [
        ["Wie", "je", "kiest"],
        ["Ingrid", "hoort", "alleen"],
        ["Alleen", "Ingrid", "leest"],
    ]


def test_s51_the_day_that_is_named_in_answering_is_read_by_who_asks() -> None:
    answer, card = LIBRARY.editions["invitation_answer"].dutch.stages[0], LIBRARY.editions["invitation_card"].dutch.stages[0]
    scene = replace(small({"id": "day", "kind": "date"}), stage=answer)

    assert [stage.meets_on.id for stage in (answer, card) if stage.meets_on] == ["card_other_day", "card_when"]
    assert readers_line(scene, answer.question("card_other_day")).startswith("Alleen Ingrid leest")


def test_s18_where_enough_runs_it_is_still_said_why_there_is_nobody_to_share_with() -> None:
    asked: list[Mapping[str, object]] = [
        {"id": "action"},
        {"id": "share", "kind": "share", "allow": ["V0", "V2"], "running": {"most": 3, "days": 14}},
    ]
    talk = Talk(a_stage(*asked), facts=Facts(NOW, levels=("V0",))).says("Iets kleins.")
    scene = small(*asked)

    shown = draw_question(replace(scene, levels=("V0",)), "share", "question")

    assert talk.open == "share"
    assert shown.help is not None
    assert "Er loopt daar al genoeg" in shown.help


def test_s09_only_who_said_yes_is_offered_and_nobody_is_asked_about_where_nobody_did() -> None:
    stage = a_stage({"id": "buddy", "kind": "person", "known": True, "partners": "buddy_asked"})
    offered = fitted(stage, Around(members={"bram": "Bram", "joost": "Joost"}, partners={"buddy_asked": {"bram": "Bram"}}))
    assert list(offered.questions[0].options) == ["bram"]
    assert fitted(stage, Around(members={"bram": "Bram"})).questions[0].only_if == NEVER


BY_TWO = """\
id: by_two
title: Samen
source: 001 §1.2
why: Samen beginnen is makkelijker.
kept: kort
menu: never
starts: {plans: iets samen}
stages:
  - id: plan
    who: starter
    questions:
      - {id: day, kind: date, required: true, ask: Wanneer}
      - {id: beside, kind: person, known: true, asks: thanks_card, ask: Met wie}
      - {id: go, kind: yesno, ask: Zal ik, options: {yes: {label: Ja, does: open round}}}
  - id: tell
    window: {opens: day, closes: "+2 days"}
    questions:
      - {id: seen, ask: Wat zag je}
"""


def test_s48_a_round_that_opens_with_somebodys_yes_asks_where_she_can_say_so(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    thanks = Path(__file__).parents[2] / "dialogs" / "formats" / "thanks_card.yaml"
    (tmp_path / "formats" / "thanks_card.yaml").write_text(thanks.read_text())
    (tmp_path / "formats" / "by_two.yaml").write_text(BY_TWO)
    with pytest.raises(FormatError) as told:
        load(tmp_path)
    (found,) = (one for one in told.value.problems if one.file == "by_two.yaml")
    assert found.what == 'a round opens once somebody says yes in "thanks_card", where nobody can'
    assert found.mend == "name one with an option that accepts"


FREE = {"id": "day", "kind": "date", "met": {"then": "action_back", "after": "+1 days"}, "free_of": "coaching_moments"}


def free_stage(*moments: str) -> Stage:
    """Return a stage at whose end a moment is chosen, with those that are left."""
    whom = {"id": "whom", "kind": "person", "known": True, "asks": "coaching_asked"}
    return fitted(
        a_stage(whom, FREE | {"options": {"open": "Dat spreken we af"}}), Around(moments={one: one for one in moments})
    )


def test_s52_moments_that_are_left_stand_before_the_button_of_the_format() -> None:
    assert [*free_stage("one", "two").question("day").choices] == ["one", "two", "open"]
    assert free_stage("one").question("day").kind == "choice"
    assert free_stage().question("day").kind == "date"  # where none is left it is typed, as ever


def test_s52_a_moment_that_somebody_else_was_first_to_choose_is_said_to_be_gone() -> None:
    stage, asked = free_stage("two"), State().marked("whom", Mark(answered=True, chosen=("bram",)))

    taken = step(stage, asked, Chose("day", ("one",)), Facts(now=NOW), NL)

    assert [type(one) for one in taken.effects] == [Say, Ask]
    assert taken.effects[0] == Say("err.not_free", {})


@pytest.mark.parametrize(
    ("moments", "typed", "gone"),
    [(("one", "two"), "1", "one"), (("one",), "one", "one"), ((), "vrijdag 20 maart", "2026-03-20")],
)
def test_s52_what_is_typed_of_a_moment_that_is_gone_is_answered_as_a_button_of_it(
    moments: tuple[str, ...], typed: str, gone: str
) -> None:
    asked = State().marked("whom", Mark(answered=True, chosen=("bram",)))

    taken = step(free_stage(*moments), asked, Said(typed), Facts(now=NOW, gone=frozenset({gone})), NL)

    assert taken.effects[0] == Say("err.not_free", {})
    assert "day" not in taken.state.marks


def test_s52_a_day_that_is_gone_by_the_time_she_says_yes_is_not_taken() -> None:
    asked = State().marked("whom", Mark(answered=True, chosen=("bram",)))
    held = step(free_stage(), asked, Said("vrijdag 20 maart"), Facts(now=NOW), NL).state
    assert held.held is not None

    taken = step(free_stage(), held, Chose("held", ("yes",)), Facts(now=NOW, gone=frozenset({"2026-03-20"})), NL)

    assert taken.effects[0] == Say("err.not_free", {})
    assert "day" not in taken.state.marks


def test_s52_a_moment_that_was_named_already_is_not_named_again() -> None:
    free = {"id": "mine", "kind": "date", "time": True, "free": True, "repeat": {"max": 3, "ask": "Nog een?"}}
    stage = fitted(a_stage(free), Around())
    named = State().marked("mine", Mark(answered=True, chosen=("2026-03-20T14:00",)))

    again = step(stage, named, Said("vrijdag 20 maart 14:00"), Facts(now=NOW), NL)
    other = step(stage, named, Said("vrijdag 20 maart 15:00"), Facts(now=NOW), NL)

    assert again.effects[0] == Say("err.named_already", {})
    assert other.effects == (Ask("held", "held"),)


def test_s52_a_form_leaves_the_moment_until_it_is_known_whose() -> None:
    assert [one.id for one in in_form(free_stage(), State())] == ["whom"]


def test_s52_who_reads_a_moment_stands_beside_it() -> None:
    scene = small(
        {"id": "whom", "kind": "person", "known": True, "asks": "coaching_asked", "required": True},
        {"id": "mine", "kind": "date", "time": True, "free": True},
        FREE,
    )

    lines = [readers_line(scene, question) for question in scene.stage.questions]

    assert lines[1:] == [NL.text("reads.free"), NL.text("reads.sent")]


def test_s52_what_who_is_asked_does_not_read_is_said_to_be_ones_own() -> None:
    whom = {"id": "whom", "kind": "person", "known": True, "asks": "coaching_asked", "required": True}
    scene = replace(small(whom, {"id": "asked"}, {"id": "tried"}), shown={"coaching_asked": ["asked"]})

    lines = [readers_line(scene, question) for question in scene.stage.questions]

    assert lines[:2] == [NL.text("reads.asked_part"), NL.text("reads.sent")]
    assert lines[2] != NL.text("reads.sent")


ASKS_FOR = """\
id: asks_for
title: Vragen
source: 001 §1.2
why: Zo wordt leren zichtbaar.
kept: twaalf maanden
menu: never
starts: {command: vragen}
stages:
  - id: ask
    who: owner
    questions:
      - {id: whom, kind: person, known: true, required: true, asks: thanks_card, ask: Wie vraag je}
      - {id: day, kind: date, met: {then: thanks_card, after: +1 days}, free_of: thanks_card, ask: Wanneer}
      - {id: what, ask: Waarover}
"""


def test_s52_a_moment_is_of_who_named_it_and_is_chosen_last(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    thanks = Path(__file__).parents[2] / "dialogs" / "formats" / "thanks_card.yaml"
    (tmp_path / "formats" / "thanks_card.yaml").write_text(thanks.read_text())
    (tmp_path / "formats" / "asks_for.yaml").write_text(ASKS_FOR)
    with pytest.raises(FormatError) as told:
        load(tmp_path)
    nobody, early = (one for one in told.value.problems if one.what.startswith(("nobody names", "day is")))
    assert (nobody.what, nobody.line) == ('nobody names free moments in "thanks_card"', 13)
    assert nobody.mend == "name one with a single stage for its owner, and a date that is free"
    assert early.what == "day is a moment of who is asked, and somebody else may be first while more is to be answered"
    assert early.mend == "ask whom first, with asks, and this last, in a stage that is not repeated"
