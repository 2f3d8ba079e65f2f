"""S13 and S14: goals on five levels, and a design from four angles."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.tables import answer
from tests.kit.town import NAMED, PRIVATE, Town, town
from tests.kit.value_checks import plan

SKIP, GOAL, SOCIETY = "overslaan", "Een bezwaar in gewone woorden uitleggen.", "Minder boze brieven."


async def goals(place: Town, *said: str, who: str = "noor") -> list[str]:
    """Let somebody answer the questions about goals, each as an answer of its own; returns what she heard."""
    await place.says(who, "leerdoelen")
    for text in said:
        await place.says(who, text)
        await place.wait(minutes=2)
    return [one.text for one in await place.hears(who)]


async def designs(place: Town, **said: str) -> list[str]:
    """Let Noor look from four angles, saying what is given by the number of the question, and skip all else."""
    await place.says("noor", "invalshoeken")
    for number in range(1, 12 if "n10" in said else 13):  # without the tenth it is asked otherwise once more
        await place.says("noor", said.get(f"n{number}", SKIP))
        await place.wait(minutes=2)
    return [one.text for one in await place.hears("noor")]


async def kept(place: Town) -> int:
    """Return how many answers are kept of anybody."""
    return await place.app.store.read(
        lambda unit: unit.connection.execute(select(func.count()).select_from(answer)).scalar_one()
    )


async def test_s13_acceptance_1_a_goal_for_society_alone_is_enough(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        heard = await goals(place, SKIP, SKIP, SKIP, SKIP, SOCIETY, SKIP)
        await place.wait(days=1, hours=1)

        assert "Dank je. Wat over jezelf gaat" in heard[-1]
        assert "**Voor de samenleving**" in await place.room()
        assert SOCIETY in await place.room()


async def test_s13_acceptance_2_a_goal_for_oneself_stays_out_of_the_card(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await goals(place, GOAL, "Ik hoef minder op te zoeken.", SKIP, SKIP, SKIP, SOCIETY, SKIP)
        await place.wait(days=1, hours=1)

        assert SOCIETY in await place.room()
        for private in (GOAL, "opzoeken", "Wat ik wil kunnen"):
            assert private not in await place.room()
        assert GOAL not in await place.reads("ingrid") + await place.reads("fatima")


async def test_s13_edge_one_level_alone_and_even_none_is_fine(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert "Dank je" in (await goals(place, GOAL, *[SKIP] * 5))[-1]
        await goals(place, *[SKIP] * 5, who="bram")
        await place.wait(days=1, hours=1)

        assert await kept(place) == 1
        assert "leerdoelen" not in await place.room()


async def test_s13_goals_come_back_to_their_owner_alone_at_the_value_check(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await goals(place, GOAL, SKIP, SKIP, SKIP, SKIP, SOCIETY, SKIP)
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")
        await place.taps("bram", "Voorbereiden")

        asked = (await place.hears("noor"))[-1].text
        assert GOAL in asked
        assert SOCIETY in asked
        assert GOAL not in await place.reads("bram")
        assert SOCIETY not in await place.reads("bram")


async def test_s14_acceptance_1_who_does_not_know_what_to_notice_is_offered_the_five_levels(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        heard = "\n".join(await designs(place))

        for level in ("hoe het was", "wat je eraan", "wat je anders doet", "wat anderen", "hoe je anders"):
            assert f"- {level}" in heard
        assert heard.index("vijf bij het zoeken") < heard.index("Waaraan zou je het merken?")


async def test_s14_acceptance_2_where_all_stays_empty_nothing_is_kept(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await designs(place)
        await place.wait(days=2)

        assert await kept(place) == 0
        assert "ontwerp" not in await place.room()


async def test_s14_edge_where_all_is_online_chance_needs_another_place(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        online = "\n".join(await designs(place, n5="Het kan online"))
    async with town(tmp_path / "other", formats=[]) as place:
        together = "\n".join(await designs(place, n5="We moeten elkaar zien."))

    assert "heeft dan een andere plek nodig" in online
    assert "heeft dan een andere plek nodig" not in together


@pytest.mark.parametrize(("who", "hint"), [("De balie.", False), (SKIP, True)])
async def test_s14_who_knows_nobody_that_looks_differently_gets_a_hint(tmp_path: Path, who: str, hint: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        heard = "\n".join(await designs(place, n8=who))

        assert ("brengt elkaar weinig op ideeën" in heard) is hint


@pytest.mark.parametrize(("readers", "shown"), [(NAMED, True), (PRIVATE, False)])
async def test_s14_a_design_is_its_makers_until_it_is_shared(tmp_path: Path, readers: str, shown: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await designs(place, n1="Luisteren aan de balie.", n10="Aan rustige gesprekken.")
        await place.taps("noor", readers)
        await place.wait(days=1, hours=1)

        assert ("Luisteren aan de balie." in await place.room()) is shown
        assert "Luisteren aan de balie." not in await place.reads("ingrid")
