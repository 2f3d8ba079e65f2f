"""X14: a lead or facilitator names a deputy for a period, who reads from that day on and nothing of before (GE18, GE19)."""

from pathlib import Path

import pytest

from bot.words import deputies
from storage.groups import deputies as named
from storage.groups import people
from storage.privacy import erasing
from tests.kit.leergroep import GROUP, gather
from tests.kit.town import FACILITATOR, LEAD, TEAM, Town, town

WEEK = "plaatsvervanger Noor van 16 maart tot 23 maart"


async def said_to(place: Town, who: str, *words: str) -> str:
    """Let somebody type, and return what the bot says to the last of it."""
    for word in words:
        await place.says(who, word)
    return (await place.hears(who))[-1].text


async def roles(place: Town, who: str, group: str = TEAM) -> set[str]:
    """Return the roles that somebody has in a group now."""
    held = await place.app.store.read(lambda unit: people.roles_of(unit, who))
    return {one.role for one in held if one.team == group}


async def may_start(place: Town, who: str) -> bool:
    """Whether somebody can start what only a lead or facilitator starts."""
    return "Waar kijken jullie op terug?" in await said_to(place, who, "waardecheck start")


async def test_x14_a_deputy_has_the_role_from_the_first_day_until_the_last(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        answer = await said_to(place, LEAD, WEEK)
        asked = (await place.hears("noor"))[-1].text
        before = await roles(place, "noor")
        await place.until("2026-03-16 09:00")
        during, starts = await roles(place, "noor"), await may_start(place, "noor")
        await place.until("2026-03-23 09:00")

        assert "Noor neemt voor je waar in Team Vergunningen, vanaf maandag 16 maart tot maandag 23 maart." in answer
        assert "Ingrid vraagt je om waar te nemen in Team Vergunningen" in asked
        assert (before, during, await roles(place, "noor")) == ({"member"}, {"member", "lead"}, {"member"})
        assert starts
        assert await roles(place, LEAD) == {"lead"}


async def test_x14_without_a_first_day_it_begins_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)

        assert await roles(place, "noor") == {"member", "lead"}


