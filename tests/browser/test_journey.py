"""The main job, played with the keyboard alone: ask, agree, answer, share, read it in the room, take it back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opens
from tests.browser.demo import Demo
from tests.browser.hands import Hands, choice, column, composer, room
from tests.kit.town import NAMED

TEXT = "Een aanvrager bedankte me voor een afwijzing."
OTHER = "De wachtrij was om drie uur leeg."
POINTER = "addEventListener('pointerdown', () => { document.documentElement.dataset.mouse = 'used'; }, true)"


@pytest.mark.trust("S27")
def test_a_team_is_played_with_the_keyboard_alone(fresh_demo: Demo, opens: Opens) -> None:
    page = opens(fresh_demo)
    page.evaluate(POINTER)
    hands = Hands(page)

    opens_the_column_of_joost(page, hands)
    joost_agrees(page, hands)
    tells(page, hands, "joost", TEXT)
    goes_to_wednesday_nine(page, hands, "woensdag 11 maart 2026, 09:0")
    expect(digests(page)).to_have_count(1)
    expect(digests(page).last).to_contain_text("Joost")
    expect(digests(page).last).to_contain_text(TEXT)

    joost_takes_it_back(page, hands)
    expect(digests(page).last).to_have_attribute("data-state", "revised")
    expect(digests(page).last).to_contain_text("De schrijver heeft deze tekst weggehaald.")
    expect(digests(page).last).to_contain_text("aangepast")
    expect(room(page)).not_to_contain_text(TEXT)

    tells(page, hands, "noor", OTHER)
    goes_to_wednesday_nine(page, hands, "woensdag 18 maart 2026, 09:0")
    expect(digests(page)).to_have_count(2)
    expect(digests(page).last).to_contain_text("Noor")
    expect(digests(page).last).to_contain_text(OTHER)
    expect(digests(page).last).not_to_contain_text("Joost")
    expect(room(page)).not_to_contain_text(TEXT)
    assert page.locator("html").get_attribute("data-mouse") is None


def digests(page: Page) -> Locator:
    return room(page).locator("article.from-bot").filter(has_text="Wat ons de afgelopen week opviel")


def opens_the_column_of_joost(page: Page, hands: Hands) -> None:
    hands.press("Tab")
    expect(page.get_by_role("link", name="Naar de gesprekken")).to_be_focused()
    toggle = page.get_by_role("checkbox", name="Joost")
    hands.to(toggle)
    expect(column(page, "joost")).to_be_hidden()

    hands.press("Space")

    expect(column(page, "joost")).to_be_visible()
    expect(toggle).to_be_focused()


def joost_agrees(page: Page, hands: Hands) -> None:
    joost = column(page, "joost")
    hands.says(joost, "hoi")
    expect(joost).to_contain_text("Doe je mee?")
    hands.chooses(joost, "Ja, ik doe mee")
    expect(joost).to_contain_text("Hoe mag ik je noemen?")
    hands.says(joost, "Joost")

    expect(joost).to_contain_text("Op welke dagen zal ik je niet storen?")
    hands.back_to(choice(joost, "vrijdag"))
    hands.press("Space")
    expect(choice(joost, "vrijdag")).to_be_checked()
    hands.to(joost.get_by_role("button", name="Keuze versturen"))
    hands.press("Enter")
    expect(joost.get_by_role("checkbox")).to_have_count(0)
    expect(page.locator("article:focus")).to_contain_text("Op welke dagen")

    hands.to(composer(joost))
    hands.chooses(joost, "Vraag het elke keer", key="Space")
    expect(joost).to_contain_text("Zullen we het meteen proberen")
    hands.to(composer(joost))
    hands.chooses(joost, "Nu niet")
    expect(joost).to_contain_text("Fijn dat je er bent, Joost.")


def tells(page: Page, hands: Hands, person: str, text: str) -> None:
    where = column(page, person)
    hands.says(where, "verwondering")
    expect(where.locator("article.from-bot").last).to_contain_text("Wat heeft jou verwonderd?")
    hands.says(where, text)
    expect(choice(where, "Zo is het goed").last).to_be_visible()
    hands.chooses(where, "Zo is het goed")
    hands.to(composer(where))
    hands.chooses(where, NAMED)
    expect(where.locator("article.from-bot").last).to_contain_text("woensdag")


def goes_to_wednesday_nine(page: Page, hands: Hands, then: str) -> None:
    opener, dialog = page.get_by_test_id("clock-goto"), page.get_by_test_id("clock-dialog")
    hands.to(opener)
    hands.press("Enter")
    expect(dialog).to_be_visible()
    hands.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()

    hands.press("Space")
    hands.to(page.get_by_test_id("clock-weekday"))
    while page.get_by_test_id("clock-weekday").input_value() != "2":
        hands.press("ArrowUp")
    hands.to(page.get_by_test_id("clock-time"))
    hands.press("ControlOrMeta+A")
    hands.writes("9 uur")
    expect(dialog).to_contain_text("De klok gaat naar woensdag")
    hands.press("Enter")

    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.get_by_test_id("clock-now")).to_contain_text(then)
    expect(page.get_by_test_id("clock-status")).to_contain_text("Onderweg gebeurde")


def joost_takes_it_back(page: Page, hands: Hands) -> None:
    joost = column(page, "joost")
    hands.says(joost, "mijn antwoorden")
    expect(joost.locator("article.from-bot").last).to_contain_text(TEXT)
    hands.says(joost, "verwijder 1")
    expect(choice(joost, "Ja, verwijder")).to_be_visible()
    hands.chooses(joost, "Ja, verwijder")
