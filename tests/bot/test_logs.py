"""Logs say where something went wrong, never what somebody wrote (DESIGN §7)."""

import io
import logging
import sys

import pytest

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
        logs.log.exception("went wrong", message=12)

    line = said.getvalue()
    assert "problem=ValueError" in line
    assert "message=12" in line
    assert "test_logs.py:" in line
    assert WRITTEN not in line


def test_a_line_is_one_line_of_names_with_values(said: io.StringIO) -> None:
    logs.log.info("tick done", rounds=2, why=None, path="a b", odd='say "x"\n\x1b[31m')

    timestamp, rest = said.getvalue().split(" ", 1)
    assert timestamp.startswith("timestamp=20")
    assert rest == 'level=info event="tick done" rounds=2 why= path="a b" odd="say \\"x\\"\\n\\u001b[31m"\n'


def test_what_is_less_than_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("warning")

    logs.log.info("tick done")
    logs.log.warning("tick late")

    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert line.endswith('level=warning event="tick late"\n')


def test_an_exception_that_a_library_logs_is_told_in_the_same_way(said: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("somewhere.else").exception(WRITTEN)

    line = said.getvalue()
    assert line.startswith("ERROR somewhere.else\nproblem=ValueError trace='test_logs.py:")
    assert WRITTEN not in line
