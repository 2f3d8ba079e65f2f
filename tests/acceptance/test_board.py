"""S06, D4: the board of a round: the same for everybody, in the tellers' own words, and true to what they take back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.harvest import EMPTY, harvesting, tells
from tests.kit.town import MEMBERS, NAMED, NAMELESS, PRIVATE, TEAM, Town, town

HEAD = "Totaalopbrengst van Team Vergunningen"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    library = harvesting(tmp_path / "dialogs")
    async with town(tmp_path / "data", library=library, formats=["harvest", "facilitator_week"]) as built:
        await built.until("mon 10:00")
        yield built


async def posted(place: Town) -> str:
    """Return the board as it stands in the room now."""
    return next((one.text for one in await place.shown(TEAM, "room") if HEAD in one.text), "")


def under(board: str, heading: str) -> str:
    """Return what stands under a heading."""
    return board.partition(f"**{heading}**\n")[2].partition("\n\n")[0]


async def test_s06_acceptance_4_lead_and_members_read_the_same_board_at_the_same_moment(tmp_path: Path) -> None:
    library = harvesting(tmp_path / "dialogs")
    async with town(tmp_path / "data", library=library, formats=["harvest"]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        await place.add("lena", "lead", team="bezwaar")
        await place.add("frank", "facilitator", team="bezwaar", consent=None)
        for who in ("olaf", "petra"):
            await place.add(who, team="bezwaar")
        await place.switch_on("harvest", "bezwaar")
        await place.until("mon 10:00")
        await tells(place, "olaf", NAMED, lived="Het gaf rust.", rule=("Toegepast", "De vaste vrije ochtend."))
        await tells(place, "petra", NAMED, kept="Een nieuw contact.")

        await place.until("2026-03-12 08:59")
        early = [await place.reads(who) for who in ("lena", "frank", "olaf", "petra")]
        await place.until("thu 09:00")

        assert not any("Totaalopbrengst" in text for text in early)
        boards = [[one.text for one in await place.shown(who) if "Totaalopbrengst" in one.text]
                  for who in ("lena", "frank", "olaf", "petra")]  # fmt: skip
        assert [len(one) for one in boards] == [1, 1, 1, 1]
        assert len({text for (text,) in boards}) == 1
        assert "**Olaf**: \u2068De vaste vrije ochtend.\u2069" in under(boards[0][0], "Toegepast")


async def test_s06_the_room_reads_one_board_with_every_heading_and_the_tellers_own_words(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Het werd *stil*.", rule=("In de weg", "Te weinig tijd."))
    await tells(place, "bram", PRIVATE, lived="Alleen van Bram.")

    await place.until("thu 09:00")

    board = await posted(place)
    assert under(board, "Beleving") == "- **Noor**: \u2068Het werd *stil*.\u2069"
    assert under(board, "In de weg") == "- **Noor**: \u2068Te weinig tijd.\u2069"
    assert "Alleen van Bram." not in board
    assert "- Welk verhaal blijft je bij?" in board


async def test_s06_acceptance_5_a_line_that_its_teller_removes_is_on_no_board(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Dit neem ik eerder terug.", kept="Dit neem ik later terug.")
    await tells(place, "bram", NAMED, lived="Dit blijft.")
    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja, verwijder")

    await place.until("thu 09:00")
    before = await posted(place)
    await place.says("noor", "verwijder 2")
    await place.taps("noor", "Ja, verwijder")
    after = await posted(place)

    assert "eerder terug" not in before
    assert "later terug" in under(before, "Voor later")
    assert under(after, "Voor later") == EMPTY
    assert "Dit blijft." in under(after, "Beleving")


async def test_s06_acceptance_7_with_the_first_two_levels_alone_the_others_say_that_that_is_fine(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Het gaf energie.", kept="Een idee.")

    await place.until("thu 09:00")

    board = await posted(place)
    headings = ("Toegepast", "Effect", "Anders kijken", "In de weg", "Levend houden", "Vraag aan ons")
    assert [under(board, heading) for heading in headings] == [EMPTY] * 6
    assert EMPTY not in under(board, "Beleving") + under(board, "Voor later")


async def test_s06_with_nothing_shared_there_is_no_board(place: Town) -> None:
    await tells(place, "noor", PRIVATE, lived="Voor mijzelf.")

    await place.until("fri 09:00")

    assert await posted(place) == ""


async def test_k1_how_many_worked_on_it_stays_as_it_was_told(place: Town) -> None:
    for who in MEMBERS:
        await tells(place, who, NAMED, lived=f"Verhaal van {who}.")
    await place.until("thu 09:00")
    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja, verwijder")

    board = await posted(place)

    assert "Verhaal van noor." not in board
    assert "Aan deze opbrengst werkten 4 mensen mee." in board


async def test_k2_nameless_lines_wait_for_a_batch_and_then_stand_without_a_name(place: Town) -> None:
    for who in MEMBERS[:3]:
        await tells(place, who, NAMELESS, lived=f"Stil woord {MEMBERS.index(who)}.")
    await tells(place, "joost", NAMED, lived="Met naam.")

    await place.until("thu 09:00")

    told = under(await posted(place), "Beleving").split("\n")
    assert told[0] == "- **Joost**: \u2068Met naam.\u2069"
    assert sorted(told[1:]) == [f"- \u2068Stil woord {number}.\u2069" for number in range(3)]


async def test_s06_what_is_changed_or_made_private_after_publication_is_so_on_the_board(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Eerste woorden.", kept="Eerst gedeeld.")
    await place.until("thu 09:00")
    await place.says("noor", "wijzig 1")
    await place.says("noor", "Betere woorden.")
    await place.says("noor", "maak privé 2")

    board = await posted(place)

    assert under(board, "Beleving") == "- **Noor**: \u2068Betere woorden.\u2069 (aangepast)"
    assert under(board, "Voor later") == EMPTY


async def test_s06_a_line_goes_along_when_another_value_is_chosen_for_it(place: Town) -> None:
    await place.says("noor", "overslaan")
    await place.says("noor", "overslaan")
    await place.taps("noor", "Toegepast")
    await place.says("noor", "Wie neemt de telefoon over?")
    await place.says("noor", "terug")
    await place.says("noor", "terug")
    await place.taps("noor", "Vraag aan ons")
    await place.taps("noor", NAMED)

    await place.until("thu 09:00")

    board = await posted(place)
    assert under(board, "Toegepast") == EMPTY
    assert "Wie neemt de telefoon over?" in under(board, "Vraag aan ons")


async def test_s06_a_facilitator_reads_nothing_of_it_in_her_week_before_the_group_does(place: Town) -> None:
    await tells(place, "noor", NAMED, lived="Eerst de groep.")

    await place.until("2026-03-11 12:00")

    assert "Eerst de groep." not in await place.reads("fatima")
    await place.until("2026-03-18 12:00")
    assert "Eerst de groep." in await place.reads("fatima")
