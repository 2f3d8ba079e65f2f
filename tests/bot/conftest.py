"""What tests of the commands begin with: a port of their own, the environment of an operator, a backup."""

import asyncio
from pathlib import Path

import pytest

from tests.kit.commands import run, settings
from tests.kit.ports import free_port
from tests.kit.sharing import noor_shares
from tests.kit.town import town


@pytest.fixture(autouse=True)
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """A port that is free, and that `leerbot serve` is told."""
    found = free_port()
    monkeypatch.setenv("LEERBOT_PORT", str(found))
    return found


@pytest.fixture
async def backed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a bot with a backup beside it, made before Wednesday's digest."""
    settings(monkeypatch, tmp_path / "data")
    async with town(tmp_path / "data") as place:
        await noor_shares(place)
        said = await asyncio.to_thread(run, "backup", str(tmp_path / "b.zip"))
    assert said.exit_code == 0, said.output
    return tmp_path


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the environment as an operator would."""
    folder = tmp_path / "data"
    settings(monkeypatch, folder)
    return folder
