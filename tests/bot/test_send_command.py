"""``leerbot send``: beside a database at rest, and into a bot that runs on SQLite."""

import asyncio
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import running
from bot.__main__ import cli
from bot.config import from_environment
from dialogs.library import load
from storage.crypto import new_key


def run(*words: str) -> str:
    return CliRunner().invoke(cli, list(words)).output


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the environment as an operator would, over a new database."""
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{tmp_path}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS", f"a:{new_key().hex()}")
    run("migrate")


def test_sending_is_stopped_shown_and_begun_again() -> None:
    assert "sending is on" in run("send", "status")
    assert "nothing is sent since" in run("send", "stop")
    assert "nothing is sent since" in run("send", "status")
    assert "to go on: leerbot send resume" in run("check")
    assert "sending goes on" in run("send", "resume")
    assert "sending was not stopped" in run("send", "resume")


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

    assert "nothing is sent since" in stopped
    assert "nothing is sent since" in shown
