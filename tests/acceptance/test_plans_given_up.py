"""S34, S36: what is written for a group in a plan is read by nobody before the plan is, nor when it is given up."""

from pathlib import Path

import pytest

from tests.acceptance.test_plans_in_the_making import FIXED, number_of, to_its_end
from tests.kit.experiments import PROJECT, START, begins, to_the_goal
from tests.kit.reading import read_by_others
from tests.kit.teams_town import teams_town
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


async def to_two_sides(place: Town) -> None:
    """Let the lead write down a project up to the strength of two sides."""
    await to_the_goal(place, PROJECT)
    await place.taps(LEAD, "Nee, dit is het")
    while "Welke kracht brengt elke kant mee?" not in await latest(place, LEAD):
        await place.says(LEAD, "overslaan")
    for side in ("Balie kent de vragen.", "ICT kent het systeem."):
        await place.says(LEAD, side)
        await place.wait(minutes=2)


async def test_s36_of_a_plan_that_is_given_up_no_side_is_read_either(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_two_sides(place)
        await place.taps(LEAD, "Dit was het")
        while "Zonder antwoord" not in await latest(place, LEAD):
            await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "Ja")
        assert await read_by_others(place) == set()


async def test_s36_a_plan_that_ends_because_a_part_is_taken_back_is_read_by_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_two_sides(place)
        listed = (await written(place)).split("\n")
        number = next(line.split("**")[1].rstrip(".") for line in listed if "Balie kent de vragen." in line)
        await place.says(LEAD, f"verwijder {number}")
        await place.says(LEAD, "ja")
        await place.settle()
        assert await read_by_others(place) == set()


async def test_s35_of_what_is_fixed_and_free_nothing_is_read_when_it_is_given_up(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says(LEAD, "kader")
        for fixed, why in (("De wettelijke termijn.", "Dat is de wet."), ("Het budget.", "Dat is besloten.")):
            await place.says(LEAD, fixed)
            await place.wait(minutes=2)
            await place.says(LEAD, why)
            await place.wait(minutes=2)
        await place.taps(LEAD, "Dit was het")
        for free in ("De volgorde van het werk.", "Met wie je samenwerkt."):
            await place.says(LEAD, free)
            await place.wait(minutes=2)
        await place.taps(LEAD, "Dit was het")
        await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "Drie maanden")
        await place.taps(LEAD, "Nee, nog niet")
        assert await read_by_others(place) == set()


async def test_s36_a_plan_that_is_read_stays_with_the_group(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        assert "Met de groep" in await written(place)
        assert "Tien telefoontjes per dag minder." in await place.room()


async def test_s36_that_there_is_no_second_goal_does_not_stand_in_the_plan(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        await place.taps("noor", "Bekijken")
        read = await place.reads("noor")
        assert "**Ons doel**" in read
        assert "Nog een doel" not in read


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


async def gives_up(place: Town) -> str:
    """Let the lead write what is fixed and what is free, and not let it be read; return the number of what is fixed."""
    await to_its_end(place)
    await place.taps(LEAD, "Nee, nog niet")
    return await number_of(place, FIXED)


async def test_s02_what_is_hers_alone_as_the_plan_was_given_up_can_be_shared_and_is_not_made_private(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        number = await gives_up(place)
        await place.says(LEAD, f"toon {number}")
        shown = (await place.shown(LEAD))[-1]
        assert "Alleen voor mij" in shown.text
        assert [one.rsplit(" ", 1)[0] for one in shown.choices] == ["Deel", "Wijzig", "Verwijder"]


async def test_k5_a_name_in_what_nobody_reads_as_the_plan_was_given_up_needs_no_asking(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        number = await gives_up(place)
        await place.says(LEAD, f"wijzig {number}")
        await place.says(LEAD, "Dat zei Bram.")
        assert "Dat zei Bram." in await written(place)


async def test_0022_where_it_was_asked_stands_who_reads_what_was_given_up(tmp_path: Path) -> None:
    async with teams_town(tmp_path, start=START, formats=[]) as place:
        await gives_up(place)
        (stands,) = [one.text for one in await place.shown(LEAD) if f"> \u2068{FIXED}" in one.text]
        assert "Wie leest dit: Alleen voor mij." in stands
