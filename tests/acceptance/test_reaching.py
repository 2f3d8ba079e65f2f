"""GE14 and GE20: people who cannot be reached, and a bot that was started again in mid-dialog."""

import asyncio
from pathlib import Path

from sqlalchemy import ColumnElement, delete

from bot.channels.base import DeliveryError
from storage.groups import people
from storage.outgoing.outbox import MOST_ATTEMPTS
from storage.tables import address
from tests.kit.logs import captured
from tests.kit.pigeons import Pigeons
from tests.kit.town import NAMED, at_once, town


async def test_ge14_who_cannot_be_reached_is_left_alone_and_is_asked_again_once_she_writes(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=["weekly_wonder"], channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        await place.until("thu 13:00")
        pigeons.refusals.append(DeliveryError("permanent", "blocked"))
        await place.until("2026-03-19 15:00")
        silent = list(pigeons.delivered)
        known = await place.app.store.read(lambda unit: people.load(unit, "lotte"))

        await place.says("lotte", "hulp", channel="pigeon")
        await place.until("2026-03-26 15:00")

        assert silent == []
        assert known.undeliverable == "blocked"
        assert "Dit kun je typen" in pigeons.delivered[0].prompt.text
        assert len(pigeons.delivered) == 2


async def test_ge14_who_cannot_be_reached_holds_up_nobody_and_shows_nowhere(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        pigeons.refusals.append(DeliveryError("permanent", "blocked"))
        await place.until("thu 14:00")
        await place.tells("noor", "Ik kreeg hem wel.", NAMED)

        await place.until("wed 10:00")

        seen = await place.room() + await place.reads("fatima")
        assert "Ik kreeg hem wel." in seen
        assert "Lotte" not in seen


async def test_ge14_who_has_no_address_is_left_alone_and_holds_up_nobody(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("hanna", "facilitator", consent=None)
        await place.app.store.run(
            lambda unit: unit.connection.execute(delete(address).where(address_of("noor", "hanna"))).rowcount
        )
        with captured() as logged:
            await place.until("thu 14:00")
            await place.tells("bram", "Ik kreeg hem wel.", NAMED)
            await place.until("wed 10:00")

        known = await place.app.store.read(lambda unit: people.load(unit, "noor"))
        assert known.undeliverable == "no address"
        assert "Ik kreeg hem wel." in await place.room() + await place.reads("fatima")
        assert {one["event"] for one in logged} == {"person has no address"}
        assert {one["person"] for one in logged} == {"noor", "hanna"}


async def test_ge15_a_room_that_is_gone_tells_the_facilitators_that_have_an_address(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add_team("balie", channel="pigeon")
        for who in ("hanna", "frank"):
            await place.add(who, "facilitator", team="balie", consent=None)
        await place.add("olaf", team="balie")
        await place.switch_on("weekly_wonder", "balie")
        await place.app.store.run(lambda unit: unit.connection.execute(delete(address).where(address_of("hanna"))).rowcount)
        await place.until("thu 14:00")
        await place.tells("olaf", "Waar is de kamer?", NAMED)
        pigeons.refusals.append(DeliveryError("permanent", "gone"))

        await place.until("wed 10:00")

        assert "Waar is de kamer?" in await place.reads("frank")


async def test_s01_whom_a_long_outage_kept_from_her_invitation_is_invited_another_day_and_reminded_after_that(
    tmp_path: Path,
) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        pigeons.refusals += [DeliveryError("transient", "away", 0.0) for _ in range(MOST_ATTEMPTS)]
        await place.add("lotte", channel="pigeon", consent=None)
        await place.until("mon 10:00")
        assert (pigeons.delivered, pigeons.refusals) == ([], [])

        await place.until("tue 08:59")
        assert pigeons.delivered == []
        await place.until("2026-03-16 17:00")  # a reminder counted from the first Monday would have come

        assert len(pigeons.delivered) == 1
        assert "Ik ben Leerbot" in pigeons.delivered[0].prompt.text
        await place.until("2026-03-30 17:00")
        assert [one.prompt.text.count("een week geleden") for one in pigeons.delivered] == [0, 1]


async def test_ge14_what_is_refused_until_somebody_mends_it_goes_once_that_is_done(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        refused = DeliveryError("transient", "token refused", 0.0, until_mended=True)
        pigeons.refusals += [refused for _ in range(3 * MOST_ATTEMPTS)]

        await place.until("thu 14:00")

        assert pigeons.refusals == []
        assert ["verwonderd" in one.prompt.text for one in pigeons.delivered] == [True]


async def test_r10_what_waited_for_a_token_goes_as_soon_as_the_channel_takes_something(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        for who in ("lotte", "piet"):
            await place.add(who, channel="pigeon")
        pigeons.refusals.append(DeliveryError("transient", "token refused", 600.0, until_mended=True))
        await place.says("lotte", "privacy", channel="pigeon")
        refused = list(pigeons.delivered)

        await place.says("piet", "privacy", channel="pigeon")

        assert refused == []
        assert sorted(one.to for one in pigeons.delivered) == ["lotte", "piet"]


async def test_r10_what_waited_after_a_failure_goes_when_the_bot_starts_again(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        pigeons.refusals.append(DeliveryError("transient", "token refused", 600.0, until_mended=True))
        await place.says("lotte", "privacy", channel="pigeon")
        await place.restart()

        running = asyncio.create_task(place.app.sender.run())
        async with asyncio.timeout(10):
            while not pigeons.delivered:
                await at_once(0)
        running.cancel()
        await asyncio.wait([running])

        assert [one.to for one in pigeons.delivered] == ["lotte"]


def address_of(*who: str) -> ColumnElement[bool]:
    return address.c.person.in_(who)


async def test_ge20_after_a_restart_in_mid_dialog_the_next_words_answer_the_open_question(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Voor de herstart.")
        await place.taps("noor", "Ik heb er een vraag bij")
        await place.restart()

        await place.says("noor", "Na de herstart?")
        await place.taps("noor", NAMED)
        await place.until("wed 09:00")

        room = await place.room()
        assert "Voor de herstart." in room
        assert "Na de herstart?" in room


async def test_ge20_after_a_restart_nothing_is_asked_or_sent_twice(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.restart()
        await place.until("thu 17:00")

        assert await place.hears("noor") == []


async def test_ge20_a_dialog_taken_up_again_says_in_one_line_where_it_was(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Voor de herstart.")
        await place.restart()

        await place.says("noor", "verwondering")

        heard = (await place.hears("noor"))[-1].text
        assert "Wil je er nog iets bij kwijt?" in heard
        assert 'We waren bezig met "Wat heeft jou verwonderd?". Dit was de laatste vraag:' in heard
