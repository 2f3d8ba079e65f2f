"""A form: filled in with the keyboard, and what is still to be done said in words, at the field and above the form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Opens, running
from tests.browser.demo import Demo
from tests.browser.hands import Hands, column
from tests.browser.scenes import FORMATS


@pytest.fixture
def demo(browser: Browser, tmp_path: Path) -> Iterator[Demo]:
    yield from running(Demo(tmp_path / "demo", FORMATS))


def sends(hands: Hands, noor: Locator) -> None:
    hands.to(noor.locator("form.form").get_by_role("button", name="Versturen"))
    hands.press("Enter")


def test_a_form_is_filled_in_with_the_keyboard(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor")
    noor, hands = column(page, "noor"), Hands(page)
    hands.says(noor, "omkijken")

    hands.back_to(noor.get_by_label("Een collega"))
    hands.press("Space")
    hands.back_to(noor.get_by_label("Onderweg"))
    hands.press("ArrowUp")
    expect(noor.get_by_label("Aan de telefoon")).to_be_checked()
    hands.back_to(noor.get_by_label("Welk moment bleef je bij?"))
    hands.writes("Een burger belde terug.")
    sends(hands, noor)

    expect(noor.locator("form.form")).to_have_count(0)
    hands.says(noor, "mijn antwoorden")
    expect(noor.locator("article.from-bot").last).to_contain_text("Een burger belde terug.")


def test_what_is_missing_or_too_long_is_said_and_nothing_is_lost(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor")
    noor, hands = column(page, "noor"), Hands(page)
    hands.says(noor, "omkijken")
    hands.back_to(noor.get_by_label("Een collega"))
    hands.press("Space")
    sends(hands, noor)
    expect(noor.locator(".summary")).to_be_focused()
    expect(noor.locator(".summary")).to_contain_text("Welk moment bleef je bij? – Vul hier nog iets in.")

    hands.press("Tab", "Enter")
    expect(noor.locator("textarea[aria-invalid=true]")).to_be_focused()
    page.keyboard.insert_text("x" * 201)
    sends(hands, noor)

    expect(noor.locator(".field-error").first).to_contain_text("Dit zijn 201 tekens. Er passen 200 tekens.")
    expect(noor.get_by_label("Een collega")).to_be_checked()
    assert [message["from"] for message in demo.column("noor")] == ["noor", "bot"]


def test_a_day_a_number_and_a_colleague_are_filled_in_and_what_does_not_fit_is_said(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor")
    noor, hands = column(page, "noor"), Hands(page)
    hands.says(noor, "omkijken")
    expect(noor.locator(".told")).to_contain_text("De volgende vragen gaan over vandaag.")
    noor.get_by_label("Welk moment bleef je bij?").fill("Een burger belde terug.")
    noor.get_by_label("Hoeveel uur ging eraan op?").fill("99")
    noor.get_by_label("Wanneer kijk je er nog eens naar?").fill("volgende week donderdag")
    noor.get_by_label("Met wie praat je erover?").select_option("bram")
    noor.get_by_label("5 – heel fijn").check()
    sends(hands, noor)
    expect(noor.locator(".summary")).to_contain_text("Typ een getal van 0 tot en met 40.")

    noor.get_by_label("Hoeveel uur ging eraan op?").fill("2,5")
    sends(hands, noor)

    expect(noor.locator("article.from-bot").last).to_contain_text("Bedoel je donderdag")
