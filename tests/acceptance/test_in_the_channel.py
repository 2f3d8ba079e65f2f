"""S06: what a group is told that harvests in its channel."""

from pathlib import Path

from tests.acceptance.test_value_check import asked_to_write
from tests.kit.town import town
from tests.kit.value_checks import IN_CHANNEL, plan


async def test_s06_where_nobody_writes_along_the_channel_reads_until_when_the_stories_stand_there(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when=IN_CHANNEL, scribe="Bram")
        await place.until("2026-03-09 10:00")
        asked: list[str] = []
        while who := await asked_to_write(place, asked):
            asked.append(who)
            await place.taps(who, "Waardecheck (Antwoorden)" if who == "bram" else "Antwoorden")
            await place.taps(who, "Liever niet")
            await place.wait(days=1)
        await place.until("2026-03-19 12:00")
        opening = await place.room()
        await place.until("2026-03-24 16:59")
        before = await place.room()

        assert "De verhalen staan hier tot dinsdag 24 maart." in opening
        assert "Spreek samen af: wie schrijft mee" in opening
        assert "Totaalopbrengst" not in before
