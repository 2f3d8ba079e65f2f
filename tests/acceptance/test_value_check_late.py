"""S06, C-41: a written story is taken until the board is there, in the same place as any other, and not a moment longer."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.kit.town import MEMBERS, NAMED, PRIVATE, Town, town
from tests.kit.value_checks import plan, prepares, writes_along

LATE = "De waardecheck is al begonnen. Je verhaal telt nog mee"
OVER = "Deze ronde is gesloten."


async def writes_late(place: Town, who: str, story: str) -> None:
    """Let somebody who was absent write her story after the session, and share it."""
    await place.taps(who, "Voorbereiden")
    for text in ("overslaan", "overslaan", "overslaan", story, "overslaan", "overslaan", "overslaan", "Een verhaal"):
        await place.says(who, text)
    await place.taps(who, NAMED)


async def everything(place: Town, but: str) -> str:
    """Return all that anybody else reads, and the room."""
    others = [who for who in (*MEMBERS, "ingrid", "fatima") if who != but]
    return "\n".join([await place.room(), *[await place.reads(who) for who in others]])


async def test_s06_edge_absent_in_the_session_a_written_story_stands_on_the_board(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await plan(place)
        await place.until("2026-03-27 10:00")
        await place.hears("noor")
        await writes_late(place, "noor", "Ik ken nu iemand bij de balie.")
        heard = [one.text for one in await place.hears("noor")]
        await place.until("2026-03-30 12:59")
        before = await everything(place, "noor")
        await place.until("2026-03-30 13:01")

        assert [text.count(LATE) for text in heard] == [1, *[0] * (len(heard) - 1)]
        assert not any("Wil je je verhaal vertellen?" in text or "Er wordt meegeschreven" in text for text in heard)
        assert "Ik ken nu iemand bij de balie." not in before
        assert "**Voor later**\n- **Noor**: \u2068Ik ken nu iemand bij de balie.\u2069" in await place.room()


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("in_time", [False, True])
async def test_s06_edge_absent_in_the_session_the_last_moment_is_that_of_the_board(
    tmp_path: Path, in_time: bool, moved: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        if moved:
            await place.says("ingrid", "verplaats naar 2 april om 10:00")
        board = place.moment("2026-04-07 12:00" if moved else "2026-03-30 13:00")
        await place.until(board - timedelta(minutes=1) if in_time else board)

        if in_time:
            await writes_late(place, "noor", "Ik ken nu iemand bij de balie.")
            await place.until(board)
        else:
            await place.says("noor", "Ik ken nu iemand bij de balie.")

        assert ("Ik ken nu iemand bij de balie." in await place.room()) is in_time
        assert (OVER in await place.reads("noor")) is not in_time


async def test_s06_edge_absent_in_the_session_a_story_is_still_taken_when_the_bot_was_down(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-26 13:59")
        await place.restart()
        await place.down_until("2026-03-28 10:00")
        await writes_late(place, "noor", "Ik ken nu iemand bij de balie.")
        await place.restart()
        await place.until("2026-04-02 12:01")

        assert LATE in await place.reads("noor")
        assert "Ik ken nu iemand bij de balie." in await place.room()


async def test_s06_edge_absent_in_the_session_it_is_too_late_when_the_board_came_late_itself(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-29 13:00")
        await place.down_until("2026-03-31 10:00")

        await place.says("noor", "Ik ken nu iemand bij de balie.")

        assert OVER in (await place.hears("noor"))[-1].text
        assert "Ik ken nu iemand bij de balie." not in await place.room()


async def test_s06_a_story_that_was_begun_before_the_session_goes_on_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-26 13:50")
        await place.taps("noor", "Voorbereiden")
        await place.says("noor", "De balie was stil.")
        await place.until("2026-03-26 14:10")
        await place.hears("noor")
        for _ in range(7):
            await place.says("noor", "overslaan")
        await place.taps("noor", NAMED)
        await place.until("2026-03-31 09:00")

        assert LATE in (await place.hears("noor"))[0].text
        assert "De balie was stil." in await place.room()


async def test_s06_after_the_session_nobody_is_asked_or_reminded_to_write(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.set("noor", away_until=place.moment("2026-03-27 09:00").timestamp())
        await place.until("2026-03-26 14:05")
        for who in ("noor", "samira"):
            await place.hears(who)
        await place.until("2026-04-13 12:00")

        assert [one.text for who in ("noor", "samira") for one in await place.hears(who) if "verhaal" in one.text] == []


async def test_s06_once_the_board_is_there_nothing_stands_open_and_what_is_written_stays_hers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-27 10:00")
        await place.says("noor", "overzicht")
        before = (await place.hears("noor"))[-1]
        await place.until("2026-03-30 13:01")
        await place.says("noor", "overzicht")
        after = (await place.hears("noor"))[-1]
        await place.says("noor", "Nog een verhaal.")
        await place.taps("noor", "Bewaren")
        await place.until("2026-04-20 12:00")

        assert list(before.choices) == ["Waardecheck"]
        assert not after.choices
        assert "Nog een verhaal." not in await everything(place, "noor")
        await place.says("noor", "toon 1")
        assert "Nog een verhaal." in (await place.hears("noor"))[-1].text


async def test_s06_edge_all_written_the_board_is_made_of_the_stories_after_48_hours(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when="24 maart om 14:00")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.", live="Liever schriftelijk")
        await prepares(place, "joost", "Een lijstje.", live="Liever schriftelijk")
        await place.until("2026-03-27 11:59")
        await place.says("joost", "wijzig 1")
        await place.says("joost", "Een kort lijstje.")
        before = await place.room()
        await place.until("2026-03-27 12:01")

        board = await place.room()
        assert "Ik ken nu iemand bij de balie." not in before
        assert "- **Joost**: \u2068Een kort lijstje.\u2069" in board
        assert "- **Noor**: \u2068Ik ken nu iemand bij de balie.\u2069" in board


async def test_s06_who_was_silent_till_the_board_stands_on_it_and_is_counted(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when="24 maart om 14:00", scribe="Bram")
        await place.until("2026-03-16 14:01")
        for who in ("noor", "joost", "ingrid"):
            await prepares(place, who, f"Verhaal van {who}.", live="Liever schriftelijk")
        await prepares(place, "samira", "Voor mijzelf.", PRIVATE, alone="Ja")
        await place.until("2026-03-24 14:01")
        await writes_along(place, "bram", ("Samira", "3 Toegepast", "Ik bel nu eerst."))
        await place.until("2026-03-26 15:30")

        room = await place.room()
        assert "- **Samira**: \u2068Ik bel nu eerst.\u2069" in room
        assert "Aan deze opbrengst werkten 4 mensen mee." in room


@pytest.mark.parametrize("chosen", ["Bewaren", "Weggooien"])
async def test_ge1_what_is_told_after_the_lead_called_it_off_is_kept_for_its_author_alone(tmp_path: Path, chosen: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        await place.until("2026-03-17 10:00")
        await place.hears("noor")

        await place.says("noor", "De balie was stil.")
        asked = (await place.hears("noor"))[-1]
        await place.taps("noor", chosen)
        await place.until("2026-04-20 12:00")

        assert OVER in asked.text
        assert "De balie was stil." not in await everything(place, "noor")
        await place.says("noor", "mijn antwoorden")
        assert ("De balie was stil." in (await place.hears("noor"))[-1].text) is (chosen == "Bewaren")


async def test_s06_who_was_not_yet_asked_when_the_preparation_closed_is_not_asked_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.jump("2026-03-16 14:00")
        await place.app.ticker.tick(place.clock.now())

        for said in ("sluit nu", "sluit nu zeker"):
            await place.says("ingrid", said, settle=False)
        await place.app.ticker.tick(place.clock.now())
        await place.settle()
        await place.until("2026-03-16 15:00")

        assert "Wil je je verhaal alvast voorbereiden?" not in await place.reads("noor")
        await place.says("noor", "overzicht")
        assert list((await place.hears("noor"))[-1].choices) == ["Waardecheck"]
