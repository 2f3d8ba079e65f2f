"""S44: until when a report is taken is told truly, and who wrote half of one hears what became of it."""

from pathlib import Path

import pytest

from storage.groups import rounds
from storage.store import Unit
from tests.acceptance.test_duo_report import FIRST
from tests.kit.duo import DUO, a_duo, begins, heard, reports, writes_plan
from tests.kit.town import Town, at, town

KEPT = "Wat je voor het vorige opschreef, is niet weg."


async def second_opens(place: Town) -> str:
    """Return the day on which the second report opens."""

    def found(unit: Unit) -> str:
        dated = rounds.dated_since(unit, [DUO], at("2026-01-01 00:00"))
        return next(str(one.planned.date()) for one in dated if one.number == 3)

    return await place.app.store.read(found)


async def test_s44_the_overview_says_that_a_report_is_taken_until_the_next_one_opens(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        await place.hears("noor")
        await place.says("noor", "overzicht")

        assert await second_opens(place) == "2026-06-02"
        assert "(tot dinsdag 2 juni)" in await heard(place, "noor")


async def test_s44_who_wrote_half_a_report_hears_once_that_it_is_kept_for_her(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        await place.says("noor", "verslag")
        await place.says("noor", "We lachen veel.")
        await place.until("2026-05-29 17:00")
        assert KEPT not in await place.reads("noor")
        await place.until("2026-06-05 17:00")

        assert sum(KEPT in one.text for one in await place.shown("noor")) == 1
        assert KEPT not in await place.reads("bram")
        await place.hears("noor")
        await place.says("noor", "mijn antwoorden")
        assert "We lachen veel." in await heard(place, "noor")
        assert "We lachen veel." not in await place.reads("fatima")


async def test_s44_a_draft_that_was_not_put_to_the_other_is_told_of_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        await reports(place, other="Nog niet")
        assert 'Het blijft van jou alleen. Typ "verslag" als je verder wilt.' in await place.reads("noor")
        await place.until("2026-06-05 17:00")

        assert sum(KEPT in one.text for one in await place.shown("noor")) == 1


async def test_s44_who_put_a_report_to_the_other_or_wrote_nothing_hears_nothing_of_that(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        await reports(place)
        await place.until("2026-06-05 17:00")

        for who in ("noor", "bram"):
            assert KEPT not in await place.reads(who)


@pytest.mark.parametrize("goes_on", ["Bram", "Nog niet"])
async def test_s44_who_kept_a_draft_goes_on_with_it_by_its_word(tmp_path: Path, goes_on: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        await reports(place, other="Nog niet")
        assert (await place.hears("noor"))[-1].text.endswith('Typ "verslag" als je verder wilt.')
        await place.says("noor", "verslag")
        await place.taps("noor", goes_on)
        await place.wait(days=2)

        if goes_on == "Bram":
            await place.taps("bram", "Lezen")
        assert ("We lachen veel." in await place.reads("bram")) is (goes_on == "Bram")


async def test_s42_a_plan_may_stay_a_draft(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await writes_plan(place, put=False)

        assert "Het blijft een kladje van jou." in await place.reads("noor")
        assert "Betere brieven." not in await place.reads("bram")
