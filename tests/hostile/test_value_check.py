"""S06 where somebody is gone, comes too late, or goes back on what happened: the value check goes on, and stays true."""

from pathlib import Path

import pytest

from storage.erasing import erase_person
from tests.acceptance.test_value_check import confirms, harvest, plan, prepares
from tests.kit.town import MEMBERS, town


async def test_s06_once_the_session_has_begun_it_is_not_moved_or_closed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-27 12:00")
        before = await place.room()
        await place.hears("ingrid")

        for word in ("verplaats naar 2 april om 10:00", "sluit nu", "waardecheck start", "stand"):
            await place.says("ingrid", word)
        heard = await place.hears("ingrid")
        await place.until("2026-04-03 12:00")

        moved, closed, again, stands = heard
        assert moved.text == closed.text == "Dat kan niet meer. Waardecheck was op donderdag 26 maart."
        assert "Er loopt nog een Waardecheck, van donderdag 26 maart." in again.text
        assert list(again.choices) == ["Stand bekijken", "Daarna een nieuwe plannen"]
        assert "Waardecheck was op donderdag 26 maart." in stands.text
        assert await place.room() == before


async def test_s06_what_was_told_to_the_group_is_not_called_off(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await harvest(place)
        await confirms(place, samira="Klopt", noor="Klopt", ingrid="Klopt")
        await place.until("2026-03-31 09:30")

        await place.says("ingrid", "annuleer")
        await place.until("2026-04-03 12:00")

        assert "Dat kan niet meer." in await place.reads("ingrid")
        assert "gaat niet door" not in await place.room()


@pytest.mark.parametrize("whole", [False, True])
async def test_s06_edge_a_scribe_who_is_not_there_any_more_is_followed_by_somebody_else(tmp_path: Path, whole: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-17 10:00")
        await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now(), whole=whole))

        await place.until("2026-03-26 14:03")

        [scribe] = [who for who in (*MEMBERS, "ingrid") if "Jij schrijft mee" in await place.reads(who)]
        assert scribe not in {"bram", "ingrid"}
        assert f"{scribe.capitalize()} schrijft mee" in await place.room()


async def test_s06_edge_a_scribe_who_left_the_group_is_asked_nothing_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-17 10:00")
        await place.leaves("bram")

        await place.until("2026-03-26 14:03")

        assert "Jij schrijft mee" not in await place.reads("bram")
        assert [who for who in ("noor", "samira", "joost") if "Jij schrijft mee" in await place.reads(who)]


async def test_s06_a_check_of_which_the_starter_was_erased_goes_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.says("ingrid", "plan na sluiting")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")
        await place.app.store.run(lambda unit: erase_person(unit, "ingrid", place.clock.now(), whole=True))

        await place.until("2026-04-20 12:00")

        assert "Ik ken nu iemand bij de balie." in await place.room()
