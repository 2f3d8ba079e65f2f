"""The page of a board in a real browser: accessible in every look, calm on paper, and the same picture in words."""

from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.demo import Demo
from tests.browser.test_accessible import SCHEMES, WIDTHS, sticks_out, violations
from tests.browser.yields import harvested


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def team(browser: Browser, language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = harvested(tmp_path_factory.mktemp("boards"))
    demo.call("PUT", "people/ingrid/language", {"language": language})
    yield demo
    demo.stop()


@pytest.fixture
def boards(browser: Browser, team: Demo) -> Iterator[Page]:
    """The boards of the lead's team, opened in a browser of her own."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    team.says("ingrid", "opbrengst")
    page = context.new_page()
    page.goto(str(team.column("ingrid")[-1]["link"]["url"]))
    page.locator("button").click()
    expect(page.locator("nav").first).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def board(boards: Page) -> Page:
    """The newest of them."""
    boards.locator("main a").first.click()
    expect(boards.locator("svg").first).to_be_visible()
    return boards


def findings(page: Page) -> dict[tuple[str, int], object]:
    """Return what is found on a page in every look."""
    page.evaluate(AXE_SCRIPT)
    found: dict[tuple[str, int], object] = {}
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        found[scheme, width] = (violations(page), sticks_out(page))
    return found


def test_nothing_is_found_on_the_list_of_boards(boards: Page) -> None:
    assert findings(boards) == {seen: ([], []) for seen in product(SCHEMES, WIDTHS)}


def test_nothing_is_found_on_a_board(board: Page) -> None:
    assert findings(board) == {seen: ([], []) for seen in product(SCHEMES, WIDTHS)}


def test_a_picture_is_told_by_its_heading_and_described_in_words(board: Page, language: str) -> None:
    name = {"nl": "Waar de verhalen liggen", "en": "Where the stories are"}[language]
    words = {"nl": "Er is verteld over Beleving en Voor later.", "en": "There are stories about Experience and For later."}

    picture = board.get_by_role("img", name=name)

    described = board.locator(f"#{picture.get_attribute('aria-describedby')}")
    expect(described).to_contain_text(words[language])


def test_what_people_wrote_is_text_and_nothing_else(boards: Page) -> None:
    boards.locator("main a").last.click()

    expect(boards.locator("main")).to_contain_text("Spannend, en daarna <b>fijn</b>.")
    assert boards.locator("main b").count() == 0


def test_on_paper_stands_all_that_was_told_in_black_and_no_button(board: Page) -> None:
    board.emulate_media(media="print")
    board.set_viewport_size({"width": 673, "height": 950})  # what the margins of A4 leave

    expect(board.locator("main")).to_contain_text("We overleggen nu elke maand met de buurgemeente.")
    for unwanted in ("footer", "header nav", ".take"):
        expect(board.locator(unwanted)).to_be_hidden()
    ink, line = (board.locator(one).first.evaluate("one => getComputedStyle(one).color") for one in ("body", "svg"))
    assert (ink, line) == ("rgb(0, 0, 0)", "rgb(0, 0, 0)")
    assert sticks_out(board) == []
