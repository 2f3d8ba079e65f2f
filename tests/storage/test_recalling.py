"""What somebody told before comes back to her alone: what was told together with one answer, and nothing beside it."""

import pytest

from dialogs.talk.effects import Value
from dialogs.visibility import Level
from storage.groups import people
from storage.store import Store, Unit
from storage.talks import answers, recalling
from tests.storage.house import NOW, TEAM, begin

ASKED = ["story", "lesson"]


def tell(unit: Unit, conversation: int, question: str, text: str, repetition: int = 0) -> int:
    """Let Noor answer one question; returns the answer's id."""
    id_, _ = answers.record(
        unit, "noor", conversation, TEAM, "insight", question, repetition, "text", Value(text=text), NOW
    )  # fmt: skip
    return id_


async def told_with(store: Store, id_: int, viewer: str = "noor") -> list[str | None]:
    """Return what comes back to somebody with an answer."""
    found = await store.read(lambda unit: recalling.told_with(unit, people.viewer(unit, viewer), id_, ASKED))
    return [one.value.text for one in found]


async def test_what_was_told_at_the_same_time_comes_back_in_the_order_in_which_it_was_told(store: Store) -> None:
    def work(unit: Unit) -> int:
        here, other = begin(unit), begin(unit, occasion="own 2")
        story = tell(unit, here, "story", "Een brief.")
        tell(unit, here, "lesson", "Korter.")
        tell(unit, here, "feeling", "Het was niet gevraagd.")
        tell(unit, here, "story", "Een tweede keer.", repetition=1)
        tell(unit, other, "story", "Een ander gesprek.")
        return story

    story = await store.run(work)

    assert await told_with(store, story) == ["Een brief.", "Korter."]


async def test_what_was_taken_back_does_not_come_back(store: Store) -> None:
    def work(unit: Unit) -> int:
        here = begin(unit)
        story, lesson = tell(unit, here, "story", "Een brief."), tell(unit, here, "lesson", "Korter.")
        answers.withdraw(unit, "noor", lesson, NOW)
        return story

    story = await store.run(work)

    assert await told_with(store, story) == ["Een brief."]


@pytest.mark.parametrize(("level", "read_by"), [("V0", ()), ("V5", ("bram",)), ("V2", ("bram", "ingrid", "fatima"))])
@pytest.mark.parametrize("viewer", ["bram", "ingrid", "fatima", "bea"])
async def test_it_comes_back_to_another_only_when_she_may_read_it(
    store: Store, viewer: str, level: Level, read_by: tuple[str, ...]
) -> None:
    def work(unit: Unit) -> int:
        story = tell(unit, begin(unit), "story", "Een brief.")
        answers.share(unit, "noor", [story], level, TEAM, NOW, "bram" if level == "V5" else None)
        return story

    story = await store.run(work)

    assert await told_with(store, story, viewer) == (["Een brief."] if viewer in read_by else [])
