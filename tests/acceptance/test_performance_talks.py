"""S53: who has a performance talk names her own growth, and picks what the other reads of it; nothing else goes along."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.tables import answer
from tests.kit.town import LEAD, Town, town

BETTER, GROWTH, HELPED = "Ik bel eerst, dan pas schrijf ik.", "Ik durf nee te zeggen.", "Samira keek een keer mee."
TALK = "2026-04-16"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, formats=[]) as built:
        yield built


async def plans(place: Town, *, ahead: str = "Ja, nu", day: str = "16 april") -> None:
    """Let Noor name her talk with her lead."""
    await place.says("noor", "functioneringsgesprek")
    await place.taps("noor", "Ingrid")
    await place.says("noor", day)
    await place.says("noor", "ja")
    await place.taps("noor", ahead)
    await place.wait(minutes=2)


async def prepares(
    place: Town, *brings: str, moved: str | None = None, ideas: tuple[str, ...] = ("Een cursus",)
) -> None:  # fmt: skip
    """Let her answer, and pick what goes along; the talk may have ``moved``."""
    await place.says("noor", moved or "Dat klopt")
    if moved is not None:
        await place.says("noor", "ja")
    for text in (BETTER, GROWTH, HELPED):
        await place.says("noor", text)
        await place.wait(minutes=2)
    await place.says("noor", "overslaan")
    await place.taps("noor", *ideas)
    if "Iets anders" in ideas:
        await place.says("noor", "Een vrije middag.")
        await place.wait(minutes=2)
    await place.taps("noor", "Ja, ik kies wat" if brings else "Nee, het blijft van mij")
    if brings:
        await place.taps("noor", *brings)


async def test_s53_acceptance_1_the_lead_receives_exactly_what_she_brings(place: Town) -> None:
    await plans(place)
    await prepares(place, "Wat beter gaat", "Wat mij zou helpen")
    await place.until(f"{TALK} 08:30")
    assert "Noor laat je iets lezen voor jullie gesprek op donderdag 16 april" in await place.reads(LEAD)
    await place.taps(LEAD, "Lezen")

    read = await place.reads(LEAD)
    assert [BETTER in read, "Een cursus" in read, "Luister goed" in read] == [True, True, True]
    assert [GROWTH in read, HELPED in read] == [False, False]
    for other in ("bram", "samira", "joost", "fatima"):
        assert BETTER not in await place.reads(other)


async def test_s53_acceptance_2_a_lead_who_asks_for_the_rest_is_refused(place: Town) -> None:
    await plans(place)
    hers = (await place.shown("noor"))[-1].choices["Dat klopt"]
    await prepares(place, "Wat beter gaat")
    await place.until(f"{TALK} 08:30")
    await place.taps(LEAD, "Lezen")
    await place.says(LEAD, "overslaan")
    await place.hears(LEAD)
    await place.presses(LEAD, hers)

    (refused,) = await place.hears(LEAD)
    assert refused.text == "Dat antwoord is van iemand anders. Alleen die persoon kan het laten zien."
    assert GROWTH not in await place.reads(LEAD)


async def test_s53_edge_who_brings_nothing_is_fine_and_the_lead_hears_nothing(place: Town) -> None:
    await plans(place)
    await prepares(place)
    assert "Een fijn gesprek gewenst" in await place.reads("noor")
    await place.until("2026-04-30 12:00")

    assert not [one for one in await place.hears(LEAD) if "Noor" in one.text]


async def test_s53_three_weeks_before_it_is_offered_with_one_reminder(place: Town) -> None:
    await plans(place, ahead="Drie weken ervoor")
    await place.hears("noor")
    await place.until("2026-03-26 12:00")
    (offered,) = await place.hears("noor")
    assert "Op donderdag 16 april is je functioneringsgesprek" in offered.text
    await place.until("2026-04-08 12:00")
    assert not await place.hears("noor")
    await place.until("2026-04-15 12:00")
    (reminder,) = await place.hears("noor")
    assert "Eén vraag beantwoorden is al genoeg" in reminder.text
    assert not [one for one in await place.hears(LEAD) if "Noor" in one.text]


async def test_s53_edge_a_talk_that_moves_takes_what_hangs_on_it_along(place: Town) -> None:
    await plans(place)
    await prepares(place, "Mijn groei", moved="30 april")
    await place.until("2026-04-17 12:00")
    assert not [one for one in await place.hears(LEAD) if "Noor" in one.text]
    await place.until("2026-04-29 12:00")

    assert "jullie gesprek op donderdag 30 april" in await place.reads(LEAD)


async def test_s53_several_things_would_help_and_one_of_her_own(place: Town) -> None:
    await plans(place)
    await prepares(place, "Wat mij zou helpen", "Wat nog meer zou helpen", ideas=("Sparren", "Een klus", "Iets anders"))
    await place.until(f"{TALK} 08:30")
    await place.taps(LEAD, "Lezen")

    read = await place.reads(LEAD)
    assert [words in read for words in ("Sparren", "Een klus", "Een vrije middag.", "Een cursus")] == [True, True, True, False]


async def test_s53_edge_a_talk_that_moves_after_she_prepared_takes_it_along_too(place: Town) -> None:
    await plans(place)
    await prepares(place, "Mijn groei")
    await place.until("2026-04-10 12:00")
    assert "Is dat nog de dag?" in (await place.hears("noor"))[-1].text
    await place.taps("noor", "Kijken")
    await place.says("noor", "30 april")
    await place.says("noor", "ja")
    await place.until("2026-04-17 12:00")
    assert not [one for one in await place.hears(LEAD) if "Noor" in one.text]
    await place.until("2026-04-29 12:00")

    assert "jullie gesprek op donderdag 30 april" in await place.reads(LEAD)


async def test_s53_the_answers_go_four_weeks_after_the_talk(place: Town) -> None:
    await plans(place)
    await prepares(place)
    await place.until("2026-05-01 12:00")
    assert "Over twee weken verwijder ik de teksten van je gesprek" in await place.reads("noor")
    await place.until("2026-05-18 12:00")
    rows = await place.app.store.read(lambda unit: unit.connection.execute(answer.select()).all())

    assert not [row for row in rows if row.body is not None and row.question in {"better_now", "growth", "helped"}]
