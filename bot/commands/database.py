"""What the commands share that look at the database or change it: opening it, doing one thing, closing it."""

import asyncio
import os
import pwd
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import typer

from bot import running
from bot.clock import WallClock
from bot.config import Config, from_environment
from bot.foreseeing.moving import SETTING
from bot.upkeep.switching import through_the_door
from storage import migrating
from storage.database.places import keys_of
from storage.database.snapshot import snapshot
from storage.errors import InUse, StorageError
from storage.groups import settings, teams
from storage.privacy import audit
from storage.privacy.chain import Result
from storage.privacy.keys import KeyStore
from storage.store import Store, Unit

T = TypeVar("T")


@contextmanager
def looking() -> Iterator[Unit]:
    """Look at the database as it stands now, also while a bot runs on it."""
    config = from_environment()
    migrating.require_newest(config.place)  # before a file for keys is made
    with closing(KeyStore(keys_of(config.place), config.ring)) as keys, snapshot(config.place, keys) as unit:
        yield unit


def changing(work: Callable[[Unit, datetime], T], before: Callable[[Store], None] = lambda _: None) -> T:
    """Do one unit of work in the database; ``before`` it comes what needs the store itself, as making keys."""
    return asyncio.run(_changing(from_environment(), work, before))


async def _changing(config: Config, work: Callable[[Unit, datetime], T], before: Callable[[Store], None]) -> T:
    store = running.open_in(config.place, config.ring)
    try:
        before(store)
        return await store.run(lambda unit: work(unit, now_in(unit)))
    finally:
        await store.close()


def operator() -> str:
    """Return who gives a command, for the log of acts: the account on this machine."""
    try:
        return f"os:{pwd.getpwuid(os.getuid()).pw_name}"
    except KeyError:  # an account without a name, as in a container
        return f"os:{os.getuid()}"


def note(act: str, subject: str | None = None, result: Result = "done") -> None:
    """Write an act down in the log of acts, also while a bot runs on the files; raises StorageError when that cannot be."""
    by = operator()
    try:
        changing(lambda unit, now: audit.note(unit, act, now, actor=by, subject=subject, result=result))
    except InUse:
        words = {"act": act, "by": by, "result": result} | ({"subject": subject} if subject else {})
        asyncio.run(through_the_door(running_here(), "note", **words))


def note_what_was_done(act: str, subject: str | None = None) -> None:
    """Write down an act that is done already; where that cannot be, as on a full disk, it is told, and stays done."""
    try:
        note(act, subject)
    except StorageError as problem:
        typer.echo(f"leerbot: {act}, but that stands not in the log of acts: {problem}", err=True)


def running_here() -> Path:
    """Return the folder in which a bot runs; only files are kept by one process."""
    place = from_environment().place
    assert isinstance(place, Path)
    return place


def now_in(unit: Unit) -> datetime:
    """Return the time on the wall of a database: a clock that was moved stays ahead."""
    ahead = settings.get(unit, SETTING)
    return WallClock().now() + timedelta(seconds=float(ahead or 0))


def known_group(unit: Unit, group: str | None) -> str:
    """Return a group, or the organisation where none is named; raises ValueError for one that is not there."""
    if group is not None and group not in (known := teams.all_ids(unit)):
        raise ValueError(f'there is no group "{group}"; choose from {", ".join(known) or "none: import people first"}')
    return group or settings.ORGANISATION
