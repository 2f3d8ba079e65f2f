"""What who runs the bot sees of a large round: how long it takes before it does, how far it is, and that nothing is wrong."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.app import App, build
from bot.channels.base import DeliveryError, Outgoing
from bot.clock import FixedClock
from bot.outgoing.drawn import Drawn
from bot.outgoing.progress import LOOKS, STILL, TELLS
from bot.outgoing.sharing import AHEAD
from dialogs.library import load
from dialogs.saying.prompt import Prompt
from storage import migrating
from storage.database.places import keys_of
from storage.outgoing import outbox
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.kit.logs import captured
from tests.kit.town import AMSTERDAM, RING, at

NOW = at("2026-03-12 14:00")


class Slow:
    """A channel whose platform takes two messages a second."""

    name = "slow"
    rate = 2.0
    senders = 0

    def share(self, senders: int) -> None:
        self.senders = senders

    async def deliver(self, message: Outgoing) -> str:
        return message.key

    async def revise(self, receipt: str, message: Outgoing) -> str:
        raise DeliveryError("permanent", "never")

    async def withdraw(self, receipt: str) -> None:
        raise DeliveryError("permanent", "never")

    async def roster(self, room: str) -> list[str]:
        return []


@dataclass
class Desk:
    """A bot, its page of figures, and a steady clock that stands."""

    app: App
    channel: Slow
    seconds: float = 1_000.0

    def __post_init__(self) -> None:
        self.progress = self.app.progress
        self.progress._now = lambda: self.seconds

    async def plan(self, number: int) -> None:
        """Let so many messages be due."""
        many = [outbox.Message(f"m{one}", f"slow:p{one}", "nudge", [], NOW - timedelta(minutes=5)) for one in range(number)]
        await self.app.store.run(lambda unit: outbox.add(unit, *many))

    async def goes(self, number: int) -> None:
        """Let so many of them be gone."""
        gone = "UPDATE outbox SET status = 'sent', settled_at = 1 WHERE id IN "
        those = f"(SELECT id FROM outbox WHERE settled_at IS NULL LIMIT {number})"
        await self.app.store.run(lambda unit: unit.connection.exec_driver_sql(gone + those).rowcount)

    async def later(self, seconds: float) -> list[str]:
        """Look some time later; returns what was told, with how many messages and minutes."""
        self.seconds += seconds
        with captured() as told:
            await self.progress.look(NOW)
        return [" ".join(str(one[name]) for name in ("event", "messages", "minutes") if name in one) for one in told]

    async def asked(self, path: str) -> tuple[int, str]:
        """Return what a page says."""
        async with TestClient(TestServer(self.app.http)) as client, client.get(path) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    migrating.migrate(tmp_path)
    store, slow = open_store(tmp_path, KeyStore(keys_of(tmp_path), RING)), Slow()
    app = build(store, load(), FixedClock(NOW), AMSTERDAM, channels={"slow": slow})
    yield Desk(app, slow)
    await app.stop()


async def test_how_long_much_takes_is_told_before_it_goes_and_each_minute_until_it_went(desk: Desk) -> None:
    await desk.plan(600)

    assert await desk.later(0) == ["much is to be sent 600 5"]
    await desk.goes(120)
    assert await desk.later(LOOKS) == []
    assert await desk.later(TELLS) == ["much is being sent 480 4"]
    await desk.goes(479)
    assert await desk.later(TELLS) == ["much is being sent 1 1"]
    await desk.goes(1)
    assert await desk.later(LOOKS) == ["all of it was sent"]
    assert await desk.later(TELLS) == []


async def test_what_is_sent_within_a_minute_is_not_told(desk: Desk) -> None:
    await desk.plan(100)

    assert await desk.later(0) == []


async def test_nobody_looks_more_often_than_needed(desk: Desk) -> None:
    await desk.later(0)
    await desk.plan(600)

    assert await desk.later(LOOKS / 2) == []
    assert await desk.later(LOOKS / 2) == ["much is to be sent 600 5"]


@pytest.mark.trust("S29")
async def test_the_page_of_figures_shows_what_waits_and_for_how_long(desk: Desk) -> None:
    await desk.plan(600)
    await desk.later(0)

    status, page = await desk.asked("/metrics")

    assert status == 200
    assert 'leerbot_messages_waiting{channel="slow"} 600\n' in page
    assert 'leerbot_messages_waiting_seconds{channel="slow"} 300\n' in page
    assert "leerbot_oldest_waiting_seconds 300\n" in page
    assert "# TYPE leerbot_commits_total counter\nleerbot_commits_total " in page


async def test_the_page_of_figures_counts_what_became_of_messages(desk: Desk) -> None:
    await desk.plan(1)
    claimant = desk.app.sender.free
    assert claimant is not None
    (one,) = await desk.app.store.run(lambda unit: outbox.claim(unit, claimant[0], NOW, 1, claimant[1]))
    desk.app.sender.send_now(one, Drawn(Outgoing("o1", "p0", "person", Prompt("Hallo."), "notice")))
    await desk.app.sender.drain()

    _, page = await desk.asked("/metrics")

    assert 'leerbot_messages_total{channel="slow",status="sent"} 1\n' in page


async def test_a_round_that_takes_long_and_goes_on_leaves_the_bot_ready(desk: Desk) -> None:
    await desk.plan(600)
    await desk.later(0)
    assert (await desk.asked("/health/ready"))[0] == 503, "as far as is known it stands still"

    await desk.goes(10)
    await desk.later(LOOKS)
    assert (await desk.asked("/health/ready"))[0] == 200

    desk.seconds += STILL + 1
    assert (await desk.asked("/health/ready"))[0] == 503


async def test_a_channel_hears_how_many_processes_share_what_its_platform_takes(desk: Desk) -> None:
    await desk.plan(3)
    await desk.app.store.run(lambda unit: outbox.claim(unit, "another", NOW, 1))

    await desk.app.sender.send_some()

    assert desk.channel.senders == 2


async def test_no_more_is_claimed_than_goes_well_before_the_claims_end(desk: Desk) -> None:
    await desk.plan(60)

    assert await desk.app.sender.send_some() == desk.channel.rate * outbox.LEASE * AHEAD
