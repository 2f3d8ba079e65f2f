"""Who left a group reads nothing more of it (GE6, spec §3: a role change applies to new reads at once)."""

from pathlib import Path

import pytest

from tests.kit.libraries import reporting
from tests.kit.town import NAMED, Town, town


async def group_without_a_room(place: Town) -> None:
    """Add a group whose digest goes to its people, one of whom likes to be left alone on Wednesdays."""
    await place.add_team("bezwaar", "Team Bezwaar", room=False)
    for who in ("olaf", "petra", "quin"):
        await place.add(who, team="bezwaar")
    await place.set("petra", quiet_days="2")
    await place.switch_on("weekly_wonder", "bezwaar")


@pytest.mark.trust("R31")
async def test_ge6_who_left_is_not_reminded_of_what_she_was_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.says("bram", "Vertellen")
        await place.hears("noor")
        await place.hears("bram")
        for who in ("noor", "bram"):
            await place.leaves(who)

        await place.until("2026-03-17 10:00")

        assert await place.hears("noor") == []
        assert await place.hears("bram") == []
        assert len(await place.hears("samira")) == 2


@pytest.mark.trust("R31")
async def test_ge6_who_left_while_a_digest_waited_for_her_does_not_get_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await group_without_a_room(place)
        await place.until("thu 14:00")
        await place.tells("olaf", "Onder elkaar.", NAMED)
        await place.until("wed 10:00")
        await place.leaves("petra", "bezwaar")

        await place.until("fri 10:00")

        assert "Onder elkaar." not in await place.reads("petra")
        assert "Onder elkaar." in await place.reads("quin")


async def test_ge6_a_facilitator_who_left_while_a_digest_waited_for_her_does_not_get_it(tmp_path: Path) -> None:
    async with town(tmp_path / "town", library=reporting(tmp_path, "fri 09:00"), formats=[]) as place:
        await group_without_a_room(place)
        await place.add("hanna", "facilitator", team="bezwaar", consent=None, quiet_days="4")
        await place.until("thu 14:00")
        await place.tells("olaf", "Onder elkaar.", NAMED)
        await place.until("2026-03-20 10:00")
        await place.leaves("hanna", "bezwaar")

        await place.until("2026-03-24 10:00")

        assert "Onder elkaar." not in await place.reads("hanna")


async def test_ge6_new_words_in_an_old_digest_are_not_shown_to_who_left(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await group_without_a_room(place)
        await place.until("thu 14:00")
        await place.tells("olaf", "Onder elkaar.", NAMED)
        await place.until("fri 10:00")
        await place.until("fri 10:00")
        await place.leaves("quin", "bezwaar")
        await place.says("olaf", "wijzig 1")

        await place.says("olaf", "Nu anders gezegd.")

        assert "Nu anders gezegd." in await place.reads("petra")
        assert "Nu anders gezegd." not in await place.reads("quin")
