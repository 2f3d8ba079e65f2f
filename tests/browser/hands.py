"""Somebody at the page: finding a column, and working with the keyboard alone."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 200


def column(page: Page, person: str) -> Locator:
    """Return somebody's column."""
    return page.locator(f'[data-person="{person}"]')


def room(page: Page) -> Locator:
    """Return the column of the team's room."""
    return page.locator("[data-room]")


def composer(where: Locator) -> Locator:
    """Return where somebody writes."""
    return where.locator("> form.composer").get_by_test_id("composer")


def complaint(where: Locator) -> Locator:
    """Return where a column says that something could not be sent."""
    return where.locator("> form.composer > .complaint")


def choice(where: Locator, label: str) -> Locator:
    """Return a button or tick box of a question by its label; it has its number before it."""
    return where.locator(".acts").get_by_label(label).or_(where.locator(".acts").get_by_role("button", name=label))


class Hands:
    """Somebody with a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def to(self, target: Locator, key: str = "Tab") -> None:
        """Press a key until something has the focus; raises AssertionError when it is never reached."""
        expect(target).to_be_visible()
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self._page.keyboard.press(key)
        raise AssertionError(f"the keyboard never reaches {target}")

    def back_to(self, target: Locator) -> None:
        """Go back to something that stands earlier on the page."""
        self.to(target, "Shift+Tab")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self._page.keyboard.press(key)

    def writes(self, text: str) -> None:
        """Type a text where the focus is."""
        self._page.keyboard.type(text)

    def says(self, where: Locator, text: str) -> None:
        """Write to the bot, and send it."""
        self.to(composer(where))
        self.writes(text)
        self.press("Enter")
        expect(composer(where)).to_have_value("")
        expect(composer(where)).to_be_focused()

    def chooses(self, where: Locator, label: str, key: str = "Enter") -> None:
        """Press a button of a question; the focus then stands on the message that was answered."""
        button = choice(where, label).last
        self.back_to(button)
        name = button.locator("xpath=ancestor::article").get_attribute("data-message")
        self.press(key)
        expect(where.locator(f'[data-message="{name}"]')).to_be_focused()
