"""Whoever ticks, and however often: planning twice plans once (trust §4.1, R18; DESIGN §5)."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.outgoing.outbox import Sender
from bot.timing import rounds as doing
from bot.timing.opening import open_due, plan_people
from bot.timing.speaking import speak_to
from bot.timing.ticking import Happened, Ticker
from storage.groups import rounds, teams
from storage.talks import finding
from storage.timing import pushing, schedules
from tests.kit.town import Town, town

THURSDAY = "2026-03-12 14:00"


async def at_the_opening(place: Town) -> None:
    await place.until("2026-03-12 13:59")
    await place.jump(THURSDAY)


async def count(place: Town, statement: str) -> int:
    return await place.app.store.read(lambda unit: unit.connection.exec_driver_sql(statement).scalar_one())


async def open_round(place: Town) -> None:
    now = place.clock.now()
    (due,) = await place.app.store.read(lambda unit: schedules.due(unit, now, 10))
    await place.app.store.run(lambda unit: open_due(unit, place.app.editions, [due], now))


@pytest.mark.trust("R18")
async def test_two_that_both_saw_a_round_due_open_it_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await at_the_opening(place)
        store, editions, now = place.app.store, place.app.editions, place.clock.now()
        (due,) = await store.read(lambda unit: schedules.due(unit, now, 10))

        for _ in range(2):
            await store.run(lambda unit: open_due(unit, editions, [due], now))

        opened = await store.read(lambda unit: rounds.due(unit, now, 10))
        assert [one.occurrence for one in opened] == ["2026-03-12"]
        assert await store.read(lambda unit: schedules.due(unit, now + timedelta(days=6), 10)) != [due]


@pytest.mark.trust("R18")
async def test_two_that_both_plan_the_people_of_a_round_plan_each_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await at_the_opening(place)
        store, editions, now = place.app.store, place.app.editions, place.clock.now()
        await open_round(place)
        (running,) = await store.read(lambda unit: rounds.due(unit, now, 10))

        format, team = editions.newest(running.format).dutch, await store.read(lambda unit: teams.load(unit, running.team))
        for after in ("", "", "joost", ""):
            await store.run(partial(plan_people, running=[running], format=format, team=team, after=after))
        for _ in range(2):
            await store.run(lambda unit: doing.plan_chunk(unit, editions, [running], "", now))

        assert await count(place, "SELECT count(*) FROM conversation WHERE round IS NOT NULL") == 5


@pytest.mark.trust("R18")
async def test_two_that_both_find_a_person_due_ask_her_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await at_the_opening(place)
        store, editions, now = place.app.store, place.app.editions, place.clock.now()
        await open_round(place)
        (running,) = await store.read(lambda unit: rounds.due(unit, now, 10))
        await store.run(lambda unit: doing.plan_chunk(unit, editions, [running], "", now))
        due = await store.read(lambda unit: finding.due_people(unit, now, 50))

        for person in [*due, *due]:
            await store.run(partial(speak_to, editions=editions, who=[person], now=now))

        assert sorted(due) == ["bram", "ingrid", "joost", "noor", "samira"]
        assert await count(place, "SELECT count(*) FROM outbox WHERE kind = 'nudge'") == 5


@pytest.mark.trust("R18", "R39")
async def test_two_that_both_close_a_round_plan_its_digest_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until(THURSDAY)
        await place.says("noor", "De rust op de gang.")
        await place.until("2026-03-17 16:59")
        await place.jump("2026-03-18 09:00")
        store, editions, now = place.app.store, place.app.editions, place.clock.now()
        due = await store.read(lambda unit: rounds.due(unit, now, 10))

        for running in [*due, *due]:
            await store.run(partial(doing.handle_round, editions=editions, running=running, now=now))

        assert await count(place, "SELECT count(*) FROM outbox WHERE kind = 'digest'") == 1


async def test_two_that_tick_at_once_tell_once_that_a_round_opened_and_closed(tmp_path: Path) -> None:
    told: list[Happened] = []

    async def witness(happened: Sequence[Happened]) -> None:
        told.extend(happened)

    async with town(tmp_path) as place:
        tickers = [Ticker(place.app.store, place.app.editions, witness) for _ in range(2)]
        await place.until("2026-03-12 13:59")

        for moment in (THURSDAY, "2026-03-17 17:00"):
            await place.jump(moment)
            await asyncio.gather(*(ticker.tick(place.clock.now()) for ticker in tickers))

    assert [(one.what, one.format) for one in told] == [("round_opened", "weekly_wonder"), ("round_closed", "weekly_wonder")]


@pytest.mark.trust("R18")
async def test_two_tickers_and_two_senders_deliver_what_one_of_each_delivers(tmp_path: Path) -> None:
    """Two weeks, everything at once, from both sides; SQLite lets only one process in, so the rivals share it."""
    assert await heard(tmp_path / "one", rivals=0) == await heard(tmp_path / "two", rivals=1)


async def heard(folder: Path, rivals: int) -> Counter[tuple[str, float]]:
    async def witness(happened: Sequence[Happened]) -> None:
        del happened

    async with town(folder, asked=["lotte"]) as place:
        app = place.app
        tickers = [app.ticker, *(Ticker(app.store, app.editions, witness) for _ in range(rivals))]
        senders = [app.sender]
        senders += [Sender(app.store, app.editions, {"web": app.web_channel}, app.clock) for _ in range(rivals)]
        end = place.clock.now() + timedelta(days=14)
        while True:
            now = place.clock.now()
            await asyncio.gather(*(ticker.tick(now) for ticker in tickers), *(sender.drain() for sender in senders))
            await asyncio.gather(*(sender.drain() for sender in senders))
            due = await app.store.read(partial(pushing.next_of_all, after=now))
            if due is None or due > end:
                break
            place.clock.move_to(due)
        rows = await app.store.read(
            lambda unit: unit.connection.exec_driver_sql("SELECT place, at FROM web_message WHERE author = 'bot'").all()
        )
        return Counter((row.place, row.at) for row in rows)
