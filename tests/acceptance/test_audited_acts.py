"""Each act of somebody who leads, guides or takes something along leaves exactly one line in the log of acts (trust S18)."""

from pathlib import Path

import pytest

from bot.pages import noted
from storage.groups import people
from storage.privacy import audit
from storage.privacy.erasing import erase_person
from tests.kit.town import TEAM, Town, town
from tests.pages.visiting import visiting

Line = tuple[str | None, str, str | None, str, str]
IN_CHAT = [
    ("ingrid", "team pauze tot 31 augustus", ("ingrid", "group pauses", TEAM, "done", "chat")),
    ("ingrid", "weekstart aan", ("ingrid", "format on", TEAM, "done", "chat")),
    ("ingrid", "plaatsvervanger noor van 16 maart tot 23 maart", ("ingrid", "deputy named", "noor", "done", "chat")),
    ("fatima", "plaatsvervanger samira van 16 maart tot 23 maart", ("fatima", "deputy named", "samira", "done", "chat")),
]
FOR_NOBODY = ["mijn antwoorden", "overzicht", "wie las mij", "privacy", "pauze", "mijn pagina's"]


async def lines(place: Town) -> list[Line]:
    acts = await place.app.store.read(lambda unit: audit.since(unit, place.moment("2026-01-01 00:00")))
    await place.app.store.read(audit.verify)
    return [(one.actor, one.act, one.subject, one.result, one.origin) for one in acts]


@pytest.mark.trust("S18")
@pytest.mark.parametrize(("who", "word", "line"), IN_CHAT, ids=[f"{who}: {word}" for who, word, _ in IN_CHAT])
async def test_s18_a_word_that_changes_something_for_others_leaves_one_line(
    tmp_path: Path, who: str, word: str, line: Line
) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(who, word)

        assert await lines(place) == [line]


@pytest.mark.trust("S16")
@pytest.mark.parametrize("word", FOR_NOBODY)
async def test_s16_what_somebody_does_with_what_is_her_own_leaves_no_line(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says("noor", word)

        assert await lines(place) == []


@pytest.mark.trust("S16")
async def test_s16_answering_skipping_and_not_answering_leave_no_line(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Een gedachte.", "Met de groep, met mijn naam")
        await place.says("bram", "overslaan")
        await place.until("2026-03-19 10:00")

        assert await lines(place) == []


@pytest.mark.trust("S18")
async def test_s18_taking_all_of_ones_own_along_leaves_one_line(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        noor = await visit.inside("noor")

        async with noor.client.get("/pages/own.zip") as archive:
            assert archive.status == 200

        assert await lines(visit.town) == [("noor", "exported", "noor", "done", "page")]


@pytest.mark.trust("S18")
async def test_s18_what_is_refused_on_a_page_gives_nothing_and_leaves_no_line_of_reading(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        noor = await visit.inside("noor")

        assert (await noor.reads("/pages/facilitator")).status == 403
        assert (await noor.reads("/pages/boards/1.csv")).status == 404
        assert await lines(visit.town) == []


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "in chat"])
async def test_s18_who_is_erased_while_her_own_is_gathered_comes_into_the_log_no_more(tmp_path: Path, *, whole: bool) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        store, now = place.app.store, place.clock.now()
        noor = await store.read(lambda unit: people.load(unit, "noor"))
        await store.run(lambda unit: erase_person(unit, "noor", now, whole=whole))

        await noted.taken_by(store, noor, "exported", "noor", now)

        assert [act for _, act, *_ in await lines(place)] == ["erased"]
