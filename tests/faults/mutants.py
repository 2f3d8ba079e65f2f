"""The faults that the harness must find: each breaks one promise, and is planted from here in the child only."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps
from typing import Any

from sqlalchemy import Engine, event, update

from storage.database import one_writer, queueing
from storage.database.many_writers import ManyWriters
from storage.outgoing import outbox
from storage.outgoing.outbox import Claimed
from storage.store import Unit
from storage.tables import outbox as rows
from storage.talks import seen
from storage.times import stamp

SYNC = 0.01
"""Seconds that an ordinary disk needs to write something down for good."""


def acknowledge_before_commit() -> None:
    """Tell each caller as soon as its unit has run; the commit comes later, on a disk that needs its time."""
    run_one, run, tell = one_writer._run_one, ManyWriters._run, queueing._tell

    def told_at_once(job: Any) -> None:
        job.future.get_loop().call_soon_threadsafe(queueing._tell, [job])

    @wraps(run_one)
    def in_a_batch(unit: Unit, job: Any) -> None:
        run_one(unit, job)
        told_at_once(job)

    def in_one_commit(self: ManyWriters, jobs: Any, *rest: Any) -> None:
        for job in jobs:
            job.work = partial(told_before, job, job.work)
        run(self, jobs, *rest)

    def told_before(job: Any, work: Callable[[Unit], Any], unit: Unit) -> Any:
        job.outcome = work(unit)
        told_at_once(job)
        threading.Event().wait(SYNC)
        return job.outcome

    def tell_once(jobs: Any) -> None:
        tell([job for job in jobs if not job.future.done()])

    queueing._tell = tell_once
    one_writer._run_one = in_a_batch
    ManyWriters._run = in_one_commit  # type: ignore[method-assign,assignment]
    event.listen(Engine, "commit", lambda connection: threading.Event().wait(SYNC))


def no_fencing() -> None:
    """Let whoever settles a message have the last word, whatever became of its claim."""

    def settle(unit: Unit, one: Claimed, me: str, status: str, now: datetime, **values: Any) -> bool:
        kept = {"status": status, "reason": values.get("reason"), "receipt": values.get("receipt"),
                "settled_at": None if status == "waiting" else stamp(now)}  # fmt: skip
        unit.connection.execute(update(rows).where(rows.c.id == one.id).values(owner=None, lease_until=None, **kept))
        return True

    outbox.settle = settle


def no_seen() -> None:
    """Take every repeat for something new."""
    first_time = seen.first_time

    def always(unit: Unit, channel: str, message: str, now: datetime) -> bool:
        first_time(unit, channel, message, now)
        return True

    seen.first_time = always


MUTANTS: dict[str, Callable[[], None]] = {
    "acknowledge before commit": acknowledge_before_commit,
    "no fencing": no_fencing,
    "no seen": no_seen,
}


def plant(name: str) -> None:
    """Break this process in one way."""
    MUTANTS[name]()
