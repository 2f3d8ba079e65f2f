"""Mattermost as an operator sets it up: settings, ``leerbot check``, and the service itself."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.clock import WallClock
from bot.config import ConfigError, from_environment
from bot.running import run_serve
from dialogs.library import load
from storage import migrating
from storage.privacy.crypto import new_key
from tests.bot.test_running import while_running
from tests.kit.commands import run
from tests.kit.mattermost import BOT, TOKEN, FakeMattermost
from tests.kit.mattermost_server import fake_mattermost
from tests.kit.ports import free_port


@pytest.fixture
async def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeMattermost]:
    """A server, and an environment that names it."""
    migrating.migrate(tmp_path)
    async with fake_mattermost() as opened:
        for name, value in {
            "DATABASE_URL": f"sqlite:///{tmp_path}/leerbot.db", "KEYS": f"a:{new_key().hex()}", "CHANNELS": "mattermost",
            "MATTERMOST_URL": f"{opened.url}/", "MATTERMOST_TOKEN": TOKEN,
        }.items():  # fmt: skip
            monkeypatch.setenv(f"LEERBOT_{name}", value)
        yield opened


async def checked() -> str:
    """Return what ``leerbot check`` says."""
    return (await asyncio.to_thread(run, "check")).output


async def test_check_says_that_what_goes_to_another_machine_without_https_can_be_read_on_the_way(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = await checked()
    monkeypatch.setenv("LEERBOT_MATTERMOST_URL", "http://chat.invalid")

    assert "begins with http://" not in here
    assert "begins with http://, so the token and all that people write go to another machine unencrypted" in await checked()


async def test_check_says_that_server_and_token_work(server: FakeMattermost) -> None:
    said = await checked()

    assert "Mattermost 11.7.0 knows the bot as @leerbot" in said
    assert said.endswith("all well\n")


@pytest.mark.parametrize(("changed", "mend"), [
    ({"Version": "10.11.2"}, "Mattermost is older than 11.7"),
    ({"MaxPostSize": "4000"}, "MaxPostSize is 4000; long digests need 16383"),
    ({"PostEditTimeLimit": "300"}, "PostEditTimeLimit is set, .*; set it to -1"),
    ({"PostEditTimeLimit": "0"}, "PostEditTimeLimit is set, .*; set it to -1"),
])  # fmt: skip
async def test_check_names_a_setting_of_the_server_with_its_mend(
    server: FakeMattermost, changed: dict[str, str], mend: str
) -> None:
    server.settings |= changed

    said = await checked()

    assert re.search(mend, said)
    assert "1 to mend" in said


async def test_check_says_whom_the_bot_cannot_write_to(server: FakeMattermost) -> None:
    server.settings["RestrictDirectMessage"] = "team"

    said = await checked()

    assert "the bot can write to nobody outside its own teams" in said
    assert said.endswith("all well\n")


async def test_check_says_that_an_administrators_token_is_not_to_lie_about(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_ADMIN_TOKEN", "geheim-van-beheer")

    said = await checked()

    assert "LEERBOT_MATTERMOST_ADMIN_TOKEN is set, which is for leerbot mattermost setup alone" in said
    assert "geheim-van-beheer" not in said


async def test_check_says_what_the_bot_lacks(server: FakeMattermost) -> None:
    server.users[BOT]["is_bot"] = False
    server.teams.clear()
    server.go_wrong("GET /websocket", 400)

    said = await checked()

    assert "who is no bot; make a bot account" in said
    assert "the bot is in no team; add it" in said
    assert "the websocket stays silent; let the proxy pass" in said


async def test_check_says_what_to_do_about_a_token_that_is_refused(server: FakeMattermost) -> None:
    server.token = "another"

    assert "set a valid LEERBOT_MATTERMOST_TOKEN" in await checked()


async def test_check_says_what_to_do_when_nobody_answers(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_URL", f"http://127.0.0.1:{free_port()}")

    assert "look at LEERBOT_MATTERMOST_URL and the network" in await checked()


async def test_check_says_what_to_do_when_there_is_no_https(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_URL", server.url.replace("http:", "https:"))

    assert "what listens at LEERBOT_MATTERMOST_URL speaks no https" in await checked()


async def test_check_says_what_to_do_when_something_else_answers(server: FakeMattermost) -> None:
    server.go_wrong("GET /users/me", 200, body="<html>Welkom</html>")

    assert "what answers at LEERBOT_MATTERMOST_URL is no Mattermost server" in await checked()


async def test_check_says_that_there_are_no_buttons_and_how_to_have_them(server: FakeMattermost) -> None:
    assert "for buttons set LEERBOT_MATTERMOST_CALLBACK_URL" in (await checked()).replace("\n", " ")


@pytest.mark.parametrize(("forbids", "said"), [(False, "Mattermost reaches Leerbot at"), (True, "Mattermost does not reach")])
async def test_check_looks_whether_presses_arrive_at_the_service(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch, *, forbids: bool, said: str
) -> None:
    port, up = free_port(), asyncio.Event()
    server.wall, server.forbids_internal = WallClock().now, forbids
    monkeypatch.setenv("LEERBOT_PORT", str(port))
    monkeypatch.setenv("LEERBOT_MATTERMOST_CALLBACK_URL", f"http://127.0.0.1:{port}/")
    serving = asyncio.create_task(run_serve(load(), from_environment(), lambda _: up.set()))
    await asyncio.wait_for(up.wait(), 30)

    found = await checked()

    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 30)
    assert said in found.replace("\n", " ")
    assert ("AllowedUntrustedInternalConnections" in found) is forbids


@pytest.mark.parametrize(("name", "value", "mend"), [
    ("MATTERMOST_URL", "", "MATTERMOST_URL is missing; set it"),
    ("MATTERMOST_TOKEN", "", "MATTERMOST_TOKEN is missing; set it"),
    ("MATTERMOST_URL", "chat.example.org", "MATTERMOST_URL is no address; write for example https://"),
    ("MATTERMOST_COMMAND_TOKENS", "abc,def", "MATTERMOST_COMMAND_TOKENS needs LEERBOT_MATTERMOST_CALLBACK_URL"),
    ("MATTERMOST_CALLBACK_URL", "leerbot.example.org", "MATTERMOST_CALLBACK_URL is no address; write where"),
    ("MATTERMOST_CALLBACK_URL", "https://", "MATTERMOST_CALLBACK_URL is no address; write where"),
    ("MATTERMOST_CALLBACK_URL", "https://leerbot.example.org/?a=1", "MATTERMOST_CALLBACK_URL is no address; write where"),
    ("MATTERMOST_CALBACK_URL", "https://leerbot.example.org", "did you mean LEERBOT_MATTERMOST_CALLBACK_URL?"),
])  # fmt: skip
async def test_a_setting_that_is_missing_or_wrong_is_named_with_its_mend(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch, name: str, value: str, mend: str
) -> None:
    monkeypatch.setenv(f"LEERBOT_{name}", value)

    with pytest.raises(ConfigError, match=mend):
        await run_serve(load(), from_environment(), print)


async def test_a_callback_address_without_mattermost_is_named(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_CALLBACK_URL", "https://leerbot.example.org")
    monkeypatch.setenv("LEERBOT_CHANNELS", "web")

    with pytest.raises(ConfigError, match="add mattermost to LEERBOT_CHANNELS, or leave it out"):
        from_environment()


async def test_the_service_listens_to_mattermost_and_serves_no_web_chat(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, told = free_port(), list[str]()
    monkeypatch.setenv("LEERBOT_PORT", str(port))

    def serving(up: Callable[[str], None]) -> Any:
        def hear(address: str) -> None:
            told.append(address)
            up(address)

        return run_serve(load(), from_environment(), hear)

    (live,) = await while_running(serving, port, "/health/live")

    assert live == {"live": True}
    assert told == [f"http://127.0.0.1:{port}"]
    assert "GET /websocket" in server.calls
