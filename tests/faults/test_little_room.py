"""R25 (trust §5): 64 descriptors and a tenth of a core: it is slower, and loses nothing. How much memory it takes is measured.

The tenth of a core is made as the system makes a quota: of each tenth of a second the process runs a hundredth. What a cap of
the system does to who passes it is not tried: it is looked whether a bot stays below it.
"""

import asyncio
import os
import resource
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from tests.evidence.recording import Often, Record
from tests.faults.connector import pause
from tests.kit.ports import free_port

CAP, DESCRIPTORS = 150.0, 64
"""Megabytes, and files and sockets together."""
MORE = 30.0
"""Megabytes that such a load may take besides."""
PERIOD, SHARE = 0.1, 0.1
PEOPLE, SENDERS = 30, 90
"""So many sockets at once that they do not fit."""


@dataclass(slots=True)
class Bot:
    """A bot that has little room, and people who write to it."""

    pid: int
    url: str
    kept: set[str] = field(default_factory=set)
    refused: int = 0

    @property
    def most(self) -> float:
        """The most megabytes that it has held."""
        return self._told("VmHWM")

    @property
    def holds(self) -> float:
        """How many megabytes it holds now."""
        return self._told("VmRSS")

    def _told(self, of: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(of)).split()[1]) * 1024 / 1e6

    @property
    def used(self) -> float:
        """How many seconds of a core it has had."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def held_down(self) -> None:
        """Let it run a tenth of the time, until cancelled."""
        try:
            while True:
                os.kill(self.pid, signal.SIGSTOP)
                await pause(PERIOD * (1 - SHARE))
                os.kill(self.pid, signal.SIGCONT)
                await pause(PERIOD * SHARE)
        finally:
            os.kill(self.pid, signal.SIGCONT)

    async def hears(self, session: aiohttp.ClientSession, person: str, id_: str) -> None:
        """Offer it a text until it is kept, each time over another socket."""
        body = {"text": f"Dit viel me op, {id_}.", "id": id_}
        while id_ not in self.kept:
            try:
                async with session.post(f"{self.url}/chat/api/people/{person}/messages", json=body) as answer:
                    assert answer.status in {202, 503}, await answer.text()
                    self.kept |= {id_} if answer.status == 202 else set()
            except (aiohttp.ClientError, TimeoutError):
                self.refused += 1
                await pause(0.1)

    async def column(self, session: aiohttp.ClientSession, person: str) -> list[str]:
        """Return what stands in the column of a person that she wrote, by its id."""
        after, found = 0, list[str]()
        while True:
            async with session.get(f"{self.url}/chat/api/people/{person}/messages?after={after}") as answer:
                messages = (await answer.json())["messages"]
            if not messages:
                return found
            found += [one["id"] for one in messages if one["from"] == person]
            after = messages[-1]["seq"]


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[Bot]:
    """Run a demo that may open few files."""
    port = free_port()
    words = ("demo", "--no-browser", "--data", str(folder / "data"), "--port", str(port), "--people", str(PEOPLE))
    with (folder / "log").open("w") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, stdout=asyncio.subprocess.PIPE, stderr=log
        )
    assert process.stdout
    assert await asyncio.wait_for(process.stdout.readline(), 60), (folder / "log").read_text()
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    try:
        yield Bot(process.pid, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.trust("R25")
async def test_r25_with_little_room_it_is_slower_and_loses_nothing(tmp_path: Path, often: Often, reached: Record) -> None:
    each = often(2, 200)
    loop = asyncio.get_running_loop()
    sockets = aiohttp.TCPConnector(limit=SENDERS, force_close=True)
    async with demo(tmp_path) as bot, aiohttp.ClientSession(connector=sockets, timeout=aiohttp.ClientTimeout(60)) as session:
        async with session.get(f"{bot.url}/chat/api/people") as answer:
            people = [one["id"] for one in await answer.json()]
        began, used, idle = loop.time(), bot.used, bot.most
        down = asyncio.create_task(bot.held_down())

        async def writes(number: int) -> None:
            for text in range(each):
                await bot.hears(session, people[number % len(people)], f"{number}-{text}")

        await asyncio.gather(*(writes(number) for number in range(SENDERS)))
        took, share = loop.time() - began, (bot.used - used) / (loop.time() - began)
        down.cancel()
        with suppress(asyncio.CancelledError):
            await down
        columns = [await bot.column(session, person) for person in people]

        assert sorted(id_ for column in columns for id_ in column) == sorted(bot.kept)
        assert len(bot.kept) == SENDERS * each
        assert share < 2 * SHARE
        most = bot.most
        assert most < idle + MORE
        async with session.get(f"{bot.url}/health/ready") as answer:
            assert answer.status == 200
    assert "Traceback" not in (tmp_path / "log").read_text()
    reached(
        f"{len(bot.kept):,} texts over {SENDERS} sockets at once with {DESCRIPTORS} descriptors and {share:.0%} of a core: "
        f"{len(bot.kept) / took:.0f} a second, {most - idle:.0f} MB more than idle, none lost, none twice"
    )


@pytest.mark.trust("R25")
async def test_r25_memory_stays_below_its_cap(tmp_path: Path, reached: Record) -> None:
    async with demo(tmp_path) as bot, aiohttp.ClientSession() as session:
        started = bot.most
        for number in range(50):
            await bot.hears(session, "noor", str(number))
        most, now = bot.most, bot.holds

    assert most < CAP
    reached(
        f"{most:.0f} MB at most after fifty texts, of which {started:.0f} while it starts, and {now:.0f} now; {CAP:.0f} may be"
    )
