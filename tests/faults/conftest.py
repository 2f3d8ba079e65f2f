"""Bots in processes of their own, that are killed: nobody would hear which lines they reached."""

import pytest


@pytest.fixture(autouse=True)
def _not_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trace no child: it starts and runs at half speed for it, and a kill -9 takes along what it noted."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
