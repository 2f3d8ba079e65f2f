"""S06, C-37, C-38: what is shared after a board was posted comes on it, in the room and on its page, for everybody at once."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.library import HERE, load
from tests.acceptance.harvest import EMPTY, harvesting, tells
from tests.acceptance.test_board import posted, under
from tests.kit.town import MEMBERS, NAMED, NAMELESS, PRIVATE, TEAM, Town, town
from tests.kit.value_checks import harvest, plan, prepares


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    library = harvesting(tmp_path / "dialogs")
    async with town(tmp_path / "data", library=library, formats=["harvest"]) as built:
        await built.until("mon 10:00")
        yield built


async def shares(place: Town, who: str, number: int, readers: str) -> None:
    """Let somebody give an answer that she has already other readers."""
    await place.says(who, f"deel {number}")
    await place.taps(who, readers)


async def test_c37_what_is_shared_a_day_later_stands_in_the_room_too(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Op tijd.")
    await tells(place, "bram", PRIVATE, lived="Pas later gedeeld.", kept="Nooit gedeeld.")
    await place.until("fri 10:00")
    before = await posted(place)

    await shares(place, "bram", 1, NAMED)

    board = await posted(place)
    assert "Pas later gedeeld." not in before
    assert "- **Bram**: \u2068Pas later gedeeld.\u2069\n" in board + "\n"
    assert board.startswith("**Totaalopbrengst van Team Vergunningen, donderdag 12 maart**\nBijgewerkt op vrijdag 13 maart.\n")
    assert under(board, "Voor later") == EMPTY
    assert len([one for one in await place.shown(TEAM, "room") if "Totaalopbrengst" in one.text]) == 1


async def test_c37_what_is_shared_later_and_taken_back_again_is_gone(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Op tijd.")
    await tells(place, "bram", PRIVATE, lived="Pas later gedeeld.")
    await place.until("fri 10:00")
    await shares(place, "bram", 1, NAMED)
    there = await posted(place)

    await place.says("bram", "herstel")

    assert "Pas later gedeeld." in there
    assert "Pas later gedeeld." not in await posted(place)


async def test_x17_what_was_private_when_the_board_came_and_is_not_any_more_stands_there(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Op tijd.")
    await tells(place, "bram", NAMED, lived="Even privé.")
    await place.until("2026-03-12 08:55")
    await place.says("bram", "maak privé 1")
    await place.until("2026-03-12 09:00")
    before = await posted(place)

    await place.says("bram", "herstel")

    assert "Even privé." not in before
    assert "Even privé." in await posted(place)


async def test_s06_what_was_shared_with_the_facilitator_alone_or_in_another_round_is_not_added(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Op tijd.")
    await place.until("mon 10:00")
    await tells(place, "bram", PRIVATE, lived="Van de week erna.")
    await shares(place, "bram", 1, NAMED)

    assert "Van de week erna." not in await posted(place)
    await place.until("thu 09:00")
    boards = [one.text for one in await place.shown(TEAM, "room") if "Totaalopbrengst" in one.text]
    assert ["Van de week erna." in text for text in boards] == [False, True]


async def test_ge6_who_left_reads_nothing_new_on_the_board_that_she_was_sent(tmp_path: Path) -> None:
    library = harvesting(tmp_path / "dialogs")
    async with town(tmp_path / "data", library=library, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        await place.add("lena", "lead", team="bezwaar")
        for who in ("olaf", "petra"):
            await place.add(who, team="bezwaar")
        await place.switch_on("harvest", "bezwaar")
        await place.until("mon 10:00")
        await tells(place, "olaf", NAMED, lived="Op tijd.")
        await tells(place, "petra", PRIVATE, lived="Pas later gedeeld.")
        await place.until("fri 10:00")
        await place.leaves("olaf", "bezwaar")

        await shares(place, "petra", 1, NAMED)

        assert "Pas later gedeeld." in await place.reads("lena")
        assert "Pas later gedeeld." not in await place.reads("olaf")


async def test_k2_one_nameless_line_after_the_board_waits_and_is_not_added_alone(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Met naam.")
    await tells(place, "bram", PRIVATE, lived="Stil woord.")
    await place.until("fri 10:00")

    await shares(place, "bram", 1, NAMELESS)
    await place.until("2026-03-25 12:00")

    assert "Stil woord." not in await place.room()


async def test_k2_a_nameless_line_of_another_week_makes_no_batch_on_a_board(place: Town) -> None:
    for who in MEMBERS[:2]:
        await tells(place, who, NAMELESS, lived=f"Stil {MEMBERS.index(who)}.")
    await tells(place, "joost", NAMED, lived="Met naam.")
    await place.until("mon 10:00")
    await tells(place, "samira", NAMELESS, lived="Stil 2.")
    await tells(place, "joost", NAMED, lived="Weer met naam.")

    await place.until("2026-03-19 09:05")

    room = await place.room()
    assert "Weer met naam." in room
    assert "Stil" not in room


async def test_c37_a_writer_of_a_nameless_line_who_chooses_her_name_stands_on_the_board_of_that_week(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Met naam.")
    await tells(place, "bram", NAMELESS, lived="Stil woord.")
    await place.until("fri 12:00")
    before = await posted(place)

    await place.taps("bram", "Met naam delen")

    assert "Stil woord." not in before
    assert "- **Bram**: \u2068Stil woord.\u2069" in await posted(place)


async def test_s06_a_line_that_its_teller_confirms_after_the_board_is_added(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await harvest(place)
        await place.until("2026-03-31 09:30")
        before = await place.room()
        await shares(place, "samira", 5, NAMED)

        assert "Ik bel nu eerst." not in before
        assert "**Toegepast**\n- **Samira**: \u2068Ik bel nu eerst.\u2069" in await place.room()


async def test_k3_nameless_lines_of_a_round_that_goes_on_come_together_when_it_closes(tmp_path: Path) -> None:
    formats = tmp_path / "dialogs" / "formats"
    shutil.copytree(HERE / "formats", formats)
    check = formats / "quarterly_value_check.yaml"
    check.write_text(check.read_text(encoding="utf-8").replace("allow: [V0, V2]", "allow: [V0, V2, V3]"), encoding="utf-8")
    async with town(tmp_path / "data", library=load(tmp_path / "dialogs"), formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        for who in MEMBERS[:3]:
            await prepares(place, who, f"Stil {MEMBERS.index(who)}.", NAMELESS, "Liever schriftelijk")
        await prepares(place, "ingrid", "De proef liep door.", NAMED, "Liever schriftelijk")
        await place.until("2026-03-31 09:30")
        before = await posted(place)
        await place.until("2026-04-30 12:00")

        board = await posted(place)
        assert "De proef liep door." in before
        assert "Stil" not in before
        assert sorted(line for line in under(board, "Voor later").split("\n") if "Stil" in line) == [
            f"- \u2068Stil {number}.\u2069" for number in range(3)
        ]


async def test_s06_a_board_that_could_not_come_for_weeks_comes_all_the_same_to_all_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "De balie was stil.")
        await place.until("2026-03-27 14:00")
        await place.says("ingrid", "team pauze tot 20 april")
        await place.until("2026-04-19 12:00")
        before = await place.room()
        await place.until("2026-04-21 12:00")

        assert "De balie was stil." not in before
        assert "De balie was stil." in await place.room()
