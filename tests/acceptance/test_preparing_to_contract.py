"""S24: before the first meeting each may think of what she hopes for and needs; the facilitator reads what is for her."""

from pathlib import Path

from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, PRIVATE, Town, town

ASKED, GATHERED = "2026-03-12 10:05", "2026-03-18 12:05"
"""Five working days before the first meeting, on Thursday 19 March 2026, and one before it."""
HOPE, NEED = "Nieuwe manieren om te vragen.", "Dat het in de kamer blijft."


async def is_asked(place: Town) -> None:
    await gather(place)
    await plan(place)
    await place.until(ASKED)


async def prepares(place: Town, person: str, readers: str) -> None:
    """Let somebody tell what she hopes and needs, for these readers."""
    await place.taps(person, "Beginnen")
    await place.says(person, HOPE)
    await place.wait(minutes=2)
    await place.says(person, "overslaan")
    await place.says(person, NEED)
    await place.taps(person, readers)


async def test_s24_each_is_asked_five_working_days_before_the_first_meeting_and_not_reminded(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-03-12 09:55")
        before = await place.reads("noor")

        await place.until("2026-03-19 09:30")

        assert "stilstaan" not in before
        assert (await place.reads("noor")).count("Wil je vooraf stilstaan bij wat jij hoopt en nodig hebt?") == 1
        assert "stilstaan" not in await place.reads(FACILITATOR)


async def test_s24_what_is_for_the_facilitator_reaches_her_before_the_meeting_and_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        await prepares(place, "noor", FACILITATOR_ONLY)
        await prepares(place, "bram", PRIVATE)

        await place.until(GATHERED)

        told = await place.reads(FACILITATOR)
        assert "**Vooraf aan donderdag 19 maart om 10:00** (Leergroep Noord)" in told
        assert told.count(NEED) == 1
        assert "**Noor**" in told
        assert "Bram" not in told.partition("Vooraf aan donderdag")[2]
        for person in ("samira", "bram"):
            assert "**Noor**" not in await place.reads(person)
        assert NEED not in await place.room(GROUP)


async def test_s24_edge_nobody_hears_how_far_somebody_is_with_what_is_free(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await is_asked(place)
        await place.taps("noor", "Beginnen")
        await place.taps("bram", "Liever niet")

        await place.until("2026-03-19 09:30")

        told = await place.reads(FACILITATOR)
        assert "Vooraf aan" not in told
        assert "**: nog niet" not in told
        assert "**: bezig" not in told


async def test_s24_edge_what_is_taken_back_is_not_gathered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        await prepares(place, "noor", FACILITATOR_ONLY)
        await place.says("noor", "mijn antwoorden")
        await place.says("noor", "maak privé 1")
        await place.says("noor", "maak privé 2")

        await place.until(GATHERED)

        assert NEED not in await place.reads(FACILITATOR)


async def test_s24_edge_planned_on_short_notice_it_is_asked_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place, "12 maart om 10:00")

        await place.until("2026-03-10 10:00")

        assert "Leergroep Noord begint op donderdag 12 maart" in await place.reads("noor")
