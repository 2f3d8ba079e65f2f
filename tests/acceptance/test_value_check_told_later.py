"""S06: a line of which its teller did not hear in time waits for her, hers alone until then, and comes onto the board later."""

from pathlib import Path

import pytest

from tests.acceptance.test_value_check_in_a_pause import LINE, agreed_with_bram
from tests.kit.town import MEMBERS, PRIVATE, Town, town
from tests.kit.value_checks import confirms, plan, prepares, writes_along

HERS, OTHERS = "Ik bel nu eerst.", "Het was spannend."


async def told_while_away(place: Town, away: str = "tot 4 mei", alone: str = "Nee") -> None:
    """Let lines of Noor's and Samira's be written while Samira is away, and the board come."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await place.taps("bram", "Antwoorden")
    await place.taps("bram", "Ja, ik schrijf mee")
    await place.until("2026-03-16 14:01")
    await prepares(place, "samira", "Voor mijzelf.", PRIVATE, alone=alone)
    await place.until("2026-03-26 13:00")
    await place.says("samira", f"afwezig {away}")
    await place.until("2026-03-26 14:01")
    await writes_along(place, "bram", ("Samira", "3 Toegepast", HERS), ("Noor", "1 Beleving", OTHERS))
    await place.until("2026-03-27 09:30")
    await confirms(place, noor="Klopt")
    await place.until("2026-03-31 09:30")


async def read_by_others(place: Town, but: str = "samira") -> str:
    """Return all that the room, the lead, the facilitator and her colleagues read, without the scribe's own writing."""
    others = [who for who in (*MEMBERS, "ingrid", "fatima") if who not in {but, "bram"}]
    return "\n".join([await place.room(), *[await place.reads(who) for who in others]])


