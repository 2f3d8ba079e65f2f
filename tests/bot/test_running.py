"""Running as a service does: opening, serving, stopping on a signal, going on where it was."""

import asyncio
import json
import os
import signal
import socket
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from bot import running
from bot.config import ConfigError, from_environment
from bot.people import demo
from dialogs.library import load
from storage import migrating
from storage.errors import StorageError
from tests.kit.ports import free_port
from tests.kit.town import AMSTERDAM, at

MONDAY = at("2026-03-09 08:30")


async def while_running(work: Any, port: int, *calls: str | tuple[str, Any]) -> list[Any]:
    """Run something that serves, ask it some addresses or send them something, and stop it as a service manager does."""
    up = asyncio.Event()
    task = asyncio.create_task(work(lambda _: up.set()))
    await asyncio.wait_for(up.wait(), 30)

    def ask(call: str | tuple[str, Any]) -> Any:
        path, body = call if isinstance(call, tuple) else (call, None)
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"http://127.0.0.1:{port}{path}", data, {"Content-Type": "application/json"})
        with urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    answers = [await asyncio.to_thread(ask, call) for call in calls]
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(task, 30)
    return answers


def demo_in(
    folder: Path, port: int, start: datetime | None, members: int | None = None, noted: Callable[[str], None] = print
) -> Any:
    return lambda told: running.run_demo(
        load(), folder, port=port, start=start, members=members, zone=AMSTERDAM, told=told, noted=noted
    )


async def test_the_demo_begins_with_a_team_and_goes_on_where_it_was(tmp_path: Path) -> None:
    port = free_port()

    people, clock = await while_running(demo_in(tmp_path, port, MONDAY), port, "/chat/api/people", "/chat/api/clock")
    later, ready = await while_running(demo_in(tmp_path, port, None), port, "/chat/api/clock", "/health/ready")

    assert [one["id"] for one in people][:4] == ["noor", "bram", "samira", "joost"]
    assert {role for one in people for role in one["roles"]} == {"member", "lead", "facilitator", "admin"}
    assert clock["now"].startswith("2026-03-09T08:30")
    assert later["now"] >= clock["now"]
    assert ready["ready"]


async def test_a_demo_that_is_there_already_says_that_another_start_and_team_change_nothing(tmp_path: Path) -> None:
    port = free_port()
    first: list[str] = []
    second: list[str] = []
    third: list[str] = []

    await while_running(demo_in(tmp_path, port, MONDAY, 8, first.append), port)
    (people,) = await while_running(demo_in(tmp_path, port, MONDAY, 12, second.append), port, "/chat/api/people")
    await while_running(demo_in(tmp_path, port, None, None, third.append), port)

    assert first == third == []
    assert second == [f"{tmp_path} holds a demo already, so --start and --people change nothing; begin anew with --fresh"]
    assert len(people) == 8 + 3


async def test_a_port_that_is_taken_leaves_no_folder_behind(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(ConfigError, match=f"port {port} cannot be used .*; choose another with --port"):
            await demo_in(tmp_path / "data", port, None)(print)

    assert not (tmp_path / "data").exists()


async def test_the_service_runs_as_the_environment_says(tmp_path: Path, monkeypatch: Any) -> None:
    port = free_port()
    demo.own_keys(tmp_path)
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{tmp_path}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS_FILE", str(tmp_path / "master.key"))
    monkeypatch.setenv("LEERBOT_PORT", str(port))
    migrating.migrate(tmp_path)

    (live,) = await while_running(lambda told: running.run_serve(load(), from_environment(), told), port, "/health/live")

    assert live == {"live": True}


async def test_a_service_can_be_tried_out_with_a_clock_that_moves_and_then_never_runs_for_real(
    tmp_path: Path, monkeypatch: Any
) -> None:
    port = free_port()
    demo.own_keys(tmp_path)
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{tmp_path}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS_FILE", str(tmp_path / "master.key"))
    monkeypatch.setenv("LEERBOT_PORT", str(port))
    monkeypatch.setenv("LEERBOT_CLOCK", "movable")
    migrating.migrate(tmp_path)

    (moved,) = await while_running(
        lambda told: running.run_serve(load(), from_environment(), told), port, ("/chat/api/clock", {"advance": "P7D"})
    )
    (again,) = await while_running(lambda told: running.run_serve(load(), from_environment(), told), port, "/chat/api/clock")

    assert datetime.fromisoformat(moved["now"]) <= datetime.fromisoformat(again["now"])
    monkeypatch.setenv("LEERBOT_CLOCK", "real")
    with pytest.raises(ConfigError, match="tried out with a clock that was moved"):
        await running.run_serve(load(), from_environment(), print)


def test_only_a_folder_that_a_demo_made_is_thrown_away(tmp_path: Path) -> None:
    other, own = tmp_path / "other", tmp_path / "own"
    other.mkdir()
    demo.own_keys(own)

    running.fresh(other)
    running.fresh(own)

    assert other.exists()
    assert not own.exists()


@pytest.mark.parametrize("name", ["photo.png", "master.key"])
def test_a_folder_with_other_things_is_not_thrown_away_and_that_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\x00")

    with pytest.raises(StorageError, match="was not made by a demo, so nothing is thrown away"):
        running.fresh(tmp_path)

    assert (tmp_path / name).exists()


def test_a_large_team_has_made_up_colleagues() -> None:
    assert [name for _, name in demo.cast(10)][-2:] == ["Collega 9", "Collega 10"]
