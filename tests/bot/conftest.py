"""Each test has a port of its own for the bot that it starts."""

import pytest

from tests.kit.ports import free_port


@pytest.fixture(autouse=True)
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """A port that is free, and that `leerbot serve` is told."""
    found = free_port()
    monkeypatch.setenv("LEERBOT_PORT", str(found))
    return found
