"""A value check in the wrong hands: each is refused in plain words, in chat and on every page (S06, trust)."""

import re
from pathlib import Path

import pytest

from tests.kit.town import LEAD, MEMBERS
from tests.kit.value_checks import confirms, harvest, plan, prepares
from tests.pages.visiting import Browser, Visit, token_of, visiting

WORDS = ("stand", "verplaats naar 2 april om 10:00", "sluit nu", "plan na sluiting", "annuleer")
"""What only who leads a check can do with it."""
NOTHING_HERE = "Er loopt nu niets dat je kunt verplaatsen of sluiten."
CLOSED, MISSING = "Je pagina's zijn dicht", "Deze pagina is er niet, of niet voor jou."
LINE = "Ik bel nu eerst."


async def published(visit: Visit) -> None:
    """Let a check be played until its board is there."""
    await harvest(visit.town)
    await confirms(visit.town, samira="Klopt", noor="Weglaten", ingrid="Klopt")
    await visit.town.until("2026-03-31 09:35")


async def boards_of(browser: Browser) -> list[str]:
    """Return where the boards are that somebody can open."""
    return re.findall(r'href="(/pages/boards/\d+)"', (await browser.reads("/pages/boards")).text)


@pytest.mark.parametrize("who", MEMBERS)
async def test_s06_a_member_changes_nothing_of_a_check(tmp_path: Path, who: str) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await plan(visit.town, scribe="Bram")
        for word in WORDS:
            await visit.town.says(who, word)
        heard = [one.text for one in await visit.town.hears(who)]
        await visit.town.until("2026-03-16 14:01")

        told = '"Waardecheck" is op donderdag 26 maart om 14:00. Er staat nu niets voor je open.'
        assert heard == [told, *[NOTHING_HERE] * (len(WORDS) - 1)]
        assert "Op donderdag 26 maart om 14:00 delen we" in await visit.town.reads("noor")


async def test_s06_the_lead_of_another_group_changes_and_reads_nothing_of_a_check(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await visit.town.add_team("toezicht", "Team Toezicht")
        await visit.town.add("lena", "lead", team="toezicht")
        await visit.town.says(LEAD, "waardecheck start")
        of_plan = [id_ for one in await visit.town.shown(LEAD) for id_ in one.choices.values()]
        await visit.town.says(LEAD, "stop")
        await published(visit)
        ingrid, lena = await visit.inside(LEAD, "opbrengst"), await visit.inside("lena", "opbrengst")
        (board,) = await boards_of(ingrid)
        await visit.town.hears("lena")
        for word in WORDS:
            await visit.town.says("lena", word)
        heard = [one.text for one in await visit.town.hears("lena")]
        for button in of_plan:
            await visit.town.presses("lena", button)
        looked = [await lena.reads(f"{board}{kind}") for kind in ("", ".csv", ".md", ".odt")]

        assert heard == [NOTHING_HERE] * len(WORDS)
        assert "Totaalopbrengst" in (await ingrid.reads(board)).text
        assert await boards_of(lena) == []
        assert [one.status for one in looked] == [404] * 4
        assert MISSING in looked[0].text
        assert LINE not in await visit.town.reads("lena") + "".join(one.text for one in looked)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("forwarded and used", "Deze link is al een keer geopend."),
        ("late", "Deze link is ouder dan een kwartier."),
        ("altered", "Deze link ken ik niet."),
    ],
)
async def test_s06_a_link_to_the_board_that_was_used_is_late_or_was_altered_opens_it_for_nobody(
    tmp_path: Path, wrong: str, says: str
) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await published(visit)
        (board,) = await boards_of(await visit.inside(LEAD, "opbrengst"))
        link = await visit.link("noor", "opbrengst")
        other = await visit.browser()
        match wrong:
            case "forwarded and used":
                await (await visit.browser()).opens(link)
            case "late":
                await visit.town.wait(minutes=15)
            case _:
                link = link[:-1] + ("A" if link[-1] != "A" else "B")

        refused = [await other.reads(link), await other.posts(token_of(link))]

        assert [one.status in {404, 410} and says in one.text for one in refused] == [True, True]
        assert not any(one.cookies for one in refused)
        assert CLOSED in (await other.reads(board)).text.replace("&#39;", "'")


async def test_s06_while_a_check_is_open_its_lead_reads_nothing_of_it_in_chat_or_on_a_page(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=["facilitator_week"]) as visit:
        await plan(visit.town, scribe="Bram")
        await visit.town.until("2026-03-16 14:01")
        await prepares(visit.town, "noor", "Ik ken nu iemand bij de balie.")
        ingrid = await visit.inside(LEAD, "opbrengst")
        for word in ("stand", "toon 1", "toon 9", "mijn antwoorden", "overzicht"):
            await visit.town.says(LEAD, word)
        pages = [
            await ingrid.reads(f"/pages/{page}")
            for page in ("boards", "own", "facilitator", *map("boards/{}".format, range(40)))
        ]

        assert "Ik ken nu iemand" not in await visit.town.reads(LEAD)
        assert "Wat mensen voorbereiden zie je pas als zij het delen." in await visit.town.reads(LEAD)
        assert not any("Ik ken nu iemand" in page.text for page in pages)
        assert {page.status for page in pages[3:]} == {404}


async def test_s06_a_teller_who_stopped_taking_part_is_on_no_board_and_her_buttons_do_nothing(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await harvest(visit.town)
        await visit.town.taps("samira", "Bekijken")
        button = (await visit.town.shown("samira"))[-1].choices["Klopt"]
        await visit.town.says("samira", "afmelden")
        for label in ("Wisselen", "30 dagen bewaren", "Ja, stop ermee"):
            await visit.town.taps("samira", label)
        await visit.town.presses("samira", button)
        await visit.town.until("2026-04-03 12:00")

        assert "Totaalopbrengst" in await visit.town.room()
        assert LINE not in await visit.town.room()


async def test_s06_a_teller_who_signed_off_is_told_so_in_chat_and_on_every_page_of_a_board(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await published(visit)
        samira = await visit.inside("samira", "opbrengst")
        (board, *_) = boards = await boards_of(samira)
        await visit.town.says("samira", "afmelden")
        for label in ("30 dagen bewaren", "Ja, stop ermee"):
            await visit.town.taps("samira", label)

        await visit.town.says("samira", "opbrengst")

        assert boards
        assert (await visit.town.hears("samira"))[-1].text.startswith("Je hebt je afgemeld")
        for page in (board, f"{board}.csv", f"{board}.md", f"{board}.odt", "/pages/boards"):
            refused = await samira.reads(page)
            assert refused.status == 403
            assert "Je hebt je afgemeld" in refused.text
