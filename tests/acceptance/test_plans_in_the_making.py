"""S24, S34–S36: what is written for a group in a plan is its writer's alone until the plan is there, on every surface."""

from pathlib import Path

import pytest

from tests.acceptance.test_leaving import ERASE, KEEP, leaves
from tests.kit.experiments import START, begins, to_the_goal
from tests.kit.leergroep import gather
from tests.kit.reading import read_by_others
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, NAMED, Town, town
from tests.kit.trajectories import latest

FIXED, WHY, FREE = "De wettelijke termijn.", "Dat is de wet.", "De volgorde van het werk."


async def to_its_end(place: Town, fixed: str = FIXED) -> None:
    """Let the lead write down what is fixed and what is free, up to the question whether her team may read it."""
    await place.says(LEAD, "kader")
    for text in (fixed, WHY):
        await place.says(LEAD, text)
        await place.wait(minutes=2)
    await place.taps(LEAD, "Dit was het")
    await place.says(LEAD, FREE)
    await place.wait(minutes=2)
    await place.taps(LEAD, "Dit was het")
    await place.says(LEAD, "overslaan")
    await place.taps(LEAD, "Drie maanden")


async def number_of(place: Town, text: str, who: str = LEAD) -> str:
    """Return the number of an own answer."""
    await place.says(who, "mijn antwoorden")
    line = next(line for line in (await latest(place, who)).split("\n") if text in line)
    return line.split("**")[1].rstrip(".")


