"""S34, S36: what is written for a group in a plan is read by nobody before the plan is, nor when it is given up."""

from pathlib import Path

import pytest

from tests.kit.experiments import START, begins, to_the_goal
from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import latest


async def written(place: Town) -> str:
    """Return what the lead reads of her own answers."""
    await place.says(LEAD, "mijn antwoorden")
    return await latest(place, LEAD)


async def test_s36_who_writes_a_plan_hears_that_it_is_read_once_she_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        read = await place.reads(LEAD)
        assert "Iedereen in Team Vergunningen leest dit zodra jij dat aan het eind goed vindt" in read
        assert "Iedereen in Team Vergunningen kan dit lezen" not in read


@pytest.mark.parametrize("ways", [("stop", "Bewaren"), ("overslaan", "overslaan", "overslaan")])
async def test_s36_what_was_written_in_a_plan_that_is_given_up_is_hers_alone(tmp_path: Path, ways: tuple[str, ...]) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        if "Bewaren" in ways:
            await place.says(LEAD, "stop")
            await place.taps(LEAD, "Bewaren")
        else:
            await place.taps(LEAD, "Nee, dit is het")
            while "Zonder antwoord" not in await latest(place, LEAD):  # the first day is needed
                await place.says(LEAD, "overslaan")
            await place.taps(LEAD, "Ja")
        mine = await written(place)
        assert "Tien telefoontjes per dag minder." in mine
        assert "Met de groep" not in mine


async def test_s36_a_plan_that_is_read_stays_with_the_group(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        assert "Met de groep" in await written(place)
        assert "Tien telefoontjes per dag minder." in await place.room()


async def test_s36_no_in_one_word_is_no_second_goal(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        await place.says(LEAD, "nee")
        assert "Welk doel komt eerst?" not in await latest(place, LEAD)
        assert "Wat verwacht de directie" in await latest(place, LEAD)


async def test_s36_who_skips_one_of_several_that_are_needed_is_not_told_that_it_is_the_only_one(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says(LEAD, "experiment")
        await place.taps(LEAD, "Pilot")
        await place.says(LEAD, "overslaan")
        told = await latest(place, LEAD)
        assert "Zonder antwoord op deze vraag kan ik niet verder." in told
        assert "de enige vraag" not in told


async def test_s36_edge_nobody_looks_back_before_it_begins_or_after_it_ends(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        await place.taps(LEAD, "Nee, dit is het")
        while "Wanneer begin je?" not in await latest(place, LEAD):
            await place.says(LEAD, "overslaan")
        for said in ("1 april", "ja", "25 maart", "ja"):
            await place.says(LEAD, said)
        assert "Wanneer kijken jullie voor het eerst terug?" in await latest(place, LEAD)
        for said in ("8 april", "ja", "overslaan", "2 april", "ja"):
            await place.says(LEAD, said)
        assert "Wanneer stop je?" in await latest(place, LEAD)
