"""A message that its author wrote otherwise, or deleted: her answer changes only when she says so (S02, C-38)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.groups import people
from storage.store import Unit
from storage.talks import answers
from tests.kit.matter_town import matter_town
from tests.kit.teams_town import teams_town
from tests.kit.town import NAMED, NAMELESS, PRIVATE, Town, town

WHERE: dict[str, Any] = {"web": town, "mattermost": matter_town, "teams": teams_town}
BEFORE, AFTER = "De balie was rustig.", "De balie was druk."
ASKS = "Wil je je antwoord ook zo veranderen?"


@pytest.fixture(params=WHERE)
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    async with WHERE[request.param](tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


async def own(place: Town, person: str = "noor") -> list[str | None]:
    """Return the texts that somebody answered, the newest first."""

    def read(unit: Unit) -> list[str | None]:
        return [one.value.text for one in answers.own(unit, people.viewer(unit, person), person)]

    return await place.app.store.read(read)


async def last(place: Town, person: str = "noor") -> str:
    return (await place.shown(person))[-1].text


async def told(place: Town, readers: str = NAMED) -> None:
    """Let Noor answer the weekly question."""
    await place.says("noor", "verwondering")
    await place.tells("noor", BEFORE, readers)


async def test_s02_an_edit_changes_the_answer_only_after_a_yes(place: Town) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", BEFORE)

    await place.edits("noor", AFTER)
    assert await own(place) == [BEFORE]
    assert ASKS in await last(place)

    await place.taps("noor", "Ja")
    assert await own(place) == [AFTER]
    assert "Wil je er nog iets bij kwijt?" in await last(place)  # and on with what stood open


async def test_s02_after_a_no_the_answer_stays_and_the_question_at_hand_comes_back(place: Town) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", BEFORE)

    await place.edits("noor", AFTER)
    await place.taps("noor", "Nee")

    assert await own(place) == [BEFORE]
    assert "Dan blijft je antwoord zoals het was." in await last(place)
    assert "Wil je er nog iets bij kwijt?" in await last(place)


async def test_c38_what_was_posted_of_the_answer_changes_with_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place)
        await place.until("thu 09:00")
        await place.wait(days=7)
        assert BEFORE in await place.room()

        await place.edits("noor", AFTER, back=1)
        await place.taps("noor", "Ja")

        assert BEFORE not in await place.room()
        assert AFTER in await place.room()
        assert "(aangepast)" in await place.room()


async def test_s02_edge_the_newest_of_several_edits_counts(place: Town) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", BEFORE)
    for text in ("Eerst anders.", "En nog eens.", AFTER):
        await place.edits("noor", text)

    await place.taps("noor", "Ja")

    assert await own(place) == [AFTER]


async def test_s02_edge_an_edit_of_no_answer_is_told_how_answers_change(place: Town) -> None:
    await place.says("noor", "hulp")
    await place.edits("noor", "hulp graag")

    assert 'Typ "mijn antwoorden"' in await last(place)
    assert await own(place) == []


async def test_s02_edge_an_edit_that_leaves_nothing_or_the_same_changes_nothing(place: Town) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", BEFORE)
    before = len(await place.shown("noor"))

    await place.edits("noor", f" {BEFORE}")
    assert len(await place.shown("noor")) == before


async def test_x15_edge_an_answer_in_two_pieces_is_not_replaced_by_an_edit_of_one(place: Town) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", BEFORE)
    await place.says("noor", "En de gang ook nog.")
    await place.taps("noor", "Ja, erbij")
    assert await own(place) == [f"{BEFORE}\nEn de gang ook nog."]

    await place.edits("noor", AFTER, back=2 if place.channel == "web" else 3)

    assert await own(place) == [f"{BEFORE}\nEn de gang ook nog."]
    assert ASKS not in await last(place)


async def test_s02_edge_the_message_that_reworded_an_answer_is_the_one_that_counts(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place, PRIVATE)
        await place.says("noor", "wijzig 1")
        await place.says("noor", "Heel anders.")
        await place.edits("noor", AFTER)
        await place.taps("noor", "Ja")

        assert await own(place) == [AFTER]


async def test_ge22_nobody_changes_an_answer_of_another_by_an_edit(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place)
        place._said["bram"] = place._said["noor"]

        await place.edits("bram", AFTER)

        assert 'Typ "mijn antwoorden"' in await last(place, "bram")
        assert await own(place) == [BEFORE]


async def test_s02_edge_who_takes_part_no_more_is_asked_nothing_about_an_edit(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place, PRIVATE)
        await place.set("noor", consent="no")
        await place.edits("noor", AFTER)

        assert 'Typ "mijn antwoorden"' in await last(place)
        assert await own(place) == [BEFORE]


async def test_k5_edge_a_colleague_who_is_named_in_an_edit_is_asked_about(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place, NAMELESS)
        await place.edits("noor", "Bram stond alleen aan de balie.")
        await place.taps("noor", "Ja")

        assert "Bram" in await last(place)
        assert await own(place) == [BEFORE]


async def test_ge10_edge_an_edit_that_is_too_long_is_given_back_and_changes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place, PRIVATE)
        await place.edits("noor", "x" * 4_001)
        await place.taps("noor", "Ja")

        assert "x" * 4_001 in await place.reads("noor")
        assert await own(place) == [BEFORE]


async def test_s02_edge_what_is_told_meanwhile_is_no_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place, PRIVATE)
        await place.edits("noor", AFTER)
        await place.says("noor", "Ik moest nog iets zeggen.")

        assert await own(place) == [BEFORE]
        await place.says("noor", "ja")
        assert await own(place) == [AFTER]


async def test_s02_a_deleted_message_offers_to_take_the_answer_back_and_takes_nothing_by_itself(place: Town) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", BEFORE)

    await place.takes_away("noor")
    assert await own(place) == [BEFORE]
    assert "Je antwoord 1 staat er nog." in await last(place)

    await place.taps("noor", "Verwijder")
    assert "Weet je het zeker?" in await last(place)
    await place.taps("noor", "Ja, verwijder")
    assert await own(place) == []


async def test_s02_edge_a_deleted_message_that_was_no_answer_is_told_how_answers_are_taken_back(place: Town) -> None:
    await place.says("noor", "hulp")
    await place.takes_away("noor")

    assert 'Typ "mijn antwoorden"' in await last(place)


async def test_s02_edge_the_edit_of_an_answer_that_was_taken_back_brings_nothing_back(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await told(place, PRIVATE)
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        await place.edits("noor", AFTER, back=2)

        assert await own(place) == []
        assert ASKS not in await last(place)
