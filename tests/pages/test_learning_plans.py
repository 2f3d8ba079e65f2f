"""The page of a learning plan: what somebody wrote before her own trajectories, for her alone, to print and to copy (S08)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.trajectories import answer, plan_task, plan_training
from tests.pages.visiting import Visit, visiting


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(tmp_path, start="2026-05-11 09:00") as built:
        yield built


async def read(visit: Visit, person: str) -> str:
    """Return the page as somebody reads it."""
    browser = await visit.inside(person, "mijn leerplan")
    return (await browser.reads("/pages/plan")).text


async def test_s08_the_plan_stands_on_one_page_in_her_own_words(visit: Visit) -> None:
    await plan_training(visit.town, "noor", "Helder schrijven", "25 mei", "1 juni")
    await answer(visit.town, "noor", Wat_wil_je_leren="Korte brieven", Weet_de_trainer="Al gedaan", Met_welke_collega="Bram")

    page = await read(visit, "noor")

    for words in ("Jouw leerplan", "Helder schrijven", "maandag 25 mei · maandag 1 juni", "Wat ik wil leren", "Korte brieven",
                  "Al gedaan", "Bram"):  # fmt: skip
        assert words in page


async def test_s08_it_is_for_her_alone(visit: Visit) -> None:
    await plan_training(visit.town, "noor", "Helder schrijven", "25 mei")
    await answer(visit.town, "noor", Wat_wil_je_leren="Korte brieven")

    page = await read(visit, "ingrid")

    assert "Je hebt nog geen traject" in page
    assert "Helder schrijven" not in page


async def test_s08_what_was_taken_back_or_called_off_is_not_on_it(visit: Visit) -> None:
    await plan_task(visit.town, "noor", "2 juni", "26 juni")
    await answer(visit.town, "noor", Wat_wil_je_leren="Plaatjes maken")
    for word in ("verwijder 5", "ja"):
        await visit.town.says("noor", word)
    page = await read(visit, "noor")
    assert "Een handleiding maken" in page
    assert "Plaatjes maken" not in page
    assert "Hier schreef je nog niets op" in page

    await visit.town.says("noor", "annuleer traject 1")
    await visit.town.taps("noor", "Gaat niet door")
    assert "Je hebt nog geen traject" in await read(visit, "noor")
