"""Mattermost: whenever a bot dies, each message stands there once, as the next one looks what was posted (trust R3)."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from dialogs.library import load
from storage import migrating
from storage.database.places import Place, keys_of
from storage.groups import people
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy.keys import KeyStore
from storage.store import Unit, open_store
from tests.bench import crowd
from tests.bench.world import NOW, RING
from tests.faults.chat_child import POINTS
from tests.faults.staging import Loader, Stage, dies_and_goes_on, loading
from tests.kit.mattermost import BOT, FakeMattermost
from tests.kit.mattermost_server import fake_mattermost

MANY = 60
NEXT_DAY = NOW + timedelta(days=1)
WHEN = list(POINTS)[1:]
"""Nothing is written down before a post, which says itself whose message it is."""


@pytest.fixture(scope="module")
def loader() -> Iterator[Loader]:
    with loading() as process:
        yield process


@dataclass(slots=True)
class OnMattermost(Stage):
    """Bots on a small Mattermost."""

    server: FakeMattermost = field(kw_only=True)


def shown_on(server: FakeMattermost) -> Counter[str]:
    """Return how many posts of the bot stand in each chat."""
    return Counter(post["channel_id"] for post in server.posts.values() if post["user_id"] == BOT and not post["delete_at"])


@asynccontextmanager
async def staged(place: Place, loader: Loader) -> AsyncIterator[OnMattermost]:
    """Open the stage; whoever lives at the end is killed."""
    async with fake_mattermost() as server:
        stage = OnMattermost(place, "mattermost", server.url, lambda: shown_on(server), loader, server=server)
        try:
            yield stage
        finally:
            await stage.close()


def a_round(stage: OnMattermost, number: int) -> None:
    """Let so many people be asked something the next day."""
    assert isinstance(stage.place, Path)
    crowd.fill(stage.place, load(), number, number, channel="mattermost")
    for one in range(number):
        stage.server.add_user(f"p{one:06}")


async def told(stage: OnMattermost, kind: str) -> None:
    """Let somebody be told something now."""
    migrating.migrate(stage.place)
    store = open_store(stage.place, KeyStore(keys_of(stage.place), RING))
    store.keys.make("noor")
    stage.server.add_user("noor")

    def work(unit: Unit) -> None:
        people.add(unit, "noor", "Noor", "mattermost", "noor")
        outbox.add(unit, Message("told noor", "mattermost:noor", kind, [{"say": "err.old_closed"}], NOW, person="noor"))

    await store.run(work)
    await store.close()


@pytest.mark.trust("R3")
@pytest.mark.parametrize("kind", ["reply", "notice"])
@pytest.mark.parametrize("point", WHEN)
async def test_r3_whenever_it_dies_a_message_comes_and_stands_there_once(
    tmp_path: Path, loader: Loader, point: str, kind: str
) -> None:
    async with staged(tmp_path, loader) as stage:
        await told(stage, kind)

        await dies_and_goes_on(stage, point, NOW)

        assert list(stage.shown().values()) == [1]
        assert stage.many("status = 'sent'") == 1


@pytest.mark.trust("R3")
@pytest.mark.parametrize("point", WHEN)
async def test_r3_whenever_it_dies_a_first_question_comes_and_stands_there_once(
    tmp_path: Path, loader: Loader, point: str
) -> None:
    async with staged(tmp_path, loader) as stage:
        a_round(stage, 1)

        await dies_and_goes_on(stage, point, NOW, NEXT_DAY)

        assert list(stage.shown().values()) == [1]
        assert stage.many("status = 'sent'") == 1


@pytest.mark.trust("R1", "R2")
async def test_r1_a_round_goes_on_where_it_was_killed_and_nobody_is_asked_twice(tmp_path: Path, loader: Loader) -> None:
    async with staged(tmp_path, loader) as stage:
        a_round(stage, MANY)
        life = await stage.begin(NOW, NEXT_DAY)
        await stage.until(lambda: stage.shown().total() >= MANY // 2)

        await stage.kill(life)
        before = stage.shown().total()
        await stage.begin(NOW, NEXT_DAY)
        await stage.until(stage.rest)

        assert MANY // 2 <= before < MANY
        assert Counter(stage.shown().values()) == {1: MANY}
        assert stage.many("status = 'sent'") == MANY
