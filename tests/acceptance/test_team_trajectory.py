"""S08: a trajectory that a lead proposes to her team: each is asked once, and only what was shared stands side by side."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.town import LEAD, MEMBERS, Town, town
from tests.kit.trajectories import answer, latest, plan_training


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start="2026-05-11 09:00", formats=[]) as built:
        for said in ("teamtraject", "Helder schrijven", "8 juni", "ja", "26 juni", "ja", "ja"):
            await built.says(LEAD, said)
        await built.until("2026-05-12 12:00")
        yield built


async def test_s08_acceptance_3_of_a_team_trajectory_too_nothing_is_told_where_nothing_was_shared(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "8 juni")
    await answer(place, "noor", Wat_wil_je_leren="Korte brieven")
    await place.until("2026-06-12 17:00")
    assert "Korte brieven" not in await place.reads(LEAD) + await place.room()
    assert "eruit halen" not in await place.room()


async def test_s08_each_is_asked_once(place: Town) -> None:
    await place.until("2026-06-12 17:00")
    for who in MEMBERS:
        assert (await place.reads(who)).count("begint een leertraject met het team") == 1


async def test_s08_what_was_shared_stands_side_by_side_before_it_begins(place: Town) -> None:
    for who, point in (("noor", "Korte brieven"), ("bram", "Minder bellen")):
        await place.taps(who, "Vooruitkijken")
        await place.says(who, point)
        await place.says(who, "overslaan")
        await place.taps(who, "Nu niet")
    await place.until("2026-06-05 17:00")
    told = await place.room()
    assert "Korte brieven" in told
    assert "Minder bellen" in told
    assert "Samira" not in told


async def test_s08_who_wants_goes_on_to_a_trajectory_of_her_own(place: Town) -> None:
    await place.taps("noor", "Vooruitkijken")
    await place.says("noor", "overslaan")
    await place.says("noor", "overslaan")
    await place.taps("noor", "Ja, mijn traject")
    assert "Gaat het om een training of om een klus?" in await latest(place, "noor")


async def test_s10_edge_after_a_team_trajectory_the_lead_is_asked_to_harvest_together(place: Town) -> None:
    await place.until("2026-07-13 17:00")  # who had a trajectory of her own was asked first, two working days after it
    assert "Willen jullie samen oogsten" not in await place.reads(LEAD)
    await place.until("2026-07-14 17:00")
    assert "Willen jullie samen oogsten, met een waardecheck?" in await place.reads(LEAD)
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja, plannen")
    told = await latest(place, LEAD)
    assert "Hoe heet het leertraject?" in told
    assert "Waar kijken jullie op terug?" not in await place.reads(LEAD)


async def test_s10_a_lead_who_does_not_want_that_is_not_asked_again(place: Town) -> None:
    await place.until("2026-07-14 17:00")
    await place.taps(LEAD, "Nu niet")
    assert "Ik vraag er niet meer naar" in await latest(place, LEAD)
    await place.until("2026-08-14 17:00")
    assert (await place.reads(LEAD)).count("Willen jullie samen oogsten") == 1
