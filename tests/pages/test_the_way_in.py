"""The one way to a page (DESIGN §8): a link from the chat, for one person, a quarter of an hour and one opening."""

import asyncio
from pathlib import Path

import pytest

from storage.groups import people
from tests.kit.town import PRIVATE
from tests.pages.visiting import OURS, PUBLIC, Visit, token_of, visiting

NEW_LINK = 'typ in de chat "mijn pagina'


async def test_somebody_who_asks_in_chat_reaches_her_own_page_and_nobody_needs_a_password(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        await visit.town.tells("noor", "De mist boven het water.", PRIVATE)
        noor = await visit.inside("noor")

        own = await noor.reads("/pages/own")

        assert own.status == 200
        assert "De mist boven het water." in own.text
        assert "Alleen voor mij" in own.text


async def test_the_message_says_for_whom_and_for_how_long_a_link_is(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.link("noor")

        heard = (await visit.town.hears("noor"))[-1]

        assert "Hij werkt een kwartier, en één keer. Hij is alleen voor jou." in heard.text
        assert heard.message.body["link"]["label"] == "Open de pagina"


async def test_looking_at_a_link_uses_nothing_up_whatever_looks(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        link, browser = await visit.link("noor"), await visit.browser()

        looks = [await browser.call(method, link) for method in ("GET", "HEAD", "GET", "GET")]

        assert [one.status for one in looks] == [200] * 4
        assert all(not one.cookies for one in looks)
        assert (await browser.opens(link)).status == 200


async def test_a_look_at_a_link_tells_a_preview_nothing_about_its_person(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        link, browser = await visit.link("noor"), await visit.browser()

        looked = await browser.reads(link)

        assert "noor" not in looked.text.casefold()
        assert "vergunningen" not in looked.text.casefold()


async def test_a_link_that_was_forwarded_after_its_use_is_refused_in_plain_words_in_two_languages(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        link = await visit.link("noor")
        await (await visit.browser()).opens(link)
        other = await visit.browser()

        looked, pressed = await other.reads(link), await other.posts(token_of(link))

        for refused in (looked, pressed):
            assert refused.status == 410
            assert "Deze link is al een keer geopend." in refused.text
            assert refused.text.index("al een keer") < refused.text.index("opened once already")
            assert not refused.cookies
        assert (await other.reads("/pages/own")).status == 403


async def test_of_two_who_open_a_link_at_once_one_gets_in(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        token = token_of(await visit.link("noor"))
        browsers = [await visit.browser() for _ in range(8)]

        opened = await asyncio.gather(*(one.posts(token) for one in browsers))

        assert sorted(one.status for one in opened) == [200] + [410] * 7


async def test_a_link_opens_until_fifteen_minutes_have_passed(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        early, late, browser = await visit.link("noor"), await visit.link("noor"), await visit.browser()
        await visit.town.wait(minutes=14, seconds=59)
        in_time = await browser.opens(early)
        await visit.town.wait(seconds=1)

        refused = [await browser.reads(late), await browser.posts(token_of(late))]

        assert in_time.status == 200
        assert [one.status for one in refused] == [410, 410]
        assert all("Deze link is ouder dan een kwartier." in one.text for one in refused)


async def test_a_session_ends_after_eight_hours(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        noor = await visit.inside("noor")
        cookie = {"leerbot": noor.session}
        await visit.town.wait(hours=7, minutes=59)
        before = await noor.reads("/pages/own", cookies=cookie)
        await visit.town.wait(minutes=1)

        after = await noor.reads("/pages/own", cookies=cookie)

        assert before.status == 200
        assert after.status == 403
        assert "Je pagina's zijn dicht" in after.text.replace("&#39;", "'")


async def test_who_closes_her_pages_is_out_in_every_window(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        noor = await visit.inside("noor")

        closed = await noor.call("POST", "/pages/close", headers=OURS)

        assert "Je pagina" in closed.text
        assert (await noor.reads("/pages/own")).status == 403


async def test_leaving_ends_what_stood_open_and_a_new_link_shows_what_is_still_hers(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.says("noor", "verwondering")
        await visit.town.tells("noor", "Nog van mij.", PRIVATE)
        noor, waiting = await visit.inside("noor"), await visit.link("noor")
        await visit.town.wait(minutes=1)
        await visit.town.set("noor", left_at=visit.town.clock.now())
        await visit.town.wait(minutes=1)

        refused = [await noor.reads("/pages/own"), await noor.reads(waiting), await noor.posts(token_of(waiting))]
        again = await visit.inside("noor")

        assert [one.status for one in refused] == [403, 404, 404]
        assert "Nog van mij." in (await again.reads("/pages/own")).text


async def test_who_erases_everything_is_out_at_once_and_a_new_link_shows_that_nothing_is_left(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.says("noor", "verwondering")
        await visit.town.tells("noor", "Dit gaat weg.", PRIVATE)
        noor, waiting = await visit.inside("noor"), await visit.link("noor")
        await visit.town.says("noor", "afmelden")
        await visit.town.taps("noor", "Alles verwijderen")
        await visit.town.taps("noor", "Ja")
        await visit.town.wait(minutes=1)

        refused = [await noor.reads("/pages/own"), await noor.reads(waiting)]
        left = await (await visit.inside("noor")).reads("/pages/own")

        assert [one.status for one in refused] == [403, 404]
        assert left.status == 200
        assert "Ik heb nog geen antwoorden van je." in left.text
        assert "Dit gaat weg." not in left.text


async def test_somebody_whose_key_is_gone_has_no_pages_any_more(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        noor = await visit.inside("noor")
        await visit.town.app.store.run(lambda unit: unit.keys.erase(unit.connection, "noor", 0.0, whole=True))

        for page in ("/pages/own", "/pages/own.zip"):
            assert (await noor.reads(page)).status == 403


async def test_a_role_that_ended_closes_its_page_at_once(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        fatima = await visit.inside("fatima", "digest")
        before = await fatima.reads("/pages/facilitator")
        await visit.town.leaves("fatima")

        after = await fatima.reads("/pages/facilitator")

        assert before.status == 200
        assert after.status == 403
        assert "Deze pagina is voor wie een groep begeleidt." in after.text


@pytest.mark.parametrize("who", ["noor", "ingrid", "fatima"])
async def test_the_page_of_a_facilitator_is_given_to_facilitators_only(tmp_path: Path, who: str) -> None:
    async with visiting(tmp_path) as visit:
        browser = await visit.inside(who)

        page, index = await browser.reads("/pages/facilitator"), await browser.reads("/pages")

        assert (page.status == 200) is (who == "fatima")
        assert ("/pages/facilitator" in index.text) is (who == "fatima")


async def test_who_asks_for_a_page_of_another_role_hears_who_has_it(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.says("noor", "digest")

        assert "De begeleider kan dit wel." in (await visit.town.hears("noor"))[-1].text


async def test_without_a_public_address_nobody_gets_a_link_and_everybody_an_answer(tmp_path: Path) -> None:
    async with visiting(tmp_path, public_url=None) as visit:
        for who, words in (("noor", "mijn pagina’s"), ("noor", "eerdere overzichten"), ("fatima", "digest")):
            await visit.town.says(who, words)

            heard = (await visit.town.hears(who))[-1]

            assert heard.message.body["link"] is None
            assert "Pagina's in de browser zijn er hier nog niet." in heard.text


async def test_what_is_said_in_place_of_a_page_changes_with_the_answers_in_it(tmp_path: Path) -> None:
    async with visiting(tmp_path, public_url=None) as visit:
        await visit.town.says("noor", "verwondering")
        await visit.town.tells("noor", "Dit neem ik terug.", PRIVATE)
        await visit.town.says("noor", "downloaden")
        before = await visit.town.reads("noor")
        await visit.town.says("noor", "verwijder 1")
        await visit.town.taps("noor", "Ja, verwijder")

        after = await visit.town.reads("noor")

        assert before.count("Dit neem ik terug.") > after.count("Dit neem ik terug.") == 0


async def test_a_message_that_is_revised_gets_no_link_that_nobody_asked_for(tmp_path: Path) -> None:
    async with visiting(tmp_path, public_url=None) as visit:
        await visit.town.says("noor", "verwondering")
        await visit.town.tells("noor", "Dit neem ik terug.", PRIVATE)
        await visit.town.says("noor", "downloaden")
        visit.town.app.editions.public_url = PUBLIC  # an administrator sets it meanwhile
        await visit.town.says("noor", "verwijder 1")
        await visit.town.taps("noor", "Ja, verwijder")

        assert "/pages/open/" not in await visit.town.reads("noor")


async def test_help_speaks_of_pages_only_where_there_are_any(tmp_path: Path) -> None:
    for folder, public_url in (("with", PUBLIC), ("without", None)):
        (tmp_path / folder).mkdir()
        async with visiting(tmp_path / folder, public_url=public_url) as visit:
            await visit.town.says("noor", "hulp")

            assert ("mijn pagina's" in await visit.town.reads("noor")) is (public_url is not None)


def all_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_no_token_stands_readable_on_disk_nor_in_a_recipe(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        link = await visit.link("noor")
        noor = await visit.inside("noor")
        cookie = noor.session

        on_disk = all_in(tmp_path)

        assert b"page_link" in on_disk
        for token in (token_of(link), cookie):
            assert token.encode() not in on_disk


async def test_a_message_that_is_sent_again_leads_to_the_same_page(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        first, second = await visit.link("noor"), await visit.link("noor")

        for link in (second, first):
            assert (await (await visit.browser()).opens(link)).status == 200


async def opened_cookie(visit: Visit) -> str:
    """Return the header that sets the cookie when Noor opens her pages."""
    browser = await visit.browser()
    answer = await browser.posts(token_of(await visit.link("noor")), allow_redirects=False)
    assert answer.status == 303
    return str(answer.headers["Set-Cookie"])


async def test_the_cookie_is_for_the_server_alone_and_for_eight_hours(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        cookie = await opened_cookie(visit)

        assert cookie.startswith("leerbot=")
        assert {"HttpOnly", "SameSite=Strict", "Max-Age=28800", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie


async def test_with_https_the_cookie_is_secure_and_bound_to_the_host(tmp_path: Path) -> None:
    async with visiting(tmp_path, public_url="https://leerbot.example.nl") as visit:
        await visit.town.says("noor", "mijn pagina's")
        url = (await visit.town.shown("noor"))[-1].message.body["link"]["url"]
        answer = await (await visit.browser()).posts(token_of(url), allow_redirects=False)

        assert url.startswith("https://leerbot.example.nl/pages/open/")
        assert answer.headers["Set-Cookie"].startswith("__Host-leerbot=")
        assert "Secure" in answer.headers["Set-Cookie"].split("; ")


async def test_names_on_pages_are_in_the_language_of_the_reader(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.app.store.run(lambda unit: people.set_values(unit, "noor", language="en"))
        noor = await visit.browser()
        link = await visit.link("noor")

        asked, opened = await noor.reads(link), await noor.opens(link)

        assert '<html lang="en">' in asked.text
        assert "Open my page" in asked.text
        assert "Your pages" in opened.text
