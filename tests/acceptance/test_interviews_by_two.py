"""S48: interviews begin with who facilitates, or with two members: the second says yes before anybody is invited."""

from pathlib import Path

import pytest

from storage.groups import people
from tests.kit.interviews import AT_TEN, begins, plan
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, Town, town

INVITED = "doet leerinterviews"


async def is_invited(place: Town, *people: str) -> list[str]:
    """Return who were invited to interview each other."""
    return [one for one in people if INVITED in await place.reads(one)]


async def test_s48_who_facilitates_asks_nobody_beside_her(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        assert "Met wie begin je dit?" not in await place.reads(FACILITATOR)
        assert set(await is_invited(place, *MEMBERS)) == set(MEMBERS)


async def test_s48_a_member_asks_another_and_it_goes_on_with_her_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        told = await place.reads("noor")
        assert "Bram moet ook ja zeggen." in told
        assert "Op die dag krijgt ieder van mij de vragen" not in told
        await place.says("noor", "stand")
        assert "17 maart" not in (await place.shown("noor"))[-1].text  # nothing is planned yet

        await place.restart()
        await place.wait(hours=2)
        await place.taps("bram", "Lezen")
        assert "dinsdag 17 maart" in (await place.shown("bram"))[-1].text
        await place.taps("bram", "Ja, graag")
        await place.wait(minutes=2)
        assert "Leerinterview gaat door." in await place.reads("noor")
        await place.says("noor", "stand")
        assert "17 maart" in (await place.shown("noor"))[-1].text
        await place.until(AT_TEN)
        assert set(await is_invited(place, *MEMBERS, LEAD)) == {*MEMBERS, LEAD}
        await place.says("bram", "samen stoppen")
        assert "met niemand iets samen" in (await place.shown("bram"))[-1].text  # it is of the team now


async def test_s48_a_colleague_who_can_not_now_is_told_and_another_can_be_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Nu niet")
        await place.wait(minutes=2)
        assert "Bram kan nu even niet" in await place.reads("noor")

        await plan(place, who="noor", beside="samira")
        assert set(await is_invited(place, *MEMBERS)) == set(MEMBERS)
        assert INVITED not in await place.room()


async def test_s48_of_silence_nothing_comes_and_she_knew_after_which_day_to_ask_another(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        assert "Vraag dan gerust iemand anders" in await place.reads("noor")
        await place.until("2026-03-20 12:00")
        assert await is_invited(place, *MEMBERS, LEAD) == []


async def test_s48_a_yes_that_comes_after_the_day_opens_nothing_and_both_hear_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram", day="woensdag 11 maart om 10:00")
        await place.until("2026-03-12 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ja, graag")
        assert "Het kan toch niet meer doorgaan. Noor hoort het." in (await place.shown("bram"))[-1].text
        await place.wait(minutes=2)
        assert "De dag die je koos is voorbij." in await place.reads("noor")
        await place.wait(days=7)
        assert await is_invited(place, *MEMBERS) == []


async def test_s48_a_yes_where_the_team_has_interviews_already_opens_no_second_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await begins(place, FACILITATOR, None, day="maandag 16 maart om 10:00")
        await place.wait(hours=2)
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ja, graag")
        await place.wait(minutes=2)
        assert "Het kan toch niet meer doorgaan" in await place.reads("bram")
        assert "Leerinterview gaat door." not in await place.reads("noor")
        await place.until("2026-03-16 12:00")
        assert [(await place.reads(one)).count(INVITED) for one in MEMBERS] == [1, 1, 1, 1]


async def test_s48_who_left_the_team_begins_nothing_in_it_with_somebody_elses_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        await place.taps("bram", "Lezen")
        await place.leaves("noor")
        await place.hears("noor")
        await place.taps("bram", "Ja, graag")
        await place.wait(minutes=2)
        assert "Het kan toch niet meer doorgaan" in await place.reads("bram")
        assert "kan dit wel" not in await place.reads("noor")
        await place.until(AT_TEN)
        assert await is_invited(place, *MEMBERS) == []


async def test_s48_who_left_the_team_hears_nothing_more_of_it_and_nobody_is_told_that_she_does(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        await place.taps("bram", "Lezen")
        await place.leaves("noor")
        await place.hears("noor")
        await place.taps("bram", "Ja, graag")
        await place.wait(minutes=2)
        assert (await place.shown("bram"))[-1].text.splitlines()[-1] == "Dank je. Het kan toch niet meer doorgaan."
        assert await place.hears("noor") == []


async def test_s48_who_was_asked_and_left_the_team_meanwhile_begins_nothing_in_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("balie", room=False)
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        await place.taps("bram", "Lezen")
        await place.leaves("bram")
        await place.app.store.run(lambda unit: people.appoint(unit, "balie", "bram", "member", place.clock.now()))
        await place.hears("noor")
        await place.taps("bram", "Ja, graag")
        await place.wait(minutes=2)
        assert (await place.shown("bram"))[-1].text.splitlines()[
            -1
        ] == "Dank je. Het kan toch niet meer doorgaan. Noor hoort het."
        (told,) = await place.hears("noor")
        assert told.text.splitlines()[-1] == "Leerinterview: Bram kan nu even niet."
        await place.until(AT_TEN)
        assert await is_invited(place, *MEMBERS, LEAD) == []


@pytest.mark.parametrize("opened", [False, True])
async def test_s48_who_plans_it_again_asks_for_the_day_that_she_chose_last(tmp_path: Path, opened: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        if opened:
            await place.taps("bram", "Lezen")
        await begins(place, "noor", "bram", day="donderdag 19 maart om 10:00")
        assert "staat al open" not in await place.reads("noor")
        await place.wait(days=1)
        await place.taps("bram", "Lezen")
        assert "donderdag 19 maart" in (await place.shown("bram"))[-1].text
        await place.taps("bram", "Ja, graag")
        await place.until(AT_TEN)
        assert await is_invited(place, *MEMBERS) == []
        await place.until("2026-03-19 10:00")
        assert set(await is_invited(place, *MEMBERS)) == set(MEMBERS)


async def test_s48_who_plans_it_with_another_asks_the_first_one_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        await place.taps("bram", "Lezen")
        await begins(place, "noor", "samira", day="donderdag 19 maart om 10:00")
        await place.wait(minutes=2)
        assert "Leerinterview: Noor vraagt het niet meer." in await place.reads("bram")
        await place.says("bram", "Ja, graag")
        await place.until(AT_TEN)
        assert await is_invited(place, *MEMBERS) == []


async def test_s48_who_wants_to_read_her_flap_before_it_can_be_there_hears_that_she_is_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.taps("noor", "Beginnen")
        for number in range(8):
            await place.says("noor", f"Tekst {number}.")
        assert "typ dan 'leerinterview' om jouw flap na te lezen" in await place.reads("noor")
        await place.says("noor", "leerinterview")
        assert "Komt er nog iets voor jou, dan vraag ik het je vanzelf." in (await place.shown("noor"))[-1].text
