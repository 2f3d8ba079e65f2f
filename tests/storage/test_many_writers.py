"""PostgreSQL: units that clash run again, order is kept, and nothing is called kept that was not (R21, R23)."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from storage.database import many_writers
from storage.database.straight import Straight
from storage.errors import MissingKey, NotSaved, StorageError, Unsure
from storage.groups import settings
from storage.outgoing import outbox, posts, web
from storage.outgoing.outbox import Claimed, Message
from storage.store import Store, Unit
from tests.kit.postgres import Server
from tests.storage.house import NOW, Gate, fill, looked_up, open_in, put

NO_ROOM_FOR_MUCH = """
CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF length(NEW.value) > 1000 THEN RAISE EXCEPTION 'no room' USING ERRCODE = '{state}'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON setting FOR EACH ROW EXECUTE FUNCTION full_disk()
"""
"""A disk on which a page more has no room, while a small row fits in a page that is there."""


@pytest.fixture
async def store(database: URL) -> AsyncIterator[Store]:
    opened = open_in(database)
    await fill(opened)
    yield opened
    await opened.close()


@pytest.fixture
async def replica(store: Store, database: URL) -> AsyncIterator[Store]:
    """A second bot on the same database."""
    opened = open_in(database)
    yield opened
    await opened.close()


def one_more(unit: Unit) -> int:
    """Read a number and write the next: two who do so at once would both write the same."""
    number = int(settings.get(unit, "number") or 0) + 1
    settings.put(unit, "number", str(number))
    return number


@pytest.mark.trust("R21")
async def test_units_of_two_replicas_that_read_before_they_write_lose_nothing(store: Store, replica: Store) -> None:
    numbers = await asyncio.gather(*(one.run(one_more) for _ in range(60) for one in (store, replica)))

    assert sorted(numbers) == list(range(1, 121))
    assert store.figures.again + replica.figures.again > 0, "they never clashed"


async def test_two_who_each_look_whether_the_other_is_there_do_not_both_go_in(store: Store, replica: Store) -> None:
    """Write skew: neither changes what the other reads, and still only one order of the two can be told."""
    both = threading.Barrier(2, timeout=5)

    def enter(me: str, other: str) -> Callable[[Unit], bool]:
        first = True

        def work(unit: Unit) -> bool:
            nonlocal first
            there = settings.get(unit, other) is not None
            if first:
                first = False
                both.wait()
            if not there:
                settings.put(unit, me, "in")
            return not there

        return work

    entered = await asyncio.gather(store.run(enter("a", "b")), replica.run(enter("b", "a")))

    assert sorted(entered) == [False, True]


async def test_units_of_one_person_keep_their_order(store: Store) -> None:
    order: list[int] = []

    def remember(number: int) -> Callable[[Unit], None]:
        return lambda unit: order.append(number)

    await asyncio.gather(*(store.run(remember(number), of="noor") for number in range(50)))

    assert order == list(range(50))


async def test_what_one_person_waits_for_holds_up_nobody_else(store: Store) -> None:
    gate = Gate()
    entered = asyncio.create_task(store.run(gate, of="noor"))
    await asyncio.get_running_loop().run_in_executor(None, gate.entered.wait, 5)
    behind = asyncio.create_task(store.run(put("behind"), of="noor"))

    assert await asyncio.wait_for(store.run(put("beside"), of="bram"), 5) == "beside"

    assert not behind.done()
    gate.open.set()
    await asyncio.gather(entered, behind)


async def test_turns_do_not_wait_for_long_bulk_work(store: Store) -> None:
    gate = Gate()
    bulk = asyncio.create_task(store.run(gate, lane="bulk"))
    await asyncio.get_running_loop().run_in_executor(None, gate.entered.wait, 5)

    assert await asyncio.wait_for(store.run(put("turn")), 5) == "turn"

    gate.open.set()
    await bulk


async def waiting_behind(store: Store, *works: Callable[[Unit], object]) -> list[object]:
    """Let bulk units wait at the same time, and return what became of them."""
    gate = Gate()
    held = asyncio.create_task(store.run(gate, lane="bulk"))
    await asyncio.get_running_loop().run_in_executor(None, gate.entered.wait, 5)
    tasks = [asyncio.create_task(store.run(work, lane="bulk")) for work in works]
    await asyncio.wait(tasks, timeout=0)
    gate.open.set()
    await held
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_bulk_units_that_wait_at_the_same_time_share_a_commit(store: Store) -> None:
    before = store.figures.commits

    names = await waiting_behind(store, *(put(f"bulk {number}") for number in range(10)))

    assert names == [f"bulk {number}" for number in range(10)]
    assert store.figures.commits - before == 2, "the one they waited for, and theirs"


async def test_a_bulk_unit_that_fails_takes_none_of_the_others_along(store: Store, database: URL) -> None:
    def fails(unit: Unit) -> None:
        settings.put(unit, "half", "1")
        raise LookupError("no")

    became = await waiting_behind(store, put("first"), fails, put("last"))

    assert [became[0], type(became[1]), became[2]] == ["first", LookupError, "last"]
    assert looked_up(database, "SELECT name FROM setting ORDER BY name") == [("first",), ("last",)]


class Held:
    """A unit of work that is done, and kept only when it is let go."""

    def __init__(self, work: Callable[[Unit], object]) -> None:
        self.done, self.open = threading.Event(), threading.Event()
        self._work = work

    def __call__(self, unit: Unit) -> None:
        self._work(unit)
        self.done.set()
        assert self.open.wait(10)


async def one_within_the_other(store: Store, *works: Callable[[Unit], object]) -> None:
    """Do units of work while those before them are not kept yet; the last one is kept first."""
    held = [Held(work) for work in works]
    tasks = []
    for one in held:
        tasks.append(asyncio.create_task(store.run(one)))
        await asyncio.get_running_loop().run_in_executor(None, one.done.wait, 5)
    for one, task in zip(reversed(held), reversed(tasks), strict=True):
        one.open.set()
        await task


def reply(person: str) -> Callable[[Unit], Claimed]:
    """Say something to a person that shows an answer."""

    def work(unit: Unit) -> Claimed:
        claimed = outbox.add_claimed(unit, Message(f"reply {person}", f"web:{person}", "reply", [], NOW, person=person), "me")
        assert claimed is not None
        posts.remember_shown(unit, claimed, posts.OWN, [1])
        return claimed

    return work


async def test_who_are_answered_at_the_same_time_do_not_clash_over_what_is_open(store: Store) -> None:
    await one_within_the_other(store, reply("noor"), reply("bram"), reply("samira"))

    assert store.figures.again == 0


def card(person: str) -> Callable[[Unit], None]:
    """Put a card with buttons in a person's column of the web chat, and take them from the one before."""

    def work(unit: Unit) -> None:
        web.close_cards(unit, f"person:{person}", "c1")
        web.post(unit, f"person:{person}", "card", "bot", {}, NOW, about="c1", can_answer=True)

    return work


