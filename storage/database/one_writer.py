"""The store on SQLite: units of work on one writer thread with group commit (goals §5).

Many units share one COMMIT; where one fails, all run again, each in its own savepoint. Nobody is told "kept" before the
commit.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from storage.database import connecting
from storage.database.queueing import Job, Store, not_saved, refusals, told
from storage.errors import StorageError
from storage.privacy.keys import KeyStore
from storage.unit import Unit

MOST_UNITS = 256
MOST_BULK = 32
"""Bulk units in one batch while no turn waits; beside turns they get half of their number, and at least one."""
GATHER = 0.003
"""Seconds for which a batch waits at most for as much company as the last one had; who writes alone never waits, nor who is
many."""
MOST_SECONDS = 0.010
QUIET = 1.0
"""Seconds without work after which the write-ahead log is emptied, so that nothing taken back lingers in it."""


class BatchLost(StorageError):
    """The whole transaction is gone; none of its units was kept."""


class OneWriter(Store):
    """One SQLite file and its keys."""

    def __init__(
        self, path: Path, writer: Engine, reader: Engine, keys: KeyStore, lock: connecting.OneProcess | None,
        gather: float = GATHER,
    ) -> None:  # fmt: skip
        self._path = path
        self._writer = writer
        self._lock = lock
        self._gather = gather
        self._shared = False
        """Whether the last batch was of several: then the next one waits for company."""
        self._wanted = 1
        """How many units the last batch had, and so how much company the next one waits for."""
        self._in_log = False
        super().__init__(reader, keys)

    def _closed(self) -> None:
        self._writer.dispose()
        with suppress(OSError):  # without the note the next start looks at every page
            connecting.leave_whole(self._path)
        if self._lock:
            self._lock.release()

    def _write(self, number: int) -> None:
        del number  # there is one
        while batch := self._next_batch():
            done = self._settle(batch)
            self._wanted = len(done)  # those who wrote now may write again as soon as they hear
            self._tell(done)

    def _rest(self) -> None:
        """Wait for work; when none comes, empty the log, or where that cannot be now, at the next quiet moment."""
        with self._wake:
            if self._wake.wait_for(self._has_work, QUIET):
                return
        with suppress(*refusals(self._writer.dialect)), self._writer.connect() as connection:
            self._in_log = not connecting.log_emptied(connection)

    def _has_work(self) -> bool:
        return bool(self._turns or self._bulk or self._stopping)

    def _next_batch(self) -> list[Job[Any]]:
        while self._in_log and not self._has_work():
            self._rest()
        with self._wake:
            self._wake.wait_for(self._has_work)
            if self._shared and not self._stopping and len(self._bulk) < MOST_BULK:
                self._wake.wait_for(self._has_company, self._gather)
            batch = [self._turns.popleft() for _ in range(min(MOST_UNITS, len(self._turns)))]
            room = max(1, len(batch) // 2) if batch else MOST_BULK
            batch += [self._bulk.popleft() for _ in range(min(room, len(self._bulk)))]
            self.figures.waiting = len(self._turns) + len(self._bulk)
            self._shared = len(batch) > 1
            return batch

    def _rouses(self, waiting: int) -> bool:
        return waiting in {1, self._wanted}  # the first for whom the writer rests, the last for whom a batch waits

    def _has_company(self) -> bool:
        return len(self._turns) + len(self._bulk) >= self._wanted or self._stopping

    def _settle(self, batch: list[Job[Any]]) -> list[Job[Any]]:
        """Run a batch in one transaction; what did not fit in its time goes first in the next one.

        Bulk units stand last in a batch: those that did not fit go before turns that come later, so that none waits forever.
        """
        try:
            done = self._run(batch)
        except BaseException as problem:  # noqa: BLE001 - whatever it was, nothing of the batch was kept
            self.figures.lost_batches += 1
            self.figures.failing = True
            self._writer.dispose()
            for job in batch:
                job.problem = not_saved("the database could not keep it", problem)
            return batch
        if self.keys.owes:
            self._destroy_keys()
        if len(done) < len(batch):
            with self._wake:
                self._turns.extendleft(reversed(batch[len(done) :]))
        self._in_log = True
        self.figures.units += len(done)
        self.figures.commits += 1
        return done

    def _destroy_keys(self) -> None:
        """Destroy the keys of what went, now that it is gone; where that fails, after the next commit or at the next start."""
        with suppress(StorageError, *refusals(self._writer.dialect)):
            with self._writer.connect() as connection, connection.begin():
                self.keys.destroy_noted(connection)
            self.keys.owes = False

    def _run(self, batch: Sequence[Job[Any]]) -> list[Job[Any]]:
        """Run a batch without savepoints, which cost an eighth of a turn; when a unit fails, begin again with them."""
        with self._writer.connect() as connection:
            driver: Any = connection.connection.driver_connection
            unit, written = Unit(connection, driver, self.keys), driver.total_changes
            try:
                done = _run_all(unit, batch, _run_one)
            except _Failed:
                done = _run_all(unit, batch, _run_apart)
            if driver.total_changes > written:  # a batch that wrote nothing is kept on a full disk too
                self.figures.failing = False
            return done


def _run_all(unit: Unit, batch: Sequence[Job[Any]], run: Callable[[Unit, Job[Any]], None]) -> list[Job[Any]]:
    """Run as many units of a batch as fit in its time, and commit; returns which."""
    done: list[Job[Any]] = []
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


def _run_one(unit: Unit, job: Job[Any]) -> None:
    """Run one unit among others."""
    try:
        job.outcome, job.problem = job.work(unit), None
    except BaseException as problem:
        raise _Failed from problem


def _run_apart(unit: Unit, job: Job[Any]) -> None:
    """Run one unit in a savepoint: its failure is its own, unless the whole transaction went with it (DESIGN §11.2)."""
    driver = unit.driver
    driver.execute("SAVEPOINT unit")
    try:
        job.outcome, job.problem = job.work(unit), None
    except BaseException as problem:  # a KeyboardInterrupt too is this unit's own: the writer has to live on
        if not driver.in_transaction:
            raise BatchLost("the transaction was lost with one of its units") from problem
        driver.execute("ROLLBACK TO unit")
        job.problem = told(problem, unit.connection.dialect)
    driver.execute("RELEASE unit")
