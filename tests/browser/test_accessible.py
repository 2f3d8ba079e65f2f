"""WCAG 2.2 AA: axe-core finds nothing in any state, in both languages, light and dark, wide and narrow (320 px)."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Opens
from tests.browser.demo import Demo
from tests.browser.scenes import STATES, scenes

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 320)
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def team(browser: Browser, language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with scenes(tmp_path_factory.mktemp("scenes"), language) as demo:
        yield demo


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe-core finds, short enough to read."""
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
    return [{"rule": one["id"], "where": [node["html"][:200] for node in one["nodes"]]} for one in found]


def sticks_out(page: Page) -> list[str]:
    """Return what has to be scrolled sideways: the page, a list of messages, the time line, the dialog."""
    wider = "one => one.scrollWidth > one.clientWidth + 1"
    boxes = f"[...document.querySelectorAll('html, .log, .days, dialog')].filter({wider})"
    return list(page.evaluate(f"() => {boxes}.map(one => one.outerHTML.slice(0, 200))"))


@pytest.mark.trust("S27")
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_found_in_any_state(team: Demo, opens: Opens, state: str, language: str) -> None:
    opened, reach = STATES[state]
    page = opens(team, opened, language=language)
    reach(page)
    page.evaluate(AXE_SCRIPT)

    found = {}
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        found[scheme, width] = (violations(page), sticks_out(page))

    assert found == {seen: ([], []) for seen in product(SCHEMES, WIDTHS)}
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.trust("S27")
def test_axe_finds_what_is_planted(team: Demo, opens: Opens) -> None:
    page = opens(team)
    page.evaluate(AXE_SCRIPT)

    page.evaluate("""() => {
        document.body.insertAdjacentHTML('beforeend', '<main><img src="/chat/page/icon.svg"><input></main>');
        document.querySelector('h1').style.cssText = 'color: #aaa; background: #fff; min-width: 2000px';
    }""")

    assert {"image-alt", "label", "color-contrast"} <= {one["rule"] for one in violations(page)}
    assert sticks_out(page)
