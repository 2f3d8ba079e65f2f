"""What a group does with a board stands under it: the actions that somebody took up, and the lead's answer (S06)."""

import re
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from odfdo import Document

from storage.groups import rooms
from tests.kit.town import NAMED, TEAM, Town
from tests.kit.value_checks import confirms, harvest
from tests.pages.test_boards import opened, read
from tests.pages.visiting import Visit, visiting

ACTION, REFUSED, REPLY = "Een proef met bellen.", "Een praatje bij de balie.", "We vragen ruimte voor een proef."


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(tmp_path, formats=[]) as built:
        await harvest(built.town)
        await confirms(built.town, samira="Klopt", noor="Klopt", ingrid="Klopt")
        await built.town.until("2026-03-31 09:31")
        yield built


async def take_up(place: Town) -> None:
    """Let the scribe write down two actions, of which one is taken up."""
    await place.taps("bram", "Opschrijven")
    for joins, text, more in (("Joost", ACTION, "Ja"), ("Noor", REFUSED, "Nee")):
        await place.taps("bram", joins)
        await place.says("bram", text)
        await place.taps("bram", more)
    await place.until("2026-04-01 12:00")
    for who, choice in (("joost", "Ja, ik pak dit op"), ("noor", "Liever niet")):
        await place.taps(who, "Bekijken")
        await place.taps(who, choice)


def heads(page: str) -> set[str]:
    """Return the headings of a page, without what leads on to other pages."""
    return set(re.findall(r"<h[23][^>]*>([^<]*)</h", page))


async def reply(place: Town) -> None:
    """Let the lead say what she does with the questions."""
    await place.taps("ingrid", "Antwoorden")
    await place.says("ingrid", REPLY)


async def test_s06_actions_and_the_leads_answer_stand_under_the_board_the_same_for_every_reader(visit: Visit) -> None:
    await reply(visit.town)
    await take_up(visit.town)
    await visit.town.until("2026-04-13 12:00")

    pages = [await read(visit, who) for who in ("ingrid", "noor", "joost", "fatima")]

    assert len(set(pages)) == 1
    under = pages[0].partition("Wat we ermee doen")[2]
    assert re.findall("<h3>([^<]*)</h3>", under) == ["Kleine acties", "Dit doen we met jullie vragen"]
    assert ACTION in under
    assert REPLY in under
    assert REFUSED not in pages[0]
    room = await visit.town.room()
    assert "**Bij de opbrengst van Team Vergunningen**\n\n**Kleine acties**" in room
    assert "**Bij de opbrengst van Team Vergunningen**\n\n**Dit doen we met jullie vragen**" in room


async def test_s06_no_action_and_no_answer_show_nothing_at_all(visit: Visit) -> None:
    await visit.town.until("2026-05-04 12:00")

    page = await read(visit, "noor")

    assert not {"Wat we ermee doen", "Kleine acties", "Dit doen we met jullie vragen"} & heads(page)
    assert "Bij de opbrengst" not in await visit.town.room()


async def test_s06_what_is_taken_up_stands_there_when_the_room_reads_it_and_not_earlier(visit: Visit) -> None:
    await take_up(visit.town)
    early = await read(visit, "ingrid")
    await visit.town.until("2026-04-13 12:00")

    assert ACTION not in early
    assert ACTION in await read(visit, "ingrid")


async def test_s06_an_action_that_is_taken_back_is_gone_from_under_the_board(visit: Visit) -> None:
    await take_up(visit.town)
    await visit.town.until("2026-04-13 12:00")
    before = await read(visit, "noor")
    await visit.town.says("joost", "mijn antwoorden")
    number = re.findall(r"(\d+)[^\n]*\n?[^\n]*proef met bellen", (await visit.town.hears("joost"))[-1].text)[0]
    await visit.town.says("joost", f"verwijder {number}")
    await visit.town.taps("joost", "Ja, verwijder")

    after = await read(visit, "noor")

    assert ACTION in before
    assert ACTION not in after
    assert "Kleine acties" in heads(before) - heads(after)


async def test_s06_what_stands_under_a_board_is_in_each_file_of_it(visit: Visit) -> None:
    await reply(visit.town)
    browser, where = await opened(visit, "noor")
    files = {}
    for kind in ("csv", "md", "odt"):
        async with browser.client.get(f"{where}.{kind}") as answer:
            files[kind] = await answer.read()

    words = [one.text_recursive for one in Document(BytesIO(files["odt"])).body.paragraphs]
    assert f'"Dit doen we met jullie vragen";"Ingrid";"{REPLY}"' in files["csv"].decode()
    assert f"## Dit doen we met jullie vragen\n\n**Ingrid**\n\n- {REPLY}" in files["md"].decode()
    assert REPLY in words


async def test_s06_where_there_is_no_room_what_comes_after_one_reader_left_stands_there_for_the_others(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        place = visit.town
        await place.app.store.run(lambda unit: rooms.lose(unit, "web", TEAM, "gone"))
        await harvest(place)
        await confirms(place, samira="Klopt", noor="Klopt", ingrid="Klopt")
        await place.until("2026-03-31 09:31")
        await place.taps("bram", "Opschrijven")
        for joins, text, more in (("Joost", ACTION, "Ja"), ("Noor", REFUSED, "Nee")):
            await place.taps("bram", joins)
            await place.says("bram", text)
            await place.taps("bram", more)
        await place.until("2026-04-01 12:00")
        await place.taps("joost", "Bekijken")
        await place.taps("joost", "Ja, ik pak dit op")
        await place.until("2026-04-13 12:00")
        await place.leaves("fatima")
        await place.says("noor", "mijn antwoorden")
        number = re.findall(r"(\d+)[^\n]*\n?[^\n]*praatje bij de balie", (await place.hears("noor"))[-1].text)[0]
        await place.says("noor", f"deel {number}")
        await place.taps("noor", NAMED)
        await place.wait(minutes=5)

        page = await read(visit, "joost")
        assert ACTION in page
        assert REFUSED in page


async def test_s06_where_there_is_no_room_all_of_the_group_get_what_stands_under_the_board(tmp_path: Path) -> None:
    async with visiting(tmp_path, formats=[]) as visit:
        await visit.town.app.store.run(lambda unit: rooms.lose(unit, "web", TEAM, "gone"))
        await harvest(visit.town)
        await confirms(visit.town, samira="Klopt")
        await visit.town.until("2026-03-31 09:31")
        await reply(visit.town)
        await visit.town.until("2026-04-01 12:00")

        for who in ("noor", "joost", "ingrid", "fatima"):
            assert REPLY in (await visit.town.reads(who)).partition("**Bij de opbrengst van Team Vergunningen**")[2]
        pages = [re.sub(r"/pages/boards/\d+", "", await read(visit, who)) for who in ("noor", "ingrid")]
        assert pages[0] == pages[1]
        assert REPLY in pages[0]
