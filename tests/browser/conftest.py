"""A browser and a demo for each file of tests, and a page for each test that must end without a fault in its console."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.demo import Demo

Opens = Callable[..., Page]
PATIENCE = 20_000
"""Milliseconds that a busy machine may take."""
UNLOADED = "net::ERR_"
"""How Chromium tells of a connection that is away; the page says that in words."""


@pytest.fixture(scope="module", autouse=True)
def _not_traced() -> Iterator[None]:
    """Trace no demo: tests/web and tests/bot reach its lines in this process, and it starts and runs at half speed for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo that the tests of one file share."""
    yield from running(Demo(tmp_path_factory.mktemp("demo")))


@pytest.fixture
def fresh_demo(browser: Browser, tmp_path: Path) -> Iterator[Demo]:
    """A demo for one test alone."""
    yield from running(Demo(tmp_path / "demo"))


def running(demo: Demo) -> Iterator[Demo]:
    demo.start()
    yield demo
    demo.stop()


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    """Opens the page of a demo, and looks afterwards whether anything went wrong in it."""
    faults: list[str] = []

    def complains(message: ConsoleMessage) -> None:
        if (
            message.type in {"error", "warning"}
            and "Failed to load resource" not in message.text
            and UNLOADED not in message.text
        ):
            faults.append(message.text)

    def open_(demo: Demo, *columns: str, width: int = 1280, height: int = 900, language: str = "nl") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        if columns:
            names = ", ".join(f'"{name}"' for name in columns)
            context.add_init_script(f"localStorage.setItem('leerbot.open', '[{names}]')")
        context.add_init_script(f"""localStorage.setItem('leerbot.language', '"{language}"')""")
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", complains)
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(demo.address)
        page.wait_for_selector('section.column:not([hidden]) .log[aria-busy="false"]')
        return page

    yield open_
    for context in browser.contexts:
        context.close()
    assert faults == []
