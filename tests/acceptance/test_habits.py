"""Small habits of a team: at most two at once, in the room or as a nudge to who leads; easily stopped (S19)."""

from pathlib import Path

import pytest

from bot.timing.opening import plan_anew
from storage.timing import schedules
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, TEAM, Town, town

QUESTION = "Wat leerde jij deze week?"
BEFORE, AFTER = "Zullen we beginnen met een rondje feedback?", "Blijven we even hangen voor koffie?"


async def habits_of(place: Town) -> set[str]:
    found = await place.app.store.read(lambda unit: schedules.of_team(unit, TEAM))
    return {one.format for one in found if one.format.startswith("habit_")}


async def lines(place: Town) -> list[str]:
    """Return what the room heard since the last look."""
    return [one.text for one in await place.hears(TEAM, "room")]


async def test_s19_acceptance_1_a_third_habit_asks_which_one_pauses(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "vakpraat aan")
        await place.says("noor", "podium aan")
        await place.says(LEAD, "korte update aan")
        assert await habits_of(place) == {"habit_craft_talk", "habit_stage"}
        asked = (await place.hears(LEAD))[-1]
        assert 'Welke zal ik laten rusten, zodat "Korte update" kan beginnen?' in asked.text

        await place.taps(LEAD, "Podium")

        assert await habits_of(place) == {"habit_craft_talk", "habit_short_update"}


