"""The page of a board: the same bytes for everybody in its group, as it is at that moment, and for nobody else (S06, D4)."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dialogs.library import load
from dialogs.timing.plans import Plan
from storage.database.packed import pack
from storage.store import Unit
from storage.tables import answer, conversation, round_
from storage.times import stamp
from tests.acceptance.harvest import EMPTY, harvesting, tells
from tests.kit.town import MEMBERS, NAMED, NAMELESS, PRIVATE
from tests.pages.visiting import Browser, Visit, visiting


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    library = harvesting(tmp_path / "dialogs")
    async with visiting(tmp_path / "data", library=library, formats=["harvest"]) as built:
        await built.town.until("mon 10:00")
        yield built


async def opened(visit: Visit, person: str, words: str = "opbrengst") -> tuple[Browser, str]:
    """Let somebody ask for her boards and open the newest; return her browser and where that is."""
    browser = await visit.inside(person, words)
    (first, *_) = re.findall(r'href="(/pages/boards/\d+)"', (await browser.reads("/pages/boards")).text)
    return browser, first


async def read(visit: Visit, person: str) -> str:
    """Return the newest board as somebody reads it."""
    browser, where = await opened(visit, person)
    return (await browser.reads(where)).text


async def test_s06_acceptance_4_lead_members_and_facilitator_get_the_same_bytes(visit: Visit) -> None:
    await tells(visit.town, "noor", NAMED, lived="Het gaf rust.", rule=("Toegepast", "Ik bel eerst."))
    await visit.town.set("bram", zone="America/New_York")
    await visit.town.until("thu 09:00")

    pages = [await read(visit, who) for who in ("ingrid", "noor", "bram", "fatima")]

    assert len(set(pages)) == 1
    assert "Ik bel eerst." in pages[0]
    assert pages[0].count(EMPTY) == 6


async def test_s06_a_board_opens_for_nobody_outside_its_group_and_for_nobody_who_left_it(visit: Visit) -> None:
    await visit.town.add_team("toezicht")
    await visit.town.add("teun", "lead", team="toezicht")
    await tells(visit.town, "noor", NAMED, lived="Binnen het team.")
    await visit.town.until("thu 09:00")
    bram, where = await opened(visit, "bram")
    await visit.town.leaves("bram")
    teun = await visit.inside("teun", "opbrengst")

    for browser in (bram, teun):
        assert (await browser.reads(where)).status == 404
        assert "Er is nog geen opbrengst in je groepen." in (await browser.reads("/pages/boards")).text


async def test_s06_before_it_is_published_nobody_opens_it(visit: Visit) -> None:
    await tells(visit.town, "noor", NAMED, lived="Nog even wachten.")
    await visit.town.until("2026-03-12 08:59")
    ingrid = await visit.inside("ingrid", "totaalopbrengst")

    assert "/pages/boards/" not in (await ingrid.reads("/pages/boards")).text


async def test_s06_acceptance_5_what_its_teller_takes_back_is_gone_at_the_next_look(visit: Visit) -> None:
    await tells(visit.town, "noor", NAMED, lived="Dit neem ik terug.", kept="Dit houd ik privé.")
    await tells(visit.town, "bram", NAMED, lived="Dit blijft.")
    await visit.town.until("thu 09:00")
    browser, where = await opened(visit, "ingrid")
    before = (await browser.reads(where)).text
    await visit.town.says("noor", "verwijder 1")
    await visit.town.taps("noor", "Ja, verwijder")
    await visit.town.says("noor", "maak privé 2")

    after = (await browser.reads(where)).text

    assert "Dit neem ik terug." in before
    assert "Dit neem ik terug." not in after
    assert "Dit houd ik privé." not in after
    assert "Dit blijft." in after
    assert "weggehaald" not in after


async def test_c37_what_is_shared_after_publication_stands_on_it_too_and_it_says_when_it_changed(visit: Visit) -> None:
    await tells(visit.town, "noor", NAMED, lived="Op tijd.")
    await tells(visit.town, "bram", PRIVATE, lived="Pas later gedeeld.")
    await visit.town.until("thu 09:00")
    before = await read(visit, "ingrid")
    await visit.town.until("fri 10:00")
    await visit.town.says("bram", "deel 1")
    await visit.town.taps("bram", NAMED)

    pages = [await read(visit, who) for who in ("ingrid", "noor", "bram", "fatima")]
    assert len(set(pages)) == 1
    assert "Pas later gedeeld." in pages[0]
    assert "Geplaatst op 12 maart 2026. Iedereen in de groep ziet hetzelfde. Bijgewerkt op vrijdag 13 maart." in pages[0]
    assert "Pas later gedeeld." not in before
    assert "Bijgewerkt op" not in before


async def test_s06_the_picture_of_the_levels_says_in_words_what_it_shows_and_names_nobody(visit: Visit) -> None:
    await tells(visit.town, "noor", NAMED, lived="Het gaf rust.", rule=("Toegepast", "Ik bel eerst."))
    await tells(visit.town, "bram", NAMED, lived="Spannend.", rule=("In de weg", "Geen tijd."))
    await visit.town.until("thu 09:00")

    page = await read(visit, "ingrid")

    picture = page[page.index("<svg") : page.index("</svg>")]
    assert picture.count('<g class="thread">') == 2
    assert picture.count("<circle") == 3
    assert not [who for who in MEMBERS if who.capitalize() in picture]
    assert "Er is verteld over Beleving en Toegepast." in page
    assert "Er is verteld over Beleving." in page


async def test_k3_what_stands_without_a_name_is_a_story_by_itself(visit: Visit) -> None:
    for who in MEMBERS[:3]:
        await tells(visit.town, who, NAMELESS, lived=f"Stil {MEMBERS.index(who)}.", kept=f"Idee {MEMBERS.index(who)}.")
    await visit.town.until("thu 09:00")

    page = await read(visit, "ingrid")

    assert page.count('<g class="thread">') == 6
    assert "Beleving en Voor later" not in page
    assert "teller" not in page


async def test_s06_with_nothing_on_a_level_there_is_no_picture(visit: Visit) -> None:
    await tells(visit.town, "noor", NAMED, rule=("Vraag aan ons", "Wie belt?"))
    await visit.town.until("thu 09:00")

    assert "<svg" not in await read(visit, "ingrid")


async def went_on(visit: Visit, first: str, last: str, before: str = NAMED, after: str = NAMED) -> None:
    """Let Noor tell in March what is for later, and in June what came of it; others tell something beside it without a name."""

    def follow(unit: Unit) -> None:
        told = select(answer.c.id).where(answer.c.owner == "noor").order_by(answer.c.id)
        before = unit.connection.execute(told.where(answer.c.value == "potential")).scalars().first()
        unit.connection.execute(update(answer).where(answer.c.value == "applied").values(follows=before))

    for who in ("bram", "samira"):
        await tells(visit.town, who, NAMELESS, kept=f"Nog iets van {MEMBERS.index(who)}.")
    await tells(visit.town, "noor", before, kept=first)
    await visit.town.until("2026-06-08 10:00")
    for who in ("noor", "bram", "samira"):
        await visit.town.says(who, "oogst")
    for who in ("bram", "samira"):
        await tells(visit.town, who, NAMELESS, kept=f"Weer iets van {MEMBERS.index(who)}.")
    await tells(visit.town, "noor", after, rule=("Toegepast", last))
    await visit.town.app.store.run(follow)
    await visit.town.until("thu 09:00")


async def test_s06_a_story_that_went_on_is_shown_over_the_quarters_in_a_picture_and_in_words(visit: Visit) -> None:
    await went_on(visit, "Een nieuw contact.", "We bellen elke week.")

    page = await read(visit, "ingrid")

    assert "Hoe een verhaal verder ging" in page
    steps = re.findall(r'<p class="quiet">(\d)e kwartaal 2026 · ([^<]*)</p><p class="words" dir="auto">([^<]*)', page)
    assert steps == [("1", "Voor later", "Een nieuw contact."), ("2", "Toegepast", "We bellen elke week.")]
    assert page.count("<svg") == 2
    assert "K1 2026" in page


async def test_s06_a_story_stands_in_the_quarter_of_the_day_on_which_they_met_and_not_of_that_on_which_it_was_written(
    visit: Visit,
) -> None:
    await went_on(visit, "Een nieuw contact.", "We bellen elke week.")

    def meets_in_july(unit: Unit) -> None:
        hers = select(conversation.c.round).where(conversation.c.person == "noor")
        last = hers.order_by(conversation.c.id.desc()).limit(1).scalar_subquery()
        july = {"planned": stamp(datetime(2026, 7, 2, 12, tzinfo=UTC)), "plan": pack(Plan("ingrid", 0).to_json())}
        unit.connection.execute(update(round_).where(round_.c.id == last).values(july))

    await visit.town.app.store.run(meets_in_july)

    page = await read(visit, "ingrid")

    assert re.findall(r'<p class="quiet">(\d)e kwartaal 2026', page) == ["1", "3"]
    assert "K3 2026" in page


async def test_s06_two_checks_in_one_quarter_are_told_apart_by_their_days_in_the_picture_and_in_words(visit: Visit) -> None:
    await went_on(visit, "Een nieuw contact.", "We bellen elke week.")

    def meets_in_march_too(unit: Unit) -> None:
        hers = select(conversation.c.round).where(conversation.c.person == "noor")
        last = hers.order_by(conversation.c.id.desc()).limit(1).scalar_subquery()
        march = {"planned": stamp(datetime(2026, 3, 30, 12, tzinfo=UTC)), "plan": pack(Plan("ingrid", 0).to_json())}
        unit.connection.execute(update(round_).where(round_.c.id == last).values(march))

    await visit.town.app.store.run(meets_in_march_too)

    page = await read(visit, "ingrid")

    labels = re.findall(r'<text class="when" x="(\d+)" y="\d+">([^<]*)</text>', page)
    assert [text for _, text in labels] == ["9 mrt", "30 mrt"]
    assert len({x for x, _ in labels}) == 2
    assert re.findall(r'<p class="quiet">([^<]*) · (?:Voor later|Toegepast)</p>', page) == ["9 maart 2026", "30 maart 2026"]
    assert "kwartaal" not in page


async def test_s06_the_name_of_a_trajectory_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    harvesting(tmp_path / "dialogs")
    file = tmp_path / "dialogs" / "formats" / "harvest.yaml"
    file.write_text(file.read_text().replace("{team}, {datum}**", "{team}, {datum}**\\nHelder schrijven"))
    library = load(tmp_path / "dialogs")
    async with visiting(tmp_path / "data", library=library, formats=["harvest"]) as visit:
        await visit.town.until("mon 10:00")
        await tells(visit.town, "noor", NAMED, lived="Het gaf rust.")
        await visit.town.until("thu 09:00")

        assert "12 maart<br>Helder schrijven</h1>" in await read(visit, "ingrid")


@pytest.mark.parametrize(("before", "after"), [(NAMELESS, NAMED), (NAMED, NAMELESS), (NAMELESS, NAMELESS)])
async def test_k3_what_went_on_is_not_shown_where_a_part_of_it_stands_without_a_name(
    visit: Visit, before: str, after: str
) -> None:
    await went_on(visit, "Een nieuw contact.", "We bellen elke week.", before, after)

    page = await read(visit, "ingrid")

    assert "We bellen elke week." in page
    assert "Een nieuw contact." not in page
    assert "Hoe een verhaal verder ging" not in page


async def test_s06_what_a_story_came_of_is_not_shown_once_its_teller_made_it_private(visit: Visit) -> None:
    await went_on(visit, "Een nieuw contact.", "We bellen elke week.")
    await visit.town.says("noor", "maak privé 1")

    page = await read(visit, "ingrid")

    assert "Een nieuw contact." not in page
    assert "Hoe een verhaal verder ging" not in page
    assert "We bellen elke week." in page


async def test_s06_where_there_is_no_room_each_opens_the_board_that_she_was_sent(tmp_path: Path) -> None:
    library = harvesting(tmp_path / "dialogs")
    async with visiting(tmp_path / "data", library=library, formats=[]) as visit:
        await visit.town.add_team("bezwaar", "Team Bezwaar", room=False)
        await visit.town.add("lena", "lead", team="bezwaar")
        await visit.town.add("olaf", team="bezwaar")
        await visit.town.switch_on("harvest", "bezwaar")
        await visit.town.until("mon 10:00")
        await tells(visit.town, "olaf", NAMED, lived="Het gaf rust.")
        await visit.town.until("thu 09:00")

        boards = [re.sub(r"/pages/boards/\d+", "", await read(visit, who)) for who in ("lena", "olaf")]

        assert boards[0] == boards[1]
        assert "Het gaf rust." in boards[0]


async def test_s06_an_english_reader_gets_the_headings_in_english_and_the_words_as_they_were_told(visit: Visit) -> None:
    await tells(visit.town, "noor", NAMED, lived="Het gaf rust.")
    await visit.town.until("thu 09:00")
    await visit.town.set("bram", language="en")

    page = await read(visit, "bram")

    assert "Total harvest of Team Vergunningen" in page
    assert "Nothing this time, and that is fine." in page
    assert "Het gaf rust." in page
