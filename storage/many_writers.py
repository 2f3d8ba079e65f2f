"""The store on PostgreSQL: units of work on a few threads, one unit per COMMIT, beside other replicas (goals §5.5).

Each unit runs as if it were alone: the database finds out when two of them clash, and the one that lost runs again. A unit
that loses twice goes alone. Why so stands in docs/decisions/0012.
"""

import threading
import time
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.errors import NotSaved, Unsure
from storage.keys import KeyStore
from storage.postgres import BEGIN, BEGIN_ALONE
from storage.queueing import Job, Store, not_saved, told
from storage.straight import Straight, straight
from storage.unit import Unit

THREADS = 4
BESIDE_OTHERS = 2
"""How often a unit is tried beside others before it goes alone; alone it cannot clash."""
MOST_CLASHES = 8
"""How often a unit is tried in all: one that goes alone can still meet another that was just ending."""
PATIENCE = 1.5
"""Seconds after it was given for which a unit tries to reach a database that is away."""
BREATH = 0.05
"""Seconds between two tries."""
CLASHES = frozenset({"40001", "40P01", "23505"})
"""Serialization failure, deadlock, and a row that somebody else added at the same moment."""
HIDDEN = "25P02"
"""What a statement hears after another one failed in the same transaction."""


class Clash(Exception):
    """Nothing of the unit was kept; it may run again."""


class Away(Exception):
    """The connection is lost, and nothing of the unit was kept."""


class ManyWriters(Store):
    """One PostgreSQL database and its keys."""

    def __init__(self, writer: Engine, reader: Engine, keys: KeyStore) -> None:
        self._writer = writer
        self._busy: set[str] = set()
        self._never = threading.Event()
        super().__init__(reader, keys, THREADS)

    def _closed(self) -> None:
        self._writer.dispose()

    # -- the writing threads

    def _write(self, number: int) -> None:
        connection: Connection | None = None
        while (job := self._next(bulk=number == 0)) is not None:
            try:
                connection = self._do(job, connection)
            except BaseException as problem:  # noqa: BLE001 - whatever it was, the thread has to live on
                connection = _let_go(connection)
                self.figures.failing = True
                job.problem = not_saved("the database could not keep it", problem)
            with self._wake:
                self._busy.discard(job.of or "")
                self._wake.notify_all()
            self._tell([job])
        if connection is not None:
            connection.close()

    def _next(self, *, bulk: bool) -> Job[Any] | None:
        """Return the next job, or None when the store closes; one thread takes bulk work first, the others leave it."""
        with self._wake:
            while (job := self._free(bulk=bulk)) is None:
                if self._stopping and not (self._turns or (bulk and self._bulk)):
                    return None
                self._wake.wait()
            self.figures.waiting = len(self._turns) + len(self._bulk)
            return job

    def _free(self, *, bulk: bool) -> Job[Any] | None:
        """Take the first job of whom nothing else is under way."""
        for queue in (self._bulk, self._turns) if bulk else (self._turns,):
            for place, job in enumerate(queue):
                if job.of is None or job.of not in self._busy:
                    del queue[place]
                    self._busy.add(job.of or "")
                    return job
        return None

    def _do(self, job: Job[Any], connection: Connection | None) -> Connection | None:
        """Run a unit until it is kept, refused, or the database stays away; returns the connection while it is good."""
        clashes = 0
        while True:
            try:
                if connection is None:
                    connection = self._writer.connect()
                self._run(job, connection, BEGIN if clashes < BESIDE_OTHERS else BEGIN_ALONE)
            except Clash as clash:
                assert connection is not None
                connection.rollback()
                clashes += 1
                self.figures.again += 1
                if clashes > MOST_CLASHES:
                    job.problem = told(clash.__cause__ or clash, self._writer.dialect)
                    return connection
            except (Away, DBAPIError) as away:
                connection = _let_go(connection)
                if time.perf_counter() - job.given > PATIENCE:
                    self.figures.failing = True
                    job.problem = not_saved("the database is away", away.__cause__ or away)
                    return None
                self._never.wait(BREATH)
            except Unsure as unsure:
                job.problem = unsure
                return _let_go(connection)
            else:
                return connection

    def _run(self, job: Job[Any], connection: Connection, begin: bytes) -> None:
        """Run a unit in one transaction. Raises Clash, Away, or Unsure when only the database knows whether it was kept."""
        driver: Any = connection.connection.driver_connection
        database = straight(connection)
        try:
            database.begin(begin)
            unit = Unit(connection, driver, self.keys)
            job.outcome, job.problem = job.work(unit), None
            _require_whole(unit)
        except BaseException as problem:  # a KeyboardInterrupt too is this unit's own: the thread has to live on
            clashed = _clashed(driver, problem)
            _roll_back(database, problem)
            if clashed:
                raise Clash from problem
            connection.rollback()
            job.problem = told(problem, connection.dialect)
            return
        _commit(database)
        connection.commit()
        self.figures.failing = False
        self.figures.units += 1
        self.figures.commits += 1


def _require_whole(unit: Unit) -> None:
    """Raise NotSaved when the transaction is not whole any more: a COMMIT now would succeed and store nothing."""
    if not unit.whole:
        raise NotSaved("the transaction was gone before the commit")


def _clashed(driver: Any, problem: BaseException) -> bool:
    """Whether the transaction failed because of somebody else, as far as can be seen: a unit may have hidden the cause."""
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    return driver.info.transaction_status.name == "INERROR" and getattr(cause, "sqlstate", HIDDEN) in {*CLASHES, HIDDEN}


def _roll_back(database: Straight, problem: BaseException) -> None:
    try:
        database.say(b"ROLLBACK")
    except Exception:  # noqa: BLE001 - whatever it was, the connection is of no use any more
        raise Away from problem


def _commit(database: Straight) -> None:
    try:
        database.say(b"COMMIT")
    except Exception as problem:
        if database.lost:
            raise Unsure("the connection broke at the commit") from problem
        raise Clash from problem  # the database says so itself: nothing was kept


def _let_go(connection: Connection | None) -> Connection | None:
    """Throw a connection away; returns that there is none."""
    if connection is not None:
        connection.invalidate()
        connection.close()
    return None
