"""The page of who has no account: one browser, one answer, plain words for what does not open (S39)."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.outgoing import once
from storage.groups import people
from storage.outgoing import pages
from storage.store import Unit
from storage.tables import person
from tests.acceptance.test_pop_feedback import FIVE, START, TEXTS, ask, give, reads_report
from tests.kit.town import LEAD
from tests.pages.visiting import OURS, Browser, Seen, Visit, visiting

FOUR = (*FIVE[:3], LEAD)
KARIN = {"f.relation": "client", "f.sees_good": "Belt altijd terug", "f.one_more": "Vaker langskomen"}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    members = ["noor", "bram", "samira", "joost"]
    formats = ["pop_route", "pop_conversation", "pop_feedback_360"]
    async with visiting(tmp_path, start=START, formats=formats, members=members) as opened:
        yield opened


async def link(visit: Visit) -> str:
    """Let Noor ask four colleagues and Karin; return the token in the link for Karin."""
    await ask(visit.town, "Karin van de gemeente", of=FOUR)
    return str(re.findall(r"/pages/once/([\w-]+)", await visit.town.reads("noor"))[0])


async def opened(browser: Browser, token: str) -> Seen:
    """Follow a link and press the button."""
    return await browser.call("POST", "/pages/once", data={"token": token}, headers=OURS)


async def guests(visit: Visit) -> int:
    """Return how many people there are who have no account."""

    def count(unit: Unit) -> int:
        return int(unit.connection.execute(select(func.count()).where(person.c.id.startswith("guest-"))).scalar_one())

    return await visit.town.app.store.read(count)


async def sends(browser: Browser, **values: str) -> Seen:
    """Send the form."""
    return await browser.call("POST", "/pages/once/answer", data=values or KARIN, headers=OURS)


async def test_s39_who_has_no_account_answers_by_a_link_and_stands_among_the_others(visit: Visit) -> None:
    token = await link(visit)
    assert "dus herinneren doe jij" in await visit.town.reads("noor")
    browser = await visit.browser()
    looked = await browser.reads(f"/pages/once/{token}")
    assert "Iemand vraagt je om feedback" in looked.text
    assert "Noor" not in looked.text  # a preview of the link tells nothing
    page = await opened(browser, token)
    for words in ("Noor vraagt jou", "Hoe help ik mensen verder?", "zonder je naam", "Wat doet Noor goed?"):
        assert words in page.text
    assert "Je antwoord is binnen" in (await sends(browser, **KARIN)).text
    for who in FOUR:
        await give(visit.town, who)
    await visit.town.until("2026-05-13 10:00")
    report = await reads_report(visit.town)
    assert "Belt altijd terug" in report
    assert all(TEXTS[who] in report for who in FOUR)
    assert "Karin" not in report


async def test_s39_guests_whom_she_made_up_herself_show_her_nothing_of_the_only_colleague(visit: Visit) -> None:
    await ask(visit.town, "Karin", "Piet", "Truus", of=["bram"])
    for token in re.findall(r"/pages/once/([\w-]+)", await visit.town.reads("noor")):
        browser = await visit.browser()
        await opened(browser, token)
        assert "Je antwoord is binnen" in (await sends(browser, **KARIN)).text
    await give(visit.town, "bram")
    await visit.town.until("2026-06-05 10:00")
    read = await visit.town.reads("noor")
    assert "te weinig antwoorden van collega's" in read
    assert "Je feedback staat klaar" not in read
    assert TEXTS["bram"] not in read


async def test_s39_three_colleagues_and_one_with_a_link_are_no_four_colleagues(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    await sends(browser, **KARIN)
    for who in FOUR[:3]:
        await give(visit.town, who)
    await visit.town.until("2026-06-05 10:00")
    assert "Je feedback staat klaar" not in await visit.town.reads("noor")


async def test_s39_a_second_line_after_the_name_of_a_guest_makes_no_second_guest(visit: Visit) -> None:
    await ask(visit.town, of=FOUR)
    await visit.town.until("2026-05-26 12:00")
    await visit.town.taps("noor", "Iemand vragen")
    await visit.town.taps("noor", "Geen collega")
    await visit.town.says("noor", "Karin van de gemeente")
    await visit.town.says("noor", "die van de vergunningen")
    await visit.town.until("2026-05-26 16:00")
    assert await guests(visit) == 1
    assert len(re.findall(r"/pages/once/", await visit.town.reads("noor"))) == 1


async def test_s39_a_link_works_for_one_answer(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    await sends(browser, **KARIN)
    again = await sends(browser, **{**KARIN, "f.sees_good": "Iets anders"})
    assert again.status == 410
    assert "Op deze link is al geantwoord" in again.text


async def test_s39_a_link_that_is_passed_on_opens_in_no_other_browser(visit: Visit) -> None:
    token = await link(visit)
    first, second = await visit.browser(), await visit.browser()
    assert (await opened(first, token)).status == 200
    refused = await opened(second, token)
    assert refused.status == 410
    assert "al in een andere browser geopend" in refused.text
    assert (await second.reads("/pages/once")).status == 403
    assert (await sends(second, **KARIN)).status == 403
    assert (await opened(first, token)).status == 200  # who was first goes on


async def test_s39_after_closing_nothing_is_taken(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    await visit.town.until("2026-06-03 12:00")
    late = await sends(browser, **KARIN)
    assert late.status == 410
    assert "Het is gesloten" in late.text
    assert "Hier staat niets van je" in (await browser.reads("/pages/once")).text


async def test_s39_who_would_rather_not_says_so_and_the_owner_does_not_hear_who(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    assert "Niemand hoort dat jij het was" in (await sends(browser, no="1")).text
    for who in FOUR:
        await give(visit.town, who)
    await visit.town.until("2026-05-13 10:00")
    assert "Karin" not in await reads_report(visit.town)


async def test_s39_without_what_has_to_be_answered_the_form_comes_again(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    page = await sends(browser, **{"f.one_more": "Vaker"})
    assert "nog leeg" in page.text
    assert "Wat doet Noor goed?" in page.text
    assert "Je antwoord is binnen" in (await sends(browser, **KARIN)).text


async def test_s39_what_was_sent_can_be_taken_back_in_the_same_browser(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    await sends(browser, **KARIN)
    back = await browser.call("POST", "/pages/once/back", headers=OURS)
    assert "Hier staat niets van je" in back.text
    for who in FOUR:
        await give(visit.town, who)
    await visit.town.until("2026-05-13 10:00")
    assert "Belt altijd terug" not in await reads_report(visit.town)


async def test_s39_a_post_from_another_site_is_refused(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    refused = await browser.call("POST", "/pages/once/answer", data=KARIN, headers=ELSEWHERE)
    assert refused.status == 403
    assert "Wat doet Noor goed?" in (await browser.reads("/pages/once")).text


async def test_s39_whoever_tries_links_has_to_wait(visit: Visit) -> None:
    browser = await visit.browser()
    for number in range(20):
        assert (await browser.reads(f"/pages/once/fout{number}")).status == 404
    assert (await browser.reads("/pages/once/fout")).status == 429


async def test_s39_such_a_link_opens_no_page_of_a_person_and_another_link_not_this_page(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    assert (await browser.reads(f"/pages/open/{token}")).status in {403, 410}
    own = (await visit.link("noor")).rpartition("/")[2]
    assert (await opened(browser, own)).status == 404
    assert (await browser.reads("/pages/own")).status == 403


async def test_s39_the_link_is_not_kept_as_it_is(visit: Visit) -> None:
    token = await link(visit)

    def kept(unit: Unit) -> str:
        return str(unit.connection.exec_driver_sql("select * from page_link").all()) + str(
            unit.connection.exec_driver_sql("select recipe from outbox").all()
        )

    assert token not in await visit.town.app.store.read(kept)


async def test_s39_when_the_owner_erases_everything_nobody_is_left_of_who_had_a_link(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    await sends(browser, **KARIN)
    await visit.town.says("noor", "afmelden")
    await visit.town.taps("noor", "Alles verwijderen")
    await visit.town.taps("noor", "Ja")
    await visit.town.until("2026-05-14 12:00")
    assert await guests(visit) == 0
    assert (await browser.reads("/pages/once")).status == 403


async def test_s39_where_there_are_no_pages_the_owner_asks_by_herself(tmp_path: Path) -> None:
    members = ["noor", "bram", "samira", "joost"]
    async with visiting(tmp_path, start=START, formats=["pop_feedback_360"], members=members, public_url=None) as visit:
        await ask(visit.town, "Karin van de gemeente", of=FOUR)
        assert "Voor Karin van de gemeente kan ik hier geen link maken" in await visit.town.reads("noor")


async def test_s39_who_had_a_link_goes_with_what_she_wrote(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    await sends(browser, **KARIN)
    for who in FOUR:
        await give(visit.town, who)
    await visit.town.until("2026-05-13 10:00")
    await reads_report(visit.town)
    await visit.town.says("noor", "overslaan")
    await visit.town.says("noor", "1 juni")
    await visit.town.says("noor", "ja")
    for day in ("2026-06-16", "2026-06-18", "2026-07-03", "2026-07-06"):  # what is kept long enough is looked at each day
        await visit.town.until(f"{day} 17:00")
    assert await guests(visit) == 0
    assert "Belt altijd terug" not in await visit.town.reads("noor")


async def test_s39_the_report_stands_on_the_page_of_its_owner_and_on_no_other(visit: Visit) -> None:
    token = await link(visit)
    browser = await visit.browser()
    await opened(browser, token)
    await sends(browser, **KARIN)
    for who in FOUR:
        before = await visit.inside("noor", "mijn pop")
        assert "Rustige uitleg" not in (await before.reads("/pages/pop")).text  # nothing before it is enough
        await give(visit.town, who)
    await visit.town.until("2026-05-13 10:00")
    page = (await (await visit.inside("noor", "mijn pop")).reads("/pages/pop")).text
    assert all(text in page for text in ("Belt altijd terug", *(TEXTS[who] for who in FOUR)))
    assert not any(name in page for name in ("Karin", "Bram", "Samira", "Joost"))
    for who in (*FOUR, "fatima"):
        other = (await (await visit.inside(who, "mijn pop")).reads("/pages/pop")).text
        assert "Rustige uitleg" not in other


async def drawn_again(visit: Visit) -> str:
    """Draw the message with the link once more, as after an attempt that failed; return the token in it."""
    town = visit.town

    def work(unit: Unit) -> str:
        guest = unit.connection.execute(select(person.c.id).where(person.c.id.startswith("guest-"))).scalar_one()
        return once.draw(unit, town.app.editions, people.load(unit, "noor"), {"once": 1, "who": guest}, town.clock.now()).text

    return str(re.findall(r"/pages/once/([\w-]+)", await town.app.store.run(work))[0])


async def test_s39_a_link_that_is_drawn_once_more_is_the_same_and_opens_in_one_browser(visit: Visit) -> None:
    token = await link(visit)
    assert await drawn_again(visit) == token
    first, second = await visit.browser(), await visit.browser()
    assert "Wat doet Noor goed?" in (await opened(first, token)).text
    assert await drawn_again(visit) == token
    assert (await opened(second, token)).status == 410


async def test_s39_an_older_link_that_nobody_opened_leads_nowhere_once_there_is_another(visit: Visit) -> None:
    await ask(visit.town, "Karin van de gemeente", of=FOUR)
    now = visit.town.clock.now()

    def of_an_older_key(unit: Unit) -> str:
        guest = unit.connection.execute(select(person.c.id).where(person.c.id.startswith("guest-"))).scalar_one()
        return pages.make_link(unit, guest, pages.ONCE, now, mailed=True)

    older = await visit.town.app.store.run(of_an_older_key)
    token = await drawn_again(visit)
    browser = await visit.browser()
    assert (await opened(browser, older)).status == 404
    assert "Wat doet Noor goed?" in (await opened(browser, token)).text
