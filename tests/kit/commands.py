"""The command line as an operator uses it: ``leerbot`` with some words, in an environment that she set."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from tests.kit.town import RING

KEYS = f"test:{RING.keys['test'].hex()}"
"""The master key of every town."""


def run(*words: str, answer: str | None = None) -> Result:
    """Run a command, and answer what it asks."""
    return CliRunner().invoke(cli, list(words), input=answer)


def settings(monkeypatch: pytest.MonkeyPatch, folder: Path, keys: str = KEYS) -> None:
    """Say where the database is, and with which keys."""
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{folder}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS", keys)


def assert_one_line(found: Result, said: str) -> None:
    """Look whether a command was refused in one line that says this."""
    assert found.exit_code == 1
    assert found.output.startswith("leerbot: ")
    assert found.output.count("\n") == 1, found.output
    assert said in found.output
