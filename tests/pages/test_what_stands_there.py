"""What stands on the pages: only what their reader may read, as it is at that moment (S02, S07, X22, GE18, K1)."""

import re
from pathlib import Path

import pytest

from tests.kit.leergroep import gather, plan
from tests.kit.town import FACILITATOR_ONLY, MEMBERS, NAMED, NAMELESS, PRIVATE
from tests.pages.visiting import Browser, visiting
from tests.web.desk import PNG

FILE = re.compile(r'href="(/pages/files/[^"]+)"')
GONE = "De schrijver heeft deze tekst weggehaald."


async def test_s02_own_page_shows_every_answer_with_who_reads_it_the_facilitator_by_name(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        await visit.town.tells("noor", "Alleen voor Fatima.", FACILITATOR_ONLY)
        noor = await visit.inside("noor")

        own = (await noor.reads("/pages/own")).text

        assert "Alleen voor Fatima." in own
        assert "Wie leest dit: Alleen de begeleider (Fatima)." in own
        assert "Zo is het goed" in own
        assert "Wil je er nog iets bij kwijt?" in own


async def test_s02_own_page_shows_what_is_known_beside_answers(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        away = visit.town.moment("2026-03-30 09:00")
        await visit.town.set("noor", quiet_days="2,4", default_share="private", away_until=away)
        noor = await visit.inside("noor")

        own = (await noor.reads("/pages/own")).text

        for known in ("Noor", "Team Vergunningen (een teamlid)", "woensdag, vrijdag", "ik houd alles privé", "maandag 30 maart",
                      "Europe/Amsterdam", "web: noor"):  # fmt: skip
            assert known in own


async def test_s02_own_page_holds_nothing_of_anybody_else(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        for who in MEMBERS:
            await visit.town.tells(who, f"Alleen van {who}.", NAMED)
        noor = await visit.inside("noor")

        own = (await noor.reads("/pages/own")).text

        assert "Alleen van noor." in own
        assert [who for who in MEMBERS if f"Alleen van {who}." in own] == ["noor"]


async def test_ge3_what_was_taken_back_is_gone_at_the_next_look(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        await visit.town.tells("noor", "Dit neem ik terug.", NAMED)
        await visit.town.until("wed 10:00")
        browsers = {who: await visit.inside(who) for who in ("noor", "bram", "fatima")}
        pages = {"noor": "/pages/own", "bram": "/pages/digests", "fatima": "/pages/facilitator"}
        before = [(await browsers[who].reads(page)).text for who, page in pages.items()]
        await visit.town.says("noor", "verwijder 1")
        await visit.town.taps("noor", "Ja, verwijder")

        after = [(await browsers[who].reads(page)).text for who, page in pages.items()]

        assert all("Dit neem ik terug." in text for text in before)
        assert all("Dit neem ik terug." not in text for text in after)
        assert GONE in after[1]


async def test_x22_who_joins_later_reads_earlier_digests_as_they_are_now(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        await visit.town.tells("noor", "Dit bleef staan.", NAMED)
        await visit.town.tells("bram", "Alleen van Bram.", PRIVATE)
        await visit.town.tells("samira", "Alleen voor de begeleider.", FACILITATOR_ONLY)
        await visit.town.until("wed 10:00")
        await visit.town.add("lotte")
        lotte = await visit.inside("lotte", "eerdere overzichten")

        page = (await lotte.reads("/pages/digests")).text

        assert "Dit bleef staan." in page
        assert "<strong>Noor</strong>" in page
        assert "Alleen van Bram." not in page
        assert "Alleen voor de begeleider." not in page


async def test_x22_digests_of_another_group_or_of_one_that_was_left_are_not_there(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.add_team("toezicht")
        await visit.town.add("teun", team="toezicht")
        await visit.town.until("thu 14:00")
        await visit.town.tells("noor", "Binnen het team.", NAMED)
        await visit.town.until("wed 10:00")
        await visit.town.leaves("bram")

        for who in ("teun", "bram"):
            page = (await (await visit.inside(who)).reads("/pages/digests")).text
            assert "Binnen het team." not in page
            assert "Er zijn nog geen overzichten in je groepen." in page


async def test_k7_what_was_shared_without_a_name_has_none_on_any_page_but_its_own(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        for who in MEMBERS[:3]:
            await visit.town.tells(who, f"Stil woord nummer {MEMBERS.index(who)}.", NAMELESS)
        await visit.town.until("wed 10:00")

        seen = {who: await visit.inside(who) for who in ("joost", "fatima")}
        digests = (await seen["joost"].reads("/pages/digests")).text
        overview = (await seen["fatima"].reads("/pages/facilitator")).text

        for page in (digests, overview):
            assert "Stil woord nummer 0." in page
            assert not [who for who in MEMBERS[:3] if who.capitalize() in page]


async def test_s07_the_page_of_a_facilitator_holds_what_was_shared_with_her_and_no_private_text(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        await visit.town.tells("noor", "Alleen voor Fatima.", FACILITATOR_ONLY)
        await visit.town.tells("bram", "Voor ons allemaal.", NAMED)
        await visit.town.tells("samira", "Alleen van Samira.", PRIVATE)
        await visit.town.until("wed 10:00")
        fatima = await visit.inside("fatima", "digest")

        page = (await fatima.reads("/pages/facilitator")).text

        assert "Alleen voor Fatima." in page
        assert "Voor ons allemaal." in page
        assert "Alleen van Samira." not in page
        assert "Joost" not in page


@pytest.mark.parametrize(
    ("answered", "told"),
    [(3, "Hoeveel mensen meededen, vertel ik alleen als het van niemand apart iets zegt."), (4, "4 mensen deden mee.")],
)
async def test_k1_a_number_of_people_stands_there_from_four_on(tmp_path: Path, answered: int, told: str) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        for who in MEMBERS[:answered]:
            await visit.town.tells(who, f"Van {who}.", NAMED if who == MEMBERS[0] else PRIVATE)
        fatima = await visit.inside("fatima", "digest")
        while_open = (await fatima.reads("/pages/facilitator")).text
        await visit.town.until("wed 10:00")
        fatima = await visit.inside("fatima", "digest")

        closed = (await fatima.reads("/pages/facilitator")).text

        assert "Deze ronde loopt nog." in while_open
        assert told not in while_open
        assert told in closed
        assert (f"{answered} mensen" in closed) is (answered >= 4)


async def test_s07_what_is_around_a_meeting_stands_there_with_the_day_of_that(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await gather(visit.town)
        await plan(visit.town, "19 maart om 10:00")
        await visit.town.until("2026-05-01 12:00")

        page = (await (await visit.inside("fatima", "digest")).reads("/pages/facilitator")).text

        assert "<strong>Bijeenkomst (donderdag 19 maart om 10:00)</strong>" in page
        assert "<strong>Opdracht (donderdag 30 april om 10:00)</strong>" in page
        assert "<strong>Bijeenkomst</strong>" not in page


async def test_s07_what_is_around_a_meeting_after_the_next_one_does_not_run_yet(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await gather(visit.town)
        await plan(visit.town, "19 maart om 10:00")
        await visit.town.until("2026-03-20 12:00")

        page = (await (await visit.inside("fatima", "digest")).reads("/pages/facilitator")).text

        assert "<strong>Bijeenkomst (donderdag 19 maart om 10:00)</strong>" in page
        assert "<strong>Opdracht (donderdag 30 april om 10:00)</strong>" in page
        assert "11 juni" not in page
        assert "Opbrengst van de leergroep" not in page


async def test_ge18_a_new_facilitator_does_not_read_what_was_shared_with_the_one_before(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        await visit.town.tells("noor", "Alleen voor Fatima.", FACILITATOR_ONLY)
        await visit.town.until("wed 10:00")
        await visit.town.leaves("fatima")
        await visit.town.add("hanna", "facilitator", consent=None)

        hanna = (await (await visit.inside("hanna", "digest")).reads("/pages/facilitator")).text
        fatima = await (await visit.inside("fatima")).reads("/pages/facilitator")

        assert "Alleen voor Fatima." not in hanna
        assert fatima.status == 403


async def test_an_overview_over_two_groups_shows_only_those_that_are_still_hers(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.add_team("toezicht", "Team Toezicht")
        await visit.town.add("teun", team="toezicht")
        await visit.town.add("fatima", "facilitator", team="toezicht", consent=None)
        for format_id in ("weekly_wonder", "facilitator_week"):
            await visit.town.switch_on(format_id, "toezicht")
        await visit.town.until("thu 14:00")
        for who in ("teun", "noor"):
            await visit.town.tells(who, f"Gedeeld door {who}.", NAMED)
        await visit.town.until("wed 10:00")
        before = (await (await visit.inside("fatima")).reads("/pages/facilitator")).text
        await visit.town.leaves("fatima", "toezicht")

        after = (await (await visit.inside("fatima")).reads("/pages/facilitator")).text

        assert "Gedeeld door teun." in before
        assert "Team Toezicht" in before
        assert "Gedeeld door noor." in after
        assert "Gedeeld door teun." not in after
        assert "Team Toezicht" not in after


async def test_s02_more_than_a_hundred_answers_come_in_parts_and_none_is_left_out(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=()) as visit:
        for number in range(52):
            await visit.town.says("noor", "verwondering")
            await visit.town.tells("noor", f"Gedachte ({number}).", PRIVATE)
            await visit.town.wait(minutes=2)
        noor = await visit.inside("noor")

        parts = [(await noor.reads(f"/pages/own?page={part}")).text for part in ("1", "2", "3", "0", "-1", "x", "99999")]

        assert [number for number in range(52) if f"Gedachte ({number})." not in parts[0] + parts[1]] == []
        assert "Oudere antwoorden" in parts[0]
        assert "Nieuwere antwoorden" in parts[1]
        assert "Oudere antwoorden" not in parts[1]
        assert all("Gedachte (51)." in part for part in parts[2:])


async def test_s02_a_file_of_her_own_and_one_that_was_shared_can_be_had_from_the_pages(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.town.until("thu 14:00")
        await visit.town.says("noor", "Kijk.", ("mijn tekening.png", PNG))
        await visit.town.taps("noor", "Zo is het goed")
        await visit.town.taps("noor", NAMED)
        await visit.town.until("wed 10:00")
        noor, bram = await visit.inside("noor"), await visit.inside("bram")
        own, digests = (await noor.reads("/pages/own")).text, (await bram.reads("/pages/digests")).text

        hers, his = [await fetched(browser, page) for browser, page in ((noor, own), (bram, digests))]

        assert "mijn tekening.png" in own
        assert "mijn tekening.png" not in digests
        assert hers == ("image/png", 'attachment; filename="mijn tekening.png"')
        assert his == ("image/png", 'attachment; filename="bijlage.png"')


async def fetched(browser: Browser, page: str) -> tuple[str, str]:
    """Follow the one link to a file on a page; return what kind of file comes, and under which name."""
    (link,) = FILE.findall(page)
    async with browser.client.get(link) as answer:
        assert await answer.read()
        return answer.content_type, answer.headers["Content-Disposition"]


async def test_s02_each_page_has_an_icon_so_that_no_browser_looks_for_one_in_vain(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        noor = await visit.inside("noor")
        (icon,) = re.findall(r'<link rel="icon" href="([^"]+)"', (await noor.reads("/pages/own")).text)

        found = await noor.reads(icon)

        assert found.status == 200
        assert found.text.startswith("<svg")
        assert found.headers["Content-Type"].startswith("image/svg+xml")
