"""The writer thread: group commit, units that fail alone, batches that are lost together, a bounded queue (goals §5)."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import queueing
from storage.database.one_writer import BatchLost
from storage.database.prepared import Prepared
from storage.errors import NotSaved, Stale, StorageError
from storage.groups import people, settings
from storage.store import Store, Unit
from storage.talks import conversations, seen
from tests.storage.house import NOW, ON_SQLITE, Gate, begin, fill, looked_up, open_in, put, queued


@ON_SQLITE
async def test_many_units_share_few_commits(store: Store) -> None:
    before = store.figures.commits

    await asyncio.gather(*(store.run(put(f"name {number}")) for number in range(300)))

    assert store.figures.commits - before < 60
    assert await store.read(lambda unit: [settings.get(unit, f"name {number}") for number in range(300)]) == ["1"] * 300


@ON_SQLITE
async def test_nobody_is_told_before_the_commit(store: Store, folder: Path) -> None:
    gate = Gate()
    first = await gate.shut(store)
    (waiting,) = await queued(store, put("told"))

    done, _ = await asyncio.wait({waiting}, timeout=0.05)

    assert not done
    assert looked_up(folder, "SELECT * FROM setting") == []
    gate.open.set()
    await asyncio.gather(first, waiting)
    assert looked_up(folder, "SELECT name FROM setting") == [("told",)]


async def test_a_unit_that_fails_takes_nobody_with_it(store: Store) -> None:
    gate = Gate()
    first = await gate.shut(store)

    def half(unit: Unit) -> None:
        settings.put(unit, "half", "1")
        raise LookupError("no")

    tasks = await queued(store, put("before"), half, put("after"))
    gate.open.set()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    await first

    assert outcomes[0] == "before"
    assert isinstance(outcomes[1], LookupError)
    assert outcomes[2] == "after"
    assert await store.read(lambda unit: [settings.get(unit, name) for name in ("before", "half", "after")]) == ["1", None, "1"]


async def test_what_the_database_refuses_is_told_as_not_saved(store: Store) -> None:
    with pytest.raises(NotSaved):
        await store.run(lambda unit: people.add(unit, "noor", "Noor", "web", "noor"))

    assert await store.run(put("after")) == "after"


@pytest.mark.parametrize("broken_off", [KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration, MemoryError])
async def test_a_unit_that_is_broken_off_fails_alone_and_the_writer_lives_on(
    store: Store, broken_off: type[BaseException]
) -> None:
    def half(unit: Unit) -> None:
        settings.put(unit, "half", "1")
        raise broken_off

    gate = Gate()
    first = await gate.shut(store)
    tasks = await queued(store, put("before"), half, put("after"))
    gate.open.set()
    outcomes = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)
    await first

    assert isinstance(outcomes[1], NotSaved | MemoryError)
    assert await store.run(put("later")) == "later"
    kept = await store.read(lambda unit: [settings.get(unit, name) for name in ("before", "half", "after")])
    assert kept == ["1", None, "1"]


async def test_a_reading_that_finds_nothing_next_fails_and_nobody_waits_for_it_for_ever(store: Store) -> None:
    def nothing_next(_: Unit) -> str:
        return next(iter(()))

    with pytest.raises(RuntimeError) as heard:
        await asyncio.wait_for(store.read(nothing_next), 5)

    assert isinstance(heard.value.__cause__, StopIteration)
    assert await asyncio.wait_for(store.read(lambda unit: settings.get(unit, "word")), 5) is None


@pytest.mark.parametrize(
    ("goes_wrong", "failed"),
    [
        (lambda unit: unit.connection.execute(text("SELECT word FROM nowhere")), True),
        (lambda unit: unit.driver.execute("SELECT word FROM nowhere"), True),
        (lambda unit: unit.keys.key("nobody"), False),
        (lambda _: int("word"), False),
    ],
    ids=["a statement", "a prepared statement", "a key", "a mistake"],
)
async def test_a_database_that_fails_is_told_apart_from_a_mistake(
    store: Store, goes_wrong: Callable[[Unit], object], failed: bool
) -> None:
    def work(unit: Unit) -> bool:
        try:
            goes_wrong(unit)
        except Exception as problem:
            found.append(unit.failed_by(problem))
            raise
        return False

    found: list[bool] = []
    await asyncio.gather(store.run(work), return_exceptions=True)

    assert found[-1] is failed


# -- a whole transaction that is gone (DESIGN §11.2)


async def fill_the_disk(store: Store, pages: int = 4) -> None:
    """Leave room for a few pages only."""

    def work(unit: Unit) -> None:
        used = unit.connection.execute(text("PRAGMA page_count")).scalar_one()
        unit.connection.execute(text(f"PRAGMA max_page_count={used + pages}"))

    await store.run(work)


@pytest.mark.trust("R22")
@ON_SQLITE
async def test_a_full_disk_inside_a_batch_confirms_nothing_that_is_not_there(store: Store, folder: Path) -> None:
    await fill_the_disk(store)
    confirmed: set[str] = set()
    refused: set[str] = set()

    for round_ in range(8):
        works = [put(f"{round_} {number}", "x" * 1_500) for number in range(12)]
        outcomes = await asyncio.gather(*(store.run(work) for work in works), return_exceptions=True)
        for number, outcome in enumerate(outcomes):
            assert isinstance(outcome, str | NotSaved)
            (confirmed if isinstance(outcome, str) else refused).add(f"{round_} {number}")

    kept = {name for (name,) in looked_up(folder, "SELECT name FROM setting")}
    assert refused, "the disk was never full"
    assert confirmed == kept


@ON_SQLITE
async def test_what_writes_nothing_is_no_sign_that_a_full_disk_has_room(store: Store) -> None:
    await fill_the_disk(store, pages=0)
    with pytest.raises(NotSaved):
        await store.run(put("large", "x" * 50_000))

    await store.run(lambda unit: unit.connection.execute(text("SELECT 1")).scalar_one())

    assert store.figures.failing


@pytest.mark.trust("R22")
@ON_SQLITE
async def test_a_batch_whose_transaction_vanished_is_lost_for_all_its_callers(store: Store, folder: Path) -> None:
    """The experiment of goals §5.3: the fourth unit finds the disk full, and three were released before it."""
    await fill_the_disk(store, pages=3)
    gate = Gate()
    first = await gate.shut(store)

    def too_much(unit: Unit) -> None:
        for number in range(50):
            settings.put(unit, f"big {number}", "x" * 3_000)

    lost_before = store.figures.lost_batches
    tasks = await queued(store, put("one"), put("two"), put("three"), too_much, put("five"))
    gate.open.set()
    outcomes = await asyncio.gather(first, *tasks, return_exceptions=True)

    told = {outcome for outcome in outcomes if isinstance(outcome, str)}
    assert {name for (name,) in looked_up(folder, "SELECT name FROM setting")} == told
    assert store.figures.lost_batches > lost_before
    assert any(isinstance(outcome, NotSaved) and isinstance(outcome.__cause__, BatchLost) for outcome in outcomes)


@ON_SQLITE
async def test_a_rollback_inside_a_unit_is_noticed_also_when_the_unit_says_nothing(store: Store, folder: Path) -> None:
    def swallows(unit: Unit) -> None:
        settings.put(unit, "swallowed", "1")
        unit.connection.exec_driver_sql("ROLLBACK")

    gate = Gate()
    first = await gate.shut(store)
    tasks = await queued(store, put("before"), swallows, put("after"))
    gate.open.set()
    outcomes = await asyncio.gather(first, *tasks, return_exceptions=True)

    told = {outcome for outcome in outcomes if isinstance(outcome, str)}
    assert isinstance(outcomes[2], NotSaved)
    assert {name for (name,) in looked_up(folder, "SELECT name FROM setting")} == told


@pytest.mark.trust("R22")
@ON_SQLITE
async def test_after_a_lost_batch_the_store_goes_on_as_safely_as_before(store: Store) -> None:
    with pytest.raises(NotSaved):
        await store.run(lambda unit: unit.connection.exec_driver_sql("ROLLBACK"))

    assert await store.run(put("again")) == "again"
    assert await store.run(lambda unit: unit.connection.execute(text("PRAGMA synchronous")).scalar()) == 2
    assert await store.run(lambda unit: unit.connection.execute(text("PRAGMA secure_delete")).scalar()) == 1


# -- two at once on one conversation (DESIGN §11.1)


async def test_the_loser_of_a_race_is_not_remembered_as_seen_and_may_try_again(store: Store) -> None:
    id_ = await store.run(begin)
    stale = await store.read(lambda unit: conversations.load(unit, id_))
    await store.run(lambda unit: conversations.save(unit, stale, None))

    def loser(unit: Unit) -> None:
        assert seen.first_time(unit, "web", "m2", NOW)
        conversations.save(unit, stale, None)

    with pytest.raises(Stale):
        await store.run(loser)

    assert await store.run(lambda unit: seen.first_time(unit, "web", "m2", NOW))


async def test_two_turns_in_one_batch_see_each_other(store: Store) -> None:
    id_ = await store.run(begin)

    def turn(unit: Unit) -> int:
        conversations.save(unit, conversations.load(unit, id_), None)
        return conversations.load(unit, id_).revision

    revisions = await asyncio.gather(*(store.run(turn) for _ in range(20)))

    assert sorted(revisions) == list(range(1, 21))


# -- the queue


@ON_SQLITE
async def test_a_full_queue_refuses_at_once_and_loses_nothing_that_was_taken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "MOST_WAITING", 5)
    gate = Gate()
    first = await gate.shut(store)
    taken = await queued(store, *(put(f"taken {number}") for number in range(5)))

    with pytest.raises(NotSaved, match="too much is waiting"):
        await store.run(put("refused"))

    gate.open.set()
    await asyncio.gather(first, *taken)
    assert await store.read(lambda unit: settings.get(unit, "refused")) is None
    assert await store.run(put("later")) == "later"


@ON_SQLITE
async def test_turns_go_before_bulk_work(store: Store) -> None:
    gate = Gate()
    first = await gate.shut(store)
    order: list[str] = []
    bulk = [asyncio.create_task(store.run(lambda unit: order.append("bulk"), lane="bulk")) for _ in range(3)]
    await asyncio.wait(bulk, timeout=0)
    turns = await queued(store, *(lambda unit: order.append("turn") for _ in range(5)))

    gate.open.set()
    await asyncio.gather(first, *bulk, *turns)

    assert order[:5] == ["turn"] * 5


@ON_SQLITE
async def test_a_caller_that_went_away_harms_nobody(store: Store) -> None:
    gate = Gate()
    first = await gate.shut(store)
    gone, stays = await queued(store, put("gone"), put("stays"))

    gone.cancel()
    gate.open.set()
    await asyncio.gather(first, stays)

    assert await store.read(lambda unit: settings.get(unit, "gone")) == "1"


async def test_closing_finishes_what_waits_and_takes_nothing_more(folder: Path) -> None:
    store = open_in(folder)
    await fill(store)
    gate = Gate()
    first = await gate.shut(store)
    waiting = await queued(store, *(put(f"waits {number}") for number in range(20)))

    closing = asyncio.create_task(store.close())
    await asyncio.wait({closing}, timeout=0)
    with pytest.raises(NotSaved, match="closing"):
        await store.run(put("too late"))
    gate.open.set()
    await asyncio.gather(first, *waiting, closing)

    assert len(looked_up(folder, "SELECT * FROM setting")) == 20


async def test_a_reading_that_fails_is_an_error_of_the_store(store: Store) -> None:
    """The loops of the bot wait out a StorageError; another exception would end them."""
    with pytest.raises(StorageError, match="could not be read"):
        await store.read(lambda unit: unit.connection.exec_driver_sql("SELECT * FROM nothing"))


async def test_a_prepared_statement_that_fails_in_a_reading_is_an_error_of_the_store_too(store: Store) -> None:
    broken = Prepared(text("SELECT * FROM nothing"))

    with pytest.raises(StorageError, match="could not be read"):
        await store.read(lambda unit: broken.run(unit, {}))
