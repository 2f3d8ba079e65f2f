"""When a fault ends, everything goes on by itself (I8 of trust §3): no loop dies of a single surprise."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError
from bot.outbox import Sender, backoff
from storage.outbox import MOST_ATTEMPTS
from tests.kit.pigeons import Pigeons
from tests.kit.town import town


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


def test_a_platform_may_be_away_for_half_an_hour_before_a_message_is_given_up() -> None:
    waits = [backoff(attempt) for attempt in range(1, MOST_ATTEMPTS)]

    assert sum(waits) > timedelta(minutes=30).total_seconds()
    assert waits == sorted(waits)
