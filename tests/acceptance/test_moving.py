"""S06: a check that is moved, and who hears of it: whoever was asked something in it knows another day."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.two_checks import in_both
from tests.kit.value_checks import plan

MOVED = "Waardecheck is nu op donderdag 2 april om 10:00. Eerst was dat donderdag 26 maart om 14:00."
TO = "verplaats naar 2 april om 10:00"


async def invited(place: Town) -> None:
    """Let the members be invited to a check, a day ago."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-17 10:00")


async def test_s06_edge_moved_who_was_invited_hears_the_old_and_the_new_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)

        await place.says("ingrid", TO)
        await place.until("2026-03-17 17:00")

        heard = {who: await place.reads(who) for who in ("noor", "bram", "samira", "joost", "ingrid")}
        assert [text.count(MOVED) for text in heard.values()] == [1] * 5
        assert MOVED in await place.room()


async def test_s06_edge_moved_before_anybody_was_invited_only_the_room_and_who_writes_along_hear_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-10 10:00")

        await place.says("ingrid", TO)
        await place.until("2026-03-11 17:00")

        assert MOVED in await place.room()
        assert MOVED in await place.reads("bram")
        assert "is nu op" not in await place.reads("noor")


async def test_s06_edge_moved_in_a_group_without_a_room_it_is_told_to_each(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        await place.add("lena", "lead", team="bezwaar")
        for who in ("olaf", "petra"):
            await place.add(who, team="bezwaar")
        await plan(place, scribe="Petra", who="lena")
        await place.until("2026-03-17 10:00")

        await place.says("lena", TO)
        await place.until("2026-03-17 17:00")

        assert MOVED in await place.reads("olaf")
        assert MOVED in await place.reads("petra")
        assert "is nu op" not in await place.reads("noor")


async def test_n2_that_it_was_moved_is_the_one_message_of_a_day_and_names_the_newest_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 15:00")  # the day of the invitation

        await place.says("ingrid", "verplaats naar 1 april om 10:00")
        await place.says("ingrid", TO)
        await place.until("2026-03-16 17:00")
        same_day = await place.reads("noor")
        await place.until("2026-03-18 17:00")

        assert "is nu op" not in same_day
        assert (await place.reads("noor")).count("is nu op") == 1
        assert MOVED in await place.reads("noor")


async def test_n4_who_pauses_is_not_told_that_it_was_moved(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.says("noor", "pauze tot 1 mei")

        await place.says("ingrid", TO)
        await place.until("2026-04-02 09:00")

        assert "is nu op" not in await place.reads("noor")


async def test_s06_moved_to_the_day_that_it_has_nothing_changes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)

        await place.says("ingrid", "verplaats naar 26 maart om 14:00")
        await place.until("2026-03-18 17:00")

        assert "Waardecheck loopt, tot donderdag 26 maart om 14:00." in await place.reads("ingrid")
        assert "is nu op" not in await place.reads("noor") + await place.room()


async def test_s06_who_types_that_she_is_sure_is_asked_about_a_day_without_work_all_the_same(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        await place.says("ingrid", "verplaats naar 28 maart om 14:00 zeker")
        asked = (await place.hears("ingrid"))[-1]
        await place.says("ingrid", "verplaats naar 28 maart om 14:00 zeker")

        assert "Die dag is voor jullie geen werkdag. Het mag wel." in asked.text
        assert "is nu op" not in asked.text
        assert "Waardecheck is nu op zaterdag 28 maart om 14:00." in (await place.hears("ingrid"))[-1].text


async def test_x16_who_types_that_she_is_sure_is_asked_for_which_group_and_then_about_the_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_both(place)

        await place.says("ingrid", "verplaats naar 28 maart om 14:00 zeker")
        await place.taps("ingrid", "Team Bezwaar")

        assert "Die dag is voor jullie geen werkdag." in (await place.hears("ingrid"))[-1].text


async def test_s06_moved_and_moved_back_before_anybody_was_told_nobody_hears_of_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.until("2026-03-17 18:00")

        await place.says("ingrid", TO)
        await place.says("ingrid", "verplaats naar 26 maart om 14:00")
        await place.until("2026-03-20 17:00")

        heard = [await place.reads(who) for who in ("noor", "bram", "samira", "joost")]
        assert "is nu op" not in "".join(heard) + await place.room()


async def test_s06_moved_twice_before_the_room_was_told_it_hears_once_of_the_day_it_knew_and_the_newest(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)
        await place.until("2026-03-17 18:00")

        await place.says("ingrid", "verplaats naar 1 april om 10:00")
        await place.says("ingrid", TO)
        await place.until("2026-03-20 17:00")

        assert (await place.room()).count("is nu op") == 1
        assert MOVED in await place.room()


async def test_s06_moved_back_after_it_was_told_is_told_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)

        await place.says("ingrid", TO)
        await place.until("2026-03-18 17:00")
        await place.says("ingrid", "verplaats naar 26 maart om 14:00")
        await place.until("2026-03-20 17:00")

        back = "Waardecheck is nu op donderdag 26 maart om 14:00. Eerst was dat donderdag 2 april om 10:00."
        assert back in await place.room()
        assert back in await place.reads("noor")


@pytest.mark.parametrize(
    ("word", "asks"),
    [
        ("verplaats naar 28 maart om 14:00", "Typ anders een andere dag."),
        ("verplaats naar morgen", "Noem een dag vanaf maandag 16 maart 2026."),
        ("verplaats", "Naar welke dag?"),
    ],
)
async def test_s06_a_day_that_is_typed_after_the_bot_asked_for_another_one_is_understood(
    tmp_path: Path, word: str, asks: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        await place.says("ingrid", word)
        asked = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "2 april om 10:00")

        assert asks in asked
        assert MOVED in (await place.hears("ingrid"))[-1].text


async def test_s06_a_day_that_is_typed_after_something_else_was_said_moves_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        await place.says("ingrid", "verplaats naar 28 maart om 14:00")
        await place.says("ingrid", "hulp")
        await place.says("ingrid", "2 april om 10:00")

        assert "is nu op" not in await place.reads("ingrid")


async def test_x16_a_day_that_is_typed_is_of_the_group_that_was_spoken_of(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_both(place)

        await place.says("ingrid", "verplaats 2 naar 28 maart om 14:00")
        await place.says("ingrid", "2 april om 10:00")
        heard = (await place.hears("ingrid"))[-1].text

        assert "Waardecheck (Team Bezwaar) is nu op donderdag 2 april om 10:00." in heard


async def test_s06_a_day_of_next_year_is_asked_about_with_its_year_before_it_counts(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-20 10:00")
        await place.hears("ingrid")

        await place.says("ingrid", "verplaats naar 19 maart om 10:00")  # yesterday, she thought of another month
        asked = (await place.hears("ingrid"))[-1].text
        await place.until("2026-03-20 16:00")

        assert asked == "Zal ik het verplaatsen naar vrijdag 19 maart 2027? Typ anders een andere dag."
        assert "is nu op" not in await place.room()
        await place.says("ingrid", "23 april om 10:00")
        assert "Waardecheck is nu op donderdag 23 april om 10:00." in (await place.hears("ingrid"))[-1].text


async def test_s06_a_day_of_next_year_that_is_meant_is_told_with_its_year(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await invited(place)

        await place.says("ingrid", "verplaats naar 8 januari om 10:00")
        await place.taps("ingrid", "Ja, verplaats")
        told = (await place.hears("ingrid"))[-1].text
        await place.until("2026-03-17 17:00")
        await place.says("ingrid", "stand")

        moved = "Waardecheck is nu op vrijdag 8 januari 2027 om 10:00. Eerst was dat donderdag 26 maart om 14:00."
        assert moved in told
        assert moved in await place.room()
        assert moved in await place.reads("noor")
        assert "Waardecheck loopt, tot vrijdag 8 januari 2027 om 10:00." in (await place.hears("ingrid"))[-1].text


async def test_x19_of_two_rounds_it_is_the_one_that_has_not_begun_that_moves(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "condities start")
        await place.taps("ingrid", "Ja, nodig uit")
        await place.wait(days=1)
        await place.hears("ingrid")

        await place.says("ingrid", TO)

        assert "Waardecheck is nu op donderdag 2 april om 10:00." in (await place.hears("ingrid"))[-1].text
