"""GE6, X14: what is asked of who leads is not answered for the group any more by somebody whose role is over."""

from pathlib import Path

import pytest

from storage.groups import people
from tests.kit.leergroep import decide, gather, plan
from tests.kit.town import FACILITATOR, TEAM, Town, town
from tests.kit.value_checks import asks_the_team


async def ends(place: Town, who: str) -> None:
    await place.app.store.run(lambda unit: people.end_role(unit, TEAM, who, "lead", place.clock.now()))


@pytest.mark.parametrize("opened", [True, False])
async def test_ge6_the_answer_of_who_leads_no_more_is_hers_alone(tmp_path: Path, *, opened: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_the_team(place)
        await place.app.store.run(lambda unit: people.appoint(unit, TEAM, "joost", "lead", place.clock.now()))
        await place.until("2026-03-31 09:31")
        if opened:
            await place.taps("joost", "Antwoorden")
            await ends(place, "joost")
        else:
            await ends(place, "joost")
            await place.taps("joost", "Antwoorden")

        await place.says("joost", "Dit doen we niet.")
        said = (await place.hears("joost"))[-1].text
        await place.until("2026-05-01 12:00")

        assert "Team Vergunningen" not in said
        assert "Dit doen we niet." not in await place.room()
        await place.says("joost", "mijn antwoorden")
        hers = (await place.hears("joost"))[-1].text
        assert "Dit doen we niet." in hers
        assert "(Alleen voor mij)" in hers


async def test_x14_a_participant_who_stood_in_is_asked_nothing_more_of_what_the_facilitator_is_asked(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await plan(place, "29 januari om 14:00")
        await place.says(FACILITATOR, "plaatsvervanger Bram tot 30 januari")
        await place.taps(FACILITATOR, "Leergroep Noord")

        await place.until("2026-02-20 12:00")

        assert "Welke leerpunten wil je vastleggen?" in await place.reads(FACILITATOR)  # an hour after it, so the next morning
        told = await place.reads("bram")
        assert "Welke leerpunten wil je vastleggen?" not in told
        assert "Welke leervraag formuleerde" not in told
        assert "Wat neem jij mee uit de bijeenkomst" in told


async def test_x14_s24_who_stands_in_hears_that_she_agrees_before_she_reads_what_the_group_shares(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await decide(place, "noor", "bram", FACILITATOR)
        for who in ("Samira", "Bram"):
            await place.says(FACILITATOR, f"plaatsvervanger {who} tot 30 maart")
            await place.taps(FACILITATOR, "Leergroep Noord")

        says = 'lees je zodra je akkoord bent met de afspraken van Leergroep Noord. Typ daarvoor "contract"'
        assert says in await place.reads("samira")
        assert "vraagt je om waar te nemen in Leergroep Noord" in await place.reads("bram")
        assert says not in await place.reads("bram")
