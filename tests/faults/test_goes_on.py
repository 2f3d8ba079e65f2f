"""When a fault ends, everything goes on by itself (I8 of trust §3): no loop dies of a single surprise."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import DeliveryError
from bot.outgoing.outbox import Sender
from bot.outgoing.undelivered import backoff
from storage.outgoing.outbox import MOST_ATTEMPTS
from storage.store import Unit
from tests.kit.pigeons import Pigeons
from tests.kit.town import Town, at, town


class Surprising:
    """A clock that fails the first time it is asked, and tells when it is asked again."""

    def __init__(self, moment: datetime, surprise: Exception) -> None:
        self._moment = moment
        self._surprise: Exception | None = surprise
        self.again = asyncio.Event()

    def now(self) -> datetime:
        """Return the time, but not the first time."""
        if self._surprise is not None:
            surprise, self._surprise = self._surprise, None
            raise surprise
        self.again.set()
        return self._moment


@pytest.mark.trust("R26")
@pytest.mark.parametrize("surprise", [KeyError("nobody thought of this"), OSError("the disk"), ValueError("a row")])
async def test_the_sender_goes_on_after_whatever_went_wrong_once(tmp_path: Path, surprise: Exception) -> None:
    async with town(tmp_path) as place:
        clock = Surprising(place.clock.now(), surprise)
        sender = Sender(place.app.store, place.app.editions, {}, clock)

        sending = asyncio.create_task(sender.run())
        await asyncio.wait({sending, asyncio.create_task(clock.again.wait())}, timeout=5, return_when=asyncio.FIRST_COMPLETED)

        assert not sending.done()
        assert clock.again.is_set()
        sending.cancel()


@pytest.mark.trust("R10")
async def test_what_a_platform_did_not_take_goes_when_it_takes_something_again(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        for who in ("lotte", "olaf"):
            await place.add(who, channel="pigeon")
        pigeons.refusals.append(DeliveryError("transient", "http 503"))
        await place.says("lotte", "privacy", channel="pigeon")
        await place.says("lotte", "mijn antwoorden", channel="pigeon")
        assert pigeons.texts("lotte") == []

        await place.says("olaf", "privacy", channel="pigeon")

        assert len(pigeons.texts("lotte")) == 2


@pytest.mark.trust("R26")
async def test_one_person_whose_matter_cannot_be_read_keeps_nobody_else_from_being_reminded(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-13 09:00")
        await place.app.store.run(partial(spoil, person="bram"))

        await place.until("2026-03-16 10:00")

        reminded = await rows(place, "SELECT person FROM outbox WHERE key LIKE 'nudge %.nudge1'")
        left_alone = await rows(place, "SELECT next_at FROM conversation WHERE person = 'bram'")
        assert sorted(reminded) == ["ingrid", "joost", "noor", "samira"]
        assert left_alone == [at("2026-03-16 10:10").timestamp()]


def spoil(unit: Unit, person: str) -> None:
    unit.connection.exec_driver_sql(f"UPDATE conversation SET state = x'00' WHERE person = '{person}'")


async def rows(place: Town, question: str) -> list[Any]:
    return await place.app.store.read(lambda unit: list(unit.connection.exec_driver_sql(question).scalars()))


@pytest.mark.trust("R10")
def test_a_platform_may_be_away_for_half_an_hour_before_a_message_is_given_up() -> None:
    waits = [backoff(attempt) for attempt in range(1, MOST_ATTEMPTS)]

    assert sum(waits) > timedelta(minutes=30).total_seconds()
    assert waits == sorted(waits)
