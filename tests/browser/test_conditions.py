"""The page of what people chose together in a real browser: accessible in every look, and calm on paper (S17)."""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.demo import Demo
from tests.browser.test_accessible import SCHEMES, WIDTHS, sticks_out
from tests.browser.test_boards import findings

PEOPLE = ("noor", "bram", "samira", "ingrid")


@pytest.fixture(scope="module", params=["nl", "en"])
def board(browser: Browser, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The board of a team in which four people said which conditions they recognise."""
    demo = Demo(tmp_path_factory.mktemp("conditions"))
    demo.start()
    demo.call("PUT", "people/ingrid/language", {"language": "nl"})
    demo.says("ingrid", "condities start")
    demo.presses("ingrid", "yes")
    demo.moves("2026-03-09T10:00")
    for person in PEOPLE:
        demo.says(person, "condities")
        for step in "5412531":
            demo.says(person, step)
            demo.says(person, "overslaan")
    demo.moves("2026-03-24T12:00")
    demo.call("PUT", "people/ingrid/language", {"language": request.param})
    demo.says("ingrid", "opbrengst")
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(str(demo.column("ingrid")[-1]["link"]["url"]))
    page.locator("button").click()
    page.locator("main a").first.click()
    expect(page.locator("svg").first).to_be_visible()
    yield page
    context.close()
    demo.stop()


def test_nothing_is_found_on_the_page_of_what_was_chosen_together(board: Page) -> None:
    assert findings(board) == {seen: ([], []) for seen in product(SCHEMES, WIDTHS)}


def test_the_picture_is_described_by_the_words_beside_it(board: Page) -> None:
    picture = board.get_by_role("img")

    expect(board.locator(f"#{picture.get_attribute('aria-describedby')} li")).to_have_count(8)


def test_it_fits_on_paper(board: Page) -> None:
    board.emulate_media(media="print")
    board.set_viewport_size({"width": 673, "height": 950})

    expect(board.locator(".take")).to_be_hidden()
    assert sticks_out(board) == []
    board.emulate_media(media="screen")
