"""S25: the meetings of a leergroep are planned at once, seen by all, and moved one by one."""

from pathlib import Path

import pytest

from tests.kit.leergroep import gather, plan
from tests.kit.town import FACILITATOR, town

SIX = ["7 januari", "18 februari", "1 april", "13 mei", "24 juni", "5 augustus"]


async def test_s25_acceptance_1_six_dates_six_weeks_apart_and_a_hint_for_the_holidays(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await gather(place)

        await plan(place, "7 januari om 10:00")
        await place.says("noor", "bijeenkomsten")

        listed = (await place.hears("noor"))[-1].text
        assert [day for day in SIX if day in listed] == SIX
        assert [line for line in listed.splitlines() if "vakantietijd" in line] == [
            "6. woensdag 5 augustus om 10:00. Dat is in de vakantietijd. Kan iedereen dan?"
        ]


async def test_s25_a_meeting_on_a_holiday_comes_on_the_next_working_day_and_moves_no_other(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-16 09:00", formats=[]) as place:
        await gather(place)

        await plan(place, "maandag 23 februari om 10:00")  # six weeks later is Easter Monday
        await place.says("noor", "bijeenkomsten")

        listed = (await place.hears("noor"))[-1].text
        assert "2. dinsdag 7 april om 10:00" in listed
        assert "3. maandag 18 mei om 10:00" in listed


async def test_s25_who_plans_reads_the_days_before_she_says_yes_and_chooses_others_with_back(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-16 09:00", formats=[]) as place:
        await gather(place)
        for said in ("bijeenkomsten plannen", "maandag 23 februari om 10:00", "ja", "6", "Twee uur", "Stadhuis"):
            await place.says(FACILITATOR, said)
        asked = (await place.hears(FACILITATOR))[-1].text

        for said in ("terug", "terug", "terug", "8", "Twee uur", "Stadhuis"):
            await place.says(FACILITATOR, said)
        again = (await place.hears(FACILITATOR))[-1].text

        assert asked.index("2. dinsdag 7 april om 10:00") < asked.index("Zal ik de zes bijeenkomsten zo plannen?")
        assert "6. maandag 21 september om 10:00" in asked
        assert "2. maandag 20 april om 10:00" in again
        assert "5. maandag 5 oktober om 10:00" in again


async def test_s25_a_moved_meeting_takes_along_what_hangs_on_it_and_nothing_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, "verplaats bijeenkomst 1 naar 26 maart")
        await place.until("2026-03-19 16:00")
        before = await place.reads(FACILITATOR)
        await place.until("2026-03-26 14:00")

        assert "Welke leerpunten" not in before
        assert "Welke leerpunten" in await place.reads(FACILITATOR)
        assert "verplaatst van donderdag 19 maart om 10:00 naar donderdag 26 maart om 10:00" in await place.reads("noor")
        await place.says("bram", "bijeenkomsten")
        assert "2. donderdag 30 april om 10:00" in (await place.hears("bram"))[-1].text


async def test_s25_edge_a_meeting_that_is_called_off_asks_for_no_learning_points(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, "annuleer bijeenkomst 1")
        await place.until("2026-03-20 16:00")

        assert "Welke leerpunten" not in await place.reads(FACILITATOR)
        assert "op donderdag 19 maart om 10:00 gaat niet door" in await place.reads("noor")
        await place.says("noor", "bijeenkomsten")
        assert "1. " not in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("verplaats bijeenkomst 9 naar 12 mei", "heeft geen bijeenkomst 9"),
        ("verplaats bijeenkomst 2", "Naar welke dag?"),
        ("verplaats bijeenkomst 2 naar 10 maart", "Zo zouden de bijeenkomsten van plaats wisselen"),
        ("verplaats bijeenkomst 1 naar 1 juni", "Zo zouden de bijeenkomsten van plaats wisselen"),
        ("verplaats bijeenkomst 2 naar 20 april", "liggen nu 5 weken"),
        ("verplaats bijeenkomst 2 naar 2 mei", "geen werkdag"),
        ("bijeenkomsten plannen", "heeft al bijeenkomsten gepland"),
    ],
)
async def test_s25_what_is_odd_about_a_day_is_said_in_plain_words(tmp_path: Path, said: str, answer: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, said)

        assert answer in "\n".join(one.text for one in (await place.hears(FACILITATOR))[-3:])


@pytest.mark.parametrize("said", ["verplaats bijeenkomst 2 naar 7 mei", "annuleer bijeenkomst 2", "bijeenkomsten plannen"])
async def test_s25_only_the_facilitator_moves_a_meeting(tmp_path: Path, said: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says("noor", said)
        await place.says("noor", "bijeenkomsten")

        assert "2. donderdag 30 april om 10:00" in (await place.hears("noor"))[-1].text


async def test_s25_who_is_in_no_leergroep_sees_no_meetings(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says("ingrid", "bijeenkomsten")

        assert "Er staan voor jou geen bijeenkomsten gepland." in (await place.hears("ingrid"))[-1].text


async def test_s25_help_names_the_words_of_a_leergroep_to_who_is_in_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        heard = {}
        for person in ("noor", "ingrid", FACILITATOR):
            await place.says(person, "hulp")
            heard[person] = (await place.hears(person))[-1].text

        assert {person for person, text in heard.items() if "**bijeenkomsten**" in text} == {"noor", FACILITATOR}
        assert {person for person, text in heard.items() if "**bijeenkomsten plannen**" in text} == {FACILITATOR}


async def test_s25_who_facilitates_a_team_alone_is_not_told_how_meetings_are_planned(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(FACILITATOR, "hulp")

        assert "bijeenkomsten" not in (await place.hears(FACILITATOR))[-1].text


async def test_s25_who_looks_up_the_meetings_reads_in_which_phase_the_group_is(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await gather(place)
        await plan(place, "7 januari om 10:00")
        told = []
        for moment in ("2026-01-06 09:00", "2026-02-19 09:00"):
            await place.until(moment)
            await place.says("noor", "bijeenkomsten")
            told.append((await place.hears("noor"))[-1].text)

        assert "Waar jullie nu mee bezig zijn: verzamelen." in told[0]
        assert "Waar jullie nu mee bezig zijn: uitwisselen en ordenen." in told[1]


async def test_s25_edge_seven_weeks_apart_is_nothing_special_and_nine_is_said(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await gather(place)
        await plan(place, "7 januari om 10:00")

        await place.says(FACILITATOR, "verplaats bijeenkomst 6 naar 12 augustus")
        seven = (await place.hears(FACILITATOR))[-1].text
        await place.says(FACILITATOR, "verplaats bijeenkomst 6 naar 26 augustus")
        nine = (await place.hears(FACILITATOR))[-1].text

        assert "liggen nu" not in seven
        assert "Tussen bijeenkomst 5 en 6 liggen nu 9 weken. Zes tot acht weken werkt meestal het best." in nine
