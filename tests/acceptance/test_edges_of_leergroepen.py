"""Edges of the systems of a leergroep that stand with no other of their tests: S05, S21, S25, S26, S29, S31, S32."""

from pathlib import Path

import pytest

from tests.acceptance.preparing import CASE, GATHERED, delivers, gathered, on_the_way
from tests.acceptance.test_closing_card import keeps
from tests.acceptance.test_learning_forms import ENOUGH_TIME
from tests.acceptance.test_one_case import CASES, offers
from tests.acceptance.test_own_assignments import delivers as delivers_own
from tests.acceptance.test_own_assignments import own_team
from tests.acceptance.test_reviewing_the_form import plans
from tests.acceptance.test_styles import DIFFER, FIVE, in_her_week, is_asked, wishes
from tests.kit.leergroep import GROUP, PARTICIPANTS, gather, plan
from tests.kit.town import FACILITATOR, LEAD, town

WORKED = "Eerst bellen werkte."


async def test_s05_edge_lead_and_facilitator_in_one_person_is_said_and_she_reads_what_the_team_reads(tmp_path: Path) -> None:
    async with own_team(tmp_path) as place:
        await place.leaves(FACILITATOR)
        await place.add(LEAD, "facilitator")
        await place.until("2026-02-24 10:05")
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "In kleine stukjes")
        await place.says("noor", WORKED)
        for _ in range(2):
            await place.says("noor", "overslaan")
        offered = (await place.hears("noor"))[-1].choices
        await place.taps("noor", "Alleen voor mij")
        await delivers_own(place, "bram")
        await place.until(GATHERED)

        assert [one for one in offered if "Ingrid, ook de teamleider" in one]
        assert WORKED not in await place.reads(LEAD)
        assert await gathered(place, LEAD)


async def test_s05_edge_what_is_late_is_taken_until_the_meeting_begins_without_a_remark(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.until("2026-03-12 09:00")
        await delivers(place, "noor")

        said = " ".join(one.text for one in await place.hears("noor"))
        assert "Wat je nu stuurt, komt nog mee naar de bijeenkomst." in said
        assert not [word for word in ("te laat", "helaas", "had je") if word in said]
        assert CASE in await gathered(place)


@pytest.mark.parametrize("need", ["Ik wil iets weten wat al ergens staat", "Ik wil iets kunnen"])
async def test_s21_edge_where_somebody_has_the_answer_no_leergroep_is_advised(tmp_path: Path, need: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "welke werkvorm")
        await place.taps("noor", need)
        for said in ("overslaan", ENOUGH_TIME):
            await place.says("noor", said)

        assert "leergroep" not in " ".join(f"{one.text} {one.choices}" for one in await place.hears("noor")).casefold()


async def test_s25_edge_facilitator_ill_her_deputy_moves_the_meeting(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await place.add_team("zuid", "Team Zuid")
        await place.add("hanna", "facilitator", team="zuid", consent=None)
        await plan(place, "5 februari om 10:00")
        await place.says(FACILITATOR, "plaatsvervanger Hanna van 27 januari tot 1 maart")
        await place.taps(FACILITATOR, "Leergroep Noord")
        await place.until("2026-01-28 10:00")

        await place.says("hanna", "verplaats bijeenkomst 1 naar 12 februari om 10:00")
        await place.wait(days=1)

        for person in PARTICIPANTS:
            assert "donderdag 12 februari" in await place.reads(person)


async def test_s26_edge_all_different_is_told_as_that_wishes_differ(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        for person, wish in zip(FIVE, ("Licht", "Structuur", "Voordoen", "Licht", "Structuur"), strict=True):
            await wishes(place, person, wish)

        assert DIFFER in await in_her_week(place)


async def test_s26_edge_a_wish_that_changes_midway_counts_before_the_fourth_meeting(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        for person in FIVE:
            await wishes(place, person, "Licht")
        first = await in_her_week(place)
        await place.until("2026-07-24 12:00")
        for person in FIVE:
            await wishes(place, person, "Voordoen")
        await place.until("2026-08-05 12:00")

        assert "de meesten willen lichte begeleiding" in first
        weeks = [one.text for one in await place.shown(FACILITATOR) if "Weekoverzicht voor" in one.text]
        assert [week for week in weeks if "de meesten willen structuur" in week]


async def test_s29_edge_a_leader_who_offers_a_hard_case_is_offered_as_anybody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add(LEAD, "lead")
        await place.add("noor", "lead")
        await offers(place, "noor", "bram")
        await place.until("2026-06-25 10:30")
        await place.says(FACILITATOR, "casus kiezen")

        offered = (await place.hears(FACILITATOR))[-1].choices
        assert [CASES[one] for one in ("noor", "bram") if CASES[one] in offered] == [CASES["noor"], CASES["bram"]]


async def test_s31_edge_who_cannot_come_to_the_last_meeting_writes_what_it_brought_her(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-07-17 10:05") as place:
        await place.says("noor", "afwezig bijeenkomst 6")
        await place.says("noor", "opdracht")
        await place.taps("noor", "In kleine stukjes")
        for said in ("Elkaar laten uitpraten.", *["overslaan"] * 5):
            await place.says("noor", said)
        await place.taps("noor", "Met de groep")
        await place.until("2026-08-26 12:05")

        assert "Elkaar laten uitpraten." in await gathered(place, "bram")


async def test_s31_edge_disagreement_stays_as_it_is(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await keeps(place, ["Het gaf rust. Anderen vonden het juist druk.", None, None, None, None])

        assert "Het gaf rust. Anderen vonden het juist druk." in await place.room(GROUP)


async def test_s32_edge_a_group_that_declines_has_nothing_planned_and_can_want_it_later(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plans(place, "nee")
        await place.says(FACILITATOR, "stand")
        declined = (await place.hears(FACILITATOR))[-1].text
        await plans(place)
        await place.until("2026-03-16 12:00")

        assert "als werkvorm" not in declined
        assert "Hoe was de leergroep als werkvorm?" in await place.reads("noor")
