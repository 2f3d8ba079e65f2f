"""What the commands share that look at the database or change it: opening it, doing one thing, closing it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from bot import running
from bot.clock import WallClock
from bot.config import Config, from_environment
from bot.moving import SETTING
from storage import settings, teams
from storage.keys import KeyStore
from storage.places import keys_of
from storage.snapshot import snapshot
from storage.store import Store, Unit

T = TypeVar("T")


@contextmanager
def looking() -> Iterator[Unit]:
    """Look at the database as it stands now, also while a bot runs on it."""
    config = from_environment()
    with snapshot(config.place, KeyStore(keys_of(config.place), config.ring)) as unit:
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


def now_in(unit: Unit) -> datetime:
    """Return the time on the wall of a database: a clock that was moved stays ahead."""
    ahead = settings.get(unit, SETTING)
    return WallClock().now() + timedelta(seconds=float(ahead or 0))


def known_group(unit: Unit, group: str | None) -> str:
    """Return a group, or the organisation where none is named; raises ValueError for one that is not there."""
    if group is not None and group not in (known := teams.all_ids(unit)):
        raise ValueError(f'there is no group "{group}"; choose from {", ".join(known) or "none: import people first"}')
    return group or settings.ORGANISATION
