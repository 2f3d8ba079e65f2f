"""Tricks to find out who wrote a text without a name (K2, K3)."""

import asyncio
from pathlib import Path

from bot.channels.base import DeliveryError
from tests.kit.pigeons import Pigeons
from tests.kit.town import NAMED, NAMELESS, TEAM, Town, town
from tests.web.desk import PDF


async def share_nameless(place: Town, *people: str) -> None:
    """Let people answer the open round without their names."""
    for who in people:
        await place.tells(who, f"Naamloos van {who}.", NAMELESS)


async def shares_again(place: Town, who: str, readers: str) -> None:
    """Let somebody choose other readers for the first answer."""
    await place.says(who, "deel 1")
    await place.taps(who, readers)


async def test_k2_a_text_that_stood_with_a_name_before_does_not_make_two_nameless_ones_three(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eerst met naam.", NAMED)
        await place.until("wed 10:00")
        await shares_again(place, "noor", NAMELESS)
        await place.until("thu 14:00")
        await share_nameless(place, "bram", "samira")

        await place.until("wed 10:00")

        assert "Naamloos van" not in await place.room()


async def test_k2_a_text_that_stood_in_an_earlier_batch_does_not_make_two_nameless_ones_three(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("wed 10:00")
        await place.says("noor", "maak privé 1")
        await shares_again(place, "noor", NAMELESS)
        await place.until("thu 14:00")
        await share_nameless(place, "joost", "ingrid")

        await place.until("wed 10:00")

        room = await place.room()
        assert "Naamloos van joost." not in room
        assert "Naamloos van ingrid." not in room


async def test_k7_what_stood_with_a_name_does_not_come_back_without_one_where_it_stood(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eerst met naam.", NAMED)
        await place.until("wed 10:00")
        await shares_again(place, "noor", NAMELESS)
        await place.until("thu 14:00")
        await share_nameless(place, "bram", "samira", "joost")
        await place.until("wed 10:00")
        await place.says("noor", "wijzig 1")

        await place.says("noor", "Nu anders gezegd.")

        room = await place.room()
        assert "Naamloos van bram." in room
        assert "Nu anders gezegd." not in room


async def test_k2_two_that_are_left_when_a_late_digest_goes_are_not_shown(tmp_path: Path) -> None:
    async with town(tmp_path, start="2027-04-26 08:30") as place:
        await place.until("2027-04-29 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("2027-05-05 12:00")  # Liberation Day: the digest waits
        await place.says("noor", "maak privé 1")

        await place.until("2027-05-07 12:00")

        assert "Naamloos van" not in await place.room() + await place.reads("fatima")


async def test_k2_who_is_left_when_a_late_digest_goes_is_asked_at_the_next(tmp_path: Path) -> None:
    async with town(tmp_path, start="2027-04-26 08:30") as place:
        await place.until("2027-04-29 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("2027-05-05 12:00")
        await place.says("noor", "maak privé 1")

        await place.until("2027-05-12 12:00")

        assert "Er zijn nu te weinig antwoorden zonder naam." in await place.reads("bram")


async def test_k2_two_that_are_left_when_a_refused_digest_goes_again_are_not_shown(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        await place.add_team("bezwaar", channel="pigeon")
        for who in ("olaf", "petra", "quin", "roos"):
            await place.add(who, team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.until("thu 14:00")
        await share_nameless(place, "olaf", "petra", "quin")
        pigeons.refusals.append(DeliveryError("transient", "busy", retry_after=0.0))
        await place.until("2026-03-18 08:59")
        await place.jump("2026-03-18 09:00")
        await place.app.ticker.tick(place.clock.now())
        await place.app.sender.send_some()
        while pigeons.refusals:
            await asyncio.wait(place.app.sender._under_way)

        await place.says("olaf", "maak privé 1")

        assert not any("Naamloos van" in text for text in pigeons.texts("bezwaar"))


async def test_k3_the_files_stand_in_no_order_of_answering(tmp_path: Path) -> None:
    orders = set()
    for number in range(4):
        async with town(tmp_path / str(number), start=f"2026-06-{1 + 7 * number:02} 08:30") as place:
            await place.until("thu 14:00")
            for length, who in enumerate(("noor", "bram", "samira"), start=1):
                await place.says(who, "", ("bijlage.pdf", PDF + b"%" * length))
                await place.taps(who, "Zo is het goed")
                await place.taps(who, NAMELESS)
            await place.until("wed 09:00")
            (digest,) = await place.shown(TEAM, "room")
            orders.add(tuple(file["size"] for file in digest.message.body["files"]))

    assert len(orders) > 1
