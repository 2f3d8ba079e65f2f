"""The page of what people chose together: in words and as a picture, the same for all, and before that for nobody (S17)."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.pages.recognised import steps
from dialogs.saying.board import Line, ToldTogether
from tests.acceptance.test_conditions import CLOSED, FOUR, START, TALK, is_planned, scans
from tests.pages.visiting import Visit, visiting


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(tmp_path / "data", start=START, formats=[]) as built:
        await is_planned(built.town)
        yield built


async def read(visit: Visit, person: str, kind: str = "") -> str:
    """Return the newest board, or one of its files, as somebody reads it; nothing where there is none."""
    browser = await visit.inside(person, "opbrengst")
    found = re.findall(r'href="(/pages/boards/\d+)"', (await browser.reads("/pages/boards")).text)
    return (await browser.reads(f"{found[0]}{kind}")).text if found else ""


async def test_s17_acceptance_2_before_closing_there_is_no_page_and_then_all_read_the_same(visit: Visit) -> None:
    for person in FOUR:
        await scans(visit.town, person, "5511153")
    before = await read(visit, "ingrid")
    await visit.town.until(CLOSED)
    pages = [await read(visit, who) for who in ("ingrid", "noor", "fatima")]

    assert before == ""
    assert len(set(pages)) == 1
    assert "Verandering merken: <strong>vaak herkend</strong>" in pages[0]
    assert "Zelf vormgeven: <strong>weinig herkend</strong>" in pages[0]
    assert all(question in pages[0] for question in TALK)


async def test_s17_a_picture_says_what_stands_in_words_beside_it_and_no_figure(visit: Visit) -> None:
    for person in FOUR:
        await scans(visit.town, person, "5511153")
    await visit.town.until(CLOSED)
    page = await read(visit, "noor")
    (picture,) = re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)
    described = re.findall(r'aria-describedby="([^"]+)"', picture)

    assert picture.count("<circle") == 7
    assert [f'id="{one}"' in page for one in described] == [True]
    assert re.findall(r">\s*\d+\s*<", picture) == []


async def test_s17_below_four_answers_the_page_holds_the_questions_to_talk_by_and_no_picture(visit: Visit) -> None:
    await scans(visit.town, "noor", "5511153")
    await visit.town.until(CLOSED)
    page = await read(visit, "ingrid")

    assert "Een totaalbeeld laat ik alleen zien" in page
    assert "<svg" not in page
    assert all(question in page for question in TALK)


@pytest.mark.parametrize("kind", [".csv", ".md"])
async def test_s17_what_is_told_can_be_taken_along(visit: Visit, kind: str) -> None:
    for person in FOUR:
        await scans(visit.town, person, "5511153")
    await visit.town.until(CLOSED)
    taken = await read(visit, "bram", kind)

    assert "vaak herkend" in taken
    assert "Zelf vormgeven" in taken


def test_s17_a_long_name_stands_on_two_lines_and_what_has_no_place_in_no_picture() -> None:
    lines = (Line("Feedback krijgen en geven", "vaak herkend", 0), Line("Ergens", "wisselend", 1), Line("Wens", "steun", None))
    told = ToldTogether("Kop", lines, None, "-", ("vaak herkend", "wisselend", "weinig herkend"))
    drawn = steps(told)

    assert drawn is not None
    assert [label.text for label in drawn.labels] == ["Feedback", "krijgen en geven", "Ergens"]
    assert len(drawn.dots) == 2
    assert steps(ToldTogether("Kop", (), None, "-")) is None
    assert steps(None) is None
