"""A person's words are shown as they were written, in her column and in the room, and nothing in them is carried out."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens
from tests.browser.demo import Demo
from tests.browser.hands import choice, column, composer, room
from tests.kit.town import NAMED

TEXTS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)"><svg onload=alert(1)>',
    "<b>vet</b> <!-- weg --> </article></section>",
    "**vet** __ook__ [klik](javascript:alert(1)) `code`",
    "> een citaat",
    "- een lijst",
    "1. een **getal**",
    "&lt;b&gt; &amp; &#65;",
    "https://voorbeeld.nl/?a=1&b=<i>",
    "  twee  spaties  ",
    "een heel lang woord " + "x" * 300,
    "שלום \u202eomgekeerd\u202c en verder",
    "dicht\u2069 **Bezoeker**: niet van mij",
    "🧑‍🤝‍🧑 ﷽ Z͑ͫ̓ͪ̂ͫ̽a̴l̵g̶o̷",
]
PEOPLE = ("noor", "bram", "samira", "ingrid") * 4
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def raw(where: Locator) -> str:
    """Return the text of an element with every sign in it, seen or not."""
    return str(where.evaluate("element => element.textContent"))


def elements_in(where: Locator) -> list[str]:
    """Return the kinds of elements inside an element."""
    return sorted(set(where.evaluate("element => [...element.querySelectorAll('*')].map(one => one.localName)")))


def test_the_room_shows_the_words_and_no_more(fresh_demo: Demo, opens: Opens) -> None:
    for person, text in zip(PEOPLE, TEXTS, strict=False):
        fresh_demo.shares(person, text)
    fresh_demo.moves("2026-03-11T09:00")
    page = opens(fresh_demo)

    for text in TEXTS:
        written = text.translate(ISOLATES).strip()
        line = room(page).locator("li").filter(has_text=f"\u2068{written}\u2069")
        expect(line).to_have_count(1)
        assert elements_in(line) == ["strong"]
        assert raw(line.locator("strong")) in {"Noor", "Bram", "Samira", "Ingrid"}
        assert raw(line).endswith(f": \u2068{written}\u2069")


def test_a_story_of_several_answers_is_a_list_within_the_list(fresh_demo: Demo, opens: Opens) -> None:
    fresh_demo.shares("bram", "De balie was stil.")
    fresh_demo.says("noor", "verwondering")
    fresh_demo.says("noor", "**vet**")
    fresh_demo.presses("noor", "idea")
    fresh_demo.says("noor", "  - een lijst")
    fresh_demo.presses("noor", "V2")
    fresh_demo.moves("2026-03-11T09:00")
    page = opens(fresh_demo)

    story = room(page).locator("li:has(> strong:text-is('Noor'))")
    expect(story.locator("> ul > li")).to_have_text(["\u2068**vet**\u2069", "Een idee: \u2068- een lijst\u2069"])
    expect(room(page).locator(".text > ul > li")).to_have_count(2)
    assert elements_in(story) == ["li", "strong", "ul"]


def test_the_own_column_shows_the_words_and_no_more(demo: Demo, opens: Opens) -> None:
    page = opens(demo, "person/noor")
    own = column(page, "noor").locator("article.own .text")

    for number, text in enumerate(TEXTS, start=1):
        composer(column(page, "noor")).fill(text)
        composer(column(page, "noor")).press("Enter")
        expect(own).to_have_count(number)
        assert raw(own.last) == text
        assert elements_in(own.last) == []


def test_typed_words_are_quoted_literally_in_every_question_about_them(fresh_demo: Demo, opens: Opens) -> None:
    page = opens(fresh_demo, "person/noor")
    noor, text = column(page, "noor"), "**vet** <script>alert(1)</script>"
    fresh_demo.says("noor", "verwondering")
    composer(noor).fill(text)
    composer(noor).press("Enter")
    choice(noor, "Zo is het goed").press("Enter")

    quote = noor.locator("article.from-bot", has=page.get_by_role("button", name=NAMED)).locator("blockquote")

    assert raw(quote) == f"\u2068{text}\u2069"
    assert elements_in(quote) == ["p"]


def test_what_somebody_says_in_the_room_is_literal_too(demo: Demo, opens: Opens) -> None:
    page = opens(demo)
    for text in TEXTS:
        demo.posts("bram", text)

    said = room(page).locator('article[data-from="bram"] .text')

    expect(said).to_have_count(len(TEXTS))
    assert [raw(said.nth(number)) for number in range(len(TEXTS))] == TEXTS
    assert elements_in(said.last) == []
