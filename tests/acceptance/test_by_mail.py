"""X02: a facilitator without a chat gets the same and does the same, by a mail that holds a link and a page of her own."""

import asyncio
from email.message import EmailMessage
from pathlib import Path

import pytest

from storage import tables
from storage.groups import people
from storage.outgoing import outbox
from storage.store import Unit
from tests.acceptance.preparing import CASE, GATHERED, delivers, sets_out
from tests.kit.mail_town import address_of, link_in, mail_town
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, TEAM, Town
from tests.pages.mailing import mailing, words
from tests.pages.visiting import token_of


def texts(mail: EmailMessage) -> list[str]:
    """Return all that can be read in a mail, headings and all."""
    return [str(part.get_content()) for part in mail.walk() if not part.is_multipart()] + [str(one) for one in mail.items()]


async def shares(place: Town) -> None:
    """Let a member share something with the facilitator, and time pass until her overview."""
    await place.says("noor", "verwondering")
    await place.tells("noor", "De mist boven het water.", FACILITATOR_ONLY)
    await place.until("wed 09:35")


async def test_x02_acceptance_1_of_a_d3_the_mail_holds_a_link_and_no_case_text(tmp_path: Path) -> None:
    async with mailing(tmp_path, start="2026-01-26 09:00", formats=[]) as visit:
        await sets_out(visit.place)
        await delivers(visit.place, "noor")
        before = len(visit.place.mails(FACILITATOR))

        await visit.place.until(GATHERED)

        mails = visit.place.mails(FACILITATOR)[before:]  # of what goes to her group a working day later, and of D3
        assert len(mails) == len({link_in(mail) for mail in mails if link_in(mail).startswith("/pages/open/")}) > 0
        for told in (text for mail in mails for text in texts(mail)):
            for one in (CASE, "Noor", "Leergroep Noord", "Opdracht"):
                assert one.casefold() not in told.casefold()
        page = await (await visit.comes_in()).reads()
        assert "Opdracht voor" in page
        assert CASE in page


@pytest.mark.parametrize("why", ["late", "replaced"])
async def test_x02_acceptance_2_a_link_that_is_late_or_of_who_was_replaced_is_refused_in_plain_words(
    tmp_path: Path, why: str
) -> None:
    async with mailing(tmp_path) as visit:
        await shares(visit.place)
        link, browser = link_in(visit.place.mails(FACILITATOR)[-1]), await visit.browser()
        if why == "late":
            await visit.place.wait(days=3)
        else:
            await visit.place.leaves(FACILITATOR)

        looked = await browser.reads(link)
        pressed = await browser.posts(token_of(link))

        plain = {"late": "Deze link is ouder dan drie dagen.", "replaced": "Je begeleidt hier nu geen groep."}[why]
        for refused in (looked, pressed):
            assert refused.status == {"late": 410, "replaced": 403}[why]
            assert plain in words(refused)
            assert not refused.cookies
        assert ("Mail mij een nieuwe link" in looked.text) == (why == "late")


async def test_x02_who_was_replaced_and_is_still_in_is_refused_at_her_next_look_and_her_next_act(tmp_path: Path) -> None:
    async with mailing(tmp_path) as visit:
        await shares(visit.place)
        fatima = await visit.comes_in()
        assert "De mist boven het water." in await fatima.reads()
        form = await fatima.form('name="text"')

        await visit.place.leaves(FACILITATOR)

        looked = await fatima.browser.reads("/pages/talk")
        sent = await fatima.sends(**form, text="hulp")
        for refused in (looked, sent):
            assert refused.status == 403
            assert "Je begeleidt hier nu geen groep." in refused.text
            assert "mist" not in refused.text


async def test_x02_who_guides_another_group_still_sees_nothing_older_of_the_one_that_she_guides_no_more(tmp_path: Path) -> None:
    async with mailing(tmp_path) as visit:
        place = visit.place
        await place.add_team("zuid", "Team Zuid", room=False)
        await place.add(FACILITATOR, "facilitator", team="zuid", consent=None)
        await place.add("omar", "member", team="zuid")
        await shares(place)
        fatima = await visit.comes_in()
        await fatima.says("digest")
        before = await fatima.reads()

        await place.app.store.run(lambda unit: people.end_role(unit, TEAM, FACILITATOR, "facilitator", place.clock.now()))
        after = await fatima.reads()
        await place.wait(minutes=1)
        await fatima.says("Goedemorgen allemaal")

        assert "De mist boven het water." in before
        assert "De mist boven het water." not in after
        assert "Noor" not in after
        assert "Goedemorgen allemaal" in await fatima.reads()


