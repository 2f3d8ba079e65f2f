"""The picture of the README: a team in the middle of its week. Take it anew with ``python -m tests.browser.picture``."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.demo import Demo
from tests.browser.hands import choice, column, room
from tests.kit.town import NAMED

PICTURE = Path(__file__).parents[2] / "docs/images/demo.png"
WIDTH, HEIGHT = 1280, 1000


def lively(demo: Demo) -> None:
    """Play until Thursday: the room has read two stories, Noor chooses her readers, Joost gets to know the bot."""
    demo.shares("bram", "De aanvrager belde terug om te bedanken.")
    demo.says("samira", "verwondering")
    demo.says("samira", "Onze nieuwe collega vroeg waarom we alles printen.")
    demo.presses("samira", "question")
    demo.says("samira", "Wat printen wij uit gewoonte?")
    demo.presses("samira", "V2")
    demo.moves("2026-03-11T09:30")
    demo.moves("2026-03-12T14:00")
    demo.says("joost", "hoi")
    demo.presses("joost", "yes")
    demo.says("joost", "Joost")
    demo.says("noor", "Een burger bedankte me voor een duidelijke afwijzing.")
    demo.presses("noor", "enough")


def take(browser: Browser, demo: Demo, path: Path) -> None:
    """Take a picture of a demo."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce")
    page.add_init_script("""localStorage.setItem('leerbot.open', '["person/noor", "person/joost", "room/vergunningen"]')""")
    page.goto(demo.address)
    expect(choice(column(page, "noor"), NAMED)).to_be_visible()
    expect(column(page, "joost").locator(".ticks")).to_be_visible()
    expect(room(page).locator("article").last).to_be_visible()
    expect(page.locator('.timeline [data-what="prompt"]')).to_be_visible()
    page.screenshot(path=path)
    page.close()


def main(chromium: str = "chromium") -> None:
    """Take the picture of the README; the path of the browser may be given."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Demo(Path(folder) / "demo")
        demo.start()
        browser = playwright.chromium.launch(executable_path=shutil.which(chromium))
        try:
            lively(demo)
            take(browser, demo, PICTURE)
        finally:
            browser.close()
            demo.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