async def test_x14_ge18_a_deputy_reads_no_text_that_was_for_the_facilitator_before(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Een gedachte van vorige week.", "Alleen de begeleider")
        await place.says(FACILITATOR, "plaatsvervanger Samira van 16 maart tot 6 april")
        await place.until("2026-03-19 14:00")
        await place.tells("bram", "Een gedachte van deze week.", "Alleen de begeleider")
        await place.until("2026-03-26 10:00")

        read = await place.reads("samira")
        assert "Een gedachte van deze week." in read
        assert "vorige week" not in read
        assert "Een gedachte van vorige week." in await place.reads(FACILITATOR)


async def test_x14_ge19_while_the_facilitator_is_away_her_deputy_gets_the_overview(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says(FACILITATOR, "plaatsvervanger Samira tot 6 april")
        await place.says(FACILITATOR, "afwezig tot 6 april")
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Een gedachte.", "Alleen de begeleider")
        await place.until("2026-03-19 12:00")

        assert "Een gedachte." in await place.reads("samira")
        assert "Een gedachte." not in await place.reads(FACILITATOR)


async def test_x14_who_is_named_can_say_no_and_need_not_say_why(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)
        answer = await said_to(place, "noor", "niet waarnemen")

        assert answer == "Ook goed. Je neemt voor niemand waar."
        assert await roles(place, "noor") == {"member"}
        assert "Noor neemt in Team Vergunningen liever niet voor je waar." in (await place.hears(LEAD))[-1].text
        assert await said_to(place, "noor", "niet waarnemen") == "Je neemt nu voor niemand waar."


async def test_x14_it_is_ended_early_and_another_takes_the_place(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)
        await place.says(LEAD, "plaatsvervanger bram tot 23 maart")
        await place.wait(minutes=1)
        first, second = await roles(place, "noor"), await roles(place, "bram")
        shown = await said_to(place, LEAD, "plaatsvervanger")
        ended = await said_to(place, LEAD, "geen plaatsvervanger")

        assert (first, second) == ({"member"}, {"member", "lead"})
        assert "Bram neemt voor je waar" in shown
        assert ended == "Goed. Bram neemt in Team Vergunningen niet meer voor je waar."
        assert await roles(place, "bram") == {"member"}
        assert "Je hoeft in Team Vergunningen niet meer waar te nemen" in (await place.hears("bram"))[-1].text
        assert "Niemand neemt" in await said_to(place, LEAD, "geen plaatsvervanger")


async def test_x14_who_loses_the_role_has_no_deputy_either(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)
        await place.app.store.run(lambda unit: people.end_role(unit, TEAM, LEAD, "lead", place.clock.now()))
        await place.wait(minutes=1)

        assert await roles(place, "noor") == {"member"}


@pytest.mark.parametrize("gone", [LEAD, "noor"])
async def test_x14_whoever_of_the_two_is_erased_no_role_is_left_of_it(gone: str, tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)
        await place.app.store.run(lambda unit: erasing.erase_person(unit, gone, place.clock.now()))
        await place.until("2026-03-24 09:00")

        assert await roles(place, "noor") == {"member"}


async def test_x14_who_stands_in_can_be_named_with_a_number_where_somebody_leads_in_several_groups(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.add_team("elders", "Team Elders")
        await place.add(LEAD, "lead", team="elders")
        await place.says(LEAD, "plaatsvervanger noor van 16 maart tot 23 maart")
        asked = (await place.hears(LEAD))[-1].text
        await place.taps(LEAD, "Team Vergunningen")
        await place.until("2026-03-16 09:00")

        assert "Om welke groep gaat het?" in asked
        assert await roles(place, "noor") == {"member", "lead"}


@pytest.mark.parametrize("leaves", [True, False])
async def test_x14_who_left_or_signed_off_before_the_first_day_gets_no_role(leaves: bool, tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(FACILITATOR, "plaatsvervanger samira van 16 maart tot 6 april")
        if leaves:
            await place.leaves("samira")
        else:
            await place.set("samira", consent="no", erase_at=place.moment("2026-04-20 10:00"))
        await place.until("2026-03-16 09:01")

        assert "facilitator" not in await roles(place, "samira")
        assert "Samira kan in Team Vergunningen niet meer voor je waarnemen." in await place.reads(FACILITATOR)


async def test_x14_who_is_made_lead_for_good_meanwhile_stays_it(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)
        await place.app.store.run(lambda unit: people.appoint(unit, TEAM, "noor", "lead", place.clock.now()))
        await place.until("2026-03-24 09:00")

        assert await roles(place, "noor") == {"member", "lead"}


async def test_x14_of_two_roles_the_one_that_is_lost_is_not_stood_in_for_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.add(LEAD, "facilitator")
        await place.says(LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)
        both = await roles(place, "noor")
        await place.app.store.run(lambda unit: people.end_role(unit, TEAM, LEAD, "lead", place.clock.now()))
        await place.wait(minutes=1)

        assert both == {"member", "lead", "facilitator"}
        assert await roles(place, "noor") == {"member", "facilitator"}


async def test_x14_a_role_that_is_lost_before_the_first_day_lets_nothing_begin_early(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.add(LEAD, "facilitator")
        await place.says(LEAD, WEEK)
        await place.app.store.run(lambda unit: people.end_role(unit, TEAM, LEAD, "facilitator", place.clock.now()))
        await place.wait(minutes=1)
        early = await roles(place, "noor")
        await place.until("2026-03-16 09:00")

        assert early == {"member"}
        assert await roles(place, "noor") == {"member", "lead"}


async def test_x14_who_stands_in_for_two_does_so_until_the_later_day(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.add("hanna", "lead")
        await place.says(LEAD, "plaatsvervanger noor tot 16 maart")
        await place.wait(minutes=1)
        answer = await said_to(place, "hanna", "plaatsvervanger noor tot 23 maart")
        await place.until("2026-03-17 10:00")
        between = await roles(place, "noor")
        await place.until("2026-03-24 10:00")

        assert "Noor neemt voor je waar" in answer
        assert between == {"member", "lead"}
        assert await roles(place, "noor") == {"member"}


async def test_x14_who_is_replaced_before_the_first_day_hears_so(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, WEEK)
        await place.says(LEAD, WEEK.replace("Noor", "Bram"))
        await place.wait(minutes=1)

        assert "Je hoeft in Team Vergunningen niet meer waar te nemen voor Ingrid." in await place.reads("noor")


async def test_x14_it_is_prolonged_and_what_could_be_read_can_be_read_further(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, "plaatsvervanger noor tot 16 maart")
        await place.wait(days=1)
        answer = await said_to(place, LEAD, "plaatsvervanger noor tot 23 maart")
        await place.wait(minutes=1)
        held = await place.app.store.read(lambda unit: people.roles_of(unit, "noor"))
        await place.until("2026-03-17 10:00")
        later = await roles(place, "noor")
        await place.until("2026-03-24 10:00")

        assert "tot maandag 23 maart" in answer
        assert next(one.since for one in held if one.role == "lead") < place.moment("2026-03-10 09:00")
        assert later == {"member", "lead"}
        assert await roles(place, "noor") == {"member"}


async def test_x14_two_processes_that_settle_the_same_leave_no_role_behind(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.says(LEAD, WEEK)
        due = await place.app.store.read(lambda unit: named.of(unit, TEAM, LEAD))
        assert due is not None
        await place.until("2026-03-16 09:00")
        await place.app.store.run(lambda unit: deputies.settle(unit, due, place.clock.now()))
        await place.until("2026-03-24 09:00")

        assert await roles(place, "noor") == {"member"}


async def test_x14_who_cannot_be_reached_is_not_named(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.set("noor", consent="no", left_at=place.clock.now(), erase_at=place.moment("2026-04-20 10:00"))

        assert "Ik ken in deze groep niemand die zo heet." in await said_to(place, LEAD, WEEK)


@pytest.mark.parametrize("said", ["Noor van Dijk", "noor|bram", "{noor}", "Noor van den Berg-van der Hulst"])
async def test_x14_a_name_may_be_long_and_hold_van(said: str, tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await place.add_team("elders", "Team Elders")
        await place.add(LEAD, "lead", team="elders")
        answer = await said_to(place, LEAD, f"plaatsvervanger 2 {said} van 16 maart 2026 tot 23 maart 2026")

        assert "niemand die zo heet" in answer
        assert "Om welke groep gaat het?" in await said_to(place, LEAD, f"plaatsvervanger {said} tot 23 maart")


async def test_x14_a_facilitator_is_followed_by_one_from_outside_who_gets_no_other_role(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)

        await place.add_team("elders", "Team Elders")
        await place.add("sil", "facilitator", team="elders", consent=None)
        await place.says(FACILITATOR, "plaatsvervanger 1 sil tot 23 maart")
        await place.wait(minutes=1)

        assert await roles(place, "sil", GROUP) == {"facilitator"}


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("plaatsvervanger", "Niemand neemt in Team Vergunningen voor je waar."),
        ("plaatsvervanger Jan tot 23 maart", "Ik ken in deze groep niemand die zo heet."),
        ("plaatsvervanger noor tot 8 maart 2026", "Die dag herken ik niet, of hij is al geweest."),
        ("plaatsvervanger noor tot 31 februari", "Die dag herken ik niet, of hij is al geweest."),
        ("plaatsvervanger noor van 8 maart 2026 tot 23 maart", "Die dag herken ik niet, of hij is al geweest."),
        ("plaatsvervanger noor van 24 maart tot 23 maart 2026", "De laatste dag ligt na de eerste"),
        ("plaatsvervanger noor tot 1 november 2026", "De laatste dag ligt na de eerste"),
        ("plaatsvervanger ingrid tot 23 maart", "Ik ken in deze groep niemand die zo heet."),
    ],
)
async def test_x14_what_cannot_be_is_said_in_plain_words(words: str, answer: str, tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        assert answer in await said_to(place, LEAD, words)
        assert await roles(place, "noor") == {"member"}


async def test_x14_a_member_names_no_deputy(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        answer = await said_to(place, "noor", "plaatsvervanger bram tot 23 maart")

        assert "De teamleider kan dit wel." in answer
        assert await roles(place, "bram") == {"member"}


async def test_x14_help_names_the_word_for_a_deputy_to_who_facilitates(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(FACILITATOR, "hulp")

        assert 'Ben je zelf weg? Typ "plaatsvervanger".' in await place.reads(FACILITATOR)


async def test_x18_a_button_from_before_a_deputy_began_shares_nothing_until_it_was_said_who_reads_now(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Een gedachte.")
        await place.says(FACILITATOR, "plaatsvervanger Samira van 13 maart tot 6 april")
        await place.until("2026-03-13 09:00")
        await place.hears("noor")
        await place.taps("noor", "Alleen de begeleider (Fatima)")
        asked = (await place.hears("noor"))[-1]
        await place.taps("noor", "Alleen de begeleider (Fatima, Samira)")
        shared = (await place.hears("noor"))[-1].text

        assert "Nu is dat: Fatima, Samira. Kies nog eens" in asked.text
        assert "Alleen Fatima, Samira en jij kunnen dit lezen." in shared
