"""X16, S25: who is in two leergroepen, or facilitates two, always reads which of them something is about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.kit.leergroep import gather
from tests.kit.town import FACILITATOR, Town, town

NORTH, SOUTH = "Leergroep Noord", "Leergroep Zuid"


@asynccontextmanager
async def both(folder: Path) -> AsyncIterator[Town]:
    """Open a town with two leergroepen that meet on the same days, with one facilitator and one participant in both."""
    async with town(folder, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await place.add_team("zuid", SOUTH, kind="leergroep")
        await place.add(FACILITATOR, "facilitator", team="zuid", consent=None)
        for person in ("noor", "lotte", "daan"):
            await place.add(person, "participant", team="zuid")
        await planned(place, NORTH, "29 januari om 10:00")
        await planned(place, SOUTH, "29 januari om 14:00")
        yield place


async def planned(place: Town, group: str, first: str) -> None:
    """Let the facilitator plan the six meetings of one of the groups."""
    await place.says(FACILITATOR, "bijeenkomsten plannen")
    await place.taps(FACILITATOR, group)
    for said in (first, "ja", "6", "Twee uur", "Stadhuis", "ja"):
        await place.says(FACILITATOR, said)


async def test_s05_x16_an_assignment_that_is_begun_by_its_word_says_for_which_group_it_is(tmp_path: Path) -> None:
    async with both(tmp_path) as place:
        await place.until("2026-02-02 12:00")

        await place.says("noor", "opdracht")
        first = (await place.hears("noor"))[-1].message.body["title"]
        await place.says("lotte", "opdracht")
        only = (await place.hears("lotte"))[-1].message.body["title"]

        assert first in {f"Opdracht ({NORTH})", f"Opdracht ({SOUTH})"}
        assert only == "Opdracht"


async def test_s27_x16_what_was_learned_is_asked_of_a_facilitator_with_the_group_in_its_title(tmp_path: Path) -> None:
    async with both(tmp_path) as place:
        await place.until("2026-01-30 09:05")

        await place.says(FACILITATOR, "leerpunten")

        asked = (await place.hears(FACILITATOR))[-1].message.body
        group = {f"Bijeenkomst ({one})": one for one in (NORTH, SOUTH)}[asked["title"]]
        assert asked["readers"] == f"Iedereen in {group} leest dit, zonder naam erbij."


async def test_s25_x16_who_facilitates_two_groups_is_asked_of_which_she_keeps_who_was_there(tmp_path: Path) -> None:
    async with both(tmp_path) as place:
        await place.until("2026-01-29 16:30")

        await place.says(FACILITATOR, "aanwezig")
        asked = (await place.hears(FACILITATOR))[-1]
        await place.taps(FACILITATOR, NORTH)
        shown = (await place.hears(FACILITATOR))[-1].text

        assert list(asked.choices) == [NORTH, SOUTH]
        assert f"Het gaat om bijeenkomst 1 van {NORTH}." in shown
        assert "Bram was er" in shown
        assert "Lotte" not in shown


async def test_s25_x16_before_the_second_group_met_there_is_nothing_to_ask(tmp_path: Path) -> None:
    async with both(tmp_path) as place:
        await place.until("2026-01-29 12:30")

        await place.says(FACILITATOR, "aanwezig")

        assert f"Het gaat om bijeenkomst 1 van {NORTH}." in (await place.hears(FACILITATOR))[-1].text


async def test_s25_x16_of_who_cannot_come_her_facilitator_reads_in_which_group(tmp_path: Path) -> None:
    async with both(tmp_path) as place:
        await place.until("2026-01-28 10:00")

        await place.says("noor", "afwezig bijeenkomst 1")
        await place.taps("noor", SOUTH)

        assert f"Noor kan niet op donderdag 29 januari om 14:00 (bijeenkomst 1 van {SOUTH})." in await place.reads(FACILITATOR)
