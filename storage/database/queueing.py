"""What every store has: a bounded queue of units for the threads that write, and readers beside them (goals §5.6, §5.7)."""

import asyncio
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.errors import NotSaved, StorageError
from storage.privacy.keys import KeyStore
from storage.unit import Lane, Unit, Work

T = TypeVar("T")
MOST_WAITING = 10_000


@dataclass(slots=True)
class Job(Generic[T]):
    """A unit that waits for its turn, and what became of it."""

    work: Work[T]
    future: "asyncio.Future[T]"
    of: str | None = None
    given: float = field(default_factory=time.perf_counter)
    outcome: Any = None
    problem: BaseException | None = None


@dataclass(slots=True)
class Figures:
    """What the store has done since it was opened; for metrics, never about people."""

    units: int = 0
    commits: int = 0
    lost_batches: int = 0
    again: int = 0
    waiting: int = 0
    failing: bool = False
    """The last unit could not be kept, through no fault of its own."""
    full: bool = False
    """The database had no room for a unit. A small one still fits where something went, which is no sign of room."""


class Store(ABC):
    """One database and its keys. Made by ``open_store``."""

    with_others = False
    """Whether other processes write there too, and may be in the way for a moment."""

    def __init__(self, reader: Engine, keys: KeyStore, threads: int = 1) -> None:
        self.keys = keys
        self.figures = Figures()
        self._reader = reader
        self._turns: deque[Job[Any]] = deque()
        self._bulk: deque[Job[Any]] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="leerbot-read")
        self._threads = [
            threading.Thread(target=self._write, args=(number,), name=f"leerbot-write-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Work[T], lane: Lane = "turn", of: str | None = None) -> T:
        """Run a unit of work and return what it returned, after the commit.

        Units ``of`` the same person or place keep their order. Raises what the unit raised (then nothing of it was kept), or
        NotSaved when the commit failed or the queue is full.
        """
        loop = asyncio.get_running_loop()
        job: Job[T] = Job(work, loop.create_future(), of)
        with self._wake:
            if self._stopping:
                raise NotSaved("the store is closing")
            if len(self._turns) + len(self._bulk) >= MOST_WAITING:
                raise NotSaved("too much is waiting to be stored")
            (self._turns if lane == "turn" else self._bulk).append(job)
            self.figures.waiting = len(self._turns) + len(self._bulk)
            if self._rouses(self.figures.waiting):
                self._wake.notify_all()
        return await job.future

    async def try_again(self, work: Work[T]) -> None:
        """See with a unit that needs room whether the database keeps things again; raises NotSaved while it does not."""
        await self.run(work, lane="bulk")
        self.figures.failing = self.figures.full = False

    async def read(self, work: Work[T]) -> T:
        """Run a function over a connection that cannot write, beside the writers.

        Raises what the function raised, or StorageError when the database cannot be read. A StopIteration, which no future can
        hand on, comes as a RuntimeError.
        """
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def close(self) -> None:
        """Take nothing more, finish what waits, close."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        for thread in self._threads:
            await asyncio.get_running_loop().run_in_executor(None, thread.join)
        self._readers.shutdown()
        self._reader.dispose()
        self.keys.close()
        self._closed()

    @abstractmethod
    def _write(self, number: int) -> None:
        """Do what waits until the store closes; the body of each writing thread."""

    def _rouses(self, waiting: int) -> bool:
        """Whether the writers are woken for a unit, with which so many wait."""
        del waiting
        return True

    @abstractmethod
    def _closed(self) -> None:
        """Let go of what the writers held."""

    def _read(self, work: Work[T]) -> T:
        try:
            with self._reader.connect() as connection:
                return work(Unit(connection, connection.connection.driver_connection, self.keys))
        except refusals(self._reader.dialect) as problem:
            raise StorageError("the database could not be read") from problem
        except StopIteration as problem:  # the caller would wait for ever
            raise RuntimeError("the work found nothing where something had to be") from problem

    def _tell(self, done: Sequence[Job[Any]]) -> None:
        """Tell the callers what became of their units."""
        loops = {job.future.get_loop() for job in done}
        for loop in loops:
            mine = [job for job in done if job.future.get_loop() is loop]
            if not loop.is_closed():
                loop.call_soon_threadsafe(_tell, mine)


def refusals(dialect: Any) -> tuple[type[Exception], ...]:
    """Return what a database raises: through SQLAlchemy, or for a prepared statement as its driver does."""
    return DBAPIError, dialect.loaded_dbapi.Error


def told(problem: BaseException, dialect: Any) -> BaseException:
    """Return what the caller of a unit hears when it raised something."""
    if isinstance(problem, refusals(dialect)):
        return not_saved("the database refused it", problem)
    if not isinstance(problem, Exception) or isinstance(problem, StopIteration):  # no future can hand these on
        return not_saved("the work was broken off", problem)
    return problem


def not_saved(what: str, problem: BaseException) -> NotSaved:
    """Return that nothing was kept, and why, as far as the database tells of itself: never what a statement held."""
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    of_itself = isinstance(problem, OperationalError) or type(cause).__name__ == "OperationalError"
    why = str(cause).partition("\n")[0] if of_itself else type(cause).__name__
    heard = NotSaved(f"{what} ({why})")
    heard.__cause__ = problem
    return heard


def _tell(jobs: Sequence[Job[Any]]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.problem is not None:
            job.future.set_exception(job.problem)
        else:
            job.future.set_result(job.outcome)
