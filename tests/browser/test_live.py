"""Live: what happens shows by itself, a line that breaks is mended without a word lost or doubled, and a retry is one act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Opens
from tests.browser.demo import Demo
from tests.browser.hands import choice, column, complaint, composer, room

LOST = "De verbinding is even weg."
AWAY = "Ik krijg geen antwoord van Leerbot."


def ids(where: Locator) -> list[str]:
    """Return the ids of the messages in a column, as they stand."""
    return list(where.locator("article").evaluate_all("articles => articles.map(one => one.dataset.message)"))


def writes(where: Locator, text: str) -> None:
    composer(where).fill(text)
    composer(where).press("Enter")


def test_what_is_said_elsewhere_appears_by_itself(demo: Demo, opens: Opens) -> None:
    page, other = opens(demo), opens(demo)

    demo.says("noor", "hulp")
    writes(column(other, "bram"), "hulp")
    demo.posts("samira", "Wie is er woensdag?")

    for seen in (page, other):
        expect(column(seen, "noor").locator("article")).to_have_count(2)
        expect(column(seen, "bram").locator("article")).to_have_count(2)
        expect(room(seen)).to_contain_text("Wie is er woensdag?")


def test_a_change_appears_in_its_place(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/samira")
    samira = column(page, "samira")
    demo.says("samira", "hulp", id="anders")
    expect(samira.locator("article")).to_have_count(2)
    before = ids(samira)

    demo.call("PATCH", "people/samira/messages/anders", {"text": "privacy"})

    expect(samira.locator("article").first).to_contain_text("aangepast")
    expect(samira.locator("article").first.locator(".text")).to_have_text("privacy")
    assert ids(samira)[:2] == before


def test_the_clock_and_the_time_line_move_on_every_page(fresh_demo: Demo, opens: Opens) -> None:
    page = opens(fresh_demo)
    expect(page.locator(".timeline .event")).to_have_count(0)

    fresh_demo.moves("2026-03-12T14:00")

    expect(page.get_by_test_id("clock-now")).to_contain_text("donderdag 12 maart 2026, 14:0")
    expect(page.locator('.timeline [data-what="prompt"]')).to_contain_text("Noor")
    expect(column(page, "noor").locator("article")).to_have_count(1)


def test_a_server_that_comes_back_is_caught_up_with_and_nothing_is_doubled(fresh_demo: Demo, opens: Opens) -> None:
    page = opens(fresh_demo)
    noor = column(page, "noor")
    fresh_demo.says("noor", "verwondering")
    expect(noor.locator("article")).to_have_count(2)
    composer(column(page, "bram")).fill("half geschreven")

    fresh_demo.stop()
    expect(page.get_by_test_id("connection")).to_contain_text(LOST)
    writes(noor, "De rust op de gang.")
    expect(complaint(noor)).to_contain_text(AWAY)
    expect(composer(noor)).to_have_value("De rust op de gang.")
    fresh_demo.start()
    fresh_demo.says("bram", "hulp")

    expect(page.get_by_test_id("connection")).to_be_empty()
    composer(noor).press("Enter")
    expect(choice(noor, "Zo is het goed")).to_be_visible()
    expect(column(page, "bram").locator("article")).to_have_count(2)
    assert ids(noor) == [message["id"] for message in fresh_demo.column("noor")]
    assert len(ids(noor)) == 4
    expect(composer(column(page, "bram"))).to_have_value("half geschreven")


def test_a_page_that_is_opened_again_shows_the_same(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor")
    demo.says("noor", "verwondering")
    demo.says("noor", "Opnieuw geopend.")
    expect(choice(column(page, "noor"), "Zo is het goed").last).to_be_visible()
    before = ids(column(page, "noor"))

    page.reload()

    expect(choice(column(page, "noor"), "Zo is het goed").last).to_be_visible()
    assert ids(column(page, "noor")) == before


# When sending fails


@contextmanager
def losing_answers(page: Page, address: str) -> Iterator[None]:
    """Let calls reach the server, and their answers get lost on the way back."""

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.fallback()

    page.route(address, lose)
    yield
    page.unroute(address)


def test_a_message_whose_answer_got_lost_is_sent_again_as_one(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/ingrid")
    ingrid = column(page, "ingrid")

    with losing_answers(page, "**/people/ingrid/messages"):
        writes(ingrid, "Eén keer gezegd.")
        expect(complaint(ingrid)).to_contain_text(AWAY)
        expect(composer(ingrid)).to_have_value("Eén keer gezegd.")
    composer(ingrid).press("Enter")

    expect(composer(ingrid)).to_have_value("")
    assert [one["text"] for one in demo.column("ingrid") if one["from"] == "ingrid"] == ["Eén keer gezegd."]
    expect(ingrid.locator("article.own")).to_have_count(1)


def test_a_post_in_the_room_whose_answer_got_lost_is_sent_again_as_one(demo: Demo, opens: Opens) -> None:
    page = opens(demo)
    before = len(demo.room())

    with losing_answers(page, "**/rooms/*/messages"):
        writes(room(page), "Eén keer in de ruimte.")
        expect(complaint(room(page))).to_contain_text(AWAY)
    composer(room(page)).press("Enter")

    expect(composer(room(page))).to_have_value("")
    assert [one["text"] for one in demo.room()[before:]] == ["Eén keer in de ruimte."]


def test_a_choice_whose_answer_got_lost_is_made_once(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/samira")
    samira = column(page, "samira")
    demo.says("samira", "verwondering")
    demo.says("samira", "De rust op de gang.")
    expect(choice(samira, "Zo is het goed")).to_be_visible()

    with losing_answers(page, "**/people/samira/actions"):
        choice(samira, "Zo is het goed").press("Enter")
        expect(choice(samira, "Met de groep, met mijn naam")).to_be_visible()

    demo.settle()
    assert sum("Wie mag dit lezen?" in one["text"] for one in demo.column("samira")) == 1


def test_what_cannot_be_stored_is_said_and_stays_in_the_box(fresh_demo: Demo, opens: Opens) -> None:
    page = opens(fresh_demo, "person/noor")
    noor = column(page, "noor")
    other = sqlite3.connect(fresh_demo.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    writes(noor, "Vol is vol.")
    expect(complaint(noor)).to_contain_text("Niet opgeslagen.")
    expect(composer(noor)).to_have_value("Vol is vol.")
    other.execute("ROLLBACK")
    other.close()
    composer(noor).press("Enter")

    expect(composer(noor)).to_have_value("")
    expect(complaint(noor)).to_be_empty()
    assert [one["text"] for one in fresh_demo.column("noor") if one["from"] == "noor"] == ["Vol is vol."]
