"""A database that fails for a moment: what was sent is not sent again, and no message is blamed for it (trust §4)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from bot.channels.base import Incoming, Said
from bot.incoming.receiving import Receiver
from bot.outgoing.outbox import Sender
from bot.timing.editions import Editions
from dialogs.saying.phrases import Language, Phrases
from storage.errors import NotSaved
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Store, Unit
from tests.kit.pigeons import Pigeons
from tests.kit.town import Town, town

ENDED = 0.0
"""A lease that has ended when it begins."""


@dataclass
class Away:
    """A store that keeps nothing for some units, and tells when it refused the last of these."""

    store: Store
    refuses: int = 0
    refused: asyncio.Event = field(default_factory=asyncio.Event)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def run(self, work: Any, **more: Any) -> Any:
        if self.refuses:
            self.refuses -= 1
            if not self.refuses:
                self.refused.set()
            raise NotSaved("the database is away")
        return await self.store.run(work, **more)


class Spoiled(Editions):
    """Formats of which a sentence is asked once in vain."""

    def __init__(self, editions: Editions, problem: Exception) -> None:
        super().__init__(editions.library)
        self.problem: Exception | None = problem

    def phrases(self, language: Language) -> Phrases:
        """Return the sentences, but not the first time."""
        if self.problem is not None:
            problem, self.problem = self.problem, None
            raise problem
        return super().phrases(language)


async def insisting(work: Callable[[], Awaitable[object]]) -> None:
    """Do something, and once more when it was not saved, as the sender and every platform do."""
    try:
        await work()
    except NotSaved:
        await work()


@pytest.mark.trust("R20")
async def test_r20_a_bot_that_begins_beside_others_waits_while_they_are_in_its_way(on_postgres: Path) -> None:
    async with town(on_postgres) as place:
        away = Away(place.app.store, refuses=2)
        place.app.store = cast(Store, away)

        await place.app.prepare()

        assert away.refused.is_set()


@pytest.mark.trust("R36")
async def test_r36_a_bot_that_is_alone_and_can_keep_nothing_says_so_at_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        away = Away(place.app.store, refuses=1)
        place.app.store = cast(Store, away)

        with pytest.raises(NotSaved):
            await place.app.prepare()


async def say(place: Town, who: str) -> None:
    """Let something wait to be said to somebody."""
    said = Message(f"word to {who}", f"pigeon:{who}", "reply", [{"say": "privacy.full", "with": {}}], place.clock.now(), who)
    await place.app.store.run(lambda unit: outbox.add(unit, said))


async def kept(place: Town) -> list[tuple[str, int]]:
    def asked(unit: Unit) -> list[tuple[str, int]]:
        rows = unit.connection.exec_driver_sql("SELECT status, attempts FROM outbox ORDER BY id").all()
        return [(row.status, row.attempts) for row in rows]

    return await place.app.store.read(asked)


async def test_what_was_sent_while_the_database_was_away_is_written_down_when_it_answers(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        await say(place, "lotte")
        away = Away(place.app.store)
        sender = Sender(cast(Store, away), place.app.editions, {"pigeon": pigeons}, place.clock)

        async def it_fails() -> None:
            away.refuses = 3

        pigeons.on_the_way = it_fails
        await sender.drain()

        assert (len(pigeons.delivered), await kept(place)) == (1, [("sent", 1)])


async def test_what_was_sent_is_not_sent_again_though_its_lease_ended_before_that_was_written_down(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        await say(place, "lotte")
        away = Away(place.app.store)
        sender = Sender(cast(Store, away), place.app.editions, {"pigeon": pigeons}, place.clock, lease=ENDED)

        async def it_fails() -> None:
            away.refuses = 1

        pigeons.on_the_way = it_fails
        await sender.send_some()
        await away.refused.wait()
        await place.app.store.run(outbox.sweep)
        assert await sender.send_some() == 1
        await sender.drain()

        assert (len(pigeons.delivered), await kept(place)) == (1, [("sent", 2)])


@pytest.mark.parametrize(
    ("problem", "first"),
    [(NotSaved("keys.db cannot be reached"), ("sent", 1)), (KeyError("nobody thought of this"), ("waiting", 1))],
    ids=["database", "mistake"],
)
async def test_a_message_is_put_off_for_a_mistake_in_it_and_not_for_a_database_that_fails(
    tmp_path: Path, problem: Exception, first: tuple[str, int]
) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        for who in ("lotte", "olaf"):
            await place.add(who, channel="pigeon")
            await say(place, who)
        sender = Sender(place.app.store, Spoiled(place.app.editions, problem), {"pigeon": pigeons}, place.clock)

        await insisting(sender.drain)

        assert await kept(place) == [first, ("sent", 1)]


@pytest.mark.parametrize(
    ("problem", "reply"),
    [(NotSaved("keys.db cannot be reached"), ("sent", 1)), (KeyError("nobody thought of this"), ("waiting", 1))],
    ids=["database", "mistake"],
)
async def test_a_reply_is_put_off_for_a_mistake_in_it_and_not_for_a_database_that_fails(
    tmp_path: Path, problem: Exception, reply: tuple[str, int]
) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        app = place.app
        receiver = Receiver(app.store, Spoiled(app.editions, problem), app.clock, app.sender)

        await insisting(lambda: receiver.receive(Incoming("pigeon", "lotte", "m1", Said("privacy"))))
        await app.sender.drain()

        assert await kept(place) == [reply]
