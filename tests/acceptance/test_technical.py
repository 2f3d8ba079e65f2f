"""D7: what went wrong, told to administrators only, at most once a day, without any text of anybody (S07, C-36)."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.channels.base import DeliveryError
from storage.outgoing import web
from storage.tables import address
from tests.kit.pigeons import Pigeons
from tests.kit.town import NAMED, town

BLOCKED = "- Mensen die niet te bereiken zijn: 1 (lotte)."


@pytest.mark.trust("R11")
async def test_s07_d7_an_administrator_hears_once_what_failed_and_nobody_else_does(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=["weekly_wonder"], channels={"pigeon": pigeons}) as place:
        await place.add("anna", "admin", consent=None)
        await place.add("lotte", channel="pigeon")
        pigeons.refusals.append(DeliveryError("permanent", "blocked"))
        await place.until("thu 15:59")
        before = await place.hears("anna")
        await place.tells("noor", "Geheim.", NAMED)

        await place.until("thu 16:01")
        (told,) = await place.hears("anna")
        await place.until("wed 17:00")

        assert before == []
        assert told.text.splitlines() == [
            "Dit ging er mis sinds het vorige technische bericht:",
            "- Berichten die niet zijn aangekomen: 1.",
            BLOCKED,
            "Wat je kunt doen, zegt **leerbot people status**.",
        ]
        assert await place.hears("anna") == []
        assert "technische" not in await place.reads("fatima") + await place.reads("ingrid") + await place.room()


async def test_s07_d7_on_the_time_line_it_is_a_message_and_no_look_back(tmp_path: Path) -> None:
    async with town(tmp_path, channels={"pigeon": (pigeons := Pigeons())}) as place:
        await place.add("anna", "admin", consent=None)
        await place.add("lotte", channel="pigeon")
        pigeons.refusals.append(DeliveryError("permanent", "blocked"))

        await place.until("thu 16:01")

        events = await place.app.store.read(lambda unit: web.events_since(unit, 0))
        assert [event.what for event in events if event.person == "anna"] == ["notice"]


async def test_s07_d7_nothing_is_told_when_nothing_failed(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("anna", "admin", consent=None)

        await place.until("wed 17:00")

        assert await place.hears("anna") == []


async def test_s07_d7_who_has_no_address_is_told_by_id(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("anna", "admin", consent=None, language="en")
        await place.app.store.run(
            lambda unit: unit.connection.execute(delete(address).where(address.c.person == "noor")).rowcount
        )

        await place.until("thu 17:00")

        (told,) = await place.hears("anna")
        assert "- People who cannot be reached: 1 (noor)." in told.text


async def test_s07_d7_a_round_that_was_missed_is_told_within_the_hours(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.add("anna", "admin", consent=None)

        await place.down_until("2026-03-14 10:00")
        weekend = await place.hears("anna")
        await place.until("mon 16:01")

        (told,) = await place.hears("anna")
        assert weekend == []
        assert "- Rondes die niet zijn geopend: 1 (weekly_wonder vergunningen)." in told.text


async def test_s07_d7_on_a_day_with_another_report_it_waits_for_the_next_day(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("fatima", "admin", consent=None)
        await place.until("thu 14:30")
        await place.tells("noor", "Ik kreeg hem wel.", NAMED)
        await place.until("wed 10:00")
        await place.hears("fatima")
        await place.add("lotte", channel="pigeon", consent=None)
        pigeons.refusals.append(DeliveryError("permanent", "blocked"))

        await place.until("wed 17:00")
        same_day = await place.hears("fatima")
        await place.until("thu 16:01")

        assert same_day == []
        assert BLOCKED in (await place.hears("fatima"))[-1].text
