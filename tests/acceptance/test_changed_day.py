"""S06, X19, N4: a day that was moved or called off is an appointment that changed: no pause of the group holds it up."""

from pathlib import Path

import pytest

from tests.acceptance.test_moving import MOVED, TO, invited
from tests.acceptance.test_value_check_in_a_pause import agreed_with_bram
from tests.kit.town import MEMBERS, Town, town
from tests.kit.value_checks import plan

OFF = "Waardecheck gaat niet door."


async def calls_off(place: Town, who: str = "ingrid") -> None:
    await place.says(who, "annuleer")
    await place.taps(who, "Ja, annuleer")


async def without_a_room(place: Town) -> None:
    """Let Lena's team, which has no room, be invited to a check."""
    await place.add_team("bezwaar", "Team Bezwaar", room=False)
    await place.add("lena", "lead", team="bezwaar")
    for who in ("olaf", "petra"):
        await place.add(who, team="bezwaar")
    await plan(place, scribe="Petra", who="lena")
    await place.until("2026-03-17 10:00")


async def test_x19_moved_in_a_pause_of_the_group_is_told_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.says("ingrid", "team pauze tot 20 april")

        await place.says("ingrid", TO)
        await place.until("2026-03-18 17:00")
        soon = [await place.room(), *[await place.reads(who) for who in MEMBERS]]
        await place.until("2026-04-22 12:00")

        assert [text.count(MOVED) for text in soon] == [1] * 5
        assert [text.count(MOVED) for text in (await place.room(), await place.reads("noor"))] == [1, 1]


async def test_x19_what_was_moved_just_before_the_group_paused_is_told_in_the_pause(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.until("2026-03-17 18:00")

        await place.says("ingrid", TO)
        await place.says("ingrid", "team pauze tot 20 april")
        await place.until("2026-03-18 08:59")
        at_night = await place.room() + await place.reads("noor")
        await place.until("2026-03-18 09:01")

        assert MOVED not in at_night
        assert MOVED in await place.room()
        assert MOVED in await place.reads("noor")


async def test_x19_called_off_in_a_pause_of_the_group_is_told_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.says("ingrid", "team pauze tot 20 april")
        await calls_off(place)
        await place.wait(minutes=2)
        soon = await place.room()
        await place.until("2026-04-22 12:00")

        assert OFF in soon
        assert (await place.room()).count(OFF) == 1


async def test_x19_called_off_in_a_group_without_a_room_is_told_to_each_in_the_pause_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await without_a_room(place)
        await place.says("lena", "team pauze tot 20 april")
        await calls_off(place, "lena")
        await place.until("2026-03-18 17:00")

        for who in ("olaf", "petra"):
            assert (await place.reads(who)).count(OFF) == 1
        assert OFF not in await place.reads("noor")


async def test_s06_edge_called_off_after_the_session_began_is_told_to_each_where_there_is_no_room(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await without_a_room(place)
        await place.says("olaf", "pauze tot 30 maart")
        await place.until("2026-03-26 14:30")
        await calls_off(place, "lena")
        await place.wait(minutes=2)
        soon = [(await place.reads(who)).count(OFF) for who in ("olaf", "petra")]
        await place.until("2026-03-31 17:00")

        assert soon == [0, 1]
        assert [(await place.reads(who)).count(OFF) for who in ("olaf", "petra")] == [1, 1]


@pytest.mark.parametrize(("away", "told"), [("1 april", True), ("1 mei", False)])
async def test_ge2_who_is_away_hears_of_another_day_when_she_is_back_if_that_is_in_time(
    tmp_path: Path, away: str, *, told: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.says("noor", f"pauze tot {away}")

        await place.says("ingrid", TO)
        await place.until("2026-03-31 17:00")
        before = await place.reads("noor")
        await place.until("2026-05-06 17:00")

        assert "is nu op" not in before
        assert (MOVED in await place.reads("noor")) is told


async def test_ge2_who_pauses_before_she_was_told_of_another_day_hears_it_when_she_is_back(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.until("2026-03-17 18:00")

        await place.says("ingrid", TO)
        await place.says("noor", "pauze tot 25 maart")
        await place.until("2026-03-24 17:00")
        before = await place.reads("noor")
        await place.until("2026-03-26 17:00")

        assert MOVED not in before
        assert (await place.reads("noor")).count(MOVED) == 1


async def test_ge2_who_would_write_along_and_is_away_hears_of_another_day_when_she_is_back(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.until("2026-03-17 10:00")
        await place.says("bram", "pauze tot 23 maart")

        await place.says("ingrid", TO)
        await place.until("2026-03-20 17:00")
        before = await place.reads("bram")
        await place.until("2026-03-24 17:00")

        assert MOVED not in before
        assert (await place.reads("bram")).count(MOVED) == 1


async def test_ge2_who_is_away_hears_that_it_was_called_off_when_she_is_back_if_that_is_in_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await without_a_room(place)
        await place.says("olaf", "pauze tot 23 maart")
        await place.says("petra", "pauze tot 1 mei")
        await calls_off(place, "lena")
        await place.until("2026-03-20 17:00")
        before = await place.reads("olaf")
        await place.until("2026-05-05 17:00")

        assert OFF not in before
        assert OFF in await place.reads("olaf")
        assert OFF not in await place.reads("petra")


async def test_n2_another_day_that_would_be_told_too_late_tomorrow_is_told_today(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when="26 maart om 9:00", scribe="Bram")
        await place.until("2026-03-25 12:00")
        reminded = await place.reads("noor")

        await place.says("ingrid", "verplaats naar 10 april om 9:00")
        await place.until("2026-03-25 12:05")

        assert "Binnenkort is de waardecheck." in reminded
        assert "is nu op vrijdag 10 april om 09:00" in await place.reads("noor")


async def test_x19_moved_and_then_called_off_before_anybody_was_told_is_told_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.until("2026-03-17 18:00")

        await place.says("ingrid", TO)
        await calls_off(place)
        await place.until("2026-03-20 17:00")

        assert "is nu op" not in await place.room() + await place.reads("noor")
        assert (await place.room()).count(OFF) == 1


async def test_x19_who_leaves_altogether_is_not_told_of_another_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.until("2026-03-17 18:00")
        await place.says("ingrid", TO)
        await place.says("noor", "afmelden")
        for label in ("30 dagen", "Ja, stop"):
            await place.taps("noor", label)
        await place.until("2026-03-18 12:00")

        assert "is nu op" not in await place.reads("noor")