async def test_cards_for_several_people_at_the_same_time_do_not_clash(store: Store) -> None:
    await store.run(card("olga"))

    await one_within_the_other(store, card("noor"), card("bram"), card("samira"))

    assert store.figures.again == 0


async def test_who_is_answered_does_not_clash_with_what_was_sent_meanwhile(store: Store) -> None:
    sent = await store.run(reply("olga"))

    await one_within_the_other(store, reply("noor"), lambda unit: outbox.settle(unit, sent, "me", "sent", NOW), reply("bram"))

    assert store.figures.again == 0


@pytest.mark.trust("R23")
async def test_a_full_queue_refuses_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.queueing.MOST_WAITING", 3)
    gates = [Gate() for _ in range(many_writers.THREADS)]
    held = [await gate.shut(store) for gate in gates]
    waiting = [asyncio.create_task(store.run(put(f"waits {number}"))) for number in range(3)]
    await asyncio.wait(waiting, timeout=0)

    with pytest.raises(NotSaved, match="too much is waiting"):
        await store.run(put("refused"))

    for gate in gates:
        gate.open.set()
    await asyncio.gather(*held, *waiting)


async def test_an_error_of_the_database_that_a_unit_hides_is_not_called_kept(store: Store) -> None:
    def hides(unit: Unit) -> str:
        settings.put(unit, "half", "1")
        try:
            unit.connection.exec_driver_sql("SELECT 1 / 0")
        except DBAPIError:
            return "well"
        return "never"

    with pytest.raises(NotSaved):
        await store.run(hides)

    assert await store.read(lambda unit: settings.get(unit, "half")) is None
    assert await store.run(put("later")) == "later"


@pytest.mark.trust("R21")
async def test_a_lock_that_another_holds_is_told_as_not_saved_within_two_seconds(
    store: Store, database: URL, server: Server
) -> None:
    with server.connect(str(database.database)) as beside:
        beside.execute("BEGIN")
        beside.execute("LOCK TABLE setting IN ACCESS EXCLUSIVE MODE")

        with pytest.raises(NotSaved):
            await asyncio.wait_for(store.run(put("locked")), 2.5)

        beside.execute("ROLLBACK")
    assert await store.run(put("free")) == "free"


