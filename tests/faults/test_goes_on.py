"""When a fault ends, everything goes on by itself (I8 of trust §3): no loop dies of a single surprise."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from storage import outbox
from storage.store import Unit
from tests.kit.town import town


@pytest.mark.parametrize("surprise", [KeyError("nobody thought of this"), OSError("the disk"), ValueError("a row")])
async def test_the_sender_goes_on_after_whatever_went_wrong_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, surprise: Exception
) -> None:
    async with town(tmp_path) as place:
        looked, again, anything_due = 0, asyncio.Event(), outbox.anything_due
        loop = asyncio.get_running_loop()

        def fails_once(unit: Unit, now: datetime) -> bool:
            nonlocal looked
            looked += 1
            if looked == 1:
                raise surprise
            loop.call_soon_threadsafe(again.set)
            return anything_due(unit, now)

        monkeypatch.setattr(outbox, "anything_due", fails_once)
        sending = asyncio.create_task(place.app.sender.run())
        await asyncio.wait({sending, asyncio.create_task(again.wait())}, timeout=5, return_when=asyncio.FIRST_COMPLETED)

        assert not sending.done()
        assert again.is_set()
        sending.cancel()
