"""What the sources say, and the texts keep to: facts that are no rule of one system (spec §15)."""

import re

from dialogs.library import HERE, load

FORMATS = load().editions
TWO_AS_THREE = re.compile(r"(drie|driemaal|3) ?(keer|maal|x|×)? zoveel|three times (the|as much)", re.IGNORECASE)
EFFECTS = ["stimulus", "outlook", "product", "productivity", "relation", "transfer", "efficiency"]
FACTORS = ["equality", "complementing", "other_field", "expert", "peer", "monitoring", "appreciating", "time", "planning"]
PERCENTAGE = re.compile(r"\b(70|zeventig|seventy)\b ?(%|procent|per ?cent)", re.IGNORECASE)


def test_f43_no_text_says_which_part_of_learning_is_informal() -> None:
    told = {path.name: path.read_text(encoding="utf-8") for path in HERE.rglob("*.yaml")}
    assert [name for name, text in told.items() if PERCENTAGE.search(text)] == []


def test_f44_a_team_may_be_asked_every_day_and_the_owners_own_question_comes_first() -> None:
    wonder = load().editions["weekly_wonder"].dutch
    assert wonder.rhythms["daily"].every == "day"
    assert wonder.stages[0].question("wonder_text").variants[0] == "Wat heeft jou de afgelopen week verwonderd in je werk?"


def test_f58_what_stands_somewhere_is_looked_up_and_what_one_can_do_comes_of_doing() -> None:
    asked = FORMATS["learning_form_advisor"].dutch.stages[0]
    acquires, takes_part = asked.question("for_known"), asked.question("for_able")

    assert acquires.only_if == {"need": ("known",)}
    assert "Wat vastligt, leer je zo het snelst." in (acquires.ask or "")
    assert takes_part.only_if == {"need": ("able",)}
    assert "Iets kunnen komt alleen van doen." in (takes_part.ask or "")


def test_f82_the_seven_effects_are_asked_about() -> None:
    asked = FORMATS["duo_final"].dutch.stages[0].by_id
    assert [name for name in asked if name in EFFECTS] == EFFECTS


def test_f83_what_made_a_duo_succeed_or_fail_is_asked_about() -> None:
    asked = FORMATS["duo_final"].dutch.stages[0].by_id
    assert [name.removeprefix("factor_") for name in asked if name.startswith("factor_")] == FACTORS


def test_f86_that_two_do_the_work_of_three_times_as_many_is_never_told() -> None:
    told = {path.name: path.read_text(encoding="utf-8") for path in HERE.rglob("*.yaml")}
    assert [name for name, text in told.items() if TWO_AS_THREE.search(text)] == []


def test_f86_the_saying_is_found_where_it_stands() -> None:
    assert TWO_AS_THREE.search("Twee mensen doen drie keer zoveel werk.")
    assert TWO_AS_THREE.search("Two people do three times the work.")
