"""S48: only what somebody confirmed of her flap can have been told, so only of that she is asked who reads it."""

from pathlib import Path

from tests.kit.interviews import goes_with, interviews, plan, reads_over
from tests.kit.town import MEMBERS, Town, town

BETTER = "Ik bel mensen nu eerst op, voor ik een brief stuur."
WHO_HELPED = "Een collega deed het een keer voor."
WHETHER = "Vertelde je"
TOLD = "Ja, het team mag het lezen"


async def written_at_length(place: Town) -> str:
    """Let one interview another for as long as an interview takes; returns who told."""
    await plan(place)
    teller = await goes_with(place, "noor")
    await place.wait(minutes=40)
    await interviews(place, "noor", BETTER, "overslaan", WHO_HELPED)
    for one in sorted({*MEMBERS, "ingrid"} - {"noor"}):
        await place.taps(one, "Deze keer niet")
    return teller


async def test_s48_who_confirmed_nothing_is_not_asked_whether_she_told_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        teller = await written_at_length(place)
        await place.until("2026-04-14 12:00")

        seen = await place.reads(teller)
        assert "Je bent geïnterviewd" in seen
        assert WHETHER not in seen
        assert BETTER not in await place.room()


async def test_s48_who_confirms_later_is_asked_after_that_and_the_room_reads_it_still(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        teller = await written_at_length(place)
        await place.until("2026-03-20 11:00")
        await place.says(teller, "leerinterview")
        await place.taps(teller, "Klopt")
        await place.taps(teller, "Klopt")
        assert WHETHER not in await place.reads(teller)
        await place.until("2026-03-24 12:00")

        assert "Vertelde je jouw flap aan het team?" in await place.reads(teller)
        await place.taps(teller, "Kiezen")
        await place.taps(teller, TOLD)
        await place.taps(teller, "Nee, dit blijft tussen ons")
        await place.until("2026-04-02 12:00")
        room = await place.room()
        assert [BETTER in room, WHO_HELPED in room] == [True, False]


async def test_s48_of_a_flap_that_is_half_confirmed_only_that_half_is_asked_about(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        teller = await written_at_length(place)
        await place.wait(minutes=10)
        await reads_over(place, teller, "Klopt")
        await place.says(teller, "stop")
        await place.until("2026-03-19 12:00")
        await place.hears(teller)
        await place.says(teller, "leerinterview")
        asked = "\n".join(one.text for one in await place.hears(teller))

        assert [BETTER in asked, WHETHER in asked, WHO_HELPED in asked] == [True, True, False]


async def test_s48_what_was_written_after_half_an_hour_and_told_is_read_by_the_room(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        teller = await written_at_length(place)
        await place.wait(minutes=10)
        await reads_over(place, teller, "Klopt", "Klopt")
        await place.wait(minutes=2)  # she told it there and then
        await place.says(teller, "leerinterview")
        await place.taps(teller, TOLD)
        await place.taps(teller, TOLD)
        await place.until("2026-04-02 12:00")

        room = await place.room()
        assert [BETTER in room, WHO_HELPED in room] == [True, True]
