"""Who left a group reads nothing more of it (GE6, spec §3: a role change applies to new reads at once)."""

from pathlib import Path

import pytest

from bot.channels.base import DeliveryError
from storage.tables import outbox
from tests.kit.libraries import reporting
from tests.kit.pigeons import Pigeons
from tests.kit.town import NAMED, Town, town


async def group_without_a_room(place: Town) -> None:
    """Add a group whose digest goes to its people, one of whom likes to be left alone on Wednesdays."""
    await place.add_team("bezwaar", "Team Bezwaar", room=False)
    for who in ("olaf", "petra", "quin"):
        await place.add(who, team="bezwaar")
    await place.set("petra", quiet_days="2")
    await place.switch_on("weekly_wonder", "bezwaar")


@pytest.mark.trust("R31")
async def test_ge6_a_reminder_that_waits_does_not_go_to_who_left_meanwhile(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=["weekly_wonder"], channels={"pigeon": pigeons}, members=()) as place:
        for who in ("noor", "bram", "samira"):
            await place.add(who, channel="pigeon")
        await place.until("2026-03-12 14:00")
        await place.says("bram", "Vertellen", channel="pigeon")
        await place.until("2026-03-16 09:59")
        pigeons.refusals = [DeliveryError("transient", "http 503")] * 9
        await place.until("2026-03-16 10:00")
        before = {who: len(pigeons.texts(who)) for who in ("noor", "bram", "samira")}
        for who in ("noor", "bram"):
            await place.leaves(who)

        pigeons.refusals = []
        await place.app.store.run(lambda unit: unit.connection.execute(outbox.update().values(retry_at=None)))
        await place.settle()

        assert {who: len(pigeons.texts(who)) - before[who] for who in before} == {"noor": 0, "bram": 0, "samira": 1}


async def test_ge6_what_she_did_not_begin_stands_open_no_more_for_who_left(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.leaves("noor")

        await place.says("noor", "overzicht")

        assert "verwonderd" not in (await place.hears("noor"))[-1].text


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
