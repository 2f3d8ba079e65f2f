"""When a fault ends, everything goes on by itself (I8 of trust §3): no loop dies of a single surprise."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from bot.outbox import Sender
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