async def test_s36_of_a_plan_that_is_left_lying_nobody_reads_anything_half_a_year_later(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        assert await read_by_others(place) == set()
        await place.wait(days=180)
        assert await read_by_others(place) == set()
        for who in (*MEMBERS, FACILITATOR):
            for word in ("overzicht", "stand", "experiment", "eerdere overzichten", "kader", "opbrengst", "mijn antwoorden"):
                await place.says(who, word)
                assert "telefoontjes" not in await latest(place, who), (who, word)
        assert "telefoontjes" not in await place.room()


async def test_s35_what_is_written_in_a_plan_is_read_with_the_plan_also_after_a_restart(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        assert await read_by_others(place) == set()
        await place.restart()
        assert await read_by_others(place) == set()
        await place.taps(LEAD, "Ja, laat lezen")
        await place.wait(minutes=2)
        assert await read_by_others(place) == {FIXED, WHY, FREE}
        room = await place.room()
        assert FIXED in room
        assert WHY in room
        assert FREE in room


async def test_s36_of_who_leaves_the_group_while_she_plans_nothing_is_read(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        await place.leaves(LEAD)
        await place.taps(LEAD, "Ja, laat lezen")
        await place.wait(days=1)
        assert await read_by_others(place) == set()
        assert FIXED not in await place.room()


@pytest.mark.parametrize("ways", [KEEP, ERASE])
async def test_s36_of_who_ends_taking_part_while_she_plans_nothing_is_read(tmp_path: Path, ways: tuple[str, ...]) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        await leaves(place, LEAD, "Wisselen", *ways)
        assert await read_by_others(place) == set()
        await place.wait(days=40)
        assert await read_by_others(place) == set()


async def test_s02_what_she_keeps_to_herself_while_she_plans_stays_hers_when_the_plan_is_read(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        await place.says(LEAD, f"maak privé {await number_of(place, WHY)}")
        assert "(Alleen voor mij)" in await line_of(place, WHY)
        await place.taps(LEAD, "Ja, laat lezen")
        await place.wait(minutes=2)
        assert await read_by_others(place) == {FIXED, FREE}
        assert WHY not in await place.room()


async def test_x17_what_she_kept_to_herself_and_took_back_is_read_with_the_plan(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        await place.says(LEAD, f"maak privé {await number_of(place, WHY)}")
        await place.says(LEAD, "herstel")
        assert await read_by_others(place) == set()
        await place.taps(LEAD, "Ja, laat lezen")
        await place.wait(minutes=2)
        assert WHY in await read_by_others(place)


async def test_x17_a_plan_that_is_read_is_not_read_in_part_by_taking_back_what_was_chosen_before(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        await place.says(LEAD, f"maak privé {await number_of(place, WHY)}")
        await place.taps(LEAD, "Ja, laat lezen")
        await place.says(LEAD, "herstel")
        assert "niets" in await latest(place, LEAD)
        await place.wait(minutes=2)
        assert await read_by_others(place) == {FIXED, FREE}


async def test_x17_what_she_chose_of_something_else_can_be_taken_back_also_after_a_plan_is_read(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.tells(LEAD, "Een vos in de hal.", NAMED)
        await to_its_end(place)
        await place.says(LEAD, f"maak privé {await number_of(place, 'vos')}")
        await place.taps(LEAD, "Ja, laat lezen")
        await place.says(LEAD, "herstel")
        await place.wait(minutes=2)
        assert await read_by_others(place) == {"Een vos in de hal.", FIXED, WHY, FREE}


async def test_s02_what_she_shares_by_itself_while_she_plans_is_read_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        await place.says(LEAD, f"deel {await number_of(place, FREE)}")
        await place.taps(LEAD, "Met de groep, met mijn naam")
        assert await read_by_others(place) == {FREE}


async def test_s36_her_own_answers_say_who_will_read_what_she_writes_in_a_plan(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        assert "(Jij, en de groep zodra je plan doorgaat)" in await line_of(place, FREE)
        await place.taps(LEAD, "Nee, nog niet")
        assert "(Alleen voor mij)" in await line_of(place, FREE)


async def test_k5_a_colleague_who_is_named_in_other_words_of_a_plan_is_asked_about(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_its_end(place)
        await place.says(LEAD, f"wijzig {await number_of(place, FREE)}")
        await place.says(LEAD, "Wat Bram vrij mag doen.")
        assert "Bram" in await latest(place, LEAD)
        await place.taps(LEAD, "Houd het privé")
        await place.wait(minutes=2)
        await place.taps(LEAD, "Ja, laat lezen")
        await place.wait(minutes=2)
        assert await read_by_others(place) == {FIXED, WHY}


async def test_s34_a_plan_that_she_shares_and_does_not_put_down_is_read_by_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says(LEAD, "leergelegenheid")
        await place.taps(LEAD, "Samen iets nieuws oefenen")
        await place.says(LEAD, "Een gesprek oefenen.")
        await place.wait(minutes=2)
        while "Wanneer doen jullie het?" not in await latest(place, LEAD):
            await place.says(LEAD, "overslaan")
        await place.says(LEAD, "12 maart om 14:00")
        await place.says(LEAD, "ja")
        await place.taps(LEAD, "Met de groep, met mijn naam")
        assert "De groep leest dit zodra je plan doorgaat." in await latest(place, LEAD)
        assert await read_by_others(place) == set()
        await place.taps(LEAD, "Nee, nog niet")
        assert await read_by_others(place) == set()


async def test_s34_a_plan_that_she_shares_is_read_once_she_puts_it_down(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says(LEAD, "leergelegenheid")
        await place.taps(LEAD, "Samen iets nieuws oefenen")
        await place.says(LEAD, "Een gesprek oefenen.")
        await place.wait(minutes=2)
        while "Wanneer doen jullie het?" not in await latest(place, LEAD):
            await place.says(LEAD, "overslaan")
        await place.says(LEAD, "12 maart om 14:00")
        await place.says(LEAD, "ja")
        await place.taps(LEAD, "Met de groep, met mijn naam")
        await place.taps(LEAD, "Ja, leg vast")
        await place.wait(minutes=2)
        assert "Een gesprek oefenen." in await read_by_others(place)
        assert "Een gesprek oefenen." in await place.room()


async def test_s36_who_begins_an_experiment_lets_her_group_read_all_that_she_wrote_for_it(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())
        expected = {"Dat mensen minder vaak bellen.", "Tien telefoontjes per dag minder.", "Eén brief herschrijven."}
        assert expected <= await read_by_others(place)


async def test_s24_what_who_facilitates_writes_of_what_a_group_agreed_on_is_read_once_she_asks_for_a_yes(
    tmp_path: Path,
) -> None:
    about = "Over lastige gesprekken."
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        for said in ("contract", "vandaag", "ja", "1", about):
            await place.says(FACILITATOR, said)
            await place.wait(minutes=2)
        await place.wait(days=30)
        assert await read_by_others(place, FACILITATOR) == set()
        while "Zal ik iedereen vragen" not in await latest(place, FACILITATOR):
            await place.says(FACILITATOR, "overslaan")
        assert await read_by_others(place, FACILITATOR) == set()
        await place.says(FACILITATOR, "ja")
        await place.wait(minutes=2)
        assert await read_by_others(place, FACILITATOR) == {about}


async def line_of(place: Town, text: str, who: str = LEAD) -> str:
    """Return the line of an own answer among those that are listed."""
    await place.says(who, "mijn antwoorden")
    return next(line for line in (await latest(place, who)).split("\n") if text in line)
