"""The page itself: what stays where it is, what is remembered, files, and 320 px wide."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from bot.channels.base import LARGEST_FILE
from tests.browser.conftest import Opens
from tests.browser.demo import Demo
from tests.browser.hands import choice, column, complaint, composer, room
from tests.web.desk import PDF, PNG


def sends(where: Locator, text: str) -> None:
    composer(where).fill(text)
    composer(where).press("Enter")
    expect(composer(where)).to_have_value("")


def test_a_half_written_message_survives_a_change_of_language(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor")
    noor = column(page, "noor")
    composer(noor).fill("half geschreven")

    page.get_by_test_id("language").press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("Message to Leerbot, as Noor")).to_have_value("half geschreven")
    sends(noor, "help")
    expect(noor.locator("article.from-bot").last).to_have_attribute("lang", "en")
    page.get_by_test_id("language").press("Enter")
    expect(page.get_by_label("Bericht aan Leerbot, als Noor")).to_be_visible()
    sends(noor, "hulp")
    expect(noor.locator("article.from-bot").last).to_have_attribute("lang", "nl")


def test_what_is_being_changed_stays_in_sight(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/ingrid", height=800)
    ingrid = column(page, "ingrid")
    for number, text in enumerate(("privacy", "Dit is geen antwoord.", "En dit ook niet."), start=1):
        sends(ingrid, text)
        expect(ingrid.locator("article.from-bot")).to_have_count(number)

    ingrid.get_by_test_id("edit").nth(1).press("Enter")
    box = page.get_by_test_id("edit-box")

    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=1)
    box.fill("privacy")
    box.press("Enter")
    expect(ingrid.locator("article.own .mark")).to_have_text("aangepast")
    expect(ingrid.get_by_test_id("edit").nth(1)).to_be_focused()


def test_a_long_conversation_is_passed_by_with_one_key(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/bram")
    bram = column(page, "bram")
    for _ in range(3):
        sends(bram, "privacy")

    bram.get_by_test_id("skip-to-writing").focus()
    expect(bram.get_by_test_id("skip-to-writing")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")

    expect(composer(bram)).to_be_focused()


def test_an_own_message_is_taken_back_after_one_question(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/samira")
    samira = column(page, "samira")
    sends(samira, "Toch maar niet.")
    own = samira.locator("article.own").last

    own.get_by_test_id("remove").press("Enter")
    expect(page.get_by_test_id("remove-yes")).to_be_focused()
    page.keyboard.press("Escape")
    expect(own.get_by_test_id("remove")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    expect(own).to_have_attribute("data-state", "withdrawn")
    expect(own).to_contain_text("Dit bericht is teruggetrokken.")
    expect(own).to_be_focused()


def test_a_picture_goes_along_and_comes_back(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/bram")
    bram = column(page, "bram")
    sends(bram, "verwondering")
    bram.get_by_test_id("file-input").first.set_input_files({"name": "bord.png", "mimeType": "image/png", "buffer": PNG})
    expect(bram.locator(".composer .attachments")).to_contain_text("bord.png")

    composer(bram).press("Enter")
    expect(choice(bram, "Zo is het goed")).to_be_visible()
    with page.expect_download() as download:
        bram.locator("article.own").last.get_by_role("link", name="bord.png").press("Enter")

    assert download.value.suggested_filename == "bord.png"
    assert download.value.path().read_bytes() == PNG


def test_a_message_waits_for_the_picture_that_goes_along(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/samira")
    samira = column(page, "samira")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/files*", hold)
    samira.get_by_test_id("file-input").first.set_input_files({"name": "bord.png", "mimeType": "image/png", "buffer": PNG})
    composer(samira).fill("Kijk eens.")
    composer(samira).press("Enter")
    expect(samira.locator("form.composer")).to_have_attribute("aria-busy", "true")
    expect(samira.locator(".composer .attachments")).to_contain_text("onderweg")

    held[0].continue_()

    expect(samira.locator("article.own").last).to_contain_text("Kijk eens.")
    expect(samira.locator("article.own").last.get_by_role("link", name="bord.png")).to_be_visible()


def test_a_file_that_cannot_be_kept_is_refused_before_it_is_sent(demo: Demo, opens: Opens, tmp_path: Path) -> None:
    page = opens(demo, "person/bram")
    bram = column(page, "bram")

    for name, size, words in (("verslag.docx", 9, "geen png, jpg of pdf"), ("groot.pdf", LARGEST_FILE + 1, "groter dan 10 MB")):
        (tmp_path / name).write_bytes(PDF[:9] + bytes(size - 9))
        bram.get_by_test_id("file-input").first.set_input_files(tmp_path / name)
        expect(bram.locator(".attached .complaint")).to_contain_text(name)
        expect(bram.locator(".attached .complaint")).to_contain_text(words)
    expect(bram.locator(".composer .attachments li")).to_have_count(0)


def test_a_reaction_stands_under_what_it_reacts_to(demo: Demo, opens: Opens) -> None:
    page = opens(demo)
    first = demo.posts("fatima", "Wie is er woensdag?")
    under = room(page).locator(f'[data-message="{first}"]')

    under.get_by_test_id("reply").press("Enter")
    expect(under.get_by_test_id("composer")).to_be_focused()
    page.keyboard.type("Ik!")
    page.keyboard.press("Enter")

    expect(under.locator(".replies article")).to_contain_text("Ik!")
    expect(under.get_by_test_id("reply").first).to_be_focused()


def test_the_time_line_leads_to_the_message(fresh_demo: Demo, opens: Opens) -> None:
    page = opens(fresh_demo)
    page.get_by_test_id("clock-week").press("Enter")
    expect(page.get_by_test_id("clock-status")).to_contain_text("Onderweg gebeurden")

    page.locator('.timeline [data-what="prompt"]').get_by_role("button", name="Samira").press("Enter")

    expect(column(page, "samira")).to_be_visible()
    expect(page.locator("article:focus")).to_contain_text("Wat heeft jou verwonderd?")
    expect(page.locator("article:focus")).to_be_in_viewport()


def test_the_time_line_speaks_the_language_of_the_page(fresh_demo: Demo, opens: Opens) -> None:
    page = opens(fresh_demo, language="en")
    fresh_demo.moves("2026-03-12T14:00")
    title = page.locator('.timeline [data-what="prompt"] .event-title')

    expect(title).to_have_text("What surprised you?")
    expect(title).to_have_attribute("lang", "en")
    page.get_by_test_id("language").press("Enter")

    expect(title).to_have_text("Wat heeft jou verwonderd?")
    expect(title).to_have_attribute("lang", "nl")


@pytest.mark.parametrize(
    ("person", "hint"),
    [
        ("samira", "Typ “verwondering”, of zet de klok op donderdag 14:00."),
        ("ingrid", "Je ziet altijd hetzelfde als je team."),
        ("fatima", "Op woensdag 09:30 komt hier je weekoverzicht."),
        ("ruud", "Een beheerder krijgt geen vragen en leest geen antwoorden."),
    ],
)
def test_an_empty_column_says_what_that_person_can_do(fresh_demo: Demo, opens: Opens, person: str, hint: str) -> None:
    page = opens(fresh_demo, f"person/{person}")

    expect(column(page, person).locator(".log .empty")).to_contain_text(hint)


def test_nothing_is_sent_when_nothing_is_written(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor")
    noor = column(page, "noor")
    before = demo.column("noor")

    composer(noor).fill("  \n ")
    composer(noor).press("Enter")

    expect(complaint(noor)).to_contain_text("Er staat nog niets.")
    assert demo.column("noor") == before


def test_one_at_a_time_on_a_narrow_screen_and_new_messages_are_counted(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor", "person/samira", width=320, height=640)
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_count(2)
    expect(column(page, "samira")).to_be_hidden()

    demo.says("samira", "hulp")
    expect(tabs.last).to_contain_text("1 nieuw")
    tabs.first.focus()
    page.keyboard.press("ArrowRight")

    expect(column(page, "samira")).to_be_visible()
    expect(column(page, "noor")).to_be_hidden()
    expect(tabs.last).to_be_focused()
    expect(tabs.last).not_to_contain_text("nieuw")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_who_is_open_is_remembered(demo: Demo, opens: Opens) -> None:
    page = opens(demo)
    page.evaluate("localStorage.clear()")
    page.get_by_role("checkbox", name="Fatima").press("Space")
    expect(column(page, "fatima")).to_be_visible()

    page.reload()

    expect(column(page, "fatima")).to_be_visible()
    expect(column(page, "noor")).to_be_visible()
