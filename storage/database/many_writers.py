"""The store on PostgreSQL: units of work on a few threads, each turn with its own COMMIT, beside other replicas (goals §5.5).

Each unit runs as if it were alone: the database finds out when two of them clash, and the one that lost runs again. A unit
that loses twice goes alone. Bulk units that wait at the same time share a COMMIT. Why so stands in docs/decisions/0012.
"""

import threading
import time
from collections import deque
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.database import postgres
from storage.database.places import Place
from storage.database.postgres import BEGIN, BEGIN_ALONE
from storage.database.queueing import Job, Store, not_saved, told
from storage.database.straight import Straight, straight
from storage.errors import NotSaved, StorageError, Unsure
from storage.privacy.keys import KeyStore
from storage.unit import Unit

THREADS = 4
TOGETHER = 16
"""How many bulk units share a commit at most, so that none of their rows is held for long."""
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
NO_ROOM = ("25006", "53100", "58")
"""How it begins what the database says that keeps nothing of anybody: read-only, a full disk, or one that fails."""
HIDDEN = "25P02"
"""What a statement hears after another one failed in the same transaction."""


class Clash(Exception):
    """Nothing of the unit was kept; it may run again."""


class Away(Exception):
    """The connection is lost, and nothing of the unit was kept."""


class ManyWriters(Store):
    """One PostgreSQL database and its keys."""

    with_others = True

    def __init__(self, writer: Engine, reader: Engine, keys: KeyStore) -> None:
        self._writer = writer
        self._busy: set[str | None] = set()
        self._never = threading.Event()
        super().__init__(reader, keys, THREADS)

    def log_in(self, place: Place) -> None:
        """Open connections with the password of a place from now on; those that are open stay so.

        Raises StorageError for another place, or another name there.
        """
        if isinstance(place, Path) or place.set(password="", query={}) != self._writer.url.set(password="", query={}):
            raise StorageError("only the password is renewed while a bot runs; for the rest of it start the bot again")
        for engine in (self._writer, self._reader):
            postgres.log_in(engine, place)
        self.keys.log_in(place)

    def _closed(self) -> None:
        self._writer.dispose()

    # -- the writing threads

    def _write(self, number: int) -> None:
        connection: Connection | None = None
        while jobs := self._next(bulk=number == 0):
            try:
                connection = self._do(jobs, connection)
            except BaseException as problem:  # noqa: BLE001 - whatever it was, the thread has to live on
                connection = _let_go(connection)
                self.figures.failing = True
                _fail(jobs, not_saved("the database could not keep it", problem))
            with self._wake:
                self._busy.difference_update(job.of for job in jobs)
                self._wake.notify_all()
            self._tell(jobs)
        if connection is not None:
            connection.close()

    def _next(self, *, bulk: bool) -> list[Job[Any]]:
        """Return the next turn, or the bulk units that wait; nothing when the store closes.

        One thread takes bulk work first, the others leave it.
        """
        with self._wake:
            while not (jobs := (self._take(self._bulk, TOGETHER) if bulk else []) or self._take(self._turns, 1)):
                if self._stopping and not (self._turns or (bulk and self._bulk)):
                    return []
                self._wake.wait()
            self.figures.waiting = len(self._turns) + len(self._bulk)
            return jobs

    def _take(self, queue: deque[Job[Any]], most: int) -> list[Job[Any]]:
        """Take the first jobs of whom nothing else is under way."""
        jobs = list(islice((job for job in queue if job.of not in self._busy), most))
        for job in jobs:
            queue.remove(job)
        self._busy.update(job.of for job in jobs if job.of is not None)
        return jobs

    def _do(self, jobs: list[Job[Any]], connection: Connection | None) -> Connection | None:
        """Run units until they are kept, refused, or the database stays away; returns the connection while it is good.

        Several run in one transaction; when that does not go, each runs by itself.
        """
        clashes = 0
        while True:
            try:
                if connection is None:
                    connection = self._writer.connect()
                self._run(jobs, connection, BEGIN if clashes < BESIDE_OTHERS else BEGIN_ALONE)
            except Clash as clash:
                assert connection is not None
                connection.rollback()
                self.figures.again += len(jobs)
                if len(jobs) > 1:
                    return self._apart(jobs, connection)
                clashes += 1
                if clashes > MOST_CLASHES:
                    _fail(jobs, told(clash.__cause__ or clash, self._writer.dialect))
                    return connection
            except (Away, DBAPIError) as away:
                connection = _let_go(connection)
                if time.perf_counter() - jobs[0].given > PATIENCE:
                    self.figures.failing = True
                    _fail(jobs, not_saved("the database is away", away.__cause__ or away))
                    return None
                self._never.wait(BREATH)
            except Unsure as unsure:
                _fail(jobs, unsure)
                return _let_go(connection)
            else:
                return connection

    def _apart(self, jobs: list[Job[Any]], connection: Connection | None) -> Connection | None:
        for job in jobs:
            connection = self._do([job], connection)
        return connection

    def _run(self, jobs: list[Job[Any]], connection: Connection, begin: bytes) -> None:
        """Run units in one transaction. Raises Clash, Away, or Unsure when only the database knows whether they were kept.

        One of several that fails is a clash too: nothing is kept of any.
        """
        driver: Any = connection.connection.driver_connection
        database = straight(connection)
        try:
            database.begin(begin)
            unit = Unit(connection, driver, self.keys)
            for job in jobs:
                job.outcome, job.problem = job.work(unit), None
                _require_whole(unit)
        except BaseException as problem:  # a KeyboardInterrupt too is this unit's own: the thread has to live on
            apart = len(jobs) > 1 or _clashed(driver, problem)
            _roll_back(database, problem)
            if apart:
                raise Clash from problem
            connection.rollback()
            if _said(problem).startswith(NO_ROOM):
                self.figures.failing = self.figures.full = True
            _fail(jobs, told(problem, connection.dialect))
            return
        _commit(database)
        connection.commit()
        self.figures.failing = self.figures.full
        self.figures.units += len(jobs)
        self.figures.commits += 1


def _fail(jobs: list[Job[Any]], problem: BaseException) -> None:
    for job in jobs:
        job.problem = problem


def _require_whole(unit: Unit) -> None:
    """Raise NotSaved when the transaction is not whole any more: a COMMIT now would succeed and store nothing."""
    if not unit.whole:
        raise NotSaved("the transaction was gone before the commit")


def _clashed(driver: Any, problem: BaseException) -> bool:
    """Whether the transaction failed because of somebody else, as far as can be seen: a unit may have hidden the cause."""
    return driver.info.transaction_status.name == "INERROR" and _said(problem) in {*CLASHES, HIDDEN}


def _said(problem: BaseException) -> str:
    """Return the state with which the database refused something, or that its cause is hidden."""
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    return getattr(cause, "sqlstate", HIDDEN) or ""


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
