"""A disk that is full, a database that is held: nobody is told "kept" of what was not, and it goes on by itself afterwards.

The bot runs in a process of its own, and the fault is the system's: a file that may grow no more, a lock that another holds.
"""

import asyncio
import json
import resource
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.kit.ports import free_port

NOT_SAVED = "Niet opgeslagen. Er is niets bewaard."
LONG = "Een burger belde terug om te bedanken, en dat verraste me zeer. " * 20


@dataclass(slots=True)
class Bot:
    """A demo in a process of its own, and a way to talk to it."""

    process: Process
    session: aiohttp.ClientSession
    address: str
    folder: Path

    async def says(self, text: str, message: str) -> tuple[int, str]:
        """Write something; returns the status, and what a refusal says."""
        body = {"text": text, "id": message}
        async with self.session.post(f"{self.address}/chat/api/people/noor/messages", json=body) as answer:
            found = await answer.text()
            return answer.status, json.loads(found)["error"] if answer.status >= 400 else ""

    async def column(self) -> list[dict[str, Any]]:
        """Return what stands in her column."""
        async with self.session.get(f"{self.address}/chat/api/people/noor/messages?after=0") as answer:
            return list((await answer.json())["messages"])

    async def errors(self) -> list[str]:
        """Stop it, and return what stands in its log."""
        self.process.terminate()
        _, log = await self.process.communicate()
        return log.decode().splitlines()

    async def ready(self) -> int:
        """Return what the health page answers."""
        async with self.session.get(f"{self.address}/health/ready") as answer:
            return answer.status

    def wrote(self, column: list[dict[str, Any]]) -> list[str]:
        """Return the ids of what she wrote."""
        return [message["id"] for message in column if message["from"] == "noor"]


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[Bot]:
    """Run a demo on a port that is free."""
    port = free_port()
    words = ("demo", "--no-browser", "--data", str(folder), "--port", str(port))
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", *words, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline(), "the demo did not start"
    async with aiohttp.ClientSession() as session:
        try:
            yield Bot(process, session, f"http://127.0.0.1:{port}", folder)
        finally:
            if process.returncode is None:
                process.terminate()
                await process.communicate()


def assert_clear(log: list[str], reasons: tuple[str, ...]) -> None:
    """Each line of the log says in so many words what is wrong, with no traceback and nothing that she wrote."""
    assert log
    unclear = [line for line in log if "not saved" not in line and "not delivered" not in line]
    assert unclear == []
    assert any(reason in line for line in log for reason in reasons), log
    assert not any("Traceback" in line or "burger" in line for line in log), log


async def tried(bot: Bot, count: int) -> list[tuple[int, str]]:
    """Let her write some texts, and return what she heard."""
    return [await bot.says(LONG, f"text {number}") for number in range(count)]


@pytest.mark.trust("R22")
async def test_on_a_full_disk_she_hears_not_saved_and_what_she_sends_again_is_there_once(tmp_path: Path) -> None:
    async with demo(tmp_path / "data") as bot:
        assert await bot.says("verwondering", "word") == (202, "")
        full = (1, resource.RLIM_INFINITY)

        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, full)
        during, ready = await tried(bot, 5), await bot.ready()
        before = bot.wrote(await bot.column())
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        afterwards = await tried(bot, 5)

        assert during == [(503, NOT_SAVED)] * 5
        assert ready == 503
        assert before == ["word"]
        assert afterwards == [(202, "")] * 5
        assert bot.wrote(await bot.column()) == ["word", *(f"text {number}" for number in range(5))]
        assert await bot.ready() == 200
        assert_clear(await bot.errors(), ("disk I/O error", "disk is full"))


@pytest.mark.trust("R21")
async def test_while_another_holds_the_database_she_hears_not_saved(tmp_path: Path) -> None:
    async with demo(tmp_path / "data") as bot:
        with closing(sqlite3.connect(bot.folder / "leerbot.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            during = await tried(bot, 1)
            other.execute("ROLLBACK")

        assert during == [(503, NOT_SAVED)]
        assert await tried(bot, 1) == [(202, "")]
        assert bot.wrote(await bot.column()) == ["text 0"]
        assert_clear(await bot.errors(), ("database is locked",))
