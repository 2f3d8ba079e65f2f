"""S25: a group that ends early looks at its yield in the next meeting, and what comes after the last one counts from there."""

from pathlib import Path

from tests.acceptance.preparing import delivers, on_the_way
from tests.acceptance.test_parting import passes
from tests.kit.leergroep import GROUP, PARTICIPANTS
from tests.kit.searching import where
from tests.kit.town import FACILITATOR, Town

WORD = "leergroep eerder afronden"
NEXT = "donderdag 12 maart om 10:00"
TOLD = f"Leergroep Noord rondt eerder af. De bijeenkomst van {NEXT} is de laatste"


async def ends(place: Town) -> None:
    await place.says(FACILITATOR, WORD)
    await place.taps(FACILITATOR, "Ja, rond eerder af")


async def test_s25_edge_one_group_ends_early_and_its_yield_is_offered_at_the_next_meeting(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await ends(place)
        await place.says("noor", "bijeenkomsten")
        days = (await place.hears("noor"))[-1].text
        await place.until("2026-03-16 12:00")

        assert days.count("om 10:00") == 1
        assert f"6. {NEXT}" in days
        assert "De opbrengst bespreken" in await place.room(GROUP)
        assert "Beschrijvingen bespreken" not in await place.room(GROUP)
        assert "Terugkijken met de leergroep" in await place.reads("noor")
        assert "Wat zag de groep als opbrengst?" in await place.reads(FACILITATOR)


async def test_s25_edge_each_hears_once_that_the_group_ends_early(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await ends(place)
        await place.wait(days=5)

        for one in PARTICIPANTS:
            assert (await place.reads(one)).count(TOLD) == 1
            assert "gaat niet door." not in await place.reads(one)
        assert TOLD not in f"{await place.reads('ingrid')}{await place.room()}"


async def test_s25_edge_who_goes_on_after_all_ends_nothing(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says(FACILITATOR, WORD)
        await place.taps(FACILITATOR, "Nee, we gaan door")

        assert (await place.hears(FACILITATOR))[-1].text.count("om 10:00") == 5


async def test_s25_edge_what_was_said_of_the_day_still_counts_when_it_becomes_the_last(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("bram", "afwezig bijeenkomst 2")
        await place.says("noor", "afwezig bijeenkomst 6")
        await ends(place)

        await place.says(FACILITATOR, "bijeenkomsten")

        read = (await place.hears(FACILITATOR))[-1].text
        assert "Bram kan niet op bijeenkomst 6." in read
        assert "Noor kan niet" not in read


async def test_s31_edge_of_a_group_that_ended_early_the_texts_go_four_weeks_after_its_last_meeting(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram", "Een kanarie in de gang.")
        await ends(place)
        await place.until("2026-03-12 13:00")

        await passes(place, "2026-04-09 20:00")
        kept = await where(place, "kanarie")
        await passes(place, "2026-04-10 09:30")

        assert "answer.body" in kept
        assert await where(place, "kanarie") == set()


async def test_s25_edge_the_last_meeting_cannot_become_the_last_and_only_who_leads_ends_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("noor", WORD)
        refused = (await place.hears("noor"))[-1].text
        await ends(place)
        await place.says(FACILITATOR, WORD)
        already = (await place.hears(FACILITATOR))[-1].text
        await place.until("2026-03-12 13:00")
        await place.says(FACILITATOR, WORD)

        assert "begeleider" in refused
        assert "is al de laatste" in already
        assert "De bijeenkomsten van Leergroep Noord zijn geweest." in (await place.hears(FACILITATOR))[-1].text


async def test_s25_who_leads_two_groups_says_which_one_ends_early(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.add_team("zuid", "Leergroep Zuid", kind="leergroep")
        await place.add(FACILITATOR, "facilitator", team="zuid", consent=None)
        for said in ("bijeenkomsten plannen 3", "5 maart om 10:00", "ja", "6", "Twee uur", "Stadhuis", "ja"):
            await place.says(FACILITATOR, said)

        await place.says(FACILITATOR, WORD)
        await place.taps(FACILITATOR, "Leergroep Noord")

        assert "Rondt Leergroep Noord eerder af?" in (await place.hears(FACILITATOR))[-1].text
