"""The store: units of work on one writer thread with group commit, and short reads beside it (goals §5).

A unit of work is a plain function over one connection. Many units share one COMMIT; where one fails, all run again, each in
its own savepoint. Nobody is told "kept" before the commit. Units may run twice: they touch nothing but what they are given.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from storage import connecting
from storage.errors import NotSaved, StorageError
from storage.keys import KeyStore
from storage.tables import person

T = TypeVar("T")
Lane = Literal["turn", "bulk"]
MOST_UNITS = 256
MOST_BULK = 32
"""Bulk units in one batch while no turn waits; beside turns they get half of their number, and at least one."""
GATHER = 0.003
"""Seconds for which a batch waits for company while several write at once; who writes alone never waits."""
MOST_SECONDS = 0.010
MOST_WAITING = 10_000
QUIET = 1.0
"""Seconds without work after which the write-ahead log is emptied, so that nothing taken back lingers in it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit of work may touch: the connection inside its transaction, the driver's own below it, and the keys."""

    connection: Connection
    driver: Any
    keys: KeyStore


Work = Callable[[Unit], T]


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Work[T]
    future: "asyncio.Future[T]"
    outcome: Any = None
    problem: BaseException | None = None


@dataclass(slots=True)
class Figures:
    """What the store has done since it was opened; for metrics, never about people."""

    units: int = 0
    commits: int = 0
    lost_batches: int = 0
    waiting: int = 0


class BatchLost(StorageError):
    """The whole transaction is gone; none of its units was kept."""


