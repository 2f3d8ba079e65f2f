"""The conversation on a page: all that can be done in chat, by nobody else, once each, and people's words stay words (X02)."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from bot.channels.base import LARGEST_FILE, Outgoing
from dialogs.saying.prompt import Choice, Prompt
from storage.groups import people
from storage.outgoing import web
from storage.store import Unit
from tests.kit.mail_town import link_in
from tests.kit.pictures import png
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY
from tests.pages.mailing import MailVisit, mailing, words
from tests.pages.visiting import OURS, token_of

HOSTILE = "<script>alert(1)</script> **vet** </form><form action='https://kwaad.nl'>"


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[MailVisit]:
    async with mailing(tmp_path) as opened:
        email = opened.place.app.email
        assert email is not None
        await email.deliver(Outgoing("o900", FACILITATOR, "person", Prompt("Welkom."), "notice"))
        yield opened


async def own_words(visit: MailVisit) -> list[str]:
    """Return what she wrote, as it is kept."""

    def work(unit: Unit) -> list[str]:
        return [one.body["text"] for one in web.since(unit, f"person:{FACILITATOR}", 0) if one.author == FACILITATOR]

    return await visit.place.app.store.read(work)


# -- what she does


async def test_what_she_types_stands_there_with_its_answer(visit: MailVisit) -> None:
    fatima = await visit.comes_in()

    sent = await fatima.says("hulp")

    assert sent.status == 200
    page = await fatima.reads()
    assert "Jij" in page
    assert "Als begeleider krijg je op woensdag een overzicht." in page


async def test_a_button_is_pressed_and_what_was_chosen_stands_there(visit: MailVisit) -> None:
    fatima = await visit.comes_in()
    await fatima.says("afmelden")

    pressed = await fatima.presses("Ik stop niet")

    assert "Je koos: Ik stop niet" in words(pressed)
    left = await visit.place.app.store.read(lambda unit: people.load(unit, FACILITATOR).left_at)
    assert left is None


async def test_a_label_of_the_last_question_can_be_typed(visit: MailVisit) -> None:
    fatima = await visit.comes_in()
    await fatima.says("afmelden")

    await fatima.says("ik stop niet")

    left = await visit.place.app.store.read(lambda unit: people.load(unit, FACILITATOR).left_at)
    assert left is None


async def test_what_is_sent_twice_is_one_and_another_from_the_same_page_is_another(visit: MailVisit) -> None:
    fatima = await visit.comes_in()
    form = await fatima.form('name="text"')

    for text in ("Eerste.", "Eerste.", "Tweede."):
        await fatima.sends(**form, text=text)

    assert await own_words(visit) == ["Eerste.", "Tweede."]


async def test_nothing_written_is_nothing_sent(visit: MailVisit) -> None:
    fatima = await visit.comes_in()

    for text in ("", "   \n"):
        assert (await fatima.says(text)).status == 200

    assert await own_words(visit) == []


async def test_choosing_several_and_choosing_none_are_both_taken(visit: MailVisit) -> None:
    email = visit.place.app.email
    assert email is not None
    prompt = Prompt("Welke?", choices=(Choice("c1.q.a", "Een"), Choice("c1.q.b", "Twee")), many=True)
    await email.deliver(Outgoing("o901", FACILITATOR, "person", prompt, "notice"))
    fatima = await visit.comes_in()

    both = await fatima.sends(**await fatima.form('name="chosen"'), many="1", chosen=["c1.q.a", "c1.q.b"])
    assert "Je koos: Een · Twee" in words(both)

    none = await fatima.sends(**await fatima.form('name="chosen"'), many="1")
    assert none.status == 200
    assert "Je koos" not in words(none)


async def test_a_file_is_taken_and_one_that_is_too_large_is_refused_in_plain_words(visit: MailVisit) -> None:
    fatima = await visit.comes_in()

    good = await fatima.says("", file=("tekening.png", png()))
    large = await fatima.says("", file=("groot.png", BytesIO(bytes(LARGEST_FILE + 1))))
    none = await fatima.says("Zonder.", file=("", b""))

    assert (good.status, large.status, none.status) == (200, 413, 200)
    assert "stuur het korter of zonder bestand" in words(large)
    assert "tekening.png" in await fatima.reads()


# -- by whom, and from where


async def test_an_altered_link_opens_nothing(visit: MailVisit) -> None:
    token = token_of(link_in(visit.place.mails(FACILITATOR)[-1]))
    browser = await visit.browser()

    for altered in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.swapcase(), token[1:], token + "A"):
        refused = await browser.posts(altered)
        assert (refused.status, "Heb je geen chat, open dan de link in je laatste mail." in refused.text) == (404, True)
        assert not refused.cookies


async def test_a_used_link_opens_nothing_more(visit: MailVisit) -> None:
    await visit.comes_in()
    other = await visit.browser()

    refused = await other.opens(link_in(visit.place.mails(FACILITATOR)[-1]))

    assert (refused.status, "Deze link is al een keer geopend." in refused.text) == (410, True)
    assert (await other.reads("/pages/talk")).status == 403


async def test_a_look_at_the_link_of_a_mail_uses_nothing_up_and_tells_nothing(visit: MailVisit) -> None:
    link, scanner = link_in(visit.place.mails(FACILITATOR)[-1]), await visit.browser()

    looks = [await scanner.call(method, link) for method in ("GET", "HEAD", "GET")]

    assert [one.status for one in looks] == [200] * 3
    assert "Welkom." not in looks[0].text
    assert "Welkom." in await (await visit.comes_in()).reads()


async def test_who_is_in_the_chat_has_no_conversation_here(visit: MailVisit) -> None:
    noor = await visit.inside("noor")

    looked = await noor.reads("/pages/talk")
    sent = await noor.call("POST", "/pages/talk", data={"id": "0" * 32, "text": "hulp"}, headers=OURS)

    assert (looked.status, sent.status) == (403, 403)
    assert "/pages/talk" not in (await noor.reads("/pages")).text


async def test_two_who_get_mail_each_read_their_own(visit: MailVisit) -> None:
    visit.place.by_mail = (FACILITATOR, "anna")
    await visit.place.add("anna", "facilitator", consent=None)
    email = visit.place.app.email
    assert email is not None
    await email.deliver(Outgoing("o950", "anna", "person", Prompt("Alleen voor Anna."), "notice"))
    anna, fatima = await visit.comes_in("anna"), await visit.comes_in()

    assert "Alleen voor Anna." in await anna.reads()
    assert "Alleen voor Anna." not in await fatima.reads()


async def test_a_session_that_is_over_reads_and_writes_nothing(visit: MailVisit) -> None:
    fatima = await visit.comes_in()
    form = await fatima.form('name="text"')
    visit.place.clock.move_to(visit.place.clock.now() + timedelta(hours=8))

    looked, sent = await fatima.browser.reads("/pages/talk"), await fatima.sends(**form, text="hulp")

    for refused in (looked, sent):
        assert (refused.status, "open dan de link in je laatste mail" in refused.text) == (403, True)
    assert await own_words(visit) == []


@pytest.mark.parametrize("path", ["/pages/talk", "/pages/again"])
async def test_another_site_can_make_her_browser_send_nothing(visit: MailVisit, path: str) -> None:
    fatima = await visit.comes_in()

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://kwaad.nl"}):
        refused = await fatima.browser.call("POST", path, data={"id": "0" * 32, "text": "afmelden"}, headers=headers)
        assert refused.status == 403
    assert await own_words(visit) == []


@pytest.mark.parametrize(
    "fields", [{}, {"text": "hulp"}, {"id": "x", "text": "hulp"}, {"id": "0" * 31 + "g", "action": "c1.!.!skip"}]
)
async def test_what_is_no_form_of_the_page_is_refused(visit: MailVisit, fields: dict[str, str]) -> None:
    fatima = await visit.comes_in()

    assert (await fatima.sends(**fields)).status == 400


async def test_what_cannot_be_read_is_refused(visit: MailVisit) -> None:
    fatima = await visit.comes_in()

    for body, kind in ((b"{}", "application/json"), (b"--x", "multipart/form-data; boundary=y"), (b"", "multipart/form-data")):
        refused = await fatima.browser.call("POST", "/pages/talk", data=body, headers={**OURS, "Content-Type": kind})
        assert refused.status in {400, 413}
    long = await fatima.says("x" * 40_001)
    assert long.status == 413


# -- what stands there


async def test_what_people_write_is_text_and_nothing_else(visit: MailVisit) -> None:
    await visit.place.says("noor", "verwondering")
    await visit.place.tells("noor", HOSTILE, FACILITATOR_ONLY)
    await visit.place.until("wed 09:35")
    fatima = await visit.comes_in()
    await fatima.says(HOSTILE)

    page = await fatima.browser.reads("/pages/talk")

    assert page.text.count("&lt;script&gt;alert(1)&lt;/script&gt; **vet**") >= 2
    assert "<script" not in page.text
    assert "<form action" not in page.text


async def test_the_page_is_kept_nowhere_loads_nothing_and_runs_nothing(visit: MailVisit) -> None:
    fatima = await visit.comes_in()

    page = await fatima.browser.reads("/pages/talk")

    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script| on[a-z]+=| style=", page.text)


async def test_what_was_taken_away_stands_there_no_more(visit: MailVisit) -> None:
    email = visit.place.app.email
    assert email is not None
    await email.withdraw(f"person:{FACILITATOR} o900")

    page = await (await visit.comes_in()).reads()

    assert "Welkom." not in page
    assert "Dit bericht is weggehaald." in page


async def test_she_is_answered_also_while_no_mail_goes(visit: MailVisit) -> None:
    email = visit.place.app.email
    assert email is not None
    await visit.place.says("noor", "verwondering")
    await visit.place.tells("noor", "De mist boven het water.", FACILITATOR_ONLY)
    await visit.place.until("wed 09:00")
    await email.send_link(FACILITATOR)
    fatima = await visit.comes_in()
    visit.place.server.at_mail += ["451 4.3.0 Later"] * 9
    await visit.place.until("wed 09:35")
    assert "De mist boven het water." in await fatima.reads()
    await visit.place.settle()

    sent = await fatima.says("hulp")

    assert "Als begeleider krijg je op woensdag een overzicht." in words(sent)
