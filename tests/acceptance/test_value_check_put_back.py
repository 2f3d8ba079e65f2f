"""S06, X19, N5: the bot was down over a session in a pause of its group; the board waits for its scribe and its tellers."""

from pathlib import Path

import pytest

from tests.acceptance.test_scribes import agrees
from tests.kit.town import Town, town
from tests.kit.value_checks import confirms, plan, prepares, writes_along

UP = "2026-03-27 09:00"
"""The bot is back on the morning after the session, and the group pauses."""


async def down_over_the_session(place: Town, paused_until: str) -> None:
    """Let Bram agree to write along, and the bot be down over the session in a pause of the group."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await agrees(place, "bram")
    await place.until("2026-03-16 14:01")
    await prepares(place, "joost", "Verhaal van Joost.")
    await place.until("2026-03-25 14:00")
    await place.says("ingrid", f"team pauze tot {paused_until}")
    await place.taps("ingrid", "Laat doorgaan")
    await place.down_until(UP)


@pytest.mark.parametrize(
    ("paused", "longer", "back"), [("2 april", "9 april", "2026-04-09"), ("31 maart", "9 april", "2026-04-09")]
)
async def test_s06_edge_the_board_waits_for_who_could_write_only_after_a_longer_pause(
    tmp_path: Path, paused: str, longer: str, back: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await down_over_the_session(place, paused)
        await place.until("2026-03-30 12:00")
        await place.says("ingrid", f"team pauze tot {longer}")
        await place.until(f"{back} 12:00")
        await writes_along(place, "bram", ("Noor", "1 Beleving", "Noor belt nu eerst."))
        await place.until("2026-04-13 11:55")
        before = await place.room()
        await confirms(place, noor="Klopt")
        await place.until("2026-04-13 12:05")

        assert "Totaalopbrengst" not in before
        assert (await place.room()).count("Totaalopbrengst") == 1
        assert "Noor belt nu eerst." in await place.room()


async def test_s06_edge_a_teller_has_her_whole_time_before_the_board_after_such_a_pause(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await down_over_the_session(place, "2 april")
        await place.until("2026-04-02 12:00")
        await writes_along(place, "bram", ("Noor", "1 Beleving", "Noor belt nu eerst."))
        await place.until("2026-04-07 11:55")
        before = await place.room()
        await confirms(place, noor="Klopt")
        await place.until("2026-04-07 12:05")

        assert "Totaalopbrengst" not in before
        assert "Noor belt nu eerst." in await place.room()


async def test_s06_edge_no_board_comes_before_the_scribe_could_write(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await down_over_the_session(place, "2 april")
        await place.until("2026-03-30 12:00")
        await place.says("ingrid", "team pauze tot 9 april")
        await place.until("2026-04-10 11:55")

        assert "De waardecheck begint. Jij schrijft mee" in await place.reads("bram")
        assert "Totaalopbrengst" not in await place.room()
        assert "Welke kleine acties" not in await place.reads("bram")
