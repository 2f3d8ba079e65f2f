"""R20 (trust §5): bots are replaced one by one while people write and a round goes out: no error, nothing twice, none lost.

All are of this version, as none was released before it.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import aiohttp
import pytest
from sqlalchemy import URL

from tests.evidence.recording import Often, Record
from tests.faults.connector import Connector, pause
from tests.faults.harness import everybody, prepare
from tests.faults.lives import ROOT
from tests.faults.test_replicas import OPENS, Stage, until
from tests.kit.places import as_word
from tests.storage.house import looked_up

DRAINS = 10.0
"""Seconds within which a bot that is told to stop has done what it began."""
LEASE_OF_A_DAY = 86_400.0
BEFORE_IT_OPENS = timedelta(seconds=3)
WRITERS = 4
OPEN = "SELECT 1 FROM outbox WHERE settled_at IS NULL AND due <= extract(epoch FROM timestamptz '{}')"


@dataclass(slots=True)
class Bot:
    """A bot in a process of its own."""

    process: asyncio.subprocess.Process
    url: str
    log: Path

    async def ends(self) -> float:
        """Tell it to stop; returns after how many seconds it was gone."""
        loop = asyncio.get_running_loop()
        told = loop.time()
        os.kill(self.process.pid, signal.SIGTERM)
        assert await asyncio.wait_for(self.process.wait(), 3 * DRAINS) == 0
        return loop.time() - told


@dataclass(slots=True)
class Roll:
    """The bots that serve now, and what people wrote to them."""

    place: URL
    connector: str
    folder: Path
    began: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    bots: list[Bot] = field(default_factory=list)
    logs: list[Path] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    stopped: bool = False

    async def begin(self) -> Bot:
        """Begin a bot beside those that are there."""
        since = asyncio.get_running_loop().time() - self.began
        now = OPENS - BEFORE_IT_OPENS + timedelta(seconds=since)
        log = self.folder / f"{len(self.logs)}.log"
        self.logs.append(log)
        with log.open("w") as errors:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.faults.served", as_word(self.place), self.connector, now.isoformat(), cwd=ROOT,
                stdout=asyncio.subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        assert process.stdout
        url = (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip()
        assert url, log.read_text()
        return Bot(process, url, log)

    async def writes(self, session: aiohttp.ClientSession, person: str, number: int) -> None:
        """Write on and on, each text until a bot keeps it, as a platform offers it."""
        for text in count():
            id_ = f"{person}-{text}"
            while id_ not in self.kept:
                if self.stopped:
                    return
                with suppress(aiohttp.ClientError):
                    body = {"person": person, "id": id_, "text": "verwondering" if text % 2 else f"Het viel me op, {id_}."}
                    url = self.bots[(number + text) % len(self.bots)].url
                    async with session.post(f"{url}/take", json=body) as answer:
                        assert answer.status in {200, 503}, answer.status
                        self.kept |= {id_} if answer.status == 200 else set()
                await pause(0.02)

    async def replace(self, number: int) -> float:
        """Begin a bot beside the others, then stop an old one; returns how long that took to end."""
        new, old = await self.begin(), self.bots[number]
        self.bots[number] = new
        return await old.ends()


@pytest.mark.trust("R20")
async def test_r20_bots_that_are_replaced_under_load_do_everything_once_and_lose_nothing(
    own_database: URL, tmp_path: Path, often: Often, reached: Record
) -> None:
    rolls = often(1, 30)
    await prepare(own_database)
    connector = Connector(lambda _: None, Random(1))
    roll = Roll(own_database, await connector.open(), tmp_path)
    roll.bots = [await roll.begin(), await roll.begin()]
    took = []

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        load = [asyncio.create_task(roll.writes(session, one, at)) for at, one in enumerate(everybody()[:WRITERS])]
        await until(lambda: any(one["kind"] in {"prompt", "nudge"} for one in connector.first.values()))
        for _ in range(rolls):
            took += [await roll.replace(0), await roll.replace(1)]
        roll.stopped = True
        await asyncio.gather(*load)
        while looked_up(own_database, OPEN.format((OPENS + timedelta(minutes=1)).isoformat())):
            await pause(0.1)
    took += [await one.ends() for one in roll.bots]
    await connector.close()

    stage = Stage(own_database, connector, "", LEASE_OF_A_DAY)
    seen = {id_ for (id_,) in looked_up(own_database, "SELECT message FROM seen WHERE channel = 'post'")}
    assert stage.wrong() == []
    assert set(connector.sent.values()) == {1}, "nothing was even tried twice"
    assert roll.kept
    assert roll.kept <= seen
    assert max(took) <= DRAINS, took
    complaints = [line for log in roll.logs for line in log.read_text().splitlines()]
    assert [line for line in complaints if "level=warning" not in line and "problem=NotSaved" not in line] == [], "done again"
    reached(
        f"{len(took)} stops among {len(roll.kept):,} texts: none lost, none twice, each within {max(took):.1f} s; "
        f"{sum(stage.freed.values())} messages waited until a claim ended; all of this version, as none was released before it"
    )