class Store:
    """One database and its keys. Made by ``open_store``."""

    def __init__(self, writer: Engine, reader: Engine, keys: KeyStore, lock: connecting.OneProcess | None) -> None:
        self.keys = keys
        self.figures = Figures()
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._turns: deque[_Job[Any]] = deque()
        self._bulk: deque[_Job[Any]] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._shared = False
        self._in_log = False
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="leerbot-read")
        self._thread = threading.Thread(target=self._write, name="leerbot-write", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T], lane: Lane = "turn") -> T:
        """Run a unit of work and return what it returned, after the commit.

        Raises what the unit raised (then nothing of it was kept), or NotSaved when the commit failed or the queue is full.
        """
        loop = asyncio.get_running_loop()
        job: _Job[T] = _Job(work, loop.create_future())
        with self._wake:
            if self._stopping:
                raise NotSaved("the store is closing")
            if len(self._turns) + len(self._bulk) >= MOST_WAITING:
                raise NotSaved("too much is waiting to be stored")
            idle = not (self._turns or self._bulk)
            (self._turns if lane == "turn" else self._bulk).append(job)
            if idle:
                self._wake.notify()
        return await job.future

    async def read(self, work: Work[T]) -> T:
        """Run a function over a connection that cannot write, beside the writer.

        Raises what the function raised, or StorageError when the database cannot be read.
        """
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _read(self, work: Work[T]) -> T:
        try:
            with self._reader.connect() as connection:
                return work(Unit(connection, connection.connection.driver_connection, self.keys))
        except _refusals(self._reader.dialect) as problem:
            raise StorageError("the database could not be read") from problem

    async def close(self) -> None:
        """Take nothing more, finish what waits, close."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        await asyncio.get_running_loop().run_in_executor(None, self._thread.join)
        self._readers.shutdown()
        self._writer.dispose()
        self._reader.dispose()
        self.keys.close()
        if self._lock:
            self._lock.release()

    # -- the writer thread

    def _write(self) -> None:
        while batch := self._next_batch():
            done = self._settle(batch)
            loops = {job.future.get_loop() for job in done}
            for loop in loops:
                mine = [job for job in done if job.future.get_loop() is loop]
                if not loop.is_closed():
                    loop.call_soon_threadsafe(_tell, mine)

    def _rest(self) -> None:
        """Wait for work; when none comes, empty the log, or where that cannot be now, at the next quiet moment."""
        with self._wake:
            if self._wake.wait_for(self._has_work, QUIET):
                return
        with suppress(*_refusals(self._writer.dialect)), self._writer.connect() as connection:
            self._in_log = not connecting.log_emptied(connection)

    def _has_work(self) -> bool:
        return bool(self._turns or self._bulk or self._stopping)

    def _next_batch(self) -> list[_Job[Any]]:
        while self._in_log and not self._has_work():
            self._rest()
        with self._wake:
            self._wake.wait_for(self._has_work)
            if self._shared and not self._stopping:
                self._wake.wait(GATHER)
            batch = [self._turns.popleft() for _ in range(min(MOST_UNITS, len(self._turns)))]
            room = max(1, len(batch) // 2) if batch else MOST_BULK
            batch += [self._bulk.popleft() for _ in range(min(room, len(self._bulk)))]
            self.figures.waiting = len(self._turns) + len(self._bulk)
            self._shared = len(batch) > 1
            return batch

    def _settle(self, batch: list[_Job[Any]]) -> list[_Job[Any]]:
        """Run a batch in one transaction; what did not fit in its time goes first in the next one.

        Bulk units stand last in a batch: those that did not fit go before turns that come later, so that none waits forever.
        """
        try:
            done = self._run(batch)
        except BaseException as problem:  # noqa: BLE001 - whatever it was, nothing of the batch was kept
            self.figures.lost_batches += 1
            self._writer.dispose()
            for job in batch:
                job.problem = NotSaved("the database could not keep it")
                job.problem.__cause__ = problem
            return batch
        if len(done) < len(batch):
            with self._wake:
                self._turns.extendleft(reversed(batch[len(done) :]))
        self._in_log = True
        self.figures.units += len(done)
        self.figures.commits += 1
        return done

    def _run(self, batch: Sequence[_Job[Any]]) -> list[_Job[Any]]:
        """Run a batch without savepoints, which cost an eighth of a turn; when a unit fails, begin again with them."""
        with self._writer.connect() as connection:
            driver: Any = connection.connection.driver_connection
            unit = Unit(connection, driver, self.keys)
            try:
                return _run_all(unit, batch, _run_one)
            except _Failed:
                return _run_all(unit, batch, _run_apart)


def _run_all(unit: Unit, batch: Sequence[_Job[Any]], run: Callable[[Unit, _Job[Any]], None]) -> list[_Job[Any]]:
    """Run as many units of a batch as fit in its time, and commit; returns which."""
    done: list[_Job[Any]] = []
    with unit.connection.begin():
        started = time.perf_counter()
        for job in batch:
            run(unit, job)
            done.append(job)
            if not unit.driver.in_transaction:
                raise BatchLost("the transaction was gone before the commit")
            if time.perf_counter() - started > MOST_SECONDS:
                break
    return done


class _Failed(Exception):
    """One unit of a batch failed, and what it did has to be taken back."""


def _run_one(unit: Unit, job: _Job[Any]) -> None:
    """Run one unit among others."""
    try:
        job.outcome, job.problem = job.work(unit), None
    except BaseException as problem:
        raise _Failed from problem


def _run_apart(unit: Unit, job: _Job[Any]) -> None:
    """Run one unit in a savepoint: its failure is its own, unless the whole transaction went with it (DESIGN §11.2)."""
    driver = unit.driver
    driver.execute("SAVEPOINT unit")
    try:
        job.outcome, job.problem = job.work(unit), None
    except BaseException as problem:  # a KeyboardInterrupt too is this unit's own: the writer has to live on
        if not driver.in_transaction:
            raise BatchLost("the transaction was lost with one of its units") from problem
        driver.execute("ROLLBACK TO unit")
        job.problem = problem
        if isinstance(problem, _refusals(unit.connection.dialect)):
            job.problem = NotSaved("the database refused it")
        elif not isinstance(problem, Exception) or isinstance(problem, StopIteration):  # no future can hand these on
            job.problem = NotSaved("the work was broken off")
        job.problem.__cause__ = problem if job.problem is not problem else problem.__cause__
    driver.execute("RELEASE unit")


def _refusals(dialect: Any) -> tuple[type[Exception], ...]:
    """Return what a database raises: through SQLAlchemy, or for a prepared statement as its driver does."""
    return DBAPIError, dialect.loaded_dbapi.Error


def _tell(jobs: Sequence[_Job[Any]]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.problem is not None:
            job.future.set_exception(job.problem)
        else:
            job.future.set_result(job.outcome)


def open_store(folder: Path, keys: KeyStore, *, module: Any = None) -> Store:
    """Open the database in a folder, which must have the newest schema (``storage.migrating``).

    Raises StorageError when another process has it open, it cannot be opened safely, or its keys are not there.
    """
    path = folder / "leerbot.db"
    lock = connecting.OneProcess(path)
    writer = connecting.writer(path, module)
    with connecting.usable(), writer.connect() as connection:
        connecting.opened_safely(connection)
        if connection.execute(select(person.c.id).limit(1)).first():
            keys.require_usable()
    return Store(writer, connecting.reader(path), keys, lock)
