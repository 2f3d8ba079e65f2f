"""S06: the session of a value check: who tells, in which order, and how long that takes."""

from pathlib import Path

import pytest

from tests.acceptance.test_value_check import plan, prepares
from tests.kit.town import PRIVATE, Town, town


async def session(place: Town, *tellers: str, first: str = "Nee") -> str:
    """Let some prepare a story to tell; return what the room reads as the session begins."""
    await place.until("2026-03-16 14:01")
    for who in tellers:
        await prepares(place, who, "Iets voor later.", PRIVATE, first=first)
    await place.until("2026-03-26 14:01")
    return await place.room()


def order_in(text: str) -> list[str]:
    """Return the tellers in the order in which a message names them."""
    return [line.partition(". ")[2] for line in text.splitlines() if line[:1].isdigit()]


async def test_s06_order_of_tellers_names_who_said_yes_in_an_order_that_a_restart_does_not_change(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "joost", "Een lijstje.", live="Liever schriftelijk")
        await prepares(place, "bram", "Een lijstje.", live="Deze keer niet")
        await place.restart()

        room = await session(place, "noor", "samira", "ingrid")

        order = order_in(room)
        assert sorted(order) == ["Ingrid", "Noor", "Samira"]
        assert "Reken op ongeveer 50 minuten." in room
        assert "Joost" not in room


@pytest.mark.parametrize("session_at", ["26 maart om 14:00", "27 maart om 10:00", "30 maart om 11:00", "31 maart om 9:30"])
async def test_s06_order_of_tellers_the_lead_is_never_first_unless_she_wants_to(tmp_path: Path, session_at: str) -> None:
    orders = []
    for first in ("Nee", "Ja"):
        async with town(tmp_path / first, formats=[]) as place:
            await plan(place, when=session_at)
            await place.until("2026-03-23 12:00")
            for who in ("noor", "ingrid"):
                await prepares(place, who, "Iets voor later.", PRIVATE, first=first)
            await place.until("2026-03-31 10:00")
            orders.append(order_in(await place.room()))

    assert orders == [["Noor", "Ingrid"], ["Ingrid", "Noor"]]


async def test_s06_order_of_tellers_only_the_lead_is_asked_to_begin(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await session(place, "noor", "ingrid")

        assert "Wil jij beginnen?" in await place.reads("ingrid")
        assert "Wil jij beginnen?" not in await place.reads("noor")


async def test_s06_order_of_tellers_who_left_took_it_back_or_is_away_is_not_named(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        for who in ("noor", "samira", "joost", "ingrid"):
            await prepares(place, who, "Iets voor later.", PRIVATE)
        await place.leaves("noor")
        await place.says("samira", "pauze tot 30 maart")
        await place.says("joost", "afmelden")
        await place.taps("joost", "Alles verwijderen")
        await place.taps("joost", "Ja, stop")
        await place.until("2026-03-26 14:01")

        assert order_in(await place.room()) == ["Ingrid"]


async def test_s06_order_of_tellers_is_mended_when_somebody_takes_back_all_that_she_told(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await session(place, "noor", "samira")

        await place.says("noor", "afmelden")
        await place.taps("noor", "Alles verwijderen")
        await place.taps("noor", "Ja, stop")
        await place.wait(minutes=2)

        assert order_in(await place.room()) == ["Samira"]
        assert "Reken op ongeveer 30 minuten." in await place.room()
        assert "Noor" not in await place.room()


async def test_s06_edge_nobody_prepares_and_the_session_goes_on_with_three_ways_to_begin(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        room = await session(place)

        assert "Jullie kunnen toch bij elkaar komen." in room
        assert room.partition("Begin bijvoorbeeld met:")[2].count("\n- ") == 3
        assert "geloot" not in room