async def test_s19_a_habit_rests_only_once_the_other_one_is_there(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_craft_talk", "habit_stage"]) as place:
        await place.says(LEAD, "koffie in plaats van podium")
        assert "Op welke dag is dat, en hoe laat?" in (await place.hears(LEAD))[-1].text
        assert await habits_of(place) == {"habit_craft_talk", "habit_stage"}

        await place.says(LEAD, "donderdag 13:00")
        await place.taps(LEAD, "Podium")

        assert await habits_of(place) == {"habit_craft_talk", "habit_coffee_after"}


async def test_s19_who_chooses_at_the_same_time_which_habit_rests_lets_no_second_one_rest(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_craft_talk", "habit_stage"]) as place:
        for who in ("noor", "bram"):
            await place.says(who, "korte update aan")
        await place.taps("noor", "Podium")
        await place.taps("bram", "Nieuw in ons vak")

        assert await habits_of(place) == {"habit_craft_talk", "habit_short_update"}


@pytest.mark.parametrize(("answer", "expected"), [("Beginnen", True), ("Deze week niet", True), (None, False)])
async def test_s19_acceptance_2_the_team_is_asked_what_it_learned_only_after_the_lead_began_or_said_no(
    tmp_path: Path, answer: str | None, *, expected: bool
) -> None:
    async with town(tmp_path, formats=["habit_learned_this_week"]) as place:
        await place.until("fri 10:00")
        assert QUESTION in (await place.hears(LEAD))[-1].text
        assert await lines(place) == []
        if answer is not None:
            await place.taps(LEAD, answer)
        if answer == "Beginnen":
            await place.taps(LEAD, "Het staat er")
        assert await lines(place) == []

        await place.until("fri 13:00")

        assert await lines(place) == [QUESTION] * expected
        assert not [one for member in MEMBERS for one in await place.hears(member)]


async def test_s19_acceptance_3_only_the_lead_is_nudged_to_ask_whether_somebody_needs_something(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_need_anything"]) as place:
        await place.until("2026-03-18 12:00")

        assert "Heb je nog iets nodig?" in await place.reads(LEAD)
        assert not [one for member in MEMBERS for one in await place.hears(member)]
        assert await lines(place) == []


async def test_s19_edge_after_four_times_who_leads_is_asked_whether_it_stops(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_short_update"]) as place:
        await place.until("2026-03-17 12:00")
        assert await place.hears(LEAD) == []

        await place.until("2026-03-19 12:00")

        (asked,) = await place.hears(LEAD)
        assert "kwam bij Team Vergunningen nu 4 keer langs" in asked.text
        assert not [one for member in MEMBERS for one in await place.hears(member)]
        await place.taps(LEAD, "Stoppen")
        assert await habits_of(place) == set()


async def test_x16_who_leads_two_teams_stops_the_habit_of_the_one_that_it_is_about(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_short_update"]) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add(LEAD, "lead", team="bezwaar")
        await place.until("2026-03-19 12:00")
        await place.taps(LEAD, "Stoppen")

        assert await habits_of(place) == set()


async def test_s19_edge_a_habit_that_goes_on_is_asked_about_ever_less_often(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_short_update"]) as place:
        await place.until("2026-03-19 12:00")
        await place.taps(LEAD, "Doorgaan")
        await place.hears(LEAD)
        assert await habits_of(place) == {"habit_short_update"}

        await place.until("2026-03-31 12:00")
        assert await place.hears(LEAD) == []
        await place.until("2026-04-02 12:00")

        assert "8 keer langs" in (await place.hears(LEAD))[-1].text


@pytest.mark.parametrize(("answers", "expected"), [(False, 1), (True, 0)])
async def test_s19_edge_a_nudge_on_which_the_lead_never_reacts_is_proposed_to_stop(
    tmp_path: Path, *, answers: bool, expected: int
) -> None:
    async with town(tmp_path, formats=["habit_learned_this_week"]) as place:
        for day in ("2026-03-13", "2026-03-20", "2026-03-27", "2026-04-03"):
            await place.until(f"{day} 10:00")
            if answers:
                await place.taps(LEAD, "Deze week niet")
        await place.hears(LEAD)

        await place.until("2026-04-07 12:00")

        asked = [one for one in await place.hears(LEAD) if "Zal ik ermee stoppen?" in one.text]
        assert len(asked) == expected


async def test_s19_edge_a_meeting_that_is_off_drops_the_lines_that_go_with_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "koffie aan overleg donderdag 13:00")
        await place.says(LEAD, "rondje feedback aan")
        await place.says("noor", "overleg gaat niet door")
        assert "Bij het volgende overleg van Team Vergunningen zeg ik niets." in (await place.hears("noor"))[-1].text

        await place.until("2026-03-13 09:00")
        assert await lines(place) == []
        await place.until("2026-03-20 09:00")

        assert [one.partition("?")[0] + "?" for one in await lines(place)] == [BEFORE, AFTER]


@pytest.mark.parametrize("after", [["korte update aan"], ["koffie uit", "koffie aan"]], ids=["another", "anew"])
async def test_s19_edge_a_meeting_that_is_off_stays_off_when_something_else_is_chosen(after: list[str], tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for said in ("koffie aan overleg donderdag 13:00", "overleg gaat niet door", *after):
            await place.says(LEAD, said)
        await place.app.store.run(lambda unit: plan_anew(unit, place.app.editions, TEAM, place.app.clock.now()))

        await place.until("2026-03-13 09:00")
        assert AFTER not in await lines(place)
        await place.until("2026-03-20 09:00")

        assert AFTER in await lines(place)


async def test_s19_edge_who_says_too_that_a_meeting_is_off_drops_no_second_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "koffie aan overleg donderdag 13:00")
        for who in ("noor", "bram"):
            await place.says(who, "overleg gaat niet door")
            assert "Bij het volgende overleg van Team Vergunningen zeg ik niets." in (await place.hears(who))[-1].text

        await place.until("2026-03-13 09:00")
        assert await lines(place) == []
        await place.until("2026-03-20 09:00")
        assert await lines(place) == [AFTER]

        await place.says("bram", "overleg gaat niet door")
        await place.until("2026-03-27 09:00")
        assert await lines(place) == []


async def test_s19_edge_a_meeting_that_falls_on_a_holiday_has_no_lines(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], start="2026-05-11 08:30") as place:
        await place.says(LEAD, "koffie aan overleg donderdag 13:00")

        await place.until("2026-05-20 12:00")  # Ascension Day is the Thursday before
        assert await lines(place) == []
        await place.until("2026-05-21 14:00")

        assert await lines(place) == [AFTER]


@pytest.mark.parametrize("wrong", ["dinsdag 25:00", "dinsdag", "25:00"])
async def test_s19_edge_a_habit_that_was_chosen_waits_until_a_good_day_and_time_are_typed(tmp_path: Path, wrong: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "gewoontes")
        await place.taps(LEAD, "Koffie na het overleg (elke week)")
        for _ in range(2):
            await place.says(LEAD, wrong)
            assert "Die dag of tijd begrijp ik niet." in (await place.hears(LEAD))[-1].text
        await place.says(LEAD, "dinsdag 10:00")

        assert "Het overleg van Team Vergunningen is elke dinsdag om 10:00." in (await place.hears(LEAD))[-1].text
        assert await habits_of(place) == {"habit_coffee_after"}


async def test_s19_a_habit_that_goes_with_the_meeting_asks_when_that_is_and_comes_shortly_before_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "gewoontes")
        await place.taps(LEAD, "Rondje feedback voor het overleg (elke week)")
        assert "Op welke dag is dat, en hoe laat?" in (await place.hears(LEAD))[-1].text
        assert await habits_of(place) == set()

        await place.says(LEAD, "woensdag 9:30")
        assert "Het overleg van Team Vergunningen is elke woensdag om 09:30." in (await place.hears(LEAD))[-1].text

        await place.until("wed 09:19")
        assert await lines(place) == []
        await place.until("wed 09:20")
        assert [one.startswith(BEFORE) for one in await lines(place)] == [True]


async def test_s19_when_the_meeting_moves_what_goes_with_it_moves_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "koffie aan overleg donderdag 13:00")

        await place.says("noor", "overleg vrijdag om 10 uur")
        await place.until("fri 10:59")
        assert await lines(place) == []
        await place.until("fri 11:00")

        assert await lines(place) == [AFTER]


async def test_s19_without_a_habit_that_goes_with_it_a_meeting_that_is_off_drops_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_craft_talk"]) as place:
        await place.says("noor", "overleg gaat niet door")

        assert "Er was dus niets te schrappen." in (await place.hears("noor"))[-1].text
        assert await habits_of(place) == {"habit_craft_talk"}


async def test_s19_a_meeting_that_is_off_with_no_habit_to_it_says_what_that_does(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for said in ("overleg donderdag 13:00", "overleg gaat niet door"):
            await place.says("noor", said)
        told = (await place.hears("noor"))[-1].text
        assert "Het overleg van Team Vergunningen van donderdag 12 maart gaat niet door." in told
        assert "Kies je er een, dan begint die bij het overleg daarna." in told
        await place.says(LEAD, "koffie aan")

        await place.until("2026-03-13 09:00")
        assert await lines(place) == []
        await place.until("2026-03-20 09:00")
        assert await lines(place) == [AFTER]


async def test_s19_who_is_not_of_the_team_switches_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for said in ("podium aan", "overleg gaat niet door", "overleg dinsdag 10:00", "podium in plaats van koffie"):
            await place.says(FACILITATOR, said)

        assert await habits_of(place) == set()
        assert "staat aan" not in await place.reads(FACILITATOR)


async def test_x16_who_is_in_several_teams_names_the_one_that_meets(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("noor", team="bezwaar")

        await place.says("noor", "overleg dinsdag 10:00")
        assert "Je zit in meer teams." in (await place.hears("noor"))[-1].text
        await place.says("noor", "overleg 1 dinsdag 10:00")

        assert "Het overleg van Team Bezwaar is elke dinsdag om 10:00." in (await place.hears("noor"))[-1].text


async def test_s19_the_dry_run_tells_what_the_room_and_who_leads_would_get(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["habit_need_anything", "habit_short_update"]) as place:
        await place.says(LEAD, "proefkalender 2")

        told = (await place.hears(LEAD))[-1].text
        assert told.count("Korte update") == 4
        assert told.count("Heb je nog iets nodig?") == 1


async def test_n2_a_habit_that_does_not_fit_in_the_day_is_left_out(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder", "habit_challenge_check"], start="2026-04-13 08:30") as place:
        await place.chooses(TEAM, wonder__open="wed 09:30")

        await place.until("2026-04-22 09:00")

        heard = "".join(one.text for one in await place.hears("noor"))
        assert "verwonderd" in heard
        assert "Daagt je werk je nog uit?" not in heard


async def test_s19_who_chooses_a_habit_reads_that_it_is_for_the_group(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "gewoontes")
        told = (await place.hears(LEAD))[-1].text
        assert "Wat je kiest, gebruik ik voor de groep." in told
        assert "Alleen jij leest dit." not in told
