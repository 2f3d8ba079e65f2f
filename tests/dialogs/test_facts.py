"""What the sources say, and the texts keep to: facts that are no rule of one system (spec §15)."""

import re

from dialogs.library import HERE, load

PERCENTAGE = re.compile(r"\b(70|zeventig|seventy)\b ?(%|procent|per ?cent)", re.IGNORECASE)


def test_f43_no_text_says_which_part_of_learning_is_informal() -> None:
    told = {path.name: path.read_text(encoding="utf-8") for path in HERE.rglob("*.yaml")}
    assert [name for name, text in told.items() if PERCENTAGE.search(text)] == []


def test_f44_a_team_may_be_asked_every_day_and_the_owners_own_question_comes_first() -> None:
    wonder = load().editions["weekly_wonder"].dutch
    assert wonder.rhythms["daily"].every == "day"
    assert wonder.stages[0].question("wonder_text").variants[0] == "Wat heeft jou de afgelopen week verwonderd in je werk?"
