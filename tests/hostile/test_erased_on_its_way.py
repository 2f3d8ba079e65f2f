"""What is being sent at the very moment at which it is erased does not stay where it arrives (C-44, S31)."""

from pathlib import Path

import pytest
from sqlalchemy import select

from storage.privacy import parting
from storage.privacy.erasing import erase_person
from storage.store import Unit
from storage.tables import conversation
from tests.kit.pigeons import Pigeons
from tests.kit.town import Town, town

TEXT = "De bezorger vergat de sleutel."


async def hears_back(place: Town, pigeons: Pigeons) -> None:
    """Let olaf tell something, of which a reply is on its way when the next thing happens."""
    await place.add_team("bezwaar", "Team Bezwaar", channel="pigeon")
    await place.add("olaf", team="bezwaar", channel="pigeon")
    await place.switch_on("weekly_wonder", "bezwaar")
    await place.until("thu 14:00")
    await place.says("olaf", TEXT, channel="pigeon")
    await place.says("olaf", "ja", channel="pigeon")


@pytest.mark.trust("R39")
async def test_c44_what_is_on_its_way_when_somebody_is_erased_is_taken_away_as_it_arrives(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}, formats=[]) as place:
        await hears_back(place, pigeons)

        async def erased() -> None:
            await place.app.store.run(lambda unit: erase_person(unit, "olaf", place.clock.now()))

        pigeons.on_the_way = erased
        await place.says("olaf", "mijn antwoorden", channel="pigeon")
        await place.wait(minutes=2)

        assert pigeons.texts("olaf") == []


async def test_s31_what_is_on_its_way_when_case_texts_go_is_taken_away_as_it_arrives(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}, formats=[]) as place:
        await hears_back(place, pigeons)
        told_in = await place.app.store.read(_conversations)

        async def let_go() -> None:
            await place.app.store.run(lambda unit: parting.let_go(unit, told_in, place.clock.now()))

        pigeons.on_the_way = let_go
        await place.says("olaf", "toon 1", channel="pigeon")
        await place.wait(minutes=2)

        assert pigeons.texts("olaf") == []


def _conversations(unit: Unit) -> list[int]:
    return list(unit.connection.execute(select(conversation.c.id).where(conversation.c.person == "olaf")).scalars())