def cut(server: Server, database: URL) -> None:
    """End every connection of the bot, as when the server is restarted."""
    with server.connect("postgres") as beside:
        beside.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database.database])


@pytest.mark.trust("R23")
async def test_after_connections_were_cut_the_next_units_and_readings_go_on(
    store: Store, server: Server, database: URL
) -> None:
    await store.run(put("before"))
    cut(server, database)

    names = await asyncio.gather(*(store.run(put(f"after {number}")) for number in range(12)))

    assert len(names) == 12
    assert await store.read(lambda unit: settings.get(unit, "after 11")) == "1"


@pytest.mark.trust("R23")
async def test_a_unit_whose_connection_is_cut_in_its_midst_runs_again_whole(
    store: Store, server: Server, database: URL
) -> None:
    runs = 0

    def work(unit: Unit) -> None:
        nonlocal runs
        runs += 1
        settings.put(unit, f"run {runs}", "1")
        if runs == 1:
            cut(server, database)
        settings.put(unit, "whole", "1")

    await store.run(work)

    assert runs == 2
    assert looked_up(database, "SELECT name FROM setting ORDER BY name") == [("run 2",), ("whole",)]


@pytest.mark.trust("R23")
async def test_a_commit_of_which_nobody_heard_is_told_as_unsure(
    store: Store, server: Server, database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only looking again tells; a turn does so by itself, as its message is in ``seen`` or is not."""
    commit = many_writers._commit

    def cut_before(straight: Straight) -> None:
        cut(server, database)
        commit(straight)

    monkeypatch.setattr(many_writers, "_commit", cut_before)
    with pytest.raises(Unsure):
        await store.run(put("perhaps"))

    monkeypatch.undo()
    assert await store.run(put("later")) == "later"


@pytest.mark.trust("R23")
async def test_while_the_server_is_away_nothing_is_called_kept_and_afterwards_all_goes_on(
    server: Server, database: URL
) -> None:
    store = open_in(database)
    await store.run(put("before"))
    server.stop()

    with pytest.raises(NotSaved, match="away"):
        await asyncio.wait_for(store.run(put("lost")), 4)
    with pytest.raises(StorageError):
        await store.read(lambda unit: settings.get(unit, "before"))

    server.start()
    assert await store.run(put("back")) == "back"
    assert looked_up(database, "SELECT name FROM setting ORDER BY name") == [("back",), ("before",)]
    await store.close()


async def test_a_key_that_one_replica_destroyed_is_forgotten_by_the_other(store: Store, replica: Store) -> None:
    sealed = store.keys.seal("noor", "somewhere", "rust")
    assert replica.keys.unseal("noor", "somewhere", sealed) == "rust"

    await store.run(lambda unit: unit.keys.erase(unit.connection, "noor", 0.0, whole=True))
    await asyncio.gather(*(replica.run(put(f"any {number}")) for number in range(20)))

    with pytest.raises(MissingKey):
        replica.keys.unseal("noor", "somewhere", sealed)


async def test_an_erasing_that_was_not_kept_leaves_the_key_as_it_was(store: Store) -> None:
    sealed = store.keys.seal("noor", "somewhere", "rust")

    def half(unit: Unit) -> None:
        unit.keys.erase(unit.connection, "noor", 0.0, whole=True)
        raise LookupError("no")

    with pytest.raises(LookupError):
        await store.run(half)

    assert store.keys.unseal("noor", "somewhere", sealed) == "rust"
    assert store.keys.erased() == []


@pytest.mark.parametrize("state", ["53100", "58030"])
async def test_a_full_disk_is_seen_until_there_is_room_again_though_small_things_still_fit(store: Store, state: str) -> None:
    await store.run(lambda unit: unit.connection.exec_driver_sql(NO_ROOM_FOR_MUCH.format(state=state)))

    with pytest.raises(NotSaved):
        await store.run(put("long", "x" * 10_000))
    await store.run(put("short", "x"))
    assert store.figures.failing
    with pytest.raises(NotSaved):
        await store.try_again(put("long", "x" * 10_000))
    assert store.figures.failing

    await store.run(lambda unit: unit.connection.exec_driver_sql("DROP TRIGGER full_disk ON setting"))
    await store.try_again(put("long", "x" * 10_000))
    assert not store.figures.failing


async def test_what_a_unit_did_wrong_by_itself_is_no_sign_of_a_full_disk(store: Store) -> None:
    with pytest.raises(NotSaved):
        await store.run(lambda unit: unit.connection.exec_driver_sql("SELECT 1 / 0"))

    assert not store.figures.failing
