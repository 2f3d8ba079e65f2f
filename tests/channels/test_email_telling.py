"""When a mail goes: for what comes of the bot's own accord, once until she looks, and never for what answers her (X02)."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.email.channel import EmailChannel
from bot.channels.email.letter import Letter, written
from dialogs.saying.prompt import Prompt
from tests.kit.mail_town import link_in
from tests.kit.town import FACILITATOR, shipped_library
from tests.pages.mailing import MailVisit, mailing
from tests.pages.visiting import OURS, token_of

SECRET = "De bezorger vergat de sleutel"


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[MailVisit]:
    async with mailing(tmp_path, formats=[]) as opened:
        yield opened


def channel(visit: MailVisit) -> EmailChannel:
    assert visit.place.app.email is not None
    return visit.place.app.email


def to_her(key: str, kind: str = "digest") -> Outgoing:
    return Outgoing(key, FACILITATOR, "person", Prompt(SECRET), kind)


def mails(visit: MailVisit) -> list[EmailMessage]:
    return visit.place.mails(FACILITATOR)


async def test_what_comes_together_is_told_once(visit: MailVisit) -> None:
    for key in ("o1", "o2", "o3"):
        await channel(visit).deliver(to_her(key))

    assert len(mails(visit)) == 1


async def test_what_answers_her_is_not_told_by_mail(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1", "reply"))

    assert mails(visit) == []


async def test_what_comes_after_she_looked_is_told_again(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1"))
    fatima = await visit.comes_in()
    await channel(visit).deliver(to_her("o2"))
    await channel(visit).deliver(to_her("o3"))
    assert len(mails(visit)) == 2

    await fatima.reads()
    await channel(visit).deliver(to_her("o4"))

    assert len(mails(visit)) == 3


async def test_who_does_not_look_is_told_of_the_next_thing_after_half_a_day(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1"))
    await visit.place.wait(hours=12)

    await channel(visit).deliver(to_her("o2"))

    assert len(mails(visit)) == 2


async def test_a_mail_that_was_refused_goes_with_the_next_attempt(visit: MailVisit) -> None:
    visit.place.server.at_mail.append("451 4.3.0 Later")
    with pytest.raises(DeliveryError):
        await channel(visit).deliver(to_her("o1"))

    await channel(visit).deliver(to_her("o1"))

    assert len(mails(visit)) == 1
    assert (await (await visit.comes_in()).reads()).count(SECRET) == 1


async def test_a_mail_is_the_same_whatever_it_is_about(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1"))

    (mail,) = mails(visit)

    whole = mail.as_string().replace(token_of(link_in(mail)), "")
    for told in (SECRET, "Fatima", "Vergunningen", "sleutel"):
        assert told not in whole
    assert {name.casefold() for name in mail} == {
        "from", "to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress", "content-language",
        "mime-version", "content-type",
    }  # fmt: skip


async def test_a_new_link_in_place_of_an_old_one_goes_to_her_own_address_and_not_again_and_again(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1"))
    await visit.place.wait(days=4)
    browser, old = await visit.browser(), token_of(link_in(mails(visit)[0]))

    for _ in range(3):
        asked = await browser.call("POST", "/pages/again", data={"token": old}, headers=OURS)
        assert (asked.status, "Kijk in je mail" in asked.text) == (200, True)

    first, new = mails(visit)
    assert new["Subject"] == "Je nieuwe link naar Leerbot"
    assert token_of(link_in(new)) != token_of(link_in(first))
    assert SECRET in await (await visit.comes_in()).reads()


async def test_what_is_said_of_a_new_link_does_not_tell_whether_anybody_gets_one(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1"))
    browser, token = await visit.browser(), token_of(link_in(mails(visit)[0]))
    await visit.place.leaves(FACILITATOR)

    for wrong in (token, token[::-1], "", "ä" * 50):
        asked = await browser.call("POST", "/pages/again", data={"token": wrong}, headers=OURS)
        assert (asked.status, "Kijk in je mail" in asked.text) == (200, True)
    assert len(mails(visit)) == 1


async def test_a_new_link_that_could_not_be_mailed_is_told_so_and_may_be_asked_for_at_once(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1"))
    await visit.place.wait(days=4)
    browser, old = await visit.browser(), token_of(link_in(mails(visit)[0]))
    visit.place.server.at_mail.append("451 4.3.0 Later")

    failed = await browser.call("POST", "/pages/again", data={"token": old}, headers=OURS)
    again = await browser.call("POST", "/pages/again", data={"token": old}, headers=OURS)

    assert (failed.status, "Ik kan nu geen mail sturen" in failed.text) == (503, True)
    assert again.status == 200
    assert len(mails(visit)) == 2


async def test_a_new_link_can_be_asked_for_while_a_mail_that_was_refused_waits(visit: MailVisit) -> None:
    await channel(visit).deliver(to_her("o1"))
    await visit.place.wait(days=4)
    browser, old = await visit.browser(), token_of(link_in(mails(visit)[0]))
    visit.place.server.at_mail.append("451 4.3.0 Later")
    with pytest.raises(DeliveryError):
        await channel(visit).deliver(to_her("o2"))

    asked = await browser.call("POST", "/pages/again", data={"token": old}, headers=OURS)
    await channel(visit).deliver(to_her("o2"))  # it is tried again; the link that she asked for leads to it too

    assert asked.status == 200
    assert [one["Subject"] for one in mails(visit)[1:]] == ["Je nieuwe link naar Leerbot"]


async def test_a_link_from_the_chat_is_not_mailed_anew(visit: MailVisit) -> None:
    link = await visit.link("noor")
    browser = await visit.browser()
    await browser.opens(link)

    used = await browser.reads(link)
    asked = await browser.call("POST", "/pages/again", data={"token": token_of(link)}, headers=OURS)

    assert "Mail mij een nieuwe link" not in used.text
    assert asked.status == 200
    assert visit.place.server.taken == []


@pytest.mark.parametrize("wrong", ["anna@elders.nl\r\nBcc: kwaad@voorbeeld.nl", "anna@elders.nl\nX: y"])
def test_nothing_can_be_put_among_the_headings_of_a_mail(visit: MailVisit, wrong: str) -> None:
    letter = Letter(wrong, "ready", "https://voorbeeld.nl/pages/open/x", "o1", "nl")

    with pytest.raises(ValueError, match=r"linefeed|newline|CR|LF"):
        written(letter, "leerbot@voorbeeld.nl", shipped_library().phrases["nl"], visit.place.clock.now())
