"""S42, S44, S45: the start of a duo that moves takes its reports along, and the first intervision all the others."""

from pathlib import Path

from storage.groups import rounds
from storage.store import Unit
from tests.kit.duo import DUO, a_duo, begins, heard
from tests.kit.town import Town, at, town


async def days_of(place: Town, format: str) -> list[str]:
    """Return the days of the rounds of a format in the duo."""

    def found(unit: Unit) -> list[str]:
        return [
            str(one.planned.date()) for one in rounds.dated_since(unit, [DUO], at("2026-01-01 00:00")) if one.format == format
        ]

    return await place.app.store.read(found)


async def test_s44_a_start_that_moves_takes_the_reports_along_and_the_duo_hears_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place, "23 maart")
        assert await days_of(place, "duo_report") == ["2026-05-04", "2026-06-15", "2026-07-27", "2026-09-07"]
        await place.until("2026-03-10 12:00")
        for who in ("noor", "fatima"):
            await place.hears(who)
        await place.says("fatima", "verplaats naar 30 maart")
        await place.wait(days=2)

        assert await days_of(place, "duo_report") == ["2026-05-11", "2026-06-22", "2026-08-03", "2026-09-14"]
        for who in ("noor", "fatima"):
            told = await heard(place, who)
            assert "is nu op maandag 30 maart. Eerst was dat maandag 23 maart." in told
            assert "Ook de dagen daarna schuiven even ver mee" in told


async def test_s44_a_start_that_moves_back_takes_the_reports_back(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place, "30 maart")
        await place.says("fatima", "verplaats naar 16 maart")

        assert await days_of(place, "duo_report") == ["2026-04-28", "2026-06-08", "2026-07-20", "2026-08-31"]
