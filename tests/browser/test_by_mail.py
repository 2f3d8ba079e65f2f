"""The conversation of a facilitator without a chat, in a real browser: by keyboard, in every look, and nothing found (X02)."""

from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from bot.channels.base import Outgoing
from dialogs.saying.prompt import Choice, Field, Form, Link, Prompt
from tests.acceptance.preparing import GATHERED, delivers, sets_out
from tests.browser.conftest import PATIENCE
from tests.browser.mailed import MailHouse
from tests.browser.test_accessible import SCHEMES, WIDTHS, sticks_out, violations
from tests.kit.town import FACILITATOR
from tests.pages.mailing import MailVisit

THREE = (Choice("a", "Graag"), Choice("b", "Liever niet"), Choice("c", "Een heel lang woord: " + "verwondering" * 9))
FIELDS = (
    Field("told", "info", "**Vooraf.** Dit is alleen om te lezen."),
    Field("text", "text", "Wat wil je meegeven?", "In je eigen woorden.", required=True),
    Field("choice", "choice", "Welke vorm kiest de groep?", options=THREE, required=True),
    Field("multi", "multi", "Wie doen er mee?", "Meer dan één mag.", options=THREE),
    Field("person", "person", "Wie schrijft mee?", options=THREE),
    Field("number", "number", "Hoeveel minuten?", least=1, most=90),
    Field("date", "date", "Op welke dag?", "Bijvoorbeeld 12 maart."),
    Field("file", "file", "Een tekening"),
)


def to_her(key: str, prompt: Prompt) -> Outgoing:
    return Outgoing(key, FACILITATOR, "person", prompt, "notice")


async def everything(visit: MailVisit) -> None:
    """Let her be told and asked in every way there is."""
    email = visit.place.app.email
    assert email is not None
    instead = Choice("x.!chat", "Liever één vraag tegelijk")
    for message in (
        to_her("o901", Prompt("**In vet**\n- eerste\n- tweede\n> een citaat", "Titel", "En hulp.", "Alleen jij leest dit.")),
        to_her("o902", Prompt("Kies er een of meer.", choices=THREE, many=True)),
        to_her("o903", Prompt("Kies er een.", choices=THREE, link=Link("Open de pagina", "https://voorbeeld.nl/pages/open/x"))),
        to_her("o904", Prompt("Vul in.", form=Form("x.!form", "Vul in", FIELDS, "Verstuur", instead))),
        to_her("o905", Prompt("Something in English.", language="en")),
    ):  # fmt: skip
        await email.deliver(message)


async def play(visit: MailVisit) -> None:
    """Let a leergroep prepare its meeting, and her be told what was gathered."""
    await sets_out(visit.place)
    await delivers(visit.place, "noor")
    await visit.place.until(GATHERED)
    await everything(visit)


@pytest.fixture(scope="module")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailHouse]:
    opened = MailHouse(tmp_path_factory.mktemp("mailed"), start="2026-01-26 09:00", formats=[])
    opened.start(play)
    yield opened
    opened.stop()


def comes_in(browser: Browser, house: MailHouse) -> Page:
    """Let her follow the link of a new mail, and press the button."""
    house.do(asks(house.visit))
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(house.link())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("nav")).to_be_visible()
    return page


async def asks(visit: MailVisit) -> None:
    """Let her get a link, however often she got one before."""
    assert visit.place.app.email is not None
    await visit.place.wait(minutes=11)
    await visit.place.app.email.send_link(FACILITATOR)


def looked_at(page: Page) -> dict[object, object]:
    """Return what is found on a page in every look, and what sticks out of it."""
    page.evaluate(AXE_SCRIPT)
    found: dict[object, object] = {}
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        found[scheme, width] = (violations(page), sticks_out(page))
    return found


NOTHING: dict[object, object] = {seen: ([], []) for seen in product(SCHEMES, WIDTHS)}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_x02_on_her_page_nothing_is_found(browser: Browser, house: MailHouse, language: str) -> None:
    house.do(house.visit.place.set(FACILITATOR, language=language))
    page = comes_in(browser, house)

    assert page.url.endswith("/pages/talk#newest")
    assert page.locator("html").get_attribute("lang") == language
    assert looked_at(page) == NOTHING
    page.context.close()


def test_x02_on_a_refused_link_and_after_it_nothing_is_found_and_a_new_one_is_mailed(
    browser: Browser, house: MailHouse
) -> None:
    used = comes_in(browser, house)
    link, before = house.link(), len(house.visit.place.mails(FACILITATOR))
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(link)

    assert looked_at(page) == NOTHING
    house.do(house.visit.place.wait(minutes=11))
    page.get_by_role("button", name="Mail mij een nieuwe link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    assert looked_at(page) == NOTHING
    assert len(house.visit.place.mails(FACILITATOR)) == before + 1
    for one in (used, page):
        one.context.close()


def test_x02_the_mail_itself_has_nothing_found(browser: Browser, house: MailHouse) -> None:
    mail = house.visit.place.mails(FACILITATOR)[-1].get_body(("html",))
    assert mail is not None
    page = browser.new_context(reduced_motion="reduce").new_page()

    page.set_content(str(mail.get_content()))

    assert looked_at(page) == NOTHING
    page.context.close()


def test_x02_she_writes_and_is_answered_by_keyboard_alone(browser: Browser, house: MailHouse) -> None:
    house.do(house.visit.place.set(FACILITATOR, language="nl"))
    page = comes_in(browser, house)

    page.get_by_label("Jouw bericht").focus()
    page.keyboard.type("bijeenkomsten")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".hers").last).to_contain_text("bijeenkomsten")
    expect(page.locator("#newest")).to_contain_text("12 maart")
    page.context.close()
