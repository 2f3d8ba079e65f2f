"""``leerbot send``: beside a database at rest, and into a bot that runs on SQLite."""

import asyncio
import socket
from pathlib import Path

import pytest

from bot import running
from bot.config import from_environment
from dialogs.library import load
from tests.kit.commands import run, settings


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the environment as an operator would, over a new database."""
    settings(monkeypatch, tmp_path)
    run("migrate")


def test_sending_is_stopped_shown_and_begun_again() -> None:
    assert "sending is on" in run("send", "status").output
    assert "nothing is sent since" in run("send", "stop").output
    assert "nothing is sent since" in run("send", "status").output
    assert "to go on: leerbot send resume" in run("check").output
    assert "sending goes on" in run("send", "resume").output
    assert "sending was not stopped" in run("send", "resume").output


async def test_a_bot_that_runs_on_sqlite_takes_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("LEERBOT_PORT", str(taken.getsockname()[1]))
    up = asyncio.Event()
    serving = asyncio.create_task(running.run_serve(load(), from_environment(), lambda _: up.set()))
    await asyncio.wait_for(up.wait(), 30)

    stopped = await asyncio.to_thread(run, "send", "stop")
    shown = await asyncio.to_thread(run, "send", "status")
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)

    assert "nothing is sent since" in stopped.output
    assert "nothing is sent since" in shown.output