async def test_x02_what_speaks_of_the_group_alone_that_she_guides_still_stays(tmp_path: Path) -> None:
    async with mailing(tmp_path, start="2026-01-26 09:00", formats=[]) as visit:
        await sets_out(visit.place)
        await delivers(visit.place, "noor")
        await visit.place.until(GATHERED)
        fatima = await visit.comes_in()

        await visit.place.app.store.run(
            lambda unit: people.end_role(unit, TEAM, FACILITATOR, "facilitator", visit.place.clock.now())
        )

        assert CASE in await fatima.reads()


async def test_x02_on_her_page_she_plans_what_others_plan_in_chat(tmp_path: Path) -> None:
    async with mailing(tmp_path, start="2026-01-26 09:00", formats=[]) as visit:
        await sets_out(visit.place, until="2026-01-30 10:05")
        fatima = await visit.comes_in()

        await fatima.says("verplaats bijeenkomst 2 naar 26 maart")

        assert "26 maart" in await fatima.reads()
        await visit.place.until("2026-02-02 12:00")
        assert "26 maart" in await visit.place.reads("noor")


async def test_x02_the_mail_says_why_it_comes_that_nobody_reads_replies_and_how_long_the_link_lasts(tmp_path: Path) -> None:
    async with mail_town(tmp_path, by_mail=(FACILITATOR,)) as place:
        await shares(place)

        (mail,) = place.mails(FACILITATOR)

        assert mail["Subject"] == "Er staat iets voor je klaar in Leerbot"
        assert mail["Auto-Submitted"] == "auto-generated"
        plain, page = (str(part.get_content()) for part in mail.walk() if not part.is_multipart())
        for told in (plain, page):
            assert "omdat je een groep begeleidt" in told
            assert "Antwoorden op deze mail komen niet aan." in told
            assert "drie dagen, en één keer" in told
        assert link_in(mail) in page


async def test_x02_who_reads_english_gets_the_mail_and_the_page_in_english(tmp_path: Path) -> None:
    async with mailing(tmp_path) as visit:
        await visit.place.set(FACILITATOR, language="en")
        await shares(visit.place)

        (mail,) = visit.place.mails(FACILITATOR)
        page = await (await visit.comes_in()).reads()

        assert mail["Subject"] == "Something is ready for you in Leerbot"
        assert "Your conversation with Leerbot." in page


async def test_x02_a_mail_address_that_is_not_known_is_told_to_the_administrator_and_not_tried_again(tmp_path: Path) -> None:
    async with mail_town(tmp_path, by_mail=(FACILITATOR,)) as place:
        place.server.at_reader.append("550 5.1.1 No such user")
        await shares(place)

        known = await place.app.store.read(lambda unit: people.load(unit, FACILITATOR))
        assert known.undeliverable == "mail address is not known"
        assert place.mails(FACILITATOR) == []


async def test_x02_a_mail_that_may_have_gone_goes_again_and_is_seen_as_one(tmp_path: Path) -> None:
    async with mailing(tmp_path) as visit:
        visit.place.server.at_mail.append("gone")
        await shares(visit.place)
        first = visit.place.mails(FACILITATOR)

        await visit.place.app.store.run(lambda unit: outbox.try_now(unit, waiting(unit)))
        await visit.place.settle()

        assert len(first) == 1
        assert len({mail["Message-ID"] for mail in visit.place.mails(FACILITATOR)}) == 1
        page = await (await visit.comes_in()).reads()
        assert page.count("De mist boven het water.") == 1


def waiting(unit: Unit) -> list[int]:
    """Return what waits for another attempt."""
    rows = tables.outbox.select().where(tables.outbox.c.status == "waiting")
    return [row.id for row in unit.connection.execute(rows)]


async def test_x02_on_the_disk_no_mail_address_can_be_read(tmp_path: Path) -> None:
    async with mail_town(tmp_path, by_mail=(FACILITATOR,)) as place:
        await shares(place)
        assert place.mails(FACILITATOR)

    kept = await asyncio.to_thread(lambda: b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()))
    assert b"mailbox" in kept
    assert address_of(FACILITATOR).encode() not in kept
