"""A team in the middle of everything: one demo in which every state of the page can be seen, in Dutch or in English."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.demo import Demo
from tests.browser.hands import column, composer, room
from tests.kit.town import TEAM

FORMATS = Path(__file__).parent / "formats"
PEOPLE = ("noor", "bram", "samira", "joost", "lotte", "ingrid", "fatima", "ruud")


@contextmanager
def scenes(folder: Path, language: str) -> Iterator[Demo]:
    """Start a demo and bring everybody to where the states below begin."""
    demo = Demo(folder, FORMATS)
    demo.start()
    try:
        for person in PEOPLE:
            demo.call("PUT", f"people/{person}/language", {"language": language})
        for person in ("ingrid", "noor"):
            demo.shares(person, f"Een korte zin van {person}, over de rust op de gang.")
        demo.moves("2026-03-11T09:30")
        demo.says("ingrid", "verwijder 1")
        demo.presses("ingrid", "yes")
        demo.posts("bram", "Mooi om te lezen!", demo.room()[-1]["id"])
        demo.says("ingrid", "Dit was niet de bedoeling.", id="weg")
        demo.call("DELETE", "people/ingrid/messages/weg")
        demo.says("ingrid", "Eerst zo.", id="anders")
        demo.call("PATCH", "people/ingrid/messages/anders", {"text": "Daarna anders."})
        demo.says("noor", "verwondering")
        demo.says("noor", "Een burger belde terug om dank je wel te zeggen.")
        demo.says("joost", "hoi")
        demo.presses("joost", "yes")
        demo.says("joost", "Joost")
        demo.says("bram", "omkijken")
        demo.settle()
        yield demo
    finally:
        demo.stop()


# The states: each brings an open page to where it is to be looked at.


def as_it_is(page: Page) -> None:
    """Leave the page as it opens."""


def nobody(page: Page) -> None:
    page.get_by_role("checkbox", name="Ruud").press("Space")


def form(page: Page) -> None:
    expect(column(page, "bram").locator("form.form")).to_be_visible()


def unfinished_form(page: Page) -> None:
    form(page)
    page.locator('[data-action$="!form"]').press("Enter")
    expect(page.locator(".summary")).to_be_focused()


def ticks(page: Page) -> None:
    expect(column(page, "joost").locator(".ticks")).to_be_visible()
    column(page, "joost").locator(".ticks input").first.press("Space")


def question(page: Page) -> None:
    expect(column(page, "noor").locator(".choice")).to_have_count(3)


def refused(page: Page) -> None:
    """The server cannot store a message, and a file is of a kind that cannot be kept."""
    noor = column(page, "noor")
    page.route("**/people/noor/messages", away)
    noor.get_by_test_id("file-input").first.set_input_files({"name": "x.docx", "mimeType": "text/plain", "buffer": b"x"})
    composer(noor).fill("Dit gaat mis.")
    composer(noor).press("Enter")
    expect(noor.locator(".composer .complaint p")).to_have_count(2)


def away(route: Route) -> None:
    """Answer as a server that cannot store anything."""
    if route.request.method == "POST":
        route.fulfill(status=503, json={"error": "Niet opgeslagen. Er is niets bewaard.", "mend": "Probeer het zo nog eens."})
    else:
        route.fallback()


def closed(page: Page) -> None:
    expect(column(page, "ingrid").locator('[data-state="withdrawn"]')).to_have_count(1)
    expect(column(page, "ingrid").locator(".choice")).to_have_count(0)


def in_the_room(page: Page) -> None:
    expect(room(page).locator('article[data-state="revised"]')).to_be_visible()
    expect(room(page).locator(".replies article")).to_be_visible()


def replying(page: Page) -> None:
    in_the_room(page)
    room(page).get_by_test_id("reply").first.press("Enter")
    expect(room(page).locator(".message > .composer")).to_be_visible()


def changing(page: Page) -> None:
    page.get_by_test_id("edit").last.press("Enter")
    expect(page.get_by_test_id("edit-box")).to_be_focused()


def dialog(page: Page) -> None:
    page.get_by_test_id("clock-goto").press("Enter")
    expect(page.get_by_test_id("clock-dialog")).to_be_visible()


def refusing_dialog(page: Page) -> None:
    dialog(page)
    page.get_by_test_id("clock-time").fill("half drie")
    page.get_by_test_id("clock-time").press("Enter")
    expect(page.get_by_test_id("clock-dialog-error").locator("p")).to_be_visible()


def moved(page: Page) -> None:
    expect(page.locator(".timeline .event").first).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "empty": ("person/ruud", as_it_is),
    "nobody open": ("person/ruud", nobody),
    "question": ("person/noor", question),
    "tick boxes": ("person/joost", ticks),
    "form": ("person/bram", form),
    "form with an error": ("person/bram", unfinished_form),
    "error": ("person/noor", refused),
    "closed": ("person/ingrid", closed),
    "changing a message": ("person/ingrid", changing),
    "room": (f"room/{TEAM}", in_the_room),
    "replying": (f"room/{TEAM}", replying),
    "time line": ("person/fatima", moved),
    "dialog open": ("person/noor", dialog),
    "dialog with an error": ("person/noor", refusing_dialog),
}
"""Every named state: the column that is open, and how to get there."""
