"""The pages of one person in a real browser: by keyboard from the chat, and accessible in every look (WCAG 2.2 AA)."""

import zipfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Opens
from tests.browser.demo import Demo
from tests.browser.hands import Hands, column
from tests.browser.test_accessible import SCHEMES, WIDTHS, sticks_out, violations
from tests.web.desk import PNG

TEXT = "Een aanvrager bedankte me voor een afwijzing."
LONG = "Een heel lang woord: " + "verwondering" * 30
PAGES = {
    "index": ("noor", "/pages"),
    "own": ("noor", "/pages/own"),
    "own of who wrote nothing": ("ruud", "/pages/own"),
    "moments": ("noor", "/pages/moments"),
    "moments of who wrote none": ("ruud", "/pages/moments"),
    "plan": ("noor", "/pages/plan"),
    "plan of who made none": ("ruud", "/pages/plan"),
    "actions": ("noor", "/pages/actions"),
    "digests": ("noor", "/pages/digests"),
    "calendar": ("noor", "/pages/calendar"),
    "facilitator": ("fatima", "/pages/facilitator"),
    "the button of a link": ("noor", ""),
    "refused": ("noor", "/pages/nothing"),
    "closed": ("noor", "closed"),
}
Visits = Callable[[Demo, str], Page]


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def team(browser: Browser, language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = Demo(tmp_path_factory.mktemp("pages"))
    demo.start()
    for person in ("noor", "fatima", "ruud"):
        demo.call("PUT", f"people/{person}/language", {"language": language})
    demo.says("bram", "Deze houd ik voor mezelf.")
    for person, text in (("noor", TEXT), ("ingrid", LONG), ("bram", "Een <b>vet</b> woord, en **sterren**.")):
        demo.shares(person, text)
    demo.moves("2026-03-12T14:00")
    for person in ("noor", "ingrid", "bram", "samira"):
        demo.shares(person, f"Het werd stil, zag {person}.")
    demo.says("samira", "verwijder 1")
    demo.presses("samira", "yes")
    demo.moves("2026-03-18T09:30")
    demo.says("noor", "logboekje")
    demo.says("noor", LONG)
    demo.says("noor", "kort")
    for text in ("traject" if language == "nl" else "trajectory", "1", LONG, "1 april", "ja", "1", "1", LONG, "kort"):
        demo.says("noor", text)
    yield demo
    demo.stop()


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Lets somebody ask for a link and follow it, in a browser of her own."""
    opened = []

    def visit(demo: Demo, person: str) -> Page:
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        page.goto(link_of(demo, person))
        return page

    yield visit
    for context in opened:
        context.close()


def link_of(demo: Demo, person: str) -> str:
    """Let somebody ask for her pages, and return the link."""
    demo.says(person, "mijn pagina's")
    link: dict[str, Any] = demo.column(person)[-1]["link"]
    return str(link["url"])


def goes_to(page: Page, where: str) -> None:
    """Bring the page that shows a link's button to where it is to be looked at."""
    if not where:
        return
    page.locator("button").click()
    expect(page.locator("nav").first).to_be_visible()
    if where == "closed":
        page.locator("footer button").click()
        expect(page.locator("nav")).to_have_count(0)
    else:
        page.goto(page.url.partition("/pages")[0] + where)


@pytest.mark.trust("S27")
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_found_on_any_page(team: Demo, visits: Visits, name: str) -> None:
    person, where = PAGES[name]
    page = visits(team, person)
    goes_to(page, where)
    page.evaluate(AXE_SCRIPT)

    found = {}
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        found[scheme, width] = (violations(page), sticks_out(page))

    assert found == {seen: ([], []) for seen in product(SCHEMES, WIDTHS)}


def test_a_page_speaks_the_language_of_its_reader(team: Demo, visits: Visits, language: str) -> None:
    page = visits(team, "noor")
    goes_to(page, "/pages/own")

    assert page.locator("html").get_attribute("lang") == language
    expect(page.get_by_role("heading", level=1)).to_have_text({"nl": "Jouw gegevens", "en": "Your data"}[language])


def test_what_people_wrote_is_text_and_nothing_else(team: Demo, visits: Visits) -> None:
    page = visits(team, "noor")
    goes_to(page, "/pages/digests")

    expect(page.locator("main")).to_contain_text("Een <b>vet</b> woord, en **sterren**.")
    assert page.locator("main b").count() == 0
    expect(page.locator("main strong").filter(has_text="Noor").first).to_be_visible()


def test_a_page_needs_no_script_and_may_have_none(team: Demo, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link_of(team, "noor"))
    goes_to(page, "/pages/own")

    expect(page.locator("main")).to_contain_text(TEXT)
    context.close()


def test_on_paper_stands_what_was_said_and_no_button(team: Demo, visits: Visits) -> None:
    page = visits(team, "noor")
    goes_to(page, "/pages/own")
    page.emulate_media(media="print")

    expect(page.locator("main")).to_contain_text(TEXT)
    for unwanted in ("footer", "header nav", "main .acts"):
        expect(page.locator(unwanted)).to_be_hidden()
    ink, paper = page.locator("body").evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]")
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_s18_on_paper_stand_fourteen_factors_with_their_actions_and_an_example(team: Demo, visits: Visits) -> None:
    page = visits(team, "noor")
    goes_to(page, "/pages/actions")
    page.emulate_media(media="print")

    expect(page.locator("main article:visible")).to_have_count(14)
    expect(page.locator("main article li:visible").first).to_be_visible()
    expect(page.locator("header nav")).to_be_hidden()


def test_with_the_keyboard_alone_from_the_chat_to_the_download_and_out(fresh_demo: Demo, opens: Opens) -> None:
    drawing = sends_a_drawing(fresh_demo)
    page = opened_from_the_chat(opens(fresh_demo, "noor"))
    hands = Hands(page)
    skips_to_the_content(page, hands)

    archive = downloads(page, hands, "Download alles")
    file = downloads(page, hands, "tekening.png")
    hands.to(page.get_by_role("button", name="Sluit mijn pagina's"))
    hands.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Je pagina's zijn gesloten")
    assert file.read_bytes() == drawing
    with zipfile.ZipFile(archive) as packed:
        assert TEXT in packed.read("leerbot.json").decode()
        assert [name for name in packed.namelist() if name.endswith("tekening.png")]
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina gaat niet open")


def sends_a_drawing(demo: Demo) -> bytes:
    """Let Noor answer with words and a drawing; return the drawing."""
    demo.says("noor", "verwondering")
    demo.says("noor", TEXT, files=[demo.uploads("noor", "tekening.png", PNG)])
    return PNG


def opened_from_the_chat(chat: Page) -> Page:
    """Ask for the page, follow the link and press its button."""
    hands, noor = Hands(chat), column(chat, "noor")
    hands.says(noor, "downloaden")
    link = noor.get_by_role("link", name="Open de pagina")
    hands.back_to(link)
    with chat.context.expect_page() as new:
        hands.press("Enter")
    page = new.value
    hands = Hands(page)
    hands.to(page.get_by_role("button", name="Open mijn pagina"))
    hands.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jouw gegevens")
    return page


def skips_to_the_content(page: Page, hands: Hands) -> None:
    hands.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    hands.press("Enter")
    expect(page.locator("main")).to_be_focused()


def downloads(page: Page, hands: Hands, name: str) -> Path:
    """Press a link that gives a file."""
    link = page.get_by_role("link", name=name)
    hands.to(link)
    with page.expect_download() as saved:
        hands.press("Enter")
    return Path(saved.value.path())
