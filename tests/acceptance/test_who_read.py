"""Who reads what is for the facilitator only stands in the log once a day, and its author can ask for it (trust S18)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.outgoing.who_read import MOST
from bot.pages import noted
from storage.groups import people, teams
from storage.privacy import audit, reading
from storage.privacy.erasing import erase_person
from storage.privacy.reading import READ
from storage.store import Unit
from tests.kit.town import TEAM, Town, town
from tests.pages.visiting import visiting
from tests.web.desk import PNG

ASKED_AT = "2026-03-12 14:00"
WORD = "wie las mij"


async def read(place: Town) -> list[tuple[str | None, str | None, str]]:
    """Return who was given to read whose texts, by the log."""
    acts = await place.app.store.read(lambda unit: audit.since(unit, place.moment("2026-01-01 00:00")))
    await place.app.store.read(audit.verify)
    return [(one.actor, one.subject, one.origin) for one in acts if one.act == READ]


async def noor_tells_the_facilitator(place: Town) -> None:
    await place.until(ASKED_AT)
    await place.tells("noor", "Een gedachte over het loket.", "Alleen de begeleider")
    await place.until("2026-03-18 12:00")
    assert "Een gedachte over het loket." in await place.reads("fatima")


@pytest.mark.trust("S18")
async def test_s18_a_text_for_the_facilitator_leaves_one_line_when_she_is_given_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_tells_the_facilitator(place)

        assert await read(place) == [("fatima", "noor", "chat")]


@pytest.mark.trust("S18")
async def test_s18_two_texts_in_one_message_are_one_line_for_each_author(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until(ASKED_AT)
        await place.tells("bram", "Een gedachte van Bram.", "Alleen de begeleider")
        await noor_tells_the_facilitator(place)

        assert await read(place) == [("fatima", "bram", "chat"), ("fatima", "noor", "chat")]


@pytest.mark.trust("S18")
@pytest.mark.parametrize("level", ["Alleen voor mij", "Met de groep, met mijn naam"])
async def test_s18_what_nobody_or_the_whole_group_reads_leaves_no_line(tmp_path: Path, level: str) -> None:
    async with town(tmp_path) as place:
        await place.until(ASKED_AT)
        await place.tells("noor", "Een gedachte.", level)
        await place.until("2026-03-18 12:00")
        await place.says("noor", "mijn antwoorden")

        assert await read(place) == []


@pytest.mark.trust("S18")
async def test_s18_its_author_hears_who_read_it_in_which_role_and_when(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_tells_the_facilitator(place)

        await place.says("noor", WORD)
        told = await place.reads("noor")
        await place.says("bram", WORD)

        assert "- woensdag 18 maart: Fatima, begeleider" in told
        assert "Deze lijst bewaar ik 12 maanden." in told
        assert "kreeg nog niemand iets te lezen" in await place.reads("bram")


@pytest.mark.trust("S18")
async def test_s18_in_english_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_tells_the_facilitator(place)
        await place.says("noor", "english")

        await place.says("noor", "who read me")

        assert "- Wednesday 18 March: Fatima, facilitator" in await place.reads("noor")


@pytest.mark.trust("S18")
async def test_s18_who_read_it_and_was_erased_since_has_no_name_there_any_more(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_tells_the_facilitator(place)
        await place.says("noor", WORD)
        now = place.clock.now()
        await place.app.store.run(lambda unit: erase_person(unit, "fatima", now, whole=True))
        await place.settle()

        await place.says("noor", WORD)

        heard = await place.hears("noor")
        assert "iemand die er niet meer is" in heard[-1].text
        assert "Fatima" not in "".join(one.text for one in heard)
        assert await read(place) == [(None, "noor", "chat")]


@pytest.mark.trust("S18")
async def test_s18_a_page_is_noted_once_a_day_however_often_she_looks(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        place = visit.town
        await noor_tells_the_facilitator(place)
        await place.until("2026-03-19 12:00")
        browser = await visit.inside("fatima", "digest")
        before = place.app.store.figures.units

        looks = [await browser.reads("/pages/facilitator") for _ in range(3)]

        assert all("Een gedachte over het loket." in look.text for look in looks)
        assert (await read(place))[1:] == [("fatima", "noor", "page")]
        assert place.app.store.figures.units == before, "only the first look of a day writes, and that was when she came in"


@pytest.mark.trust("S18")
async def test_s18_a_drawing_that_is_opened_on_a_later_day_is_noted_once(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        place = visit.town
        await place.until(ASKED_AT)
        await place.says("noor", "Kijk.", ("tekening.png", PNG))
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", "Alleen de begeleider")
        await place.until("2026-03-18 12:00")
        await place.until("2026-03-19 12:00")
        session = await visit.inside("fatima")
        (link,) = re.findall(r'href="(/pages/files/[^"]+)"', (await session.reads("/pages/facilitator")).text)
        await place.until("2026-03-20 12:00")
        later = await visit.inside("fatima")

        for _ in range(2):
            async with later.client.get(link) as file:
                assert file.status == 200
        async with (await visit.inside("bram")).client.get(link) as refused:
            assert refused.status == 404

        assert [origin for reader, author, origin in await read(place) if (reader, author) == ("fatima", "noor")] == [
            "chat", "page", "page",
        ]  # fmt: skip


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "in chat"])
@pytest.mark.parametrize("erased", ["fatima", "noor"])
async def test_s18_who_is_erased_while_a_page_is_made_comes_into_the_log_no_more(
    tmp_path: Path, erased: str, *, whole: bool
) -> None:
    async with town(tmp_path) as place:
        store, now = place.app.store, place.clock.now()
        fatima = await store.read(lambda unit: people.load(unit, "fatima"))
        await store.run(lambda unit: erase_person(unit, erased, now, whole=whole))

        await noted.read_by(store, fatima, ["bram", "noor"], now)

        assert await read(place) == ([] if erased == "fatima" else [("fatima", "bram", "page")])


async def test_s18_the_role_is_the_one_of_that_day_in_a_group_of_the_author(tmp_path: Path) -> None:
    """Who guides no more guided then; and who guides another group only, did not."""
    async with town(tmp_path) as place:
        store = place.app.store
        then = place.clock.now()

        def work(unit: Unit) -> None:
            reading.note(unit, "fatima", ["noor"], then)
            people.end_role(unit, TEAM, "fatima", "facilitator", then + timedelta(hours=1))
            reading.note(unit, "fatima", ["noor"], then + timedelta(days=1))
            teams.add(unit, "elders", "Elders")
            people.appoint(unit, "elders", "samira", "facilitator", then - timedelta(days=9))
            reading.note(unit, "samira", ["noor"], then + timedelta(days=2))

        await store.run(work)
        await place.until("2026-03-12 08:00")
        await place.says("noor", WORD)

        told = [line.partition(": ")[2] for line in (await place.reads("noor")).splitlines() if line.startswith("- ")][-3:]
        assert told == ["Samira", "Fatima", "Fatima, begeleider"]


async def test_s18_that_there_is_more_is_said_and_a_day_in_another_year_has_its_year(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        now = place.clock.now()

        def work(unit: Unit) -> None:
            for day in range(100, 100 - MOST - 1, -1):
                reading.note(unit, "fatima", ["noor"], now - timedelta(days=day))

        await place.app.store.run(work)
        await place.says("noor", WORD)
        told = await place.reads("noor")

        assert told.count(": Fatima") == MOST
        assert "Dit zijn de laatste 30 keer. Daarvoor gebeurde het ook." in told
        assert re.search(r"- \w+ \d+ december 2025: Fatima", told)
