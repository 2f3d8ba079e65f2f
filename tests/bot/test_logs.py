"""Logs say where something went wrong, never what somebody wrote (DESIGN §7)."""

import io
import logging
import sys

import pytest
import structlog

from bot import logs

WRITTEN = "Noor schreef dit"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up("debug")
    return stream


def fail() -> None:
    raise ValueError(WRITTEN)


@pytest.mark.trust("S20")
def test_an_exception_of_ours_is_logged_by_its_kind_and_places(said: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        structlog.get_logger().exception("went wrong", message=12)

    line = said.getvalue()
    assert "problem=ValueError" in line
    assert "message=12" in line
    assert "test_logs.py:" in line
    assert WRITTEN not in line


def test_an_exception_that_a_library_logs_is_told_in_the_same_way(said: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("somewhere.else").exception(WRITTEN)

    line = said.getvalue()
    assert line.startswith("ERROR somewhere.else\nproblem=ValueError trace='test_logs.py:")
    assert WRITTEN not in line