async def test_s06_who_was_away_until_after_the_board_is_asked_when_she_is_back_and_her_line_comes_onto_it(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await told_while_away(place)
        board = await place.room()
        await place.until("2026-05-04 08:59")
        away = await place.reads("samira")
        await place.until("2026-05-07 09:00")
        asked, before = await place.reads("samira"), await read_by_others(place)
        await confirms(place, samira="Klopt")
        await place.wait(minutes=2)

        assert OTHERS in board
        assert LINE not in away
        assert asked.count(LINE) == 1
        assert HERS not in before
        assert f"**Toegepast**\n- **Samira**: \u2068{HERS}\u2069" in await place.room()
        assert (await place.room()).count("Totaalopbrengst") == 1


@pytest.mark.parametrize(("choice", "label"), [("out", "Weglaten"), ("nothing", "")])
async def test_s06_a_line_that_she_leaves_out_or_says_nothing_of_after_her_return_is_on_no_board(
    tmp_path: Path, choice: str, label: str
) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await told_while_away(place)
        await place.until("2026-05-07 09:00")
        if choice == "out":
            await confirms(place, samira=label)
        await place.until("2026-05-20 12:00")

        assert HERS not in await read_by_others(place)
        await place.says("samira", "mijn antwoorden")
        assert (HERS in (await place.hears("samira"))[-1].text) is (choice == "nothing")


async def test_s06_who_let_her_lines_be_placed_has_her_time_after_her_return_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told_while_away(place, alone="Ja")
        await place.until("2026-05-04 17:00")
        before = await place.room()
        await place.until("2026-05-12 12:00")

        assert LINE in await place.reads("samira")
        assert HERS not in before
        assert HERS in await place.room()


async def test_s06_who_comes_back_sooner_is_asked_then_and_has_her_time_from_then(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told_while_away(place)
        await place.until("2026-04-08 10:00")
        await place.says("samira", "terug van pauze")
        await place.until("2026-04-09 12:00")

        assert "Je hebt tot vrijdag 10 april om" in await place.reads("samira")


async def test_s06_who_stays_away_longer_is_asked_when_that_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told_while_away(place)
        await place.says("samira", "afwezig tot 1 juni")
        await place.until("2026-05-31 12:00")
        away = await place.reads("samira")
        await place.until("2026-06-03 12:00")

        assert LINE not in away
        assert (await place.reads("samira")).count(LINE) == 1
        assert (await place.room()).count("Totaalopbrengst") == 1


@pytest.mark.parametrize("how", ["leaves", "stops"])
async def test_s06_who_does_not_come_back_is_asked_nothing_and_her_line_is_read_by_nobody(tmp_path: Path, how: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told_while_away(place)
        if how == "leaves":
            await place.leaves("samira")
        else:
            await place.says("samira", "afmelden")
            for label in ("30 dagen", "Ja, stop"):
                await place.taps("samira", label)
        await place.until("2026-05-20 12:00")

        assert LINE not in await place.reads("samira")
        assert HERS not in await read_by_others(place)


async def test_s06_nobody_is_asked_after_her_return_about_a_check_that_was_called_off(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.says("samira", "afwezig tot 4 mei")
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Samira", "3 Toegepast", HERS))
        await place.until("2026-03-27 12:00")
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        await place.until("2026-05-07 09:00")

        assert LINE not in await place.reads("samira")
        assert HERS not in await read_by_others(place)


@pytest.mark.parametrize("room", [True, False])
async def test_c37_a_harvest_that_held_nothing_comes_with_the_first_line_that_is_confirmed(
    tmp_path: Path, *, room: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=room)
        await place.add("lena", "lead", team="bezwaar")
        for who in ("olaf", "petra"):
            await place.add(who, team="bezwaar")
        await plan(place, scribe="Petra", who="lena")
        await place.until("2026-03-09 09:00")
        await place.taps("petra", "Antwoorden")
        await place.taps("petra", "Ja, ik schrijf mee")
        await place.says("olaf", "afwezig tot 4 mei")
        await place.until("2026-03-26 14:01")
        await writes_along(place, "petra", ("Olaf", "3 Toegepast", HERS))
        await place.until("2026-05-07 09:00")
        before = [await place.room("bezwaar"), await place.reads("lena")]
        await confirms(place, olaf="Klopt")
        await place.wait(minutes=2)
        after = await (place.room("bezwaar") if room else place.reads("lena"))

        assert "Totaalopbrengst" not in "".join(before)
        assert after.count("Totaalopbrengst") == 1
        assert f"**Toegepast**\n- **Olaf**: \u2068{HERS}\u2069" in after
        assert HERS not in await place.room() + await place.reads("ingrid")


# -- what was written late


async def waits_for_its_words(place: Town, *before: tuple[str, str, str]) -> None:
    """Let Bram write lines, and choose whose the next is; its words he sends when the writing has closed."""
    await agreed_with_bram(place)
    await place.until("2026-03-26 14:01")
    await place.taps("bram", "Schrijven")
    for who, level, text in before:
        await place.taps("bram", who)
        await place.taps("bram", level)
        await place.says("bram", text)
        await place.taps("bram", "Ja")
    await place.taps("bram", "Samira")
    await place.taps("bram", "3 Toegepast")
    await place.until("2026-03-27 12:05")


async def test_s06_a_line_written_late_is_asked_about_also_when_its_teller_was_done_with_hers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await waits_for_its_words(place, ("Samira", "1 Beleving", OTHERS))
        await confirms(place, samira="Klopt")
        await place.until("2026-03-30 10:00")
        await place.says("bram", HERS)
        await place.until("2026-03-31 09:05")
        board, others = await place.room(), await read_by_others(place)
        await place.taps("samira", "Bekijken")
        asked = (await place.hears("samira"))[-1].text
        await place.taps("samira", "Klopt")
        await place.until("2026-04-02 12:00")

        assert OTHERS in board
        assert HERS not in others
        assert HERS in asked
        assert OTHERS not in asked
        assert (await place.reads("samira")).count(LINE) == 2
        for text in (HERS, OTHERS, "Totaalopbrengst"):
            assert (await place.room()).count(text) == 1


async def test_s06_a_line_written_late_of_who_had_none_is_asked_about_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await waits_for_its_words(place)
        await place.says("bram", HERS)
        await place.until("2026-03-30 09:05")
        others = await read_by_others(place)
        await confirms(place, samira="Klopt")
        await place.until("2026-04-02 12:00")

        assert LINE in await place.reads("samira")
        assert HERS not in others
        assert HERS in await place.room()


async def test_s06_a_line_written_late_that_she_says_nothing_of_stays_hers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await waits_for_its_words(place, ("Samira", "1 Beleving", OTHERS))
        await confirms(place, samira="Klopt")
        await place.says("bram", HERS)
        await place.until("2026-04-15 12:00")

        assert LINE in await place.reads("samira")
        assert HERS not in await read_by_others(place)


async def test_s06_a_line_written_late_waits_with_those_that_she_has_still_to_read(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await waits_for_its_words(place, ("Samira", "1 Beleving", OTHERS))
        await place.says("bram", HERS)
        await place.until("2026-03-30 10:00")
        await confirms(place, samira="Klopt")
        await place.taps("samira", "Klopt")
        await place.until("2026-04-02 12:00")

        assert (await place.reads("samira")).count(LINE) == 1
        for line in (HERS, OTHERS):
            assert line in await place.room()


async def test_s06_a_line_written_late_in_a_check_that_was_called_off_is_asked_of_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await waits_for_its_words(place, ("Samira", "1 Beleving", OTHERS))
        await confirms(place, samira="Klopt")
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        await place.says("bram", HERS)
        await place.until("2026-04-15 12:00")

        assert (await place.reads("samira")).count(LINE) == 1
        assert HERS not in await read_by_others(place)


async def test_s06_a_line_written_late_is_asked_about_also_when_its_teller_left_out_going_over_hers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await waits_for_its_words(place, ("Samira", "1 Beleving", OTHERS))
        await place.taps("samira", "Overslaan")
        await place.until("2026-03-30 10:00")
        await place.says("bram", HERS)
        await place.until("2026-03-31 09:05")
        await confirms(place, samira="Weglaten")
        await place.taps("samira", "Klopt")
        await place.wait(minutes=2)

        assert OTHERS not in await place.room()
        assert HERS in await place.room()
