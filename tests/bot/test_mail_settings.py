"""LEERBOT_SMTP_URL and LEERBOT_SMTP_FROM: all that e-mail needs or none of it, and what ``leerbot check`` says of it (X02)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.channels.email.relay import Relay
from bot.config import Config, ConfigError
from tests.kit.commands import run, settings
from tests.kit.mail import mail_server
from tests.kit.ports import free_port

URL, FROM, PUBLIC = "smtp://mail.voorbeeld.nl", "leerbot@voorbeeld.nl", "https://leerbot.voorbeeld.nl"


def test_without_a_mail_server_no_mail_goes() -> None:
    assert Config(public_url=PUBLIC).mail is None


def test_with_all_it_needs_mail_goes() -> None:
    assert Config(smtp_url=URL, smtp_from=FROM, public_url=PUBLIC).mail == Relay("mail.voorbeeld.nl", 587, "starttls", FROM)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"smtp_url": URL, "public_url": PUBLIC}, "LEERBOT_SMTP_FROM is missing"),
        ({"smtp_from": FROM, "public_url": PUBLIC}, "LEERBOT_SMTP_URL is missing"),
        ({"smtp_url": URL, "smtp_from": FROM}, "LEERBOT_PUBLIC_URL is missing"),
        ({"smtp_url": URL, "smtp_from": "leerbot", "public_url": PUBLIC}, "LEERBOT_SMTP_FROM is no mail address"),
        ({"smtp_url": "mail.nl", "smtp_from": FROM, "public_url": PUBLIC}, "LEERBOT_SMTP_URL is wrong: it is no address of"),
    ],
)
def test_half_of_it_is_refused_with_the_mend(values: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        assert Config(**values).mail


def configured(folder: Path, monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    settings(monkeypatch, folder)
    for name, value in values.items():
        monkeypatch.setenv(f"LEERBOT_{name}", value)
    run("migrate")


@pytest.mark.parametrize("command", ["check", "serve"])
def test_check_and_serve_refuse_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    settings(monkeypatch, tmp_path)
    monkeypatch.setenv("LEERBOT_SMTP_URL", URL)

    found = run(command)

    assert found.exit_code != 0
    assert "LEERBOT_SMTP_FROM is missing" in found.output


def test_a_clock_that_moves_and_real_mail_do_not_go_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, tmp_path)
    for name, value in {"SMTP_URL": URL, "SMTP_FROM": FROM, "PUBLIC_URL": PUBLIC, "CLOCK": "movable"}.items():
        monkeypatch.setenv(f"LEERBOT_{name}", value)

    assert "mail goes to real people" in run("check").output


def test_check_logs_in_at_the_mail_server_and_sends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def checked() -> str:
        async with mail_server() as server:
            configured(tmp_path, monkeypatch, SMTP_URL=f"smtp://127.0.0.1:{server.port}", SMTP_FROM=FROM, PUBLIC_URL=PUBLIC)
            found = await asyncio.to_thread(run, "check")
            assert server.taken == []
            return found.output

    assert f"from {FROM}" in asyncio.run(checked())


def test_check_says_what_to_look_at_when_the_mail_server_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = f"127.0.0.1:{free_port()}"
    configured(tmp_path, monkeypatch, SMTP_URL=f"smtp://{where}", SMTP_FROM=FROM, PUBLIC_URL=PUBLIC)

    found = run("check")

    assert found.exit_code != 0
    assert f"mail server does not answer ({where}); look at LEERBOT_SMTP_URL and the network" in found.output
