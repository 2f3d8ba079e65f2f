"""S25: what somebody said of a meeting follows what changes: her mind, the day, and who is in the group."""

from pathlib import Path

import pytest

from tests.acceptance.preparing import on_the_way
from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import FACILITATOR, town


@pytest.mark.parametrize("said", ["Bijeenkomst 1 waar ik over vertelde, vond ik de beste", "bijeenkomst 1 waar Bibliotheek"])
async def test_s25_edge_a_sentence_that_begins_like_a_place_is_none(tmp_path: Path, said: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, said)

        assert "Ik zeg het erbij" not in await place.reads(FACILITATOR)
        await place.until("2026-03-19 09:00")
        assert "Stadhuis" in await place.room(GROUP)
        assert said.rpartition(" ")[2] not in await place.room(GROUP)


async def test_s25_edge_who_could_not_and_now_perhaps_is_told_as_perhaps(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says("bram", "afwezig bijeenkomst 2")
        await place.says("bram", "misschien bijeenkomst 2")

        told = [one.text for one in await place.shown(FACILITATOR) if one.text.startswith("Bram")]
        assert told[-1] == "Bram kan misschien op donderdag 30 april om 10:00 (bijeenkomst 2 van Leergroep Noord)."
        assert len(told) == 2


async def test_s05_edge_who_takes_back_that_her_assignment_is_talked_about_is_heard(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("bram", "afwezig")
        await place.taps("bram", "Ja, dat mag")

        await place.says("bram", "bespreken mag niet bijeenkomst 2")

        assert "Ik geef het door aan de begeleider." in (await place.hears("bram"))[-1].text
        told = (await place.shown(FACILITATOR))[-1].text
        assert (
            told == "De opdracht van Bram blijft op donderdag 12 maart om 10:00 liggen. Jullie bespreken die niet zonder Bram."
        )


async def test_s25_edge_what_was_said_of_a_day_does_not_count_for_the_day_to_which_it_moves(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        for person in ("bram", "noor"):
            await place.says(person, "afwezig bijeenkomst 2")
        await place.says("noor", "afwezig bijeenkomst 3")

        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 7 mei")
        seen = {}
        for person in ("bram", "noor", FACILITATOR):
            await place.says(person, "bijeenkomsten")
            seen[person] = (await place.hears(person))[-1].text

        assert "2. donderdag 7 mei om 10:00" in seen["bram"]
        assert "kun jij niet" not in seen["bram"]
        assert "Op bijeenkomst 2 kun jij niet." not in seen["noor"]
        assert "Op bijeenkomst 3 kun jij niet." in seen["noor"]
        assert "kan niet op bijeenkomst 2." not in seen[FACILITATOR]
        assert "Noor kan niet op bijeenkomst 3." in seen[FACILITATOR]


@pytest.mark.parametrize(
    "said", ["bijeenkomst 1 duurt 90", "bijeenkomst 1 waar: Bibliotheek", "verplaats bijeenkomst 1 naar 26 maart"]
)
async def test_s25_edge_of_a_meeting_that_has_been_nothing_can_be_changed(tmp_path: Path, said: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-03-19 13:00")

        await place.says(FACILITATOR, said)

        told = "".join(one.text for one in await place.hears(FACILITATOR))
        assert "Bijeenkomst 1 was op donderdag 19 maart om 10:00. Daaraan kun je niets meer veranderen." in told


async def test_s25_edge_the_facilitator_reads_how_to_change_the_place_and_the_length(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, "bijeenkomsten")

        told = (await place.hears(FACILITATOR))[-1].text
        assert '"bijeenkomst 1 waar:"' in told
        assert '"bijeenkomst 1 duurt 90 minuten"' in told


async def test_s25_edge_a_button_is_about_a_person_and_not_about_a_place_in_a_list(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-03-19 12:30")
        await place.says(FACILITATOR, "aanwezig")
        await place.add("anna", "participant", team=GROUP)

        await place.taps(FACILITATOR, "1")

        told = (await place.hears(FACILITATOR))[-1].text
        assert "1. Anna was er\n" in told
        assert "2. Bram was er niet" in told


async def test_s25_edge_a_button_about_who_left_marks_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-03-19 12:30")
        await place.says(FACILITATOR, "aanwezig")
        await place.leaves("bram", GROUP)

        await place.taps(FACILITATOR, "1")

        told = (await place.hears(FACILITATOR))[-1].text
        assert "1. Joost was er\n" in told
        assert "was er niet" not in told


async def test_s25_edge_who_was_away_reads_the_days_as_they_are_when_she_is_back(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await place.says("bram", "pauze tot 16 maart")
        await plan(place)
        await place.says(FACILITATOR, "verplaats bijeenkomst 1 naar 20 maart")
        await place.says(FACILITATOR, "annuleer bijeenkomst 3")

        await place.until("2026-03-17 18:00")

        told = next(one for one in await place.shown("bram") if "staan gepland" in one.text)
        assert "1. vrijdag 20 maart om 10:00" in told.text
        assert "19 maart" not in told.text
        assert "2. donderdag 30 april om 10:00" in told.text
        assert "3. " not in told.text
        assert list(told.choices) == ["Ik kan op deze dagen"]


async def test_s25_edge_who_is_back_after_a_meeting_reads_of_those_to_come_alone(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await place.says("bram", "pauze tot 23 maart")
        await plan(place)

        await place.until("2026-03-24 18:00")

        told = next(one for one in await place.shown("bram") if "staan gepland" in one.text)
        assert "1. " not in told.text
        assert "2. donderdag 30 april om 10:00" in told.text


@pytest.mark.parametrize("off", [True, False])
async def test_s25_edge_who_left_or_has_no_meeting_to_come_is_not_told_of_days(tmp_path: Path, off: bool) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await place.says("bram", "pauze tot 16 maart")
        await plan(place)
        for number in range(1, 7) if off else ():
            await place.says(FACILITATOR, f"annuleer bijeenkomst {number}")
        if not off:
            await place.leaves("bram", GROUP)

        await place.until("2026-03-17 18:00")

        assert "staan gepland" not in await place.reads("bram")


@pytest.mark.parametrize(("there_after_all", "asked"), [(False, False), (True, True)])
async def test_s27_who_was_not_there_is_not_asked_what_she_takes_along(
    there_after_all: bool, asked: bool, tmp_path: Path
) -> None:
    async with on_the_way(tmp_path, "2026-01-28 12:00") as place:
        await place.says("bram", "afwezig")
        await place.until("2026-01-29 12:30")
        if there_after_all:
            await place.says(FACILITATOR, "aanwezig")
            await place.taps(FACILITATOR, "1")
        await place.until("2026-02-04 12:00")

        assert ("Wat neem jij mee" in await place.reads("bram")) is asked
        assert ("Wil jij ze opschrijven" in await place.reads("bram")) is asked
        assert "Wat neem jij mee" in await place.reads("noor")
