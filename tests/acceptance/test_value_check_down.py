"""S06, N5: what a value check does about what it missed while the bot was down."""

from pathlib import Path

import pytest

from tests.kit.town import PRIVATE, Town, town
from tests.kit.value_checks import confirms, plan, prepares

ASKED = "Dit is uit jouw verhaal opgeschreven."


async def written_up_to_the_end(place: Town) -> None:
    """Let Bram write a line of Noor's and one of Samira's, and not be done with it."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-16 14:01")
    await prepares(place, "noor", "De balie.", alone="Ja")
    await prepares(place, "samira", "De post.", PRIVATE)
    await place.until("2026-03-26 14:01")
    await place.taps("bram", "Schrijven")
    for who, line in (("Noor", "Noor belt nu eerst."), ("Samira", "Het was spannend.")):
        await place.taps("bram", who)
        await place.taps("bram", "1 Beleving")
        await place.says("bram", line)
        await place.taps("bram", "Ja")


@pytest.mark.parametrize(
    ("up", "confirmed", "until"),
    [
        ("2026-03-28 15:00", "2026-03-31 12:00", "woensdag 1 april om 15:00"),
        ("2026-03-30 12:00", "2026-03-31 12:00", "woensdag 1 april om 12:00"),
        ("2026-04-04 12:00", "2026-04-08 12:00", "donderdag 9 april om 12:00"),
    ],
)
async def test_n5_a_bot_that_was_down_over_the_confirmation_asks_the_tellers_when_it_is_back(
    tmp_path: Path, up: str, confirmed: str, until: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await written_up_to_the_end(place)
        await place.down_until(up)
        await place.wait(minutes=5)
        at_once = await place.room()
        await place.until(confirmed)
        await confirms(place, samira="Klopt")
        await place.wait(days=8)

        for who in ("noor", "samira"):
            assert (await place.reads(who)).count(ASKED) == 1
            assert f"Je hebt tot {until}." in await place.reads(who)
        assert "Totaalopbrengst" not in at_once
        assert (await place.room()).count("Totaalopbrengst") == 1
        for line in ("Noor belt nu eerst.", "Het was spannend."):
            assert (await place.room()).count(line) == 1


async def test_n5_the_board_waits_for_who_is_asked_after_the_bot_was_down(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await written_up_to_the_end(place)
        await place.down_until("2026-03-30 14:00")
        await place.until("2026-04-01 13:55")
        before = await place.room()
        await confirms(place, samira="Klopt")
        await place.until("2026-04-01 14:05")

        assert "Totaalopbrengst" not in before
        assert "Het was spannend." in await place.room()


async def test_n5_a_teller_who_was_still_to_be_asked_when_the_bot_went_down_is_asked_after_all(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("samira", quiet_days="4")  # Fridays
        await written_up_to_the_end(place)
        await place.until("2026-03-27 14:00")
        await confirms(place, noor="Klopt")
        await place.down_until("2026-04-02 10:00")
        asked = await place.reads("samira")
        await place.until("2026-04-06 12:00")
        before = await place.room()
        await confirms(place, samira="Klopt")
        await place.until("2026-04-08 12:00")

        assert asked.count(ASKED) == 1
        assert "Je hebt tot dinsdag 7 april om 10:00." in asked
        assert "Totaalopbrengst" not in before
        assert (await place.reads("noor")).count(ASKED) == 1
        assert "Het was spannend." in await place.room()


async def test_n5_a_prompt_to_confirm_that_is_more_than_a_day_late_is_still_sent(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("samira", quiet_days="4")  # Fridays
        await written_up_to_the_end(place)
        await place.until("2026-03-27 14:00")
        await place.down_until("2026-03-31 14:00")

        assert (await place.reads("samira")).count(ASKED) == 1


@pytest.mark.parametrize("gone", ["leaves", "away"])
async def test_n5_nobody_waits_for_a_teller_who_is_not_there_any_more(tmp_path: Path, gone: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("samira", quiet_days="4")  # Fridays
        await written_up_to_the_end(place)
        await place.until("2026-03-27 14:00")
        if gone == "leaves":
            await place.leaves("samira")
        else:
            await place.says("samira", "afwezig tot 1 mei")
        await place.down_until("2026-04-02 10:00")
        await place.wait(minutes=5)

        assert ASKED not in await place.reads("samira")
        assert (await place.room()).count("Totaalopbrengst") == 1
